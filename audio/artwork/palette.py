"""The covers' colours: a palette for each show, four schemes of it for its editions."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import NamedTuple

from audio.tables import read_rows

Colour = tuple[int, int, int]
"""sRGB, 0 to 255."""


class Scheme(NamedTuple):
    """The colours of one cover."""

    ground: Colour
    text: Colour
    """At least 4.5:1 on the ground."""
    wave: Colour
    """At least 3:1 on the ground."""


class Palette(NamedTuple):
    """The colours of one show; see ``palettes.tsv``."""

    deep: Colour
    strong: Colour
    bright: Colour
    pale: Colour

    @property
    def schemes(self) -> tuple[Scheme, ...]:
        """The show's own scheme first, then those its editions take turns at besides."""
        return (
            Scheme(self.deep, self.pale, self.bright),
            Scheme(self.bright, self.deep, self.strong),
            Scheme(self.pale, self.deep, self.strong),
            Scheme(self.strong, self.pale, self.bright),
        )


def contrast(one: Colour, other: Colour) -> float:
    """The contrast ratio of two colours, 1 to 21 (WCAG 2.2, "contrast ratio")."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: Colour) -> float:
    """Relative luminance, 0 to 1 (WCAG 2.2, "relative luminance")."""
    red, green, blue = (
        value / 255 / 12.92 if value / 255 <= 0.04045 else ((value / 255 + 0.055) / 1.055) ** 2.4
        for value in colour
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@cache
def palettes() -> tuple[Palette, ...]:
    """Every palette of ``palettes.tsv``."""
    _, *table = read_rows(Path(__file__).with_name("palettes.tsv"))
    return tuple(Palette(*map(_colour, colours)) for _, *colours in table)


def _colour(code: str) -> Colour:
    red, green, blue = bytes.fromhex(code.removeprefix("#"))
    return red, green, blue
