"""Years with an era (``300 ई. पू.``) and decades (``'90``, ``1990s``)."""

from __future__ import annotations

from dataclasses import dataclass, replace

from audio import regex
from audio.normalize.context import Context
from audio.normalize.handler import (
    Before,
    Finding,
    Handler,
    Start,
    Wording,
    speak_wording,
    speak_words,
)
from audio.normalize.numbers.numeral import Numeral, read_numeral
from audio.normalize.numbers.numeral import verbalize as verbalize_numeral
from audio.normalize.numbers.words import say_cardinal, say_year
from audio.normalize.tables_reader import index_spellings, read_cues
from audio.records import Span, SpokenWord

_SHORT = regex.compile(r"'(?P<year>\d\d)(?![\d'.,:/%\p{Latin}])")
_CLIP_AFTER = regex.compile(r" (?:का|के|की) (?:वीडियो|विडियो|क्लिप|विज्ञापन|रील|टीज़र|टीजर|ट्रेलर|शॉर्ट)")
"""``30s का वीडियो``: seconds."""
_NUMBER_SIGN = regex.compile(r"(?r)# ?")
"""``मॉडल # 1860s``: no decade."""
_LATIN_DECADE = regex.compile(r"(?P<year>(?:1[1-9]|20)\d0|[2-9]0)'?s(?![\p{L}\d])")


@dataclass(frozen=True, slots=True)
class Era:
    """A year or a span of years with its era: ``297-272 ई. पू.``"""

    first: Numeral
    era: Wording
    link: Span | None = None
    second: Numeral | None = None
    first_era: Wording | None = None
    """An era that stands with the first year too."""
    others: tuple[Wording | None, Wording | None] = (None, None)
    """What either year may be besides: ``272/268 ई. पू.``"""


_ERA_LINK = regex.compile(r" ?[-~] ?|(?<=\d{3}) से (?=\d{3})")


_OTHER = regex.compile(r"(?<=(?<!\d)\d{3,4})/(?P<year>\d{3,4})(?!\d|[./]\d)")
_FIRST_YEAR = 100
_YEAR_AFTER = regex.compile(r" ?-? ?[12]\d{3}(?!\d)")
"""The year whose era stands before it, after the day: ``शुक्ला 4 वि.सं. 1923``."""


def classify_era(context: Context, at: int) -> Finding[Era] | None:
    """A number right before ईसवी, ईसा पूर्व, BC and the like, by ``eras.tsv``."""
    found = _read_one(context, at)
    if found is None or found.value.second:
        return found
    return _extend_to_second(context, found) or found


def _read_one(context: Context, at: int) -> Finding[Era] | None:
    """A year, or two with a hyphen between, before an era."""
    first = read_numeral(context, at, ratios=False)
    if first is None or first.sign:
        return None
    first = replace(first, as_year=not first.grouped)
    other = _read_other(context, first.span.end)
    end = other.span.end if other else first.span.end
    link = _ERA_LINK.match(context.view, end)
    second = read_numeral(context, link.end(), ratios=False) if link else None
    end = second.span.end if second else end
    last = _read_other(context, end) if second else None
    end = last.span.end if last else end
    found = read_era(context, end)
    if found is None:
        return None
    era, rule = found
    if first.value < _FIRST_YEAR and _YEAR_AFTER.match(context.view, era.span.end):
        return None
    value = Era(first, era, others=(other, last))
    if second and link:
        second = replace(second, as_year=True)
        value = replace(value, link=Span(*link.span()), second=second)
    return Finding(value, Span(at, era.span.end), rule)


def _read_other(context: Context, end: int) -> Wording | None:
    """The year after a slash, if it may be that one instead: ``297-272/268 ई. पू.``"""
    match = _OTHER.match(context.view, end)
    return Wording(f"या {say_year(match['year'])}", Span(*match.span())) if match else None


_BARE = regex.compile(
    r"(?<=(?:^|[^\d.,])\d{3,4})(?: |(?<=1\d{3}|(?:[(\-–]|सन्) ?\d{3}))ई"
    r"(?= (?:को|में|मे|मैं|के|तक|से|की|का|है|था|माना)(?![\p{L}\p{M}])|(?: ?[-–—])? ?[,)।]| [-–—] |\Z)"
    r"(?<!(?:धारा|सेक्टर) \d{3} ई)"
)
"""``1494 ई को``: the era without its dot."""
_INITIAL_AFTER = regex.compile(r"(?<=\.)[\p{L}\p{M}]{1,3}\.")
"""The next letter of ``20 ई.सी.``."""


def read_era(context: Context, end: int) -> tuple[Wording, str] | None:
    """The era right after a year that ends at ``end``, and the rule: ``1889 ई.``, ``1494 ई को``."""
    start = end + (context.view[end : end + 1] == " ")
    if found := index_spellings("eras").find(context.view, start):
        row, stop = found
        if _INITIAL_AFTER.match(context.view, stop):
            return None
        return Wording(row.cells[1], Span(start, stop)), f"era {row.place}"
    if match := _BARE.match(context.view, end):
        return Wording("ईसवी", Span(start, match.end())), "era without a dot"
    return None


def _extend_to_second(context: Context, found: Finding[Era]) -> Finding[Era] | None:
    """``304 ई.पू.-232 ई.पू.``: a span of years, each with its era."""
    link = _ERA_LINK.match(context.view, found.span.end)
    other = _read_one(context, link.end()) if link else None
    if link is None or other is None or other.value.second:
        return None
    first, last = found.value, other.value
    value = Era(first.first, last.era, Span(*link.span()), last.first, first.era)
    return Finding(value, Span(found.span.start, other.span.end), found.rule)


def verbalize_era(era: Era) -> list[SpokenWord]:
    """तीन सौ ईसा पूर्व."""
    first, last = map(speak_wording, era.others)
    words = verbalize_numeral(era.first) + first + speak_wording(era.first_era)
    if era.second and era.link:
        words += speak_words("से", era.link) + verbalize_numeral(era.second) + last
    return words + speak_wording(era.era)


ERA = Handler(
    "era",
    "era",
    Start.DIGIT,
    classify_era,
    verbalize_era,
    before=(
        Before("range", "1556-1605 ई. तक", "पंद्रह सौ छप्पन से सोलह सौ पाँच ईसवी तक"),
        Before("fraction", "543/483 ई.पू. में", "पाँच सौ तैंतालीस या चार सौ तिरासी ईसा पूर्व में"),
        Before("code", "1982ई के खेल", "उन्नीस सौ बयासी ईसवी के खेल"),
    ),
)


@dataclass(frozen=True, slots=True)
class Decade:
    """``'90`` or ``1990s``."""

    year: Numeral
    suffix: Wording | None
    """The Latin s, said as का दशक or के दशक."""


def classify_decade(context: Context, at: int) -> Finding[Decade] | None:
    """A year with its century left out, or a decade with the English s."""
    if match := _SHORT.match(context.view, at):
        numeral = Numeral(match["year"], Span(*match.span()))
        return Finding(Decade(numeral, None), numeral.span, "short year")
    match = _LATIN_DECADE.match(context.view, at)
    if match is None or _NUMBER_SIGN.match(context.view, 0, at):
        return None
    if _CLIP_AFTER.match(context.view, match.end()):
        return None
    numeral = Numeral(match["year"], Span(*match.span("year")), as_year=len(match["year"]) == 4)
    case = "के" if context.find_word_after(match.end()) in read_cues("postposition") else "का"
    suffix = Wording(f"{case} दशक", Span(match.end("year"), match.end()))
    return Finding(Decade(numeral, suffix), Span(*match.span()), "English decade")


def verbalize_decade(decade: Decade) -> list[SpokenWord]:
    """नब्बे; उन्नीस सौ नब्बे के दशक."""
    if decade.year.as_year:
        return verbalize_numeral(decade.year) + speak_wording(decade.suffix)
    return speak_words(
        say_cardinal(decade.year.whole.lstrip("0") or "0"), decade.year.span
    ) + speak_wording(decade.suffix)


DECADE = Handler(
    "decade",
    "decade",
    Start.DIGIT | Start.SIGN,
    classify_decade,
    verbalize_decade,
    before=(Before("measure", "1980s की फ़िल्म", "उन्नीस सौ अस्सी के दशक की फ़िल्म"),),
)
