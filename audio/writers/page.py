"""The edition's page (.html): the whole text with its player, in one file that works alone.

The text is complete without scripts. Every sentence carries its timing in two attributes, from
which ``site/page.js`` lights it up: ``data-t`` is its start and length in milliseconds, and
``data-w`` four numbers a written stretch: its characters, from and to, and its start and end.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from typing import BinaryIO, NamedTuple
from urllib.parse import quote

from markupsafe import Markup

from audio.records import BlockKind, Cue, Edition, Outline, Paragraph, PublishedFile
from audio.writers import site
from audio.writers.site.blocks import HEAD_KINDS, Blocks
from audio.writers.site.read_along import milliseconds, stretches
from audio.writers.site.text import Offsets, marked_up, plain

_CHUNK = 1 << 16
_PLACE = "\0"
"""Where the text belongs in the rendered page, which can hold no such character."""


class Heading(NamedTuple):
    """Where a chapter can begin."""

    paragraph: str
    """Id."""
    moment: float
    """Seconds at which it is heard."""


class PageWriter:
    """HTML with everything in it but the audio."""

    media_type = "text/html"
    home = ""
    """Address of the show's page, from here; empty when there is none."""

    def __init__(self, outline: Outline, file: BinaryIO) -> None:
        self._outline = outline
        self._file = file
        self._labels = site.labels(outline.show.labels)
        self._blocks = Blocks(self._labels)
        self._head: list[str] = []
        self._places = iter(_places(outline.paragraphs))
        self._headings: list[Heading] = []
        self._first = ""

    def add(self, cue: Cue) -> None:
        """Put the sentence down; the first opens its paragraph, the last closes it."""
        paragraph, index = next(self._places)
        moment = cue.start / self._outline.rate
        self._first = self._first or paragraph.id
        if not index and paragraph.kind is BlockKind.HEADING:
            self._headings.append(Heading(paragraph.id, moment))
        last = index == len(paragraph.sentences) - 1
        opening = self._blocks.open(paragraph, moment) if not index else Markup()
        gap = self._gap(paragraph, index)
        markup = opening + gap + self._sentence(cue) + (self._blocks.close() if last else "")
        if not self._headings and paragraph.kind in HEAD_KINDS:
            self._head.append(markup)
        else:
            self._file.write(markup.encode())

    def finish(self, edition: Edition, beside: Sequence[PublishedFile]) -> None:
        """Put the head, which names chapters and files, before the text, and the foot after it."""
        style = site.inlined("site.css", "page.css")
        script = site.inlined("page.js")
        template = site.environment().get_template("page.html")
        page = template.render(
            style=style,
            script=script,
            policy=site.policy(style, script),
            head=Markup("").join(map(Markup, self._head)),
            text=Markup(_PLACE),
            home=self.home,
            favicon=site.FAVICON,
            files=beside,
            **self._known(edition),
            **self._media(beside),
        )
        head, _, foot = page.partition(_PLACE)
        self._file.write(f"{self._blocks.end()}{foot}".encode())
        _put_before(self._file, head.encode())

    def _sentence(self, cue: Cue) -> Markup:
        sentence, rate = cue.script.sentence, self._outline.rate
        place = Offsets(sentence.text)
        start = milliseconds(cue.start, rate)
        words = " ".join(
            f"{place(span.start)} {place(span.end)} {begin} {end}"
            for span, begin, end in stretches(cue, rate)
        )
        # Spelled out: all but the text is made of letters and digits of our own.
        return Markup(
            f'<span id="{sentence.id}" data-t="{start} {milliseconds(cue.end, rate) - start}"'
            + (f' data-w="{words}">' if words else ">")
            + f"{marked_up(sentence.text, self._outline.article.language)}</span>"
        )

    def _gap(self, paragraph: Paragraph, index: int) -> Markup:
        """What stands between a sentence and the one before it."""
        if not index:
            return Markup()
        before, after = paragraph.sentences[index - 1 : index + 1]
        between = self._outline.article.text[before.span.end : after.span.start]
        return Markup("\n" if "\n" in between and not between.strip() else " ")

    def _known(self, edition: Edition) -> Mapping[str, object]:
        outline, article = self._outline, self._outline.article
        show, labels = outline.show, self._labels
        foreign = show.labels != article.language.partition("-")[0]
        seconds = edition.recording.samples / outline.rate
        return {
            "t": labels,
            "article": article,
            "show": show,
            "title": plain(article.title),
            "summary": plain(article.description),
            "by": plain(article.author or show.author),
            "disclosure": self._disclosure(),
            "day": site.in_words(article.published, show.labels) if article.published else "",
            "seconds": seconds,
            "clock": site.clock,
            "marked_up": lambda text: marked_up(text, article.language),
            "plain": plain,
            "ui": Markup(' lang="{}"').format(show.labels) if foreign else "",
            "chapters": list(self._chapters(edition)),
            "said": Markup(_for_script(labels)),
        }

    def _disclosure(self) -> str:
        """Who speaks, that nobody does, and who was meant to."""
        outline, labels = self._outline, self._labels
        voices = dict.fromkeys([outline.voice, *(voice for _, voice in outline.voices)])
        said = labels["disclosure"].format(voice=", ".join(voices))
        if outline.instead_of:
            said += " " + labels["instead"].format(voice=outline.instead_of)
        return said

    def _chapters(self, edition: Edition) -> Iterator[tuple[str, str, float]]:
        """Paragraph, title and moment; what comes before the first heading is the first."""
        spare = len(edition.chapters) - len(self._headings)
        headings = [Heading(self._first, 0.0)] * spare + self._headings
        for chapter, heading in zip(edition.chapters, headings, strict=False):
            yield heading.paragraph, chapter.title, heading.moment

    def _media(self, beside: Sequence[PublishedFile]) -> Mapping[str, object]:
        """What plays, MP3 first as its clock is the timing's; the picture; what can be had."""
        order = ("audio/mpeg", "audio/mp4", "audio/ogg")
        sounds = [file for kind in order for file in beside if file.media_type == kind]
        pictures = [file for file in beside if file.media_type.startswith("image/")]
        return {
            "sounds": sounds[:1],
            "picture": pictures[0] if pictures else None,
            "downloads": sorted(
                (file for file in beside if file.media_type in self._labels),
                key=lambda file: list(self._labels).index(file.media_type),
            ),
            "address": quote,
            "bulk": lambda size: site.bulk(size, self._outline.show.labels),
        }


class SitePageWriter(PageWriter):
    """``index.html`` in an edition's folder of a show."""

    home = "../index.html"


_SCRIPT_LABELS = ("play", "pause", "copied", "not_copied", "failed", "resumed")


def _places(paragraphs: Sequence[Paragraph]) -> Iterator[tuple[Paragraph, int]]:
    """Every sentence's place, in spoken order."""
    for paragraph in paragraphs:
        for index in range(len(paragraph.sentences)):
            yield paragraph, index


def _for_script(labels: Mapping[str, str]) -> str:
    """JSON that may stand in a script element: without ``<``, it can end nothing."""
    said = json.dumps({key: labels[key] for key in _SCRIPT_LABELS}, ensure_ascii=False)
    return said.replace("<", "\\u003c")


def _put_before(file: BinaryIO, head: bytes) -> None:
    """Write ``head`` before what ``file`` holds, which is moved piece by piece from its end."""
    at = file.seek(0, os.SEEK_END)
    while at:
        start = max(0, at - _CHUNK)
        file.seek(start)
        piece = file.read(at - start)
        file.seek(start + len(head))
        file.write(piece)
        at = start
    file.seek(0)
    file.write(head)
