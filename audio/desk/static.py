"""Styles and scripts of the desk's pages."""

from __future__ import annotations

from importlib import resources

_TYPES = {".css": "text/css", ".js": "text/javascript"}


def read_static(name: str) -> tuple[bytes, str] | None:
    """The content of one of the desk's own files and its media type; ``None`` for any other."""
    folder = resources.files(__package__ or "").joinpath("pages")
    kind = next((kind for suffix, kind in _TYPES.items() if name.endswith(suffix)), "")
    if not kind or name not in {each.name for each in folder.iterdir()}:
        return None
    return folder.joinpath(name).read_bytes(), f"{kind}; charset=utf-8"
