"""audio-edition: Hindi articles in, narrated audio editions out.

For scripts::

    from pathlib import Path
    from audio import Settings, narrate, open_maker, read

    with open_maker(Path("clips")) as maker:
        narrate(read("article.md"), Settings(), [Path("article.mp3")], maker)

The names are loaded when they are first used, so that what needs only some starts fast.
"""

from importlib import import_module

__version__ = "0.1.0"

_HOMES = {
    "EditionError": "audio.errors",
    "Lexicon": "audio.normalize",
    "Reading": "audio.readers",
    "Settings": "audio.settings",
    "Voice": "audio.settings",
    "narrate": "audio.edition.pipeline",
    "normalize": "audio.normalize",
    "open_maker": "audio.clips.clip_maker",
    "read": "audio.readers",
    "segment": "audio.segment",
    "tokenize": "audio.normalize",
}

__all__ = sorted([*_HOMES, "__version__"])  # noqa: PLE0605 - computed, so that it is true


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
