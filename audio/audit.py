"""The audit: what was spoken must be as long as its words take.

Lost text without an error is the gravest fault a narrator can have. A clip far too short has
lost words; one far too long has stuttered, or spelled out what it could not read.
"""

from __future__ import annotations

from collections.abc import Sequence

from audio.aksharas import count_aksharas
from audio.errors import SpeechError
from audio.records import Clip, Script

_SLACK = 0.7
"""Seconds a sentence may last beyond its band: a single word has a long fall, and commas pause."""


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
            where=scripts[0].sentence.id,
        )
    for script, timing in zip(scripts, clip.timings, strict=True):
        aksharas = count_aksharas(script.spoken)
        seconds = (timing.end - timing.start) / clip.rate
        least, most = (aksharas * bound / speed for bound in band)
        if not least <= seconds <= most + _SLACK:
            raise SpeechError(
                f"{seconds:.2f} s of sound cannot be {aksharas} aksharas "
                f"(between {least:.2f} and {most + _SLACK:.2f} s): {_short(script.spoken)}",
                where=script.sentence.id,
                hint="try another voice or report the sentence",
            )


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
