"""Source types: how a machine made a sound, in the words of the press (IPTC NewsCodes)."""

from __future__ import annotations

_SOURCES = "http://cv.iptc.org/newscodes/digitalsourcetype/"
_RULED = frozenset({"espeak", "silence"})
"""Engines that speak by rules alone; all others learnt from recordings of people."""


def find_source_type(voice: str) -> str:
    """The IPTC's address for how ``voice`` (``ENGINE[:NAME]``) makes its sound.

    ``trainedAlgorithmicMedia`` for a neural voice, ``algorithmicMedia`` for rules alone.
    """
    engine = voice.partition(":")[0]
    return _SOURCES + ("algorithmicMedia" if engine in _RULED else "trainedAlgorithmicMedia")
