"""What ``import`` can be told of its sources."""

from __future__ import annotations

from dataclasses import dataclass

from audio.importing.polite_fetch import DELAY
from audio.readers.reading import Reading


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """How sources are to be read."""

    split: bool = False
    """Whether every chapter of a long text is an article of its own."""
    captions: bool = False
    """Whether the captions of pictures are read."""
    images: bool = True
    """Whether an article's main picture comes with it."""
    allow_private: bool = False
    is_strict: bool = False
    """Whether text that would be lost for no known reason is an error."""
    is_draft: bool = False
    """Whether scans are recognised, every number in them marked for the editor."""
    delay: float = DELAY
    """Seconds between two requests to one server."""

    @property
    def reading(self) -> Reading:
        """What of them concerns the readers."""
        return Reading(self.captions, self.allow_private, self.is_strict, self.is_draft)
