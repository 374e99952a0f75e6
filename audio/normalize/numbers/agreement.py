"""Gender and case of the noun after a number, where a word before it must agree."""

from __future__ import annotations

from functools import cache

from audio.normalize.context import Context
from audio.normalize.numbers.words import AdjectiveForm
from audio.normalize.tables_reader import index_rows, read_cues

_CONJUNCTIONS = frozenset(("और", "तथा", "एवं", "व", "या"))
"""They ask for no case: ``आधा एकड़ और``."""


@cache
def _read_cases() -> frozenset[str]:
    return frozenset(read_cues("postposition") - _CONJUNCTIONS)


def find_agreeing_form(context: Context, end: int) -> AdjectiveForm:
    """The form of an adjective at ``end`` that agrees with what follows it.

    A noun of ``genders.tsv``; else by its shape: -ी, -ियाँ feminine, -े oblique or plural. A
    postposition after the noun makes a masculine one oblique.
    """
    noun, then = context.find_word_after(end), context.find_word_after(end, 2)
    cases = _read_cases()
    if noun in cases:
        return AdjectiveForm.OBLIQUE
    row = index_rows("genders").get(noun)
    feminine = row.cells[1] == "f" if row else noun.endswith(("ी", "ियाँ", "ियां", "ियों"))
    if feminine:
        return AdjectiveForm.FEMININE
    oblique = noun.endswith(("े", "ों")) and not row
    return AdjectiveForm.OBLIQUE if oblique or then in cases else AdjectiveForm.DIRECT
