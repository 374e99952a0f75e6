"""Text above or below the line: powers, fractions, chemical figures, and marks of notes.

A reader puts what stands there between two marks while it gathers a block, and ``read_raised``
makes of the whole block what a person reads: `10⁶` and no `106`, `1 1⁄2`, `CO₂`; the mark of a
note is silent. What it means is told by what stands around it.
"""

from __future__ import annotations

from typing import NamedTuple

from audio import regex
from audio.readers.article.powers import takes_power

RAISED, RAISED_END, SUNK, SUNK_END, LINKED = "\ufdd0\ufdd1\ufdd2\ufdd3\ufdd4"
"""Code points that Unicode keeps free for such use. ``LINKED`` stands where a link within the
document begins, or what else makes the mark of a note of what is raised next."""
MARKS = {"sup": (RAISED, RAISED_END), "sub": (SUNK, SUNK_END)}
"""HTML's elements → what stands before and after the text in them."""

_ANY_MARK = regex.compile("[\ufdd0-\ufdd4]")
_MARKED = regex.compile(
    "(?P<link>\ufdd4?)(?:\ufdd0(?P<raised>[^\ufdd0-\ufdd3]*+)\ufdd1"
    "|\ufdd2(?P<sunk>[^\ufdd0-\ufdd3]*+)\ufdd3)"
)
_FRACTION = regex.compile(
    "(?P<gap>(?<=\\p{Nd}))?\ufdd0\\s*+(?P<above>\\p{Nd}{1,4})\\s*+"
    "(?:[/⁄∕]\\s*+\ufdd1|\ufdd1\\s*+[/⁄∕])\\s*+"
    "(?:\ufdd2\\s*+(?P<below>\\p{Nd}{1,4})\\s*+\ufdd3|(?P<plain>\\p{Nd}{1,4})(?![\\p{Nd}.,]))"
)
_ISOTOPE = regex.compile(
    "(?<![\\p{L}\\p{M}\\p{N})\ufdd0-\ufdd4])\ufdd0(?P<mass>[0-9]{1,3})\ufdd1\\s?+"
    "(?:\ufdd2[0-9]{1,3}\ufdd3)?+(?P<element>[A-Z][a-z]?)(?![A-Za-z])"
)
_UP = str.maketrans("0123456789०१२३४५६७८९+-−–=()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻⁼⁽⁾")
_DOWN = str.maketrans("0123456789०१२३४५६७८९+-−–=()", "₀₁₂₃₄₅₆₇₈₉₀₁₂₃₄₅₆₇₈₉₊₋₋₋₌₍₎")
_FIGURE = regex.compile(r"[+−–-]?\p{Nd}{1,4}|\p{Nd}?[+−–-]")
_NUMBER = r"\p{Nd}{1,3}"
_NUMBERS_MARK = regex.compile(rf"\(?{_NUMBER}(?:\s?[,;–-]\s?{_NUMBER})*+[).]?|note {_NUMBER}")
_LETTER_MARK = regex.compile(r"\(?(?:[a-z]|[ivx]{2,4}|[\u0915-\u0939])\)?")
_SURE_MARK = regex.compile(r"[*†‡§¶#]{1,4}|\[.{1,40}\]|,")
_MIXED = regex.compile(r"\p{Nd}{1,2}[/⁄]\p{Nd}{1,2}")
_EXPRESSION = regex.compile(r"[+−–-]?[\p{Nd}A-Za-zα-ωΑ-Ω⁰¹²³⁴-⁹ⁿ₀-₉()+−–/.*-]{1,12}")
_ORDINAL = regex.compile(r"(?:st|nd|rd|th)", regex.IGNORECASE)
_TRADE = {"tm": "™", "sm": "", "®": "®", "©": "©", "™": "™", "℠": ""}
_DEGREE = regex.compile(r"[oº°0०]")
_TEMPERATURE = regex.compile(r"\s*+(?:[CFK](?![A-Za-z])|सेल्सि|से\.|सी(?![\p{L}\p{M}])|फ़?ा)")
_STOPS = frozenset("।॥,.;:!?")
_CONTEXT = 60
"""Code points before and after that tell what is raised."""
_NESTED = 3
_POWER = " की घात "


class _Place(NamedTuple):
    before: str
    after: str


def read_raised(text: str) -> str:
    """``text`` of one block with what stands between marks as it is read; no mark is left."""
    if not _ANY_MARK.search(text):
        return text
    for end, start in ((RAISED_END, RAISED), (SUNK_END, SUNK)):
        text = text.replace(end + start, "")  # one figure in several runs
    text = _FRACTION.sub(_read_fraction, text)
    text = _ISOTOPE.sub(r"\g<element>-\g<mass>", text)
    for _ in range(_NESTED):
        if RAISED not in text and SUNK not in text:
            break
        text = _read_marked(text)
    return _ANY_MARK.sub("", text)


def _read_fraction(match: regex.Match[str]) -> str:
    gap = "" if match["gap"] is None else " "
    return f"{gap}{match['above']}⁄{match['below'] or match['plain']}"


def _read_marked(text: str) -> str:
    """``text`` with the innermost of what is marked as it is read."""
    parts: list[str] = []
    tail = ""
    at = 0
    for match in _MARKED.finditer(text):
        parts.append(text[at : match.start()])
        tail = (tail + parts[-1])[-_CONTEXT:]
        before = _ANY_MARK.sub("", tail).rstrip()
        place = _Place(before, text[match.end() : match.end() + _CONTEXT])
        if match["sunk"] is not None:
            said = _read_sunk(match["sunk"], place)
        else:
            is_linked = bool(match["link"]) or LINKED in match["raised"]
            raised = _ANY_MARK.sub("", match["raised"])
            said = _read_above(raised, place, is_linked=is_linked)
        if _is_joined(said, place.after):
            parts[-1], tail = parts[-1].rstrip(), tail.rstrip()
        parts.append(said)
        tail = (tail + said)[-_CONTEXT:]
        at = match.end()
    return "".join([*parts, text[at:]])


def _is_joined(said: str, after: str) -> bool:
    """Whether ``said`` follows without a space, or the stop after what is silent does."""
    return said[:1] in {*"⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻°"} if said else after[:1] in _STOPS


def _read_above(raised: str, place: _Place, *, is_linked: bool) -> str:
    text = raised.strip()
    is_number, is_letter = bool(_NUMBERS_MARK.fullmatch(text)), bool(_LETTER_MARK.fullmatch(text))
    if _SURE_MARK.fullmatch(text) or (is_linked and (is_number or is_letter)):
        return ""
    said = _read_figure(text, place)
    if said is None and (is_number or (is_letter and not place.before[-1:].isdecimal())):
        return ""
    return raised if said is None else said


def _read_figure(text: str, place: _Place) -> str | None:
    """``text`` as a power, a degree, a fraction or a trade mark; None for none of these."""
    is_after_digit = place.before[-1:].isdecimal()
    if text.lower() in _TRADE:
        return _TRADE[text.lower()]
    if is_after_digit and _is_degree(text, place):
        return "°"
    if is_after_digit and _MIXED.fullmatch(text):
        return f" {text.replace('/', '⁄')}"
    is_ordinal = is_after_digit and _ORDINAL.fullmatch(text)
    if is_ordinal or not takes_power(place.before, place.after, text):
        return None
    if _FIGURE.fullmatch(text):
        return text.translate(_UP)
    return f"{_POWER}{text}{_make_gap(place.after)}" if _EXPRESSION.fullmatch(text) else None


def _read_sunk(sunk: str, place: _Place) -> str:
    text, last = sunk.strip(), place.before[-1:]
    is_latin = bool(last) and (last in ")]" or "A" <= last <= "z" or "Α" <= last <= "ω")
    if text.isdecimal() and (is_latin or "\u0900" <= last <= "\u094d"):
        return text.translate(_DOWN)
    if is_latin and _EXPRESSION.fullmatch(text):
        return f" {text}{_make_gap(place.after)}"
    return sunk


def _make_gap(after: str) -> str:
    return " " if after[:1].isalnum() or after[:1] in {"(", RAISED, SUNK} else ""


def _is_degree(text: str, place: _Place) -> bool:
    if not _DEGREE.fullmatch(text):
        return False
    is_zero = text in {"0", "०"} and place.before.endswith(("10", "१०"))
    return not is_zero or bool(_TEMPERATURE.match(place.after))
