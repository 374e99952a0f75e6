"""The manifest of an audiobook: what it is, its tracks, its table of contents."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from operator import attrgetter
from typing import Any, NamedTuple

from audio.records import Edition, Outline
from audio.writers import site
from audio.writers.archive import format_modified, identify_book
from audio.writers.audiobook.guided import MEDIA_TYPE as GUIDE
from audio.writers.audiobook.guided import TimedSentence
from audio.writers.chapter_files import ChapterFile
from audio.writers.mp3 import Mp3Writer

NAME = "manifest.json"
_PROFILE = "https://readium.org/webpub-manifest/profiles/audiobook"


class AudiobookTrack(NamedTuple):
    """A chapter, as the manifest tells of it."""

    sound: str
    """File name."""
    guide: str
    """File name of its guided navigation."""
    title: str
    seconds: float
    inner: Sequence[tuple[str, float]]
    """Headings inside it, and at which second each is heard."""

    @classmethod
    def from_chapter(
        cls, one: ChapterFile, sentences: Sequence[TimedSentence], rate: int
    ) -> AudiobookTrack:
        """What is told of a chapter, in which ``sentences`` are heard."""
        inner = [
            (" ".join(sentence.text for sentence in heading), heading[0].start)
            for heading in _list_inner_headings(sentences)
        ]
        return cls(
            f"{one.name}.mp3",
            f"{one.name}.json",
            one.chapter.title,
            one.recording.samples / rate,
            [(title, (start - one.chapter.start) / rate) for title, start in inner],
        )


def describe_book(
    outline: Outline, edition: Edition, tracks: Sequence[AudiobookTrack]
) -> dict[str, Any]:
    """The whole manifest."""
    cover = outline.cover
    guides = [{"href": track.guide, "type": GUIDE} for track in tracks]
    return {
        "@context": "https://readium.org/webpub-manifest/context.jsonld",
        "metadata": _describe(outline, edition),
        "links": [
            {"rel": "self", "href": NAME, "type": "application/audiobook+json"},
            {"rel": "related", **guides[0]},
        ],
        "readingOrder": [
            {
                "href": track.sound,
                "type": Mp3Writer.media_type,
                "bitrate": edition.recording.bitrate,
                "duration": round(track.seconds, 3),
                "title": track.title,
                "alternate": [guide],
            }
            for track, guide in zip(tracks, guides, strict=True)
        ],
        "resources": [
            {"rel": "cover", "href": cover.file_name, "type": cover.media_type},
            *guides,
        ],
        "toc": list(map(_make_toc_entry, tracks)),
    }


def _describe(outline: Outline, edition: Edition) -> dict[str, Any]:
    article, show = outline.article, outline.show
    labels = site.read_labels(show.labels)
    told = {
        "@type": "http://schema.org/Audiobook",
        "conformsTo": _PROFILE,
        "identifier": f"urn:uuid:{identify_book(outline)}",
        "title": article.title,
        "author": article.author or show.author or show.title,
        "narrator": labels["epub_narrator"].format(voice=outline.voice),
        "publisher": show.title,
        "language": article.language,
        "modified": format_modified(outline),
        "published": article.published.date().isoformat() if article.published else "",
        "description": article.description,
        "rights": show.copyright,
        "duration": round(edition.recording.samples / outline.rate, 3),
        "accessibility": {
            "accessMode": ["auditory", "textual"],
            "accessModeSufficient": ["auditory", "textual"],
            "feature": [
                "synchronizedAudioText",
                "transcript",
                "tableOfContents",
                "structuralNavigation",
                "readingOrder",
                "unlocked",
            ],
            "hazard": ["none"],
            "summary": labels["epub_summary"],
        },
    }
    return {name: value for name, value in told.items() if value}


def _make_toc_entry(track: AudiobookTrack) -> dict[str, Any]:
    inner = [
        {"href": f"{track.sound}#t={seconds:.3f}", "title": title} for title, seconds in track.inner
    ]
    entry = {"href": f"{track.sound}#t=0", "title": track.title}
    return entry | ({"children": inner} if inner else {})


def _list_inner_headings(sentences: Sequence[TimedSentence]) -> list[list[TimedSentence]]:
    inner = (sentence for sentence in sentences if sentence.is_inner)
    return [list(group) for _, group in groupby(inner, attrgetter("paragraph"))]
