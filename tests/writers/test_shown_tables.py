"""A table of an article is one on its page, in its books and for other sites' pages."""

from __future__ import annotations

import json
from pathlib import Path
from zipfile import ZipFile

import html5lib
import pytest
from lxml import etree

from audio.check.run import check
from audio.clips.clip_maker import open_maker
from audio.records import Show
from audio.settings import Options, Settings
from audio.show.build import ShowBuilder
from tests.writers import staged


@pytest.fixture(scope="module")
def site(tmp_path_factory) -> Path:
    """A show of one article with tables, in all forms that show its text."""
    content, out = tmp_path_factory.mktemp("content"), tmp_path_factory.mktemp("out")
    (content / "a.md").write_text(staged.TABLES, "utf-8")
    show = Show(title="पत्र", link="https://paper.example", email="a@example.org")
    settings = Settings(show=show, voice="espeak", formats=("mp3", "vtt", "epub", "daisy"))
    with open_maker(out / "clips") as maker:
        (outcome,) = ShowBuilder(content, out, settings, Options(), maker).build()
    assert not outcome.error
    return out / "site"


def tell(row) -> str:
    """What a reader sees of a row: `th` and `td`, with what they span, hidden words in brackets."""
    cells = []
    for cell in row:
        assert cell.tag.rpartition("}")[2] in ("th", "td")
        hidden = {id(one) for one in cell.iter() if one.get("class") == "heard"}
        parts = [cell.text or ""]
        for one in cell.iter():
            if one is not cell:
                parts.append(f"({one.text})" if id(one) in hidden else one.text or "")
                parts.append(one.tail or "")
        cells.append("".join(parts))
    return "|".join(cells)


@pytest.fixture(scope="module")
def page(tmp_path_factory):
    outline = staged.outlined_markdown(staged.TABLES)
    path = staged.written(tmp_path_factory.mktemp("page") / "a.html", outline)
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    return parser.parse(path.read_text("utf-8"))


def test_no_fault_is_found_in_a_site_with_tables(site):
    faults = []
    check(site, 1, faults.append)
    assert not faults


def test_the_page_shows_a_row_in_cells_and_hides_what_is_only_heard(page):
    first, second = page.iter("table")
    assert [cell.text for cell in first.find("thead/tr")] == ["राज्य", "वर्षा", "हाल"]
    assert {cell.get("scope") for cell in first.find("thead/tr")} == {"col"}
    assert [tell(row) for row in first.iterfind("tbody/tr")] == [
        "(राज्य: )बिहार(; )|(वर्षा: )20 मिमी(; )|(हाल: )पानी उतर रहा है।",
        "||नाव चलती है।",
        "(राज्य: )उत्तर के राज्य(।)",
        "(राज्य: )केरल(; )||(हाल: )IMD ने कहा(।)",
    ]
    assert second.find("thead") is None
    assert [tell(row) for row in second.iterfind("tbody/tr")] == [
        "टॉस(: )|भारत(।)",
        "अंक(: )|250(।)",
    ]
    assert [row[0].get("scope") for row in second.iterfind("tbody/tr")] == ["row", "row"]


def test_a_sentence_of_a_row_is_a_line_of_the_table_and_its_text_is_whole(page):
    bodies = list(page.iter("tbody"))
    assert [body.get("id") for body in bodies] == ["p2", "p3", "p4", "p6", "p7"]
    assert [row.get("id") for row in bodies[0]] == ["p2s1", "p2s2"]
    assert "".join(bodies[0][0].itertext()) == "राज्य: बिहार; वर्षा: 20 मिमी; हाल: पानी उतर रहा है।"
    assert all(row.get("data-t") and row.get("data-w") for body in bodies for row in body)


def test_a_heading_between_rows_spans_them(page):
    (cell,) = next(row for row in page.iter("tr") if row.get("id") == "p3s1")
    assert cell.get("colspan") == "3"


def test_links_in_cells_are_links(page):
    links = [(a.text, a.get("href")) for a in page.iter("a") if a.get("rel") == "noopener"]
    assert links == [("बिहार", "https://example.org/b"), ("चलती", "https://example.org/n")]


def test_a_table_has_a_name_and_can_be_scrolled_by_keys(page):
    frames = [one for one in page.iter("div") if one.get("class") == "rows"]
    assert [(one.get("tabindex"), one.get("aria-label")) for one in frames] == [("0", "तालिका")] * 2
    assert [one.get("aria-label") for one in page.iter("table")] == ["राज्य, वर्षा, हाल", "तालिका"]


def test_a_list_after_a_table_is_no_part_of_it(page):
    (item,) = page.iter("li")
    assert "".join(item.itertext()).strip().endswith("सूची")


def read_books(site: Path) -> dict[str, list[etree._Element]]:
    """The elements of the texts of both books."""
    (epub,), (daisy,) = site.glob("*/*.epub"), site.glob("*/*.daisy.zip")
    found = {}
    for book, suffix in ((epub, ".xhtml"), (daisy, ".html")):
        archive = ZipFile(book)
        names = (name for name in archive.namelist() if name.endswith(suffix))
        parser = etree.XMLParser(load_dtd=False, no_network=True)
        roots = (etree.fromstring(archive.read(name), parser) for name in names)
        found[suffix] = [one for root in roots for one in root.iter("{*}*")]
    return found


@pytest.mark.parametrize("suffix", [".xhtml", ".html"])
def test_books_have_rows_and_links_as_they_are_heard(site, suffix):
    elements = read_books(site)[suffix]
    rows = {one.get("id"): one for one in elements if one.tag.endswith("}tr")}
    assert list(rows) == ["p2s1", "p2s2", "p3s1", "p4s1", "p6s1", "p7s1"]
    assert ["".join(cell.itertext()) for cell in rows["p4s1"]] == [
        "राज्य: केरल; ", "", "हाल: IMD ने कहा।",
    ]  # fmt: skip
    links = [one for one in elements if str(one.get("href")).startswith("https://example.org/")]
    linked = [("".join(one.itertext()), one.get("href")) for one in links]
    assert ("बिहार", "https://example.org/b") in linked
    assert ("चलती", "https://example.org/n") in linked


def test_other_sites_are_told_which_characters_stand_in_cells(site):
    (path,) = site.glob("*/embed.json")
    sentences = [s for p in json.loads(path.read_bytes())["paragraphs"] for s in p["sentences"]]
    shown = {
        one["id"]: [
            one["text"][a:b] for a, b in zip(one["shown"][::2], one["shown"][1::2], strict=True)
        ]
        for one in sentences
        if "shown" in one
    }
    assert shown["p2s1"] == ["बिहार", "20 मिमी", "पानी उतर रहा है।"]
    assert shown["p2s2"] == ["नाव चलती है।"]
    assert "p8s1" not in shown
