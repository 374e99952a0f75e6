"""The check of a Readium audiobook against edition.json: every chapter, every sentence in time."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple, cast
from zipfile import ZipFile

from audio import regex
from audio.check.chapter_sound import check_chapter_frames
from audio.check.damaged_archives import DAMAGED_ARCHIVE
from audio.check.edition_data import ChapterData, EditionData, SentenceData
from audio.check.fault import Fault, contrast

_PROFILE = "https://readium.org/webpub-manifest/profiles/audiobook"
_GUIDE = "application/guided-navigation+json"
_STRETCH = regex.compile(r"(.+)#t=(\d+(?:\.\d+)?),(\d+(?:\.\d+)?)")
_SAME = 0.002
"""Seconds: times have milliseconds."""
_TOLERANCE = 0.03
"""Seconds between the moments of a sentence here and in ``edition.json``."""
_LARGEST = 100_000_000
"""Bytes of a part that is read whole; a larger one is none of ours."""


class _Book(NamedTuple):
    """An audiobook, which messages call ``where``, and the edition in whose folder it lies."""

    where: str
    archive: ZipFile
    data: EditionData
    folder: Path


def check_audiobook(path: Path, where: str, data: EditionData | None) -> Iterator[Fault]:
    """Yield all that is wrong with an ``.audiobook``. Raises ``OSError``."""
    try:
        with ZipFile(path) as archive:
            manifest = _read_json(archive, "manifest.json")
            yield from _check_manifest(where, manifest, archive)
            if data:
                yield from _check_against(_Book(where, archive, data, path.parent), manifest)
    except (*DAMAGED_ARCHIVE, TypeError, AttributeError) as error:
        yield Fault(where, f"is no audiobook, or a damaged one: {error!r}")


def _read_json(archive: ZipFile, name: str) -> Mapping[str, Any]:
    if archive.getinfo(name).file_size > _LARGEST:
        raise ValueError(f"{name} is too large")
    read = json.loads(archive.read(name))
    if not isinstance(read, dict):
        raise TypeError(f"{name} is no object")
    return read


def _check_manifest(where: str, manifest: Mapping[str, Any], archive: ZipFile) -> Iterator[Fault]:
    if _PROFILE not in manifest["metadata"]["conformsTo"]:
        yield Fault(where, "does not conform to the audiobook profile")
    names = set(archive.namelist())
    for link in (*manifest["readingOrder"], *manifest["resources"]):
        if link["href"] not in names:
            yield Fault(where, f"leads to {link['href']}, which is not there")
    tracks = {track["href"]: float(track["duration"]) for track in manifest["readingOrder"]}
    for entry in manifest["toc"]:
        for link in (entry, *entry.get("children", ())):
            name, _, moment = link["href"].partition("#t=")
            if name not in tracks or not 0 <= float(moment) < tracks[name]:
                yield Fault(where, f"its table of contents leads to {link['href']}")


def _check_against(it: _Book, manifest: Mapping[str, Any]) -> Iterator[Fault]:
    where, data = it.where, it.data
    facts, tracks = manifest["metadata"], manifest["readingOrder"]
    for name, expected in (("title", data.title), ("language", data.language)):
        if facts[name] != expected:
            yield Fault(where, contrast(f"has another {name}", expected, facts[name]))
    if abs(facts["duration"] - data.duration) > _SAME:
        yield Fault(where, contrast("is of another length", data.duration, facts["duration"]))
    if len(tracks) != len(data.chapters):
        yield Fault(where, contrast("has other chapters", len(data.chapters), len(tracks)))
        return
    for chapter, track in zip(data.chapters, tracks, strict=True):
        yield from _check_track(it, chapter, track)


def _check_track(it: _Book, chapter: ChapterData, track: Mapping[str, Any]) -> Iterator[Fault]:
    where, archive, data = it.where, it.archive, it.data
    name = track["href"]
    if track["title"] != chapter.title:
        yield Fault(where, contrast(f"{name} has another title", chapter.title, track["title"]))
    length = chapter.end - chapter.start
    if abs(track["duration"] - length) > _SAME:
        what = f"the length of {name} is another"
        yield Fault(where, contrast(what, length, track["duration"]))
    with archive.open(name) as sound:
        yield from check_chapter_frames(where, cast("BinaryIO", sound), chapter, data, it.folder)
    (guide,) = (one["href"] for one in track["alternate"] if one["type"] == _GUIDE)
    told = list(_list_stretches(_read_json(archive, guide)["guided"]))
    sentences = [one for one in data.sentences if chapter.start <= one.start < chapter.end]
    if len(told) != len(sentences):
        yield Fault(where, contrast(f"{guide} has other sentences", len(sentences), len(told)))
        return
    for number, (sentence, stretch) in enumerate(zip(sentences, told, strict=True)):
        yield from _check_sentence(where, sentence, stretch, 0 if number == 0 else chapter.start)


def _list_stretches(objects: list[Mapping[str, Any]]) -> Iterator[tuple[str, str]]:
    """Text and place in the sound of every sentence."""
    for one in objects:
        if "text" in one:
            yield one["text"], one["audioref"]
        yield from _list_stretches(one.get("children", []))


def _check_sentence(
    where: str, sentence: SentenceData, stretch: tuple[str, str], origin: float
) -> Iterator[Fault]:
    """``origin`` is when its chapter begins; 0 of the first, which lasts from there on."""
    text, place = stretch
    found = _STRETCH.fullmatch(place)
    if text.split() != sentence.written.split():
        yield Fault(where, contrast("is another text", sentence.written, text), sentence.id)
    if found is None:
        yield Fault(where, f"is at no time: {place}", sentence.id)
    elif origin and abs(origin + float(found[2]) - sentence.start) > _TOLERANCE:
        what = "is at another moment than it is heard"
        moment = origin + float(found[2])
        yield Fault(where, contrast(what, sentence.start, moment), sentence.id)
