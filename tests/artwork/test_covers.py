from __future__ import annotations

import io
from dataclasses import replace
from datetime import datetime

import numpy as np
import pytest
from PIL import Image, ImageCms

from audio.artwork import covers
from audio.artwork.cover_store import find_cover
from audio.errors import SettingsError
from audio.records import Article, Block, BlockKind, Cover, Show, Span
from audio.work.folder_store import FolderStore

TITLE = "बारिश की ख़बर"


@pytest.fixture
def article(tmp_path):
    blocks = (Block(BlockKind.TITLE, Span(0, len(TITLE))),)
    return Article(TITLE, blocks, str(tmp_path / "a.md"), published=datetime(2024, 6, 20))


@pytest.fixture
def show(tmp_path):
    """A show with the picture that the test saves as ``art.png``."""
    return Show(title="समाचार", image=str(tmp_path / "art.png"))


def opened(made):
    return Image.open(io.BytesIO(made.data))


def photograph(size):
    """What compresses badly."""
    noise = np.random.default_rng(0).integers(0, 256, (*size[::-1], 3), np.uint8)
    return Image.fromarray(noise)


# --- a show's picture --------------------------------------------------------------------


@pytest.mark.parametrize("side", [1400, 3000])
def test_a_picture_that_is_right_is_handed_on_byte_for_byte(show, tmp_path, side):
    Image.new("RGB", (side, side), "red").save(tmp_path / "art.png")
    made = covers.make_show_cover(show)
    assert made.data == (tmp_path / "art.png").read_bytes()
    assert made.file_name == "cover.png"


@pytest.mark.parametrize(
    ("size", "says"),
    [
        ((1399, 1399), "is 1399 × 1399 pixels; give a square of 1400 to 3000 pixels a side"),
        ((3001, 3001), "is 3001 × 3001 pixels"),
        ((1400, 1401), "is 1400 × 1401 pixels"),
        ((10, 10), "is 10 × 10 pixels"),
    ],
)
def test_a_show_s_picture_of_another_shape_is_refused(show, tmp_path, size, says):
    Image.new("RGB", size).save(tmp_path / "art.png")
    with pytest.raises(SettingsError, match=says):
        covers.make_show_cover(show)


def test_a_missing_picture_is_refused_by_name(show):
    with pytest.raises(SettingsError, match=r"art\.png: cannot be read: No such file"):
        covers.make_show_cover(show)


def test_what_is_no_picture_is_refused(show, tmp_path):
    (tmp_path / "art.png").write_text("समाचार")
    with pytest.raises(SettingsError, match="is not a picture; give a JPEG, PNG or WebP"):
        covers.make_show_cover(show)


@pytest.mark.parametrize("form", ["GIF", "WEBP", "BMP"])
def test_another_format_is_converted(show, tmp_path, form):
    Image.new("RGB", (1400, 1400), "red").save(tmp_path / "art.png", form)
    made = covers.make_show_cover(show)
    assert (made.media_type, made.doubts) == ("image/jpeg", ())
    assert opened(made).getpixel((700, 700))[0] > 240


def test_a_format_that_no_picture_on_the_web_has_is_refused_by_its_name(show, tmp_path):
    Image.new("RGB", (1400, 1400)).save(tmp_path / "art.png", "PPM")
    with pytest.raises(SettingsError, match="is PPM; give a JPEG, PNG or WebP"):
        covers.make_show_cover(show)


@pytest.mark.parametrize("form", ["JPEG", "PNG"])
def test_a_picture_that_breaks_off_is_refused(show, tmp_path, form):
    buffer = io.BytesIO()
    photograph((1400, 1400)).save(buffer, form)
    (tmp_path / "art.png").write_bytes(buffer.getvalue()[: buffer.tell() // 2])
    with pytest.raises(SettingsError, match="is damaged"):
        covers.make_show_cover(show)


def test_transparent_parts_are_shown_white_and_told(show, tmp_path):
    Image.new("RGBA", (1400, 1400), (255, 0, 0, 0)).save(tmp_path / "art.png")
    made = covers.make_show_cover(show)
    assert min(opened(made).getpixel((700, 700))) > 250
    assert made.doubts == ("has transparent parts: they are shown white",)


def test_an_alpha_channel_that_hides_nothing_is_taken_off(show, tmp_path):
    Image.new("RGBA", (1400, 1400), (255, 0, 0, 255)).save(tmp_path / "art.png")
    assert opened(covers.make_show_cover(show)).mode == "RGB"


def test_of_an_animated_picture_the_first_is_shown_and_this_is_told(show, tmp_path):
    first, second = (Image.new("RGB", (1400, 1400), name) for name in ("red", "blue"))
    first.save(tmp_path / "art.png", save_all=True, append_images=[second])
    made = covers.make_show_cover(show)
    assert opened(made).getpixel((700, 700))[0] > 240
    assert made.doubts == ("moves: its first picture is shown",)


def test_cmyk_without_a_profile_is_converted_and_told(show, tmp_path):
    ink = Image.new("CMYK", (1400, 1400), (0, 255, 255, 0))
    ink.save(tmp_path / "art.png", "JPEG")
    made = covers.make_show_cover(show)
    red, green, blue = opened(made).getpixel((700, 700))
    assert (red > 240, green < 15, blue < 15) == (True, True, True)
    assert made.doubts == ("is CMYK without a colour profile: its colours are approximate",)


def test_a_colour_profile_that_does_not_fit_is_refused(show, tmp_path):
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    Image.new("CMYK", (1400, 1400)).save(tmp_path / "art.png", "JPEG", icc_profile=profile)
    with pytest.raises(SettingsError, match="has a colour profile that does not fit it"):
        covers.make_show_cover(show)


def test_pixels_of_sixteen_bits_are_refused(show, tmp_path):
    Image.new("I;16", (1400, 1400)).save(tmp_path / "art.png")
    with pytest.raises(SettingsError, match="has pixels of the kind I;16"):
        covers.make_show_cover(show)


def test_a_file_beyond_all_reason_is_refused_unread(show, tmp_path):
    with (tmp_path / "art.png").open("wb") as file:
        file.truncate(10**9)
    with pytest.raises(SettingsError, match="is too large; give at most 20 MB"):
        covers.make_show_cover(show)


@pytest.mark.parametrize("side", [9001, 9600, 14_000])
def test_a_picture_that_would_fill_the_memory_is_refused(show, tmp_path, side):
    Image.new("1", (side, side)).save(tmp_path / "art.png")
    with pytest.raises(SettingsError, match=r"9000 pixels a side$"):
        covers.make_show_cover(show)


@pytest.mark.parametrize("mode", ["L", "P", "1", "LA"])
def test_grey_and_palettes_become_rgb(show, tmp_path, mode):
    Image.new("RGB", (1400, 1400), "white").convert(mode).save(tmp_path / "art.png")
    picture = opened(covers.make_show_cover(show))
    assert (picture.mode, picture.getpixel((700, 700))) == ("RGB", (255, 255, 255))


def test_a_picture_lying_on_its_side_is_put_upright(show, tmp_path):
    lying = Image.new("RGB", (1400, 1400), "blue")
    lying.paste("red", (0, 0, 1400, 700))
    exif = Image.Exif()
    exif[0x0112] = 6  # to be turned a quarter clockwise
    lying.save(tmp_path / "art.png", "JPEG", exif=exif)
    upright = opened(covers.make_show_cover(show))
    assert upright.getexif().get(0x0112, 1) == 1
    assert upright.getpixel((1300, 700))[0] > 200
    assert upright.getpixel((100, 700))[2] > 200


def test_other_colours_than_srgb_s_are_converted(show, tmp_path):
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    Image.new("RGB", (1400, 1400), (200, 100, 50)).save(tmp_path / "art.png", icc_profile=profile)
    picture = opened(covers.make_show_cover(show))
    assert "icc_profile" not in picture.info
    assert np.abs(np.array(picture.getpixel((9, 9))) - (200, 100, 50)).max() <= 2


def test_a_heavy_picture_is_encoded_anew_at_its_own_size(show, tmp_path):
    photograph((1500, 1500)).save(tmp_path / "art.png")
    made = covers.make_show_cover(show)
    assert len(made.data) <= covers.PUBLISHED
    assert opened(made).size == (1500, 1500)


# --- an edition's ------------------------------------------------------------------------


def test_an_edition_s_cover_is_designed_from_its_title(article):
    made = covers.make_edition_cover(article, Show())
    assert made.media_type == "image/jpeg"
    assert opened(made).size == (1400, 1400)
    assert made != covers.make_edition_cover(replace(article, published=None), Show())
    assert made == covers.make_edition_cover(article, Show())


def test_an_edition_of_a_show_with_a_picture_carries_that(article, show, tmp_path):
    Image.new("RGB", (3000, 3000), "red").save(tmp_path / "art.png")
    made = opened(covers.make_edition_cover(article, show))
    assert made.size == (1400, 1400)
    assert made.getpixel((700, 1300))[0] > 240


def test_a_changed_picture_of_the_show_is_seen(article, show, tmp_path):
    Image.new("RGB", (1400, 1400), "red").save(tmp_path / "art.png")
    before = covers.make_edition_cover(article, show)
    Image.new("RGB", (1500, 1500), "blue").save(tmp_path / "art.png")
    assert covers.make_edition_cover(article, show) != before


def test_an_article_s_square_picture_is_its_cover_as_it_is(article, tmp_path):
    Image.new("RGB", (1400, 1400), "red").save(tmp_path / "own.png")
    made = covers.make_edition_cover(replace(article, image="own.png"), Show())
    assert made.data == (tmp_path / "own.png").read_bytes()


@pytest.mark.parametrize("size", [(1200, 630), (800, 1200), (800, 800), (3600, 2700)])
def test_an_article_s_picture_of_another_shape_stands_whole_above_the_title(
    article, tmp_path, size
):
    own = Image.new("RGB", size, "red")
    own.paste("blue", (0, 0, 20, 20))
    own.paste("blue", (size[0] - 20, size[1] - 20, *size))
    own.save(tmp_path / "own.png")
    made = opened(covers.make_edition_cover(replace(article, image="own.png"), Show()))
    assert made.size == (1400, 1400)
    pixels = np.asarray(made).astype(int)
    blue = (pixels[..., 2] > 200) & (pixels[..., :2] < 60).all(axis=-1)
    rows, columns = np.nonzero(blue)
    assert rows.min() == 0
    assert (columns.max() - columns.min()) / (rows.max() - rows.min()) == pytest.approx(
        size[0] / size[1], rel=0.03
    )


def test_an_article_s_picture_that_is_small_is_shown_and_told(article, tmp_path):
    Image.new("RGB", (80, 40), "red").save(tmp_path / "own.png")
    made = covers.make_edition_cover(replace(article, image="own.png"), Show())
    assert opened(made).getpixel((700, 300))[0] > 200
    assert made.doubts == ("is 80 × 40 pixels: 600 a side and more look sharp",)


def test_a_picture_that_is_gone_is_an_error_though_its_cover_is_kept(article, tmp_path):
    Image.new("RGB", (80, 40), "red").save(tmp_path / "own.png")
    article, store = replace(article, image="own.png"), FolderStore(tmp_path / "store")
    made = find_cover(article, Show(), store)
    assert find_cover(article, Show(), store) == made
    (tmp_path / "own.png").unlink()
    with pytest.raises(SettingsError, match=r"own\.png: cannot be read: No such file"):
        find_cover(article, Show(), store)


@pytest.fixture
def published(article, tmp_path):
    """The folder of a published edition, with its cover."""
    folder = tmp_path / "edition"
    folder.mkdir()
    made = find_cover(article, Show(), FolderStore(tmp_path / "store"), folder)
    (folder / made.file_name).write_bytes(made.data)
    return folder


def test_a_designed_cover_is_found_where_it_was_published(
    article, published, tmp_path, monkeypatch
):
    before = (published / "cover.jpg").read_bytes()
    monkeypatch.setattr(covers, "make_edition_cover", None)
    store = FolderStore(tmp_path / "store")
    assert find_cover(article, Show(), store, published).data == before
    assert not store.count_holdings()


def test_the_cover_of_another_title_is_not_taken(article, published, tmp_path):
    other = replace(article, text=f"{TITLE}ें", blocks=(Block(BlockKind.TITLE, Span(0, 15)),))
    made = find_cover(other, Show(), FolderStore(tmp_path / "store"), published)
    assert made.data != (published / "cover.jpg").read_bytes()


@pytest.mark.parametrize("at", [2, 50, 100, -3])
def test_a_published_cover_that_somebody_changed_is_drawn_again(article, published, tmp_path, at):
    whole = (published / "cover.jpg").read_bytes()
    damaged = bytearray(whole)
    damaged[at] ^= 1
    (published / "cover.jpg").write_bytes(damaged)
    store = FolderStore(tmp_path / "store")
    assert find_cover(article, Show(), store, published).data == whole


def test_a_cover_is_the_same_in_a_site_and_in_a_file_alone(article, published, tmp_path):
    alone = find_cover(article, Show(), FolderStore(tmp_path / "store"))
    assert alone.data == (published / "cover.jpg").read_bytes()


def test_editions_that_carry_the_show_s_picture_share_one_in_the_store(article, show, tmp_path):
    Image.new("RGB", (1400, 1400), "red").save(tmp_path / "art.png")
    store = FolderStore(tmp_path / "store")
    for day in (1, 2):
        find_cover(replace(article, published=datetime(2024, 6, day)), show, store)
    assert [(one.kind, one.files) for one in store.count_holdings()] == [("cover", 1)]


@pytest.mark.parametrize("size", [(1400, 1400), (3000, 1500)])
def test_even_a_photograph_adds_little_to_an_edition_s_file(article, tmp_path, size):
    photograph((size[0] // 10, size[1] // 10)).resize(size).save(tmp_path / "own.jpg", quality=95)
    assert (tmp_path / "own.jpg").stat().st_size > covers.EMBEDDED
    made = covers.make_edition_cover(replace(article, image="own.jpg"), Show())
    assert len(made.data) <= covers.EMBEDDED


@pytest.mark.parametrize("form", ["JPEG", "PNG"])
def test_the_picture_of_the_page_is_small_whatever_is_given(form):
    buffer = io.BytesIO()
    noise = np.random.default_rng(1).integers(0, 255, (1400, 1400, 3), np.uint8)
    Image.fromarray(noise).save(buffer, form)
    given = Cover(buffer.getvalue(), f"image/{form.lower()}")
    small = covers.make_thumbnail(given)
    with Image.open(io.BytesIO(small.data)) as picture:
        assert (picture.size, picture.mode, picture.format) == ((512, 512), "RGB", "JPEG")
    assert len(small.data) < 100_000
