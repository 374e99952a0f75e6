"""Letters and digits in one: ``COVID-19``, ``5G``, ``एच1एन1``, ``एफ-16``, ``304ए``."""

from __future__ import annotations

from audio import regex
from audio.normalize.classes.interval import is_interval
from audio.normalize.classes.pin_code import is_pin_after
from audio.normalize.classes.service_number import match_service_number
from audio.normalize.context import HINDI, Context
from audio.normalize.english.latin_words import speak_latin, spell
from audio.normalize.gate import Gate
from audio.normalize.handler import Before, Finding, Handler, Pieces, Start, Wording, speak_pieces
from audio.normalize.letter_names import match_letter_names, say_letter_names
from audio.normalize.numbers.words import say_cardinal, say_digits, say_in_english, say_year
from audio.normalize.tables_reader import index_spellings, read_cues
from audio.records import Span

_PART = regex.compile(
    rf"(?P<latin>\p{{Latin}}+)|(?P<hindi>{HINDI}+)|(?P<digits>\d+(?:\.\d+)?)|(?P<hyphen>-)",
    regex.V1,
)
# Possessive throughout: a run of letters or digits is taken whole or not at all, in linear time.
_DIGITS = r"\d{1,12}+(?!\d)(?:\.\d{1,4}+(?!\d))?"
_LATIN_RUN = r"\p{Latin}{1,24}+(?!\p{Latin})"
_HINDI_RUN = rf"{HINDI}{{1,40}}+(?!{HINDI})"
_GLUED = r"(?:का|की|के|को|में|से|पर|ने)(?![\p{L}\p{M}])"
"""What may be written onto a code without a space: ``5Gका``."""
_SHAPE = regex.compile(
    rf"(?:{_LATIN_RUN}|{_HINDI_RUN}|{_DIGITS})"
    rf"(?:-?{_DIGITS}|-?{_LATIN_RUN}|(?<=\d)-?{_HINDI_RUN}){{1,8}}"
    rf"(?:(?={_GLUED})"
    rf"|(?![%\p{{L}}\p{{M}}]|[:.,-]?\d| \d{{1,2}}/\d|/\d++(?! ?G\b| ?जी)"
    rf"|[/@](?!\p{{Latin}}\d)\p{{L}}))",
    regex.V1,
)
"""Every run is taken whole (possessively), so that no text makes the pattern backtrack."""
_CLAUSE_BEFORE = regex.compile(
    r"(?r)\d(?:\p{Latin}{1,3}|\))?\(|(?:धारा|अनुच्छेद|नियम)[ \-]\d{1,4}[\p{L}\p{M}]{0,3} \("
)
"""``80CCD(1B)``, ``25(1-B)``, ``धारा-25 (1बी)``: a clause of a section."""
_TERM = regex.compile(
    r"\d[a-z](?=[²³]|(?: ?[+=×÷−]| [\-–] )[ \d(a-z]| -\d)"
    r"|\d[XY](?= ?[+\-] [^।?!]{0,30}=)|\d[A-Z](?=[²³]| ?= ?\d{0,3}[A-Z](?![\p{L}\p{M}])"
    r"| ?= ?\d{1,4}(?![\p{L}\p{M}\d.,]))"
)
_FACTOR = regex.compile(r"[a-z][²³]?-\d{1,3}\)[^।?!]{0,30}[=(]")
_FACTOR_BEFORE = regex.compile(r"(?r)\(")
_TERM_BEFORE = regex.compile(r"(?r)(?:[+=×÷−] ?| - )")
_TERM_LAST = regex.compile(
    r"\d[a-z](?![\p{L}\p{M}\d])|(?<=(?<![\p{L}\p{M}])\d?[A-Z] ?= ?)\d[A-Z](?![\p{L}\p{M}\d])"
)
_SPAN_AFTER = regex.compile(r"(?<=-(?:1\d|20)\d\d) से (?:1\d|20)\d\d (?:ई|तक|के बीच)")
"""``खिलजी वंश-1290 से 1320``: a span of years after a dash."""
_SIBLING = r"\d[A-F]"
_LISTING = r"(?:, ?| ?/ ?| (?:और|व|या|तथा|एवं) )"
_SIBLINGS_AFTER = regex.compile(
    rf"(?:{_LISTING}{_SIBLING}){{0,5}}{_LISTING}\d\d[A-F](?![\p{{L}}\d])"
)
_SIBLINGS_BEFORE = regex.compile(rf"(?r)(?<!\d)\d\d[A-F](?:{_LISTING}{_SIBLING}){{0,5}}{_LISTING}")
_DATED_VOLUME = regex.compile(r"[IVX]{1,5}-(?:\d{1,3}|(?:1[6-9]|20)\d\d)(?![\p{L}\p{M}\d])")
_MASK = regex.compile(r"[Xx]{3,}")
_PADDED = regex.compile(r"0[1-9]")
"""A count with a nought before it, as in a list: ``मोबाइल-04, लैपटॉप-01``."""
_SHORTEST_IDENTIFIER = 9
_LABELS = ("law", "numbered", "lettered-before")


_GENERATION = regex.compile(
    r"(?P<digits>[2-6]) (?:(?P<hindi>जी)|(?P<latin>G)(?! ?[.\d/]))(?![\p{L}\p{M}])"
    r"(?! (?:हाँ|हां|नहीं|भर|बी|ने|आप|मैं|हम|मेरा|मेरी)(?![\p{L}\p{M}]))"
)
"""A generation of telephony with a space inside: ``5 जी नेटवर्क``, but not ``5 जी भर के``."""
_FLIGHT = regex.compile(
    r"(?:6(?:E|ई)|(?P<other>AI|IX|SG|UK|QP|I5|G8|EK|QR|EY|एआई|एसजी|यूके|क्यूपी|आईएक्स))"
    r"[ \-]\d{3,4}(?![\d\p{L}\p{M}%]|[.,:/\-]\d)"
)
"""A flight by the letters of its airline: ``6E 2341``; letters that may be others, by a word."""
_ZONE = regex.compile(r"(?:UTC|GMT)-\d{1,2}(?![\d:])")
"""Hours from Greenwich, which are no code: ``UTC-3``."""


def classify(context: Context, at: int) -> Finding[Pieces] | None:
    """Letters and digits joined, or with hyphens between."""
    flight = _match_flight(context, at)
    match = flight or _SHAPE.match(context.view, at) or _GENERATION.match(context.view, at)
    if match is None or context.view[at - 1 : at].isalnum() or _ZONE.match(context.view, at):
        return None
    parts = [
        part for part in _PART.finditer(context.view, at, match.end()) if part.lastgroup != "hyphen"
    ]
    if _is_apart(context, parts):
        return None
    factor = _FACTOR.match(context.view, at) and _FACTOR_BEFORE.match(context.view, 0, at)
    if factor or parts[0][0] in read_cues("lunar-half"):
        return None  # (x-2)(x-3) = 0, माघ शुक्ल-4
    kinds = {part.lastgroup for part in parts}
    if "digits" not in kinds or len(kinds) < 2 or not _may_be_hindi_code(parts, context):
        return None
    before = context.find_word_before(at)
    clause = parts[0].lastgroup == "digits" and _CLAUSE_BEFORE.match(context.view, 0, at)
    law = bool(clause) or before in read_cues(*_LABELS)
    law = not flight and (law or _is_term(context, at))
    if match.end() - at >= _SHORTEST_IDENTIFIER and match[0].isalnum() and match[0].isupper():
        return Finding(_spell_identifier(parts), Span(*match.span()), "identifier")
    pieces = [
        Wording(_say_part(parts, index, law=law), Span(*part.span()))
        for index, part in enumerate(parts)
    ]
    if law and [part.lastgroup for part in parts] == ["digits", "latin", "digits", "latin"]:
        pieces.insert(2, Wording("से", Span(parts[1].end(), parts[2].start())))  # 66A-66F
    return Finding(tuple(pieces), Span(*match.span()), "letters and digits")


def _is_apart(context: Context, parts: list[regex.Match[str]]) -> bool:
    """Whether a number is no part of the word before: ``पुलिस-112``, ``पटना-800001``."""
    end = parts[0].end()
    apart = is_interval(context, end) or is_pin_after(context, end)
    apart = apart or _is_dated_volume(context, parts[0].start())
    return apart or match_service_number(context, parts[-1].start()) is not None


def _is_dated_volume(context: Context, at: int) -> bool:
    """``खंड I-1995``, ``सूची III-42``: a volume and its year or part."""
    if not _DATED_VOLUME.match(context.view, at):
        return False
    return context.find_word_beside(at) in read_cues("roman-before")


def _match_flight(context: Context, at: int) -> regex.Match[str] | None:
    """``6E 2341``, ``फ्लाइट AI 101``."""
    match = _FLIGHT.match(context.view, at)
    if match is None or not match["other"]:
        return match
    return None if read_cues("flight").isdisjoint(context.find_words_before(at, 4)) else match


def _is_term(context: Context, at: int) -> bool:
    """Whether a digit counts a variable of algebra: ``x² + 2x + 1``."""
    if _TERM.match(context.view, at):
        return True
    before = _TERM_BEFORE.match(context.view, 0, at)
    return bool(before and _TERM_LAST.match(context.view, at))


def _spell_identifier(parts: list[regex.Match[str]]) -> Pieces:
    """``09ABCDE1234F1Z5``: so long a one is said sign by sign, to be written down."""
    return tuple(
        Wording(
            say_digits(part[0]) if part.lastgroup == "digits" else spell(part[0]),
            Span(*part.span()),
        )
        for part in parts
    )


def _may_be_hindi_code(parts: list[regex.Match[str]], context: Context) -> bool:
    """Devanagari joined to digits must be letter names; with a hyphen it may be any word."""
    for before, part in zip([None, *parts], parts, strict=False):
        if part.lastgroup != "hindi" or before is None:
            continue
        hyphen = before.end() < part.start()
        if not hyphen and not match_letter_names(part[0]):
            return False
    first = parts[0]
    span = _is_word(first) and _SPAN_AFTER.match(context.view, parts[-1].end())
    if span or _is_short_for_number(first[0]) or _is_cut(context, parts[-1]):
        return False
    if _is_quantity(context, parts):
        return False
    joined = len(parts) > 1 and parts[1].start() == first.end()
    if first.lastgroup == "hindi" and joined:
        return bool(match_letter_names(first[0]))
    return not (first.lastgroup == "hindi" and context.view[first.end() + 1 :][:1] == "-")


def _is_short_for_number(word: str) -> bool:
    """Whether a number follows the word where it is cut short: ``नं-15018``."""
    row = index_spellings("abbreviations").get(word)
    return row is not None and "number" in row.cells[2].split("|")


def _is_quantity(context: Context, parts: list[regex.Match[str]]) -> bool:
    """Whether so much of a unit follows the hyphen: ``रकबा-0.25 डिस.``."""
    last = parts[-1]
    if last.lastgroup != "digits" or not _is_word(parts[0]):
        return False
    at = last.end() + (context.view[last.end() : last.end() + 1] == " ")
    found = index_spellings("units").find(context.view, at)
    return found is not None and not context.view[at : found[1]].isascii()


def _is_cut(context: Context, part: regex.Match[str]) -> bool:
    """Whether a word ends a code with the dot of an abbreviation: ``2019-स्था.``."""
    if part.lastgroup != "hindi" or context.view[part.end() : part.end() + 1] != ".":
        return False
    return index_spellings("abbreviations").get(f"{part[0]}.") is not None and _is_word(part)


def _say_part(parts: list[regex.Match[str]], index: int, *, law: bool) -> str:
    part = parts[index]
    if part.lastgroup == "latin":
        if len(part[0]) <= 2:
            return spell(part[0])
        return speak_latin(part[0]).spoken
    if part.lastgroup == "hindi":
        return say_letter_names(part[0])
    return _say_number(parts, index, law=law)


def _say_number(parts: list[regex.Match[str]], index: int, *, law: bool) -> str:
    """English for a single digit between letters (5G, H1N1), else Hindi."""
    digits = parts[index][0]
    whole, _, fraction = digits.partition(".")
    if fraction:
        return f"{say_cardinal(whole)} दशमलव {say_digits(fraction)}"
    alone = len(digits) == 1 and not _has_longer_sibling(parts)
    if not law and alone and _is_among_letters(parts, index):
        return say_in_english(digits)
    before = parts[index - 1][0] if index else ""
    padded = _PADDED.fullmatch(digits) and index and _is_word(parts[index - 1])
    if padded or before in read_cues("tallied"):  # ग्रेड पे-4200
        return say_cardinal(str(int(digits)))
    variety = before in read_cues("crop")  # पूसा-1121
    if len(digits) == 4 and (variety or digits[:2] in ("18", "19", "20")):
        return say_year(digits)
    spelled = len(digits) > 3 or _MASK.fullmatch(before)
    return say_digits(digits) if spelled else say_cardinal(digits)


def _is_word(part: regex.Match[str]) -> bool:
    """Whether a part is a Hindi word and no name of letters."""
    return part.lastgroup == "hindi" and not match_letter_names(part[0])


def _has_longer_sibling(parts: list[regex.Match[str]]) -> bool:
    """``9A`` in ``9A, 9B और 14A``: all of a list are said in one language."""
    first, last = parts[0], parts[-1]
    listed = [part.lastgroup for part in parts] == ["digits", "latin"] and last[0] in "ABCDEFH"
    return listed and bool(
        _SIBLINGS_AFTER.match(first.string, last.end())
        or _SIBLINGS_BEFORE.match(first.string, 0, first.start())
    )


def _is_among_letters(parts: list[regex.Match[str]], index: int) -> bool:
    """Whether letters are joined to the digit (ACE2, H1N1) or it leads them (5G, 5-जी)."""
    if index and parts[index - 1].end() == parts[index].start():
        return True
    if index:  # GPT-4o
        joined = parts[index + 1 : index + 2]
        return bool(joined) and joined[0].start() == parts[index].end() and joined[0][0].islower()
    following = parts[1]
    return following.lastgroup == "latin" or bool(match_letter_names(following[0]))


CODE = Handler(
    "code",
    "code",
    Start.DIGIT | Start.LATIN | Start.HINDI,
    classify,
    speak_pieces,
    gate=Gate(signs="-0123456789"),
    before=(
        Before("cardinal", "5G सेवा", "फ़ाइव जी सेवा"),
        Before("initialism", "एके-47 मिली", "ए के सैंतालीस मिली"),
        Before("latin", "ACE2 प्रोटीन", "ए सी ई टू प्रोटीन"),
    ),
)
