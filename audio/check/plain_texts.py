"""The check of the texts without ends of their own: timed lyrics (.lrc), the spoken text (.txt)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from audio import regex
from audio.check.edition_data import EditionData, SentenceData
from audio.check.fault import Fault, contrast, cut_to_difference, quote

_LARGEST = 100_000_000
"""Bytes of a text; a larger one is not read."""
_MOMENT = r"(\d{2,5}):([0-5]\d)\.(\d\d)"
_LINE = regex.compile(rf"\[{_MOMENT}\](.*)")
_STAMP = regex.compile(rf"<{_MOMENT}>")
_FACT = regex.compile(r"\[[a-z]+:.*\]")
_JOINER = "\u2060"
"""Stands where text looks like a moment."""
_GRAIN = 0.011
"""Seconds: times have hundredths."""


class TimedLine(NamedTuple):
    """A line of lyrics; times in seconds."""

    start: float
    text: str
    stamps: tuple[float, ...]
    """Moments inside it."""


def check_lyrics(path: Path, where: str, data: EditionData | None) -> Iterator[Fault]:
    """Yield all that is wrong with an ``.lrc``. Raises ``OSError``."""
    faults: list[Fault] = []
    lines = list(_parse_lyrics(_read(path, where, faults), where, faults))
    yield from faults
    if not data:
        return
    found: defaultdict[str, list[TimedLine]] = defaultdict(list)
    for line in lines:
        if line.text:
            found[data.find_sentence_at(line.start + _GRAIN)].append(line)
    for sentence in data.sentences:
        yield from _check_sentence(where, sentence, found[sentence.id])


def check_spoken_text(path: Path, where: str, data: EditionData | None) -> Iterator[Fault]:
    """Yield all that is wrong with the spoken text of an edition. Raises ``OSError``."""
    faults: list[Fault] = []
    lines = [line for line in _read(path, where, faults).split("\n") if line]
    yield from faults
    if not data:
        return
    expected = [" ".join(sentence.spoken.split()) for sentence in data.sentences]
    for sentence, one, other in zip(data.sentences, expected, lines, strict=False):
        if one != other:
            what = "has other words than edition.json"
            yield Fault(where, contrast(what, *cut_to_difference(one, other)), sentence.id)
            return
    if len(lines) != len(expected):
        yield Fault(where, contrast("has other sentences", len(expected), len(lines)))


def _read(path: Path, where: str, faults: list[Fault]) -> str:
    if path.stat().st_size > _LARGEST:
        faults.append(Fault(where, "is too large to be read"))
        return ""
    try:
        return path.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        faults.append(Fault(where, f"is not UTF-8 at byte {error.start}"))
        return ""


def _parse_lyrics(text: str, where: str, faults: list[Fault]) -> Iterator[TimedLine]:
    for number, line in enumerate(text.split("\n"), 1):
        if found := _LINE.fullmatch(line):
            stamps = tuple(_add_up(*stamp) for stamp in _STAMP.findall(found[4]))
            plain = _STAMP.sub("", found[4]).replace(_JOINER, "")
            yield TimedLine(_add_up(*found.groups()[:3]), plain, stamps)
        elif line and not _FACT.fullmatch(line):
            faults.append(Fault(where, f"line {number} is no timed line: {quote(line)}"))


def _add_up(minutes: str, seconds: str, hundredths: str) -> float:
    return int(minutes) * 60 + int(seconds) + int(hundredths) / 100


def _check_sentence(where: str, sentence: SentenceData, lines: list[TimedLine]) -> Iterator[Fault]:
    expected = " ".join(sentence.written.replace(_JOINER, "").split())
    found = " ".join(" ".join(line.text for line in lines).split())
    if expected != found:
        what = contrast("has other words than edition.json", *cut_to_difference(expected, found))
        yield Fault(where, what, sentence.id)
        return
    if abs(lines[0].start - sentence.start) > _GRAIN:
        what = contrast("has another time than edition.json", sentence.start, lines[0].start)
        yield Fault(where, what, sentence.id)
    moments = [sentence.start, *(word.start for word in sentence.words)]
    for stamp in (stamp for line in lines for stamp in line.stamps):
        if all(abs(stamp - moment) > _GRAIN for moment in moments):
            yield Fault(where, f"no word starts at {stamp:.2f} s", sentence.id)
