"""Rules for what lets a show be installed and heard on a journey: manifest, worker, neighbours."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from audio.check.fault import Fault
from audio.check.site import BuiltSite

_MANIFEST = "site.webmanifest"
_NEIGHBOURS = "beside.parts/"
_NEEDED = ("sw.js", _MANIFEST)
_ICONS = ("image/png", "image/webp", "image/svg+xml")
_LEAST = 144
"""Pixels of an icon without which browsers offer no installing (Chromium)."""


def check_listening(site: BuiltSite) -> Iterator[Fault]:
    """Yield what is missing or wrong. Raises ``OSError``."""
    for name in _NEEDED:
        if name not in site.files:
            yield Fault(name, "is missing: the show cannot be kept for a journey")
    if _MANIFEST in site.files - site.damaged:
        yield from _check_manifest(site)
    if not any(name.startswith(_NEIGHBOURS) for name in site.damaged):
        yield from _check_neighbours(site)


def _check_neighbours(site: BuiltSite) -> Iterator[Fault]:
    told: set[str] = set()
    for name in sorted(site.files):
        rows = _read(site, name) if name.startswith(_NEIGHBOURS) else {}
        if not isinstance(rows, dict):
            yield Fault(name, "is no JSON object")
            continue
        told |= rows.keys()
        for page in _list_pages(rows):
            if page not in site.files:
                yield Fault(name, f"leads to {page}, which is not there")
    for folder in site.find_editions():
        if folder not in told:
            yield Fault(_NEIGHBOURS, f"tells nothing of {folder}/")


def _check_manifest(site: BuiltSite) -> Iterator[Fault]:
    told = _read(site, _MANIFEST)
    if not isinstance(told, dict):
        yield Fault(_MANIFEST, "is no JSON object")
        return
    for key in ("name", "start_url", "display"):
        if not told.get(key):
            yield Fault(_MANIFEST, f"has no {key}")
    icons = [icon for icon in told.get("icons", ()) if isinstance(icon, dict)]
    if not any(map(_installs, icons)):
        what = "has no icon that lets browsers install the show (PNG, WebP or SVG, "
        yield Fault(_MANIFEST, f"{what}{_LEAST} pixels and more)")
    for name in (told.get("start_url"), *(icon.get("src") for icon in icons)):
        if name and name not in site.files:
            yield Fault(_MANIFEST, f"leads to {name}, which is not there")


def _installs(icon: dict[str, Any]) -> bool:
    side = str(icon.get("sizes", "")).partition("x")[0]
    return icon.get("type") in _ICONS and side.isdigit() and int(side) >= _LEAST


def _list_pages(rows: dict[str, Any]) -> Iterator[str]:
    for slug, beside in rows.items():
        yield f"{slug}/index.html"
        for one in beside if isinstance(beside, list) else ():
            if isinstance(one, dict):
                yield str(one.get("page"))


def _read(site: BuiltSite, name: str) -> Any:
    try:
        return json.loads(site.locate(name).read_bytes())
    except ValueError:
        return None
