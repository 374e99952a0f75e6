"""Kokoro's network, prepared: it tells how long every token lasts, and is fast if it can be."""

from __future__ import annotations

from audio.engines.kokoro.processor import adds_bytes_exactly, find_accelerator

_VERSION = 2
"""Raised when the prepared network would make other sound of the same tokens."""


def name_graph() -> str:
    """What the network that this machine runs is called, such as ``fast-2``."""
    kind = "float" if find_accelerator() else "fast" if adds_bytes_exactly() else "plain"
    return f"{kind}-{_VERSION}"


def prepare_graph(weights: bytes, name: str = "") -> bytes:
    """The network with its ends open (see ``graph_ends.py``), as this machine runs it best.

    ``name``: another machine's, as ``name_graph`` gives it.
    """
    import onnx

    from audio.engines.kokoro.fast_graph import rewrite_graph, write_floats
    from audio.engines.kokoro.graph_ends import open_graph

    model = onnx.load_from_string(weights)
    open_graph(model)
    kind = (name or name_graph()).partition("-")[0]
    if kind == "fast":
        rewrite_graph(model)
    elif kind == "float":
        write_floats(model)
    return bytes(model.SerializeToString(deterministic=True))
