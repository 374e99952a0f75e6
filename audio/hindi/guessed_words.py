"""What an unlisted cut with a dot most likely stands for: ``सांस. ने`` is सांसद ने."""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path

from audio.hindi.aksharas import count_aksharas
from audio.hindi.common_words import read_common_words
from audio.hindi.cut_words import CUT_WORDS, index_cut_words
from audio.hindi.long_names import LONG_NAMES, is_cut_of
from audio.tables import read_rows

GUESSED_WORDS = Path(__file__).with_name("guessed_words.tsv")
"""Words by what they name, the commoner first, and those that are never cut."""

_KINDS = {
    "ने": ("person", "body"),
    "में": ("body", "thing"),
    "पर": ("person", "thing", "body"),
    **dict.fromkeys(("को", "द्वारा"), ("person", "body", "thing")),
    **dict.fromkeys(("का", "के", "की"), ("person", "thing", "body")),
    **dict.fromkeys(("हेतु", "तक"), ("thing", "body", "person")),
}
"""What may stand before a postposition, the likelier kind first."""
_BEFORE_NOUNS = ("quality", "body", "thing", "listed", "person")
_BEFORE_OTHERS = ("person", "quality", "body", "thing", "listed")
"""Before the name of a person, most of all: ``पूर्व विधा. सुरेश``."""
_FEWEST_AKSHARAS = 2


def guess_word(cut: str, after: str) -> str:
    """The word that ``cut``, printed with a dot, stands for before the word ``after``; or "".

    Only where no word is ``cut`` by itself; what now and then is one is cut before a postposition.
    """
    if count_aksharas(cut) < _FEWEST_AKSHARAS and not cut.endswith("\u094d"):
        return ""
    if cut in _read_whole_words() or not after:
        return ""
    kinds = _KINDS.get(after)
    if kinds is None:
        if cut in _read_kinds()["doubtful"]:
            return ""
        is_noun = after in _read_nouns() or after in index_cut_words()
        kinds = _BEFORE_NOUNS if is_noun else _BEFORE_OTHERS
    candidates = _index_candidates().get(cut[:2], ())
    return next(
        (word for kind in kinds for of, word in candidates if of == kind and is_cut_of(cut, word)),
        "",
    )


@cache
def _read_kinds() -> dict[str, tuple[str, ...]]:
    return {kind: tuple(words.split(" ")) for kind, words in read_rows(GUESSED_WORDS)}


@cache
def _index_candidates() -> dict[str, tuple[tuple[str, str], ...]]:
    """Kinds and words by the first two characters, in the order of the table."""
    index: dict[str, list[tuple[str, str]]] = {}
    listed = ("listed", tuple(dict.fromkeys((*_read_name_words(), *_read_cut_words()))))
    for kind, words in (*_read_kinds().items(), listed):
        for word in words if kind not in ("whole", "doubtful") else ():
            index.setdefault(word[:2], []).append((kind, word))
    return {start: tuple(found) for start, found in index.items()}


@cache
def _read_nouns() -> frozenset[str]:
    """Words that another may stand before: those of the table and of long names."""
    kinds = _read_kinds()
    listed = {word for kind in ("person", "body", "thing") for word in kinds[kind]}
    named = {word for cells in read_rows(LONG_NAMES) for word in cells[0].split(" ")[1:]}
    return frozenset(listed | named)


def _read_cut_words() -> tuple[str, ...]:
    return tuple(cells[0] for cells in read_rows(CUT_WORDS))


def _read_name_words() -> tuple[str, ...]:
    """The words of all long names, the commonest first."""
    words = Counter(word for cells in read_rows(LONG_NAMES) for word in cells[0].split(" "))
    return tuple(word for word, _ in words.most_common() if not word.endswith("+"))


@cache
def _read_whole_words() -> frozenset[str]:
    """Words that are no cut of another."""
    kinds = _read_kinds()
    listed = (*_read_cut_words(), *_read_name_words(), *read_common_words())
    named = (word for kind, words in kinds.items() if kind != "doubtful" for word in words)
    return frozenset((*listed, *named))
