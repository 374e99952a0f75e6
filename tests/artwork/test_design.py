from __future__ import annotations

import io
import unicodedata

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from PIL import Image

from audio.artwork.canvas import UNITS
from audio.artwork.design import (
    SAFE,
    CoverText,
    choose_palette,
    draw_edition_cover,
    draw_framed_cover,
    draw_show_cover,
)
from audio.artwork.palette import Colour, read_palettes
from audio.artwork.typeface import (
    BOLD,
    HEADLINE,
    HEADLINE_WEIGHT,
    PLAIN,
    load_font,
    make_drawable,
    measure_text,
)

SIDE = 350
GRAIN = UNITS / SIDE
"""Units to the pixel: how exactly these covers can be measured."""
TITLES = st.one_of(
    st.text(max_size=80),
    st.text(st.characters(min_codepoint=0x0900, max_codepoint=0x097F), max_size=300),
    st.text("कषत्रज्ञ्िीुूृेैोौंँ़रRBI5-: ,\u200d", min_size=1, max_size=60),
)


def measure_contrast(one: Colour, other: Colour) -> float:
    """The contrast ratio of two colours, 1 to 21 (WCAG 2.2, "contrast ratio")."""
    darker, lighter = sorted((measure_luminance(one), measure_luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def measure_luminance(colour: Colour) -> float:
    """Relative luminance, 0 to 1 (WCAG 2.2, "relative luminance")."""
    red, green, blue = (
        value / 255 / 12.92 if value / 255 <= 0.04045 else ((value / 255 + 0.055) / 1.055) ** 2.4
        for value in colour
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@given(TITLES)
@example("औ" * 300)
@example("ऑडियो")
@example("रॆ")
@example("र्द्ध्र्यैं " * 40)
@example("")
@settings(max_examples=60, deadline=None)
def test_no_text_comes_near_an_edge(title):
    text = CoverText(title, title, "23 सितंबर 2024")
    picture = Image.new("RGB", (16, 9))
    for canvas in (
        draw_show_cover(title, SIDE),
        draw_edition_cover(text, SIDE),
        draw_framed_cover(text, picture, SIDE),
    ):
        for ink in canvas.texts:
            assert min(ink.left, ink.top) >= SAFE - GRAIN
            assert max(ink.right, ink.bottom) <= UNITS - SAFE + GRAIN


def test_the_same_words_make_the_same_bytes():
    text = CoverText("बादलों का बहीखाता", "समाचार सुनिए", "20 जून 2024")
    assert draw_edition_cover(text, SIDE).encode() == draw_edition_cover(text, SIDE).encode()
    assert (
        draw_show_cover("समाचार सुनिए", SIDE).encode()
        == draw_show_cover("समाचार सुनिए", SIDE).encode()
    )


@pytest.mark.parametrize("side", [1400, 3000])
def test_a_designed_cover_is_what_directories_take(side):
    cover = draw_show_cover("समाचार सुनिए", side).encode()
    with Image.open(io.BytesIO(cover.data)) as picture:
        assert (picture.format, picture.mode, picture.size) == ("JPEG", "RGB", (side, side))
        assert picture.info["dpi"] == (72, 72)
    assert len(cover.data) < 250_000


def test_an_edition_s_cover_adds_little_to_its_file():
    text = CoverText("कर्तव्य और ज़िम्मेदारी के बीच " * 12, "समाचार सुनिए", "20 जून 2024")
    assert len(draw_edition_cover(text, 1400).encode().data) < 250_000


def test_every_colour_of_text_and_wave_stands_out():
    for palette in read_palettes():
        for scheme in palette.schemes:
            assert measure_contrast(scheme.text, scheme.ground) >= 4.5
            assert measure_contrast(scheme.wave, scheme.ground) >= 3


def test_contrast_is_what_wcag_says():
    assert measure_contrast((0, 0, 0), (255, 255, 255)) == pytest.approx(21)
    assert measure_contrast((119, 119, 119), (255, 255, 255)) == pytest.approx(4.48, abs=0.01)


def test_editions_wear_their_show_s_colours():
    shows = {CoverText(str(number), "समाचार सुनिए", "").scheme for number in range(40)}
    assert shows == set(choose_palette("समाचार सुनिए").schemes)


def test_shows_differ_in_colour():
    assert {choose_palette(str(number)) for number in range(200)} == set(read_palettes())


def test_a_show_is_known_by_its_first_akshara_at_the_size_of_a_thumbnail():
    canvas = draw_show_cover("क्रिकेट की दुनिया", 1400)
    mark = max(canvas.texts, key=lambda ink: ink.bottom - ink.top)
    assert (mark.bottom - mark.top) * 55 / UNITS > 20


def test_a_show_of_one_short_word_is_known_by_the_word():
    assert len(draw_show_cover("बात", SIDE).texts) == 1


def test_titles_in_letters_that_the_typeface_lacks_are_not_shown_in_part():
    assert make_drawable("日本 की यात्रा") == ""
    assert draw_edition_cover(CoverText("日本 की यात्रा", "", ""), SIDE).texts == []


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("🚀 चाँद  की\u00a0ओर 👩‍🚀", "चाँद की ओर"),
        ("Erdős और ① ＦＭ", "Erdos और 1 FM"),
        ("\u202eउलटा\u200b", "उलटा"),
        ("क्‍ष", "क्‍ष"),
        ("क\u0300\u0301ख", "कख"),
        ("ी बात ृ", "बात"),
    ],
)
def test_what_is_no_letter_is_left_out_of_the_picture(written, shown):
    assert make_drawable(written) == unicodedata.normalize("NFC", shown)


def test_conjuncts_are_shaped():
    assert measure_text("क्ष").wide < measure_text("क").wide + measure_text("ष").wide - 0.1
    assert measure_text("र्क").wide == pytest.approx(measure_text("क").wide, abs=0.05)


@pytest.mark.parametrize("face", [BOLD, PLAIN])
def test_the_typeface_has_every_character_it_is_said_to_have(face):
    type_ = load_font(face, 40)
    missing = bytes(type_.getmask("\uffff"))
    said = [chr(code) for code in range(0x20, 0x2300) if make_drawable(chr(code)) == chr(code)]
    assert len(said) > 280
    assert [each for each in said if bytes(type_.getmask(each)) == missing] == []


def test_the_headline_is_where_it_is_said_to_be():
    mask = load_font(BOLD, 1000).getmask("म")
    ink = np.array(mask).reshape(mask.size[::-1]) > 127
    across = ink.mean(axis=1) > 0.97
    assert mask.size[1] / 1000 == pytest.approx(HEADLINE, abs=0.002)
    assert across.argmin() / 1000 == pytest.approx(HEADLINE_WEIGHT, abs=0.002)
