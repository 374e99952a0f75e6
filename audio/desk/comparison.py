"""Comparison of two versions of an article, paragraph by paragraph, and what is chosen of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from enum import StrEnum
from typing import NamedTuple

import regex

_PARAGRAPH = regex.compile(r"(?:[^\n]*\S[^\n]*(?:\n|$))+(?:[ \t]*\n)*|\s+")
"""Lines without a blank one between them, with the blank ones after them."""
_ENDED = regex.compile(r"\n[ \t]*\n$")


class Side(StrEnum):
    """Which side of a difference is wanted."""

    OURS = "ours"
    THEIRS = "theirs"
    BOTH = "both"


class ComparedPart(NamedTuple):
    """Paragraphs that the versions share, or that stand in place of each other."""

    ours: str
    """As the article has it; empty for what only the other version has."""
    theirs: str

    @property
    def is_same(self) -> bool:
        """Whether there is nothing to choose."""
        return self.ours.rstrip() == self.theirs.rstrip()


def compare(ours: str, theirs: str) -> list[ComparedPart]:
    """The stretches of two texts, in their order; all together hold both, to the character."""
    return list(_compare(split_paragraphs(ours), split_paragraphs(theirs)))


def split_paragraphs(text: str) -> list[str]:
    """The paragraphs of a text, each with the blank lines after it; together they are the text."""
    return list(_PARAGRAPH.findall(text))


def merge(stretches: Sequence[ComparedPart], choices: Sequence[Side]) -> str:
    """The text that the ``choices``, one a difference and in its order, make of the stretches.

    >>> merge(compare("एक।\\n\\nदो।\\n", "एक।\\n\\nतीन।\\n"), [Side.BOTH])
    'एक।\\n\\nदो।\\n\\nतीन।\\n'
    """
    wanted = iter(choices)
    parts: list[str] = []
    for stretch in stretches:
        choice = Side.OURS if stretch.is_same else next(wanted)
        parts += [stretch.ours] if choice is not Side.THEIRS else []
        parts += [stretch.theirs] if choice is not Side.OURS else []
    kept = [part for part in parts if part]
    ended = [part if _ENDED.search(part) else f"{part.rstrip()}\n\n" for part in kept[:-1]]
    return "".join([*ended, *kept[-1:]])


def _compare(ours: Sequence[str], theirs: Sequence[str]) -> Iterator[ComparedPart]:
    mine, other = ([part.rstrip() for part in side] for side in (ours, theirs))
    matcher = SequenceMatcher(None, mine, other, autojunk=False)
    for _, a, a_end, b, b_end in matcher.get_opcodes():
        if a_end - a == b_end - b:  # as many: each stands for one
            yield from map(ComparedPart, ours[a:a_end], theirs[b:b_end])
        else:
            yield ComparedPart("".join(ours[a:a_end]), "".join(theirs[b:b_end]))
