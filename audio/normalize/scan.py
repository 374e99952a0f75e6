"""The scan: one pass over the text from left to right, giving tokens that tile it.

At every place where something other than a plain word may start, the classes of ``HANDLERS`` are
asked in order and the first that accepts wins. All else is copied to the character.
"""

from __future__ import annotations

from functools import cache

import regex

from audio.normalize.classes.abbreviation import ABBREVIATION, DOTTED_WORD
from audio.normalize.classes.blood_group import BLOOD_GROUP
from audio.normalize.classes.cardinal import CARDINAL
from audio.normalize.classes.clock import CLOCK
from audio.normalize.classes.code import CODE, LINEAGE, PLATE
from audio.normalize.classes.comparison import COMPARISON
from audio.normalize.classes.date import DATE
from audio.normalize.classes.decimal import DECIMAL, VERSION
from audio.normalize.classes.dimension import ARC, DIMENSIONS, HEIGHT, INCHES
from audio.normalize.classes.duration import DURATION
from audio.normalize.classes.electronic import ELECTRONIC, TAG
from audio.normalize.classes.era import DECADE, ERA
from audio.normalize.classes.fixed import FIXED
from audio.normalize.classes.fraction import FRACTION
from audio.normalize.classes.initialism import DOTTED, INITIALISM, may_be_letters
from audio.normalize.classes.interval import INTERVAL
from audio.normalize.classes.latin import LATIN
from audio.normalize.classes.measure import MEASURE
from audio.normalize.classes.money import MONEY
from audio.normalize.classes.ordinal import ORDINAL, RANKS
from audio.normalize.classes.percent import PERCENT
from audio.normalize.classes.ranges import RANGE, RATIO, YEARS
from audio.normalize.classes.roman import ROMAN
from audio.normalize.classes.short_scale import SHORT_SCALE
from audio.normalize.classes.slashed import SLASHED
from audio.normalize.classes.symbol import FOOTNOTE, FOREIGN, POWER, SYMBOL
from audio.normalize.classes.telephone import TELEPHONE
from audio.normalize.classes.unit_word import UNIT_WORD
from audio.normalize.classes.visarga import VISARGA
from audio.normalize.classes.year import YEAR
from audio.normalize.context import HINDI, Context
from audio.normalize.gloss import without_glosses
from audio.normalize.handler import Handler, Start, said
from audio.normalize.lexicon import EMPTY_LEXICON, Lexicon
from audio.normalize.numbers.amount import SCALED
from audio.normalize.spacing import parted
from audio.normalize.tables_reader import rows
from audio.records import Script, Sentence, Span, SpokenWord, Token

HANDLERS: tuple[Handler, ...] = (
    FIXED,
    FOOTNOTE,
    ELECTRONIC,
    TAG,
    PLATE,
    LINEAGE,
    TELEPHONE,
    INTERVAL,
    DATE,
    SLASHED,
    DURATION,
    CLOCK,
    MONEY,
    COMPARISON,
    PERCENT,
    ARC,
    HEIGHT,
    DIMENSIONS,
    ERA,
    DECADE,
    SHORT_SCALE,
    INCHES,
    MEASURE,
    RATIO,
    FRACTION,
    YEARS,
    SCALED,
    RANKS,
    RANGE,
    ORDINAL,
    CODE,
    VERSION,
    DECIMAL,
    YEAR,
    CARDINAL,
    ROMAN,
    UNIT_WORD,
    BLOOD_GROUP,
    ABBREVIATION,
    DOTTED,
    DOTTED_WORD,
    INITIALISM,
    LATIN,
    VISARGA,
    POWER,
    FOREIGN,
    SYMBOL,
)
"""Every class, in the order in which they are asked; the user's lexicon comes before them all."""

_BY_START = {start: tuple(h for h in HANDLERS if start in h.starts) for start in Start}
_NEXT = regex.compile(
    rf"""(?P<HINDI>{HINDI}+)
    |(?P<GAP>(?:[\s।॥,;:!?…){{}}\]"«»‹›„—―]|[.'](?!\d)|-(?![\d₹$€£]|\ \d)|\((?!0\d)|\[(?!\d))+)
    |(?P<DIGIT>\d)
    |(?P<LATIN>\p{{Latin}})""",
    regex.V1 | regex.VERBOSE,
)
_KIND_OF_START = {start.name: start for start in Start}
_PUNCTUATION = frozenset(".'-([")
"""What is copied after all when no class wants it: ``लाख-10``."""
_AFTER_WORD = frozenset(".-:0123456789")
"""What after a Devanagari word may make it an abbreviation, a code or a misspelt visarga."""
_AFTER_LATIN = regex.compile(r"(?r)\p{Latin}\p{M}*")
_KEPT = regex.compile(r"[\p{L}\p{M}\p{N}\u200c\u200d]+")


@cache
def _special_words() -> frozenset[str]:
    """Devanagari words without a dot that some table may claim: ``किमी``, ``रु``, ``एमबीपीएस``."""
    names = ("fixed", "money", "abbreviations", "units")
    spellings = (row.cells[0] for name in names for row in rows(name))
    return frozenset(
        match[0]
        for listed in spellings
        for spelling in listed.split("|")
        if (match := _NEXT.match(spelling)) and match.lastgroup == "HINDI"
    )


def normalize(
    sentence: Sentence, lexicon: Lexicon = EMPTY_LEXICON, *, glosses: bool = False
) -> Script:
    """The sentence with what is said for every stretch of it; see ``tokenize``."""
    return Script.from_tokens(sentence, tokenize(sentence.text, lexicon, glosses=glosses))


def tokenize(
    text: str, lexicon: Lexicon = EMPTY_LEXICON, *, glosses: bool = False
) -> tuple[Token, ...]:
    """Tokens whose spans tile ``text``, one after another from its start to its end.

    ``text`` may be anything at all; it is understood best in NFC. With ``glosses``, what
    stands in brackets after its Hindi twin is said again: ``नाटो (NATO)``.
    """
    context = Context(text, lexicon)
    tokens: list[Token] = []
    at = 0
    while at < len(text):
        token = _token_at(context, at)
        tokens.append(token)
        at = token.span.end
    return tuple(parted(tokens if glosses else list(without_glosses(tokens))))


def _token_at(context: Context, at: int) -> Token:
    if context.lexicon.starts(context.text[at]) and (token := _by_lexicon(context, at)):
        return token
    match = _NEXT.match(context.view, at)
    name = match.lastgroup if match else "SIGN"
    if match and name == "GAP":
        return _gap(context, at, _gap_end(context, at, match.end()))
    if match and name == "HINDI" and not _may_be_more(context, match):
        return _word(context, at, match.end())
    for handler in _BY_START[_KIND_OF_START[name]]:
        if token := handler.read(context, at):
            return token
        if handler is FOREIGN and _is_punctuation(context, at):
            break
    if match and name == "HINDI":
        return _word(context, at, match.end())
    return _gap(context, at, at + 1)


def _is_punctuation(context: Context, at: int) -> bool:
    """Whether a sign that no class wanted is copied; a dot right after Latin letters is not."""
    return context.view[at] in _PUNCTUATION and not _AFTER_LATIN.match(context.view, 0, at)


def _may_be_more(context: Context, match: regex.Match[str]) -> bool:
    """Whether a Devanagari word can be anything but a plain word: the cheap test."""
    following = context.view[match.end() : match.end() + 1]
    return following in _AFTER_WORD or match[0] in _special_words() or may_be_letters(match[0])


def _by_lexicon(context: Context, at: int) -> Token | None:
    found = context.lexicon.find(context.text, at)
    if found is None:
        return None
    entry, end = found
    span = Span(at, end)
    if entry.spoken:
        words = tuple(said(entry.spoken, span))
        return Token(span, "lexicon", entry.spoken, words, f"lexicon {entry.place}")
    kept = tuple(
        SpokenWord(match[0], Span(*match.span())) for match in _KEPT.finditer(context.text, at, end)
    )
    return Token(span, "lexicon", span.of(context.text), kept, f"lexicon {entry.place}: kept")


def _gap_end(context: Context, at: int, end: int) -> int:
    """Where the gap ends; sooner, if the lexicon has something that starts inside it."""
    if context.lexicon is EMPTY_LEXICON:
        return end
    for inside in range(at + 1, end):
        if context.lexicon.find(context.text, inside):
            return inside
    return end


def _word(context: Context, start: int, end: int) -> Token:
    span = Span(start, end)
    text = context.text[start:end]
    return Token(span, "word", text, (SpokenWord(text, span),))


def _gap(context: Context, start: int, end: int) -> Token:
    text = context.text[start:end]
    if "०" in text or "0" in text:  # the dot of an abbreviation that no table knows
        dotted = text.replace("०", ".").replace("0", ".")
        return Token(Span(start, end), "symbol", dotted, (), "zero as a dot")
    return Token(Span(start, end), "gap", text, ())
