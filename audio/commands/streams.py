"""Standard input and standard error, as commands use them."""

from __future__ import annotations

import logging
import sys

from audio.errors import Place, SourceError
from audio.work.messages import translate

LARGEST_INPUT = 110 * 10**6
"""Bytes taken from standard input."""


def read_standard_input() -> bytes:
    """Read all of standard input. Raises ``SourceError`` where it is closed or too large."""
    if sys.stdin is None:
        raise SourceError("is closed", where=Place("-"))
    data = sys.stdin.buffer.read(LARGEST_INPUT + 1)
    if len(data) > LARGEST_INPUT:
        raise SourceError(f"is larger than {LARGEST_INPUT // 10**6} MB", where=Place("-"))
    return data


def tell(text: str) -> None:
    """Print one line to standard error."""
    print(f"audio-edition: {translate(text)}", file=sys.stderr)


class WarningFormatter(logging.Formatter):
    """What is logged while no report is open, as a report tells it: in the user's language."""

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802 - logging's name
        """`audio-edition: चेतावनी: …`."""
        return f"audio-edition: {translate('warning')}: {translate(record.message)}"
