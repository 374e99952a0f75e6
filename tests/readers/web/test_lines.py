"""Dates, furniture lines, addresses of next pages: what the reader's tables and rules say."""

from __future__ import annotations

import pytest

from audio.readers.article.dates import find_date, is_date_line
from audio.readers.web.bylines import find_author
from audio.readers.web.known_words import find_label
from audio.readers.web.paging import follows


@pytest.mark.tsv("dates.tsv")
def test_a_date_is_found_with_its_time_and_zone(written: str, when: str, is_update: str) -> None:
    found = find_date(written)
    assert (found.when.isoformat() if found else "-") == when
    assert bool(found and found.is_update) == (is_update == "yes")


@pytest.mark.tsv("date_lines.tsv")
def test_a_line_that_is_but_a_date_is_told_from_a_sentence(line: str, is_date: str) -> None:
    assert is_date_line(line) == (is_date == "yes")


@pytest.mark.tsv("lines.tsv")
def test_a_label_is_told_from_a_sentence_that_begins_so(line: str, link: str, form: str) -> None:
    found = find_label(line, has_link=link == "yes")
    assert (found.form.value if found else "-") == form


@pytest.mark.tsv("bylines.tsv")
def test_a_byline_names_who_wrote_and_not_who_edited(line: str, name: str) -> None:
    assert (find_author([line]) or "-") == name


@pytest.mark.tsv("next_pages.tsv")
def test_only_a_pages_number_makes_it_the_next_page(
    first: str, following: str, follows: str
) -> None:
    assert _follows(first, following) == (follows == "yes")


_follows = follows
