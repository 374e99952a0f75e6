"""Rewrites Kokoro's int8 graph so that a processor's int8 matrix units carry it.

The file's 87 convolutions are ``ConvInteger`` nodes with unsigned weights, which ONNX Runtime
serves with its slowest kernel, and each is wrapped in some twenty elementwise nodes. Here the
decoder's convolutions become matrix products of gathered rows with signed weights, and the whole
generator works on rows [time, channel]. The numbers are quantized as before, the predictor
(lengths, pitch, loudness) is left as it is, and so the sound stays the same to the ear.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
from onnx import GraphProto, ModelProto, NodeProto, helper, numpy_helper

_DECODER = "/decoder/decoder"
_GENERATOR = f"{_DECODER}/generator"
_EPSILON = np.float32(1e-5)
_FIRST = np.array([0])
_KERNELS = 3
"""Residual blocks a stage, whose mean is what the stage gives on."""
_CONVOLUTIONS = 37
"""Quantized ones before the generator."""


Numbers = npt.NDArray[Any]
_Input = str | Numbers | np.generic
"""A tensor's name, or a constant itself."""


class PatternError(ValueError):
    """The graph is not the one that this module knows how to rewrite."""


class _GraphEditor:
    """The graph while it is being rewritten: its nodes by output, its constants by name."""

    def __init__(self, graph: GraphProto) -> None:
        self.graph = graph
        self.maker = {output: node for node in graph.node for output in node.output}
        self.constants = {constant.name: constant for constant in graph.initializer}
        self.user = {name: node for node in graph.node for name in node.input}
        self.names: dict[tuple[object, ...], str] = {}

    def find(self, output: str, kind: str) -> NodeProto:
        """The node of this kind that makes the tensor."""
        node: NodeProto | None = self.maker.get(output)
        if node is None or node.op_type != kind:
            raise PatternError(f"no {kind} makes {output!r}")
        return node

    def read(self, name: str) -> Numbers:
        """A constant's numbers."""
        if name not in self.constants:
            raise PatternError(f"no constant {name!r}")
        return numpy_helper.to_array(self.constants[name])

    def keep(self, value: Numbers | np.generic) -> str:
        """The name of a constant; equal ones are stored once."""
        array = np.ascontiguousarray(value).reshape(np.shape(value))
        key = (array.dtype.str, array.shape, array.tobytes())
        if key not in self.names:
            name = self.names[key] = f"rows/constant_{len(self.names)}"
            self.constants[name] = numpy_helper.from_array(array, name)
        return self.names[key]

    def add(self, kind: str, *inputs: _Input, count: int = 1, **settings: Any) -> list[str]:
        """A new node's outputs; the same node asked for again is not made twice."""
        names = tuple(item if isinstance(item, str) else self.keep(item) for item in inputs)
        key = (kind, names, repr(sorted(settings.items())))
        if key not in self.names:
            name = self.names[key] = f"rows/{kind}_{len(self.names)}"
            outputs = [f"{name}:{index}" for index in range(count)]
            settings["domain"] = "com.microsoft" if kind == "MatMulIntegerToFloat" else ""
            node = helper.make_node(kind, names, outputs, name, **settings)
            self.maker.update(dict.fromkeys(outputs, node))
        return [f"{self.names[key]}:{index}" for index in range(count)]

    def put(self, kind: str, *inputs: _Input, **settings: Any) -> str:
        """A new node's only output."""
        return self.add(kind, *inputs, **settings)[0]


def rewrite_graph(model: ModelProto) -> None:
    """Make Kokoro's int8 graph the fast one. Raises ``PatternError`` when it is another one."""
    editor = _GraphEditor(model.graph)
    _rewrite_convolutions(editor)
    _rewrite_generator(editor)
    _collect(editor)


def write_floats(model: ModelProto) -> None:
    """Make all convolutions ones of floats, for accelerators, which have none of bytes.

    Raises ``PatternError`` when it is another graph.
    """
    editor = _GraphEditor(model.graph)
    for node in [node for node in model.graph.node if node.op_type == "ConvInteger"]:
        signal = editor.find(node.input[0], "DynamicQuantizeLinear").input[0]
        scale = editor.read(node.input[1].removesuffix("_quantized") + "_scale")
        weight, zero = (editor.read(name).astype(np.float32) for name in node.input[1::2])
        inputs = [signal, editor.keep((weight - zero) * scale)]
        output = node.output[0].removesuffix("_output_quantized")
        bias = editor.user[node.output[0]]
        if bias.op_type == "Add":
            inputs.append(editor.keep(_read_bias(editor, node)))
        settings = _read_settings(node)
        editor.maker[output] = helper.make_node("Conv", inputs, [output], output, **settings)
    _collect(editor)


def _rewrite_convolutions(editor: _GraphEditor) -> None:
    """All outside the generator, few and wide rows: the very sums that there were, faster."""
    found = [
        node
        for node in editor.graph.node
        if node.op_type == "ConvInteger" and not node.name.startswith(_GENERATOR)
    ]
    if len(found) != _CONVOLUTIONS:
        raise PatternError(f"{len(found)} convolutions before the generator")
    for node in found:
        weight, zero = _make_signed(editor, node)
        windows = _gather(editor, _write_rows(editor, node.input[0]), node, node.input[2])
        sums = editor.put("MatMulInteger", windows, weight, node.input[2], zero)
        _replace_signal(editor, sums, node.output[0])


def _rewrite_generator(editor: _GraphEditor) -> None:
    """Rewrite all from the decoder's last block to the spectrum; between, all stays in rows."""
    signal = editor.find(f"{_GENERATOR}/LeakyRelu_output_0", "LeakyRelu").input[0]
    convolution = _find_quantized(editor, f"{_GENERATOR}/noise_convs.0/Conv_output_0")
    harmonics = editor.find(convolution.input[0], "DynamicQuantizeLinear").input[0]
    source = _write_rows(editor, harmonics)
    rows = editor.put("LeakyRelu", _write_rows(editor, signal), alpha=0.1)
    for stage in range(2):
        noise = _convolve(editor, source, f"{_GENERATOR}/noise_convs.{stage}/Conv_output_0")
        noise = _rewrite_block(editor, noise, f"noise_res.{stage}")
        # The mean's division by 3 is left to the weights after it: a rectifier keeps factors.
        rows = _upsample(editor, rows, stage, 1 if stage == 0 else _KERNELS)
        rows = editor.put("Add", rows, noise)
        first = stage * _KERNELS
        blocks = [
            _rewrite_block(editor, rows, f"resblocks.{first + block}") for block in range(_KERNELS)
        ]
        rows = editor.put("Add", editor.put("Add", blocks[0], blocks[1]), blocks[2])
        rows = editor.put("LeakyRelu", rows, alpha=0.01 if stage else 0.1)
    _finish(editor, rows)


def _finish(editor: _GraphEditor, rows: str) -> None:
    """Gives the rows, back as a signal, to the convolution that makes the spectrum."""
    post = editor.find(f"{_GENERATOR}/conv_post/Conv_output_0", "Conv")
    _replace_signal(editor, rows, post.input[0])
    post.input[1] = editor.keep(editor.read(post.input[1]) / np.float32(_KERNELS))


def _write_rows(editor: _GraphEditor, signal: str) -> str:
    """[1, channel, time] as [time, channel]."""
    return editor.put("Transpose", editor.put("Squeeze", signal, _FIRST), perm=[1, 0])


def _replace_signal(editor: _GraphEditor, rows: str, signal: str) -> None:
    """Lets the rows make a signal that other nodes already use."""
    if signal not in editor.maker:
        raise PatternError(f"no tensor {signal!r}")
    inputs = [editor.put("Transpose", rows, perm=[1, 0]), editor.keep(_FIRST)]
    editor.maker[signal] = helper.make_node("Unsqueeze", inputs, [signal], signal)


def _find_quantized(editor: _GraphEditor, output: str) -> NodeProto:
    return editor.find(f"{output}_output_quantized", "ConvInteger")


def _convolve(editor: _GraphEditor, rows: str, output: str) -> str:
    """What the quantized convolution behind ``output`` does, on rows."""
    node = _find_quantized(editor, output)
    weight, zero = _make_signed(editor, node)
    scale = editor.read(node.input[1].removesuffix("_quantized") + "_scale")
    values, step, middle = editor.add("DynamicQuantizeLinear", rows, count=3)
    windows = _gather(editor, values, node, middle)
    inputs = (windows, weight, step, scale, middle, zero, _read_bias(editor, node))
    return editor.put("MatMulIntegerToFloat", *inputs)


def _make_signed(editor: _GraphEditor, node: NodeProto) -> tuple[str, str]:
    """A convolution's weights as a matrix [tap x channel, output], and their zero point.

    Signed weights reach the processor's int8 units, unsigned ones do not; the sums are equal.
    """
    weight, zero = editor.read(node.input[1]), editor.read(node.input[3])
    if weight.dtype != np.uint8 or _read_settings(node)["group"] != 1:
        raise PatternError(f"{node.name!r} is no plain convolution of unsigned weights")
    matrix = weight.transpose(2, 1, 0).reshape(-1, weight.shape[0])
    signed = [(part.astype(np.int16) - 128).astype(np.int8) for part in (matrix, zero)]
    return editor.keep(signed[0]), editor.keep(signed[1])


def _read_settings(node: NodeProto) -> dict[str, Any]:
    return {item.name: helper.get_attribute_value(item) for item in node.attribute}


def _read_bias(editor: _GraphEditor, node: NodeProto) -> Numbers:
    """The bias before it was quantized along with every input."""
    name = editor.user[node.output[0]].input[1]
    for kind in ("Reshape", "Cast", "Floor", "Div"):
        name = editor.find(name, kind).input[0]
    return editor.read(name)


def _gather(editor: _GraphEditor, values: str, node: NodeProto, middle: str) -> str:
    """Every output's inputs side by side: [time, tap x channel]."""
    _, channels, taps = editor.read(node.input[1]).shape
    settings = _read_settings(node)
    if taps == 1:
        return values
    before, after = settings["pads"]
    dilation, stride = settings["dilations"][0], settings["strides"][0]
    padded = editor.put("Pad", values, np.array([before, 0, after, 0]), middle)
    length = editor.put("Squeeze", editor.put("Shape", padded, start=0, end=1), _FIRST)
    stop = editor.put("Sub", length, np.int64((taps - 1) * dilation))
    starts = editor.put("Range", np.int64(0), stop, np.int64(stride))
    column = editor.put("Unsqueeze", starts, np.array([1]))
    places = editor.put("Add", column, np.arange(taps)[None] * dilation)
    windows = editor.put("Gather", padded, places, axis=0)
    return editor.put("Reshape", windows, np.array([-1, taps * channels]))


def _rewrite_block(editor: _GraphEditor, rows: str, block: str) -> str:
    """A residual block: three times norm, snake, convolution, norm, snake, convolution."""
    place = f"{_GENERATOR}/{block}"
    for layer in range(3):
        changed = rows
        for half in (1, 2):
            slope = editor.read(f"decoder.decoder.generator.{block}.alpha{half}.{layer}")[:, :, 0]
            curved = _activate(editor, changed, f"{place}/adain{half}.{layer}", slope)
            changed = _convolve(editor, curved, f"{place}/convs{half}.{layer}/Conv_output_0")
        rows = editor.put("Add", changed, rows)
    return rows


def _activate(editor: _GraphEditor, rows: str, norm: str, slope: Numbers) -> str:
    """The style's norm y, then snake: y + sin²(ay)/a, here as (ay + sin²(ay))/a."""
    channels = np.array([1, -1])
    editor.find(f"{norm}/Add_1_output_0", "Add")
    gain = editor.put("Reshape", f"{norm}/Add_1_output_0", channels)
    shift = editor.put("Reshape", f"{norm}/Slice_1_output_0", channels)
    mean = editor.put("ReduceMean", rows, _FIRST, keepdims=1)
    power = editor.put("ReduceMean", editor.put("Mul", rows, rows), _FIRST, keepdims=1)
    spread = editor.put("Relu", editor.put("Sub", power, editor.put("Mul", mean, mean)))
    deviation = editor.put("Sqrt", editor.put("Add", spread, _EPSILON))
    factor = editor.put("Div", editor.put("Mul", gain, slope), deviation)
    offset = editor.put("Sub", editor.put("Mul", shift, slope), editor.put("Mul", mean, factor))
    angle = editor.put("Add", editor.put("Mul", rows, factor), offset)
    sine = editor.put("Sin", angle)
    snake = editor.put("Add", angle, editor.put("Mul", sine, sine))
    return editor.put("Mul", snake, 1 / slope)


def _upsample(editor: _GraphEditor, rows: str, stage: int, divisor: int) -> str:
    """A transposed convolution of twice its stride as one product: a row and the one before."""
    node = editor.find(f"{_GENERATOR}/ups.{stage}/ConvTranspose_output_0", "ConvTranspose")
    settings = _read_settings(node)
    (stride,), (before, after) = settings["strides"], settings["pads"]
    weight = editor.read(node.input[1]) / np.float32(divisor)
    if settings["kernel_shape"] != [2 * stride]:
        raise PatternError(f"{node.name!r} does not overlap by half")
    halves = weight.reshape(*weight.shape[:2], 2, stride).transpose(2, 0, 3, 1)
    matrix = halves.reshape(2 * weight.shape[0], stride * weight.shape[1])
    ends = np.array([0, 0, 1, 0]), np.array([1, 0, 0, 0])
    pairs = editor.put("Concat", *(editor.put("Pad", rows, end) for end in ends), axis=1)
    wide = editor.put("Gemm", pairs, matrix, np.tile(editor.read(node.input[2]), stride))
    long = editor.put("Reshape", wide, np.array([-1, weight.shape[1]]))
    rows = editor.put("Slice", long, np.array([before]), np.array([-after]), _FIRST)
    return editor.put("Pad", rows, np.array([1, 0, 0, 0]), mode="reflect") if stage else rows


def _collect(editor: _GraphEditor) -> None:
    """Keeps what the outputs need, each node after those that it needs itself."""
    ordered: list[NodeProto] = []
    seen: set[int] = set()
    waiting = [(output.name, False) for output in editor.graph.output]
    while waiting:
        name, ready = waiting.pop()
        node = editor.maker.get(name)
        if node is not None and ready:
            ordered.append(node)
        elif node is not None and id(node) not in seen:
            seen.add(id(node))
            waiting += [(name, True), *((needed, False) for needed in node.input)]
    used = {name for node in ordered for name in node.input}
    kept = [constant for name, constant in editor.constants.items() if name in used]
    del editor.graph.node[:], editor.graph.initializer[:]
    editor.graph.node.extend(ordered)
    editor.graph.initializer.extend(kept)
