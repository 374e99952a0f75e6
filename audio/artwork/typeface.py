"""The covers' typeface: Anek Devanagari by Ek Type, in two weights, and what it can show.

The files in ``fonts/`` are the static fonts of Anek Devanagari 1.003, cut down to the letters of
``_REPERTOIRE`` and packed as WOFF, which FreeType reads; SIL Open Font License, see ``OFL.txt``.
Their glyphs are not marked as overlapping (``OVERLAP_SIMPLE``): FreeType would draw each at sixteen
times the pixels, thrice as slowly, for a difference in one pixel of 2,000.
"""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files
from io import BytesIO
from typing import NamedTuple
from unicodedata import normalize

from PIL import ImageFont, features

from audio import regex
from audio.errors import MakingError, Place

BOLD = "AnekDevanagari-ExtraBold.woff"
PLAIN = "AnekDevanagari-SemiBold.woff"

HEADLINE = 0.6435
"""Em above the baseline where the shirorekha of ``BOLD`` begins; capitals reach it as well."""
HEADLINE_WEIGHT = 0.1265
"""Em: how thick that line is."""

_MEASURE = 500
"""Pixels to the em at which text is measured, whatever its size will be."""
_REPERTOIRE = regex.compile(
    r"[\u0020-\u007e\u00a0-\u00ac\u00ae-\u00ff\u0131\u0152\u0153\u0900-\u0950\u0958-\u097f\u200c\u200d"
    r"\u2013\u2014\u2018-\u201a\u201c-\u201e\u2022\u2026\u2039\u203a\u20ac\u20b9\u2212]"
)
_SIGNS = regex.compile(r"[\p{M}\u200c\u200d]+")
_LONGEST_CLUSTER = 12
"""Code points; the longest conjuncts of Hindi and Sanskrit have ten."""


@lru_cache(maxsize=64)
def load_font(face: str, size: int) -> ImageFont.FreeTypeFont:
    """Load the face at ``size`` pixels to the em, shaping with HarfBuzz. Raises ``MakingError``."""
    if not features.check("raqm"):
        raise MakingError(
            "Pillow cannot shape Devanagari: it was built without raqm",
            where=Place("cover"),
            hint="install Pillow's own wheel: pip install --force-reinstall pillow",
        )
    data = files("audio.artwork").joinpath("fonts", face).read_bytes()
    return ImageFont.truetype(BytesIO(data), size, layout_engine=ImageFont.Layout.RAQM)


class Extent(NamedTuple):
    """The room that a text takes on a line, in em."""

    wide: float
    """To the end of its ink or of its advance, whichever is farther."""
    above: float
    """How far its ink rises above the baseline."""
    below: float
    """How far its ink sinks under it."""
    before: float = 0.0
    """How far its ink reaches to the left of its start."""


@lru_cache(maxsize=4096)
def measure_text(text: str, face: str = BOLD) -> Extent:
    """The room that ``text`` takes on one line; kept, as the titles of a show share words."""
    type_ = load_font(face, _MEASURE)
    left, top, right, bottom = type_.getbbox(text, anchor="ls", language="hi")
    advance = type_.getlength(text, language="hi")
    reach = (max(right, advance), -top, bottom, -left)
    return Extent(*(length / _MEASURE for length in reach))


def is_headed(text: str) -> bool:
    """Whether ``text`` begins with a letter that hangs from a shirorekha."""
    return bool(regex.match(r"[\p{Script=Devanagari}&&\p{L}]", text, regex.V1))


def make_drawable(text: str) -> str:
    """``text`` as the typeface can show it, on one line; empty if it lacks one of its letters.

    Emoji and other symbols that it lacks are left out of the picture, as are invisible
    characters; a Latin letter may lose an accent. No letter or digit is ever left out: what is
    shown would be another title.
    """
    shown: list[str] = []
    for cluster in regex.findall(r"\X", normalize("NFC", text)):
        form = _find_form(cluster)
        if form is None:
            return ""
        shown.append(form)
    return " ".join("".join(shown).split())


def _find_form(cluster: str) -> str | None:
    """``cluster`` as the typeface shows it; empty for a symbol it lacks, ``None`` for a letter."""
    if cluster[0].isspace():
        return " "
    for form in (cluster, normalize("NFKC", cluster), normalize("NFKD", cluster)):
        kept = "".join(_REPERTOIRE.findall(form))
        if not is_headed(kept):  # a vowel sign on anything else would stand beside its place
            kept = _SIGNS.sub("", kept)
        if kept and kept[0] == form[0]:
            return kept[:_LONGEST_CLUSTER]
    return None if regex.match(r"[\p{L}\p{N}]", cluster) else ""
