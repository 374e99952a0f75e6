"""The subject of the rules for the sound of an edition."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from audio.check.edition_data import EditionData
from audio.check.fault import Fault
from audio.check.sound_measurement import SoundMeasurement

MOST_FAULTS = 8
"""Faults of one rule that are reported."""
BLUR = 0.04
"""Seconds by which encoding may spread a sound in time."""


class SoundSubject(NamedTuple):
    """An edition's sound and what edition.json says of it: the subject of the rules below."""

    where: str
    sound: SoundMeasurement
    data: EditionData
    loud: NDArray[np.bool_]
    """Shape (n,): for every 10 ms, whether they are not silence."""

    def make_fault(self, what: str, sentence: str = "") -> Fault:
        """A fault of the sound."""
        return Fault(self.where, what, sentence)
