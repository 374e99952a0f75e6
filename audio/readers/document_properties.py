"""What a document says of itself: Dublin Core, as Word and OpenDocument keep it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import regex

from audio.readers.archive import Archive
from audio.readers.decoding import settle
from audio.readers.frontmatter import FrontMatter
from audio.readers.hardened_xml import local, parse_xml, text_of

_DEVANAGARI = regex.compile(r"\p{Devanagari}")
_HINDI = regex.compile(r"hi(?:-.*)?", regex.IGNORECASE)
_FRACTION = regex.compile(r"(?<=:\d\d)\.\d++")


def docx_properties(archive: Archive, origin: str) -> FrontMatter:
    """From ``docProps/core.xml`` (ISO/IEC 29500-2)."""
    return _properties(archive, origin, "docProps/core.xml")


def odt_properties(archive: Archive, origin: str) -> FrontMatter:
    """From ``meta.xml`` (OpenDocument 1.3, part 3, 4.3)."""
    return _properties(archive, origin, "meta.xml")


def _properties(archive: Archive, origin: str, part: str) -> FrontMatter:
    if part not in archive:
        return FrontMatter()
    values: dict[str, str] = {}
    for element in parse_xml(archive.read(part), origin, part).iter():
        if len(element) == 0 and (text := text_of(element)):
            values.setdefault(local(element), settle(text, origin, has_lines=False))
    title, language = values.get("title", ""), values.get("language", "")
    return FrontMatter(
        # Word keeps the title of the template, or of the first document of its kind.
        title=title if _DEVANAGARI.search(title) else "",
        author=values.get("initial-creator") or values.get("creator", ""),
        date=_date(values.get("created") or values.get("creation-date") or values.get("date", "")),
        description=values.get("description", ""),
        language=language if _HINDI.fullmatch(language) else "hi",
        guid=values.get("identifier", ""),
    )


def _date(written: str) -> datetime | None:
    try:
        return datetime.fromisoformat(_FRACTION.sub("", written))
    except ValueError:
        return None


def described(element: Any) -> str:
    """What ``svg:desc`` or ``svg:title`` in an OpenDocument frame say of a picture."""
    found = {local(one): text_of(one) for one in element.iter() if local(one) in {"desc", "title"}}
    return found.get("desc") or found.get("title", "")
