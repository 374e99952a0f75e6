"""What cuts stand for that no table lists."""

from __future__ import annotations

import pytest

from audio.hindi.common_words import read_common_words
from audio.hindi.guessed_words import GUESSED_WORDS, guess_word
from audio.hindi.orthography import unify
from tests.conftest import rows

ROWS = [cells for _, cells in rows(GUESSED_WORDS)]


@pytest.mark.parametrize(
    ("cut", "after", "word"),
    [
        ("सांस", "ने", "सांसद"),
        ("विशि", "अतिथि", "विशिष्ट"),
        ("पुलि", "बल", "पुलिस"),
        ("पार्ष", "सुरेश", "पार्षद"),
        ("प्रका", "में", "प्रकाशन"),
        ("प्रका", "ने", "प्रकाशक"),
    ],
)
def test_a_cut_stands_for_the_word_that_fits_what_follows(cut, after, word):
    assert guess_word(cut, after) == word


@pytest.mark.parametrize("whole", ["राज्य", "भारत", "लेखा", "पाक", "रा"])
def test_a_whole_word_or_a_syllable_is_not_filled_up(whole):
    assert guess_word(whole, "ने") == ""


def test_what_now_and_then_is_a_word_is_cut_before_a_postposition_alone():
    assert guess_word("विधा", "में") == "विधानसभा"
    assert guess_word("विधा", "इसमें") == ""


def test_no_common_word_is_filled_up():
    assert [word for word in read_common_words() if guess_word(word, "ने")] == []


@pytest.mark.parametrize(("kind", "words"), ROWS)
def test_words_are_in_the_spelling_that_is_matched(kind, words):
    assert kind
    assert unify(words) == words
