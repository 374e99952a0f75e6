"""Doubts: what an editor should know of a show that was built, one line each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from audio.show.build_records import BuildRecord
from audio.show.catalogue import Catalogue


def find_doubts(catalogue: Catalogue, records: Mapping[str, BuildRecord]) -> Iterator[str]:
    """Yield a line for each thing that the show lacks or had to make up.

    ``records`` by guid tell the articles' files.
    """
    yield from _find_same_numbers(records)
    if catalogue.show.link:
        yield from _find_doubts_of_feed(catalogue, records)


def _find_same_numbers(records: Mapping[str, BuildRecord]) -> Iterator[str]:
    """Yield a line for each number that two articles give themselves."""
    files = defaultdict(list)
    for record in records.values():
        entry = record.entry
        if entry.episode and entry.kind == "full":
            files[entry.season, entry.episode].append(record.source.path)
    for (season, episode), same in sorted(files.items()):
        if len(same) > 1:
            number = f"season {season}, episode {episode}" if season else f"episode {episode}"
            others = ", ".join(sorted(same)[1:])
            yield f"{min(same)}: has the same number as {others}: {number}; give each its own"


def _find_doubts_of_feed(catalogue: Catalogue, records: Mapping[str, BuildRecord]) -> Iterator[str]:
    if not catalogue.show.email:
        yield (
            "the feed names no owner (itunes:owner), whom directories write to: "
            "set email in show.toml"
        )
    told = [(records[entry.guid], entry) for entry in catalogue.entries if entry.guid in records]
    undated = [record.source.path for record, entry in told if not entry.is_dated]
    if undated:
        day = next(record.first_built[:10] for record, entry in told if not entry.is_dated)
        yield (
            f"{_name(undated)}: no date, and so that of the first build in the feed; give it with: "
            f"date: {day}"
        )
    loose = [
        record.source.path
        for record, entry in told
        if not record.entry.episode and entry.kind == "full" and not entry.is_bulletin
    ]
    if loose and catalogue.show.is_serial:
        yield (
            f"{_name(loose)}: no episode number, and so the one after its predecessor's; give it "
            "with: episode: 1"
        )
    silent = [record.source.path for record, entry in told if not entry.find_file("audio/mpeg")]
    if silent:
        yield f"{_name(silent)}: no MP3, and so no place in the feed; add mp3 to formats"


def _name(files: Sequence[str]) -> str:
    names = ", ".join(files[:3])
    return names if len(files) <= 3 else f"{names} and {len(files) - 3} others"
