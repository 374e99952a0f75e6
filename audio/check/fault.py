"""Faults: what a check finds, the rules that find it, and the clauses that say it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple, TypeVar

Subject = TypeVar("Subject")

EMPTY = "is empty"
"""What is told of a file without a byte, and nothing else."""
_SHOWN = 80
"""Most characters of a value in a message."""


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
"""A function that yields a fault for everything in a subject that is not as it must be."""


def apply_rules(subject: Subject, rules: Iterable[Rule[Subject]]) -> Iterator[Fault]:
    """Yield what every rule finds in ``subject``."""
    for rule in rules:
        yield from rule(subject)


def sum_up(where: str, what: str, faults: Sequence[Fault]) -> Fault:
    """One fault of a damaged file: ``what``, the first of what else is wrong, how many more."""
    if not faults:
        return Fault(where, what)
    more = f", and {len(faults) - 1} more" if len(faults) > 1 else ""
    return Fault(where, f"{what}: {faults[0].what}{more}", faults[0].sentence)


def contrast(what: str, expected: object, found: object) -> str:
    """``what`` with both values: ``its title is another (expected “एक”, found “दो”)``."""
    return f"{what} (expected {quote(expected)}, found {quote(found)})"


def quote(value: object) -> str:
    """A value for a message: text in quotes, long values shortened."""
    if not isinstance(value, str):
        return str(value) if len(str(value)) <= _SHOWN else f"{str(value)[:_SHOWN]}…"
    return f"“{value}”" if len(value) <= _SHOWN else f"“{value[:_SHOWN]}…”"


def cut_to_difference(expected: str, found: str) -> tuple[str, str]:
    """Two texts, each cut to the part around their first difference, for a message."""
    same = next(
        (i for i, (a, b) in enumerate(zip(expected, found, strict=False)) if a != b),
        min(len(expected), len(found)),
    )
    start = max(0, same - _SHOWN // 2) if same > _SHOWN // 2 else 0
    return expected[start : start + _SHOWN], found[start : start + _SHOWN]
