"""What Kokoro's network is given and gives besides its own: an input, pitch; an output, lengths.

The network says a question as it says a statement, whatever mark ends it. So the pitch curve that
it predicts is multiplied by what the caller says of each token, before it becomes sound. Ones
change nothing, to the bit.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from onnx import ModelProto, NodeProto, TensorProto, helper, numpy_helper

LENGTHS = "/encoder/Clip_output_0"
"""Every token's length, ``[1, n]``, in frames of 600 samples."""
_CURVE = "/decoder/decoder/Unsqueeze_output_0"
"""The pitch, ``[1, 1, 2 x frames]``, in Hertz; under ``_VOICED`` there is no voice."""
_FRAMES = "/encoder/Cast_4_output_0"
"""Ones where a token has its frames, ``[n, frames]``."""
_VOICED = 50.0
"""Hertz. What lies below is breath or the end of a voice, which made higher would buzz."""
_SMOOTH = 9
"""Steps of 12.5 ms over which the factor goes from one token's to the next's."""


def open_graph(model: ModelProto) -> None:
    """Add both. ``pitch`` is ``[1, n]``, a factor for each token. Raises ``ValueError``."""
    graph = model.graph
    made = {output for node in graph.node for output in node.output}
    if not {LENGTHS, _CURVE, _FRAMES} <= made:
        raise ValueError("this is not the network that is known")
    graph.output.append(helper.make_tensor_value_info(LENGTHS, TensorProto.FLOAT, None))
    graph.input.append(helper.make_tensor_value_info("pitch", TensorProto.FLOAT, [1, "n"]))
    place = next(at for at, node in enumerate(graph.node) if _CURVE in node.output)
    graph.node[place].output[0] = "pitch/predicted"
    for node in reversed(_write_nodes()):
        graph.node.insert(place + 1, node)
    constants = {"axis": np.array([2]), "shape": np.array([1, 1, -1]), "least": np.float32(_VOICED)}
    for name, value in constants.items():
        graph.initializer.append(numpy_helper.from_array(np.array(value), f"pitch/{name}"))


def _write_nodes() -> list[NodeProto]:
    def make(kind: str, inputs: str, output: str, **settings: Any) -> NodeProto:
        names = [name if name in ("pitch", _FRAMES) else f"pitch/{name}" for name in inputs.split()]
        output = output if output == _CURVE else f"pitch/{output}"
        return helper.make_node(kind, names, [output], f"pitch/{kind}_{output}", **settings)

    window = {"kernel_shape": [_SMOOTH], "pads": [_SMOOTH // 2] * 2, "count_include_pad": 0}
    return [
        make("MatMul", f"pitch {_FRAMES}", "frames"),
        make("Unsqueeze", "frames axis", "column"),
        make("Concat", "column column", "twice", axis=2),
        make("Reshape", "twice shape", "steps"),
        make("AveragePool", "steps", "factor", **window),
        make("Mul", "predicted factor", "changed"),
        make("Greater", "predicted least", "voiced"),
        make("Where", "voiced changed predicted", _CURVE),
    ]
