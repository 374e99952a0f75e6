"""Abbreviations of a closed list, each only before the kind of word it belongs to."""

from __future__ import annotations

from functools import cache

import regex

from audio.normalize.context import HINDI, WORD, Context
from audio.normalize.gate import Gate
from audio.normalize.handler import Before, Finding, Handler, Start, Wording, speak_wording
from audio.normalize.tables_reader import TableRow, index_spellings, read_cues, read_table
from audio.records import Span

_NUMBER_AFTER = regex.compile(r"[ :.\-]{0,2}(?:[#₹]?\d|[A-Z]{1,3}-?\d|[IVX]{1,5}+(?![\p{L}\p{M}]))")
_PHONE_AFTER = regex.compile(r"[ :.\-]{0,2}[+(]?\d[\d\- ]{3}")
_WORD_AFTER = regex.compile(r"[ \-(\"']{0,2}[^\s.,;:!?।॥…)\]}]")
_AT_START = regex.compile(
    rf"(?r)(?:\A|(?<!{WORD})(?:और|तथा|व|एवं|शहीद|श्री) |[^\p{{L}}\p{{M}}] )", regex.V1
)
_IN_ADDRESS = regex.compile(rf"(?r)(?:\A|(?<!{WORD})पुलिस |/\d{{2,4}} |[,(:] ?)", regex.V1)
_PLACE_AFTER = regex.compile(
    rf" ?{HINDI}{{2,20}}+(?:,? (?:जि\.|जनपद )|, ?(?:जिला|ज़िला) )", regex.V1
)
_GOES_ON = regex.compile(rf"{HINDI}{{1,3}}\.", regex.V1)
_DATE_AFTER = regex.compile(
    r"[.,]{0,2} ?(?:\d|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec))"
    r"|-(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)"
)
_NUMBER_BEFORE = regex.compile(r"(?r)\d ?")
_SYLLABLE = r"[\u0905-\u0914\u0915-\u0939\u093c][\u0901-\u0903\u093c\u093e-\u094c]{0,2}+"
_SYLLABLES = regex.compile(rf"(?:{_SYLLABLE}\. ?)+(?<=\.)")
_SYLLABLE_BEFORE = regex.compile(
    rf"(?r)(?<!{HINDI})(?P<part>{_SYLLABLE.removesuffix('+')})\. ?", regex.V1
)
_SYLLABLE_AFTER = regex.compile(rf" ?(?P<part>{_SYLLABLE})\. ?{HINDI}", regex.V1)
_TITLE_BEFORE = regex.compile(
    rf"(?r)(?<!{WORD})(?:श्री|श्रीमती|डॉ\.|डा\.|पं\.|प्रो\.|पंडित|डॉक्टर) ", regex.V1
)
_SPACED_PAIR = regex.compile(rf"{HINDI}{{1,3}}\. {HINDI}{{1,3}}\.", regex.V1)
_ALWAYS_TITLES = frozenset(("डॉ.", "डा.", "पं.", "श्री."))
_TITLES = frozenset(("डॉ", "डा", "पं", "मा", "मो", "कु", "चौ", "ठा", "मु", "ले", "मे", "श्री"))
"""Syllables that are titles themselves: ``मा. डॉ. शर्मा``."""
_DAY_BEFORE = regex.compile(r"(?r)(?<![\d.,:/])(?:0?[1-9]|[12]\d|3[01]) ?")
_MONTH_ENDS = regex.compile(
    r" ?(?:\Z|[,;)\]।\-])| (?:(?:को|से|तक|के|का|की|और|व|एवं|तथा)(?![\p{L}\p{M}])|\d)"
)
_LAW_AFTER = regex.compile(
    r"[ \-]?\d{1,3}[A-Z]?,? (?:of (?:the )?)?(?:IPC|BNSS?|CrPC|CRPC|NDPS|आईपीसी|बीएनएस|सीआरपीसी)"
)
_MONTHS = "जन|फ़?र|मार्च|अप्रै?|मई|जून|जुला?|अग|सित|अक्[टत]|नव|दिस"
_MONTH_LINK = r"(?: ?[/\-] ?| (?:से|व|और|या) )"
_MONTH_BESIDE = regex.compile(
    rf"(?r)(?<!{WORD})(?:{_MONTHS}){WORD}{{0,4}}\.?{_MONTH_LINK}", regex.V1
)
_MONTH_AFTER = regex.compile(rf"{_MONTH_LINK}(?:{_MONTHS})", regex.V1)
_DAYS = "सोम|मंगल|बुध|गुरु|शुक्र|शनि|रवि"
_WEEKDAY_BEFORE = regex.compile(
    rf"(?r)(?<!{WORD})(?:{_DAYS})(?:\.|वार)(?:[,/\-]? ?| (?:से|व|और|एवं|या) )", regex.V1
)
_WEEKDAY_AFTER = regex.compile(
    rf" (?:से|को|तक|व|और)(?!{WORD})|(?:[,/\-]? ?| (?:से|व|और|एवं|या) )(?:{_DAYS})\.", regex.V1
)
_EXTRA_BEFORE = regex.compile(
    r"(?r)(?:(?<!\p{L})(?:lb|nb|wd?|b|p) ?\d{1,2},? |(?:अतिरिक्त|एक्स्ट्रा|Extras) ?[:\-]? ?\(?)"
)
_EXTRA_AFTER = regex.compile(r" ?\d{1,2}(?:, ?| )(?:lb|nb|wd?|b|p) ?\d")
_SAMVAT_AFTER = regex.compile(rf" ?(?:1\d|20)\d\d (?:वि\.|में(?!{WORD}))", regex.V1)
_CLAUSE_START = regex.compile(r"(?r)(?:\A|[(,;:।\-\"'] ?)")
_SAMVAT_BEFORE = regex.compile(r"(?r)(?:संवत्?|सं\.) ?(?:1\d|20)\d\d ")
_PERSON_AFTER = regex.compile(
    rf" {HINDI}{{2,12}}+ (?:सिंह|यादव|कुमार|प्रसाद|लाल|शर्मा|वर्मा|खान|ख़ान|राम|चंद|चंद्र|मिश्रा"
    rf"|पांडेय?|पाल|राय|तिवारी|मीणा|पटेल|गुर्जर)(?!{HINDI})"
    rf"| {HINDI}{{2,10}}(?:पाल|सिंह|कुमार|प्रकाश|चंद|चंद्र) ",
    regex.V1,
)
_SECTOR_BEFORE = regex.compile(
    r"(?r)(?:, ?|(?:नोएडा|गुरुग्राम|गुड़गांव|गुड़गाँव|फरीदाबाद|फ़रीदाबाद|चंडीगढ़|पंचकूला|मोहाली"
    r"|रोहिणी|द्वारका|सोनीपत|रोहतक|हिसार|करनाल|पानीपत) )"
)
_SMALL_AFTER = regex.compile(r" (?:[a-z]|[A-Z]{2})")
_NAME_BEFORE = regex.compile(r"(?r)[\p{L}\p{M}.] ")
_CAPITAL_AFTER = regex.compile(r" \p{Lu}")


def classify(context: Context, at: int) -> Finding[Wording] | None:
    """The longest abbreviation at ``at`` whose condition holds.

    Conditions, in the third column of ``abbreviations.tsv``: ``word`` something follows that
    can be said, ``start`` the same and nothing but और or its like before, ``number`` a number
    follows, ``phone`` a long one, ``bracketed`` it stands alone in brackets, ``any`` neither
    is asked; ``title`` a word that is no postposition follows, ``address`` a word follows as
    in a line of an address, ``place`` a place with its district; ``@role`` a word of
    ``cues.tsv`` follows, ``<role`` one stands before and a number follows; else one of the
    words listed there follows. ``~role`` wants such a word before, ``day`` the day of a month,
    ``month`` that and no noun after; ``thing`` no name of a person follows, ``person`` a first
    name with another, ``sector`` a number, after a city or a comma.
    """
    if context.view[at - 1 : at].isalpha() and context.is_joined(at, len(context.view)):
        return None
    found = index_spellings("abbreviations").find(context.view, at)
    if found is None:
        return None
    row, end = found
    if _is_initial(context, at, end) and not _is_certain(context, row, at, end):
        return _read_initial(context, at, end)
    if context.view.count(".", at, end) > 1 and _GOES_ON.match(context.view, end):
        return None  # only the start of a longer one: अ.भा.वि.प.
    for reading, condition in zip(row.cells[1].split("|"), row.cells[2].split("|"), strict=True):
        if _holds(context, condition, at, end):
            span = Span(at, end)
            return Finding(Wording(reading, span), span, f"abbreviation {row.place}")
    return None


def _is_certain(context: Context, row: TableRow, at: int, end: int) -> bool:
    """Whether the very word stands beside that a reading asks for: ``बी.ए. द्वि. वर्ष``."""
    listed = (cell for cell in row.cells[2].split("|") if regex.match(r"@|\p{Devanagari}", cell))
    return any(_holds(context, condition, at, end) for condition in listed)


@cache
def _read_surnames() -> frozenset[str]:
    """Names of persons in Devanagari: ``रा. स. पाठक`` has initials."""
    return frozenset(row.cells[1] for row in read_table("english") if row.cells[2] == "person")


def _read_initial(context: Context, at: int, end: int) -> Finding[Wording] | None:
    """The syllable without its dot; a chain of several is left to the dotted syllables."""
    if _SPACED_PAIR.fullmatch(context.view, at, end):
        span = Span(at, end)
        words = context.text[at:end].replace(".", "")
        return Finding(Wording(words, span), span, "initials")
    if context.view.count(".", at, end) > 1 or _DOTTED_WORD.match(context.view, at):
        return None
    span = Span(at, end)
    return Finding(Wording(context.text[at : end - 1], span), span, "initial")


def _is_initial(context: Context, at: int, end: int) -> bool:
    """Whether it is one syllable in a chain of initials: ``रा. मा. शर्मा``, ``वि. स. खांडेकर``."""
    if _TITLE_BEFORE.match(context.view, 0, at) and _SPACED_PAIR.fullmatch(context.view, at, end):
        return True  # श्री म. प्र. द्विवेदी
    if not _SYLLABLES.fullmatch(context.view, at, end):
        return False
    if context.view[at:end] in _ALWAYS_TITLES:
        return False
    if context.view.count(".", at, end) > 1:
        following = context.find_word_after(end)
        known = read_cues("postposition") | read_cues("assembly")
        return context.view[at:end] == "वि. स." and bool(following) and following not in known
    before = _SYLLABLE_BEFORE.match(context.view, 0, at)
    if before and before["part"] not in _TITLES and not _NUMBER_AFTER.match(context.view, end):
        return True
    after = _SYLLABLE_AFTER.match(context.view, end)
    mere = context.view[at:end] in ("मा.", "सं.", "मे.", "अ.", "प.")
    return mere and after is not None and after["part"] not in _TITLES


def _holds(context: Context, condition: str, at: int, end: int) -> bool:
    """Whether a condition of the table is met around the abbreviation from ``at`` to ``end``."""
    role = condition[1:]
    if condition.startswith("@"):
        return context.find_word_after(end) in read_cues(role)
    if condition.startswith(("<", "~")):
        beside = context.find_word_beside(at) in read_cues(role)
        return beside and (condition[0] == "~" or bool(_NUMBER_AFTER.match(context.view, end)))
    if condition in _BESIDE:
        before_it, after_it = _BESIDE[condition]
        return bool(before_it.match(context.view, 0, at) or after_it.match(context.view, end))
    if condition == "title" and context.find_word_after(end) in read_cues("postposition"):
        return False
    if condition not in _CONDITIONS:
        following = context.find_word_after(end)
        listed = following in condition.split(",")
        return following not in _read_surnames() if condition == "thing" else listed
    before, after = _CONDITIONS[condition]
    return (not before or bool(before.match(context.view, 0, at))) and (
        not after or bool(after.match(context.view, end))
    )


_BESIDE = {
    "months": (_MONTH_BESIDE, _MONTH_AFTER),
    "extras": (_EXTRA_BEFORE, _EXTRA_AFTER),
    "weekdays": (_WEEKDAY_BEFORE, _WEEKDAY_AFTER),
}
"""What must stand before or after."""
_CONDITIONS: dict[str, tuple[regex.Pattern[str] | None, regex.Pattern[str] | None]] = {
    "any": (None, None),
    "number": (None, _NUMBER_AFTER),
    "word": (None, _WORD_AFTER),
    "title": (None, _WORD_AFTER),
    "address": (_IN_ADDRESS, _WORD_AFTER),
    "place": (None, _PLACE_AFTER),
    "phone": (None, _PHONE_AFTER),
    "start": (_AT_START, _WORD_AFTER),
    "after-number": (_NUMBER_BEFORE, None),
    "bracketed": (regex.compile(r"(?r)\("), regex.compile(r"\)")),
    "weekday": (None, _DATE_AFTER),
    "day": (_DAY_BEFORE, None),
    "month": (_DAY_BEFORE, _MONTH_ENDS),
    "law": (None, _LAW_AFTER),
    "small": (None, _SMALL_AFTER),
    "against": (_NAME_BEFORE, _CAPITAL_AFTER),
    "samvat-year": (_CLAUSE_START, _SAMVAT_AFTER),
    "vikrami": (_SAMVAT_BEFORE, None),
    "person": (_AT_START, _PERSON_AFTER),
    "sector": (_SECTOR_BEFORE, regex.compile(r" ?\d{1,3}(?![\d.,])")),
}
"""What must stand before and after; any other condition is a role or a list of words."""


_DOTTED_WORD = regex.compile(
    rf"(?P<part>{HINDI}{{1,3}}+(?!{HINDI}))\.(?:(?P<part>{HINDI}{{1,3}}+(?!{HINDI}))\.){{1,6}}"
    rf"|(?P<part>{_SYLLABLE})\. ?(?P<part>{_SYLLABLE})\.(?: ?(?P<part>{_SYLLABLE})\.)?"
    rf"(?= (?:{HINDI}{{4}}|\d|[A-Z]))",
    regex.V1,
)


def classify_dotted(context: Context, at: int) -> Finding[Wording] | None:
    """Short syllables with dots and no spaces, in no table, each a word: ``ग.म.`` is ग म."""
    match = _DOTTED_WORD.match(context.view, at)
    if match is None:
        return None
    span = Span(*match.span())
    return Finding(Wording(" ".join(match.captures("part")), span), span, "dotted syllables")


DOTTED_WORD = Handler(
    "dotted_word", "abbreviation", Start.HINDI, classify_dotted, speak_wording, gate=Gate(signs=".")
)
ABBREVIATION = Handler(
    "abbreviation",
    "abbreviation",
    Start.HINDI | Start.LATIN,
    classify,
    speak_wording,
    gate=Gate(tables=("abbreviations",), signs="."),
    before=(
        Before("dotted", "ई.पू. 300 में", "ईसा पूर्व तीन सौ में"),
        Before("latin", "Dr. सिंह", "डॉक्टर सिंह"),
    ),
)
