"""Styles and scripts of the desk's pages."""

from __future__ import annotations

from importlib import resources

_TYPES = {"desk.css": "text/css", "desk.js": "text/javascript"}


def read_static(name: str) -> tuple[bytes, str] | None:
    """The content of one of the desk's own files and its media type; ``None`` for any other."""
    if name not in _TYPES:
        return None
    data = resources.files(__package__ or "").joinpath("pages", name).read_bytes()
    return data, f"{_TYPES[name]}; charset=utf-8"
