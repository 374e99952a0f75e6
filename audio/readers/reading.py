"""What may be chosen about reading a source."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader may be asked for."""

    captions: bool = False
    """Whether the captions of pictures are read, each where its picture stands."""
    allow_private: bool = False
    """Whether addresses of the own machine and network may be fetched from."""
    is_strict: bool = False
    """Whether prose that is lost for no known reason is an error, not a warning."""
    is_draft: bool = False
    """Whether pictures of pages are recognised, and numbers on them taken that nobody checked."""


USUAL = Reading()
