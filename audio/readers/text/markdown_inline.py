"""Markdown's inline tokens to the words that a person would read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import regex
from markdown_it.token import Token

from audio.readers.article.captions import IMAGE_LABEL
from audio.readers.article.pieces import Piece
from audio.records import BlockKind

_BREAK_TAG = regex.compile(r"<br\s*+/?>", regex.IGNORECASE)
_MUTE_TAG = regex.compile(r"<(script|style)\b", regex.IGNORECASE)


def read_inline(tokens: Sequence[Token], kind: BlockKind, level: int) -> Iterator[Piece]:
    """The pieces of one paragraph: itself, and each line that holds nothing but images.

    Emphasis, links and inline code are their text, an image in a sentence is its alternative
    text, a hard line break stays a line break; comments and tags are dropped.
    """
    lines: list[str] = []
    for line in _split_lines(tokens):
        images = _find_lone_images(line)
        if images is None:
            lines.append(join_inline(line))
            continue
        yield from _make_paragraph(lines, kind, level)
        lines = []
        for alt in images:
            yield Piece(BlockKind.IMAGE, f"{IMAGE_LABEL}{alt}")
    yield from _make_paragraph(lines, kind, level)


def join_inline(tokens: Sequence[Token]) -> str:
    """The text of ``tokens``, soft line breaks as spaces and hard ones as ``\\n``."""
    return "".join(map(_read_token, _drop_mute(tokens)))


def _make_paragraph(lines: list[str], kind: BlockKind, level: int) -> Iterator[Piece]:
    text = "".join(lines).strip()
    if kind is BlockKind.PARAGRAPH and text.startswith(IMAGE_LABEL) and "\n" not in text:
        yield Piece(BlockKind.IMAGE, text)  # a picture that is there in words alone
    elif text:
        yield Piece(kind, text, level)


def _split_lines(tokens: Sequence[Token]) -> Iterator[list[Token]]:
    """``tokens`` cut after every line break."""
    line: list[Token] = []
    for token in tokens:
        line.append(token)
        if token.type in {"softbreak", "hardbreak"}:
            yield line
            line = []
    yield line


def _find_lone_images(line: Sequence[Token]) -> list[str] | None:
    """The alternative texts, when ``line`` is images alone (linked or not) that have one."""
    silent = {"link_open", "link_close", "softbreak", "hardbreak", "image"}
    if not any(token.type == "image" for token in line):
        return None
    if any(token.type not in silent and token.content.strip() for token in line):
        return None
    texts = (_read_token(token).strip() for token in line if token.type == "image")
    return [text for text in texts if text]


def _read_token(token: Token) -> str:
    if token.type == "hardbreak" or (
        token.type == "html_inline" and _BREAK_TAG.match(token.content)
    ):
        return "\n"
    if token.type == "softbreak":
        return " "
    if token.type == "image":
        return join_inline(token.children or [])
    return "" if token.type == "html_inline" else token.content


def _drop_mute(tokens: Sequence[Token]) -> Iterator[Token]:
    """``tokens`` without what stands between ``<script>`` or ``<style>`` and its end."""
    until = ""
    for token in tokens:
        if token.type == "html_inline":
            mute = _MUTE_TAG.match(token.content)
            if not until and mute:
                until = f"</{mute[1].lower()}"
            elif until and token.content.lower().startswith(until):
                until = ""
        if not until:
            yield token
