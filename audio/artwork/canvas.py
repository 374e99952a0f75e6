"""The canvas of a cover: a square of 1,400 units a side, at any number of pixels.

A designed cover has three colours, and text and wave meet only the ground, never each other. So it
is drawn as shades of one channel, from the wave's over the ground's to the text's, which costs a
third of drawing red, green and blue, and is coloured at the end.
"""

from __future__ import annotations

import io
from enum import IntEnum
from functools import lru_cache
from typing import NamedTuple

from PIL import Image, ImageDraw, ImageFont, ImageOps

from audio.artwork.palette import Scheme
from audio.artwork.typeface import BOLD, load_font
from audio.records import Cover

UNITS = 1400
"""Units a side; lengths and places below are in units, from the top left corner."""
_QUALITY = 60
"""Of the JPEG: what the eye cannot tell from the drawing at twice its size. Sharp edges are dear:
at 82 the file is half as large again, at 45 a tenth smaller and grainy around the letters."""
_FINE = 8
"""How many times larger round ends are drawn, then reduced: Pillow's shapes have hard edges."""


class Box(NamedTuple):
    """A rectangle, its edges in units."""

    left: float
    top: float
    right: float
    bottom: float


class Ink(IntEnum):
    """What is drawn with, as a shade; those between are the soft edges of text and wave."""

    WAVE = 0
    GROUND = 128
    TEXT = 255


class _DrawnText(NamedTuple):
    """A line of text on a canvas."""

    line: str
    left: int
    base: int
    """Pixels: where its baseline starts."""
    font: ImageFont.FreeTypeFont

    def measure(self, scale: float) -> Box:
        """The box of its ink, at ``scale`` pixels a unit."""
        left, top, right, bottom = self.font.getbbox(self.line, anchor="ls", language="hi")
        edges = (self.left + left, self.base + top, self.left + right, self.base + bottom)
        return Box(*(edge / scale for edge in edges))


class Canvas:
    """A cover, ``side`` pixels square, that is being drawn."""

    def __init__(self, side: int, scheme: Scheme) -> None:
        self._scale = side / UNITS
        self._scheme = scheme
        self._shades = Image.new("L", (side, side), Ink.GROUND)
        self._draw = ImageDraw.Draw(self._shades)
        self._above: list[tuple[Image.Image, tuple[int, int]]] = []
        """Pictures that stand on it, each with its place in pixels."""
        self._texts: list[_DrawnText] = []

    @property
    def texts(self) -> list[Box]:
        """Where text has been drawn: the boxes of its ink, measured when they are asked for."""
        return [text.measure(self._scale) for text in self._texts]

    def draw_text(self, line: str, at: tuple[float, float], size: float, face: str = BOLD) -> None:
        """Draw ``line``, its baseline starting at ``at``, ``size`` units to the em."""
        left, base = self._to_pixels(*at)
        text = _DrawnText(line, left, base, load_font(face, max(1, round(size * self._scale))))
        self._draw.text((left, base), line, Ink.TEXT, text.font, anchor="ls", language="hi")
        self._texts.append(text)

    def draw_box(self, place: Box, ink: Ink) -> None:
        """Draw a filled rectangle, its edges on whole pixels."""
        left, top, right, bottom = self._to_pixels(*place)
        self._draw.rectangle((left, top, right - 1, bottom - 1), fill=ink)

    def draw_bar(self, place: Box) -> None:
        """Draw a hanging bar of the wave: flat above, round below."""
        left, top, right, bottom = self._to_pixels(*place)
        end = _round_end(right - left)
        self._draw.rectangle((left, top, right - 1, bottom - end.height - 1), fill=Ink.WAVE)
        self._shades.paste(Ink.WAVE, (left, bottom - end.height), end)

    def _to_pixels(self, *places: float) -> list[int]:
        return [round(place * self._scale) for place in places]

    def place_picture(self, picture: Image.Image, high: float) -> float:
        """Fit ``picture``, whole, into the top ``high`` units; return where it ends, in units.

        A narrow one, which does not reach both edges, stands before a blur of itself.
        """
        across, down = self._shades.width, round(high * self._scale)
        scale = min(across / picture.width, down / picture.height)
        size = (round(picture.width * scale), round(picture.height * scale))
        fitted = picture.resize(size, Image.Resampling.LANCZOS, reducing_gap=3)
        if fitted.width < across:
            blur = ImageOps.fit(picture, (16, 10), Image.Resampling.BOX)
            blur = blur.resize((across, fitted.height), Image.Resampling.BICUBIC)
            dark = Image.new("RGB", blur.size, self._scheme.ground)
            self._above.append((Image.blend(blur, dark, 0.35), (0, 0)))
        self._above.append((fitted, ((across - fitted.width) // 2, 0)))
        return fitted.height / self._scale

    def paint(self) -> Image.Image:
        """The cover in its colours, as an RGB picture."""
        shades = self._shades.copy()
        shades.putpalette(_mix_shades(self._scheme))
        picture = shades.convert("RGB")
        for each, place in self._above:
            picture.paste(each, place)
        return picture

    def encode(self) -> Cover:
        """The cover as a JPEG, 72 dpi; the same bytes every time."""
        buffer = io.BytesIO()
        options = {"quality": _QUALITY, "subsampling": 2, "optimize": True}
        self.paint().save(buffer, "JPEG", dpi=(72, 72), **options)
        return Cover(buffer.getvalue(), "image/jpeg")


@lru_cache(maxsize=8)
def _mix_shades(scheme: Scheme) -> bytes:
    """The colour of every shade, 256 times red, green and blue."""
    colours = bytearray()
    for shade in range(256):
        inked, full = (scheme.wave, Ink.WAVE) if shade < Ink.GROUND else (scheme.text, Ink.TEXT)
        part = (shade - Ink.GROUND) / (full - Ink.GROUND)
        colours.extend(
            round(under + part * (over - under))
            for under, over in zip(scheme.ground, inked, strict=True)
        )
    return bytes(colours)


@lru_cache(maxsize=32)
def _round_end(width: int) -> Image.Image:
    """The lower half of a disc, ``width`` pixels wide, as a mask."""
    fine = Image.new("L", (width * _FINE, width * _FINE // 2))
    ImageDraw.Draw(fine).ellipse((0, -fine.height, fine.width - 1, fine.height - 1), fill=255)
    return fine.resize((width, max(1, width // 2)), Image.Resampling.BOX)
