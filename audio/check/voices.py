"""What the check knows of the voices that editions name."""

from __future__ import annotations

from functools import cache
from importlib import import_module

from audio.engines import ENGINES
from audio.settings import Voice


def is_audible(voice: str) -> bool:
    """Whether the voice ``ENGINE[:NAME]`` makes sound; one of an unknown engine is taken to."""
    entry = ENGINES.get(Voice.parse(voice).engine)
    return entry is None or entry.audible


@cache
def find_band(voice: str) -> tuple[float, float] | None:
    """Least and most seconds an akshara of ``voice`` at speed 1, such as ``(0.06, 0.35)``.

    ``None`` when its engine is unknown or not installed.
    """
    entry = ENGINES.get(Voice.parse(voice).engine)
    if entry is None:
        return None
    module, _, attribute = entry.target.partition(":")
    try:
        least, most = getattr(import_module(module), attribute).band
    except ImportError:
        return None
    return float(least), float(most)
