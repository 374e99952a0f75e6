"""Pasted text: what other programs put on a line of its own is a paragraph, as Markdown has it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from audio import regex
from audio.readers.article.pieces import TITLE_LENGTH, is_heading_like

_BLANK = regex.compile(r"\S[^\n]*\n[ \t]*\n[ \t]*(?=\S)")
_MARKED = regex.compile(r"[ \t]*(?:[-*+•➤]|\d+[.)])[ \t]|[ \t]*[>|]|[ \t]{4}|```")
"""How lines begin that belong to the one before: of lists, quotations, tables, code."""
_OPENS = regex.compile(r"\s*(?:---|\+\+\+|\{)")
"""What opens front matter."""
_UNDERLINE = regex.compile(r"[ \t]*(?:=+|-+)[ \t]*$")


def arrange_paste(text: str) -> str:
    """``text`` with a blank line after its title, and after each line if none stands anywhere.

    >>> arrange_paste("शीर्षक\nपहला वाक्य।\nदूसरा वाक्य।")
    'शीर्षक\n\nपहला वाक्य।\n\nदूसरा वाक्य।'
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if _OPENS.match(text):
        return text
    if not _BLANK.search(text):
        return "".join(_part(text.split("\n")))
    title, mark, rest = text.lstrip("\n").partition("\n")
    is_title = is_heading_like(title.rstrip("?!"), TITLE_LENGTH) and bool(rest[:1].strip())
    is_alone = is_title and not _UNDERLINE.match(rest.partition("\n")[0])
    return f"{title}\n\n{rest}" if mark and is_alone else text


def _part(lines: list[str]) -> Iterator[str]:
    """The lines, with a blank one between those that do not belong together."""
    yield lines[0]
    for before, line in pairwise(lines):
        is_one = _MARKED.match(before) and _MARKED.match(line)
        belongs = is_one or _UNDERLINE.match(line) or not line.strip() or not before.strip()
        yield f"\n{line}" if belongs else f"\n\n{line}"
