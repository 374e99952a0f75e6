"""The months: their Hindi names, and the other ways in which Hindi texts write them."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import NamedTuple

from audio.tables import rows


class Month(NamedTuple):
    """A row of ``months.tsv``."""

    name: str
    """`फ़रवरी`."""
    abbreviations: tuple[str, ...]
    """As written, English names among them: `Feb.`, `फर.`, `FEBRUARY`."""
    spellings: tuple[str, ...]
    """What names it only beside a day and a year: `फरवरी`, `फर`."""


@cache
def read_months() -> tuple[Month, ...]:
    """The twelve months, January first."""
    return tuple(
        Month(name, tuple(abbreviations.split("|")), tuple(filter(None, spellings.split("|"))))
        for name, abbreviations, spellings, _ in rows(Path(__file__).with_name("months.tsv"))
    )


@cache
def number_months() -> dict[str, int]:
    """Every way to write a month, in small letters and without a dot: `{"feb": 2, "फर": 2, …}`."""
    return {
        form.rstrip(".").casefold(): number
        for number, month in enumerate(read_months(), start=1)
        for form in (month.name, *month.abbreviations, *month.spellings)
    }
