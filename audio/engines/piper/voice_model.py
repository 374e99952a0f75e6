"""A piper voice in memory: its two files read, checked and ready to make sound of phonemes.

One ``Model`` serves every thread: ONNX Runtime computes in the thread that calls it, so that
the jobs, and nothing else, are what use the cores, and a voice is in memory once.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from threading import Lock
from typing import Any, cast

import numpy as np
import numpy.typing as npt
import onnx
import onnxruntime
from google.protobuf.message import DecodeError
from onnxruntime.capi import onnxruntime_pybind11_state as faults
from piper import PiperVoice, SynthesisConfig
from piper.const import BOS, EOS, PAD
from piper.patch_voice_with_alignment import add_alignment_output

from audio.engines.phonemes.packing import SpokenRun
from audio.engines.piper.config import make_config
from audio.engines.piper.voices import Choice, read_settings
from audio.errors import Place, SpeechError, VoiceError

_FAULTS = (
    faults.EPFail,
    faults.Fail,
    faults.InvalidArgument,
    faults.InvalidGraph,
    faults.InvalidProtobuf,
    faults.NoModel,
    faults.NotImplemented,
    faults.RuntimeException,
)
"""What ONNX Runtime raises; these have no base of their own."""
_INPUTS = {"input", "input_lengths", "scales"}
_LOADING = Lock()
_Numbers = npt.NDArray[Any]


class Model:
    """One voice, whoever its speaker; safe to use from several threads at once."""

    def __init__(self, path: Path, settings: dict[str, Any], where: str) -> None:
        content = path.read_bytes()
        self.config = make_config(settings, where)
        self.version = (
            f"piper-tts {version('piper-tts')}, {path.stem} {_hash(content)[:16]} "
            f"{_hash(json.dumps(settings, sort_keys=True).encode())[:16]}"
        )
        self._voice = PiperVoice(session=_open_session(content, str(path)), config=self.config)

    def find_speaker(self, name: str) -> int | None:
        """The id of the speaker of this number or name. Raises ``VoiceError``."""
        count, names = self.config.num_speakers, self.config.speaker_id_map
        if not name:
            return None
        if name in names:
            return names[name]
        if name.isdecimal() and int(name) < count:
            return int(name)
        known = f"0 to {count - 1}" if count > 1 else "it has only one"
        raise VoiceError(f"this voice has no speaker {name!r}", hint=known)

    def has(self, phoneme: str) -> bool:
        """Whether the voice has learnt a sound for it."""
        return phoneme in self.config.phoneme_id_map

    def count_ids(self, phonemes: Sequence[str]) -> list[int]:
        """How many ids stand for the sentence's beginning, each phoneme, and its end.

        All but the last include the pad that follows.
        """
        ids = self.config.phoneme_id_map
        padded = [len(ids[phoneme]) + len(ids[PAD]) for phoneme in (BOS, *phonemes)]
        return [*padded, len(ids[EOS])]

    def speak(self, phonemes: Sequence[str], speaker: int | None, slowness: float) -> SpokenRun:
        """The phonemes of one sentence as sound; every one must be one the voice ``has``.

        ``slowness`` multiplies the voice's own length scale. No noise is added, so the same
        phonemes always give the same samples. Raises ``SpeechError``.
        """
        shape = SynthesisConfig(
            speaker_id=speaker,
            length_scale=self.config.length_scale * slowness,
            noise_scale=0.0,
            noise_w_scale=0.0,
        )
        ids = self._voice.phonemes_to_ids(list(phonemes))
        try:
            answer = self._voice.phoneme_ids_to_audio(ids, shape, include_alignments=True)
        except _FAULTS as fault:
            raise SpeechError(f"piper's voice fails: {_cut_first_line(fault)}") from fault
        heard, widths = cast("tuple[_Numbers, _Numbers | None]", answer)
        if not np.isfinite(heard).all():
            raise SpeechError("piper's voice gave numbers that are no sound")
        return SpokenRun(
            (np.clip(np.atleast_1d(heard), -1, 1) * 32_767).astype(np.int16),
            () if widths is None else tuple(int(width) for width in np.atleast_1d(widths)),
        )


def load_model(choice: Choice) -> Model:
    """The model of a voice, read once however many threads ask. Raises ``VoiceError``."""
    settings = json.dumps(read_settings(choice), sort_keys=True)
    state = choice.model.stat()
    with _LOADING:
        return _load_cached(choice, settings, state.st_size, state.st_mtime_ns)


@lru_cache(maxsize=2)
def _load_cached(choice: Choice, settings: str, size: int, changed: int) -> Model:
    del size, changed  # a file that changed is read again
    return Model(choice.model, json.loads(settings), str(choice.settings))


def _open_session(content: bytes, where: str) -> onnxruntime.InferenceSession:
    """The network, ready to run, and made to tell how long each phoneme lasts if it can."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3  # its warnings are for who trains voices
    try:
        model = onnx.load_from_string(content)
        _declare_widths(model)
        session = onnxruntime.InferenceSession(
            model.SerializeToString(), options, providers=["CPUExecutionProvider"]
        )
    except (DecodeError, *_FAULTS) as fault:
        raise VoiceError(
            f"is damaged or no voice: {_cut_first_line(fault)}",
            where=Place(where),
            hint="install the voice again",
        ) from fault
    if _INPUTS - {given.name for given in session.get_inputs()}:
        raise VoiceError("is not a piper voice", where=Place(where))
    return session


def _declare_widths(model: onnx.ModelProto) -> None:
    """Make the lengths of phonemes an output, as piper does for voices that have them inside."""
    if len(model.graph.output) > 1:
        return  # it tells them already
    try:
        add_alignment_output(model)
    except ValueError:
        return  # it cannot; word times will be reckoned


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _cut_first_line(fault: Exception) -> str:
    return str(fault).partition("\n")[0]
