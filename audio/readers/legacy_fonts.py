"""Hindi typed for fonts that show Latin letters as Devanagari, to Unicode.

Before Unicode, a font's glyphs stood at the codes of ASCII and Windows-1252: `Hkkjr` looks like
भारत in Kruti Dev. Two signs stand elsewhere than in Unicode: ि before its whole syllable, and
the र् of धर्म after it.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import regex

from audio.tables import rows

_CLUSTER = "(?:[क-ह]\u093c?\u094d)*+[क-ह]\u093c?"
_EARLY_I = regex.compile(rf"<i>(?P<r>(?:<r>)?)(?P<a>[ंँ]?)(?P<cluster>{_CLUSTER})")
_SIGNS = "ािीुूृेैोौॅॉंँः"
_LATE_R = regex.compile(rf"(?P<syllable>(?:{_CLUSTER}|[अ-औ])[{_SIGNS}]*+)<r>")
_STEM = regex.compile(r"्ा")
"""A half letter and its upright: the whole letter."""
_COLON = regex.compile(r"(?<![\p{L}\p{M}])ः")
_MENDED = (
    (regex.compile(r"ाे"), "ो"),
    (regex.compile(r"ाै"), "ौ"),
    (regex.compile(r"ाॅ"), "ॉ"),
    (regex.compile(r"आॅ"), "ऑ"),
    (regex.compile(r"आे"), "ओ"),
    (regex.compile(r"आै"), "औ"),
    (regex.compile(r"अा"), "आ"),
    (regex.compile(r"([ंँ])([ािीुूृेैोौॅॉ])"), r"\2\1"),
    (regex.compile(r"([ािीुूृेैोौॅॉंँ])़"), r"़\1"),
)
_KRUTI_WORD = regex.compile(
    r"(?<!\S)(?:gS|gSa|esa|ds|dh|dks|dk|vkSj|ls|us|fd|fy,|ugha|Hkh|;g|gks|ij|djus|gqbZ|Fkk)(?=[\sA\]]|$)"
)
"""है हैं में के की को का और से ने कि लिए नहीं भी यह हो पर करने हुई था."""
_CHANAKYA_WORD = regex.compile(r"(?<!\S)(?:ãñ|ãñ´|×ð´|âð|Ùð|¥õÚU|·¤è|·ð¤|·¤æ|·¤ô)(?=[\sÐ,]|$)")
"""है हैं में से ने और की के का को."""
_LATIN_WORD = regex.compile(r"\S*[!-~\xa1-\xff]\S*")
_FONT_END = regex.compile(r"[,;]")
_DEVANAGARI = regex.compile(r"\p{Devanagari}")


class LegacyFont(NamedTuple):
    """A font, as a page names it."""

    name: str
    is_read: bool
    """Whether ``to_unicode`` knows its layout, which is Kruti Dev's."""


KRUTI_DEV = LegacyFont("Kruti Dev", is_read=True)
CHANAKYA = LegacyFont("Chanakya", is_read=False)


def font_named(names: str) -> LegacyFont | None:
    """The legacy font that ``names``, a font list or a style, asks for; None for none."""
    wanted = names.lower()
    for name, layout in _fonts():
        at = wanted.find(name)
        if at >= 0 and not wanted[at - 1 : at].isalnum():
            shown = _FONT_END.split(names[at : at + 30], maxsplit=1)[0].strip("\"' ")
            return LegacyFont(shown, is_read=layout == "kruti-dev")
    return None


def font_of(text: str) -> LegacyFont | None:
    """The legacy font that ``text`` was typed for, by its commonest words; None for none."""
    words = len(_LATIN_WORD.findall(text))
    if words and not _DEVANAGARI.search(text[:2000]):
        if len(_KRUTI_WORD.findall(text)) * 12 > words:
            return KRUTI_DEV
        if len(_CHANAKYA_WORD.findall(text)) * 12 > words:
            return CHANAKYA
    return None


def to_unicode(text: str) -> str:
    """``text`` as Kruti Dev shows it, in NFC; Devanagari in it stays what it is."""
    keys, table = _keys()
    read = keys.sub(lambda match: table[match[0]], text)
    read = _EARLY_I.sub(r"\g<cluster>ि\g<a>\g<r>", _STEM.sub("", read)).replace("<i>", "ि")
    for wrong, right in _MENDED:
        read = wrong.sub(right, read)
    read = _LATE_R.sub(r"र्\g<syllable>", read).replace("<r>", "र्")
    return unicodedata.normalize("NFC", _COLON.sub(":", read))


@cache
def _keys() -> tuple[regex.Pattern[str], dict[str, str]]:
    """What finds the keys, the longest run first, and what they stand for."""
    table = {keys: read for keys, read, _ in _rows("legacy_fonts_kruti_dev.tsv")}
    longest = sorted(table, key=len, reverse=True)
    return regex.compile("|".join(map(regex.escape, longest))), table


@cache
def _fonts() -> list[tuple[str, str]]:
    fonts = [(name, layout) for name, layout, _ in _rows("legacy_fonts.tsv")]
    return sorted(fonts, key=lambda font: -len(font[0]))


def _rows(name: str) -> Iterator[list[str]]:
    return rows(Path(__file__).with_name(name))
