"""The processor, as far as it decides how Kokoro's network is run and which bytes come of it."""

from __future__ import annotations

import platform
from functools import cache
from pathlib import Path

import regex

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


def adds_bytes_exactly() -> bool:
    """Whether products of unsigned and signed bytes are added up without saturating.

    ONNX Runtime's kernels for x86 without VNNI saturate; where the features are not known, they
    are taken to do so.
    """
    features = list_features()
    is_arm = features[1] in ("aarch64", "arm64")
    return is_arm or any("vnni" in feature for feature in features)
