"""Given pictures: checked, and converted to what every directory, app and player can show.

A picture that is right already is used byte for byte. What can be corrected without a guess is: a
photograph lying on its side, grey, a palette, colours of another profile, WebP. What is shown
otherwise than it was drawn is a doubt, for a warning: transparent parts become white, of a moving
picture the first is taken, the colours of CMYK without a profile are guessed. All else is an error.
"""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterable
from pathlib import Path
from typing import NoReturn

from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

from audio.errors import Place, SettingsError
from audio.records import Cover

# Pillow only warns of pictures that are large but not absurdly so; here they are an error too.
warnings.filterwarnings("error", category=Image.DecompressionBombWarning)

LEAST, MOST = 1400, 3000
"""Pixels to the side of a show's artwork (Apple, "A Podcaster's Guide to RSS", itunes:image)."""
LARGEST_FILE = 20_000_000
"""Most bytes of a picture file."""
MOST_PIXELS = 9000
"""Of a side of any picture: more would fill the memory."""
LEAST_SHARP = 600
"""Pixels to the side of an article's own picture that look sharp on a cover."""
_MEDIA_TYPES = {"JPEG": "image/jpeg", "PNG": "image/png"}
_CONVERTED = ("AVIF", "BMP", "GIF", "TIFF", "WEBP")
"""Formats that are read, where Pillow can, and encoded anew."""
_QUALITIES = (90, 82, 74, 66, 58, 50, 40, 30)


class Picture:
    """A picture as it was given, upright."""

    def __init__(self, path: Path, data: bytes | None = None) -> None:
        """``data``: the content of ``path``, if it is known; ``path`` then only names it.

        Raises ``SettingsError`` when it cannot be read, or is no JPEG or PNG that can be shown.
        """
        self._path = path
        self.doubts: list[str] = []
        """What is shown otherwise than it was given, one clear line each."""
        self._data = self._read() if data is None else data
        try:
            with Image.open(io.BytesIO(self._data)) as opened:
                self._format = "JPEG" if opened.format == "MPO" else str(opened.format)
                self._check(opened)
                self.image = self._turn_upright(opened)
                self._plain = _is_plain(opened) and opened.format in _MEDIA_TYPES
        except UnidentifiedImageError:
            self._refuse("is not a picture", "give a JPEG, PNG or WebP")
        except (Image.DecompressionBombError, Image.DecompressionBombWarning):
            self._refuse("is too large", f"give at most {MOST_PIXELS} pixels a side")
        except (OSError, SyntaxError, ValueError, EOFError) as error:
            self._refuse(f"is damaged: {error}", "export it again as JPEG or PNG")

    @property
    def media_type(self) -> str:
        """Media type of the file as it was given: ``image/png``; empty for what is converted."""
        return _MEDIA_TYPES.get(self._format, "")

    @property
    def is_artwork(self) -> bool:
        """Whether the picture is square and of a size that directories take."""
        wide, high = self.image.size
        return wide == high and LEAST <= wide <= MOST

    def doubt_size(self) -> None:
        """Doubt a picture that is too small to look sharp on a cover."""
        wide, high = self.image.size
        if min(wide, high) < LEAST_SHARP:
            self._doubt(f"is {wide} × {high} pixels: {LEAST_SHARP} a side and more look sharp")

    def require_artwork(self) -> None:
        """Raises ``SettingsError`` unless it can be a show's artwork."""
        if not self.is_artwork:
            wide, high = self.image.size
            self._refuse(
                f"is {wide} × {high} pixels", f"give a square of {LEAST} to {MOST} pixels a side"
            )

    def make_cover(self, side: int, most: int) -> Cover:
        """The picture at most ``side`` pixels wide and, where possible, in at most ``most`` bytes.

        A file that is so already is used as it is.
        """
        if self._plain and not self.doubts and len(self._data) <= most and self.image.width <= side:
            return Cover(self._data, _MEDIA_TYPES[self._format])
        picture = self.image
        if picture.width > side:
            picture = picture.resize((side, side), Image.Resampling.LANCZOS, reducing_gap=3)
        return encode_jpeg(picture, most, self.doubts)

    def _read(self) -> bytes:
        try:
            if self._path.stat().st_size > LARGEST_FILE:
                megabytes = LARGEST_FILE // 1_000_000
                self._refuse("is too large", f"give at most {megabytes} MB")
            return self._path.read_bytes()
        except OSError as error:
            self._refuse(f"cannot be read: {error.strerror}", "give a JPEG, PNG or WebP")

    def _check(self, opened: Image.Image) -> None:
        wide, high = opened.size
        if self._format not in {*_MEDIA_TYPES, *_CONVERTED}:
            self._refuse(f"is {self._format}", "give a JPEG, PNG or WebP")
        if max(wide, high) > MOST_PIXELS:
            self._refuse(f"is {wide} × {high} pixels", f"give at most {MOST_PIXELS} pixels a side")
        if getattr(opened, "is_animated", False) and opened.format != "MPO":
            self._doubt("moves: its first picture is shown")

    def _turn_upright(self, opened: Image.Image) -> Image.Image:
        """The picture in sRGB, turned as its EXIF data say."""
        opened.load()
        if _is_transparent(opened):
            self._doubt("has transparent parts: they are shown white")
            return _lay_on_white(ImageOps.exif_transpose(opened))
        if opened.mode not in {"RGB", "RGBA", "L", "LA", "P", "PA", "1", "CMYK"}:
            self._refuse(f"has pixels of the kind {opened.mode}", "save it as 8-bit RGB")
        profile = opened.info.get("icc_profile")
        if opened.mode == "CMYK" and not profile:
            self._doubt("is CMYK without a colour profile: its colours are approximate")
        upright = ImageOps.exif_transpose(opened)
        if upright.mode not in {"RGB", "L", "CMYK"}:
            upright = upright.convert("RGB")
        return self._convert_to_srgb(upright, profile) if profile else upright.convert("RGB")

    def _convert_to_srgb(self, picture: Image.Image, profile: bytes) -> Image.Image:
        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            if source.profile.xcolor_space.strip() == "GRAY" and picture.mode != "L":
                picture = picture.convert("L")
            converted = ImageCms.profileToProfile(
                picture, source, ImageCms.createProfile("sRGB"), outputMode="RGB"
            )
        except (ImageCms.PyCMSError, OSError):
            self._refuse("has a colour profile that does not fit it", "save it as sRGB")
        assert converted is not None
        converted.info.pop("icc_profile", None)
        return converted

    def _doubt(self, what: str) -> None:
        self.doubts.append(what)

    def _refuse(self, what: str, hint: str) -> NoReturn:
        raise SettingsError(what, where=Place(str(self._path)), hint=hint)


def encode_jpeg(picture: Image.Image, most: int, doubts: Iterable[str] = ()) -> Cover:
    """Encode an RGB picture as a JPEG of at most ``most`` bytes, or of the lowest quality.

    ``doubts`` are those of the picture that it was made from.
    """
    for quality in _QUALITIES:
        buffer = io.BytesIO()
        picture.save(buffer, "JPEG", quality=quality, optimize=True, dpi=(72, 72))
        if buffer.tell() <= most:
            break
    return Cover(buffer.getvalue(), "image/jpeg", tuple(doubts))


def reduce_cover(cover: Cover, side: int, most: int) -> Cover:
    """Scale a cover to ``side`` pixels square, in at most ``most`` bytes where possible."""
    with Image.open(io.BytesIO(cover.data)) as opened:
        opened.draft("RGB", (side, side))  # a JPEG is not even decoded at its full size
        picture = opened.convert("RGB").resize((side, side), Image.Resampling.LANCZOS)
    return encode_jpeg(picture, most)


def make_icon(cover: Cover, side: int) -> bytes:
    """A PNG of ``side`` pixels square: browsers install a site that has one, and take no JPEG."""
    with Image.open(io.BytesIO(cover.data)) as opened:
        icon = opened.convert("RGB").resize((side, side), Image.Resampling.LANCZOS)
    data = io.BytesIO()
    icon.quantize(256).save(data, "PNG", optimize=True)
    return data.getvalue()


def _is_plain(opened: Image.Image) -> bool:
    """Whether the file needs no conversion: RGB, upright, sRGB."""
    upright = opened.getexif().get(0x0112, 1) == 1
    profile = opened.info.get("icc_profile")
    return opened.mode == "RGB" and upright and (not profile or b"sRGB" in profile)


def _lay_on_white(picture: Image.Image) -> Image.Image:
    shown = picture.convert("RGBA")
    ground = Image.new("RGBA", shown.size, "white")
    return Image.alpha_composite(ground, shown).convert("RGB")


def _is_transparent(opened: Image.Image) -> bool:
    if not opened.has_transparency_data:
        return False
    opacity = opened.convert("RGBA").getchannel("A").histogram()
    return any(opacity[:255])
