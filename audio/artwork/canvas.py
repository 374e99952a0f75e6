"""The canvas of a cover: a square of 1,400 units a side, at any number of pixels."""

from __future__ import annotations

import io
from functools import lru_cache
from typing import NamedTuple

from PIL import Image, ImageDraw, ImageOps

from audio.artwork.palette import Colour
from audio.artwork.typeface import BOLD, load_font
from audio.records import Cover

UNITS = 1400
"""Units a side; lengths and places below are in units, from the top left corner."""
_FINE = 8
"""How many times larger round ends are drawn, then reduced: Pillow's shapes have hard edges."""


class Box(NamedTuple):
    """A rectangle, its edges in units."""

    left: float
    top: float
    right: float
    bottom: float


class Canvas:
    """A cover, ``side`` pixels square, that is being drawn."""

    def __init__(self, side: int, ground: Colour) -> None:
        self._scale = side / UNITS
        self._ground = ground
        self.picture = Image.new("RGB", (side, side), ground)
        self._draw = ImageDraw.Draw(self.picture)
        self.texts: list[Box] = []
        """Where text has been drawn."""

    def draw_text(
        self, line: str, at: tuple[float, float], size: float, fill: Colour, face: str = BOLD
    ) -> Box:
        """Draw ``line``, its baseline starting at ``at``, ``size`` units to the em.

        Returns the box of its ink.
        """
        left, base = self._to_pixels(*at)
        type_ = load_font(face, max(1, round(size * self._scale)))
        self._draw.text((left, base), line, fill=fill, font=type_, anchor="ls", language="hi")
        ink = type_.getbbox(line, anchor="ls", language="hi")
        placed = (left + ink[0], base + ink[1], left + ink[2], base + ink[3])
        self.texts.append(Box(*(edge / self._scale for edge in placed)))
        return self.texts[-1]

    def draw_box(self, place: Box, fill: Colour) -> None:
        """Draw a filled rectangle, its edges on whole pixels."""
        left, top, right, bottom = self._to_pixels(*place)
        self._draw.rectangle((left, top, right - 1, bottom - 1), fill=fill)

    def draw_bar(self, place: Box, fill: Colour) -> None:
        """Draw a hanging bar: flat above, round below."""
        left, top, right, bottom = self._to_pixels(*place)
        end = _round_end(right - left)
        self._draw.rectangle((left, top, right - 1, bottom - end.height - 1), fill=fill)
        self.picture.paste(fill, (left, bottom - end.height), end)

    def _to_pixels(self, *places: float) -> list[int]:
        return [round(place * self._scale) for place in places]

    def place_picture(self, picture: Image.Image, high: float) -> float:
        """Fit ``picture``, whole, into the top ``high`` units; return where it ends, in units.

        A narrow one, which does not reach both edges, stands before a blur of itself.
        """
        across, down = self.picture.width, round(high * self._scale)
        scale = min(across / picture.width, down / picture.height)
        size = (round(picture.width * scale), round(picture.height * scale))
        fitted = picture.resize(size, Image.Resampling.LANCZOS, reducing_gap=3)
        if fitted.width < across:
            blur = ImageOps.fit(picture, (16, 10), Image.Resampling.BOX)
            blur = blur.resize((across, fitted.height), Image.Resampling.BICUBIC)
            dark = Image.new("RGB", blur.size, self._ground)
            self.picture.paste(Image.blend(blur, dark, 0.35), (0, 0))
        self.picture.paste(fitted, ((across - fitted.width) // 2, 0))
        return fitted.height / self._scale

    def encode(self) -> Cover:
        """The cover as a JPEG, 72 dpi; the same bytes every time."""
        buffer = io.BytesIO()
        self.picture.save(buffer, "JPEG", quality=82, subsampling=2, optimize=True, dpi=(72, 72))
        return Cover(buffer.getvalue(), "image/jpeg")


@lru_cache(maxsize=32)
def _round_end(width: int) -> Image.Image:
    """The lower half of a disc, ``width`` pixels wide, as a mask."""
    fine = Image.new("L", (width * _FINE, width * _FINE // 2))
    ImageDraw.Draw(fine).ellipse((0, -fine.height, fine.width - 1, fine.height - 1), fill=255)
    return fine.resize((width, max(1, width // 2)), Image.Resampling.BOX)
