"""How long and how often a service is asked."""

from __future__ import annotations

import os
from dataclasses import dataclass, fields, replace

from audio.errors import Place, SettingsError


@dataclass(frozen=True, slots=True)
class Patience:
    """Waiting times in seconds, and counts.

    What is asked again: 429, 5xx, time-outs, dropped connections, and answers that are not what
    was asked for (no audio, broken audio, far too short). What is not: an address that was never
    reached and every other refusal.
    """

    connect: float = 4.0
    """Until the name is found, and again until a connection stands."""
    read: float = 15.0
    """Between two packets of an answer."""
    answer: float = 40.0
    """For one whole answer, however steadily it drips."""
    backoff: float = 0.5
    """Before the second try; doubled for each further one, and as much again at random."""
    longest_backoff: float = 20.0
    cool_down: float = 10.0
    """For all threads, after a 429 that does not say how long; doubled while they go on."""
    longest_cool_down: float = 120.0
    """Whoever asks for more is not waited for: the edition can be continued later."""
    in_all: float = 180.0
    """For one text, all tries and cool-downs together; a try under way is finished."""
    interval: float = 0.0
    """Between the starts of two requests."""
    attempts: int = 6
    """For one text."""
    at_once: int = 4
    """Requests under way, in the whole process."""

    def scale(self, factor: float) -> Patience:
        """Every waiting time multiplied by ``factor``; counts stay."""
        scaled = {
            field.name: getattr(self, field.name) * factor
            for field in fields(self)
            if field.type == "float"
        }
        return replace(self, **scaled)

    def scale_by(self, variable: str) -> Patience:
        """Every waiting time multiplied by an environment variable's factor, 2 for a slow line.

        Raises ``SettingsError`` when that is no number above 0.
        """
        text = os.environ.get(variable, "1")
        try:
            factor = float(text)
        except ValueError:
            factor = 0.0
        if not 0 < factor < 1000:
            raise SettingsError(f"{text!r} is not a factor above 0", where=Place(option=variable))
        return self.scale(factor)
