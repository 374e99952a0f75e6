"""edition.json, schema version 1: everything known of an edition, for machines."""

from __future__ import annotations

import json
from collections.abc import Sequence
from json.encoder import encode_basestring as quoted
from typing import Any

from audio.records import Article, Cue, Edition, Outline, Paragraph, PublishedFile, TimingSource
from audio.writers import Output

SCHEMA = 1


class EditionJsonWriter:
    """A sentence a line; times in seconds with six decimals, from sample counts; offsets in code
    points."""

    rank = 2
    media_type = "application/json"

    def __init__(self, outline: Outline, output: Output) -> None:
        self._file = output.open()
        self._rate = outline.rate
        self._passages = dict(outline.passages)
        self._comma = ""
        self._put(_format(_describe(outline)).removesuffix("\n}") + ',\n "sentences": [')

    def add(self, paragraph: Paragraph, cue: Cue) -> None:
        """One line. Spelled out, as there are a hundred thousand words in ten hours."""
        rate = self._rate
        sentence = cue.script.sentence
        text = sentence.text
        words = ", ".join(
            f'{{"written": {quoted(text[span[0] : span[1]])}, "spoken": {quoted(spoken)}, '
            f'"start": {start / rate:.6f}, "end": {end / rate:.6f}, '
            f'"chars": [{span[0]}, {span[1]}]}}'
            for (spoken, span), start, end in cue.words
        )
        exact = cue.source is TimingSource.EXACT
        timing = "" if exact else f'"timing": "{cue.source}", '
        voice = self._passages.get(sentence.voice)
        if voice:
            timing = f'"voice": {quoted(voice)}, {timing}'
        self._put(
            f'{self._comma}\n  {{"id": {quoted(sentence.id)}, "written": {quoted(text)}, '
            f'"spoken": {quoted(cue.script.line.text)}, '
            f'"start": {cue.start / rate:.6f}, "end": {cue.end / rate:.6f}, '
            f'{timing}"words": [{words}]}}'
        )
        self._comma = ","

    def finish(self, edition: Edition, beside: Sequence[PublishedFile]) -> None:
        """What is only known now; ``files`` lists what stands beside it."""
        self._put("\n ],\n" + _format(_sum_up(edition, beside)).removeprefix("{\n") + "\n")

    def _put(self, text: str) -> None:
        self._file.write(text.encode())


def _format(data: dict[str, Any]) -> str:
    return json.dumps(data, ensure_ascii=False, indent=1, allow_nan=False)


def _describe(outline: Outline) -> dict[str, Any]:
    article = outline.article
    return {
        "schema_version": SCHEMA,
        "guid": article.guid,
        "title": article.title,
        "author": article.author,
        "published": article.published.isoformat() if article.published else None,
        **_list_numbers(article),
        "language": article.language,
        "voice": outline.voice,
        **({"voices": dict(outline.voices)} if outline.voices else {}),
        **({"instead_of": outline.instead_of} if outline.instead_of else {}),
        "disclosure": outline.disclosure,
        "engine_version": outline.engine_version,
        "rate": outline.rate,
    }


def _list_numbers(article: Article) -> dict[str, Any]:
    """What is known of its place in the show and of its kind; a key for each that is given."""
    told = {"season": article.season, "episode": article.episode, "type": article.episode_type}
    given: dict[str, Any] = {key: value for key, value in told.items() if value}
    return given | ({} if article.explicit is None else {"explicit": article.explicit})


def _sum_up(edition: Edition, beside: Sequence[PublishedFile]) -> dict[str, Any]:
    samples, rate = edition.recording.samples, edition.recording.rate
    return {
        "uuid": edition.uuid,
        "samples": samples,
        "duration": round(samples / rate, 6),
        "loudness": {
            "integrated": _round(edition.loudness.integrated),
            "true_peak": _round(edition.loudness.true_peak),
        },
        "chapters": [
            {"title": title, "start": round(start / rate, 6), "end": round(end / rate, 6)}
            for title, start, end in edition.chapters
        ],
        "files": [
            {"path": f.name, "type": f.media_type, "bytes": f.size, "sha256": f.sha256}
            | ({"part_of": f.part_of} if f.part_of else {})
            for f in beside
        ],
    }


def _round(value: float) -> float | None:
    """Two decimals; silence, which has no level, is null."""
    return round(value, 2) if value > float("-inf") else None
