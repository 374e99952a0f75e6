"""embed.json, version 1: the text and its times, from which ``embed.js`` plays on another page.

A paragraph a line. ``hash`` is that of its text (see ``matching.digest_text``), ``chapter`` is
there where it begins one. A sentence has its ``text``, its ``start`` and ``length`` in
milliseconds, and ``words``, four numbers a written stretch: its UTF-16 units, from and to, and
the milliseconds in the sentence at which it starts and ends. One in a table has ``shown``, the
units of each of its cells, from and to: the page has those.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from audio.records import BlockKind, Cue, Edition, Outline, Paragraph, PublishedFile
from audio.writers import Output, site
from audio.writers.embed.matching import digest_text
from audio.writers.site.disclosure import disclose
from audio.writers.site.read_along import find_stretches, to_milliseconds
from audio.writers.site.tables import ShownRow, ShownTables
from audio.writers.site.text import Offsets

VERSION = 1
LABELS = (
    "player",
    "play",
    "pause",
    "previous_sentence",
    "next_sentence",
    "repeat_sentence",
    "previous_paragraph",
    "next_paragraph",
    "previous_chapter",
    "next_chapter",
    "slower",
    "faster",
    "copy_sentence",
    "copied",
    "not_copied",
    "back",
    "forward",
    "speed",
    "speed_is",
    "position",
    "failed",
    "feed_page",
    "listen",
    "more",
    "sleep",
    "sleep_off",
    "minutes",
    "sleep_chapter",
    "sleep_set",
    "sleep_unset",
    "slept",
    "embed_keys",
)
"""What the player says, by the keys of ``site/labels.tsv``."""
_ANNOUNCED = frozenset({BlockKind.OPENING, BlockKind.CLOSING})


class EmbedJsonWriter:
    """JSON; announcements, which stand in no article, are not in it."""

    rank = 1
    media_type = "application/json"

    def __init__(self, outline: Outline, output: Output) -> None:
        self._outline = outline
        self._file = output.open()
        self._tables = ShownTables(outline.article)
        self._sentences: list[dict[str, Any]] = []
        """Of the paragraph that goes on."""
        self._comma = ""
        self._put(f'{{"version": {VERSION}, "paragraphs": [')

    def add(self, paragraph: Paragraph, cue: Cue) -> None:
        """The sentence, and its paragraph when it is the last."""
        if paragraph.kind in _ANNOUNCED:
            return
        row = self._tables.find_row(paragraph)
        self._sentences.append(_describe_sentence(cue, self._outline.rate, row))
        if cue.script.sentence.id != paragraph.sentences[-1].id:
            return
        texts = (sentence["text"] for sentence in self._sentences)
        told = {
            "id": paragraph.id,
            "hash": digest_text("".join(texts)),
            **({"chapter": True} if self._outline.opens_chapter(paragraph) else {}),
            "sentences": self._sentences,
        }
        self._put(f"{self._comma}\n{json.dumps(told, ensure_ascii=False)}")
        self._comma, self._sentences = ",", []

    def finish(self, edition: Edition, beside: Sequence[PublishedFile]) -> None:
        """What the player shows, and what it plays."""
        article, show = self._outline.article, self._outline.show
        labels = site.read_labels(show.labels)
        sounds = [file for file in beside if file.is_whole("audio/mpeg")]
        rest = {
            "title": article.title,
            "guid": article.guid,
            "language": article.language,
            "labels_language": show.labels,
            "show": show.title,
            "page": "./",
            "sounds": [{"src": file.name, "type": file.media_type} for file in sounds],
            "seconds": round(edition.recording.samples / self._outline.rate, 3),
            "disclosure": disclose(self._outline),
            "labels": {key: labels[key] for key in LABELS},
        }
        text = json.dumps(rest, ensure_ascii=False, indent=1).removeprefix("{")
        self._put(f"\n],{text}\n")

    def _put(self, text: str) -> None:
        self._file.write(text.encode("utf-8", "replace"))


def _describe_sentence(cue: Cue, rate: int, row: ShownRow | None) -> dict[str, Any]:
    sentence = cue.script.sentence
    place, start = Offsets(sentence.text), to_milliseconds(cue.start, rate)
    words = [
        number
        for span, begin, end in find_stretches(cue, rate)
        for number in (place(span.start), place(span.end), begin, end)
    ]
    length = to_milliseconds(cue.end, rate) - start
    cells = [part.words for part in row.part(sentence)] if row else []
    shown = {"shown": [place(edge) for span in cells for edge in span]} if cells else {}
    return {
        "id": sentence.id,
        "text": sentence.text,
        "start": start,
        "length": length,
        "words": words,
        **shown,
    }
