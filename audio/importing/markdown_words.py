"""Words of an article as Markdown: nothing in them becomes markup, and links are links."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import takewhile

from audio import regex
from audio.readers.text.note_markup import escape
from audio.records import Span, TextLink

_ALWAYS = regex.compile(r"[\\`*_\[\]<]|&(?=[#\p{L}])|~(?=~)|(?<=~)~")
"""What is markup, or may begin it, wherever it stands."""
_LINE_START = regex.compile(r"(?P<mark>[#>+=|:~!?{%$-])|(?P<number>[0-9]{1,9})(?P<after>[.)])")
"""What is markup when it opens a line."""
_ENTITY = regex.compile(r"&(?=#?\w++;)")
_OPEN, _CLOSE = "\ufdd6\ufdd7"
"""Stand for the ends of a link until its text is written; no article has such code points."""


def list_links(links: Sequence[TextLink], span: Span) -> list[TextLink]:
    """The ones of ``links``, which are in order, that ``span`` holds."""
    first = bisect_left(links, span.start, key=lambda link: link.span.start)
    return list(takewhile(lambda link: link.span.end <= span.end, links[first:]))


def mark_links(span: Span, text: str, links: Sequence[TextLink]) -> str:
    """``text[span]`` with a mark before and after the words of each link."""
    parts: list[str] = []
    at = span.start
    for (start, end), _ in links:
        parts += text[at:start], _OPEN, text[start:end], _CLOSE
        at = end
    return "".join([*parts, text[at : span.end]])


def write_links(written: str, links: Sequence[TextLink]) -> str:
    """``written`` with links in the places of their marks."""
    first, *others = written.split(_CLOSE)
    parts = [first]
    for rest, link in zip(others, links, strict=True):
        address = _ENTITY.sub("&amp;", link.address)
        parts.append(f"](<{address}>){rest}")
    return "".join(parts).replace(_OPEN, "[")


def escape_words(text: str) -> str:
    """``text`` in which nothing is markup, but for what may open its line."""
    return escape(_ALWAYS.sub(r"\\\g<0>", text))


def escape_start(line: str) -> str:
    """An escaped ``line`` that opens with no markup either."""
    found = _LINE_START.match(line)
    if not found:
        return line
    if found["mark"]:
        return f"\\{line}"
    return f"{found['number']}\\{found['after']}{line[found.end() :]}"
