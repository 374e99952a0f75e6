"""Kokoro's network, prepared: it tells how long every token lasts, and is fast if it can be."""

from __future__ import annotations

from audio.engines.kokoro.processor import adds_bytes_exactly

_VERSION = 1
"""Raised when the prepared network would make other sound of the same tokens."""
_LENGTHS = b"/encoder/Clip_output_0"
"""The tensor of the lengths, ``[1, n]``, in frames of 600 samples."""


def name_graph() -> str:
    """What the network that this processor runs is called, such as ``fast-1``."""
    return f"{'fast' if adds_bytes_exactly() else 'plain'}-{_VERSION}"


def prepare_graph(weights: bytes) -> bytes:
    """The network with a second output, the lengths, after its sound."""
    if not adds_bytes_exactly():
        return declare_lengths(weights)
    from audio.engines.kokoro.fast_graph import rewrite_graph

    return rewrite_graph(weights)


def declare_lengths(weights: bytes) -> bytes:
    """The network as it is, with the second output.

    A message of protobuf followed by another is both of them merged, lists being continued: so
    what is appended is a model with nothing but a graph (field 7) with nothing but an output
    (field 12) with nothing but a name (field 1).
    """
    output = _write_field(12, _write_field(1, _LENGTHS))
    return weights + _write_field(7, output)


def _write_field(number: int, content: bytes) -> bytes:
    """A field of protobuf whose content is shorter than 128 bytes."""
    return bytes([number << 3 | 2, len(content)]) + content
