"""What must stand beside an abbreviation, by the conditions that ``abbreviations.tsv`` names."""

from __future__ import annotations

from functools import cache

import regex

from audio.normalize.context import HINDI, WORD, Context
from audio.normalize.tables_reader import read_cues, read_table

NUMBER_AFTER = regex.compile(
    r"[ :.\-]{0,2}(?:[#₹'’]?\d|[A-Z]{1,3}-?\d|[IVX]{1,5}+(?![\p{L}\p{M}]))"
)
_CODE_AFTER = r"[ :.\-]{0,2}[A-Z][A-Z()/\- ]{1,11}\d"
_PHONE_AFTER = r"[ :.\-]{0,2}[+(]?\d[\d\- ]{3}"
_WORD_AFTER = r"[ \-(\"']{0,2}[^\s.,;:!?।॥…)\]}]"
_AT_START = rf"(?r)(?:\A|(?<!{WORD})(?:और|तथा|व|एवं|शहीद|श्री) |[^\p{{L}}\p{{M}}] )"
_IN_ADDRESS = rf"(?r)(?:\A|(?<!{WORD})पुलिस |/\d{{2,4}} |[,(:] ?)"
_PLACE_AFTER = rf" ?{HINDI}{{2,20}}+(?:,? (?:जि\.|जनपद )|, ?(?:जिला|ज़िला) )"
_DATE_AFTER = (
    r"[.,]{0,2} ?(?:\d|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec))"
    r"|-(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)"
)
_NUMBER_BEFORE = r"(?r)\d ?"
_DAY_BEFORE = r"(?r)(?<![\d.,:/])(?:0?[1-9]|[12]\d|3[01]) ?"
_MONTH_ENDS = r" ?(?:\Z|[,;)\]।\-])| (?:(?:को|से|तक|के|का|की|और|व|एवं|तथा)(?![\p{L}\p{M}])|\d)"
_LAW_AFTER = (
    r"[ \-]?(?:1[7-9]\d|[2-9]\d\d)(?!\d)"
    r"|[ \-]?\d{1,3}[A-Z]?,? (?:of (?:the )?)?(?:IPC|BNSS?|CrPC|CRPC|NDPS|आईपीसी|बीएनएस|सीआरपीसी)"
)
_OF_LAW_AFTER = r" (?:(?:की|के) (?:उप)?धारा|(?:के )?(?:तहत|अंतर्गत|अन्तर्गत|अधीन|प्रावधान))"
_MONTHS = (
    "जन|फ़?र|मार्च|अप्रै?|मई|जून|जुला?|अग|सित|अक्[टत]|नव|दिस"
    "|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec"
)
_MONTH_LINK = r"(?: ?[/\-] ?| (?:से|व|और|या) )"
_MONTH_BESIDE = rf"(?r)(?<!{WORD})(?:{_MONTHS}){WORD}{{0,4}}\.?{_MONTH_LINK}"
_MONTH_AFTER = rf"{_MONTH_LINK}(?:{_MONTHS})"
_REPORT_START = r"(?r)(?:\A|[।|\n(\[] ?)[\s\"']{0,2}"
_BYLINE_ENDS = rf" ?[,:।|)\-]| ?\Z| {HINDI}{{2,20}}+(?: {HINDI}{{2,20}}+)? ?[:।(]"
"""``जासं, वाराणसी :``, ``संसू बलिया :``, ``(जासं)``."""
_CLOCK_AFTER = (
    r" ?\d{1,2}(?:[:.]\d\d)?(?: ?- ?\d{1,2}(?:[:.]\d\d)?)? (?:बजे|बजकर|से \d|तक )"
    rf"| ?\d{{1,2}}[:.]\d\d (?:पर|से|तक)(?!{WORD})| ?\d{{1,2}} से {HINDI}{{1,6}}\. ?\d{{1,2}} बजे"
)
_DAYS = "सोम|मंगल|बुध|गुरु|शुक्र|शनि|रवि"
_WEEKDAY_BEFORE = rf"(?r)(?<!{WORD})(?:{_DAYS})(?:\.|वार)(?:[,/\-]? ?| (?:से|व|और|एवं|या) )"
_WEEKDAY_AFTER = (
    rf" (?:से|को|तक|व|और)(?!{WORD})|(?:[,/\-]? ?| (?:से|व|और|एवं|या) )(?:{_DAYS})\."
    r"|,? (?:(?:सुबह|दोपहर|शाम|रात) )?\d{1,2}(?:[:.]\d\d)? ?बजे"
)
_EXTRAS = r"lb|nb|wd?|b|p|बा|लेबा|ले\.बा\.|नोबा|वा"
_EXTRA_BEFORE = (
    rf"(?r)(?:(?<![\p{{L}}\p{{M}}])(?:{_EXTRAS}) ?\d{{1,2}},? "
    r"|(?:अतिरिक्त|अति\.|एक्स्ट्रा|Extras) ?[:\-]? ?(?:\d{1,2} ?)?\(?)"
)
_EXTRA_AFTER = rf" ?\d{{1,2}}(?:, ?| )(?:{_EXTRAS}) ?\d"
_SAMVAT_AFTER = (
    rf" ?(?:1\d|20)\d\d (?:वि\.|में(?!{WORD})|चैत्र|चैत|वैशाख|ज्येष्ठ|जेठ|आषाढ़?|श्रावण|सावन|भाद्र|भादो"
    r"|आश्विन|कुआर|कार्तिक|मार्गशीर्ष|अगहन|पौष|पूस|माघ|फाल्गुन|फागुन)"
)
_CLAUSE_START = r"(?r)(?:\A|[(,;:।\-\"'] ?)"
_SAMVAT_YEAR = r" ?(?:1\d|20)\d\d वि\."
_YEAR_AFTER = r",? ?\(?(?:1[4-9]|20)\d\d(?![\d/.])"
_LIFE_AFTER = r" ?:? ?(?:\d{1,2} ?\p{L}[\p{L}\p{M}]{1,8},? ?)?1?\d\d\d(?![\d/.])"
_AGE_AFTER = r" ?\d{1,3} ?(?:वर्ष|साल)"
_IN_BRACKETS_BEFORE = r"(?r)(?:\(|(?:उम्र|आयु) )\d{1,3} ?"
_BRACKET_AFTER = r"\)| "
_PLATE_AFTER = r" ?[A-Z]{2}[ \-]?\d{1,2}[ \-]?[A-Z]"
"""The number of a vehicle."""
_DEGREES_AFTER = r" ?[:\-]? ?-?\d{1,2}(?:\.\d)? ?(?:डि\.|डिग्री|डिसे|°|से\.)"
_SAMVAT_BEFORE = r"(?r)(?:संवत्?|सं\.) ?(?:1\d|20)\d\d "
_PERSON_AFTER = (
    rf" {HINDI}{{2,12}}+ (?:सिंह|यादव|कुमार|प्रसाद|लाल|शर्मा|वर्मा|खान|ख़ान|राम|चंद|चंद्र|मिश्रा"
    rf"|पांडेय?|पाल|राय|तिवारी|मीणा|पटेल|गुर्जर)(?!{HINDI})"
    rf"| {HINDI}{{2,10}}(?:पाल|सिंह|कुमार|प्रकाश|चंद|चंद्र) "
)
_RESIDENT_AFTER = (
    rf" {HINDI}{{2,12}}+(?: {HINDI}{{2,10}}+)?,? (?:नि\.|निवासी|उम्र|आयु|जाति|साकिन)(?!{HINDI})"
)
"""``रमेश पु. सोहन लाल निवासी``."""
_NAME_AFTER = rf" {HINDI}{{2,12}}+(?!\.)"
_ACCUSED_AFTER = (
    rf" {HINDI}{{2,12}}+(?: {HINDI}{{2,10}}+)?,? (?:उर्फ|पु\.|पुत्र|नि\.|निवासी)(?!{HINDI})"
)
_PLEADS_AFTER = r" (?:ने|द्वारा) (?:तर्क|दलील|बहस|जमानत|अदालत|कोर्ट|न्यायालय)"
_MONK_AFTER = rf" {HINDI}{{1,10}}(?:नंद|नन्द|दास|गिरि|देव|आचार्य|ाचार्य)(?!{HINDI})"
_CAUGHT_AFTER = rf" (?:{HINDI}{{2,12}}+ ){{1,2}}बो(?:\.|ल्ड)| (?:व|एवं|और|एंड|ऐंड) बो(?:\.|ल्ड)"
"""How a batsman got out: ``का. गिल बो. बुमराह``."""
_DOSE_AFTER = r" ?\d{2,4} ?(?:मि\.? ?ग्रा|एमजी|एम\.जी|mg)"
_MEDICINE_AFTER = rf" {HINDI}{{2,16}}+(?: {HINDI}{{2,16}}+)? {_DOSE_AFTER.lstrip(' ?')}"
_LATE_AFTER = r" (?:\(?\d|(?:करीब|लगभग|साढ़े|डेढ़|ढाई) )"
_SECTOR_BEFORE = (
    r"(?r)(?:, ?|(?:नोएडा|गुरुग्राम|गुड़गांव|गुड़गाँव|फरीदाबाद|फ़रीदाबाद|चंडीगढ़|पंचकूला|मोहाली"
    r"|रोहिणी|द्वारका|सोनीपत|रोहतक|हिसार|करनाल|पानीपत) )"
)
_SMALL_AFTER = r" (?:[a-z]|[A-Z]{2})"
_NAME_BEFORE = r"(?r)[\p{L}\p{M}.] "
_CAPITAL_AFTER = r" \p{Lu}"


@cache
def _read_surnames() -> frozenset[str]:
    """Names of persons in Devanagari: ``रा. स. पाठक`` has initials."""
    return frozenset(row.cells[1] for row in read_table("english") if row.cells[2] == "person")


def holds(context: Context, condition: str, at: int, end: int) -> bool:
    """Whether a condition of the table is met around the abbreviation from ``at`` to ``end``.

    ``word`` something follows that can be said, ``start`` the same and nothing but और or its
    like before, ``number`` a number follows, ``phone`` a long one, ``code`` capitals and a
    number, ``clock`` a time, ``bracketed`` it stands alone in brackets, ``any`` neither is
    asked; ``title`` a word that is no postposition follows, ``address`` a word follows as in a
    line of an address, ``place`` a place with its district; ``@role`` a word of ``cues.tsv``
    follows, ``<role`` one stands before and a number follows, ``~role`` one stands before;
    ``after:`` one of the words listed stands before; ``day`` the day of a month, ``month`` that
    and no noun after; ``thing`` no name of a person follows, ``person`` a first name with
    another, ``sector`` a number, after a city or a comma; ``byline`` it opens a report,
    ``answer`` it opens one and a colon follows; ``year`` a year follows, ``lived`` a year or a
    date with one, after the start of a clause, ``samvat`` a year of the Vikrama era, ``aged``
    an age, ``aged-in-brackets`` the number of years before, ``degrees`` a temperature, ``plate``
    a vehicle's number, ``of-law`` a section of the law; ``resident`` the name of a father, then
    a home or an age, ``kin`` after the start of a clause a name, ``accused`` a name with an
    alias, a father or a home, ``pleads`` words for a court, ``monk`` a name that monks take,
    ``caught`` a fielder and a bowler, ``weighed`` a weight, ``wickets`` a number up to ten before,
    ``verse-opens`` it opens a verse, ``medicine`` a drug and its dose, ``dose`` milligrams,
    ``late`` how late a train is, or its number; else one of the words listed there follows.
    """
    if condition in _BESIDE:
        before_it, after_it = _BESIDE[condition]
        return _stands_before(before_it, context, at) or _stands_after(after_it, context, end)
    if condition == "title" and context.find_word_after(end) in read_cues("postposition"):
        return False
    if condition not in _CONDITIONS:
        return _is_word_beside(context, condition, at, end)
    before, after = _CONDITIONS[condition]
    return (not before or _stands_before(before, context, at)) and (
        not after or _stands_after(after, context, end)
    )


def _stands_before(pattern: str, context: Context, at: int) -> bool:
    return bool(_compile(pattern).match(context.view, 0, at))


def _stands_after(pattern: str, context: Context, end: int) -> bool:
    return bool(_compile(pattern).match(context.view, end))


@cache
def _compile(pattern: str) -> regex.Pattern[str]:
    """The pattern of a condition, compiled when it is first asked: most texts need few of them."""
    return regex.compile(pattern, regex.V1)


def _is_word_beside(context: Context, condition: str, at: int, end: int) -> bool:
    """Whether a word stands beside that a condition names or lists."""
    role, following = condition[1:], context.find_word_after(end)
    if condition.startswith("@"):
        return following in read_cues(role)
    if condition.startswith(("<", "~")):
        beside = context.find_word_beside(at) in read_cues(role)
        return beside and (condition[0] == "~" or bool(NUMBER_AFTER.match(context.view, end)))
    if condition.startswith(_AFTER):
        return context.find_word_beside(at) in condition.removeprefix(_AFTER).split(",")
    if condition == "thing":
        return following in read_cues("postposition") or following not in _read_surnames()
    return following in condition.split(",")


_AFTER = "after:"
_BESIDE = {
    "months": (_MONTH_BESIDE, _MONTH_AFTER),
    "extras": (_EXTRA_BEFORE, _EXTRA_AFTER),
    "weekdays": (_WEEKDAY_BEFORE, _WEEKDAY_AFTER),
}
"""What must stand before or after."""
_CONDITIONS: dict[str, tuple[str, str]] = {
    "any": ("", ""),
    "number": ("", NUMBER_AFTER.pattern),
    "word": ("", _WORD_AFTER),
    "title": ("", _WORD_AFTER),
    "address": (_IN_ADDRESS, _WORD_AFTER),
    "place": ("", _PLACE_AFTER),
    "phone": ("", _PHONE_AFTER),
    "code": ("", _CODE_AFTER),
    "start": (_AT_START, _WORD_AFTER),
    "after-number": (_NUMBER_BEFORE, ""),
    "bracketed": (r"(?r)\(", r"\)"),
    "weekday": ("", _DATE_AFTER),
    "day": (_DAY_BEFORE, ""),
    "month": (_DAY_BEFORE, _MONTH_ENDS),
    "law": ("", _LAW_AFTER),
    "of-law": ("", _OF_LAW_AFTER),
    "small": ("", _SMALL_AFTER),
    "against": (_NAME_BEFORE, _CAPITAL_AFTER),
    "samvat-year": (_CLAUSE_START, _SAMVAT_AFTER),
    "samvat": ("", _SAMVAT_YEAR),
    "year": ("", _YEAR_AFTER),
    "lived": (_CLAUSE_START, _LIFE_AFTER),
    "aged": ("", _AGE_AFTER),
    "aged-in-brackets": (_IN_BRACKETS_BEFORE, _BRACKET_AFTER),
    "plate": ("", _PLATE_AFTER),
    "degrees": ("", _DEGREES_AFTER),
    "vikrami": (_SAMVAT_BEFORE, ""),
    "person": (_AT_START, _PERSON_AFTER),
    "byline": (_REPORT_START, _BYLINE_ENDS),
    "answer": (_REPORT_START, r" ?[:\-]"),
    "clock": ("", _CLOCK_AFTER),
    "resident": ("", _RESIDENT_AFTER),
    "kin": (_AT_START, _NAME_AFTER),
    "accused": ("", _ACCUSED_AFTER),
    "pleads": ("", _PLEADS_AFTER),
    "monk": ("", _MONK_AFTER),
    "caught": ("", _CAUGHT_AFTER),
    "dose": ("", _DOSE_AFTER),
    "medicine": ("", _MEDICINE_AFTER),
    "weighed": ("", r" ?\d{1,3} ?(?:ग्रा|किलो|कि\.? ?ग्रा|क्विं|कुं)"),
    "wickets": (r"(?r)(?<![\d.,/])(?:10|[1-9]) ", ""),
    "verse-opens": (r"(?r)(?:\A|[।॥|\n]) ?", rf" ?[:\-]+ ?{HINDI}"),
    "late": ("", _LATE_AFTER),
    "sector": (_SECTOR_BEFORE, r" ?\d{1,3}(?![\d.,])"),
}
"""What must stand before and after; any other condition is a role or a list of words."""
