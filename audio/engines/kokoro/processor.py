"""The processor, as far as it decides how Kokoro's network is run and which bytes come of it."""

from __future__ import annotations

import platform
from functools import cache
from pathlib import Path

from audio import regex

_KERNELS = regex.compile(r"^(?:avx|fma|amx|sse4|asimd|sve|sme|i8mm|bf16|f16c|neon|vsx)")
"""Features by which ONNX Runtime chooses its kernels, as Linux names them."""


@cache
def list_features() -> tuple[str, ...]:
    """The system, the processor's kind and, on Linux, those of its features that matter."""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        lines = []
    flags: set[str] = set()
    for line in lines:
        name, _, value = line.partition(":")
        if name.strip().lower() in ("flags", "features"):
            flags |= {flag for flag in value.split() if _KERNELS.match(flag)}
    return (platform.system(), platform.machine(), *sorted(flags))


@cache
def find_accelerator() -> str:
    """ONNX Runtime's name of what computes instead of the processor, or nothing.

    Its packages for NVIDIA (``onnxruntime-gpu``) and Windows (``onnxruntime-directml``) are
    installed on purpose, and are asked whether they find a device. CoreML, which every package
    for macOS offers, is left alone: it takes networks of one fixed length.
    Never tried on a device: on the processor the same network was.
    """
    import onnxruntime

    offered = onnxruntime.get_available_providers()
    for name in ("CUDAExecutionProvider", "DmlExecutionProvider"):
        if name in offered and _has_device(name):
            return name
    return ""


def _has_device(provider: str) -> bool:
    """Whether a network of one node is given to the provider, not to the processor after all."""
    import onnxruntime
    from onnx import TensorProto, helper

    ends = [helper.make_tensor_value_info(name, TensorProto.FLOAT, [1]) for name in "xy"]
    graph = helper.make_graph([helper.make_node("Abs", ["x"], ["y"])], "g", ends[:1], ends[1:])
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    options = onnxruntime.SessionOptions()
    options.log_severity_level = 4  # that there is no device is no fault
    try:
        session = onnxruntime.InferenceSession(
            model.SerializeToString(), options, providers=[provider]
        )
    except Exception:  # noqa: BLE001 - of whatever kind: its drivers decide
        return False
    return provider in session.get_providers()


def adds_bytes_exactly() -> bool:
    """Whether products of unsigned and signed bytes are added up without saturating.

    ONNX Runtime's kernels for x86 without VNNI saturate; where the features are not known, they
    are taken to do so.
    """
    features = list_features()
    is_arm = features[1] in ("aarch64", "arm64")
    return is_arm or any("vnni" in feature for feature in features)
