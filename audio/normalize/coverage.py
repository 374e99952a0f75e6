"""Coverage: which readings are guesses that an editor may want to put right."""

from __future__ import annotations

from audio.normalize.classes.symbol import NOT_UNDERSTOOD
from audio.records import Token

_GUESSES = (NOT_UNDERSTOOD, "letter-to-sound")


def is_guess(token: Token) -> bool:
    """Whether no rule or table knew the token: dropped, copied, or read by its letters alone."""
    return any(guess in token.rule for guess in _GUESSES)
