"""Everything that can be chosen; ``show_file`` reads it from ``show.toml``."""

from audio.settings.formats import FORMATS
from audio.settings.settings import (
    BITRATES,
    DEFAULT_OPENING,
    FREQUENCIES,
    LABELS,
    Options,
    Pauses,
    Settings,
    Sound,
    Voice,
    choose,
    placeholders,
)

__all__ = [
    "BITRATES",
    "DEFAULT_OPENING",
    "FORMATS",
    "FREQUENCIES",
    "LABELS",
    "Options",
    "Pauses",
    "Settings",
    "Sound",
    "Voice",
    "choose",
    "placeholders",
]
