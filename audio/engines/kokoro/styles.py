"""Kokoro's voices: the table of styles of each, and blends of several.

A table has a row of 256 numbers for each count of phonemes from 1 to 510; see ``voices/NOTICE``.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from audio.errors import VoiceError

VOICES = {
    "hf_alpha": "a woman",
    "hf_beta": "a woman",
    "hm_omega": "a man",
    "hm_psi": "a man",
}
"""Name → who speaks; the first is the engine's default."""
_FALLS = {"hf_alpha": 3.0, "hf_beta": 5.0, "hm_omega": 7.0, "hm_psi": 10.0}
"""Semitones by which each goes down over a sentence's last word, by ten sentences."""
FOLDER = Path(__file__).with_name("voices")
LONGEST = 510
"""Phonemes that the model takes at once."""
_WIDTH = 256

Table = npt.NDArray[np.float32]


class VoiceStyle(NamedTuple):
    """One voice, or the mean of several."""

    name: str
    """``hf_alpha+hf_beta``; the same whatever the order in which they were named."""
    table: Table
    fall: float
    """Semitones that the voice goes down over a sentence's last word."""


def find_style(name: str) -> VoiceStyle:
    """``hf_alpha``, ``hf_alpha+hf_beta``, or nothing for the default. Raises ``VoiceError``."""
    names = sorted(set((name or next(iter(VOICES))).split("+")))
    for one in names:
        if one not in VOICES:
            raise VoiceError(f"kokoro has no voice {one!r}", hint=f"there are {', '.join(VOICES)}")
    tables = np.stack([_read_table(one) for one in names])
    table = tables.mean(axis=0, dtype=np.float64).astype(np.float32)
    return VoiceStyle("+".join(names), table, max(_FALLS[one] for one in names))


@cache
def _read_table(name: str) -> Table:
    return np.fromfile(FOLDER / f"{name}.bin", "<f4").reshape(LONGEST, _WIDTH)
