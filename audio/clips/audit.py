"""The audit: what was spoken must be as long as its words take, be heard, and not clip.

Lost text without an error is the gravest fault of a narration. A clip far too short has
lost words; one far too long has stuttered, or spelled out what it could not read; one that is
mostly silence has lost its sound.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from audio import regex
from audio.errors import Place, SpeechError
from audio.hindi.aksharas import count_aksharas
from audio.records import Clip, Script
from audio.sound.loudness import LEAST_HEARD, Samples

_SLACK = 0.7
"""Seconds a sentence may last beyond its band: a single word has a long fall."""
_PAUSE = 0.5
"""Seconds beyond its band for every mark that a voice pauses at."""
_PAUSES = regex.compile(r"[\p{P}\p{S}]+")
_MOST_SILENCE = 0.8
"""Share of a sentence that may be silent: one of single words between dashes has about 0.6."""
_FULL_SCALE = 0.0
"""dBTP from which on a player's converter clips."""
_SHOWN = 80
"""Characters of a sentence in a message: enough to find it by."""


def check_length(
    scripts: Sequence[Script], clip: Clip, band: tuple[float, float], speed: float
) -> None:
    """Raises ``SpeechError`` naming the first sentence whose length cannot be its words'.

    ``band``: seconds an akshara at speed 1, least and most.
    """
    if len(clip.timings) != len(scripts):
        raise SpeechError(
            f"{len(scripts)} sentences gave {len(clip.timings)} stretches of sound",
            where=Place(sentence=scripts[0].sentence.id),
        )
    for script, timing in zip(scripts, clip.timings, strict=True):
        aksharas = count_aksharas(script.spoken)
        seconds = (timing.end - timing.start) / clip.rate
        slack = _SLACK + _PAUSE * len(_PAUSES.findall(script.spoken))
        least, most = aksharas * band[0] / speed, aksharas * band[1] / speed + slack
        if not least <= seconds <= most:
            raise SpeechError(
                f"{seconds:.2f} s of sound cannot be {aksharas} aksharas "
                f"(between {least:.2f} and {most:.2f} s): {_shorten(script.spoken)}",
                where=Place(sentence=script.sentence.id),
                hint="try another voice or report the sentence",
            )


def check_sound(scripts: Sequence[Script], clip: Clip, decoded: Samples) -> None:
    """Raises ``SpeechError`` naming the first sentence that is mostly silent, and for clipping.

    ``decoded``: the clip's samples, as a player hears them.
    """
    for script, timing in zip(scripts, clip.timings, strict=True):
        share = find_silent_share(decoded[timing.start : timing.end], clip.rate)
        if share > _MOST_SILENCE:
            raise SpeechError(
                f"{share:.0%} of its sound is silence: {_shorten(script.spoken)}",
                where=Place(sentence=script.sentence.id),
                hint="try another voice or report the sentence",
            )
    if clip.true_peak > _FULL_SCALE:
        raise SpeechError(
            f"its sound clips: true peak {clip.true_peak:+.1f} dBTP",
            where=Place(sentence=scripts[0].sentence.id),
        )


def find_silent_share(samples: Samples, rate: int) -> float:
    """Share of ``samples`` (mono, ``rate`` Hz) that is silence, in steps of ten milliseconds."""
    grain = rate // 100
    blocks = samples[: len(samples) // grain * grain].reshape(-1, grain)
    if not len(blocks):
        return 0.0
    # Not of absolute values: that of −32,768 is not a 16-bit number.
    loudest = np.maximum(blocks.max(axis=1), -(blocks.min(axis=1).astype(np.int32)))
    return float((loudest < LEAST_HEARD).mean())


def _shorten(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
