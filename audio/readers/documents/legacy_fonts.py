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

from audio import regex
from audio.errors import Place, SourceError
from audio.readers.documents import legacy_converters
from audio.tables import read_rows

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
_SIGN_KEYS = r"([sSqwkah`‚¡]{0,2})"
_HOOKS = (
    (regex.compile(r"I\+k"), "i"),
    (regex.compile(rf"o{_SIGN_KEYS}Q"), r"d\1"),
    (regex.compile(rf"i{_SIGN_KEYS}Q"), r"Q\1"),
    (regex.compile(r"mQ"), "Å"),
)
"""Walkman-Chanakya's hook, which makes क of व, फ of प and ऊ of उ: `osQ` के, `lkiQ` साफ."""
_LATIN_WORD = regex.compile(r"\S*[!-~\xa1-\xff]\S*")
_FONT_END = regex.compile(r"[,;]")
_DEVANAGARI = regex.compile(r"\p{Devanagari}")
_LETTER = regex.compile(r"\p{L}")


class LegacyFont(NamedTuple):
    """A font, as a page names it."""

    name: str
    layout: str
    """The table or the converter that says what its keys show; empty when there is none."""

    @property
    def is_read(self) -> bool:
        """Whether its layout is known, and what reads it installed."""
        if legacy_converters.is_known(self.layout):
            return legacy_converters.is_installed()
        return bool(self.layout)

    def make_refusal(self, origin: str) -> SourceError:
        """What to say of text in it, in ``origin``, when it is not read."""
        can_be = legacy_converters.is_known(self.layout)
        return SourceError(
            f"is Hindi typed for the font {self.name}, which "
            + ("needs a converter that is not installed" if can_be else "is not read"),
            where=Place(origin),
            hint=legacy_converters.INSTALL if can_be else "convert it to Unicode first",
        )


KRUTI_DEV = LegacyFont("Kruti Dev", "kruti-dev")
CHANAKYA = LegacyFont("Chanakya", "chanakya")


def find_named_font(names: str) -> LegacyFont | None:
    """The legacy font that ``names``, a font list or a style, asks for; None for none.

    It must be the first of a list: letters are shown by the first font that has them.
    """
    known, layouts = _read_fonts()
    found = known.search(names.partition(",")[0])
    if not found:
        return None
    shown = _FONT_END.split(names[found.start() : found.start() + 30], maxsplit=1)[0]
    layout = layouts[found[0].lower()]
    return LegacyFont(shown.strip("\"' "), "" if layout == "other" else layout)


def guess_font(text: str) -> LegacyFont | None:
    """The legacy font that ``text`` was typed for, by its commonest words; None for none."""
    words = len(_LATIN_WORD.findall(text))
    if words and not _DEVANAGARI.search(text[:2000]):
        if len(_KRUTI_WORD.findall(text)) * 12 > words:
            return KRUTI_DEV
        if len(_CHANAKYA_WORD.findall(text)) * 12 > words:
            return CHANAKYA
    return None


def convert(text: str, font: LegacyFont | None, origin: str) -> str:
    """``text`` as ``font`` shows it; text of no legacy font, and Devanagari, stays as it is.

    Raises:
        SourceError: the font is a legacy one that is not read, or not without an extra.
    """
    if font is None or not text.strip() or _DEVANAGARI.search(text):
        return text
    if font.is_read:
        return convert_layout(text, font.layout)
    if not _LETTER.search(text):
        return text
    raise font.make_refusal(origin)


def convert_layout(text: str, layout: str) -> str:
    """``text`` as a font of that layout shows it, in NFC; Devanagari in it stays what it is."""
    if legacy_converters.is_known(layout):
        return unicodedata.normalize("NFC", legacy_converters.convert_text(text, layout))
    keys, table = _read_keys(layout)
    for hook, letter in _HOOKS if layout == "walkman" else ():
        text = hook.sub(letter, text)
    read = keys.sub(lambda match: table[match[0]], text)
    read = _EARLY_I.sub(r"\g<cluster>ि\g<a>\g<r>", _STEM.sub("", read)).replace("<i>", "ि")
    for wrong, right in _MENDED:
        read = wrong.sub(right, read)
    read = _LATE_R.sub(r"र्\g<syllable>", read).replace("<r>", "र्")
    return unicodedata.normalize("NFC", _COLON.sub(":", read))


@cache
def _read_keys(layout: str) -> tuple[regex.Pattern[str], dict[str, str]]:
    """What finds the keys, the longest run first, and what they stand for."""
    names = ["kruti-dev", layout] if layout == "walkman" else [layout]
    files = (f"legacy_fonts_{name.replace('-', '_')}.tsv" for name in names)
    table = {keys: read for file in files for keys, read, *_ in _read_rows(file)}
    longest = sorted(table, key=len, reverse=True)
    return regex.compile("|".join(map(regex.escape, longest))), table


@cache
def _read_fonts() -> tuple[regex.Pattern[str], dict[str, str]]:
    """What finds the beginning of a font's name, the longest first, and the layout of each."""
    layouts = {name: layout for name, layout, _ in _read_rows("legacy_fonts.tsv")}
    names = (
        regex.escape(name.rstrip("*")) + ("" if name.endswith("*") else r"(?!\p{L})")
        for name in sorted(layouts, key=len, reverse=True)
    )
    known = regex.compile(rf"(?<![\p{{L}}\p{{N}}])(?:{'|'.join(names)})", regex.IGNORECASE)
    return known, {name.rstrip("*"): layout for name, layout in layouts.items()}


def _read_rows(name: str) -> Iterator[list[str]]:
    return read_rows(Path(__file__).with_name(name))
