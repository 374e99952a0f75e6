"""The espeak-ng library and its data, from the ``espeakng-loader`` wheel, through ctypes.

Two properties of the library shape this module (``speak_lib.h`` of espeak-ng 1.52):

* State survives between calls, even across ``espeak_Terminate``: the same text gives other
  bytes after another text. So the library is loaded afresh for every use, which takes 2 ms.
* It is not thread-safe, and ``dlopen`` of one file always gives the same instance. So everyone
  opens a copy of its own, which makes users independent and lets threads run at once (the C
  calls release the GIL).
"""

from __future__ import annotations

import ctypes
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import espeakng_loader

from audio.errors import SpeechError, VoiceError, from_os

if sys.platform == "win32":
    import _ctypes

    dlclose = _ctypes.FreeLibrary
else:
    from _ctypes import dlclose

CHARS_UTF8, PHONEMES = 1, 0x100
"""``espeakCHARS_UTF8``; ``espeakPHONEMES``: ``[[…]]`` is phonemes."""
_SYNCHRONOUS = 2  # AUDIO_OUTPUT_SYNCHRONOUS
_PHONEME_EVENTS, _DONT_EXIT = 0x0001, 0x8000  # options of espeak_Initialize


class EspeakEvent(ctypes.Structure):
    """``espeak_EVENT``; positions and lengths are in characters, ``sample`` in samples."""

    _fields_ = (
        ("type", ctypes.c_int),
        ("unique_identifier", ctypes.c_uint),
        ("text_position", ctypes.c_int),
        ("length", ctypes.c_int),
        ("audio_position", ctypes.c_int),
        ("sample", ctypes.c_int),
        ("user_data", ctypes.c_void_p),
        ("id", ctypes.c_char * 8),
    )


Callback = ctypes.CFUNCTYPE(
    ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.POINTER(EspeakEvent)
)
"""What is called with samples, their number, and events."""


class EspeakLibrary:
    """A copy of the library that no one else can have loaded.

    On Linux it lives in memory, so that nothing is left behind however the process ends.
    """

    def __init__(self) -> None:
        original = espeakng_loader.get_library_path()
        content = _read_library(original)
        if hasattr(os, "memfd_create"):
            self._descriptor = os.memfd_create("espeak-ng")
            self._path = f"/proc/self/fd/{self._descriptor}"
        else:
            self._descriptor, self._path = tempfile.mkstemp(suffix=Path(original).suffix)
        try:
            with open(self._descriptor, "wb", closefd=False) as file:
                file.write(content)
        except OSError as error:
            raise from_os(error, f"a copy of {original}") from error

    def __del__(self) -> None:
        os.close(self._descriptor)
        if not self._path.startswith("/proc/"):
            Path(self._path).unlink(missing_ok=True)

    @contextmanager
    def load(self, voice: str) -> Iterator[tuple[ctypes.CDLL, int]]:
        """A fresh instance with this voice set, such as ``hi+f3``, and its sample rate in Hertz.

        Raises ``VoiceError`` when espeak has no such voice.
        """
        library = ctypes.CDLL(self._path)
        try:
            data = os.fsencode(espeakng_loader.get_data_path())
            rate = library.espeak_Initialize(_SYNCHRONOUS, 0, data, _PHONEME_EVENTS | _DONT_EXIT)
            if rate <= 0:
                raise SpeechError(f"espeak-ng cannot open its data in {data.decode()}")
            library.espeak_Info.restype = ctypes.c_char_p
            library.espeak_TextToPhonemes.restype = ctypes.c_char_p
            if library.espeak_SetVoiceByName(voice.encode()) != 0:
                raise VoiceError(f"espeak has no voice {voice!r}")
            yield library, rate
            library.espeak_Terminate()
        finally:
            dlclose(library._handle)


def write_phonemes(library: ctypes.CDLL, text: str, mode: int = 0) -> list[str]:
    """How a library with a voice set would say ``text``, a string a clause.

    ``mode``: 0 for espeak's mnemonics with stress; see ``espeak_TextToPhonemes`` for others.
    """
    rest = ctypes.c_char_p(text.encode())
    clauses: list[str] = []
    while rest.value is not None:
        clauses.append(library.espeak_TextToPhonemes(ctypes.byref(rest), CHARS_UTF8, mode).decode())
    return clauses


@cache
def _read_library(path: str) -> bytes:
    return Path(path).read_bytes()
