"""Comparison of versions of an article, paragraph by paragraph, and what is chosen of them.

Two versions that were made of a third, the ``base``, are told apart by who has changed what: a
paragraph that one of them alone has changed needs no choice, nor do different sentences of one
paragraph. Only what both have changed otherwise is a conflict.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from difflib import SequenceMatcher
from enum import StrEnum
from typing import NamedTuple

from merge3 import Merge3

from audio import regex

_PARAGRAPH = regex.compile(r"(?:[^\n]*\S[^\n]*(?:\n|$))+(?:[ \t]*\n)*|\s+")
"""Lines without a blank one between them, with the blank ones after them."""
_ENDED = regex.compile(r"\n[ \t]*\n$")
_BLANKS = regex.compile(r"(\n(?:[ \t]*\n)+|\n\Z)")
"""What stands between paragraphs, and at the end."""
_SPACES = regex.compile(r"(?:(?<=[।॥.?!…][\p{Pe}\p{Pf}\"']*)([ \t]+))|(\n)")
"""What stands between sentences, and between lines."""


class Side(StrEnum):
    """Which side of a difference is wanted."""

    OURS = "ours"
    THEIRS = "theirs"
    BOTH = "both"
    """One after the other."""
    MERGED = "merged"
    """The sentences that each has changed, in one paragraph."""


class ComparedPart(NamedTuple):
    """Paragraphs that the versions share, or that stand in place of each other."""

    ours: str
    """As the article has it; empty for what only the other version has."""
    theirs: str
    base: str = ""
    """As it was before both; empty where that is not known."""
    merged: str = ""
    """What both have changed, where each has changed other sentences."""
    fitting: Side | None = None
    """The side that loses nothing; ``None`` where somebody has to choose."""

    @property
    def is_same(self) -> bool:
        """Whether there is nothing to choose."""
        return self.ours.rstrip() == self.theirs.rstrip()


def compare(ours: str, theirs: str, base: str | None = None) -> list[ComparedPart]:
    """The stretches of two texts, in their order; all together hold both.

    ``base`` is the text of which both were made, ``None`` where that is not known.
    """
    if base is None:
        return list(_compare(split_paragraphs(ours), split_paragraphs(theirs)))
    return list(_join_blanks(_judge(part) for part in _align(base, ours, theirs, _BLANKS.split)))


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
        parts += [stretch.ours] if choice in (Side.OURS, Side.BOTH) else []
        parts += [stretch.theirs] if choice in (Side.THEIRS, Side.BOTH) else []
        parts += [stretch.merged] if choice is Side.MERGED else []
    kept = [part for part in (*parts[:1], *(each.lstrip("\n") for each in parts[1:])) if part]
    ended = [part if _ENDED.search(part) else f"{part.rstrip()}\n\n" for part in kept[:-1]]
    return "".join([*ended, *kept[-1:]])


def merge_versions(base: str, ours: str, theirs: str) -> str | None:
    """What two versions of ``base`` make together; ``None`` where they are at odds.

    >>> merge_versions("एक। दो।\\n", "एक! दो।\\n", "एक। दो।\\n\\nतीन।\\n")
    'एक! दो।\\n\\nतीन।\\n'
    """
    stretches = compare(ours, theirs, base)
    choices = [each.fitting for each in stretches if not each.is_same]
    fitting = [choice for choice in choices if choice]
    return merge(stretches, fitting) if len(fitting) == len(choices) else None


def _compare(ours: Sequence[str], theirs: Sequence[str]) -> Iterator[ComparedPart]:
    mine, other = ([part.rstrip() for part in side] for side in (ours, theirs))
    matcher = SequenceMatcher(None, mine, other, autojunk=False)
    for _, a, a_end, b, b_end in matcher.get_opcodes():
        if a_end - a == b_end - b:  # as many: each stands for one
            yield from map(ComparedPart, ours[a:a_end], theirs[b:b_end])
        else:
            yield ComparedPart("".join(ours[a:a_end]), "".join(theirs[b:b_end]))


def _align(
    base: str, ours: str, theirs: str, split: Callable[[str], list[str | None]]
) -> Iterator[ComparedPart]:
    """Yield what three texts share piece by piece, and between that what takes its place."""
    texts = [[piece for piece in split(text) if piece] for text in (base, ours, theirs)]
    before = [0, 0, 0]
    for region in Merge3(texts[0], texts[1], texts[2]).find_sync_regions():
        starts, ends = region[::2], region[1::2]
        was, mine, other = (
            "".join(text[at:start]) for text, at, start in zip(texts, before, starts, strict=True)
        )
        if was or mine or other:
            yield ComparedPart(mine, other, was)
        for piece in texts[0][starts[0] : ends[0]]:
            yield ComparedPart(piece, piece, piece)
        before = list(ends)


def _judge(part: ComparedPart) -> ComparedPart:
    """``part`` with the side that loses nothing."""
    was, mine, other = (text.strip() for text in (part.base, part.ours, part.theirs))
    if mine == was:
        return part._replace(fitting=Side.THEIRS)
    if other == was:
        return part._replace(fitting=Side.OURS)
    merged = _merge_sentences(part) if mine and other else ""
    return part._replace(fitting=Side.MERGED, merged=merged) if merged else part


def _merge_sentences(part: ComparedPart) -> str:
    """What two versions of a paragraph make together; empty where both changed one sentence."""
    merged = []
    for piece in _align(part.base, part.ours, part.theirs, _SPACES.split):
        if piece.theirs in (piece.ours, piece.base):
            merged.append(piece.ours)
        elif piece.ours == piece.base:
            merged.append(piece.theirs)
        else:
            return ""
    return "".join(merged)


def _join_blanks(parts: Iterator[ComparedPart]) -> Iterator[ComparedPart]:
    """Yield the parts, the blank lines between two of them at the end of the first."""
    last: ComparedPart | None = None
    for part in parts:
        if last and part.is_same and not part.ours.strip():
            texts = last.ours, last.theirs, last.base, last.merged
            ended = [f"{text}{part.ours}" if text else "" for text in texts]
            last = ComparedPart(ended[0], ended[1], ended[2], ended[3], last.fitting)
            continue
        if last:
            yield last
        last = part
    if last:
        yield last
