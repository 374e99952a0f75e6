"""Dates as Hindi writes them."""

from __future__ import annotations

from datetime import date

_MONTHS = (
    "जनवरी", "फ़रवरी", "मार्च", "अप्रैल", "मई", "जून",
    "जुलाई", "अगस्त", "सितंबर", "अक्टूबर", "नवंबर", "दिसंबर",
)  # fmt: skip


def in_hindi(day: date) -> str:
    """``19 जून 2024``."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
