"""Two versions of an article, compared and merged."""

from __future__ import annotations

import pytest

from audio.desk.comparison import Side, compare, merge

OURS = "---\ntitle: क\n---\n\nएक वाक्य।\n\nदूसरा।\n\n    गहरा\n\nअंत।\n"
THEIRS = "---\ntitle: ख\n---\n\nएक वाक्य।\n\nनया अनुच्छेद।\n\nदूसरा, बदला।\n\n    गहरा\n\nअंत।"


def choose(choice: Side) -> str:
    stretches = compare(OURS, THEIRS)
    return merge(stretches, [choice] * sum(not each.is_same for each in stretches))


def test_either_version_can_be_had_whole():
    assert choose(Side.OURS) == OURS
    assert choose(Side.THEIRS).rstrip() == THEIRS


def test_of_both_nothing_is_missing():
    both = choose(Side.BOTH)
    assert all(line in both for text in (OURS, THEIRS) for line in text.split("\n"))


def test_paragraphs_that_stand_for_each_other_are_chosen_one_by_one():
    stretches = compare("एक।\n\nदो।\n", "पहला।\n\nदूसरा।\n")
    assert merge(stretches, [Side.THEIRS, Side.OURS]) == "पहला।\n\nदो।\n"


@pytest.mark.parametrize("text", ["", "\n\n", "क", "क\n \nख\n\n\n\nग", "  क\n\n   "])
def test_a_text_compared_with_itself_is_itself(text):
    stretches = compare(text, text)
    assert all(each.is_same for each in stretches)
    assert merge(stretches, []) == text
