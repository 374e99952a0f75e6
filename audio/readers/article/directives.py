"""Directives of a text, `[pause 2s]` and `[voice x]…[/voice]`, on their way to the article.

Each is one private code point in the pieces' texts, where no source may have any, until the
article is laid out: so they stay at their words, whatever is moved, joined or left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from audio import regex
from audio.readers.article.pieces import Piece
from audio.records import Span, VoicePassage, WrittenPause
from audio.segment import is_speakable

_FIRST, CLOSE = 0xF0000, "\U000ffffd"
"""The code point of the first directive, and the one that ends a passage."""
MOST = 60_000
"""Directives in one text, for each has a code point."""
_ANY = regex.compile("[\U000f0000-\U000ffffd]")
_AT_END = regex.compile("(?r)[\\s\U000f0000-\U000ffffd]*+")
_ALONE = regex.compile("\\s*+[\U000f0000-\U000ffffd][\\s\U000f0000-\U000ffffd]*+")


class Directive(NamedTuple):
    """A pause, or the beginning of a passage in another voice."""

    line: int
    """Of the source, from 1."""
    seconds: float = 0.0
    """Of a pause; 0 for a passage."""
    voice: str = ""
    """As written; empty for a pause."""


class DirectedPieces(NamedTuple):
    """Pieces in whose texts there are marks, and the directives that these stand for."""

    pieces: Iterable[Piece]
    directives: Sequence[Directive]


class LaidOutText(NamedTuple):
    """A piece's text without directives, and where they are in it."""

    text: str
    pauses: list[WrittenPause]
    passages: list[VoicePassage]


def make_mark(number: int) -> str:
    """What stands for directive ``number``, counted from 0."""
    return chr(_FIRST + number)


def is_mark_alone(line: str) -> bool:
    """Whether ``line`` holds directives and nothing else."""
    return _ALONE.fullmatch(line) is not None


def settle_directives(
    pieces: Iterable[Piece], directives: Sequence[Directive], notes: list[str]
) -> Iterator[Piece]:
    """``pieces`` of which each begins and ends the passages in it, and none ends in a pause.

    A pause after a piece, or in one that has no words, is one before the next; ``notes`` is told
    of one that nothing follows.
    """
    if not directives:
        yield from pieces
        return
    voice, waiting = "", ""
    for piece in pieces:
        opening, pauses, text = voice, waiting, piece.text
        for mark in _ANY.findall(text):
            if not _is_pause(mark, directives):
                voice = "" if mark == CLOSE else mark
        bare = _ANY.sub("", text)
        if not is_speakable(bare):
            waiting += "".join(m for m in _ANY.findall(text) if _is_pause(m, directives))
            if bare.strip():
                yield piece._replace(text=bare)
            continue
        end = _AT_END.match(text)
        tail = _ANY.findall(end[0]) if end else []
        waiting = "".join(mark for mark in tail if _is_pause(mark, directives))
        text = text[: end.start()] if end and tail else text
        is_cast = opening or any(not _is_pause(mark, directives) for mark in _ANY.findall(text))
        yield piece._replace(text=f"{pauses}{opening}{text}{CLOSE if is_cast else ''}")
    if waiting:
        notes.append("left out a pause at the end: nothing follows it")


def _is_pause(mark: str, directives: Sequence[Directive]) -> bool:
    return mark != CLOSE and not directives[ord(mark) - _FIRST].voice


def take_directives(text: str, start: int, directives: Sequence[Directive]) -> LaidOutText:
    """What is said and what is directed in the ``text`` of a piece that begins at ``start``."""
    parts: list[str] = []
    size = at = 0
    pauses: list[WrittenPause] = []
    passages: list[VoicePassage] = []
    opened: tuple[Directive, int] | None = None
    for found in _ANY.finditer(text):
        part = text[at : found.start()]
        parts.append(part)
        size += len(part)
        at = found.end()
        if (not size or parts[-1][-1:].isspace()) and text[at : at + 1] in {" ", "\n"}:
            at += 1  # the space on one side of it is enough
        directive = None if found[0] == CLOSE else directives[ord(found[0]) - _FIRST]
        if directive and not directive.voice:
            pauses.append(WrittenPause(start + size, directive.seconds))
            continue
        if opened and opened[1] < size:
            passages.append(_make_passage(*opened, start, size))
        opened = (directive, size) if directive else None
    text = "".join([*parts, text[at:]])
    if opened and opened[1] < len(text):
        passages.append(_make_passage(*opened, start, len(text)))
    return LaidOutText(text, pauses, passages)


def _make_passage(directive: Directive, begin: int, start: int, end: int) -> VoicePassage:
    return VoicePassage(Span(start + begin, start + end), directive.voice, directive.line)
