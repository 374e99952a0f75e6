"""Markup in plain text, as messengers know it: `*मोटा*`, `_तिरछा_`, `~कटा~`, `# शीर्षक`."""

from __future__ import annotations

from typing import NamedTuple

from audio import regex

_HEADING = regex.compile(r"(?P<marks>#{1,6}) ++(?P<text>\S.*?)(?: ++#++)?$")
_QUOTE = regex.compile(r"(?:> ?)++(?=\S)")
RULE = regex.compile(r"([-=_*~–—.•·+#─━═])(?:[ ]?\1){2,}+")
"""A line that only divides."""
UNDERLINE = regex.compile(r"=={2,}+|-{3,}+")
_WORD = r"[\p{L}\p{M}\p{N}]"
_CODE = regex.compile(r"```(?P<block>[^`\n]++)```|`(?P<span>[^`\n]++)`")
_LINK = regex.compile(r"!?\[(?P<text>[^\]\[\n]++)\]\((?:https?:|www\.|/|#|mailto:)[^)\s]*+\)")
_STRUCK = regex.compile(
    rf"(?<![~\p{{L}}\p{{M}}\p{{N}}])(~~?)(?=[^\s~])([^~\n]++)(?<=\S)\1(?!~|{_WORD})"
)
_EMPHASIS = tuple(
    regex.compile(
        rf"(?<!{mark}|{_WORD})({mark}{{1,3}})(?=[^\s{mark}])([^{mark}\n]++)(?<=\S)\1(?!{mark}|{_WORD})"
    )
    for mark in (r"\*", "_")
)
_MARKS = regex.compile(r"[`\[~*_]")
_ALL_BOLD = regex.compile(r"\*{1,3}(?=[^\s*])[^*\n]++(?<=\S)\*{1,3}:?")
_SPACES = regex.compile(r" ++(?=[ ,;.।!?])")


class UnmarkedLine(NamedTuple):
    """A line without its markup, and what the markup said."""

    text: str
    level: int = 0
    """Of a heading that is marked as one."""
    is_quoted: bool = False
    is_bold: bool = False
    """Whether all of it is."""


def unmark(line: str, left_out: list[str]) -> UnmarkedLine:
    """``line`` without markup; ``left_out`` is told of what was struck and is left out."""
    quoted = _QUOTE.match(line)
    if quoted:
        line = line[quoted.end() :]
    heading = _HEADING.match(line)
    if heading:
        line = heading["text"]
    is_bold = _ALL_BOLD.fullmatch(line) is not None
    text = unmark_text(line, left_out)
    return UnmarkedLine(
        text, len(heading["marks"]) if heading else 0, quoted is not None, is_bold and not quoted
    )


def unmark_text(line: str, left_out: list[str]) -> str:
    """The words of ``line``: without emphasis, links as their text, what was struck left out."""
    if not _MARKS.search(line):  # most lines have none
        return line
    line = _CODE.sub(lambda found: found["block"] or found["span"], line)
    line = _LINK.sub(r"\g<text>", line)
    struck = [found[2] for found in _STRUCK.finditer(line)]
    if struck:
        left_out += struck
        line = _SPACES.sub("", _STRUCK.sub("", line)).strip()
    for emphasis in _EMPHASIS:
        line = emphasis.sub(r"\2", line)
    return line
