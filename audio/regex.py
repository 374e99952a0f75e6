"""The ``regex`` library, whose patterns are compiled when they are first used.

A module has its patterns at its top, where they are read; most commands use few of them. To compile
them all takes longer than to speak a paragraph: of the 400 that normalizing needs, a sentence
uses 40.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, AnyStr, cast

import regex
from regex import (
    DOTALL,
    IGNORECASE,
    MULTILINE,
    V1,
    VERBOSE,
    Match,
    Pattern,
    escape,
    findall,
    finditer,
    fullmatch,
    match,
    search,
    split,
    sub,
    subn,
)

__all__ = [
    "DOTALL",
    "IGNORECASE",
    "MULTILINE",
    "V1",
    "VERBOSE",
    "Match",
    "Pattern",
    "compile",
    "escape",
    "findall",
    "finditer",
    "fullmatch",
    "match",
    "search",
    "split",
    "sub",
    "subn",
]


def compile(  # noqa: A001  (it is that of the library)
    pattern: AnyStr, flags: int = 0, **lists: Collection[AnyStr]
) -> Pattern[AnyStr]:
    r"""As the library's: what finds ``pattern``, with ``lists`` for its ``\L<names>``.

    A pattern that is wrong is found out where it is first used. A match knows the compiled one:
    which of two patterns it is of is told by ``match.re.pattern``.
    """
    return cast("Pattern[AnyStr]", _Pattern(pattern, flags, lists))


class _Pattern:
    """Stands in for a pattern; from the first use on its methods are those of the compiled one."""

    def __init__(self, pattern: Any, flags: int, lists: dict[str, Any]) -> None:
        self.pattern = pattern
        """The text, of which others may be made before it is used itself."""
        self._flags = flags
        self._lists = lists

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):  # of Python's protocols, which are asked for and not there
            raise AttributeError(name)
        if name == "_compiled":
            self._compiled = regex.compile(self.pattern, self._flags, **self._lists)
            return self._compiled
        method = getattr(self._compiled, name)
        setattr(self, name, method)
        return method

    def __reduce__(self) -> tuple[object, ...]:
        return _Pattern, (self.pattern, self._flags, self._lists)
