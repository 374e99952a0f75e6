"""Letters and digits in one: ``COVID-19``, ``5G``, ``एच1एन1``, ``एफ-16``, ``304ए``; vehicles."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from audio import regex
from audio.normalize.classes.interval import is_interval
from audio.normalize.classes.telephone import is_pin_after
from audio.normalize.context import HINDI, Context
from audio.normalize.english.latin_words import speak_latin, spell
from audio.normalize.gate import Gate
from audio.normalize.handler import Before, Finding, Handler, Start, Wording, speak_wording
from audio.normalize.letter_names import build_letter_pattern
from audio.normalize.numbers.words import say_cardinal, say_digits, say_year
from audio.normalize.tables_reader import index_rows, index_spellings, read_cues
from audio.records import Span, SpokenWord

_PART = regex.compile(
    rf"(?P<latin>\p{{Latin}}+)|(?P<hindi>{HINDI}+)|(?P<digits>\d+(?:\.\d+)?)|(?P<hyphen>-)",
    regex.V1,
)
# Possessive throughout: a run of letters or digits is taken whole or not at all, in linear time.
_DIGITS = r"\d{1,12}+(?!\d)(?:\.\d{1,4}+(?!\d))?"
_LATIN_RUN = r"\p{Latin}{1,24}+(?!\p{Latin})"
_HINDI_RUN = rf"{HINDI}{{1,40}}+(?!{HINDI})"
_SHAPE = regex.compile(
    rf"(?:{_LATIN_RUN}|{_HINDI_RUN}|{_DIGITS})"
    rf"(?:-?{_DIGITS}|-?{_LATIN_RUN}|(?<=\d)-?{_HINDI_RUN}){{1,8}}"
    rf"(?![%\p{{L}}\p{{M}}]|[:.,-]?\d| \d{{1,2}}/\d|/\d++(?! ?G\b| ?जी)|[/@]\p{{L}})",
    regex.V1,
)
"""Every run is taken whole (possessively), so that no text makes the pattern backtrack."""
_CLAUSE_BEFORE = regex.compile(
    r"(?r)\d(?:\p{Latin}{1,3}|\))?\(|(?:धारा|अनुच्छेद|नियम)[ \-]\d{1,4}[\p{L}\p{M}]{0,3} \("
)
"""``80CCD(1B)``, ``25(1-B)``, ``धारा-25 (1बी)``: a clause of a section."""
_TERM = regex.compile(r"\d[a-z](?=[²³]|(?: ?[+=×÷−]| [\-–] )[ \d(a-z])")
_TERM_BEFORE = regex.compile(r"(?r)(?:[+=×÷−] ?| - )")
_TERM_LAST = regex.compile(r"\d[a-z](?![\p{L}\p{M}\d])")
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
_ZONE = regex.compile(r"(?:UTC|GMT)-\d{1,2}(?![\d:])")
"""Hours from Greenwich, which are no code: ``UTC-3``."""


@dataclass(frozen=True, slots=True)
class Code:
    """The parts of a code, each already in words."""

    parts: tuple[Wording, ...]


def classify(context: Context, at: int) -> Finding[Code] | None:
    """Letters and digits joined, or with hyphens between."""
    match = _SHAPE.match(context.view, at) or _GENERATION.match(context.view, at)
    if match is None or context.view[at - 1 : at].isalnum() or _ZONE.match(context.view, at):
        return None
    parts = [
        part for part in _PART.finditer(context.view, at, match.end()) if part.lastgroup != "hyphen"
    ]
    if is_interval(context, parts[0].end()) or is_pin_after(context, parts[0].end()):
        return None
    if parts[0][0] in read_cues("lunar-half"):
        return None  # माघ शुक्ल-4
    kinds = {part.lastgroup for part in parts}
    if "digits" not in kinds or len(kinds) < 2 or not _may_be_hindi_code(parts, context):
        return None
    before = context.find_word_before(at)
    clause = parts[0].lastgroup == "digits" and _CLAUSE_BEFORE.match(context.view, 0, at)
    law = bool(clause) or any(before in read_cues(role) for role in _LABELS)
    law = law or _is_term(context, at)
    if match.end() - at >= _SHORTEST_IDENTIFIER and match[0].isalnum() and match[0].isupper():
        return Finding(Code(_spell_identifier(parts)), Span(*match.span()), "identifier")
    pieces = tuple(
        Wording(_say_part(parts, index, law=law), Span(*part.span()))
        for index, part in enumerate(parts)
    )
    return Finding(Code(pieces), Span(*match.span()), "letters and digits")


def _is_term(context: Context, at: int) -> bool:
    """Whether a digit counts a variable of algebra: ``x² + 2x + 1``."""
    if _TERM.match(context.view, at):
        return True
    before = _TERM_BEFORE.match(context.view, 0, at)
    return bool(before and _TERM_LAST.match(context.view, at))


def _spell_identifier(parts: list[regex.Match[str]]) -> tuple[Wording, ...]:
    """``09ABCDE1234F1Z5``: so long a one is said sign by sign, to be written down."""
    return tuple(
        Wording(
            say_digits(part[0]) if part.lastgroup == "digits" else spell(part[0]),
            Span(*part.span()),
        )
        for part in parts
    )


@cache
def _compile_letters() -> regex.Pattern[str]:
    return regex.compile(f"(?P<letter>{build_letter_pattern()}){{1,8}}")


def _may_be_hindi_code(parts: list[regex.Match[str]], context: Context) -> bool:
    """Devanagari joined to digits must be letter names; with a hyphen it may be any word."""
    for before, part in zip([None, *parts], parts, strict=False):
        if part.lastgroup != "hindi" or before is None:
            continue
        hyphen = before.end() < part.start()
        if not hyphen and not _compile_letters().fullmatch(part[0]):
            return False
    first = parts[0]
    if _is_short_for_number(first[0]) or _is_cut(context, parts[-1]):
        return False
    if _is_quantity(context, parts):
        return False
    joined = len(parts) > 1 and parts[1].start() == first.end()
    if first.lastgroup == "hindi" and joined:
        return bool(_compile_letters().fullmatch(first[0]))
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
        return _say_hindi(part[0])
    return _say_number(parts, index, law=law)


def _say_hindi(word: str) -> str:
    """Letter names apart, other words as they are."""
    match = _compile_letters().fullmatch(word)
    if match is None or word in index_rows("not_initialisms"):
        return word
    names = index_rows("letter_names")
    return " ".join(names[letter].cells[1] for letter in match.captures("letter"))


def _say_number(parts: list[regex.Match[str]], index: int, *, law: bool) -> str:
    """English for a single digit between letters (5G, H1N1), else Hindi."""
    digits = parts[index][0]
    whole, _, fraction = digits.partition(".")
    if fraction:
        return f"{say_cardinal(whole)} दशमलव {say_digits(fraction)}"
    if not law and len(digits) == 1 and _is_among_letters(parts, index):
        return index_rows("english_numbers")[digits].cells[1]
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
    return part.lastgroup == "hindi" and not _compile_letters().fullmatch(part[0])


def _is_among_letters(parts: list[regex.Match[str]], index: int) -> bool:
    """Whether letters are joined to the digit (ACE2, H1N1) or it leads them (5G, 5-जी)."""
    if index and parts[index - 1].end() == parts[index].start():
        return True
    if index:  # GPT-4o
        joined = parts[index + 1 : index + 2]
        return bool(joined) and joined[0].start() == parts[index].end() and joined[0][0].islower()
    following = parts[1]
    return following.lastgroup == "latin" or bool(_compile_letters().fullmatch(following[0]))


def verbalize(code: Code) -> list[SpokenWord]:
    """कोविड उन्नीस; फ़ाइव जी; एच वन एन वन."""
    return [word for part in code.parts for word in speak_wording(part)]


CODE = Handler(
    "code",
    "code",
    Start.DIGIT | Start.LATIN | Start.HINDI,
    classify,
    verbalize,
    gate=Gate(signs="-0123456789"),
    before=(
        Before("cardinal", "5G सेवा", "फ़ाइव जी सेवा"),
        Before("initialism", "एके-47 मिली", "ए के सैंतालीस मिली"),
        Before("latin", "ACE2 प्रोटीन", "ए सी ई टू प्रोटीन"),
    ),
)


# --- lineages ----------------------------------------------------------------------------

_NUMBERS = r"(?:\.(?P<number>\d{1,4})){1,4}(?![\d\p{L}]|\.\d)"
_LATIN_LINEAGE = regex.compile(r"(?P<letters>[A-Z]{1,4})" + _NUMBERS)


@cache
def _compile_hindi_lineage() -> regex.Pattern[str]:
    return regex.compile(rf"(?P<letters>{build_letter_pattern()}{{1,4}})" + _NUMBERS)


def classify_lineage(context: Context, at: int) -> Finding[Code] | None:
    """``XBB.1.5``, ``B.1.617.2``: as English letters and digits, dots said."""
    hindi = not context.view[at].isascii()
    match = (_compile_hindi_lineage() if hindi else _LATIN_LINEAGE).match(context.view, at)
    if match is None or context.view[at - 1 : at].isalnum():
        return None
    if not hindi and len(match["letters"]) == len(match.captures("number")) == 1:
        return None  # Q.3
    english = index_rows("english_numbers")
    letters = (_say_hindi if hindi else spell)(match["letters"])
    parts = [Wording(letters, Span(*match.span("letters")))]
    for number, (start, end) in zip(match.captures("number"), match.spans("number"), strict=True):
        digits = " ".join(english[digit].cells[1] for digit in number)
        parts += [Wording("डॉट", Span(start - 1, start)), Wording(digits, Span(start, end))]
    return Finding(Code(tuple(parts)), Span(*match.span()), "lineage")


LINEAGE = Handler(
    "lineage",
    "code",
    Start.LATIN | Start.HINDI,
    classify_lineage,
    verbalize,
    gate=Gate(signs=".", letters=True),
    before=(
        Before("dotted", "बी.1.617.2 वैरिएंट", "बी डॉट वन डॉट सिक्स वन सेवन डॉट टू वैरिएंट"),
        Before("initialism", "बीए.2 वैरिएंट", "बी ए डॉट टू वैरिएंट"),
        Before("latin", "XBB.1.5 वैरिएंट", "एक्स बी बी डॉट वन डॉट फ़ाइव वैरिएंट"),
    ),
)


# --- vehicles ----------------------------------------------------------------------------

_LATIN_PLATE = regex.compile(
    r"(?P<state>[A-Z]{2})[ \-]?(?P<district>\d{1,2})[ \-]?"
    r"(?P<series>[A-Z]{1,3}(?:[ \-][A-Z]{1,2})?)[ \-]?(?P<number>\d{4})(?![\d\p{L}])"
)


@cache
def _compile_hindi_plate() -> regex.Pattern[str]:
    letter = build_letter_pattern()
    return regex.compile(
        rf"(?P<state>(?:{letter}\.?){{2}})[ \-]?(?P<district>\d{{1,2}})[ \-]?"
        rf"(?P<series>(?:{letter}\.?){{1,3}})[ \-]?(?P<number>\d{{4}})(?![\d\p{{L}}])"
    )


def classify_plate(context: Context, at: int) -> Finding[Code] | None:
    """An Indian vehicle's number: letters by name, the district a number, the rest digits."""
    hindi = not context.view[at].isascii()
    match = (_compile_hindi_plate() if hindi else _LATIN_PLATE).match(context.view, at)
    if match is None or context.view[at - 1 : at].isalnum():
        return None
    letters = _say_hindi if hindi else spell
    words = (
        ("state", letters(match["state"].replace(".", ""))),
        ("district", say_cardinal(match["district"])),
        ("series", letters(match["series"].replace(".", ""))),
        ("number", say_digits(match["number"])),
    )
    parts = tuple(Wording(said, Span(*match.span(name))) for name, said in words)
    return Finding(Code(parts), Span(*match.span()), "vehicle")


PLATE = Handler(
    "plate",
    "vehicle",
    Start.LATIN | Start.HINDI,
    classify_plate,
    verbalize,
    gate=Gate(signs=".", letters=True),
    before=(
        Before("code", "MP09 CX 4471 की कार", "एम पी शून्य नौ सी एक्स चार चार सात एक की कार"),
        Before("dotted", "यू.पी.-14-ई.के.-9090 कार", "यू पी चौदह ई के नौ शून्य नौ शून्य कार"),
    ),
)


# --- episodes ----------------------------------------------------------------------------

_EPISODE = regex.compile(
    r"(?:[Ss](?P<season>\d{1,2}),? ?[Ee][Pp]?|E[Pp])\.?-? ?(?P<episode>\d{1,4})(?![\d\p{L}\p{M}])"
)


def classify_episode(context: Context, at: int) -> Finding[Code] | None:
    """``S2E5``, ``S01 Ep 03``, ``Ep-1245``: season and episode, or the episode alone."""
    match = _EPISODE.match(context.view, at)
    if match is None or context.view[at - 1 : at].isalnum():
        return None
    parts: list[Wording] = []
    start = at
    for name, word in (("season", "सीज़न"), ("episode", "एपिसोड")):
        if match[name]:
            number = Wording(say_cardinal(str(int(match[name]))), Span(*match.span(name)))
            parts += [Wording(word, Span(start, number.span.start)), number]
            start = number.span.end
    return Finding(Code(tuple(parts)), Span(*match.span()), "episode")


EPISODE = Handler(
    "episode",
    "code",
    Start.LATIN,
    classify_episode,
    verbalize,
    before=(Before("code", "S2E5 में", "सीज़न दो एपिसोड पाँच में"),),
)
