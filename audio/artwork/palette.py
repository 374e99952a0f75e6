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
        """The show's own scheme first, then the others that its editions have."""
        return (
            Scheme(self.deep, self.pale, self.bright),
            Scheme(self.bright, self.deep, self.strong),
            Scheme(self.pale, self.deep, self.strong),
            Scheme(self.strong, self.pale, self.bright),
        )


@cache
def read_palettes() -> tuple[Palette, ...]:
    """Read every palette of ``palettes.tsv``."""
    _, *table = read_rows(Path(__file__).with_name("palettes.tsv"))
    return tuple(Palette(*map(_parse_colour, colours)) for _, *colours in table)


def _parse_colour(code: str) -> Colour:
    red, green, blue = bytes.fromhex(code.removeprefix("#"))
    return red, green, blue
