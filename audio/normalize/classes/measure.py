"""Measures: a number and a unit sign in either script, ``km/h``, ``6×4``, ``-2°C``, ``500+ km``."""

from __future__ import annotations

from dataclasses import dataclass, replace

from audio import regex
from audio.normalize.conjunctions import AND, AND_OR
from audio.normalize.context import Context
from audio.normalize.handler import Before, Finding, Handler, Start, Wording, speak_wording
from audio.normalize.neighbours import holds
from audio.normalize.numbers.amount import Amount, read_amount, verbalize_amount
from audio.normalize.numbers.words import say_cardinal
from audio.normalize.tables_reader import TableRow, index_spellings, read_cues
from audio.records import Span, SpokenWord

_POWERS = {"²": "वर्ग ", "³": "घन "}
"""``मी/से²``: प्रति वर्ग सेकंड."""
_PER = regex.compile(r" ?/ ?")
_PER_NUMBER = regex.compile(r"(?P<count>1|[1-9]0{1,3}|25|75|[27]50|1,000|1,00,000) ?(?=[\p{L}μ])")
_LATIN_WORD = regex.compile(
    r" (?!x \d|[AD]C(?!\p{L})|[a-e]\)"
    r"|(?i:(?:super|hyper|turbo|fast|quick|flash|wire|power|charg|speaker|batter|adapt))[a-z\-]*)\p{Latin}"
)
_LETTERED_BEFORE = regex.compile(r"(?r)[A-Z]/")
_FIRST = regex.compile(r"(?r)(?<!1)1")
_TORQUE = frozenset(("nm", "NM"))
"""``190nm का टॉर्क``: no nanometres."""
_VOLTS_BEFORE = regex.compile(rf"(?r)\d ?[VW](?:[,/\-]? ?| {AND} )")
"""``5V/3A``: amperes beside volts."""
_CURRENT_BEFORE = regex.compile(r"(?r)(?<![\p{L}\p{M}])[Ii] ?= ?")
_LETTER_OF_NAME = regex.compile(r"[A-Z]\.\p{L}{2}")
"""``3/25 A.Act``: the first letter of a name."""
_RUNS_ON = regex.compile(r".\p{L}|[^\p{Devanagari}]\p{N}|\p{Nd}\p{N}")
"""``5kmph2``, ``5m2``: the sign is a part of another; but ``1किमी2024`` has a number after it."""
DOTTED = regex.compile(r"(?:(?:वर्ग|घन) )?(?:\p{Devanagari}{1,4}\.){2,3}")
"""A sign whose last dot parts it from a word that is written onto it: ``5 कि.मी.दूर``."""
_GLUED_AFTER = regex.compile(r"(?<=\p{Devanagari}\.)(?:में|से|का|की|के|को|पर|तक|व|और)(?![\p{L}\p{M}])")
"""The case that is written onto a sign: ``1.380 हे.में``."""
_SMALL = regex.compile("[a-z]")
_MODEL_BEFORE = regex.compile(r"[a-z]?[A-Z][A-Za-z]{2,}")
_CAPITAL = regex.compile(r"[A-Z]")
_LETTERED = rf"(?:,? {AND_OR} |, ?| ?/ ?)"
_LETTERED_SIBLING = regex.compile(_LETTERED + r"\d{1,3}[ \-]?[A-Z](?![\p{L}\p{M}\d])(?<!WV)")
_LETTERED_SIBLING_BEFORE = regex.compile(r"(?r)\d{1,3}[ \-]?[A-Z]" + _LETTERED)
_LINK = regex.compile(r"(?:°[CF]?)? ?[-~] ?")
_NUMBER_AFTER = regex.compile(r",? ?\d{1,3}")
"""The next of several: ``2 बी. 5 बि. भूमि``."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """An amount of a unit."""

    amount: Amount
    unit: Wording
    per: Wording | None = None
    more: Wording | None = None
    """For a plus after the number."""


def classify(context: Context, at: int) -> Finding[Quantity] | None:
    """A number or range before a sign of ``units.tsv``."""
    amount = read_amount(context, at, _LINK)
    if amount is None:
        return None
    plus = amount.end + (not amount.second and context.view[amount.end : amount.end + 1] == "+")
    start = plus + (context.view[plus : plus + 1] in (" ", "-"))
    found = index_spellings("units").find(context.view, start)
    if found is None or not _is_possible(context, amount, start, *found):
        return None
    row, end = found
    following = context.find_word_after(end)
    oblique = following in read_cues("postposition") and following not in read_cues("conjunction")
    one = amount.single and not oblique
    unit = Wording(row.cells[1] if one else row.cells[2], Span(start, end))
    if "or-celsius" in row.cells[3] and _is_temperature(context, at, end):
        unit = unit._replace(words="डिग्री सेल्सियस")
    if context.view[start:end] in _TORQUE and read_cues("torque").intersection(
        context.find_words_before(at, 3) + context.find_words_after(end, 3)
    ):
        unit = unit._replace(words="न्यूटन मीटर")
    if "or-percent" in row.cells[3] and _is_share(context, at, end):
        unit = unit._replace(words="फ़ीसदी")
    if "or-point" in row.cells[3] and _is_of_letters(context, at, end):
        unit = unit._replace(words="पॉइंट")
    if per := read_per_unit(context, end):
        end = per.span.end
    amount = replace(amount, first=replace(amount.first, as_year=False))
    more = Wording("से ज़्यादा", Span(amount.end, plus)) if plus > amount.end else None
    return Finding(Quantity(amount, unit, per, more), Span(at, end), f"unit {row.place}")


def _is_temperature(context: Context, at: int, end: int) -> bool:
    """Whether heat is spoken of nearby, so that ``37.5 सें.`` is no time."""
    near = context.find_words_before(at, 6) + context.find_words_after(end, 4)
    return bool(read_cues("temperature").intersection(near))


def _is_share(context: Context, at: int, end: int) -> bool:
    """Whether a share is spoken of, so that ``33 फी. आरक्षण`` are no feet."""
    near = context.find_words_before(at, 3) + context.find_words_after(end, 3)
    return bool(read_cues("shared").intersection(near))


def _is_of_letters(context: Context, at: int, end: int) -> bool:
    """Whether the size of letters is spoken of, so that ``12 pt`` are no pints."""
    near = context.find_words_before(at, 4) + context.find_words_after(end, 3)
    return not read_cues("typeface").isdisjoint(near)


def _is_possible(context: Context, amount: Amount, start: int, row: TableRow, end: int) -> bool:
    """Whether the sign can be a unit here.

    ``5 in`` before an English word is no inch, ``5G`` no gram, ``3 से`` no second.
    """
    flags = row.cells[3]
    joined = start == amount.end
    charger = _VOLTS_BEFORE.match(context.view, 0, amount.first.span.start)
    charger = charger or _CURRENT_BEFORE.match(context.view, 0, amount.first.span.start)
    wired = charger or context.find_word_after(end) in read_cues("electric")  # 2A फ्यूज
    if ("spaced" in flags and joined and not wired) or ("joined" in flags and not joined):
        return False
    runs_on = _RUNS_ON.match(context.view, end - 1) and not (
        DOTTED.fullmatch(context.view, start, end) or _GLUED_AFTER.match(context.view, end)
    )
    if runs_on or _LETTER_OF_NAME.match(context.view, start):
        return False
    first = context.view[start:end] == "st" and _FIRST.match(context.view, 0, amount.end)
    at = amount.first.span.start
    heat = "of-heat" in flags or (
        "near-heat" in flags and _is_temperature(context, at, end)  # ताप 5,778 K
    )
    letter = _is_labelled(context, at) if heat else _is_letter(context, at, start, end)
    plot = context.view[start:end] == "मि." and holds(context, "plot", start, end)
    term = _POWER_BEFORE.match(context.view, 0, at)  # b² - 4ac
    if first or letter or plot or term:
        return False  # 1 st रैंक, गाटा सं. 345 मि.
    if "liquid" in flags and not is_of_liquid(context, amount.first.span.start, end):
        return False
    grouped = amount.first.grouped and "of-heat" in flags  # 2,000F
    if (
        not grouped
        and "of-" in flags
        and not _is_of(context, flags.partition("of-")[2], amount, end)
    ):
        return False
    hyphened = context.view[start - 1] == "-"  # 10-yr G-Sec
    return hyphened or not ("weak" in flags and _LATIN_WORD.match(context.view, end))


def _is_letter(context: Context, at: int, start: int, end: int) -> bool:
    """Whether one capital after a number is a mere letter.

    So after a law, a sector or a class (``धारा 66 A``), before a noun that has letters
    (``5 A ग्रेड``), with a hyphen on one of its sides (``10-A``, ``L-शेप``).
    """
    if not _CAPITAL.fullmatch(context.view, start, end):
        joined = _SMALL.fullmatch(context.view, start, end) and context.view[start - 1].isdigit()
        before = context.find_word_before(at) if joined else ""
        model = context.view[start] == "s" and _MODEL_BEFORE.match(before)
        return bool(joined and (model or before in read_cues("law")))  # iPhone 5s, धारा 5m
    before, after = context.view[start - 1], context.view[end : end + 1]
    if (before == "-" and context.view[start] in "AJKNV") or (after == "-" and before != "-"):
        return True
    if _LETTERED_SIBLING.match(context.view, end) or _LETTERED_SIBLING_BEFORE.match(
        context.view, 0, at
    ):
        return True  # 3 A और 4 B
    word = context.find_word_before(at)
    if len(word) > 1 and not word.isascii() and not _is_electric(context, at, end, word):
        return True  # रूट 12 K की बस
    return _is_labelled(context, at) or context.find_word_after(end) in read_cues("lettered-after")


def _is_labelled(context: Context, at: int) -> bool:
    """Whether a law, a sector, a ward or the like stands before: ``वार्ड 5 C``."""
    labels = read_cues("law", "numbered", "lettered-before")
    word = context.find_word_before(at)
    if word == "धारा" and not read_cues("electric").isdisjoint(context.find_words_before(at, 6)):
        return False  # परिपथ में विद्युत धारा 5 A
    return bool(word in labels or _LETTERED_BEFORE.match(context.view, 0, at))


def _is_electric(context: Context, at: int, end: int, word: str) -> bool:
    """Whether a unit is at home here: after no noun, or near a word for what has watts or volts."""
    plain = read_cues("postposition", "count-before", "opener")
    near = context.find_words_before(at, 4) + context.find_words_after(end, 4)
    return word in plain or not read_cues("electric").isdisjoint(near)


_POWER_BEFORE = regex.compile(r"(?r)[a-ln-z][²³] ?[+\-] ?")
_LISTED_BEFORE = regex.compile(r"(?r)(?:[\p{L}\p{M})] ?[-:]|/) ?")
_LISTED_AFTER = regex.compile(r" ?(?:[,;/)।+]|\Z)")


def is_of_liquid(context: Context, at: int, end: int) -> bool:
    """``5 मिली दूध`` or ``5 मिली/किलो``, but not ``सपा को 5 मिली``: there मिली is "got"."""
    reach = 1 if context.find_word_beside(at) in read_cues("postposition") else 4
    if context.view[end : end + 1] == ")" and context.view[at - 1 : at] == "(":
        return True  # 1 चम्मच (5 मिली)
    if _LISTED_BEFORE.match(context.view, 0, at) and _LISTED_AFTER.match(context.view, end):
        return True  # दूध – 30 मिली, 1/8 कप / 30 मिली
    of_liquid = read_cues("liquid").intersection(context.find_words_after(end, reach))
    return bool(of_liquid or read_per_unit(context, end))


def _is_of(context: Context, role: str, amount: Amount, end: int) -> bool:
    """``2 कु. धान``, but not ``2 कु. प्रीति``: a word of the role stands near."""
    near = context.find_words_before(amount.first.span.start, 4) + context.find_words_after(end, 3)
    if another := _NUMBER_AFTER.match(context.view, end):
        near += context.find_words_after(another.end(), 2)
    return not read_cues(role).isdisjoint(near)


def read_per_unit(context: Context, end: int) -> Wording | None:
    """``/kg``, ``/100 g`` or ``/घंटा`` at ``end``: प्रति and the unit."""
    slash = _PER.match(context.view, end)
    if slash is None:
        return None
    if number := _PER_NUMBER.match(context.view, slash.end()):
        return _read_per_number(context, end, number)
    found = index_spellings("units").find(context.view, slash.end())
    word = context.find_word_after(slash.end())
    if found and (
        context.view[found[1] : found[1] + 1] in _POWERS
        or not context.view[found[1] : found[1] + 1].isalnum()
    ):
        unit, last = found[0].cells[1], found[1]
    elif word in read_cues("per"):
        unit, last = word, slash.end() + len(word)
    else:
        return None
    power = _POWERS.get(context.view[last : last + 1], "")
    return Wording(f"प्रति {power}{unit}", Span(end, last + bool(power)))


def _read_per_number(context: Context, end: int, number: regex.Match[str]) -> Wording | None:
    """``/100 g``, unless the same unit stands before the slash: ``5 km/10 km``."""
    found = index_spellings("units").find(context.view, number.end())
    word = context.find_word_after(number.end())
    if found and not context.view[found[1] : found[1] + 1].isalnum():
        unit, last = found[0].cells[2], found[1]
    elif word in read_cues("per"):
        unit, last = word, number.end() + len(word)
    else:
        return None
    if context.view.endswith(context.view[number.end() : last], 0, end):
        return None
    count = say_cardinal(number["count"].replace(",", ""))
    return Wording(f"प्रति {count} {unit}", Span(end, last))


def verbalize(measure: Quantity) -> list[SpokenWord]:
    """अस्सी किलोमीटर प्रति घंटा; after ``500+ km``: पाँच सौ किलोमीटर से ज़्यादा."""
    unit, per, more = map(speak_wording, (measure.unit, measure.per, measure.more))
    return [*verbalize_amount(measure.amount), *unit, *per, *more]


MEASURE = Handler(
    "measure",
    "measure",
    Start.DIGIT | Start.SIGN,
    classify,
    verbalize,
    before=(
        Before("fraction", "1/2 kg चावल", "आधा किलोग्राम चावल"),
        Before("code", "8GB रैम", "आठ जी बी रैम"),
    ),
)
