"""The months by their Hindi names, and dates as Hindi writes them."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

from audio.tables import read_rows

MONTHS = Path(__file__).with_name("months.tsv")
"""The twelve in order: what else a month is written as, its Hindi name, an example, and the other
spellings of that name, if it has any."""


@cache
def read_month_names(language: str = "hi") -> tuple[str, ...]:
    """Read जनवरी … दिसंबर in order, or with ``en`` January … December."""
    rows = read_rows(MONTHS)
    return tuple(row[1] if language == "hi" else row[0].partition("|")[0] for row in rows)


@cache
def number_months() -> dict[str, int]:
    """Number every way to write a month, in small letters, without a dot: `{"feb": 2, "फर": 2}`."""
    return {
        form.rstrip(".").casefold(): number
        for number, (written, name, _, *spellings) in enumerate(read_rows(MONTHS), start=1)
        for form in "|".join([written, name, *spellings]).split("|")
    }


def format_date(day: date) -> str:
    """Write a date as ``19 जून 2024``."""
    return f"{day.day} {read_month_names()[day.month - 1]} {day.year}"
