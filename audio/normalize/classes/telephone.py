"""Numbers that are names: telephones, PIN codes, OTPs, cards, accounts. Said digit by digit."""

from __future__ import annotations

from dataclasses import dataclass

import regex

from audio.normalize.context import Context
from audio.normalize.handler import Before, Finding, Handler, Start, speak_words
from audio.normalize.numbers.amount import read_scale
from audio.normalize.numbers.words import say_digits
from audio.normalize.tables_reader import index_spellings, read_cues
from audio.records import Span, SpokenWord

_END = r"(?![\d\p{L}\p{M}%]|[.,/:\-]\d)"
_INTERNATIONAL = regex.compile(r"\+\d{1,3}(?:[ \-]?\(?\d{2,12}\)?){1,5}" + _END)
_SHAPES = regex.compile(
    r"(?:\(0\d{1,5}\)[ \-]?\d{3,8}(?:[ \-]\d{3,5})?"  # (02229) 411128
    r"|0 ?\(\d{2,4}\) ?\d{5,8}"  # 0 (80) 26411128
    r"|0\d{2,6}[ .\-]?\d{4,8}(?:[ \-]\d{2,4})?"  # 022-29411128, 0168911-4573
    r"|1[89][06]0[ \-]\d{2,4}[ \-]\d{3,4}"  # 1800-180-1551
    r"|1[89]00[ \-]\d{6,7}"
    r"|[6-9]\d{9}|[6-9]\d{4}[ \-]\d{5}|[6-9]\d{2}[ \-]\d{3}[ \-]\d{4}"  # mobile
    r"|\d{4}[ \-]\d{4}[ \-]\d{4}(?:[ \-]\d{4})?"  # Aadhaar, cards
    r"|\d{3,5}-\d{6,8}"
    r")" + _END
)
_GROUPS = regex.compile(r"\d{1,20}(?: \d{2,12}|-\d{1,12}){0,5}" + _END)
_PIN = regex.compile(r"[1-9]\d{2} ?\d{3}" + _END)
_PIN_ALONE = regex.compile(r"[1-9]\d{5}(?! ?[\p{L}\p{M}\d%]|[.,]\d)")
_PIN_IN_TWO = regex.compile(r"[1-9]\d{2} \d{3}(?![\p{L}\p{M}%]|[ .,:/\-]?\d)")
_MASK = regex.compile(r"(?r)[Xx*•]{3,}[ \-]?")
_MASKED = regex.compile(r"\d{2,6}" + _END)
_PLACE = regex.compile(r"(?r)[\p{L}\p{M}] ?- ?")
_WORD_BEFORE = regex.compile(r"(?r)[\p{L}\p{M}],? ")
_CUES = (("phone", 4, 7), ("helpline", 2, 3), ("code", 2, 3), ("number", 1, 5))
"""Roles in ``cues.tsv``, how many words before may hold one, and the digits it takes."""


@dataclass(frozen=True, slots=True)
class Digits:
    """Groups of digits, each with its place, and a plus sign in front or not."""

    groups: tuple[tuple[str, Span], ...]
    plus: Span | None = None


def classify(context: Context, at: int) -> Finding[Digits] | None:
    """A telephone number by its shape, or any digits by the word before them."""
    if context.view[at - 1 : at].isalnum():
        return None
    if match := _INTERNATIONAL.match(context.view, at):
        if sum(character.isdigit() for character in match[0]) >= 8:
            return _make_digits(context, match.span(), "telephone with country code")
        return None
    match = _SHAPES.match(context.view, at) or _match_after_place(context, at)
    if match and not _is_counted(context, match.end()):
        return _make_digits(context, match.span(), "telephone by shape")
    if (match := _MASKED.match(context.view, at)) and _MASK.match(context.view, 0, at):
        return _make_digits(context, match.span(), "digits after a mask")
    return _read_by_cue(context, at)


def _match_after_place(context: Context, at: int) -> regex.Match[str] | None:
    """``नई दिल्ली - 110001``: six digits after a word and a hyphen are a PIN code.

    So are two groups of three, which need no hyphen if a nought starts the second, as in no
    list and no count: ``मुंबई 400 001``.
    """
    match = _PIN_ALONE.match(context.view, at)
    if match and _PLACE.match(context.view, 0, at):
        return match
    match = _PIN_IN_TWO.match(context.view, at)
    if match is None or match[0].endswith("000"):
        return None
    hyphen = _PLACE.match(context.view, 0, at)
    after_word = match[0][4] == "0" and _WORD_BEFORE.match(context.view, 0, at)
    return match if hyphen or after_word else None


def is_pin_after(context: Context, at: int) -> bool:
    """Whether a hyphen at ``at`` has a PIN code in two groups after it: ``दिल्ली-110 001``."""
    return context.view[at : at + 1] == "-" and bool(_PIN_IN_TWO.match(context.view, at + 1))


def _is_counted(context: Context, end: int) -> bool:
    """Whether a scale, unit or currency follows, so that the digits are a count after all."""
    if read_scale(context, end) or context.find_word_after(end) in read_cues("currency-word"):
        return True
    return bool(index_spellings("units").find(context.view, end + 1))


def _read_by_cue(context: Context, at: int) -> Finding[Digits] | None:
    match = _GROUPS.match(context.view, at)
    if match is None:
        return None
    before = context.find_words_before(at, 4)
    if before[:1] == ["पिन"] or {"पिन", "पिनकोड", "PIN"} & set(before[:2]):
        match = _PIN.match(context.view, at) or match
        return _make_digits(context, match.span(), "PIN code") if len(match[0]) >= 4 else None
    digits = sum(character.isdigit() for character in match[0])
    if _is_counted(context, match.end()):
        return None
    for role, reach, least in _CUES:
        if digits >= least and (found := read_cues(role) & set(before[:reach])):
            return _make_digits(context, match.span(), f"{role} digits after {min(found)}")
    if digits >= 3 and " ".join(reversed(before[:2])) in read_cues("number-pair"):
        return _make_digits(context, match.span(), "digits after a word for them")
    return None


def _make_digits(context: Context, span: tuple[int, int], rule: str) -> Finding[Digits]:
    start, end = span
    groups = tuple(
        (match[0], Span(*match.span())) for match in _RUN.finditer(context.view, start, end)
    )
    plus = Span(start, start + 1) if context.view[start] == "+" else None
    return Finding(Digits(groups, plus), Span(start, end), rule)


_RUN = regex.compile(r"\d+")


def verbalize(value: Digits) -> list[SpokenWord]:
    """प्लस नौ एक …: every digit by its name, each group speaking its own characters."""
    words = speak_words("प्लस", value.plus) if value.plus else []
    for digits, span in value.groups:
        for offset, digit in enumerate(digits):
            at = span.start + offset
            words += speak_words(say_digits(digit), Span(at, at + 1))
    return words


TELEPHONE = Handler(
    "telephone",
    "telephone",
    Start.DIGIT | Start.SIGN,
    classify,
    verbalize,
    before=(Before("date", "फ़ोन 22-10-2044", "फ़ोन दो दो एक शून्य दो शून्य चार चार"),),
)
