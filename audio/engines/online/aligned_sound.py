"""A received sound with a mark for each word of its text: found by listening to it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from audio.engines.alignment.pronounced_words import list_phonemes
from audio.engines.alignment.word_alignment import LEAST_RATE, WordAlignment, align_words
from audio.engines.alignment.word_lengths import share_time
from audio.engines.online.faults import GarbledError
from audio.engines.online.received_sound import ReceivedSound
from audio.records import Line, Mark, TimingSource

_MOST_QUOTED = 4
"""Words that a message names."""


class AlignedSound(NamedTuple):
    """What a voice made of a line."""

    sound: ReceivedSound
    marks: tuple[Mark, ...]
    """One a word, in samples of the sound."""
    source: TimingSource
    """Estimated when nothing can be told from the sound."""

    def scale_marks(self, samples: int) -> tuple[Mark, ...]:
        """The marks in the same sound made ``samples`` long."""
        length = len(self.sound.samples)
        return tuple(
            Mark(mark.start * samples // length, mark.end * samples // length)
            for mark in self.marks
        )


def align(sound: ReceivedSound, line: Line, speed: float = 1.0) -> AlignedSound:
    """When the words of ``line`` are heard in a trimmed sound of it.

    The first begins and the last ends with the sound. Raises ``GarbledError`` when a word is left
    out or said twice.
    """
    phonemes = list_phonemes(line) if line.words else []
    length = len(sound.samples)
    if sound.rate < LEAST_RATE or not any(phonemes):
        words = [word.of(line.text) for word in line.words]
        return AlignedSound(sound, tuple(share_time(words, 0, length)), TimingSource.ESTIMATED)
    alignment = align_words(line, phonemes, sound.samples, sound.rate, speed)
    if not alignment.marks:
        raise GarbledError(_describe(alignment, line))
    marks = list(alignment.marks)
    marks[0] = Mark(0, marks[0].end)
    marks[-1] = Mark(marks[-1].start, length)
    return AlignedSound(sound, tuple(marks), TimingSource.ALIGNED)


def _describe(alignment: WordAlignment, line: Line) -> str:
    if alignment.repeated:
        return f"its audio repeats {_quote(line, alignment.repeated)}"
    if alignment.missing:
        return f"its audio leaves out {_quote(line, alignment.missing)}"
    return "its audio has the words in another order"


def _quote(line: Line, words: Sequence[int]) -> str:
    named = " ".join(line.words[word].of(line.text) for word in words[:_MOST_QUOTED])
    return f"“{named}{' …' if len(words) > _MOST_QUOTED else ''}”"
