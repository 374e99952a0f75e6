"""A long feed in several documents (RFC 5005)."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from audio.show.feed.pages import PAGE, divide_entries, make_file_name, parse_number
from tests.show.feed.conftest import BASE, all_of, feed, make_entry, said


def links(data: bytes) -> dict[str, str]:
    found = all_of(etree.fromstring(data).find("channel"), "atom:link")
    return {link.get("rel"): link.get("href").removeprefix(BASE) for link in found}


@settings(deadline=None)
@given(st.integers(0, 12 * PAGE))
def test_every_edition_stands_in_one_document_newest_first(count):
    entries = [make_entry(number) for number in range(count)]
    documents = list(divide_entries(entries[::-1]))
    assert [one for page in documents for one in page.entries] == entries[::-1]
    assert all(len(page.entries) == PAGE for page in documents[1:])
    assert len(documents[0].entries) < 2 * PAGE


def test_a_short_feed_is_one_document_with_a_link_to_itself_alone():
    documents = feed(*map(make_entry, range(2 * PAGE - 1)))
    assert list(documents) == ["feed.xml"]
    assert links(documents["feed.xml"]) == {"self": "feed.xml"}


def test_a_long_feed_leads_back_through_its_archives():
    documents = feed(*map(make_entry, range(3 * PAGE)))
    assert list(documents) == ["feed.xml", "feed_2.xml", "feed_1.xml"]
    assert links(documents["feed.xml"]) == {
        "self": "feed.xml",
        "first": "feed.xml",
        "last": "feed_1.xml",
        "next": "feed_2.xml",
        "prev-archive": "feed_2.xml",
    }
    assert links(documents["feed_2.xml"]) == {
        "self": "feed_2.xml",
        "current": "feed.xml",
        "first": "feed.xml",
        "last": "feed_1.xml",
        "next": "feed_1.xml",
        "prev-archive": "feed_1.xml",
    }
    assert links(documents["feed_1.xml"]) == {
        "self": "feed_1.xml",
        "current": "feed.xml",
        "first": "feed.xml",
        "last": "feed_1.xml",
    }


def test_archives_alone_are_marked_as_such():
    documents = feed(*map(make_entry, range(2 * PAGE)))
    marked = [name for name, data in documents.items() if b"<fh:archive/>" in data]
    assert marked == ["feed_1.xml"]


def test_every_document_has_the_guid_of_the_feed():
    documents = feed(*map(make_entry, range(2 * PAGE)))
    guids = {
        said(etree.fromstring(data).find("channel"), "podcast:guid")[0]
        for data in documents.values()
    }
    assert len(guids) == 1


def test_what_is_newer_changes_no_archive():
    before = feed(*map(make_entry, range(3 * PAGE)))
    after = feed(*map(make_entry, range(5 * PAGE + 7)))
    for name in ("feed_1.xml", "feed_2.xml"):
        assert after[name] == before[name]


@pytest.mark.parametrize("number", [0, 1, 10, 12345])
def test_a_documents_name_tells_its_number(number):
    assert parse_number(make_file_name(number)) == number


@pytest.mark.parametrize(
    "name", ["feed_0.xml", "feed_01.xml", "feed_.xml", "feed.xml.gz", "x/feed.xml"]
)
def test_other_names_are_none_of_the_feeds(name):
    assert parse_number(name) is None
