"""Kokoro's network, prepared: it also tells how long every token lasts."""

from __future__ import annotations

VERSION = 1
"""Raised when the prepared network would make other sound of the same tokens."""

_LENGTHS = b"/encoder/Clip_output_0"
"""The tensor of the lengths, ``[1, n]``, in frames of 600 samples."""


def prepare_graph(weights: bytes) -> bytes:
    """The network with a second output, the lengths, after its sound.

    A message of protobuf followed by another is both of them merged, lists being continued: so
    what is appended is a model with nothing but a graph (field 7) with nothing but an output
    (field 12) with nothing but a name (field 1).
    """
    output = _write_field(12, _write_field(1, _LENGTHS))
    return weights + _write_field(7, output)


def _write_field(number: int, content: bytes) -> bytes:
    """A field of protobuf whose content is shorter than 128 bytes."""
    return bytes([number << 3 | 2, len(content)]) + content
