"""Years with an era (``300 ई. पू.``) and decades (``'90``, ``1990s``)."""

from __future__ import annotations

from dataclasses import dataclass, replace

import regex

from audio.normalize.context import Context
from audio.normalize.handler import Found, Piece, Start, handler, said, spoken
from audio.normalize.numbers.numeral import Numeral, numeral_at
from audio.normalize.numbers.numeral import verbalize as verbalize_numeral
from audio.normalize.numbers.words import cardinal
from audio.normalize.tables_reader import cues, entries
from audio.records import Span, SpokenWord

_SHORT = regex.compile(r"'(?P<year>\d\d)(?![\d'.,:/%])")
_LATIN_DECADE = regex.compile(r"(?P<year>(?:1[1-9]|20)?\d0)'?s(?![\p{L}\d])")


@dataclass(frozen=True, slots=True)
class Era:
    """A year or a span of years with its era: ``297-272 ई. पू.``"""

    first: Numeral
    era: Piece
    link: Span | None = None
    second: Numeral | None = None
    first_era: Piece | None = None
    """An era that stands with the first year too."""


_ERA_LINK = regex.compile(r" ?[-~] ?")


def classify_era(context: Context, at: int) -> Found[Era] | None:
    """A number right before ईसवी, ईसा पूर्व, BC and the like, by ``eras.tsv``."""
    found = _one_era(context, at)
    if found is None or found.value.second:
        return found
    return _to_another(context, found) or found


def _one_era(context: Context, at: int) -> Found[Era] | None:
    """A year, or two with a hyphen between, before an era."""
    first = numeral_at(context, at, ratios=False)
    if first is None or first.sign:
        return None
    first = replace(first, as_year=not first.grouped)
    link = _ERA_LINK.match(context.view, first.span.end)
    second = numeral_at(context, link.end(), ratios=False) if link else None
    end = second.span.end if second else first.span.end
    row = entries("eras").find(context.view, end + (context.view[end : end + 1] == " "))
    if row is None:
        return None
    era = Piece(row[0].cells[1], Span(row[1] - len(_spelling(context, end, row[1])), row[1]))
    if second is None or link is None:
        return Found(Era(first, era), Span(at, row[1]), f"era {row[0].place}")
    value = Era(first, era, Span(*link.span()), replace(second, as_year=True))
    return Found(value, Span(at, row[1]), f"era {row[0].place}")


def _to_another(context: Context, found: Found[Era]) -> Found[Era] | None:
    """``304 ई.पू.-232 ई.पू.``: a span of years, each with its era."""
    link = _ERA_LINK.match(context.view, found.span.end)
    other = _one_era(context, link.end()) if link else None
    if link is None or other is None or other.value.second:
        return None
    first, last = found.value, other.value
    value = Era(first.first, last.era, Span(*link.span()), last.first, first.era)
    return Found(value, Span(found.span.start, other.span.end), found.rule)


def _spelling(context: Context, end: int, era_end: int) -> str:
    return context.view[end:era_end].strip()


def verbalize_era(era: Era) -> list[SpokenWord]:
    """तीन सौ ईसा पूर्व."""
    words = verbalize_numeral(era.first) + spoken(era.first_era)
    if era.second and era.link:
        words += said("से", era.link) + verbalize_numeral(era.second)
    return words + spoken(era.era)


ERA = handler("era", Start.DIGIT, classify_era, verbalize_era)


@dataclass(frozen=True, slots=True)
class Decade:
    """``'90`` or ``1990s``."""

    year: Numeral
    suffix: Piece | None
    """The Latin s, said as का दशक or के दशक."""


def classify_decade(context: Context, at: int) -> Found[Decade] | None:
    """A year with its century left out, or a decade with the English s."""
    if match := _SHORT.match(context.view, at):
        numeral = Numeral(match["year"], Span(*match.span()))
        return Found(Decade(numeral, None), numeral.span, "short year")
    match = _LATIN_DECADE.match(context.view, at)
    if match is None:
        return None
    numeral = Numeral(match["year"], Span(*match.span("year")), as_year=len(match["year"]) == 4)
    case = "के" if context.after(match.end()) in cues("postposition") else "का"
    suffix = Piece(f"{case} दशक", Span(match.end("year"), match.end()))
    return Found(Decade(numeral, suffix), Span(*match.span()), "English decade")


def verbalize_decade(decade: Decade) -> list[SpokenWord]:
    """नब्बे; उन्नीस सौ नब्बे के दशक."""
    if decade.year.as_year:
        return verbalize_numeral(decade.year) + spoken(decade.suffix)
    return said(cardinal(decade.year.whole.lstrip("0") or "0"), decade.year.span) + spoken(
        decade.suffix
    )


DECADE = handler("decade", Start.DIGIT | Start.SIGN, classify_decade, verbalize_decade)
