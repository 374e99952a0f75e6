"""Sitemaps: pages are imported once, and again when their ``lastmod`` is another."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from audio.readers import read
from tests.importing.conftest import Site, item_body
from tests.importing.test_feeds import Run

PAGE = (
    '<html lang="hi"><head><title>{title}</title></head><body><article><h1>{title}</h1>'
    "{body}</article></body></html>"
)
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<?xml-stylesheet type="text/xsl" href="a.xsl"?>\n'
NAMES = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


def put_pages(site: Site, numbers: range) -> None:
    for number in numbers:
        site.put(f"/{number}", PAGE.format(title=f"ख़बर {number}", body=item_body(number)))


def make_map(site: Site, pages: dict[int, str]) -> str:
    urls = "".join(
        f"<url><loc>{site.url}/{number}</loc><lastmod>{changed}</lastmod></url>"
        for number, changed in pages.items()
    )
    return f"{HEAD}<urlset {NAMES}>{urls}</urlset>"


def test_pages_are_fetched_once_and_again_when_they_have_changed(
    site: Site, tmp_path: Path
) -> None:
    put_pages(site, range(1, 4))
    pages = dict.fromkeys(range(1, 4), "2025-01-01")
    address = site.put("/sitemap.xml", make_map(site, pages), "application/xml")
    assert Run(tmp_path, address).said[-1] == "3 new"
    site.asked.clear()
    assert Run(tmp_path, address).said == ["nothing is new"]
    assert not {"/1", "/2", "/3"} & set(site.asked)
    body = item_body(2, "<p>बाद में जोड़ी गई बात।</p>")
    site.put("/2", PAGE.format(title="ख़बर 2", body=body))
    site.put("/sitemap.xml", make_map(site, pages | {2: "2025-01-02"}), "application/xml")
    assert Run(tmp_path, address).said[-1] == "1 updated"


def test_an_index_is_followed_to_packed_sitemaps(site: Site, tmp_path: Path) -> None:
    put_pages(site, range(1, 3))
    inner = gzip.compress(make_map(site, {1: "2025-01-01", 2: "2025-01-01"}).encode())
    site.put("/posts.xml.gz", inner, "application/gzip")
    index = f"{HEAD}<sitemapindex {NAMES}><sitemap><loc>posts.xml.gz</loc></sitemap></sitemapindex>"
    assert Run(tmp_path, site.put("/sitemap.xml", index, "text/xml")).said[-1] == "2 new"


@pytest.fixture
def holed_index(site: Site) -> str:
    """The address of an index of three sitemaps, of which one is missing and one is damaged."""
    put_pages(site, range(1, 3))
    site.put("/a.xml", make_map(site, {1: "2025-01-01", 2: "2025-01-01"}), "text/xml")
    site.put("/bad.xml", make_map(site, {3: "2025-01-01"})[:-30], "text/xml")
    maps = "".join(f"<sitemap><loc>{name}.xml</loc></sitemap>" for name in ("gone", "a", "bad"))
    return site.put(
        "/sitemap.xml", f"{HEAD}<sitemapindex {NAMES}>{maps}</sitemapindex>", "text/xml"
    )


def test_a_sitemap_that_an_index_has_not_is_named_and_the_others_are_imported(
    holed_index: str, tmp_path: Path
) -> None:
    run = Run(tmp_path, holed_index)
    assert (run.code, run.said[-1]) == (0, "2 new")
    assert ["/gone.xml" in run.warned[0], "/bad.xml" in run.warned[1]] == [True, True]


def test_a_strict_import_refuses_an_index_that_lacks_a_sitemap(
    holed_index: str, tmp_path: Path
) -> None:
    run = Run(tmp_path, holed_index, strict=True)
    assert (run.code, list(tmp_path.glob("*.md"))) == (2, [])
    assert "/gone.xml" in run.warned[0]


def test_a_page_that_is_no_article_is_named_once(site: Site, tmp_path: Path) -> None:
    put_pages(site, range(1, 2))
    site.put("/2", PAGE.format(title="सूची", body="<ul><li><a href='/1'>एक</a></li></ul>"))
    pages = {1: "2025-01-01", 2: "2025-01-01"}
    address = site.put("/sitemap.xml", make_map(site, pages), "application/xml")
    first = Run(tmp_path, address)
    assert (first.said[-1], first.code) == ("1 new", 1)
    assert "/2" in first.warned[0]
    assert Run(tmp_path, address).code == 0


def test_a_news_sitemap_tells_the_date(site: Site, tmp_path: Path) -> None:
    put_pages(site, range(1, 2))
    news = (
        f'{HEAD}<urlset {NAMES} xmlns:n="http://www.google.com/schemas/sitemap-news/0.9"><url>'
        f"<loc>{site.url}/1</loc><n:news><n:publication_date>2025-03-01T07:00:00+05:30"
        "</n:publication_date></n:news></url></urlset>"
    )
    Run(tmp_path, site.put("/news.xml", news, "text/xml"))
    published = read(next(tmp_path.glob("*.md"))).published
    assert published is not None
    assert published.isoformat() == "2025-03-01T07:00:00+05:30"


def test_a_damaged_or_nested_sitemap_is_one_clear_line(site: Site, tmp_path: Path) -> None:
    nested = (
        f"{HEAD}<sitemapindex {NAMES}><sitemap><loc>/sitemap.xml</loc></sitemap></sitemapindex>"
    )
    run = Run(tmp_path, site.put("/sitemap.xml", nested, "text/xml"))
    assert (run.code, "an index inside an index" in run.warned[0]) == (2, True)
    packed = gzip.compress(make_map(site, {1: "2025-01-01"}).encode())[:40]
    run = Run(tmp_path, site.put("/b.xml", packed, "application/gzip"))
    assert (run.code, len(run.warned)) == (2, 1)
