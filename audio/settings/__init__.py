"""Everything that can be chosen; ``show_file`` reads it from ``show.toml``."""

from audio.settings.constraints import (
    BITRATES,
    DIRECTORIES,
    EPISODE_TYPES,
    FREQUENCIES,
    LABELS,
    PITCH,
    SPEED,
)
from audio.settings.formats import FORMATS
from audio.settings.settings import (
    DEFAULT_DISCLOSURE,
    DEFAULT_OPENING,
    Options,
    OwnLexicon,
    Pauses,
    Settings,
    Sound,
    Voice,
    choose,
)

__all__ = [
    "BITRATES",
    "DEFAULT_DISCLOSURE",
    "DEFAULT_OPENING",
    "DIRECTORIES",
    "EPISODE_TYPES",
    "FORMATS",
    "FREQUENCIES",
    "LABELS",
    "PITCH",
    "SPEED",
    "Options",
    "OwnLexicon",
    "Pauses",
    "Settings",
    "Sound",
    "Voice",
    "choose",
]
