"""Dates as Hindi writes them."""

from __future__ import annotations

from datetime import date

from audio.hindi.months import read_months


def in_hindi(day: date) -> str:
    """``19 जून 2024``."""
    return f"{day.day} {read_months()[day.month - 1].name} {day.year}"
