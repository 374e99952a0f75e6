"""Engines by thread: each is loaded when a thread first needs it, and kept for its next clips.

Engines are not safe to share between threads: espeak-ng, for one, keeps a copy of its library for
each of them.
"""

from __future__ import annotations

import atexit
import threading
from collections import OrderedDict

from audio import engines
from audio.engines import Engine
from audio.errors import Place, VoiceError
from audio.settings import Voice
from audio.work.store import RECEIVED, Store

_MOST = 16
"""Engines that one thread keeps: more than an edition has kinds of paragraphs."""


class _Loaded(threading.local):
    """This thread's engines; the one used last stands last."""

    def __init__(self) -> None:
        self.engines: OrderedDict[tuple[Voice, str, Store], Engine] = OrderedDict()


_loaded = _Loaded()


@atexit.register
def _unload() -> None:
    """Close this thread's engines while there still is what they need for that."""
    _loaded.engines.clear()


def read_version(voice: Voice, store: Store) -> str:
    """The version of a voice's engine and its data. Raises ``VoiceError`` if it cannot be had."""
    return engines.make_engine(voice, store.get_shelf(RECEIVED)).version


def load_engine(voice: Voice, version: str, store: Store) -> Engine:
    """The calling thread's engine for ``voice``.

    Raises ``VoiceError``, also when the engine or its data are of another version than a clip
    was ordered from: its key would not tell what was spoken.
    """
    key = voice, version, store
    if key not in _loaded.engines:
        engine = engines.make_engine(voice, store.get_shelf(RECEIVED))
        if engine.version != version:
            raise VoiceError(
                f"is now version {engine.version!r} and was {version!r}",
                where=Place(option=str(voice)),
                hint="run the command again",
            )
        _loaded.engines[key] = engine
    _loaded.engines.move_to_end(key)
    if len(_loaded.engines) > _MOST:
        _loaded.engines.popitem(last=False)
    return _loaded.engines[key]
