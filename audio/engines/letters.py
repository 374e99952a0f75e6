"""Letter rules: how an engine misreads letters in certain surroundings, word by word.

A rule is a row ``letters<TAB>before<TAB>after<TAB>respelled<TAB>example``. The first three are
patterns; at each place of a word the first rule that fits wins, and its letters are not looked
at again. In ``respelled``, ``&`` stands for the letters themselves. In patterns, ``^`` and ``$``
are the word's ends, and these capitals stand for kinds of Devanagari letters:

    C   a consonant, with its nukta
    B   a bare consonant: no vowel sign, virama or nasal follows, its vowel is the inherent one
    S   a vowel sign          L   a long one
    A   a vowel letter
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from audio import regex

_SIGN = "[\u093e-\u094c\u0955-\u0957]"
_CONSONANT = "(?>[\u0915-\u0939\u0958-\u095f]\u093c?)"
_KINDS = {
    "C": _CONSONANT,
    "B": f"(?>{_CONSONANT}(?![\u0900-\u0903\u093e-\u094d]))",
    "S": _SIGN,
    "L": "[\u093e\u0940\u0942\u0947-\u094c]",
    "A": "[\u0904-\u0914]",
}


@dataclass(frozen=True, slots=True)
class LetterRules:
    """The rules of one engine, in order."""

    pattern: regex.Pattern[str] | None = None
    """One alternative a rule, each a group of its own."""
    respelled: tuple[str, ...] = ()
    """By rule."""

    @classmethod
    def from_rows(cls, rows: Sequence[Sequence[str]]) -> LetterRules:
        """The rules in the rows of a table."""
        if not rows:
            return cls()
        alternatives = "|".join(f"({_build_pattern(*row[:3])})" for row in rows)
        return cls(regex.compile(alternatives), tuple(row[3] for row in rows))

    def apply(self, word: str) -> str:
        """``word`` with every rule applied where it fits."""
        return self.pattern.sub(self._respell, word) if self.pattern else word

    def _respell(self, found: regex.Match[str]) -> str:
        rule = (found.lastindex or 1) - 1
        return self.respelled[rule].replace("&", found[0])


def _build_pattern(letters: str, before: str, after: str) -> str:
    behind = f"(?<={_expand(before)})" if before else ""
    ahead = f"(?={_expand(after)})" if after else ""
    return f"{behind}{_expand(letters)}{ahead}"


@cache
def _expand(pattern: str) -> str:
    """``pattern`` with the kinds of letters spelled out."""
    return "".join(_KINDS.get(character, character) for character in pattern)
