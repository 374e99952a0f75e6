from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from audio.artwork.spacing import LEAST_PITCH, measure_pitch
from audio.artwork.title_lines import SMALLEST, fit_title
from audio.artwork.typeface import BOLD, load_font

WORDS = st.lists(
    st.sampled_from(
        [
            "श्रीहरिकोटा",
            "की",
            "मूल्यांकन",
            "RBI",
            "और",
            "गाँव",
            "ज़िम्मेदारी:",
            "2024",
            "गोला-बारूद",
            "—",
            "कृ",
        ]
    ),
    min_size=1,
    max_size=40,
)


@pytest.mark.tsv("title_lines.tsv")
def test_a_title_is_broken_where_its_sense_allows(title, lines):
    assert "|".join(line.text for line in fit_title(title, 1180, 740, 400).lines) == lines


@given(WORDS)
@settings(max_examples=40, deadline=None)
def test_no_word_is_broken_or_lost(words):
    setting = fit_title(" ".join(words), 1180, 740, 400)
    shown = " ".join(line.text for line in setting.lines)
    assert shown.replace("- ", "-").split() == words


@given(WORDS)
@settings(max_examples=40, deadline=None)
def test_a_title_fits_its_place(words):
    setting = fit_title(" ".join(words), 1180, 740, 400)
    assert max(line.extent.wide for line in setting.lines) * setting.size <= 1180
    assert setting.height + setting.fall <= 740
    assert setting.size >= SMALLEST


def test_a_title_too_long_for_its_place_ends_in_an_ellipsis():
    setting = fit_title("अंतरिक्ष, " * 500, 1180, 740, 400)
    assert setting.lines[-1].text.endswith("अंतरिक्ष…")


def test_a_word_too_long_for_a_line_is_divided_between_clusters():
    word = "स्त्री" * 40
    setting = fit_title(word, 1180, 740, 400)
    assert "".join(line.text for line in setting.lines) == word
    assert all(line.text.startswith("स्त्री") for line in setting.lines)


def test_short_words_stand_large():
    assert fit_title("बात", 1180, 740, 400).size == 400


def test_lines_move_apart_only_where_signs_would_meet():
    assert measure_pitch(["नमक", "नमक"]) == LEAST_PITCH
    assert measure_pitch(["कृष्णू", "र्की"]) > LEAST_PITCH


def test_no_signs_of_two_lines_meet():
    lines = ["मूल्यू द्वृ कृ", "कैं र्कीं ऑं"]
    size = 100
    apart = round(measure_pitch(lines) * size)
    inks = []
    for index, line in enumerate(lines):
        picture = Image.new("1", (1200, 600))
        at = (20, 200 + index * apart)
        ImageDraw.Draw(picture).text(at, line, 1, load_font(BOLD, size), anchor="ls", language="hi")
        inks.append(picture)
    upper, lower = (picture.getbbox() for picture in inks)
    assert upper[3] > lower[1] - size  # the lines are near enough for the test to mean something
    together = sum(a and b for a, b in zip(*(picture.tobytes() for picture in inks), strict=True))
    assert together == 0
