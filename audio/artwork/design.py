"""The designed covers.

Devanagari hangs from its headline, the shirorekha, and here sound does too: the line runs on
past the letters and off the cover, and the wave of a voice hangs from it like letters. A show's
cover hangs one great akshara from it, to be known by at the size of a thumbnail. An edition's
cover sets its title, and the wave takes the room that the title leaves.
"""

from __future__ import annotations

import hashlib
from math import sin
from typing import NamedTuple

import regex
from PIL import Image

from audio.artwork.canvas import UNITS, Box, Canvas
from audio.artwork.palette import Colour, Palette, Scheme, palettes
from audio.artwork.title_lines import Setting, set_in
from audio.artwork.typeface import (
    BOLD,
    HEADLINE,
    HEADLINE_WEIGHT,
    PLAIN,
    drawable,
    extent,
    is_headed,
)

MARGIN = 110
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


class Face(NamedTuple):
    """What an edition's cover says."""

    title: str
    show: str
    date: str
    """As it is to be read; empty for none."""

    @property
    def scheme(self) -> Scheme:
        """One of the show's schemes."""
        schemes = palette_of(self.show).schemes
        return schemes[_digest(self.title)[0] % len(schemes)]


def palette_of(show: str) -> Palette:
    """The palette of the show of that title."""
    known = palettes()
    return known[_digest(show)[0] % len(known)]


def show_cover(title: str, side: int) -> Canvas:
    """The cover of a show, ``side`` pixels square."""
    scheme = palette_of(title).schemes[0]
    canvas = Canvas(side, scheme.ground)
    shown = drawable(title)
    mark = _mark(shown)
    floor = float(_FOOT)
    if shown != mark:
        title_set = set_in(shown, _MEASURE, 420, 165)
        foot = min(_FOOT - 25, UNITS - SAFE - title_set.fall)
        headline = foot - title_set.height
        _text(canvas, title_set, headline, scheme.text)
        floor = headline - title_set.rise - 80
    _hang(canvas, mark, floor, scheme, title)
    return canvas


def edition_cover(face: Face, side: int) -> Canvas:
    """The cover of an edition, ``side`` pixels square."""
    scheme = face.scheme
    canvas = Canvas(side, scheme.ground)
    top = 170.0
    rule = 560.0
    if shown := drawable(face.title):
        title_set = set_in(shown, _MEASURE, 740, 400)
        top = max(top, SAFE + title_set.rise)
        _text(canvas, title_set, top, scheme.text)
        rule = max(rule, top + title_set.height + title_set.fall + 75)
    canvas.box(Box(0, rule, UNITS, rule + _RULE), scheme.text)
    place = Box(MARGIN, rule + _RULE, UNITS, _FOOT - 120)
    _wave(canvas, place, 30, scheme.wave, face.title)
    _sign(canvas, face)
    return canvas


def framed_cover(face: Face, picture: Image.Image, side: int) -> Canvas:
    """The cover of an edition with a picture, whole whatever its shape, above its title."""
    scheme = face.scheme
    canvas = Canvas(side, scheme.ground)
    rule = canvas.picture_on_top(picture, 830)
    canvas.box(Box(0, rule, UNITS, rule + _RULE), scheme.wave)
    if shown := drawable(face.title):
        top = rule + 100
        title_set = set_in(shown, _MEASURE, _FOOT - 130 - top, 170)
        _text(canvas, title_set, top, scheme.text)
    _sign(canvas, face)
    return canvas


def _sign(canvas: Canvas, face: Face) -> None:
    """Set the show's name and the date at the foot."""
    end = float(UNITS - MARGIN)
    if face.date:
        start = end - extent(face.date, PLAIN).wide * _SMALL
        canvas.text(face.date, (start, _FOOT), _SMALL, face.scheme.text, PLAIN)
        end = start - MARGIN / 2
    if name := drawable(face.show):
        name_set = set_in(name, end - MARGIN, 1.2 * _SMALL, _SMALL)
        _text(canvas, name_set, _FOOT - name_set.height, face.scheme.text)


def _mark(title: str) -> str:
    """What stands for a show: its one short word, or its first akshara or number."""
    if regex.fullmatch(r"[\p{L}\p{M}]+", title) and len(regex.findall(r"\X", title)) <= 3:
        return title
    found = regex.search(r"\p{N}{1,3}|(?=\p{L})\X", title)
    return found[0] if found else ""


def _hang(canvas: Canvas, mark: str, floor: float, scheme: Scheme, seed: str) -> None:
    """The headline, the mark and the wave that hang from it, all above ``floor``."""
    room = extent(mark or "स")
    drop = 0.0 if is_headed(mark) or not mark else HEADLINE_WEIGHT + 0.05
    above = max(0.0, room.above - HEADLINE - drop)
    deep = drop + HEADLINE + room.below
    wide = 900 if len(regex.findall(r"\X", mark)) > 1 else 800
    size = min(1000, wide / room.wide, (floor - 220) / deep, (floor - SAFE) / (above + deep))
    rule = max(220.0, SAFE + above * size)
    rule += 0.45 * (floor - rule - deep * size)
    under = rule + HEADLINE_WEIGHT * size + 4  # over the mark's own
    canvas.box(Box(0, rule, UNITS, under), scheme.text)
    left = float(MARGIN)
    if mark:
        baseline = rule + (drop + HEADLINE) * size
        # A headed letter's body stands in from the end of its headline, which the line hides.
        start = MARGIN - (0.025 * size if is_headed(mark) else 0.0)
        start = max(start, SAFE + room.before * size)
        left = 64 + canvas.text(mark, (start, baseline), size, scheme.text).right
    _wave(canvas, Box(left, under, UNITS, max(floor, under + 200)), 52, scheme.wave, seed)


def _text(canvas: Canvas, setting: Setting, headline: float, fill: Colour) -> None:
    """Draw a set text, its first headline at ``headline``."""
    for index, line in enumerate(setting.lines):
        baseline = headline + (HEADLINE + index * setting.pitch) * setting.size
        # A sign of the first akshara can reach far out to its left: ॆ over र.
        start = max(MARGIN, SAFE + extent(line.text, BOLD).before * setting.size)
        canvas.text(line.text, (start, baseline), setting.size, fill, BOLD)


def _wave(canvas: Canvas, place: Box, width: float, fill: Colour, seed: str) -> None:
    """Bars that hang from the top of ``place``, syllables swelling and fading along phrases."""
    count = max(1, round((place.right - place.left) / (width * 1.8)))
    pitch = (place.right - place.left) / count
    for index, height in enumerate(_heights(count, seed)):
        x = place.left + index * pitch
        bottom = place.top + (place.bottom - place.top) * height
        canvas.bar(Box(x, place.top, x + width, bottom), fill)


def _heights(count: int, seed: str) -> list[float]:
    """The wave of ``seed``: ``count`` heights, the greatest 1."""
    digest = _digest(seed)
    heights = []
    for index in range(count):
        phrase = 0.5 + 0.5 * sin(index * (0.22 + digest[1] / 1500) + digest[2] / 40)
        syllable = digest[3 + index % 29] / 255
        heights.append(0.1 + (0.25 + 0.75 * phrase) * (0.2 + 0.8 * syllable))
    return [height / max(heights) for height in heights]


def _digest(text: str) -> bytes:
    return hashlib.sha256(text.encode()).digest()
