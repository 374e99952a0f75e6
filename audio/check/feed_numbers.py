"""Rules for the numbers of a feed's items: what each is, and where it stands in the show."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath

from audio import regex
from audio.check.fault import Fault, Rule, contrast, quote
from audio.check.feed_document import (
    ITUNES,
    PODCAST,
    FeedDocument,
    get_enclosure,
    get_path,
    get_text,
)
from audio.settings import EPISODE_TYPES

_NUMBER = regex.compile(r"[1-9][0-9]{0,8}")


def _check_numbers(it: FeedDocument) -> Iterator[Fault]:
    """Seasons and episodes are numbers, and both namespaces say the same."""
    for item in it.items:
        kind = get_text(item, f"{ITUNES}episodeType") or "full"
        if kind not in EPISODE_TYPES:
            what = "its itunes:episodeType is none that is known"
            yield it.make_fault(contrast(what, ", ".join(EPISODE_TYPES), kind), item)
        season, episode = (get_text(item, f"{ITUNES}{name}") for name in ("season", "episode"))
        for name, text in (("season", season), ("episode", episode)):
            if text and not _NUMBER.fullmatch(text):
                yield it.make_fault(f"its itunes:{name} is no number: {quote(text)}", item)
            if (other := get_text(item, f"{PODCAST}{name}")) != text:
                what = f"its podcast:{name} is not its itunes:{name}"
                yield it.make_fault(contrast(what, text, other), item)


def _check_serial(it: FeedDocument) -> Iterator[Fault]:
    """Each episode of a serial has a number; no two of any show have the same."""
    is_serial = get_text(it.channel, f"{ITUNES}type") == "serial"
    seen: set[tuple[str, str]] = set()
    for item in it.items:
        if (get_text(item, f"{ITUNES}episodeType") or "full") != "full":
            continue
        season, episode = (get_text(item, f"{ITUNES}{name}") for name in ("season", "episode"))
        if is_serial and not episode:
            yield it.make_fault("has no itunes:episode, which a serial needs", item)
        if episode and (season, episode) in seen:
            number = f"season {season}, episode {episode}" if season else f"episode {episode}"
            yield it.make_fault(f"its number is another item's too: {number}", item)
        seen.add((season, episode))


def _check_against_editions(it: FeedDocument) -> Iterator[Fault]:
    """What edition.json says of its number, its kind and for whom it is, the item says too."""
    for item in it.items:
        data = it.editions.get(PurePosixPath(get_path(get_enclosure(item))).parent.name)
        if data is None:
            continue
        explicit = "" if data.explicit is None else str(data.explicit).lower()
        told = {
            "season": str(data.season or ""),
            "episode": str(data.episode or ""),
            "explicit": explicit,
            "episodeType": data.type,
        }
        for name, expected in told.items():
            found = get_text(item, f"{ITUNES}{name}")
            if expected and found != expected:
                what = f"its itunes:{name} is not the edition's"
                yield it.make_fault(contrast(what, expected, found), item)


NUMBER_RULES: Sequence[Rule[FeedDocument]] = (
    _check_numbers,
    _check_serial,
    _check_against_editions,
)
