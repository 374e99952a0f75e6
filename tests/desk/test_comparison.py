"""Two versions of an article, compared and merged."""

from __future__ import annotations

import pytest

from audio.desk.comparison import Side, compare, merge, merge_versions

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


BASE = "---\ntitle: क\n---\n\nएक। दो।\n\nतीन।\n\nचार।\n"


@pytest.mark.parametrize(
    ("ours", "theirs", "both"),
    [
        (("एक।", "एक!"), ("तीन।", "तीन!"), "एक! दो।\n\nतीन!"),
        (("एक।", "एक!"), ("दो।", "दो!"), "एक! दो!\n\nतीन।"),
        (("तीन।", "तीन!"), ("तीन।", "तीन!"), "तीन!\n\nचार।"),
        (("तीन।\n\n", ""), ("एक।", "एक!"), "एक! दो।\n\nचार।"),
        (("चार।\n", "चार।\n\nपाँच।\n"), ("title: क", "title: ख"), "चार।\n\nपाँच।\n"),
        (("\n\nतीन", "\n\n> नया\n\nतीन"), ("तीन", "छह"), "दो।\n\n> नया\n\nछह"),
    ],
)
def test_what_each_has_changed_is_in_what_both_make(ours, theirs, both):
    one, other = BASE.replace(*ours), BASE.replace(*theirs)
    merged = merge_versions(BASE, one, other)
    assert both in merged
    assert merged == merge_versions(BASE, other, one)


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        (("तीन।", "तीन!"), ("तीन।", "तीन?")),
        (("तीन।", "तीन!"), ("तीन।\n\n", "")),
        (("चार।\n", "चार।\n\nपाँच।\n"), ("चार।\n", "चार।\n\nछह।\n")),
    ],
)
def test_what_is_at_odds_is_for_somebody_to_choose(ours, theirs):
    one, other = BASE.replace(*ours), BASE.replace(*theirs)
    assert merge_versions(BASE, one, other) is None
    stretches = compare(one, other, BASE)
    assert [each.fitting for each in stretches if not each.is_same] == [None]
    assert merge(stretches, [Side.OURS]).rstrip() == one.rstrip()
    assert merge(stretches, [Side.THEIRS]).rstrip() == other.rstrip()


@pytest.mark.parametrize("text", ["", "\n\n", "क", "क\n \nख\n\n\n\nग", "  क\n\n   "])
def test_a_text_compared_with_itself_is_itself(text):
    stretches = compare(text, text)
    assert all(each.is_same for each in stretches)
    assert merge(stretches, []) == text
