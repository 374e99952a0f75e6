"""The sitemap: what search engines are told of a show's pages."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from lxml import etree

from audio.records import Show
from audio.show import sitemap
from audio.show.catalogue import CatalogueEntry

LINK = "https://example.org/show"
DAY = datetime(2024, 6, 20, tzinfo=UTC)


def make_entries(count: int) -> list[CatalogueEntry]:
    """Newest first."""
    same = {
        "author": "", "description": "", "source": "", "language": "hi", "voice": "silence",
        "seconds": 1.0, "lead": None, "chapters": (), "files": (),
    }  # fmt: skip
    return [
        CatalogueEntry(
            guid=f"{n}.md", slug=f"l-{n}", title="लेख", published=DAY + timedelta(n), **same
        )
        for n in range(count, 0, -1)
    ]


def read(data: bytes) -> list[str]:
    """The addresses, without the show's own."""
    return [
        each.text.removeprefix(f"{LINK}/")
        for each in etree.fromstring(data).iter(f"{{{sitemap.NAMESPACE}}}loc")
    ]


def test_it_lists_editions_from_the_oldest_and_then_the_shows_pages(tmp_path):
    [(name, data)] = sitemap.make_files(tmp_path, Show(link=LINK), make_entries(100))
    assert name == "sitemap.xml"
    assert read(data) == [*(f"l-{n}/" for n in range(1, 101)), "", "page-1.html"]
    assert b"l-1/</loc><lastmod>2024-06-21T00:00:00+00:00</lastmod>" in data


def test_more_than_one_file_may_list_are_told_by_several(tmp_path, monkeypatch):
    monkeypatch.setattr(sitemap, "MOST", 3)
    files = dict(sitemap.make_files(tmp_path, Show(link=LINK), make_entries(6)))
    told = {name: read(data) for name, data in files.items()}
    parts = ["sitemap_1.xml", "sitemap_2.xml", "sitemap_3.xml"]
    assert told == {
        parts[0]: ["l-1/", "l-2/", "l-3/"],
        parts[1]: ["l-4/", "l-5/", "l-6/"],
        parts[2]: [""],
        "sitemap.xml": parts,
    }
    newer = dict(sitemap.make_files(tmp_path, Show(link=LINK), make_entries(7)))
    assert [newer[name] == files[name] for name in parts] == [True, True, False]


def test_an_edition_changed_when_it_was_corrected_or_its_article_says_so(tmp_path):
    [entry] = make_entries(1)
    entry = replace(entry, updated=DAY + timedelta(30), changed=DAY + timedelta(20))
    [(_, data)] = sitemap.make_files(tmp_path, Show(link=LINK), [entry])
    assert b"<lastmod>2024-07-20T00:00:00+00:00</lastmod>" in data


@pytest.mark.parametrize("kept", ["<urlset/>", None])
def test_one_of_the_publishers_own_stays(tmp_path, kept):
    if kept:
        (tmp_path / "sitemap.xml").write_text(kept)
    made = dict(sitemap.make_files(tmp_path, Show(link=LINK), make_entries(1)))
    assert bool(made) is (kept is None)
    for name, data in made.items():  # the build's own is made again
        (tmp_path / name).write_bytes(data)
        assert dict(sitemap.make_files(tmp_path, Show(link=LINK), make_entries(1))) == made


def test_a_show_that_has_moved_has_none(tmp_path):
    show = Show(link=LINK, moved_to="https://new.example/")
    assert not list(sitemap.make_files(tmp_path, show, make_entries(1)))
