"""Doubts: what an editor should know of a show that was built, one line each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple
from urllib.parse import urlsplit

from audio import regex
from audio.records import Show
from audio.show.build_records import BuildRecord
from audio.show.catalogue import Catalogue

_HOSTS = {
    "apple": r"(?:podcasts|itunes|geo\.itunes)\.apple\.com|apple\.co",
    "spotify": r"(?:open|podcasters|creators)\.spotify\.com|spotify\.link|spoti\.fi",
    "youtube": r"(?:(?:www|m|music)\.)?youtube\.com|youtu\.be",
    "amazon": r"(?:(?:music|www)\.)?amazon\.(?:[a-z]{2,3}|co\.[a-z]{2}|com\.[a-z]{2})|amzn\.[a-z]+",
}
"""By key of ``[subscribe]``: the hosts at which shows are there."""


class Doubt(NamedTuple):
    """What an editor should know of some files."""

    files: tuple[str, ...]
    what: str
    others: tuple[str, ...] = ()
    """Files that ``what`` names."""

    def __str__(self) -> str:
        shown = self.files[: 3 if len(self.files) > 4 else 4]
        more = f" and {len(self.files) - 3} others" if len(self.files) > 4 else ""
        return f"{', '.join(shown)}{more}: {self.what}"


def find_doubts(
    catalogue: Catalogue, records: Mapping[str, BuildRecord], config: str
) -> Iterator[Doubt]:
    """Yield each thing that the show lacks or had to make up, and what apps will not like.

    ``records`` by guid tell the articles' files; ``config`` is the path of ``show.toml``.
    """
    yield from _find_same_numbers(records)
    yield from (Doubt((config,), what) for what in _find_odd_addresses(catalogue.show))
    if catalogue.show.link:
        yield from _find_doubts_of_feed(catalogue, records, config)


def _find_odd_addresses(show: Show) -> Iterator[str]:
    if show.link.startswith("http://"):
        yield (
            f"link {show.link} is not encrypted, and some apps and directories take nothing but "
            "https://; set link to that if the site can be reached so"
        )
    for name, address in show.subscribe:
        host = (urlsplit(address).hostname or "").lower()
        if not regex.fullmatch(_HOSTS[name], host):
            yield (
                f"subscribe.{name} {address} is at none of the addresses of {name.title()}; "
                "the show's page says that it leads there"
            )


def _find_same_numbers(records: Mapping[str, BuildRecord]) -> Iterator[Doubt]:
    """Yield each number that two articles give themselves."""
    files = defaultdict(list)
    for record in records.values():
        entry = record.entry
        if entry.episode and entry.kind == "full":
            files[entry.season, entry.episode].append(record.source.path)
    for (season, episode), same in sorted(files.items()):
        if len(same) > 1:
            number = f"season {season}, episode {episode}" if season else f"episode {episode}"
            first, *others = sorted(same)
            what = f"has the same number as {', '.join(others)}: {number}; give each its own"
            yield Doubt((first,), what, tuple(others))


def _find_doubts_of_feed(
    catalogue: Catalogue, records: Mapping[str, BuildRecord], config: str
) -> Iterator[Doubt]:
    if not catalogue.show.email:
        yield Doubt(
            (config,),
            "the feed names no owner (itunes:owner), whom directories write to; "
            "set email in show.toml",
        )
    told = [(records[entry.guid], entry) for entry in catalogue.entries if entry.guid in records]
    undated = [record for record, entry in told if not entry.is_dated]
    if undated:
        yield _name(
            undated,
            "no date, and so one of our choosing in the feed; give it with: "
            f"date: {undated[0].first_built[:10]}",
        )
    loose = [
        record
        for record, entry in told
        if not record.entry.episode and entry.kind == "full" and not entry.is_bulletin
    ]
    if loose and catalogue.show.is_serial:
        yield _name(
            loose,
            "no episode number, and so the next that is free; give it with: episode: 1",
        )
    silent = [record for record, entry in told if not entry.find_file("audio/mpeg")]
    if silent:
        yield _name(silent, "no MP3, and so no place in the feed; add mp3 to formats")


def _name(records: Sequence[BuildRecord], what: str) -> Doubt:
    return Doubt(tuple(record.source.path for record in records), what)
