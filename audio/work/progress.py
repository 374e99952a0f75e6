"""Progress: how far the work on many articles has come, and how long the rest will take."""

from __future__ import annotations

import time
from dataclasses import dataclass, field

MANY = 10
"""Articles of a show of which a summary is told, and its failures listed once more, at the end."""
_ENOUGH = 5
"""Clips that tell how long the others will take: the first ones waited for program and voice."""


@dataclass(slots=True)
class WorkProgress:
    """Articles counted as they are done with; ``expected`` is 0 where nobody said how many."""

    expected: int = 0
    made: int = 0
    kept: int = 0
    """Editions that were still right."""
    waiting: int = 0
    """Drafts, and what is for a later day."""
    started: int = 0
    """Articles of which the first paragraph was begun."""
    paragraphs: int = 0
    """Of these articles."""
    clips: int = 0
    """Paragraphs that were made or found."""
    spoken: float = 0.0
    """Seconds of audio that were made or found."""
    failures: list[tuple[str, str]] = field(default_factory=list)
    """The source of each article that could not be made; where in it, or beside it, and why."""
    began: float = field(default_factory=time.perf_counter)
    """On the clock of ``time.perf_counter``."""

    @property
    def done(self) -> int:
        """Articles that are done with, well or ill."""
        return self.made + self.kept + self.waiting + len(self.failures)

    @property
    def took(self) -> float:
        """Seconds since the work began."""
        return time.perf_counter() - self.began

    @property
    def pace(self) -> float:
        """Seconds of audio a second."""
        return self.spoken / max(self.took, 1e-3)

    def estimate_left(self) -> float | None:
        """Seconds that the rest will take if it goes on as it went; ``None`` before it is known.

        It goes by paragraphs: articles that were not opened yet are taken to have as many as the
        others, of which those that were still right had none to be spoken.
        """
        if not self.clips:
            return self.took / self.done * (self.expected - self.done) if self.done else None
        if self.clips < min(_ENOUGH, self.paragraphs):
            return None
        if not self.expected:
            return self.took / self.clips * (self.paragraphs - self.clips)
        opened = max(self.done, self.started + self.kept + self.waiting)
        ahead = self.paragraphs / opened * max(0, self.expected - opened)
        return self.took / self.clips * (self.paragraphs - self.clips + ahead)
