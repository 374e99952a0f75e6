"""The order in which the classes are asked what starts at a place: the first that accepts has it.

Each says in its own declaration which others it must be asked before, with a phrase that shows
why (``Before``); the order here follows from that.
"""

from __future__ import annotations

from collections.abc import Iterable
from graphlib import TopologicalSorter
from typing import Any

from audio.normalize.classes.abbreviation import ABBREVIATION, DOTTED_WORD
from audio.normalize.classes.blood_group import BLOOD_GROUP
from audio.normalize.classes.cardinal import CARDINAL
from audio.normalize.classes.chemistry import CHEMISTRY
from audio.normalize.classes.clock import CLOCK
from audio.normalize.classes.code import CODE
from audio.normalize.classes.comparison import COMPARISON
from audio.normalize.classes.cricket import CRICKET
from audio.normalize.classes.cut_word import CUT_WORD
from audio.normalize.classes.date import DATE
from audio.normalize.classes.decimal import DECIMAL, VERSION
from audio.normalize.classes.dimension import DIMENSIONS
from audio.normalize.classes.duration import DURATION, ELAPSED
from audio.normalize.classes.electronic import ELECTRONIC, HINDI_DOMAIN
from audio.normalize.classes.episode import EPISODE
from audio.normalize.classes.era import DECADE, ERA
from audio.normalize.classes.fixed import FIXED
from audio.normalize.classes.formula import MINUS, POWER
from audio.normalize.classes.fraction import FRACTION
from audio.normalize.classes.initialism import DOTTED, INITIALISM
from audio.normalize.classes.interval import INTERVAL
from audio.normalize.classes.latin import LATIN, ROMAN_HINDI
from audio.normalize.classes.lineage import LINEAGE
from audio.normalize.classes.long_name import LONG_NAME
from audio.normalize.classes.measure import MEASURE
from audio.normalize.classes.money import MONEY
from audio.normalize.classes.offset import OFFSET
from audio.normalize.classes.ordinal import ORDINAL, RANKS
from audio.normalize.classes.percent import PERCENT
from audio.normalize.classes.prime import ARC, HEIGHT, INCHES, MINUTE, SIDES
from audio.normalize.classes.ranges import RANGE
from audio.normalize.classes.ratio import RATIO
from audio.normalize.classes.roman import ROMAN
from audio.normalize.classes.scaled import SCALED
from audio.normalize.classes.score import SETS
from audio.normalize.classes.short_scale import SHORT_SCALE
from audio.normalize.classes.slash import SLASH
from audio.normalize.classes.slashed import SLASHED
from audio.normalize.classes.span_of_years import YEARS
from audio.normalize.classes.symbol import FOOTNOTE, FOREIGN, SYMBOL
from audio.normalize.classes.tag import TAG
from audio.normalize.classes.telephone import TELEPHONE
from audio.normalize.classes.tithi import TITHI
from audio.normalize.classes.unit_word import UNIT_WORD
from audio.normalize.classes.vehicle import PLATE
from audio.normalize.classes.verse import VERSE
from audio.normalize.classes.visarga import VISARGA
from audio.normalize.classes.year import YEAR
from audio.normalize.handler import Handler

CLASSES: tuple[Handler[Any], ...] = (
    CRICKET,
    FIXED,
    FOOTNOTE,
    ELECTRONIC,
    HINDI_DOMAIN,
    TAG,
    PLATE,
    EPISODE,
    LINEAGE,
    TELEPHONE,
    INTERVAL,
    OFFSET,
    VERSE,
    DATE,
    SLASHED,
    DURATION,
    ELAPSED,
    CLOCK,
    MONEY,
    COMPARISON,
    PERCENT,
    ARC,
    SIDES,
    MINUTE,
    HEIGHT,
    DIMENSIONS,
    ERA,
    DECADE,
    SHORT_SCALE,
    INCHES,
    MEASURE,
    RATIO,
    FRACTION,
    SETS,
    YEARS,
    SCALED,
    RANKS,
    RANGE,
    ORDINAL,
    TITHI,
    CHEMISTRY,
    CODE,
    VERSION,
    DECIMAL,
    YEAR,
    CARDINAL,
    ROMAN,
    UNIT_WORD,
    BLOOD_GROUP,
    LONG_NAME,
    ABBREVIATION,
    CUT_WORD,
    DOTTED,
    DOTTED_WORD,
    INITIALISM,
    ROMAN_HINDI,
    LATIN,
    VISARGA,
    POWER,
    MINUS,
    FOREIGN,
    SLASH,
    SYMBOL,
)
"""Every class. Where no declaration says otherwise, they are asked in this order."""


def sort_handlers(handlers: Iterable[Handler[Any]]) -> tuple[Handler[Any], ...]:
    """Move each class before those that it must be asked before, and no farther.

    Raises:
        graphlib.CycleError: the declarations contradict each other.
        KeyError: one names a class that is not among ``handlers``.
    """
    listed = {handler.name: handler for handler in handlers}
    earlier: dict[str, list[str]] = {name: [] for name in listed}
    for handler in listed.values():
        for rule in handler.before:
            earlier[rule.other].append(handler.name)
    TopologicalSorter(earlier).prepare()
    ordered: dict[str, Handler[Any]] = {}

    def place(name: str) -> None:
        for other in earlier[name]:
            if other not in ordered:
                place(other)
        ordered.setdefault(name, listed[name])

    for name in listed:
        place(name)
    return tuple(ordered.values())


HANDLERS = sort_handlers(CLASSES)
"""Every class, in the order in which they are asked; the user's lexicon comes before them all."""
