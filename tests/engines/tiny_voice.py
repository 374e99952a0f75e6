"""A voice for piper of a few kilobytes, which hums a tone for every phoneme.

It is a real ONNX graph with the inputs and outputs of a piper voice, made here and not learnt:
each phoneme id lasts as many frames as a table says, times the length scale, and is a tone of
its own. Noise is added where piper's noise scales ask for it, as in a learnt voice.

``python tests/engines/tiny_voice.py FOLDER [NAME]`` writes one to try by hand.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from piper.phoneme_ids import DEFAULT_PHONEME_ID_MAP

NAME = "hi_IN-tiny-low"
RATE, HOP = 22_050, 128
"""Hertz; samples a frame, 5.8 ms."""
SYMBOLS = 1 + max(number for ids in DEFAULT_PHONEME_ID_MAP.values() for number in ids)

_LETTER = 10
_FRAMES = {"_": 1, "^": 20, "$": 30, " ": 4} | dict.fromkeys("ˈˌːˑʲʰ", 3)
_FRAMES |= dict.fromkeys(",;:", 35) | dict.fromkeys(".!?", 50)
"""How long a phoneme lasts, where it is not a letter's 58 ms."""
_SILENT = frozenset("_^$ ,;:.!?")


def make(folder: Path, name: str = NAME, *, speakers: int = 1, tells: bool = True) -> Path:
    """Write a voice to ``folder``; returns its ``.onnx``.

    ``tells``: whether the lengths of its phonemes can be had, as of piper's own voices.
    """
    folder.mkdir(parents=True, exist_ok=True)
    model = folder / f"{name}.onnx"
    model.write_bytes(_model(speakers, tells).SerializeToString())
    model.with_name(model.name + ".json").write_text(json.dumps(settings(speakers)), "utf-8")
    return model


def settings(speakers: int = 1) -> dict[str, object]:
    """What stands in the JSON beside a voice."""
    return {
        "audio": {"sample_rate": RATE, "quality": "low"},
        "espeak": {"voice": "hi"},
        "language": {"code": "hi_IN", "family": "hi"},
        "inference": {"noise_scale": 0.667, "length_scale": 1.1, "noise_w": 0.8},
        "phoneme_type": "espeak",
        "phoneme_id_map": DEFAULT_PHONEME_ID_MAP,
        "num_symbols": SYMBOLS,
        "num_speakers": speakers,
        "speaker_id_map": {"asha": 0, "ravi": 1} if speakers > 1 else {},
        "hop_length": HOP,
    }


def _tables(speakers: int) -> tuple[np.ndarray, np.ndarray]:
    """Frames a symbol, and one frame of its sound, speaker by speaker."""
    frames = np.full(SYMBOLS, _LETTER, np.float32)
    waves = np.zeros((speakers, SYMBOLS, HOP), np.float32)
    turn = 2 * np.pi * np.arange(HOP) / HOP
    for phoneme, (number, *_) in DEFAULT_PHONEME_ID_MAP.items():
        frames[number] = _FRAMES.get(phoneme, _LETTER)
        for speaker in range(speakers) if phoneme not in _SILENT else ():
            waves[speaker, number] = 0.4 * np.sin((1 + speaker + number % 7) * turn)
    return frames, waves.reshape(-1, HOP)


def _model(speakers: int, tells: bool) -> onnx.ModelProto:
    frames, waves = _tables(speakers)
    constants = {
        "frames": frames, "waves": waves, "one": np.float32(1), "soft": np.float32(0.05),
        "zero": np.int64(0), "step": np.int64(1), "two": np.int64(2),
        "flat": np.array([-1]), "shape": np.array([1, 1, -1]),
        "rows": np.array([0]), "columns": np.array([1]),
    }  # fmt: skip
    if speakers > 1:
        constants["symbols"] = np.int64(SYMBOLS)
    nodes = [*_lengths(tells), *_sound(speakers > 1)]
    inputs = [
        helper.make_tensor_value_info("input", TensorProto.INT64, [1, "phonemes"]),
        helper.make_tensor_value_info("input_lengths", TensorProto.INT64, [1]),
        helper.make_tensor_value_info("scales", TensorProto.FLOAT, [3]),
    ]
    if speakers > 1:
        inputs.append(helper.make_tensor_value_info("sid", TensorProto.INT64, [1]))
    output = helper.make_tensor_value_info("output", TensorProto.FLOAT, [1, 1, "samples"])
    graph = helper.make_graph(
        nodes, "tiny", inputs, [output],
        [numpy_helper.from_array(np.asarray(value), key) for key, value in constants.items()],
    )  # fmt: skip
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)])
    model.ir_version = 9
    onnx.checker.check_model(model)
    return model


def _lengths(tells: bool) -> list[onnx.NodeProto]:
    """``widths``: whole frames a phoneme. Piper looks for a Ceil to learn them."""
    node = helper.make_node
    ceiling = [node("Ceil", ["wavering"], ["ceiling"])]
    if not tells:
        ceiling = [
            node("Neg", ["wavering"], ["below"]),
            node("Floor", ["below"], ["floor"]),
            node("Neg", ["floor"], ["ceiling"]),
        ]
    return [
        node("Gather", ["scales", "zero"], ["noise_scale"]),
        node("Gather", ["scales", "step"], ["length_scale"]),
        node("Gather", ["scales", "two"], ["noise_w"]),
        node("Gather", ["frames", "input"], ["usual"]),
        node("Mul", ["usual", "length_scale"], ["scaled"]),
        node("RandomNormalLike", ["scaled"], ["chance"]),
        node("Mul", ["chance", "noise_w"], ["waver"]),
        node("Add", ["scaled", "waver"], ["unsure"]),
        node("Max", ["unsure", "one"], ["wavering"]),
        *ceiling,
        node("Reshape", ["ceiling", "flat"], ["widths"]),
    ]


def _sound(has_speakers: bool) -> list[onnx.NodeProto]:
    node = helper.make_node
    chosen = [node("Identity", ["spoken"], ["tone"])]
    if has_speakers:
        chosen = [
            node("Mul", ["sid", "symbols"], ["offset"]),
            node("Add", ["spoken", "offset"], ["tone"]),
        ]
    return [
        node("CumSum", ["widths", "zero"], ["ends"]),
        node("ReduceSum", ["widths"], ["total"], keepdims=0),
        node("Cast", ["total"], ["count"], to=TensorProto.INT64),
        node("Range", ["zero", "count", "step"], ["frame"]),
        node("Cast", ["frame"], ["time"], to=TensorProto.FLOAT),
        node("Unsqueeze", ["time", "columns"], ["times"]),
        node("Unsqueeze", ["ends", "rows"], ["all_ends"]),
        node("GreaterOrEqual", ["times", "all_ends"], ["passed"]),
        node("Cast", ["passed"], ["counted"], to=TensorProto.INT64),
        node("ReduceSum", ["counted", "columns"], ["place"], keepdims=0),
        node("Reshape", ["input", "flat"], ["phonemes"]),
        node("Gather", ["phonemes", "place"], ["spoken"]),
        *chosen,
        node("Gather", ["waves", "tone"], ["pure"]),
        node("RandomNormalLike", ["pure"], ["hiss"]),
        node("Mul", ["hiss", "noise_scale"], ["loud_hiss"]),
        node("Mul", ["loud_hiss", "soft"], ["soft_hiss"]),
        node("Add", ["pure", "soft_hiss"], ["heard"]),
        node("Reshape", ["heard", "shape"], ["output"]),
    ]


if __name__ == "__main__":
    print(make(Path(sys.argv[1]), *sys.argv[2:3]))
