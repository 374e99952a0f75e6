"""The show's pages, as files: complete, valid and harmless before any script runs."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from audio.records import PublishedFile, Show
from audio.settings import LABELS
from audio.show import index_page
from audio.show.cards import LONGEST, get_standfirst
from audio.show.catalogue import Passage
from audio.show.index_page import FRONT, FULL, divide_entries
from audio.writers import site
from tests.catalogue import make_entry
from tests.writers import shows

HOSTILE = (
    "</title></script><script>alert(1)</script>]]>&amp;\"'<!-- 🎉 क्\u200dष \u202eabc\u2066 \x07\x00"
)


def make_pages(show, entries):
    """Name and content of every page."""
    return [(part.name, part.make()) for part in index_page.list_parts(show, entries)]


def pages(entries, show: Show = shows.SHOW):
    """Every page, parsed strictly, by name."""
    return {name: parsed(data.decode()) for name, data in make_pages(show, entries)}


def parsed(text: str):
    return html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(text)


def numbered(count: int):
    """Newest first."""
    return [make_entry(number) for number in range(count, 0, -1)]


def said(element) -> str:
    return " ".join("".join(element.itertext()).split())


def hrefs(document, **attributes):
    found = [e for e in document.iter() if e.tag in ("a", "link") and e.get("href")]
    return [a.get("href") for a in found if all(a.get(k) == v for k, v in attributes.items())]


def cards(document):
    return list(document.iter("article"))


def test_a_card_tells_all_of_an_edition_and_leads_to_it():
    told = make_entry(1, title="चाँद", author="मोहन", description="ख़ास बात")
    (card,) = cards(pages([told])[FRONT])
    text = said(card)
    for part in ("चाँद", "15 सितंबर 2023", "1:23", "मोहन", "ख़ास बात", "2.9 MB"):
        assert part in text
    assert [t.get("datetime") for t in card.iter("time")] == ["2023-09-15", "PT0H1M23S"]
    sound = "edition-1/edition-1.mp3"
    assert [a.get("href") for a in card.iter("a")] == ["edition-1/index.html", sound, sound]


def test_without_scripts_play_is_a_link_to_the_sound_and_search_is_not_offered():
    document = pages(numbered(1))[FRONT]
    (play,) = [a for a in document.iter("a") if "play" in a.get("class", "")]
    assert play.get("href") == "edition-1/edition-1.mp3"
    assert all(form.get("hidden") is not None for form in document.iter("form"))
    assert document.find(".//audio") is None


def test_the_newest_edition_comes_first_on_the_newest_page():
    entries = numbered(3)
    titles = [said(c.find(".//h3")) for c in cards(pages(entries)[FRONT])]
    assert titles == [e.title for e in entries]


def test_every_edition_stands_on_one_page_and_the_pages_are_a_chain():
    documents = pages(numbered(4 * FULL + 7))
    listed, name, way = [], FRONT, []
    while name:
        way.append(name)
        listed += [a.find(".//h3/a").get("href") for a in cards(documents[name])]
        (name,) = hrefs(documents[name], rel="next")[:1] or [None]
    assert listed == [f"edition-{n}/index.html" for n in range(4 * FULL + 7, 0, -1)]
    assert way == [FRONT, "page-3.html", "page-2.html", "page-1.html"]
    assert hrefs(documents["page-1.html"], rel="prev")[0] == "page-2.html"
    assert {*way} <= {*hrefs(documents[FRONT])}


@pytest.mark.parametrize("count", [1, FULL, 2 * FULL - 1, 2 * FULL, 3 * FULL - 1, 7 * FULL])
def test_a_new_edition_changes_the_newest_page_alone(count):
    entries = numbered(count + 1)
    before, after = divide_entries(entries[1:]), divide_entries(entries)
    old = {page.name: page.entries for page in before if not page.is_front}
    new = {page.name: page.entries for page in after}
    assert all(new[name] == held for name, held in old.items())
    assert len(after) - len(before) == (1 if (count + 1) % FULL == 0 and count >= FULL else 0)
    assert FULL <= len(after[0].entries) < 2 * FULL or count < FULL


def test_a_serial_is_listed_from_its_beginning_page_after_page():
    entries = numbered(2 * FULL + 1)
    serial = replace(shows.SHOW, type="serial")
    documents = pages(entries, serial)
    assert list(documents) == [FRONT, "page-2.html", "page-3.html"]
    titles = [said(c.find(".//h3")) for page in documents.values() for c in cards(page)]
    assert titles == [entry.title for entry in entries[::-1]]
    assert "page-2.html" in hrefs(documents[FRONT], rel="next")
    assert documents[FRONT].find(".//body").get("data-order") == "serial"


def test_a_card_shows_its_picture_and_offers_its_address():
    picture = PublishedFile("cover.png", "image/png", 1, "0" * 64)
    (card,) = cards(pages([make_entry(1, files=(*make_entry(1).files, picture))])[FRONT])
    assert card.find(".//img").get("src") == "edition-1/cover.png"
    (share,) = card.findall(".//button[@data-link]")
    assert (share.get("data-link"), share.get("hidden")) == (
        "https://example.org/show/edition-1/",
        "",
    )


def test_directories_are_offered_where_they_are_known():
    known = replace(shows.SHOW, subscribe=(("spotify", "https://s.example/1"),))
    for show in (known, replace(known, link="")):
        (link,) = hrefs(pages(numbered(1), show)[FRONT], rel="external")
        assert link == "https://s.example/1"


def test_the_feed_is_offered_to_browsers_apps_and_people():
    document = pages(numbered(1))[FRONT]
    assert hrefs(document, rel="alternate") == ["feed.xml"]
    assert "https://example.org/show/feed.xml" in hrefs(document)
    assert "podcast://example.org/show/feed.xml" in hrefs(document)


def test_a_show_without_an_address_says_nothing_of_a_feed():
    text = "".join(
        data.decode() for _, data in make_pages(replace(shows.SHOW, link=""), numbered(1))
    )
    assert "feed.xml" not in text
    assert "podcast://" not in text
    assert "application/rss+xml" not in text


@pytest.mark.parametrize("labels", LABELS)
def test_a_show_without_editions_has_a_page_that_says_so(labels):
    documents = pages([], replace(shows.SHOW, labels=labels))
    assert list(documents) == [FRONT]
    assert site.read_labels(labels)["no_editions"] in said(documents[FRONT])
    assert documents[FRONT].find(".//form") is None


@pytest.mark.parametrize("labels", LABELS)
def test_labels_are_marked_where_they_are_in_another_language_than_the_show(labels):
    document = pages(numbered(1), replace(shows.SHOW, labels=labels))[FRONT]
    nav = document.find(".//nav")
    assert document.get("lang") == "hi"
    assert nav.get("lang") == (None if labels == "hi" else labels)


def test_labels_exist_for_every_language():
    assert site.read_labels("hi").keys() == site.read_labels("en").keys()


def test_an_edition_without_date_author_standfirst_or_sound_has_a_card():
    told = make_entry(1, published=None, lead=None, files=())
    (card,) = cards(pages([told])[FRONT])
    assert [t.get("datetime") for t in card.iter("time")] == ["PT0H1M23S"]
    assert [a.get("href") for a in card.iter("a")] == ["edition-1/index.html"]


def test_the_author_of_the_show_is_not_repeated_on_cards():
    told = make_entry(1, author=shows.SHOW.author)
    (card,) = cards(pages([told])[FRONT])
    assert shows.SHOW.author not in said(card)


@pytest.mark.parametrize("place", ["title", "author", "description", "guid"])
def test_what_an_edition_holds_is_shown_and_does_nothing(place):
    document = pages([make_entry(1, **{place: HOSTILE})])[FRONT]
    assert len(list(document.iter("script"))) == 3
    if place != "guid":
        assert "<script>alert(1)</script>]]>&amp;\"'<!-- 🎉 क्\u200dष" in said(
            document.find(".//main")
        )


def test_what_a_show_holds_is_shown_and_does_nothing():
    names = ("title", "description", "author", "copyright")
    show = replace(shows.SHOW, **dict.fromkeys(names, HOSTILE))
    document = pages(numbered(1), show)[FRONT]
    assert len(list(document.iter("script"))) == 3
    assert said(document.find(".//body")).count("<script>alert(1)</script>]]>") == 4


@given(st.text())
def test_any_title_makes_a_valid_page(title):
    assert cards(pages([make_entry(1, title=title)])[FRONT])


def test_the_policy_allows_this_style_and_this_script_alone():
    document = pages(numbered(1))[FRONT]
    (policy,) = (
        meta.get("content")
        for meta in document.iter("meta")
        if meta.get("http-equiv") == "Content-Security-Policy"
    )
    style, script = document.find(".//style").text, list(document.iter("script"))[-1].text
    assert policy == site.make_policy(style, script)
    assert policy.startswith("default-src 'none'; script-src 'sha256-")


def test_a_page_costs_little_besides_its_editions():
    (data,) = (data for _, data in make_pages(shows.SHOW, []))
    assert len(data) < 55_000


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("पहला वाक्य।", "पहला वाक्य।"),
        ("शब्द " * 100, ("शब्द " * (LONGEST // 5)).strip() + "…"),
        ("कि" * 400, None),
    ],
)
def test_a_text_stands_for_a_missing_standfirst_in_whole_words(text, shown):
    found = get_standfirst(make_entry(1, lead=Passage(text, 0.0, 1.0)))
    assert found == (shown or "कि" * (LONGEST // 2 - 1) + "…")


def test_an_address_of_a_sound_is_escaped():
    file = PublishedFile('a b"#.mp3', "audio/mpeg", 1, "0")
    document = pages([make_entry(1, files=(file,))])[FRONT]
    assert "edition-1/a%20b%22%23.mp3" in hrefs(document)


def test_pages_and_index_are_the_same_bytes_every_time(tmp_path):
    entries = numbered(3)
    shows.described(tmp_path, entries, [["एक दो तीन।"]] * 3)

    def contents() -> dict[Path, bytes]:
        shows.published(tmp_path, entries)
        return {path: path.read_bytes() for path in sorted(tmp_path.rglob("*.*")) if path.is_file()}

    assert contents() == contents()
