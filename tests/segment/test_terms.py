"""A row of the lexicon wins over the end of a sentence."""

from __future__ import annotations

import pytest

from audio.segment import find_sentences
from audio.segment.terms import compile_terms

TERMS = compile_terms(["Zly.", "क. ख. ग", "Yahoo!", "नमस्ते"])


@pytest.mark.parametrize(("text", "sentences"), [
    ("पूर्वोत्तर Zly. बोर्ड ने कहा। ठीक।", ["पूर्वोत्तर Zly. बोर्ड ने कहा।", "ठीक।"]),
    ("वह Zly. उसने कहा।", ["वह Zly.", "उसने कहा।"]),
    ("वह क. ख. ग समूह है।", ["वह क. ख. ग समूह है।"]),
    ("कल Yahoo! खबर आई।", ["कल Yahoo! खबर आई।"]),
    ("यह aZly. बोर्ड है।", ["यह aZly.", "बोर्ड है।"]),
])  # fmt: skip
def test_a_mark_in_a_term_ends_no_sentence(text, sentences):
    assert [span.of(text) for span in find_sentences(text, TERMS)] == sentences


def test_without_such_rows_nothing_is_compiled():
    assert compile_terms(["नमस्ते"]) is None


def test_without_its_row_the_mark_ends_the_sentence():
    text = "पूर्वोत्तर Zly. बोर्ड ने कहा।"
    assert len(find_sentences(text)) == 2
