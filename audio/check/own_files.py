"""The show's own files, each by itself: one that cannot be read is told once and judged no further.

What holds them together (``audio.check.show``) leaves out those that are ``damaged``: that an index
cannot be read is one fault, not one of every edition which is not found in it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path, PurePosixPath

from lxml import etree

from audio.check.artwork import SUFFIXES, check_picture
from audio.check.edition import Guard
from audio.check.fault import EMPTY, Fault
from audio.check.feed_document import LARGEST, parse_document
from audio.check.markup import read_page
from audio.check.show_pages import ShowPages
from audio.check.site import BuiltSite
from audio.check.stray_files import FOLDERS, is_for_host

_PAIRS = (("{", "}"), ("(", ")"), ("[", "]"))


def check_own_files(site: BuiltSite, faults: list[Fault]) -> tuple[BuiltSite, ShowPages]:
    """Check each by itself; the site that knows which are damaged, and what its pages tell."""
    pages = ShowPages()
    damaged: set[str] = set()
    for name in sorted(name for name in site.files if _is_own(name)):
        found: list[Fault] = []
        with Guard(name, found):
            found.extend(_find_damage(site, name))
            if not found and name.endswith(".html"):
                faults += pages.add(site, name)
        if found:
            damaged.add(name)
            pages.is_broken = pages.is_broken or name.endswith(".html")
        faults += found
    return replace(site, damaged=frozenset(damaged)), pages


def _is_own(name: str) -> bool:
    return name.startswith(FOLDERS) or ("/" not in name and not is_for_host(name))


def _find_damage(site: BuiltSite, name: str) -> Iterator[Fault]:
    """Yield why a file cannot be read, and all that is wrong with a picture. Raises ``OSError``."""
    path, suffix = site.locate(name), PurePosixPath(name).suffix.lower()
    if not site.get_size(name):
        yield Fault(name, EMPTY)
    elif suffix in SUFFIXES:
        yield from check_picture(path, name)
    elif suffix in _BY_SUFFIX and (what := _BY_SUFFIX[suffix](path)):
        yield Fault(name, what)


def _find_damaged_page(path: Path) -> str:
    page = read_page(path)
    return "" if page.closed else "is cut off or no page: it has no </html>"


def _find_damaged_json(path: Path) -> str:
    try:
        read = json.loads(path.read_bytes())
    except ValueError as error:
        return f"is no JSON, or cut off: {error}"
    except RecursionError:
        return "is no JSON object: it is nested too deeply"
    return "" if isinstance(read, dict | list) else "is no JSON object"


def _find_damaged_xml(path: Path) -> str:
    if path.stat().st_size > LARGEST:
        return f"is too large (at most {LARGEST // 1_000_000} MB)"
    try:
        parse_document(path.read_bytes())
    except etree.XMLSyntaxError as error:
        return f"is not well-formed XML: {error.msg}"
    return ""


def _find_damaged_script(path: Path) -> str:
    try:
        text = path.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        return f"is not UTF-8 at byte {error.start}"
    if any(text.count(one) != text.count(other) for one, other in _PAIRS):
        return "is cut off: a bracket in it is not closed"
    return ""


_BY_SUFFIX: Mapping[str, Callable[[Path], str]] = {
    ".html": _find_damaged_page,
    ".js": _find_damaged_script,
    ".json": _find_damaged_json,
    ".webmanifest": _find_damaged_json,
    ".xml": _find_damaged_xml,
}
