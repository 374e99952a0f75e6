"""Dates that are typed: the day with its time, or nothing."""

from __future__ import annotations

import pytest

from audio.readers.article.dates import parse_date


@pytest.mark.tsv("typed_dates.tsv")
def test_a_typed_date_has_its_hour_and_none_with_a_part_that_is_not_understood_is_taken(
    typed: str, when: str
) -> None:
    found = parse_date(typed)
    assert (found.isoformat() if found else "-") == when
