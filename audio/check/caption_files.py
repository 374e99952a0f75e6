"""Readers of WebVTT and SubRip files; strict: a malformed line is a fault that names the line."""

from __future__ import annotations

import html
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from audio import regex
from audio.check.fault import Fault, contrast, quote

_LARGEST = 100_000_000
"""Bytes of a transcript; a larger one is not read."""
_CLOCK = r"(\d{2,5}):([0-5]\d):([0-5]\d)"
_TIMES = {
    mark: regex.compile(rf"{_CLOCK}{mark}(\d{{3}}) --> {_CLOCK}{mark}(\d{{3}})")
    for mark in (r"\.", ",")
}
_TIMESTAMP = regex.compile(rf"<{_CLOCK}\.(\d{{3}})>")
_ENTITY = regex.compile(r"&(?!(?:amp|lt|gt|nbsp|lrm|rlm|#\d{1,7}|#x[0-9a-fA-F]{1,6});)")
_PART = regex.compile(r"(.+?)(?:\.(\d{1,6}))?")


class CueTimestamp(NamedTuple):
    """A time inside a caption, ``<00:00:01.250>``: from then on the text after it is spoken."""

    offset: int
    """Characters of the caption's text before it."""
    milliseconds: int


class CaptionBlock(NamedTuple):
    """One cue of a WebVTT file or block of a SubRip file."""

    number: int
    """Its place in the file, from 1."""
    line: int
    """Its first line in the file, from 1."""
    id: str
    """As written: ``p3s2``, or ``p3s2.1`` for a part; empty in SubRip."""
    start: int
    """Milliseconds."""
    end: int
    """Milliseconds."""
    text: str
    timestamps: tuple[CueTimestamp, ...] = ()

    @property
    def sentence(self) -> str:
        """Id of the sentence that a WebVTT cue belongs to: ``p3s2`` for the cue ``p3s2.1``."""
        found = _PART.fullmatch(self.id)
        return found[1] if found else self.id


def read_webvtt(path: Path, where: str, faults: list[Fault]) -> list[CaptionBlock]:
    """Read the cues of a ``.vtt``; what is malformed goes to ``faults``. Raises ``OSError``."""
    return list(_parse_webvtt(_read_lines(path, where, faults), where, faults))


def read_subrip(path: Path, where: str, faults: list[Fault]) -> list[CaptionBlock]:
    """Read the blocks of an ``.srt``; what is malformed goes to ``faults``. Raises ``OSError``."""
    return list(_parse_subrip(_read_lines(path, where, faults), where, faults))


def _read_lines(path: Path, where: str, faults: list[Fault]) -> list[str]:
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


def _split_blocks(lines: Sequence[str]) -> Iterator[tuple[int, list[str]]]:
    """Runs of lines that are not empty, each with the number of its first line."""
    block: list[str] = []
    for number, line in enumerate([*lines, ""], 1):
        if line:
            block.append(line)
        elif block:
            yield number - len(block), block
            block = []


def _parse_webvtt(lines: Sequence[str], where: str, faults: list[Fault]) -> Iterator[CaptionBlock]:
    blocks = _split_blocks(lines)
    head = next(blocks, (1, [""]))
    if head != (1, ["WEBVTT"]):
        faults.append(Fault(where, contrast("does not begin as WebVTT", "WEBVTT", head[1][0])))
    for number, (line, block) in enumerate(blocks, 1):
        if len(block) != 3:
            what = f"line {line}: a cue has {len(block)} lines (expected id, times, text)"
            faults.append(Fault(where, what))
            continue
        name, times, text = block
        if moments := _parse_times(times, r"\.", line + 1, where, faults):
            yield _take_timestamps(CaptionBlock(number, line, name, *moments, text), where, faults)


def _take_timestamps(caption: CaptionBlock, where: str, faults: list[Fault]) -> CaptionBlock:
    """``caption`` with its timestamps taken out of its text, and its text unescaped."""
    timestamps: list[CueTimestamp] = []
    text, at = "", 0
    for found in _TIMESTAMP.finditer(caption.text):
        text += _unescape(caption.text[at : found.start()], caption, where, faults)
        timestamps.append(CueTimestamp(len(text), _to_milliseconds(found.groups())))
        at = found.end()
    text += _unescape(caption.text[at:], caption, where, faults)
    return caption._replace(text=text, timestamps=tuple(timestamps))


def _unescape(text: str, caption: CaptionBlock, where: str, faults: list[Fault]) -> str:
    if "<" in text or ">" in text or _ENTITY.search(text):
        what = f"line {caption.line + 2}: a <, > or & is not escaped"
        faults.append(Fault(where, what, caption.sentence))
    return html.unescape(text)


def _parse_subrip(lines: Sequence[str], where: str, faults: list[Fault]) -> Iterator[CaptionBlock]:
    for number, (line, block) in enumerate(_split_blocks(lines), 1):
        if len(block) != 3:
            what = f"line {line}: a block has {len(block)} lines (expected number, times, text)"
            faults.append(Fault(where, what))
            continue
        count, times, text = block
        if count != str(number):
            faults.append(Fault(where, f"line {line}: {contrast('wrong number', number, count)}"))
        if moments := _parse_times(times, ",", line + 1, where, faults):
            yield CaptionBlock(number, line, "", *moments, text)


def _parse_times(
    text: str, mark: str, line: int, where: str, faults: list[Fault]
) -> tuple[int, int] | None:
    found = _TIMES[mark].fullmatch(text)
    if not found:
        faults.append(Fault(where, f"line {line}: these are no times: {quote(text)}"))
        return None
    groups = found.groups()
    return _to_milliseconds(groups[:4]), _to_milliseconds(groups[4:])


def _to_milliseconds(groups: Sequence[str]) -> int:
    hours, minutes, seconds, milliseconds = map(int, groups)
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + milliseconds
