"""edition.json, schema version 1: everything known of an edition, for machines."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from audio.records import Cue, Edition, WordCue
from audio.writers import PublishedFile

SCHEMA = 1


class EditionJsonWriter:
    """Times in seconds with six decimals, from sample counts; offsets in code points."""

    media_type = "application/json"

    def write(self, edition: Edition, path: Path, beside: Sequence[PublishedFile]) -> None:
        """The whole edition, a sentence a line; ``files`` lists what stands beside it."""
        head = _edition(edition) | {
            "files": [
                {"path": f.name, "type": f.media_type, "bytes": f.size, "sha256": f.sha256}
                for f in beside
            ],
            "chapters": [
                {"title": title, **_times(start, end, edition)}
                for title, start, end in edition.chapters
            ],
        }
        with path.open("w", encoding="utf-8", newline="\n") as file:
            file.write(_dumped(head, indent=1).removesuffix("\n}"))
            file.write(',\n "sentences": [')
            for number, cue in enumerate(edition.cues):
                # One at a time, and without indent: only then is the encoder in C used.
                file.write(f"{',' if number else ''}\n  {_dumped(_sentence(cue, edition))}")
            file.write("\n ]\n}\n")


def _dumped(data: dict[str, Any], indent: int | None = None) -> str:
    return json.dumps(data, ensure_ascii=False, indent=indent, allow_nan=False)


def _edition(edition: Edition) -> dict[str, Any]:
    article, recording = edition.article, edition.recording
    return {
        "schema_version": SCHEMA,
        "guid": article.guid,
        "title": article.title,
        "author": article.author,
        "published": article.published.isoformat() if article.published else None,
        "language": article.language,
        "voice": edition.voice,
        "engine_version": edition.engine_version,
        "rate": recording.rate,
        "samples": recording.samples,
        "duration": _seconds(recording.samples, edition),
        "loudness": {
            "integrated": _figure(edition.loudness.integrated),
            "true_peak": _figure(edition.loudness.true_peak),
        },
    }


def _sentence(cue: Cue, edition: Edition) -> dict[str, Any]:
    sentence = cue.script.sentence
    return {
        "id": sentence.id,
        "written": sentence.text,
        "spoken": cue.script.spoken,
        **_times(cue.start, cue.end, edition),
        "words": [_word(word, sentence.text, edition) for word in cue.words],
    }


def _word(cue: WordCue, written: str, edition: Edition) -> dict[str, Any]:
    return {
        "written": cue.word.span.of(written),
        "spoken": cue.word.text,
        **_times(cue.start, cue.end, edition),
        "chars": list(cue.word.span),
    }


def _times(start: int, end: int, edition: Edition) -> dict[str, float]:
    return {"start": _seconds(start, edition), "end": _seconds(end, edition)}


def _seconds(samples: int, edition: Edition) -> float:
    return round(samples / edition.recording.rate, 6)


def _figure(value: float) -> float | None:
    """Two decimals; silence, which has no level, is null."""
    return round(value, 2) if value > float("-inf") else None
