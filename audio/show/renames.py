"""Articles that vanished, and those of them that were only renamed: nearly their words are new."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from audio.errors import StorageError
from audio.writers.sentences import read_folded_words

_NEARLY = 0.7
"""Share of the different words of two texts that both have: a corrected article keeps nine in ten,
two reports about one thing have four in ten in common."""


class Vanished(NamedTuple):
    """A published edition whose article is not there any more."""

    guid: str
    file: str
    """The article's, as it was called."""
    place: Path
    """The edition's folder, which may be gone too."""


def describe_vanished(vanished: Iterable[Vanished], new: Mapping[str, Path]) -> Iterator[str]:
    """A line for each: how to go on with its guid, or where its files stay.

    ``new`` are the folders of new editions, by the files of their articles.
    """
    for guid, file, place in vanished:
        why = "has another guid now" if Path(file).is_file() else "is no article any more"
        says = f"{file}: {why}; its edition is out of the feed and the show's page"
        if renamed := find_likest(place, new):
            yield (
                f"{says}; {renamed} has nearly its text: if that is its new name, put "
                f"guid: {guid} in its front matter, or subscribers get it again"
            )
        elif place.is_dir():
            yield f"{says}; its files stay: delete {place} to withdraw them"
        else:
            yield says


def find_likest(vanished: Path, candidates: Mapping[str, Path]) -> str:
    """The one of ``candidates`` whose edition has nearly the words of that in ``vanished``.

    All are folders of editions. Empty when none is like it.
    """
    wanted = _read_words(vanished)
    best, name = max(
        ((_compare(wanted, _read_words(place)), name) for name, place in candidates.items()),
        default=(0.0, ""),
    )
    return name if best >= _NEARLY else ""


def _compare(one: frozenset[str], other: frozenset[str]) -> float:
    either = one | other
    return len(one & other) / len(either) if either else 0.0


def _read_words(folder: Path) -> frozenset[str]:
    try:
        return read_folded_words(folder)[1]
    except (OSError, StorageError):
        return frozenset()  # an edition that is damaged or deleted is like none
