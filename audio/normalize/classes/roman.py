"""Roman numerals: after a regnal name a rank (लुई XIV), after भाग or another noun a number.

Also ranges (``कक्षा VI-VIII``), ordinals (``XII वीं``) and the marks of lists (``(ii)``).
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from audio import regex
from audio.normalize.classes.list_mark import SMALL, read_mark
from audio.normalize.classes.ordinal import find_form
from audio.normalize.conjunctions import AND_OR, BETWEEN
from audio.normalize.context import WORD, Context
from audio.normalize.handler import Before, Finding, Handler, Start, speak_words
from audio.normalize.numbers.agreement import find_agreeing_form
from audio.normalize.numbers.roman_numeral import Roman, parse_roman
from audio.normalize.numbers.words import AdjectiveForm, say_cardinal, say_ordinal
from audio.normalize.tables_reader import index_rows, read_cues
from audio.records import Span, SpokenWord

_ROMAN = regex.compile(
    r"(?=[IVXLC])C{0,3}(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})(?![\p{L}\p{M}\p{N}&'.]\p{L}?|-\p{L})"
    r"|(?=[IVX])X{0,3}(?:IX|IV|V?I{0,3})(?![\p{L}\p{M}\p{N}&'])"
)
_SMALL_WORD = regex.compile(rf"{SMALL}(?![\p{{L}}\p{{M}}\p{{N}}'@_]|[.]\p{{L}})")
_SMALL_BEFORE = regex.compile(rf"(?r)(?:कक्षा|क्लास|खंड|भाग) [ivx]{{1,5}}(?:{BETWEEN}| से )")
_SERIES_BEFORE = regex.compile(
    rf"(?r)(?P<noun>{WORD}{{1,16}})[ \-](?:[IVX]{{1,5}}, ){{0,5}}[IVX]{{1,5}}{BETWEEN}",
    regex.V1,
)
"""``अनुसूची V और`` before VI."""
_FLIGHT = regex.compile(r"IX[ \-]\d{3,4}(?!\d)")  # an airline's letters
_RANKED = regex.compile(
    rf"(?P<roman>(?=[IVX])X{{0,3}}(?:IX|IV|V?I{{0,3}}))[ -]?(?P<suffix>व(?:ाँ|ां|ीं|ें))(?!{WORD})",
    regex.V1,
)
_AND_NEXT = regex.compile(rf"{BETWEEN}II(?![\p{{L}}\p{{M}}\p{{N}}])")
_LISTED = rf"(?:, ?| {AND_OR} )"
_NEXT_LISTED = regex.compile(rf"{_LISTED}(?P<roman>[IVX]{{1,5}})(?![\p{{L}}\p{{M}}\p{{N}}&'.-])")
_BEFORE_LISTED = regex.compile(
    rf"(?r)(?<![\p{{L}}\p{{M}}\p{{N}}&'.-])(?P<roman>[IVX]{{1,5}}){_LISTED}"
)
_OPTION_BEFORE = regex.compile(r"(?r)(?<![\p{L}\p{M}])[A-F]-")
_OPTION = regex.compile(r"(?<![\p{L}\p{M}])[A-F]-(?:III?|I?V)(?![\p{L}\p{M}])")
_LINK = regex.compile(r" ?- ?")
_TO = regex.compile(r"(?=[IVX])X{0,3}(?:IX|IV|V?I{0,3})(?![\p{L}\p{M}\p{N}&'-])")
_HINDI_BEFORE = regex.compile(r"(?r)\p{Devanagari} ")
_HYPHEN_BEFORE = regex.compile(r"(?r)[\p{L}\p{M}]-")
_CAPITALS_BEFORE = regex.compile(r"(?r)(?<!\p{L})\p{Lu}{3,10}-")
_NEVER_ALONE = frozenset("CDLM")
_LETTERS_ALONE = frozenset("VX")
_MAY_BE_LETTERS = frozenset(("IV", "VI"))
_NEVER_BY_SHAPE = frozenset(("XX", "XXX"))


def classify(context: Context, at: int) -> Finding[Roman] | None:
    """A Roman numeral after a word that takes one, or by its shape."""
    if context.view[at - 1 : at].isalnum():
        return None
    if found := read_mark(context, at) or _read_with_ending(context, at):
        return found
    if small := _read_small(context, at):
        return small
    match = _ROMAN.match(context.view, at)
    if not (match and match[0]) or match[0] in _NEVER_ALONE or _FLIGHT.match(context.view, at):
        return None
    return (
        _read_rank_of_noun(context, match)
        or _read_after_name(context, match)
        or _read_number(context, match)
    )


def _read_small(context: Context, at: int) -> Finding[Roman] | None:
    """``कक्षा vi``: small letters, only after a noun that counts."""
    match = _SMALL_WORD.match(context.view, at)
    if match is None or not match[0]:
        return None
    span = Span(*match.span())
    roman = Roman(parse_roman(match[0].upper()), span)
    before = context.find_word_beside(at)
    if before in read_cues("roman-before", "law"):
        return _extend_to_range(context, roman, f"Roman after {before}", _SMALL_WORD)
    if match[0] != "i" and _SMALL_BEFORE.match(context.view, 0, at):
        return Finding(roman, span, "Roman after another")
    if len(match[0]) > 1 and context.find_word_after(match.end()) in ("कक्षा", "क्लास"):
        return Finding(roman, span, "Roman before a class")
    return None


def _read_rank_of_noun(context: Context, match: regex.Match[str]) -> Finding[Roman] | None:
    """``II विश्व युद्ध``: द्वितीय before a noun that is ranked, if none that counts stands before.

    ``XVII लोकसभा``: सत्रहवीं before one of which there is one after another.
    """
    noun, before = context.find_word_after(match.end()), context.find_word_beside(match.start())
    if noun in read_cues("century") and len(match[0]) > 1:
        century = Roman(parse_roman(match[0]), Span(*match.span()), form=find_form("वीं"))
        return Finding(century, century.span, f"Roman before {noun}")
    if before in read_cues("roman-before"):
        return None
    of_king = before in index_rows("regnal_names")
    if noun in read_cues("roman-counted") and len(match[0]) > 1 and not of_king:
        feminine = find_agreeing_form(context, match.end()) == AdjectiveForm.FEMININE
        form = AdjectiveForm.FEMININE if feminine else AdjectiveForm.OBLIQUE
        counted = Roman(parse_roman(match[0]), Span(*match.span()), form=form)
        return Finding(counted, counted.span, f"Roman before {noun}")
    if noun not in read_cues("roman-ranked"):
        return None
    if match[0] in _LETTERS_ALONE and context.find_word_after(match.end(), 2) != "युद्ध":
        return None
    span = Span(*match.span())
    return Finding(Roman(parse_roman(match[0]), span, rank=True), span, f"Roman before {noun}")


def _read_with_ending(context: Context, at: int) -> Finding[Roman] | None:
    """``XII वीं``: बारहवीं."""
    match = _RANKED.match(context.view, at)
    if match is None or not match["roman"]:
        return None
    span, ending = Span(*match.span()), match["suffix"]
    value = Roman(parse_roman(match["roman"]), span, form=find_form(ending))
    return Finding(value, span, f"Roman with the ending {ending}")


def _read_after_name(context: Context, match: regex.Match[str]) -> Finding[Roman] | None:
    """A rank: by the list of names, a title before it, or how names of Indian kings end."""
    span, before = Span(*match.span()), context.find_word_beside(match.start())
    row = index_rows("regnal_names").get(before)
    agent = len(match[0]) > 1 and context.find_word_after(match.end()) == "ने"
    agent = agent and _HINDI_BEFORE.match(context.view, 0, match.start()) is not None
    titled = not read_cues("ruler").isdisjoint(context.find_words_before(match.start(), 3)[1:])
    if row or agent or titled or (match[0] != "X" and before.endswith(_read_regnal_endings())):
        rule = f"Roman {row.place}" if row else f"Roman after the name {before}"
        return Finding(Roman(parse_roman(match[0]), span, rank=True), span, rule)
    return None


def _read_number(context: Context, match: regex.Match[str]) -> Finding[Roman] | None:
    roman = Roman(parse_roman(match[0]), Span(*match.span()))
    dashed = context.view[match.start() - 3 : match.start()] == " - "  # Stage - I
    find = context.find_word_before if dashed else context.find_word_beside
    before = find(match.start())
    if before in read_cues("roman-before"):
        return _extend_to_range(context, roman, f"Roman after {before}")
    series = _SERIES_BEFORE.match(context.view, 0, match.start())
    if series and series["noun"] in read_cues("roman-before"):
        return _extend_to_range(context, roman, f"Roman after {series['noun']}")
    if _is_by_shape(context, match, before) or _is_of_option(context, match):
        return _extend_to_range(context, roman, "Roman by shape")
    to = _extend_to_range(context, roman, "Roman range")
    return to if to.value.last and len(to.span.of(context.view)) > len("I-V") else None


@cache
def _read_regnal_endings() -> tuple[str, ...]:
    return tuple(sorted(read_cues("regnal-ending")))


def _is_by_shape(context: Context, match: regex.Match[str], before: str) -> bool:
    """Two or more of I, V and X; ``IV`` and ``VI``, which may be letters, after a noun only.

    ``GRAP-I`` too, but no other single letter.
    """
    letters = match[0]
    alone = len(letters) == 1 and before and _has_sibling(context, match, before)
    if alone or _is_in_series(context, match):
        return True
    if letters == "I":
        joined = context.view[match.end() : match.end() + 1] == "-"
        return not joined and bool(_CAPITALS_BEFORE.match(context.view, 0, match.start()))
    if len(letters) < 2 or not set(letters) <= set("IVX") or letters in _NEVER_BY_SHAPE:
        return False
    if letters not in _MAY_BE_LETTERS or _HYPHEN_BEFORE.match(context.view, 0, match.start()):
        return True
    if not before or context.find_word_after(match.end()) in read_cues("not-roman-after"):
        return False
    return before not in read_cues("postposition", "opener", "not-roman-before")


def _is_of_option(context: Context, match: regex.Match[str]) -> bool:
    """``D-I`` beside ``A-II``: the pairs of an answer, of which one shows what the others are."""
    joined = _OPTION_BEFORE.match(context.view, 0, match.start())
    return bool(joined and _OPTION.search(context.view))


def _is_in_series(context: Context, match: regex.Match[str]) -> bool:
    """``IV, V और VI``: beside the numeral before or after it, and not both are one letter."""
    number = parse_roman(match[0]) if set(match[0]) <= set("IVX") else 0
    following = _NEXT_LISTED.match(context.view, match.end())
    before = _BEFORE_LISTED.match(context.view, 0, match.start())
    return any(
        beside and len(beside["roman"] + match[0]) > 2 and parse_roman(beside["roman"]) == wanted
        for beside, wanted in ((following, number + 1), (before, number - 1))
    )


def _has_sibling(context: Context, match: regex.Match[str], before: str) -> bool:
    """``Set-I`` beside ``Set-II``, ``विवरण I और II``: one series is read in one way."""
    if match[0] == "I" and _AND_NEXT.match(context.view, match.end()):
        return True
    return any(f"{before}{link}II" in context.view for link in "- ")


def _extend_to_range(
    context: Context, roman: Roman, rule: str, greater: regex.Pattern[str] = _TO
) -> Finding[Roman]:
    """The numeral, with the greater one that may follow after a hyphen."""
    link = _LINK.match(context.view, roman.span.end)
    match = greater.match(context.view, link.end()) if link else None
    number = parse_roman(match[0].upper()) if match else 0
    if not (link and match and number > roman.number):
        return Finding(roman, roman.span, rule)
    last = Roman(number, Span(*match.span()))
    value = replace(roman, last=last, link=Span(*link.span()))
    return Finding(value, Span(roman.span.start, match.end()), rule)


def verbalize(value: Roman) -> list[SpokenWord]:
    """चतुर्थ, चौदहवें; चार; छह से आठ; बारहवीं."""
    digits = str(value.number)
    if value.form:
        return speak_words(say_ordinal(digits, value.form), value.span)
    if value.last and value.link:
        return (
            speak_words(say_cardinal(digits), value.span)
            + speak_words("से", value.link)
            + verbalize(value.last)
        )
    if not value.rank:
        return speak_words(say_cardinal(digits), value.span)
    row = index_rows("sanskrit_ordinals").get(digits)
    return speak_words(
        row.cells[1] if row else say_ordinal(digits, AdjectiveForm.OBLIQUE), value.span
    )


ROMAN = Handler(
    "roman",
    "roman",
    Start.LATIN,
    classify,
    verbalize,
    before=(Before("latin", "अध्याय XIV", "अध्याय चौदह"),),
)
