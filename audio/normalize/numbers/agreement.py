"""Gender and case of the noun after a number, where a word before it must agree."""

from __future__ import annotations

from audio.normalize.context import Context
from audio.normalize.numbers.words import Form
from audio.normalize.tables_reader import by_first, cues


def agreeing(context: Context, end: int) -> Form:
    """The form of an adjective at ``end`` that agrees with what follows it.

    A noun of ``genders.tsv``; else by its shape: -ी, -ियाँ feminine, -े oblique or plural. A
    postposition after the noun makes a masculine one oblique.
    """
    noun, then = context.after(end), context.after(end, 2)
    if noun in cues("postposition"):
        return Form.OBLIQUE
    row = by_first("genders").get(noun)
    feminine = row.cells[1] == "f" if row else noun.endswith(("ी", "ियाँ", "ियां", "ियों"))
    if feminine:
        return Form.FEMININE
    oblique = noun.endswith(("े", "ों")) and not row
    return Form.OBLIQUE if oblique or then in cues("postposition") else Form.DIRECT
