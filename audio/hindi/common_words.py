"""Common words of Hindi, as they are spelled: ``संभावना``, ``क्योंकि``."""

from __future__ import annotations

from pathlib import Path

from audio.tables import read_rows

COMMON_WORDS = Path(__file__).with_name("common_words.txt")
"""Words by topic, several in a line, without their nuktas where print leaves them out."""


def read_common_words() -> list[str]:
    """All of them, in the order of the file: ``["करना", …]``."""
    return [word for (row,) in read_rows(COMMON_WORDS) for word in row.split()]
