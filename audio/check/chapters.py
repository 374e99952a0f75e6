"""Rules for chapters.json: JSON Chapters 1.2 of the podcast namespace, as edition.json has them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

import pydantic

from audio.check.edition_data import EditionData
from audio.check.fault import Fault, contrast

_LARGEST = 10_000_000
"""Bytes of the file."""
_STRICT = pydantic.ConfigDict(strict=True, allow_inf_nan=False)
_SAME = 0.0015
"""Seconds: what rounding to milliseconds may change."""


@dataclass(frozen=True, slots=True)
class _Chapter:
    __pydantic_config__ = _STRICT
    startTime: float  # noqa: N815  the specification's name
    title: str
    endTime: float | None = None  # noqa: N815  the specification's name
    img: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class _Chapters:
    __pydantic_config__ = _STRICT
    version: str
    chapters: tuple[_Chapter, ...]
    title: str = ""


def check_chapters(path: Path, where: str, data: EditionData | None) -> Iterator[Fault]:
    """Yield all that is wrong with the file. Raises ``OSError``."""
    if path.stat().st_size > _LARGEST:
        yield Fault(where, "is too large to be read")
        return
    try:
        read = _make_adapter().validate_json(path.read_bytes())
    except pydantic.ValidationError as error:
        for each in error.errors(include_url=False, include_input=False, include_context=False)[:8]:
            yield Fault(where, f"{'.'.join(map(str, each['loc']))}: {each['msg']}".lstrip(": "))
        return
    yield from _check_alone(where, read)
    if data:
        yield from _check_against_edition(where, read, data)


def read_links(path: Path) -> list[str]:
    """Addresses of pictures and pages that the chapters at ``path`` name. Raises ``OSError``."""
    try:
        read = _make_adapter().validate_json(path.read_bytes())
    except pydantic.ValidationError:
        return []
    return [address for one in read.chapters for address in (one.img, one.url) if address]


@cache
def _make_adapter() -> pydantic.TypeAdapter[_Chapters]:
    return pydantic.TypeAdapter(_Chapters)


def _check_alone(where: str, read: _Chapters) -> Iterator[Fault]:
    if not read.version.startswith("1.2"):
        yield Fault(where, contrast("its version is not known", "1.2.0", read.version))
    if not read.chapters:
        yield Fault(where, "has no chapter")
    for number, (before, after) in enumerate(pairwise(read.chapters), 2):
        if after.startTime <= before.startTime:
            yield Fault(where, f"chapter {number} does not start after the one before it")
    for number, chapter in enumerate(read.chapters, 1):
        if not chapter.title.strip():
            yield Fault(where, f"chapter {number} has no title")


def _check_against_edition(where: str, read: _Chapters, data: EditionData) -> Iterator[Fault]:
    if read.title and read.title != data.title:
        yield Fault(where, contrast("its title is another", data.title, read.title))
    if len(read.chapters) != len(data.chapters):
        what = "has other chapters than edition.json"
        yield Fault(where, contrast(what, len(data.chapters), len(read.chapters)))
        return
    for number, (said, expected) in enumerate(zip(read.chapters, data.chapters, strict=True), 1):
        if said.title != expected.title:
            what = f"chapter {number} has another title than in edition.json"
            yield Fault(where, contrast(what, expected.title, said.title))
        end = expected.end if said.endTime is None else said.endTime
        if abs(said.startTime - expected.start) > _SAME or abs(end - expected.end) > _SAME:
            what = f"chapter {number} has other times than in edition.json"
            found = f"{said.startTime}–{end}"
            yield Fault(where, contrast(what, f"{expected.start}–{expected.end}", found))
