"""The check of search: each edition's ``sentences.txt``, and the show's index."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pydantic

from audio.check.edition_data import EditionData
from audio.check.fault import Fault, contrast, cut_to_difference
from audio.check.site import BuiltSite
from audio.show.search_index import FOLDER, NAME, name_part

SENTENCES = "sentences.txt"
_LARGEST = 100_000_000
"""Bytes of a ``sentences.txt``."""


@dataclass(frozen=True, slots=True)
class _Index:
    __pydantic_config__ = pydantic.ConfigDict(strict=True)
    version: str
    editions: int
    chunk: int
    parts: tuple[str, ...]


def check_sentences(path: Path, where: str, data: EditionData | None) -> Iterator[Fault]:
    """Yield all that is wrong with an edition's ``sentences.txt``.

    It holds the article's sentences, then the words of them all. Raises ``OSError``.
    """
    if path.stat().st_size > _LARGEST:
        yield Fault(where, "is too large to be read")
        return
    try:
        lines = path.read_bytes().decode("utf-8").split("\n")
    except UnicodeDecodeError as error:
        yield Fault(where, f"is not UTF-8 at byte {error.start}")
        return
    rows = [line.partition("\t")[::2] for line in lines if line]
    if [name for name, _ in rows[-2:]] != ["title", "words"] or lines[-1]:
        yield Fault(where, "is cut off: it does not end with its title and words")
    if data:
        yield from _check_same_sentences(where, dict(rows), data)


def _check_same_sentences(
    where: str, rows: Mapping[str, str], data: EditionData
) -> Iterator[Fault]:
    for sentence in data.sentences:
        if not sentence.id.startswith("p"):
            continue
        expected, found = " ".join(sentence.written.split()), rows.get(sentence.id)
        if found is None:
            yield Fault(where, "is missing", sentence.id)
        elif found != expected.encode("utf-8", "replace").decode():
            what = contrast(
                "has other words than edition.json", *cut_to_difference(expected, found)
            )
            yield Fault(where, what, sentence.id)
    known = data.by_id.keys() | {"title", "words"}
    for name in rows.keys() - known:
        yield Fault(where, "is not in edition.json", name)


def check_search(
    site: BuiltSite, editions: Mapping[str, EditionData], count: int
) -> Iterator[Fault]:
    """Yield all that is wrong with the show's index and its parts. Raises ``OSError``.

    ``count`` editions are in the show; of those that can be read ``editions`` has the data.
    """
    if NAME not in site.files:
        yield Fault(NAME, "is missing: nothing can be searched")
        return
    if any(name == NAME or name.startswith(f"{FOLDER}/") for name in site.damaged):
        return
    try:
        index = _make_index_adapter().validate_json(site.locate(NAME).read_bytes())
    except pydantic.ValidationError as error:
        for each in error.errors(include_url=False, include_input=False, include_context=False)[:8]:
            yield Fault(NAME, f"{'.'.join(map(str, each['loc']))}: {each['msg']}".lstrip(": "))
        return
    if index.editions != count:
        yield Fault(NAME, contrast("knows other editions", count, index.editions))
    chunks = -(-index.editions // index.chunk) if index.chunk > 0 else 0
    names = [name_part(beginning) for beginning in sorted(index.parts)]
    names += [f"editions-{number}.json" for number in range(min(chunks, len(site.files)))]
    yield from _check_parts(site, index, [f"{FOLDER}/{name}" for name in names])
    yield from _check_titles(site, editions)


def _check_parts(site: BuiltSite, index: _Index, names: list[str]) -> Iterator[Fault]:
    digest = hashlib.sha256()
    for name in names:
        if name not in site.files:
            yield Fault(name, f"is missing, though {NAME} lists it")
            continue
        digest.update(site.locate(name).read_bytes())
    if all(name in site.files for name in names) and digest.hexdigest()[:12] != index.version:
        yield Fault(NAME, f"its parts in {FOLDER}/ are not those it was made with")
    listed = set(names)
    for name in sorted(site.files):
        if name.startswith(f"{FOLDER}/") and name not in listed:
            yield Fault(name, f"is not listed in {NAME}")


def _check_titles(site: BuiltSite, editions: Mapping[str, EditionData]) -> Iterator[Fault]:
    """The index has every edition, under its title."""
    found: dict[str, str] = {}
    for name in sorted(site.files):
        if name.startswith(f"{FOLDER}/editions-"):
            try:
                rows = _make_rows_adapter().validate_json(site.locate(name).read_bytes())
            except pydantic.ValidationError:
                yield Fault(name, "lists no editions")
                continue
            found.update((str(row[0]), str(row[1])) for row in rows if len(row) > 1)
    for folder, data in editions.items():
        if folder not in found:
            yield Fault(NAME, f"does not find {folder}/")
        elif found[folder] != data.title:
            yield Fault(
                NAME, contrast(f"finds {folder}/ by another title", data.title, found[folder])
            )


@cache
def _make_index_adapter() -> pydantic.TypeAdapter[_Index]:
    return pydantic.TypeAdapter(_Index)


@cache
def _make_rows_adapter() -> pydantic.TypeAdapter[list[list[Any]]]:
    return pydantic.TypeAdapter(list[list[Any]])
