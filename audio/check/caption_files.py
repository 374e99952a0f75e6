"""WebVTT and SubRip as files, read strictly: what is malformed is told with its line."""

from __future__ import annotations

import html
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import regex

from audio.check.fault import Fault, differs, shown

_LARGEST = 100_000_000
"""Bytes of a transcript that is read."""
_CLOCK = r"(\d{2,5}):([0-5]\d):([0-5]\d)"
_TIMES = {
    mark: regex.compile(rf"{_CLOCK}{mark}(\d{{3}}) --> {_CLOCK}{mark}(\d{{3}})")
    for mark in (r"\.", ",")
}
_STAMP = regex.compile(rf"<{_CLOCK}\.(\d{{3}})>")
_ENTITY = regex.compile(r"&(?!(?:amp|lt|gt|nbsp|lrm|rlm|#\d{1,7}|#x[0-9a-fA-F]{1,6});)")
_PART = regex.compile(r"(.+?)(?:\.(\d{1,6}))?")


class Stamp(NamedTuple):
    """A moment inside a caption."""

    offset: int
    """Characters before it."""
    milliseconds: int


class Caption(NamedTuple):
    """One cue or block, as written."""

    number: int
    """From 1."""
    line: int
    """Where it stands in the file, from 1."""
    id: str
    start: int
    """Milliseconds."""
    end: int
    """Milliseconds."""
    text: str
    stamps: tuple[Stamp, ...] = ()

    @property
    def sentence(self) -> str:
        """Id of the sentence that a WebVTT cue is of."""
        found = _PART.fullmatch(self.id)
        return found[1] if found else self.id


def read_webvtt(path: Path, where: str, faults: list[Fault]) -> list[Caption]:
    """The cues of a ``.vtt``; what is malformed goes to ``faults``. Raises ``OSError``."""
    return list(_webvtt(_lines(path, where, faults), where, faults))


def read_subrip(path: Path, where: str, faults: list[Fault]) -> list[Caption]:
    """The blocks of an ``.srt``; what is malformed goes to ``faults``. Raises ``OSError``."""
    return list(_subrip(_lines(path, where, faults), where, faults))


def _lines(path: Path, where: str, faults: list[Fault]) -> list[str]:
    if path.stat().st_size > _LARGEST:
        faults.append(Fault(where, "is too large to be read"))
        return []
    raw = path.read_bytes()
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        faults.append(Fault(where, f"is not UTF-8 at byte {error.start}"))
        text = raw.decode("utf-8", "replace")
    if not unicodedata.is_normalized("NFC", text):
        faults.append(Fault(where, "is not in Unicode NFC"))
    if "\r" in text or "\0" in text:
        faults.append(Fault(where, "has carriage returns or NUL characters"))
    if not text.endswith("\n"):
        faults.append(Fault(where, "ends in the middle of a line"))
    return text.split("\n")


def _blocks(lines: Sequence[str]) -> Iterator[tuple[int, list[str]]]:
    """Runs of lines that are not empty, each with the number of its first line."""
    block: list[str] = []
    for number, line in enumerate([*lines, ""], 1):
        if line:
            block.append(line)
        elif block:
            yield number - len(block), block
            block = []


def _webvtt(lines: Sequence[str], where: str, faults: list[Fault]) -> Iterator[Caption]:
    blocks = _blocks(lines)
    head = next(blocks, (1, [""]))
    if head != (1, ["WEBVTT"]):
        faults.append(Fault(where, differs("does not begin as WebVTT", "WEBVTT", head[1][0])))
    for number, (line, block) in enumerate(blocks, 1):
        if len(block) != 3:
            what = f"line {line}: a cue has {len(block)} lines (expected id, times, text)"
            faults.append(Fault(where, what))
            continue
        name, times, text = block
        if moments := _moments(times, r"\.", line + 1, where, faults):
            yield _cue(Caption(number, line, name, *moments, text), where, faults)


def _cue(caption: Caption, where: str, faults: list[Fault]) -> Caption:
    """With its text unescaped and its inner moments taken out of it."""
    stamps: list[Stamp] = []
    text, at = "", 0
    for found in _STAMP.finditer(caption.text):
        text += _unescaped(caption.text[at : found.start()], caption, where, faults)
        stamps.append(Stamp(len(text), _milliseconds(found.groups())))
        at = found.end()
    text += _unescaped(caption.text[at:], caption, where, faults)
    return caption._replace(text=text, stamps=tuple(stamps))


def _unescaped(text: str, caption: Caption, where: str, faults: list[Fault]) -> str:
    if "<" in text or ">" in text or _ENTITY.search(text):
        what = f"line {caption.line + 2}: a <, > or & is not escaped"
        faults.append(Fault(where, what, caption.sentence))
    return html.unescape(text)


def _subrip(lines: Sequence[str], where: str, faults: list[Fault]) -> Iterator[Caption]:
    for number, (line, block) in enumerate(_blocks(lines), 1):
        if len(block) != 3:
            what = f"line {line}: a block has {len(block)} lines (expected number, times, text)"
            faults.append(Fault(where, what))
            continue
        count, times, text = block
        if count != str(number):
            faults.append(Fault(where, f"line {line}: {differs('wrong number', number, count)}"))
        if moments := _moments(times, ",", line + 1, where, faults):
            yield Caption(number, line, "", *moments, text)


def _moments(
    text: str, mark: str, line: int, where: str, faults: list[Fault]
) -> tuple[int, int] | None:
    found = _TIMES[mark].fullmatch(text)
    if not found:
        faults.append(Fault(where, f"line {line}: these are no times: {shown(text)}"))
        return None
    groups = found.groups()
    return _milliseconds(groups[:4]), _milliseconds(groups[4:])


def _milliseconds(groups: Sequence[str]) -> int:
    hours, minutes, seconds, milliseconds = map(int, groups)
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + milliseconds
