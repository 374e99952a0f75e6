"""What is known of the voices that editions name."""

from __future__ import annotations

from functools import cache
from importlib import import_module

from audio.engines import ENGINES
from audio.settings import Voice


def audible(voice: str) -> bool:
    """Whether anything is heard of ``ENGINE[:NAME]``."""
    entry = ENGINES.get(Voice.parse(voice).engine)
    return entry is None or entry.audible


def known(voice: str) -> bool:
    """Whether there is an engine of that name."""
    return Voice.parse(voice).engine in ENGINES


@cache
def band(voice: str) -> tuple[float, float] | None:
    """Seconds an akshara of ``voice`` at speed 1, least and most; ``None`` when its engine is
    not known here, or not installed."""
    entry = ENGINES.get(Voice.parse(voice).engine)
    if entry is None:
        return None
    module, _, attribute = entry.target.partition(":")
    try:
        least, most = getattr(import_module(module), attribute).band
    except ImportError:
        return None
    return float(least), float(most)
