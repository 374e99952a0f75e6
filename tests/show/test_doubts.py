"""What an editor should know of a show, one line each."""

from __future__ import annotations

import pytest

from audio.show.doubts import Doubt


@pytest.mark.parametrize(
    ("files", "named"),
    [("ab", "a, b"), ("abcd", "a, b, c, d"), ("abcde", "a, b, c and 2 others")],
)
def test_of_many_files_a_doubt_names_three_and_counts_the_others(files, named):
    assert str(Doubt(tuple(files), "no date")) == f"{named}: no date"
