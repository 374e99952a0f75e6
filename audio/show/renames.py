"""Articles that vanished, and those of them that were only renamed: nearly their words are new."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from audio.errors import StorageError
from audio.show.doubts import Doubt
from audio.writers.sentences import read_folded_words

_NEARLY = 0.7
"""Share of the different words of two texts that both have: a corrected article keeps nine in ten,
two reports about one thing have four in ten in common."""


class Vanished(NamedTuple):
    """A published edition whose article is not there any more, or has another guid."""

    guid: str
    file: str
    """The article's, as it was called."""
    place: Path
    """The edition's folder, which may be gone too."""
    is_article: bool
    """Whether the file is still there, as an article with another guid."""


def describe_vanished(vanished: Iterable[Vanished], new: Mapping[str, Path]) -> Iterator[Doubt]:
    """One for each: how to go on with its guid, or where its files stay.

    ``new`` are the folders of new editions, by the files of their articles.
    """
    texts: _Texts | None = None
    for guid, file, place, is_article in vanished:
        texts = texts or _Texts(new)
        why = "has another guid now" if is_article else "is no article any more"
        says = f"{why}; its edition is out of the feed and the show's page"
        if renamed := texts.find_likest(_read_words(place)):
            says += (
                f"; {renamed} has nearly its text: if that is its new name, put "
                f"guid: {guid} in its front matter, or subscribers get it again"
            )
        elif place.is_dir():
            says += f"; its files stay: delete {place} to withdraw them"
        yield Doubt((file,), says)


class _Texts:
    """The words of new editions, by the files of their articles.

    When a whole archive moves, each of ten thousand is sought among ten thousand. Two texts that
    are nearly the same share one of their rarest words: of ten different words, with seven in
    common, one of any four (prefix filtering, Chaudhuri et al. 2006). So only those are compared.
    """

    def __init__(self, folders: Mapping[str, Path]) -> None:
        self._words = {name: _read_words(place) for name, place in folders.items()}
        self._counts = Counter(chain.from_iterable(self._words.values()))
        self._by_word: defaultdict[str, list[str]] = defaultdict(list)
        for name, words in self._words.items():
            for word in self._list_rare(words):
                self._by_word[word].append(name)

    def find_likest(self, wanted: frozenset[str]) -> str:
        """The one that has nearly the words ``wanted``; empty when none is like it."""
        likely = {name for word in self._list_rare(wanted) for name in self._by_word.get(word, ())}
        rated = ((_compare(wanted, self._words[name]), name) for name in likely)
        best, name = max(rated, default=(0.0, ""))
        return name if best >= _NEARLY else ""

    def _list_rare(self, words: frozenset[str]) -> Sequence[str]:
        """So many of ``words``, the rarest first, that a text with nearly all has one of them."""
        ordered = sorted(words, key=lambda word: (self._counts[word], word))
        return ordered[: len(words) - int(_NEARLY * len(words)) + 1]


def _compare(one: frozenset[str], other: frozenset[str]) -> float:
    either = one | other
    return len(one & other) / len(either) if either else 0.0


def _read_words(folder: Path) -> frozenset[str]:
    try:
        return read_folded_words(folder)[1]
    except (OSError, StorageError):
        return frozenset()  # an edition that is damaged or deleted is like none
