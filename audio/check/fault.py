"""What a check finds: one thing that is wrong, and where."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple, TypeVar

Subject = TypeVar("Subject")

_SHOWN = 80
"""Characters of a text in a message."""


class Fault(NamedTuple):
    """One thing that is wrong."""

    where: str
    """Path in the site, with slashes."""
    what: str
    """A clause: what is wrong and, in brackets, what was expected and found."""
    sentence: str = ""
    """Id of the sentence that it concerns."""

    def __str__(self) -> str:
        place = f"{self.sentence}: " if self.sentence else ""
        return f"{self.where}: {place}{self.what}"


Rule = Callable[[Subject], Iterable[Fault]]
"""One thing that must be true of a subject."""


def judged(subject: Subject, rules: Iterable[Rule[Subject]]) -> Iterator[Fault]:
    """What every rule finds."""
    for rule in rules:
        yield from rule(subject)


def differs(what: str, expected: object, found: object) -> str:
    """``the title differs (expected “…”, found “…”)``."""
    return f"{what} (expected {shown(expected)}, found {shown(found)})"


def shown(value: object) -> str:
    """A value for a message: text in quotes, and not too much of it."""
    if not isinstance(value, str):
        return str(value) if len(str(value)) <= _SHOWN else f"{str(value)[:_SHOWN]}…"
    return f"“{value}”" if len(value) <= _SHOWN else f"“{value[:_SHOWN]}…”"


def around(expected: str, found: str) -> tuple[str, str]:
    """Two texts from just before where they part, so that a message shows how they differ."""
    same = next(
        (i for i, (a, b) in enumerate(zip(expected, found, strict=False)) if a != b),
        min(len(expected), len(found)),
    )
    start = max(0, same - _SHOWN // 2) if same > _SHOWN // 2 else 0
    return expected[start : start + _SHOWN], found[start : start + _SHOWN]
