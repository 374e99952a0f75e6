"""The designed covers.

Devanagari hangs from its headline, the shirorekha, and here sound does too: the line runs on
past the letters and off the cover, and the wave of a voice hangs from it like letters. A show's
cover hangs one great akshara from it, to be known by at the size of a thumbnail. An edition's
cover sets its title, and the wave takes the room that the title leaves.
"""

from __future__ import annotations

import hashlib
from math import ceil, sin
from typing import NamedTuple

from PIL import Image

from audio import regex
from audio.artwork.canvas import UNITS, Box, Canvas, Ink
from audio.artwork.palette import Palette, Scheme, read_palettes
from audio.artwork.title_lines import TitleLayout, fit_title
from audio.artwork.typeface import (
    BOLD,
    HEADLINE,
    HEADLINE_WEIGHT,
    PLAIN,
    is_headed,
    make_drawable,
    measure_text,
)

MARGIN = 112
"""Units from the edge to where text begins and ends."""
SAFE = 60
"""Units that no ink of text comes nearer to an edge; what rises over a headline may use them."""
_MEASURE = UNITS - 2 * MARGIN
_FOOT = UNITS - MARGIN
"""The lowest baseline."""
_SMALL = 52.0
"""Units to the em of an edition cover's last line."""
_RULE = 16
"""Units: how thick an edition cover's line is."""
_BLOCK = 16
"""Units, at 1,400 pixels a side: of a JPEG's blocks. An edge along them takes no bytes at all, so
the line and the wave of an edition's cover keep to them; at ``MARGIN`` a block begins."""


class CoverText(NamedTuple):
    """The text on an edition's cover."""

    title: str
    show: str
    date: str
    """In words; empty for none."""

    @property
    def scheme(self) -> Scheme:
        """The colours of the cover: one of the show's schemes, chosen by the title."""
        schemes = choose_palette(self.show).schemes
        return schemes[_digest(self.title)[0] % len(schemes)]


def choose_palette(show: str) -> Palette:
    """The palette of a show, chosen by its title."""
    known = read_palettes()
    return known[_digest(show)[0] % len(known)]


def draw_show_cover(title: str, side: int) -> Canvas:
    """Draw the cover of a show, ``side`` pixels square."""
    canvas = Canvas(side, choose_palette(title).schemes[0])
    shown = make_drawable(title)
    mark = _choose_mark(shown)
    floor = float(_FOOT)
    if shown != mark:
        title_set = fit_title(shown, _MEASURE, 420, 165)
        foot = min(_FOOT - 25, UNITS - SAFE - title_set.fall)
        headline = foot - title_set.height
        _draw_text(canvas, title_set, headline)
        floor = headline - title_set.rise - 80
    _draw_mark(canvas, mark, floor, title)
    return canvas


def draw_edition_cover(text: CoverText, side: int) -> Canvas:
    """Draw the cover of an edition, ``side`` pixels square."""
    canvas = Canvas(side, text.scheme)
    top = 170.0
    rule = 560.0
    if shown := make_drawable(text.title):
        title_set = fit_title(shown, _MEASURE, 740, 400)
        top = max(top, SAFE + title_set.rise)
        _draw_text(canvas, title_set, top)
        rule = max(rule, top + title_set.height + title_set.fall + 75)
        rule = _BLOCK * ceil(rule / _BLOCK)
    canvas.draw_box(Box(0, rule, UNITS, rule + _RULE), Ink.TEXT)
    place = Box(MARGIN, rule + _RULE, UNITS, _FOOT - 120)
    _draw_wave(canvas, place, 32, text.title)
    _draw_foot(canvas, text)
    return canvas


def draw_framed_cover(text: CoverText, picture: Image.Image, side: int) -> Canvas:
    """Draw the cover of an edition: ``picture``, whole whatever its shape, above the title."""
    canvas = Canvas(side, text.scheme)
    rule = canvas.place_picture(picture, 830)
    canvas.draw_box(Box(0, rule, UNITS, rule + _RULE), Ink.WAVE)
    if shown := make_drawable(text.title):
        top = rule + 100
        title_set = fit_title(shown, _MEASURE, _FOOT - 130 - top, 170)
        _draw_text(canvas, title_set, top)
    _draw_foot(canvas, text)
    return canvas


def _draw_foot(canvas: Canvas, text: CoverText) -> None:
    """Draw the show's title and the date at the foot."""
    end = float(UNITS - MARGIN)
    if text.date:
        start = end - measure_text(text.date, PLAIN).wide * _SMALL
        canvas.draw_text(text.date, (start, _FOOT), _SMALL, PLAIN)
        end = start - MARGIN / 2
    if name := make_drawable(text.show):
        name_set = fit_title(name, end - MARGIN, 1.2 * _SMALL, _SMALL)
        _draw_text(canvas, name_set, _FOOT - name_set.height)


def _choose_mark(title: str) -> str:
    """The sign of a show: its title if that is one short word, or its first akshara or number."""
    if regex.fullmatch(r"[\p{L}\p{M}]+", title) and len(regex.findall(r"\X", title)) <= 3:
        return title
    found = regex.search(r"\p{N}{1,3}|(?=\p{L})\X", title)
    return found[0] if found else ""


def _draw_mark(canvas: Canvas, mark: str, floor: float, seed: str) -> None:
    """Draw the headline, and the mark and the wave that hang from it, all above ``floor``."""
    room = measure_text(mark or "स")
    drop = 0.0 if is_headed(mark) or not mark else HEADLINE_WEIGHT + 0.05
    above = max(0.0, room.above - HEADLINE - drop)
    deep = drop + HEADLINE + room.below
    wide = 900 if len(regex.findall(r"\X", mark)) > 1 else 800
    size = min(1000, wide / room.wide, (floor - 220) / deep, (floor - SAFE) / (above + deep))
    rule = max(220.0, SAFE + above * size)
    rule += 0.45 * (floor - rule - deep * size)
    under = rule + HEADLINE_WEIGHT * size + 4  # over the mark's own
    canvas.draw_box(Box(0, rule, UNITS, under), Ink.TEXT)
    left = float(MARGIN)
    if mark:
        baseline = rule + (drop + HEADLINE) * size
        # A headed letter's body stands in from the end of its headline, which the line hides.
        start = MARGIN - (0.025 * size if is_headed(mark) else 0.0)
        start = max(start, SAFE + room.before * size)
        canvas.draw_text(mark, (start, baseline), size)
        left = 64 + canvas.texts[-1].right
    _draw_wave(canvas, Box(left, under, UNITS, max(floor, under + 200)), 52, seed)


def _draw_text(canvas: Canvas, layout: TitleLayout, headline: float) -> None:
    """Draw the lines of ``layout``, the first one's headline at ``headline``."""
    for index, line in enumerate(layout.lines):
        baseline = headline + (HEADLINE + index * layout.pitch) * layout.size
        # A sign of the first akshara can reach far out to its left: ॆ over र.
        start = max(MARGIN, SAFE + measure_text(line.text, BOLD).before * layout.size)
        canvas.draw_text(line.text, (start, baseline), layout.size)


def _draw_wave(canvas: Canvas, place: Box, width: float, seed: str) -> None:
    """Draw bars that hang from the top of ``place``, longer and shorter along phrases."""
    count = max(1, round((place.right - place.left) / (width * 1.75)))
    pitch = (place.right - place.left) / count
    for index, height in enumerate(_make_heights(count, seed)):
        x = place.left + index * pitch
        bottom = place.top + (place.bottom - place.top) * height
        canvas.draw_bar(Box(x, place.top, x + width, bottom))


def _make_heights(count: int, seed: str) -> list[float]:
    """``count`` heights of bars, the greatest 1; the same for the same ``seed``."""
    digest = _digest(seed)
    heights = []
    for index in range(count):
        phrase = 0.5 + 0.5 * sin(index * (0.22 + digest[1] / 1500) + digest[2] / 40)
        syllable = digest[3 + index % 29] / 255
        heights.append(0.1 + (0.25 + 0.75 * phrase) * (0.2 + 0.8 * syllable))
    return [height / max(heights) for height in heights]


def _digest(text: str) -> bytes:
    return hashlib.sha256(text.encode()).digest()
