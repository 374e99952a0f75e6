"""Numbers as they are written, the part that most classes share.

``1,23,456.50``, ``1,345,596`` (Indian or Western grouping, both scripts), ``½``, ``2 3/4``, ``.5``.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from audio import regex
from audio.normalize.context import Context
from audio.normalize.handler import speak_words
from audio.normalize.numbers.everyday import find_everyday_words
from audio.normalize.numbers.fractions import is_rate, match_spaced_ratio, say_fraction
from audio.normalize.numbers.loose import INSIDE_NUMBER, LooseNumber, find_loose_number
from audio.normalize.numbers.minus import is_dash_after_noun
from audio.normalize.numbers.padding import is_padded
from audio.normalize.numbers.words import say_cardinal, say_digits, say_year
from audio.normalize.tables_reader import index_rows, index_spellings, read_cues
from audio.records import Span, SpokenWord

_NUMBER = regex.compile(
    r"(?P<sign>[-+±]?)(?:(?P<whole>\d{1,3}(?:,\d{2,3}){0,9}, ?(?=000(?!\d))\d{3}(?!\d)"
    r"|\d{1,3}(?:,\d{2,3}){2,9}, \d{3}(?![\d,])"
    r"|\d{1,3}(?:,\d{2,3}){0,9},\d{3}(?!\d)|\d+)(?:\.(?P<fraction>\d+))?|\.(?P<bare>\d+))"
)
_SPACED = regex.compile(
    r"(?P<whole>[1-9]\d{0,2}(?: \d{3}){1,5}+)(?:\.(?P<fraction>\d{1,9})(?!\d))?"
    r"(?![\p{L}\p{M}]|[ .,:/]?\d|-(?!\d{1,3} \d{3})\d)"
)
_DIGIT_BEFORE = regex.compile(r"(?r)\d[ .,:/]?")
_PAIR = 2
_REMEMBERED = 64
"""Places whose numbers are kept: a dozen handlers ask for the number at one place."""
_RATIO = regex.compile(r"(?P<top>\d{1,20})/(?P<bottom>\d{1,7})(?![\d/]|\.\d|,(?!\d\d?/\d)\d)")
_HYPHENED = regex.compile(r"(?<!\d{3})-(?P<top>[123])/(?P<bottom>[234])(?![\d/]|[.,]\d)")
_MIXED_LOOSELY = regex.compile(
    r"(?:\. ?| - )(?P<top>[123])/(?P<bottom>[234])(?= [\p{L}\p{M}])(?! (?:के|की|का|में|से|पर|को)\b)"
)
_DOTTED_MIXED = regex.compile(
    r"(?P<whole>[1-9]\d?)\.(?P<top>[13])/(?P<bottom>[24])(?<!3/2)(?= ?[\p{L}\p{M}])"
)
"""``1.1/2 फुट``: a dot between the whole and its fraction."""
_MIXED = regex.compile(
    r" (?P<top>\d{1,2})/(?P<bottom>\d{1,2})(?![\d/]|[.,]\d)|\((?P<top>\d)/(?P<bottom>\d)\)"
)
_NO_SIGN_AFTER = regex.compile(r"(?r)[\p{L}\p{M}\p{N})\]%°.।\-]|(?r)[\p{Latin}\p{N})\]%°\-] ")
_LATIN_BEFORE = regex.compile(r"(?r)\p{Latin} ")
_GLOSS_BEFORE = regex.compile(r"(?r)\([^()\d]{2,60}\) ")
_HEAT = regex.compile(r"-\d+(?:\.\d+)? ?(?:°|डिग्री)")
_SHARE = regex.compile(r"-\d{1,3}(?:\.\d| ?%)")
"""``NRR -0.345``, ``GDP -7%``: no dash has a number with decimals or a share after it."""


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number as written."""

    whole: str
    """ASCII digits without commas; empty for ``½`` or ``3/4``."""
    span: Span
    fraction: str = ""
    """ASCII digits after the dot."""
    ratio: tuple[str, str] | None = None
    """Numerator and denominator of ``½`` or ``3/4``."""
    sign: str = ""
    """``-``, ``+``, ``±`` or nothing."""
    grouped: bool = False
    """Written with commas."""
    as_year: bool = False
    """Said by hundreds: उन्नीस सौ सैंतालीस."""
    everyday: str = ""
    """What is said instead of the digits, if an everyday word is: डेढ़ before करोड़."""
    half: str = "आधा"
    """The form of आधा that agrees with what follows."""

    @property
    def value(self) -> float:
        """Its size, for comparing; never for saying."""
        size = float(f"{self.whole or 0}.{self.fraction or 0}")
        if self.ratio and int(self.ratio[1]):
            size += int(self.ratio[0]) / int(self.ratio[1])
        return size

    @property
    def plain(self) -> bool:
        """Only digits: no comma, dot, fraction or sign."""
        return not (self.grouped or self.fraction or self.ratio or self.sign)


def read_numeral(context: Context, at: int, *, ratios: bool = True) -> Numeral | None:
    """The longest number at ``at``; a sign counts only where no number or word stands before.

    With ``ratios``, ``1/2`` and ``2 1/2`` are one number too.
    """
    known, key = context.numerals, (at, ratios)
    if key not in known:
        if len(known) >= _REMEMBERED:
            known.clear()
        known[key] = _find_numeral(context, at, ratios)
    numeral: Numeral | None = known[key]
    return numeral


def _find_numeral(context: Context, at: int, ratios: bool) -> Numeral | None:
    view = context.view
    if whole_or_part := _read_vulgar_fraction(context, at, "") or _read_spaced(context, at):
        return whole_or_part
    if ratios and (mixed := _DOTTED_MIXED.match(view, at)) and not INSIDE_NUMBER.match(view, 0, at):
        return Numeral(mixed["whole"], Span(*mixed.span()), ratio=(mixed["top"], mixed["bottom"]))
    match = _NUMBER.match(view, at)
    if match is None or ((match["sign"] or match["bare"]) and not _may_start(context, match)):
        return None
    if mended := find_loose_number(context, match):
        return _make_loose(context, match, mended)
    written = match["whole"] or ""
    whole = written.replace(",", "").replace(" ", "")
    if is_padded(context, match):
        whole = whole[1]
    numeral = Numeral(
        whole or "0",
        Span(*match.span()),
        fraction=match["fraction"] or match["bare"] or "",
        sign=match["sign"],
        grouped="," in written,
    )
    if not context.style.exact_numbers:
        numeral = _add_everyday(context, numeral)
    if numeral.fraction or numeral.everyday:
        return numeral
    return (ratios and _add_ratio(context, numeral)) or numeral


def _may_start(context: Context, match: regex.Match[str]) -> bool:
    """Whether what stands before allows the sign, or the dot that a number starts with."""
    view, at = context.view, match.start()
    if match["sign"] and not _may_be_signed(view, at, match["sign"]):
        return False
    if match["sign"] == "-" and is_dash_after_noun(context, *match.span()):
        return False
    return not (match["bare"] and _WORD_BEFORE.match(view, 0, at))


def _make_loose(context: Context, match: regex.Match[str], mended: LooseNumber) -> Numeral:
    numeral = Numeral(
        mended.whole,
        Span(match.start(), mended.end),
        fraction=mended.fraction,
        sign=match["sign"],
        grouped=mended.grouped,
    )
    return numeral if context.style.exact_numbers else _add_everyday(context, numeral)


_WORD_BEFORE = regex.compile(r"(?r)[\p{L}\p{M}\p{N}.]")
"""A dot too: ``है...4 लोग``."""


def _add_everyday(context: Context, numeral: Numeral) -> Numeral:
    """The number with the everyday word for it, if there is one beside what follows."""
    if numeral.grouped or numeral.sign:
        return numeral
    words = find_everyday_words(context, numeral.whole, numeral.fraction, numeral.span.end)
    return replace(numeral, everyday=words) if words else numeral


_PADDED_TOP = regex.compile(r"0[1-9]")


def _read_spaced(context: Context, at: int) -> Numeral | None:
    """``1 234 567``: groups of three parted by spaces, each of the same kind.

    Plain spaces may part numbers of a list, so they want a group of noughts, or something
    that is counted after; and after a single group no label before (``कक्षा 12 150 छात्र``).
    """
    if " " not in context.view[at + 1 : at + 4]:
        return None
    match = _SPACED.match(context.view, at)
    if match is None or _DIGIT_BEFORE.match(context.view, 0, at):
        return None
    start, end = match.span("whole")
    groups = match["whole"].split(" ")
    spaces = {space for space in context.text[start:end] if space.isspace()}
    if len(spaces) > 1 or (spaces == {" "} and not _may_be_spaced(context, at, groups, end)):
        return None
    return Numeral(
        "".join(groups), Span(*match.span()), fraction=match["fraction"] or "", grouped=True
    )


def _may_be_spaced(context: Context, at: int, groups: list[str], end: int) -> bool:
    if "000" in groups[1:] or len(groups) > _PAIR + 1:
        return True
    noun = context.find_word_after(end)
    is_unit = index_spellings("units").find(context.view, end + 1) is not None
    if not (is_unit or noun in read_cues("currency-word", "counted")):
        return False
    before = context.find_word_before(at)
    unlabelled = not before or before in read_cues("postposition", "count-before")
    return unlabelled or len(groups) > _PAIR


def _may_be_signed(view: str, at: int, sign: str) -> bool:
    """``तापमान -2`` but not ``COVID -19``, ``20 -25`` or ``2--44``."""
    if sign == "+" and view[at - 1 : at] == " " and view[at - 2 : at - 1].isalnum():
        return False
    if sign == "-" and view[at - 1 : at] == ":" and not _HEAT.match(view, at):
        return False  # संख्या:-01705
    if sign == "±" or not _NO_SIGN_AFTER.match(view, 0, at):
        return True
    if sign == "-" and _HEAT.match(view, at) and _GLOSS_BEFORE.match(view, 0, at):
        return True  # गलनांक (पिघलने का ताप) -38.8 °C
    return bool(_SHARE.match(view, at) and _LATIN_BEFORE.match(view, 0, at))


def _add_ratio(context: Context, numeral: Numeral) -> Numeral | None:
    """The number with the fraction that is written after it, or as one: ``2½``, ``3/4``."""
    start, end = numeral.span
    for gap in (0, 1):
        if context.view[end : end + gap].strip() == "" and (
            vulgar := _read_vulgar_fraction(context, end + gap, numeral.whole)
        ):
            return replace(vulgar, sign=numeral.sign, span=Span(start, vulgar.span.end))
    if numeral.grouped:
        return None
    match = _MIXED.match(context.view, end) or (
        _MIXED_LOOSELY.match(context.view, end) if end - start <= _PAIR else None
    )
    if match is None and context.find_word_before(start) not in read_cues("id-before", "law"):
        match = _HYPHENED.match(context.view, end)
    if match and int(match["top"]) < int(match["bottom"]):
        ratio = (match["top"], match["bottom"])
        return replace(numeral, ratio=ratio, span=Span(start, match.end()))
    match = _RATIO.match(context.view, start + len(numeral.sign)) or match_spaced_ratio(
        context, start
    )
    if match is None or is_rate(context, match):
        return None
    padded = _PADDED_TOP.fullmatch(match["top"]) and context.view[start - 1 : start] != "/"
    top = match["top"][1:] if padded else match["top"]
    ratio = (top, match["bottom"])
    return replace(numeral, whole="", ratio=ratio, span=Span(start, match.end()))


def _read_vulgar_fraction(context: Context, at: int, whole: str) -> Numeral | None:
    row = index_rows("vulgar_fractions").get(context.view[at : at + 1])
    if row is None:
        return None
    return Numeral(whole, Span(at, at + 1), ratio=(row.cells[1], row.cells[2]))


def verbalize(numeral: Numeral) -> list[SpokenWord]:
    """The number's words; all of them speak the whole number."""
    words = {"-": "माइनस ", "+": "प्लस ", "±": "प्लस माइनस "}.get(numeral.sign, "")
    if numeral.everyday:
        words += numeral.everyday
    elif numeral.ratio:
        words += say_fraction(numeral.whole, *numeral.ratio, numeral.half)
    elif numeral.as_year:
        words += say_year(numeral.whole)
    else:
        words += say_cardinal(numeral.whole)
    if numeral.fraction and not numeral.everyday:
        words += f" दशमलव {say_digits(numeral.fraction)}"
    return speak_words(words, numeral.span)
