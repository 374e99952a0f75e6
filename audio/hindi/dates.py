"""The months by their Hindi names, and dates as Hindi writes them."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

from audio.tables import read_rows

MONTHS = Path(__file__).with_name("months.tsv")
"""The twelve in order: what else a month is written as, and its Hindi name."""


@cache
def read_month_names() -> tuple[str, ...]:
    """Read जनवरी … दिसंबर, in order."""
    return tuple(name for _, name, _ in read_rows(MONTHS))


def format_date(day: date) -> str:
    """Write a date as ``19 जून 2024``."""
    return f"{day.day} {read_month_names()[day.month - 1]} {day.year}"
