"""Kokoro's network in memory, ready to make sound of tokens.

It is loaded once a process, on first use, and serves every thread: ONNX Runtime computes in the
thread that calls it. Where a sentence is waited for, it is loaded once more, to compute in several:
the bytes are the same, and depend on neither.
"""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.metadata import version
from pathlib import Path
from threading import Lock

import numpy as np
import numpy.typing as npt
import onnxruntime

from audio.engines.kokoro.graph import name_graph
from audio.engines.kokoro.processor import find_accelerator, list_features
from audio.engines.kokoro.styles import VoiceStyle
from audio.engines.kokoro.tokens import SpokenPassage
from audio.engines.kokoro.weights import SHA256, find_whole_graph
from audio.engines.phonemes.packing import SpokenRun
from audio.errors import SpeechError

RATE = 24_000
"""Hertz."""
FRAME = 600
"""Samples: the unit of the tokens' lengths."""
_LOUDEST = 0.5
"""Of full scale: what the network calls 1. Single words reach 1.5, and must not be clipped."""
_RISE = 5.5
"""Semitones that a question goes up over its last word; heard: about four, for its sound begins
and ends before the curve does."""
_PAD = 0
"""The token before the first and after the last."""
_LOADING = Lock()


class KokoroModel:
    """The network; safe to use from several threads at once."""

    def __init__(self, graph: Path | bytes, threads: int = 1) -> None:
        """``graph``: its file, which costs 70 MB less than its content.

        Two ``threads`` are heard in two thirds of the time of one.
        """
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads, options.inter_op_num_threads = threads, 1
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        options.enable_mem_pattern = False  # lengths vary, and it costs 0.2 GB
        options.log_severity_level = 3  # its warnings are for who trains voices
        providers = [*filter(None, [find_accelerator()]), "CPUExecutionProvider"]
        self._session = onnxruntime.InferenceSession(graph, options, providers=providers)

    def speak(self, passage: SpokenPassage, style: VoiceStyle, speed: float) -> SpokenRun:
        """The sound of a passage, and the length of each token and of the pads around them.

        Raises ``SpeechError``.
        """
        tokens = passage.tokens
        feed = {
            "tokens": np.array([[_PAD, *tokens, _PAD]], np.int64),
            "style": style.table[len(tokens) - 1 : len(tokens)],
            "speed": np.array([speed], np.float32),
            "pitch": _raise_pitch(passage, style),
        }
        try:
            sound, lengths = self._session.run(None, feed)
        except Exception as fault:
            first = str(fault).partition("\n")[0]
            raise SpeechError(f"kokoro's network fails: {first}") from fault
        samples, widths = np.ravel(sound), np.ravel(lengths).astype(int)
        if not np.isfinite(samples).all():
            raise SpeechError("kokoro's network gave numbers that are no sound")
        if len(samples) != widths.sum() * FRAME:
            raise SpeechError("kokoro's network gave a sound that is not as long as its tokens")
        scale = 32_767 * min(_LOUDEST, 1 / max(1.0, float(np.abs(samples).max())))
        return SpokenRun((samples * scale).astype(np.int16), tuple(widths.tolist()))


def _raise_pitch(passage: SpokenPassage, style: VoiceStyle) -> npt.NDArray[np.float32]:
    """A factor for each token, the pads too: ones, but up to the end of a question's last word."""
    semitones = np.zeros((1, len(passage.signs) + 2))
    start, end = passage.rise
    semitones[0, start + 1 : end + 1] = np.linspace(0, style.fall + _RISE, end - start + 1)[1:]
    return (2 ** (semitones / 12)).astype(np.float32)


def load_model(threads: int = 1) -> KokoroModel:
    """This process's network for so many threads, read when first asked for.

    Raises ``VoiceError``.
    """
    with _LOADING:
        return _read_model(threads)


@cache
def _read_model(threads: int) -> KokoroModel:
    return KokoroModel(find_whole_graph(), threads)


@cache
def describe_version() -> str:
    """The version of all that shapes the bytes of a sound, without loading the network.

    The same network gives other bytes where ONNX Runtime chooses other kernels, which it does by
    the processor's features: they are in it, so that machines that share a store do not mix.
    """
    kernels = " ".join([*list_features(), find_accelerator()]).strip()
    features = hashlib.sha256(kernels.encode()).hexdigest()[:12]
    runtime = version("onnxruntime")
    return (
        f"kokoro {SHA256[:12]}, graph {name_graph()}, onnxruntime {runtime}, processor {features}"
    )
