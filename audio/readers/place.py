"""How a message names a place in a source."""

from __future__ import annotations


def place(origin: str, line: int = 0, column: int = 0) -> str:
    """``origin``, ``origin:line`` or ``origin:line:column``; lines and columns count from 1."""
    name = "standard input" if origin == "-" else origin
    return ":".join([name, *(str(number) for number in (line, column) if number)])


def place_at(origin: str, text: str, offset: int) -> str:
    """``origin:line:column`` of the code point at ``offset`` in ``text``."""
    line = text.count("\n", 0, offset) + 1
    return place(origin, line, offset - text.rfind("\n", 0, offset))
