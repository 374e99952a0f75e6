"""Names of several words cut short."""

from __future__ import annotations

import pytest

from audio.hindi.aksharas import count_aksharas
from audio.hindi.long_names import LONG_NAMES, find_long_name, is_cut_in_name
from audio.hindi.orthography import unify
from tests.conftest import rows

NAMES = [cells for _, cells in rows(LONG_NAMES)]


@pytest.mark.tsv("long_names.tsv")
def test_a_name_is_found_by_its_cuts(written, read, why):
    at = next((n for n, word in enumerate(written.split()) if "." in word), 0)
    start = len(" ".join(written.split()[:at])) + bool(at)
    assert " ".join(part.word for part in find_long_name(written, start)) == read, why


@pytest.mark.parametrize(
    ("before", "cut", "after", "is_cut"),
    [("परीक्षा", "नियं", "ने", True), ("", "महि", "मोर्चा", True), ("राम", "नियं", "आया", False)],
)
def test_a_cut_is_of_a_name_beside_another_word_of_it(before, cut, after, is_cut):
    assert is_cut_in_name(before, cut, after) is is_cut


def test_names_are_whole_and_in_the_spelling_that_is_matched():
    for name, examples in NAMES:
        assert unify(name) == name
        assert len(name.split(" ")) > 1, name
        assert examples, name


def test_every_chain_is_listed_for_one_name_and_read_so():
    for name, examples in NAMES:
        for chain in examples.split("|"):
            if " " not in chain:
                found = " ".join(part.word for part in find_long_name(f"{chain} ने", 0))
                assert found == name.replace("+ ", ""), chain
                assert all(count_aksharas(part) for part in chain.split(".")[:-1])
