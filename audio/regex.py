"""The ``regex`` library, whose patterns at the top of a module are compiled at their first use.

Most commands use few of a module's patterns. To compile them all takes longer than to speak a
paragraph: of the 400 that normalizing needs, a sentence uses 40.
"""

from __future__ import annotations

import sys
from collections.abc import Collection
from functools import partial
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

    At the top of a module a pattern that is wrong is found out where it is first used, and
    the module's name for it is bound to the compiled one then. A match knows only that: which of
    two patterns it is of is told by ``match.re.pattern``. In a function it is compiled at once.
    """
    frame = sys._getframe(1)
    made = _Pattern(pattern, flags, lists, frame.f_globals)
    at_top = frame.f_locals is frame.f_globals
    return cast("Pattern[AnyStr]", made if at_top else made._compiled)


class _Pattern:
    """Stands in for a pattern; from the first use on its methods are those of the compiled one."""

    def __init__(
        self, pattern: Any, flags: int, lists: dict[str, Any], module: dict[str, Any]
    ) -> None:
        self.pattern = pattern
        """The text, of which others may be made before it is used itself."""
        self._flags = flags
        self._lists = lists
        self._module = module
        """The names of the module that the pattern stands at the top of."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):  # of Python's protocols, which are asked for and not there
            raise AttributeError(name)
        if name == "_compiled":
            self._compiled = regex.compile(self.pattern, self._flags, **self._lists)
            for bound, value in list(self._module.items()):
                if value is self:  # a call through the stand-in takes a tenth longer
                    self._module[bound] = self._compiled
            return self._compiled
        method = getattr(self._compiled, name)
        setattr(self, name, method)
        return method

    def __reduce__(self) -> tuple[object, ...]:
        return partial(regex.compile, self.pattern, self._flags, **self._lists), ()
