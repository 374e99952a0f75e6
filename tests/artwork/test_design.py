from __future__ import annotations

import io
import unicodedata

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from PIL import Image

from audio.artwork.canvas import UNITS
from audio.artwork.design import SAFE, Face, edition_cover, framed_cover, palette_of, show_cover
from audio.artwork.palette import contrast, palettes
from audio.artwork.typeface import (
    BOLD,
    HEADLINE,
    HEADLINE_WEIGHT,
    PLAIN,
    drawable,
    extent,
    font,
)

SIDE = 350
GRAIN = UNITS / SIDE
"""Units to the pixel: how exactly these covers can be measured."""
TITLES = st.one_of(
    st.text(max_size=80),
    st.text(st.characters(min_codepoint=0x0900, max_codepoint=0x097F), max_size=300),
    st.text("कषत्रज्ञ्िीुूृेैोौंँ़रRBI5-: ,\u200d", min_size=1, max_size=60),
)


@given(TITLES)
@example("औ" * 300)
@example("ऑडियो")
@example("रॆ")
@example("र्द्ध्र्यैं " * 40)
@example("")
@settings(max_examples=60, deadline=None)
def test_no_text_comes_near_an_edge(title):
    face = Face(title, title, "23 सितंबर 2024")
    picture = Image.new("RGB", (16, 9))
    for canvas in (
        show_cover(title, SIDE),
        edition_cover(face, SIDE),
        framed_cover(face, picture, SIDE),
    ):
        for ink in canvas.texts:
            assert min(ink.left, ink.top) >= SAFE - GRAIN
            assert max(ink.right, ink.bottom) <= UNITS - SAFE + GRAIN


def test_the_same_words_make_the_same_bytes():
    face = Face("बादलों का बहीखाता", "समाचार सुनिए", "20 जून 2024")
    assert edition_cover(face, SIDE).jpeg() == edition_cover(face, SIDE).jpeg()
    assert show_cover("समाचार सुनिए", SIDE).jpeg() == show_cover("समाचार सुनिए", SIDE).jpeg()


@pytest.mark.parametrize("side", [1400, 3000])
def test_a_designed_cover_is_what_directories_take(side):
    cover = show_cover("समाचार सुनिए", side).jpeg()
    with Image.open(io.BytesIO(cover.data)) as picture:
        assert (picture.format, picture.mode, picture.size) == ("JPEG", "RGB", (side, side))
        assert picture.info["dpi"] == (72, 72)
    assert len(cover.data) < 250_000


def test_an_edition_s_cover_adds_little_to_its_file():
    face = Face("कर्तव्य और ज़िम्मेदारी के बीच " * 12, "समाचार सुनिए", "20 जून 2024")
    assert len(edition_cover(face, 1400).jpeg().data) < 250_000


def test_every_colour_of_text_and_wave_stands_out():
    for palette in palettes():
        for scheme in palette.schemes:
            assert contrast(scheme.text, scheme.ground) >= 4.5
            assert contrast(scheme.wave, scheme.ground) >= 3


def test_contrast_is_what_wcag_says():
    assert contrast((0, 0, 0), (255, 255, 255)) == pytest.approx(21)
    assert contrast((119, 119, 119), (255, 255, 255)) == pytest.approx(4.48, abs=0.01)


def test_editions_wear_their_show_s_colours():
    shows = {Face(str(number), "समाचार सुनिए", "").scheme for number in range(40)}
    assert shows == set(palette_of("समाचार सुनिए").schemes)


def test_shows_differ_in_colour():
    assert {palette_of(str(number)) for number in range(200)} == set(palettes())


def test_a_show_is_known_by_its_first_akshara_at_the_size_of_a_thumbnail():
    canvas = show_cover("क्रिकेट की दुनिया", 1400)
    mark = max(canvas.texts, key=lambda ink: ink.bottom - ink.top)
    assert (mark.bottom - mark.top) * 55 / UNITS > 20


def test_a_show_of_one_short_word_is_known_by_the_word():
    assert len(show_cover("बात", SIDE).texts) == 1


def test_titles_in_letters_that_the_typeface_lacks_are_not_shown_in_part():
    assert drawable("日本 की यात्रा") == ""
    assert edition_cover(Face("日本 की यात्रा", "", ""), SIDE).texts == []


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
    assert drawable(written) == unicodedata.normalize("NFC", shown)


def test_conjuncts_are_shaped():
    assert extent("क्ष").wide < extent("क").wide + extent("ष").wide - 0.1
    assert extent("र्क").wide == pytest.approx(extent("क").wide, abs=0.05)


@pytest.mark.parametrize("face", [BOLD, PLAIN])
def test_the_typeface_has_every_character_it_is_said_to_have(face):
    type_ = font(face, 40)
    missing = bytes(type_.getmask("\uffff"))
    said = [chr(code) for code in range(0x20, 0x2300) if drawable(chr(code)) == chr(code)]
    assert len(said) > 280
    assert [each for each in said if bytes(type_.getmask(each)) == missing] == []


def test_the_headline_is_where_it_is_said_to_be():
    mask = font(BOLD, 1000).getmask("म")
    ink = np.array(mask).reshape(mask.size[::-1]) > 127
    across = ink.mean(axis=1) > 0.97
    assert mask.size[1] / 1000 == pytest.approx(HEADLINE, abs=0.002)
    assert across.argmin() / 1000 == pytest.approx(HEADLINE_WEIGHT, abs=0.002)
