"""Cover art: the picture that was given, or a plain one made for the show."""

from __future__ import annotations

import hashlib
import io
from functools import cache
from pathlib import Path

from PIL import Image, ImageDraw, UnidentifiedImageError

from audio.errors import SettingsError
from audio.records import Cover
from audio.settings import Show

SIDE = 1400
"""Pixels: the least that podcast directories take."""

_MEDIA_TYPES = {"JPEG": "image/jpeg", "PNG": "image/png"}
_PALETTES = (
    ((18, 52, 86), (242, 177, 52)),
    ((92, 22, 44), (250, 214, 140)),
    ((16, 74, 66), (244, 196, 120)),
    ((58, 34, 96), (255, 190, 130)),
)
"""Ground and figure, each pair far enough apart in lightness to be told apart at 55 px."""


def load(path: Path) -> Cover:
    """The picture at ``path``. Raises ``SettingsError``: missing, or neither JPEG nor PNG."""
    try:
        data = path.read_bytes()
        with Image.open(io.BytesIO(data)) as picture:
            kind = picture.format or ""
    except OSError as error:
        what = "is not a picture" if isinstance(error, UnidentifiedImageError) else error.strerror
        raise SettingsError(f"{what}", where=str(path), hint="give a JPEG or PNG") from error
    if kind not in _MEDIA_TYPES:
        raise SettingsError(f"is {kind}", where=str(path), hint="give a JPEG or PNG")
    return Cover(data, _MEDIA_TYPES[kind])


@cache
def generated(title: str) -> Cover:
    """A plain cover for a show: the wave of a voice, its heights drawn from the title."""
    seed = hashlib.sha256(title.encode()).digest()
    ground, figure = _PALETTES[seed[0] % len(_PALETTES)]
    picture = Image.new("RGB", (SIDE, SIDE), ground)
    draw = ImageDraw.Draw(picture)
    bars = 11
    pitch = SIDE / (bars + 4)
    for index in range(bars):
        swell = 1 - abs(index - bars // 2) / (bars / 2 + 1)
        half = SIDE * (0.05 + 0.27 * swell * (0.45 + 0.55 * seed[1 + index] / 255))
        x = pitch * (index + 2.5)
        box = (x - pitch / 4, SIDE / 2 - half, x + pitch / 4, SIDE / 2 + half)
        draw.rounded_rectangle(box, radius=pitch / 4, fill=figure)
    buffer = io.BytesIO()
    picture.save(buffer, "JPEG", quality=88, dpi=(72, 72))
    return Cover(buffer.getvalue(), "image/jpeg")


def of_show(show: Show) -> Cover:
    """The show's picture, or the generated one. Raises ``SettingsError``."""
    return load(Path(show.image)) if show.image else generated(show.title)


def file_name(cover: Cover) -> str:
    """``cover.jpg`` or ``cover.png``: a suffix that matches the content."""
    return "cover.jpg" if cover.media_type == "image/jpeg" else "cover.png"
