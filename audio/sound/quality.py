"""How well LAME encodes: known without what encodes, since clips are known by it."""

from __future__ import annotations

_QUALITIES = {64: (7, 3), 320: (5, 0)}
"""LAME's -q and -V by the highest bit rate that each pair is for: 0 is best, 9 fastest. Its newer
search, which ``-V`` asks for, takes half the time of that for constant bit rates and leaves less
noise over what is masked at 64 kbit/s, a little more at 32 and 128."""


def find_quality(bitrate: int) -> tuple[int, int]:
    """LAME's -q and -V for a bit rate, 0 the best of 9: ``(7, 3)`` for 64 kbit/s."""
    return next(pair for most, pair in _QUALITIES.items() if bitrate <= most)
