"""Words cut short with a dot: the table, and what each cut stands for."""

from __future__ import annotations

import pytest

from audio.hindi.common_words import read_common_words
from audio.hindi.cut_words import CUT_WORDS, index_cut_words
from audio.hindi.orthography import unify
from tests.conftest import rows

ROWS = [cells for _, cells in rows(CUT_WORDS)]


@pytest.mark.parametrize(
    ("cut", "word"),
    [("मजि", "मजिस्ट्रेट"), ("मजिस्ट्", "मजिस्ट्रेट"), ("कार्यपा", "कार्यपालन"), ("इंजे", "इंजेक्शन")],
)
def test_a_word_may_be_cut_at_any_place_after_the_shortest(cut, word):
    assert index_cut_words()[cut][0] == word


@pytest.mark.parametrize("whole", ["मजिस्ट्रेट", "विद्या", "आयुर्वेद", "मज"])
def test_a_whole_word_is_no_cut(whole):
    assert whole not in index_cut_words()


def test_no_cut_is_a_common_word():
    assert set(read_common_words()).isdisjoint(index_cut_words())


@pytest.mark.parametrize(("word", "shortest", "own", "example"), ROWS)
def test_every_row_is_in_the_spelling_that_is_matched_and_shows_its_shortest_cut(
    word, shortest, own, example
):
    assert unify(word) == word
    assert word.startswith(shortest)
    assert example == f"{shortest}."
    assert all(
        word.startswith(each) and len(each) > len(shortest) for each in own.split("|") if own
    )
