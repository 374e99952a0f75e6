"""Words in Latin letters that no other class has claimed: names, words, initialisms, phrases."""

from __future__ import annotations

from itertools import pairwise

from audio import regex
from audio.normalize.context import Context
from audio.normalize.english.latin_words import LatinReading, read_phrase, speak_latin, spell
from audio.normalize.english.roman_hindi import read_roman_hindi
from audio.normalize.handler import Before, Finding, Handler, Pieces, Start, Wording, speak_pieces
from audio.normalize.tables_reader import index_rows, read_cues
from audio.records import Span

_RUN = regex.compile(r"\p{Latin}[\p{Latin}\p{M}]*(?:['’](?=\p{Latin})[\p{Latin}\p{M}]+)*", regex.V1)
_DOTTED = regex.compile(
    r"(?:\p{Lu}\. ?){1,7}\p{Lu}\.(?! ?\p{Ll})|(?:\p{Lu}\.){1,7}\p{Lu}(?!\p{L})"
    r"|\p{Lu}{2}\.\p{Lu}(?:\.(?! ?\p{Ll})|(?![\p{L}.]))"  # LL.B.
)
_SINGLE = regex.compile(r"\p{Lu}\.(?=\s*\S)")
_TO = regex.compile(r"(?<=\d |\d[AaPp][Mm] |\d [AaPp][Mm] )to(?= [₹$]?\d)")
_TIMES = regex.compile(r"(?<=[\p{L}\p{M}\d.] )[xX](?= \d)")
_BETWEEN_NUMBERS = (
    (_TO, LatinReading("से", "to between numbers")),
    (_TIMES, LatinReading("बाई", "times sign as बाई")),
)
_POWERED = regex.compile(r"\p{Ll}{2,3}(?=[²³])")
"""The factors of E = mc²."""
_TERM = regex.compile(r"\p{Latin}{2,3}(?![\p{L}\p{M}'’.-]| \p{Latin}{2})")
_OPERATOR_BEFORE = regex.compile(
    r"(?r)(?<![\p{L}\p{M}\p{N}'])(?:\d{0,3}\p{Latin}(?:[²³]|_\d)?|\)[²³]?) ?[=+×÷*−] ?(?:\d{1,3})?"
)
"""What makes the letters after it a product: ``F =`` before ``ma``, ``u +`` before ``at``."""
_BRACKET_BEFORE = regex.compile(r"(?r)[\d=] ?\(")
_ADDEND = regex.compile(r"[a-z]{2}(?= ?[+×] ?[\da-z])")
"""``2(lb + bh)``."""
_FUNCTION = regex.compile(
    r"(?P<name>[a-z]{2,5}+|Sin|Cos(?:ec)?|Tan|Cot|Log|Sec(?! ?[A-C(]))"
    r"(?=[²³₀-₉⁻]| ?(?:\p{Greek}|\d{1,3} ?°|\([\p{Latin}\p{Greek}\d]|[A-Cex](?![\p{L}\p{M}'’])))"
)
"""``sin²θ``, ``cos 60°``, ``sec A``."""
_CELL_FUNCTION = regex.compile(r"(?<=(?:\A|[\s(:])=)\p{Lu}{2,12}(?=\()")
"""``=SUM(A1:A5)``: a word in capitals."""
_NAMES = "sin|cosec|cos|tan|cot|sec"
_GLUED_FUNCTION = regex.compile(
    rf"(?P<name>{_NAMES})(?=[A-CP-QX-Zxy](?:(?:{_NAMES})[A-CP-QX-Zxy]|(?![\p{{L}}\p{{M}}'’])))"
)
_ARGUMENT = regex.compile(rf"[A-CP-QX-Zxy](?=(?:{_NAMES})[A-CP-QX-Zxy](?!\p{{L}}))")
"""The letters of ``sinAcosB``."""
_DIGIT_BEFORE = regex.compile(r"(?r)\d ")
_FORMULA = regex.compile(r"(?:\p{Lu}\p{Ll}?){1,3}(?= ?[₀-₉])(?!\p{L})")
"""``SO ₃``."""
_ELEMENT = regex.compile(
    r"(?:A[glru]|B[aer]|C[adelorsu]|F[er]|G[ae]|H[eg]|Kr|Li|M[gno]|N[aei]|P[bdtu]|R[an]|S[benr]|T[ehi]"
    r"|Xe|Z[nr])(?=\))"
)
_NAMED_BEFORE = regex.compile(r"(?r)[\p{Devanagari}\p{Latin}] \(")
"""``सोडियम (Na)``, ``Sodium (Na)``: the sign of an element in brackets after its name."""
_LINKED = (
    (regex.compile(r"(?P<first>\p{Lu}{1,4}) ?& ?(?P<second>\p{Lu}{1,4})(?![\p{L}])"), "ऐंड"),
    (
        regex.compile(
            r"(?<![\p{L}\p{M}\d][:/]?)(?P<first>\p{Latin}) ?: ?(?P<second>\p{Latin})"
            r"(?: ?: ?(?P<more>\p{Latin})){0,3}"
            r"(?= ?=|(?<=[a-z]) (?:का|की|के|ज्ञात)| (?:का|के) (?:अनुपात|मान)| ज्ञात)"
        ),
        "अनुपात",
    ),
)
"""``R&D``; ``a:b = 2:3``, ``A : B : C = 2 : 1 : 4``."""


def classify(context: Context, at: int) -> Finding[Pieces] | None:
    """A phrase of the table, dotted initials, ``R&D``, else one run of letters."""
    for pattern, reading in _BETWEEN_NUMBERS:
        if match := pattern.match(context.view, at):
            return _make_latin(reading, Span(*match.span()))
    if found := _read_function(context.view, at) or read_phrase(context.view, at):
        end, reading = found
        return _make_latin(reading, Span(at, end))
    match = _DOTTED.match(context.view, at) or _SINGLE.match(context.view, at)
    if match and context.find_word_after(match.end()) not in read_cues("opener"):
        return _make_latin(LatinReading(spell(match[0]), "dotted letters"), Span(*match.span()))
    for pattern, said in _LINKED:
        if match := pattern.match(context.view, at):
            return _read_linked(match, said)
    if match := _match_factors(context.view, at):
        return _make_latin(
            LatinReading(spell(match[0]), "letters of a formula"), Span(*match.span())
        )
    match = _RUN.match(context.view, at)
    write = str.lower if _CELL_FUNCTION.match(context.view, at) else str
    return _make_latin(speak_latin(write(match[0])), Span(*match.span())) if match else None


def _read_linked(match: regex.Match[str], said: str) -> Finding[Pieces]:
    """Letters on both sides of a sign: ``R&D``, ``a:b``."""
    spans = [match.span("first"), match.span("second")]
    if "more" in match.re.groupindex:
        spans += match.spans("more")
    pieces = [Wording(spell(match["first"]), Span(*spans[0]))]
    for before, span in pairwise(spans):
        pieces.append(Wording(said, Span(before[1], span[0])))
        pieces.append(Wording(spell(match.string[slice(*span)]), Span(*span)))
    return Finding(tuple(pieces), Span(*match.span()), f"letters and {said}")


def _read_function(view: str, at: int) -> tuple[int, LatinReading] | None:
    """The name of a function before what it is of, as in ``sin²θ``; no seconds, as in ``5 sec``."""
    match = _GLUED_FUNCTION.match(view, at) or _FUNCTION.match(view, at)
    row = index_rows("functions").get(match["name"].lower()) if match else None
    if match is None or row is None or _DIGIT_BEFORE.match(view, 0, at):
        return None
    return match.end(), LatinReading(row.cells[1], row.place)


def _match_factors(view: str, at: int) -> regex.Match[str] | None:
    """Letters of a formula: ``SO`` of SO ₃, ``mc`` of E = mc², ``ma`` of F = ma."""
    patterns = (_FORMULA, _POWERED, _ARGUMENT)
    match = next(filter(None, (pattern.match(view, at) for pattern in patterns)), None)
    if match is None and _NAMED_BEFORE.match(view, 0, at):
        match = _ELEMENT.match(view, at)
    if match is None and _BRACKET_BEFORE.match(view, 0, at):
        match = _ADDEND.match(view, at)
    if match is None and _OPERATOR_BEFORE.match(view, 0, at):
        match = _TERM.match(view, at)
    return match


def _make_latin(reading: LatinReading, span: Span) -> Finding[Pieces]:
    return Finding((Wording(reading.spoken, span),), span, reading.rule)


def classify_roman_hindi(context: Context, at: int) -> Finding[Pieces] | None:
    """A word of a Hindi sentence in Latin letters: ``main theek hoon``."""
    if read_phrase(context.view, at):
        return None
    found = read_roman_hindi(context.view, at)
    return _make_latin(found[1], Span(at, found[0])) if found else None


ROMAN_HINDI = Handler(
    "roman_hindi",
    "latin",
    Start.LATIN,
    classify_roman_hindi,
    speak_pieces,
    before=(Before("latin", "Tum kab aaoge", "तुम कब आओगे"),),
)
LATIN = Handler("latin", "latin", Start.LATIN, classify, speak_pieces)
