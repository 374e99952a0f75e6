"""What is raised, sunk or struck: one step for all readers, and the same text from each."""

from __future__ import annotations

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from audio.readers.article.raised_text import LINKED, MARKS, read_raised

_LINK = regex.compile(r'<a href="#[^"]*">')
_ANY = "".join(mark for pair in MARKS.values() for mark in pair) + LINKED


def mark_up(written: str) -> str:
    """``written``, hypertext, with marks instead of its tags, as a reader puts them."""
    text = _LINK.sub(LINKED, written).replace("</a>", "")
    for tag, (start, end) in MARKS.items():
        text = text.replace(f"<{tag}>", start).replace(f"</{tag}>", end)
    return text


@pytest.mark.tsv("raised_text.tsv")
def test_what_is_raised_reads_as_it_is_meant(written: str, read: str) -> None:
    assert " ".join(read_raised(mark_up(written)).split()) == read


@given(st.text(alphabet=_ANY + "x2 कम।-/()[]n", max_size=60))
def test_no_mark_is_left_of_any_text(text: str) -> None:
    assert not set(read_raised(text)) & set(_ANY)


@given(st.text(alphabet="x2 कम।-/()[]n", max_size=60))
def test_text_on_the_line_stays_as_it_is(text: str) -> None:
    assert read_raised(text) == text
