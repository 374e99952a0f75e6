"""The report of a run whose warnings a test reads."""

from __future__ import annotations

from audio.work.report import QuietReport


class CollectedWarnings(QuietReport):
    """Puts what modules log into a list."""

    def __init__(self, lines: list[str]) -> None:
        super().__init__()
        self.lines = lines

    def warn(self, text: str) -> None:
        self.lines.append(text)
