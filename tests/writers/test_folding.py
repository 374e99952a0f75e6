"""What search takes for the same word. The browser's test holds the page's script to the rows."""

from __future__ import annotations

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from audio.writers.site.folding import LONGEST, fold_words


@pytest.mark.tsv("folding.tsv")
def test_a_spelling_is_folded(written, folded, why):
    assert fold_words(written) == folded.split(), why


@given(st.text())
def test_folded_words_hold_nothing_that_json_or_a_line_would_have_to_escape(text):
    for word in fold_words(text):
        assert regex.fullmatch(rf"[\p{{L}}\p{{M}}\p{{N}}]{{1,{LONGEST}}}", word)


def test_words_keep_their_order_and_their_number():
    assert fold_words("चाँद, चांद और CHAND!") == ["चांद", "चांद", "और", "chand"]
