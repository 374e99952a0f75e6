"""The show in the feed."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime

import feedparser

from audio.records import Funding, Person, Recommendation
from audio.settings.categories import read_categories
from tests.show.feed.conftest import BASE, all_of, channel, feed, in_an_app, make_entry, said


def test_an_app_finds_title_link_description_and_picture():
    show = in_an_app(feed()["feed.xml"])
    assert show["title"] == "समाचार सुनिए"
    assert show["link"] == BASE
    assert show["cover_url"] == f"{BASE}cover.jpg?v=c0ffee00"
    assert "कृत्रिम" in show["description"]


def test_it_begins_with_its_declaration_and_apples_namespace():
    data = feed()["feed.xml"]
    assert data.startswith(b"<?xml version='1.0' encoding='UTF-8'?>\n<rss ")
    assert b'xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"' in data.split(b">")[1]


def test_the_guid_is_that_of_the_address_without_scheme():
    # The namespace's own example: mp3s.nashownotes.com/pc20rss.xml
    namespace = uuid.UUID("ead4c236-bf58-58c6-a2c6-a6b28d128cb6")
    assert str(uuid.uuid5(namespace, "mp3s.nashownotes.com/pc20rss.xml")) == (
        "917393e3-1b1e-5cef-ace4-edaa54e1f810"
    )
    expected = str(uuid.uuid5(namespace, "example.org/show/feed.xml"))
    assert said(channel(), "podcast:guid") == [expected]
    assert said(channel(base="http://example.org/show"), "podcast:guid") == [expected]


def test_a_moved_show_keeps_its_guid():
    own = "917393e3-1b1e-5cef-ace4-edaa54e1f810"
    assert said(channel(guid=own), "podcast:guid") == [own]


def test_a_subcategory_stands_in_its_category():
    (category,) = all_of(channel(category="Daily News"), "itunes:category")
    assert category.get("text") == "News"
    assert [one.get("text") for one in all_of(category, "itunes:category")] == ["Daily News"]


def test_a_category_stands_alone():
    (category,) = all_of(channel(category="Society & Culture"), "itunes:category")
    assert (category.get("text"), len(category)) == ("Society & Culture", 0)


def test_several_categories_stand_in_their_order_with_their_parts():
    show = channel(category=["Daily News", "History", "News", "Politics"])
    told = {
        one.get("text"): [part.get("text") for part in one]
        for one in all_of(show, "itunes:category")
    }
    assert list(told.items()) == [("News", ["Daily News", "Politics"]), ("History", [])]


def test_what_is_set_of_the_show_is_said():
    show = channel(
        type="serial", medium="audiobook", locked=False, block=True, complete=True,
        new_feed_url="https://new.example/feed.xml",
    )  # fmt: skip
    for tag, text in (
        ("itunes:type", "serial"),
        ("podcast:medium", "audiobook"),
        ("podcast:locked", "no"),
        ("itunes:block", "Yes"),
        ("podcast:block", "yes"),
        ("itunes:complete", "Yes"),
        ("itunes:new-feed-url", "https://new.example/feed.xml"),
    ):
        assert said(show, tag) == [text]
    (frequency,) = all_of(show, "podcast:updateFrequency")
    assert dict(frequency.attrib) == {"complete": "true"}


def test_a_show_that_says_nothing_is_locked_open_to_directories_and_goes_on():
    show = channel()
    assert said(show, "podcast:locked") == ["yes"]
    assert [tag for tag in ("itunes:block", "itunes:complete", "itunes:new-feed-url")
            if all_of(show, tag)] == []  # fmt: skip


def test_supporters_are_led_to_where_they_can_help():
    show = channel(
        funding=[Funding("https://pay.example/x?to=1", "चंदा"), Funding("https://b.example")]
    )
    assert [(each.get("url"), each.text) for each in all_of(show, "podcast:funding")] == [
        ("https://pay.example/x?to=1", "चंदा"),
        ("https://b.example", "शो को सहयोग दें"),
    ]


def test_people_of_the_show_are_named_in_it_and_in_every_item():
    # An item's people replace the channel's, in the namespace.
    show = channel(person=[Person("आशा", "Editor", "https://a.example", "https://a.example/a.jpg")])
    told = {"group": "writing", "role": "editor", "img": "https://a.example/a.jpg",
            "href": "https://a.example"}  # fmt: skip
    assert [dict(one.attrib) for one in all_of(show, "podcast:person")] == [told]
    assert told in [dict(one.attrib) for one in all_of(show, "item/podcast:person")]


def test_other_shows_are_recommended():
    guid = "917393e3-1b1e-5cef-ace4-edaa54e1f810"
    show = channel(podroll=[Recommendation(guid, title="और एक")])
    (other,) = all_of(show, "podcast:podroll/podcast:remoteItem")
    assert dict(other.attrib) == {"feedGuid": guid, "title": "और एक"}


def test_every_category_belongs_to_one_that_belongs_to_itself():
    known = read_categories()
    assert len(known) > 100
    assert {known[parent] for parent in known.values()} == set(known.values())


def test_the_owner_is_named_where_there_is_an_address():
    assert said(channel(email="d@example.org"), "itunes:owner/itunes:email") == ["d@example.org"]
    (locked,) = all_of(channel(email="d@example.org"), "podcast:locked")
    assert (locked.text, locked.get("owner")) == ("yes", "d@example.org")


def test_without_an_address_nobody_owns_it():
    assert all_of(channel(), "itunes:owner") == []
    assert dict(all_of(channel(), "podcast:locked")[0].attrib) == {}


def test_how_often_it_comes_out_is_said_if_it_is_known():
    assert all_of(channel(), "podcast:updateFrequency") == []
    (found,) = all_of(channel(update_frequency="fortnightly"), "podcast:updateFrequency")
    assert (found.text, found.get("rrule")) == ("हर दो हफ़्ते में", "FREQ=WEEKLY;INTERVAL=2")


def test_the_synthetic_voice_is_declared():
    (found,) = all_of(channel(), "podcast:txt")
    assert (found.text, found.get("purpose")) == ("true", "ai-content")


def test_a_long_description_keeps_below_the_limit_with_its_disclosure():
    (text,) = said(channel(description="शो " * 3000), "description")
    assert len(text.encode()) <= 4000
    assert text.endswith("पढ़े गए हैं।")


def test_labels_may_be_english():
    (text,) = said(channel(labels="en"), "description")
    assert text.endswith("read by a synthetic (computer) voice.")


def test_it_was_last_changed_when_the_newest_article_was():
    assert said(channel(make_entry(1), make_entry(3), make_entry(2)), "lastBuildDate") == [
        "Sun, 17 Sep 2023 18:30:00 +0530"
    ]


def test_a_correction_moves_the_date_of_the_last_change():
    corrected = make_entry(2, changed=datetime(2025, 1, 1, 12, tzinfo=UTC))
    assert said(channel(corrected, make_entry(3)), "lastBuildDate") == [
        "Wed, 01 Jan 2025 17:30:00 +0530"
    ]


def test_editions_stand_newest_first():
    assert said(channel(make_entry(1), make_entry(3), make_entry(2)), "item/guid") == [
        "article-3",
        "article-2",
        "article-1",
    ]


def test_an_edition_without_mp3_has_no_place_in_it():
    without = make_entry(2, files=make_entry(2).files[1:])
    assert said(channel(make_entry(1), without), "item/guid") == ["article-1"]


def test_the_same_catalogue_gives_the_same_bytes():
    entries = [make_entry(number) for number in range(5)]
    assert feed(*entries) == feed(*entries[::-1])


def test_a_general_reader_reads_it_whole():
    read = feedparser.parse(feed(make_entry(1), make_entry(2))["feed.xml"])
    assert (read.bozo, read.version, len(read.entries)) == (False, "rss20", 2)
