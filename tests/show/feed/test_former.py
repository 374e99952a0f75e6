"""The items of the feed that a show had at another host."""

from __future__ import annotations

import logging
from dataclasses import replace
from pathlib import Path
from xml.sax.saxutils import escape

import pytest
from lxml import etree

from audio.errors import SourceError
from audio.records import Show
from audio.show.feed.channel import divide_catalogue, list_parts
from audio.show.feed.former import read_former_items
from tests.show.feed.conftest import BASE, catalogue, in_an_app, make_entry, said

GUID = "917393e3-1b1e-5cef-ace4-edaa54e1f810"
FORMER = f"""<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:itunes="http://www.itunes.com/DTDs/Podcast-1.0.dtd" xmlns:x="urn:x"
 xmlns:podcast="https://podcastindex.org/namespace/1.0"><channel><title>पुराना शो</title>
<podcast:guid>{GUID}</podcast:guid>
<item><title>दूसरी</title><guid>article-2</guid><pubDate>Fri, 02 Jun 2023 10:00:00 +0530</pubDate>
<enclosure url="https://cdn.example/2.mp3" length="20" type="audio/mpeg"/></item>
<item><title>पहली</title><guid isPermaLink="false">old-1</guid><x:secret>x</x:secret>
<pubDate>Thu, 01 Jun 2023 10:00:00 +0530</pubDate><description>क &lt;b&gt;ख&lt;/b&gt;</description>
<itunes:duration>754</itunes:duration>
<enclosure url="https://cdn.example/1.mp3" length="10" type="audio/mpeg"/></item>
<item><title>बिना आवाज़</title><guid>old-0</guid>
<pubDate>Thu, 01 Jun 2023 09:00:00 +0530</pubDate></item>
</channel></rss>
"""


@pytest.fixture
def former(tmp_path):
    path = tmp_path / "former.xml"
    path.write_text(FORMER, encoding="utf-8")
    return Show(former_feed=str(path), guid=GUID)


def tell(former, *numbers: int) -> bytes:
    """The feed of the editions of these numbers, and of the former items."""
    told = replace(catalogue([make_entry(n) for n in numbers]), former=read_former_items(former))
    return next(list_parts(told, BASE)).make()


def test_an_app_finds_the_former_items_with_their_guids_dates_and_sound(former):
    episodes = in_an_app(tell(former, 5))["episodes"]
    found = [(one["guid"], one["enclosures"][0]["url"], one["total_time"]) for one in episodes]
    assert found[1:] == [
        ("article-2", "https://cdn.example/2.mp3", 0),
        ("old-1", "https://cdn.example/1.mp3", 754),
    ]
    assert found[0][0] == "article-5"
    (*_, last) = etree.fromstring(tell(former, 5)).iter("item")
    assert said(last, "pubDate") == ["Thu, 01 Jun 2023 10:00:00 +0530"]
    assert said(last, "description") == ["क <b>ख</b>"]


def test_an_article_takes_the_place_of_the_former_item_with_its_guid(former):
    assert b"cdn.example/2.mp3" not in tell(former, 2, 5)
    assert b"cdn.example/1.mp3" in tell(former, 2, 5)


def test_what_no_namespace_of_the_feed_knows_is_left_out(former):
    assert b"secret" not in tell(former, 5)


def test_former_items_stand_in_the_archives_too(former):
    entries = catalogue([make_entry(number) for number in range(3, 203)])
    pages = list(divide_catalogue(replace(entries, former=read_former_items(former))))
    assert [len(page.entries) for page in pages] == [102, 100]
    assert [one.guid for one in pages[1].entries[-2:]] == ["article-2", "old-1"]


@pytest.mark.parametrize(
    "active", ["<script>x()</script>", "<form action='/s'>", "<embed src='x'/>"]
)
def test_what_is_active_in_an_items_html_is_left_out_and_no_word_beside_it(former, active):
    path = Path(former.former_feed)
    text = path.read_text("utf-8")
    path.write_text(text.replace("क &lt;b", f"क {escape(active)} &lt;b"), "utf-8")
    (*_, last) = etree.fromstring(tell(former, 5)).iter("item")
    assert last.findtext("description") == "क  <b>ख</b>"


def test_an_item_without_sound_and_a_guid_that_would_be_lost_are_told(former, caplog):
    with caplog.at_level(logging.WARNING):
        read_former_items(replace(former, guid=""))
    assert "1 of its items" in caplog.text
    assert f'guid = "{GUID}"' in caplog.text


@pytest.mark.parametrize("told", ['length="0"', "", 'length="1.2 MB"'])
def test_a_size_that_is_not_told_is_0_and_named_and_the_type_is_found(former, told, caplog):
    path = Path(former.former_feed)
    text = path.read_text("utf-8").replace('length="10" type="audio/mpeg"', told)
    path.write_text(text.replace("1.mp3", "1.m4a"), "utf-8")
    with caplog.at_level(logging.WARNING):
        (*_, last) = etree.fromstring(tell(former, 5)).iter("item")
    enclosure = last.find("enclosure")
    assert (enclosure.get("length"), enclosure.get("type")) == ("0", "audio/x-m4a")
    assert "1 of its items do not tell how large" in caplog.text


def test_a_file_that_is_no_feed_is_refused(tmp_path):
    path = tmp_path / "former.xml"
    path.write_text("<html/>", encoding="utf-8")
    with pytest.raises(SourceError, match="no RSS feed"):
        read_former_items(Show(former_feed=str(path)))
