"""Datelines are told from sentences of a story."""

from __future__ import annotations

import pytest

from audio.importing.dateline import is_dateline


@pytest.mark.tsv("datelines.tsv")
def test_a_dateline_is_told_from_a_sentence(sentence, is_one):
    assert is_dateline(sentence) is (is_one == "yes")
