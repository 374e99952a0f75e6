"""An edition in the feed."""

from __future__ import annotations

import base64
from dataclasses import replace
from datetime import UTC, datetime

import feedparser
import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from audio.records import PublishedFile
from audio.show.catalogue import Passage
from audio.show.feed import channel as feed_channel
from audio.show.feed.text import count_bytes, count_html_bytes, cut
from tests.show.feed.conftest import (
    BASE,
    all_of,
    catalogue,
    channel,
    feed,
    in_an_app,
    make_entry,
    said,
)

HOSTILE = "सच & <script>झूठ()</script> ]]> \"'\x01\x0b\ufffe\U0001f469\u200d\U0001f33e क्\u200dष"


def attributes(path: str, **known) -> list[dict[str, str]]:
    return [dict(found.attrib) for found in all_of(channel(make_entry(1, **known)), f"item/{path}")]


def test_an_app_finds_title_sound_length_duration_date_and_guid():
    (episode,) = in_an_app(feed(make_entry(7))["feed.xml"])["episodes"]
    assert episode["title"] == "ख़बर 7"
    assert episode["guid"] == "article-7"
    assert episode["total_time"] == 362
    assert episode["published"] == 1695301200
    assert episode["link"] == f"{BASE}edition-7/"
    (sound,) = episode["enclosures"]
    assert (sound["url"], sound["file_size"], sound["mime_type"]) == (
        f"{BASE}edition-7/edition-7.mp3",
        2_900_000,
        "audio/mpeg",
    )


def test_a_guid_is_no_address():
    assert attributes("guid") == [{"isPermaLink": "false"}]


def test_season_episode_and_kind_are_told_in_both_namespaces():
    show = channel(make_entry(season=2, episode=7, kind="bonus", explicit=True))
    for tag, text in (
        ("itunes:season", "2"),
        ("podcast:season", "2"),
        ("itunes:episode", "7"),
        ("podcast:episode", "7"),
        ("itunes:episodeType", "bonus"),
        ("itunes:explicit", "true"),
    ):
        assert said(show, f"item/{tag}") == [text]


def test_one_edition_can_be_kept_out_of_directories():
    assert said(channel(make_entry(is_blocked=True)), "item/itunes:block") == ["Yes"]
    assert not all_of(channel(make_entry()), "item/itunes:block")


def test_a_picture_has_a_text_in_its_place():
    (told,) = attributes("podcast:image")
    assert told["href"] == attributes("itunes:image")[0]["href"]
    assert (told["alt"], told["aspect-ratio"]) == (make_entry().title, "1/1")


def test_a_trailer_is_told_with_its_sound_before_the_items_too():
    show = channel(make_entry(kind="trailer", season=2))
    (trailer,) = all_of(show, "podcast:trailer")
    (sound,) = all_of(show, "item/enclosure")
    (date,) = said(show, "item/pubDate")
    assert (trailer.get("url"), trailer.get("length")) == (sound.get("url"), sound.get("length"))
    assert (trailer.get("pubdate"), trailer.get("season")) == (date, "2")


def test_an_edition_without_numbers_is_a_full_one_as_explicit_as_its_show():
    show = channel(make_entry(), explicit=True)
    assert said(show, "item/itunes:episodeType") == ["full"]
    assert said(show, "item/itunes:explicit") == ["true"]
    assert not all_of(show, "item/itunes:season") + all_of(show, "item/podcast:episode")


def test_transcripts_are_captions_in_the_articles_language():
    assert attributes("podcast:transcript") == [
        {
            "url": f"{BASE}edition-1/edition-1.{form}",
            "type": media_type,
            "language": "hi",
            "rel": "captions",
        }
        for form, media_type in (("vtt", "text/vtt"), ("srt", "application/x-subrip"))
    ]


def test_chapters_are_linked():
    assert attributes("podcast:chapters") == [
        {"url": f"{BASE}edition-1/chapters.json", "type": "application/json+chapters"}
    ]


def test_another_picture_has_another_address():
    other = make_entry().cover._replace(sha256="12" * 32)
    files = (*make_entry().files[:-1], other)
    first, second = attributes("itunes:image"), attributes("itunes:image", files=files)
    assert first == [{"href": f"{BASE}edition-1/cover.jpg?v=efefefef"}]
    assert second == [{"href": f"{BASE}edition-1/cover.jpg?v=12121212"}]


def test_author_and_narrator_are_named():
    item = channel(make_entry(1, author="विज्ञान डेस्क"))
    people = [
        (found.get("group"), found.get("role"), found.text)
        for found in all_of(item, "item/podcast:person")
    ]
    assert people == [
        ("writing", "author", "विज्ञान डेस्क"),
        ("cast", "narrator", "कृत्रिम आवाज़ (espeak)"),
    ]


def test_a_name_is_cut_where_the_namespace_ends_it():
    (name, _) = said(channel(make_entry(1, author="कि" * 90)), "item/podcast:person")
    assert len(name) <= 128
    assert name.endswith("कि…")


def test_the_beginning_of_the_text_is_a_sound_bite():
    (found,) = all_of(channel(), "item/podcast:soundbite")
    assert dict(found.attrib) == {"startTime": "1.000", "duration": "20.500"}
    assert found.text == "पहला वाक्य यह है।"


def test_an_article_without_a_paragraph_has_no_sound_bite():
    assert attributes("podcast:soundbite", lead=None) == []


def test_an_mp3_alone_has_no_alternative():
    assert attributes("podcast:alternateEnclosure") == []


def test_chapters_as_files_are_no_alternative():
    part = PublishedFile("edition-1-01.mp3", "audio/mpeg", 9, "0a" * 32, "edition-1.m3u8")
    assert attributes("podcast:alternateEnclosure", files=(part, *make_entry().files)) == []


def test_other_formats_are_alternatives_with_bitrate_and_integrity():
    opus = PublishedFile("edition-1.opus", "audio/ogg", 1_087_500, "0a" * 32)
    found = all_of(
        channel(make_entry(1, files=(*make_entry().files, opus))), "item/podcast:alternateEnclosure"
    )
    assert [one.get("type") for one in found] == ["audio/mpeg", "audio/ogg"]
    assert [one.get("default") for one in found] == ["true", None]
    other = found[1]
    assert (other.get("length"), other.get("bitrate")) == ("1087500", "24000")
    (source,) = all_of(other, "podcast:source")
    assert source.get("uri") == f"{BASE}edition-1/edition-1.opus"
    (integrity,) = all_of(other, "podcast:integrity")
    digest = base64.b64encode(bytes.fromhex(opus.sha256)).decode()
    assert dict(integrity.attrib) == {"type": "sri", "value": f"sha256-{digest}"}


def test_the_description_holds_standfirst_disclosure_and_link():
    (html,) = said(channel(make_entry(1, description="एक नज़र।")), "item/description")
    assert html == (
        "<p>एक नज़र।</p><p>यह ऑडियो कृत्रिम (कंप्यूटर की) आवाज़ में है: espeak।</p>"
        f'<p><a href="{BASE}edition-1/">पूरा लेख सुनते हुए पढ़िए</a></p>'
    )


def test_the_notes_hold_the_whole_standfirst_chapters_and_source():
    long = "लंबा परिचय। " * 400
    known = {"description": long, "source": "https://example.org/a?b=1&c=2"}
    (html,) = said(channel(make_entry(1, **known)), "item/content:encoded")
    assert long.strip() in html
    assert "<li>1:40 आगे क्या</li>" in html
    assert '<a href="https://example.org/a?b=1&amp;c=2">' in html


def test_texts_are_whole_until_the_feed_is_full(tmp_path, monkeypatch):
    monkeypatch.setattr(feed_channel, "MOST_TEXT", 150)
    entries = [make_entry(number) for number in (1, 2, 3)]
    for entry, size in zip(entries, (3, 900, 30), strict=True):
        (tmp_path / entry.slug).mkdir()
        text = f"p1s1\tनाम\np2s1\t{'x' * size}\np2s2\tअंत\ntitle\tनाम\nwords\tनाम\n"
        (tmp_path / entry.slug / "sentences.txt").write_text(text, "utf-8")
    data = next(feed_channel.list_parts(catalogue(entries), BASE, tmp_path)).make()
    notes = said(etree.fromstring(data).find("channel"), "item/content:encoded")
    assert ["xxx अंत</p>" in text for text in notes] == [True, False, True]
    assert "नाम" not in "".join(notes)


@pytest.mark.parametrize("text", ["क्षि" * 3000, "&" * 9000, "🎉" * 2000, "a" + "\u0301" * 9000])
def test_a_description_of_any_text_keeps_below_the_limit_and_its_end(text):
    (html,) = said(channel(make_entry(1, description=text)), "item/description")
    assert 3900 < len(html.encode()) <= 4000 or len(html) < 400
    assert "…</p><p>यह ऑडियो कृत्रिम" in html
    assert html.endswith("</a></p>")


@given(st.text("कि्षा&<é\u200d🎉 ", max_size=200), st.integers(10, 300))
def test_a_cut_is_whole_graphemes_and_keeps_its_measure(text, most):
    for measure in (count_bytes, count_html_bytes, len):
        kept = cut(text, most, measure)
        assert measure(kept) <= most
        if kept != text:
            graphemes = regex.findall(r"\X", text)
            heads = {"".join(graphemes[:n]).rstrip() for n in range(len(graphemes))}
            assert kept.removesuffix("…") in heads


def test_hostile_text_breaks_nothing_and_is_shown():
    hostile = make_entry(1, title=HOSTILE, author=HOSTILE, description=HOSTILE, guid="g")
    hostile = replace(hostile, chapters=(Passage(HOSTILE, 0, 1), Passage(HOSTILE, 1, 2)))
    data = feed(hostile, title=HOSTILE, description=HOSTILE)["feed.xml"]
    read = feedparser.parse(data)
    assert not read.bozo
    item = all_of(channel(hostile), "item")[0]
    title = item.findtext("title")
    assert title == "सच & <script>झूठ()</script> ]]> \"'␁␋\ufffd\U0001f469\u200d\U0001f33e क्\u200dष"
    html = item.findtext("description")
    assert "&lt;script&gt;झूठ()&lt;/script&gt; ]]&gt;" in html
    assert "<script" not in html


def test_what_turns_text_around_does_not_reach_the_text_after_it():
    item = all_of(channel(make_entry(1, title="सच\u202eझूठ", description="अ\u2067ब")), "item")[0]
    assert item.findtext("title") == "सचझूठ"
    assert "<p>अब</p>" in item.findtext("description")


def test_dates_are_in_the_shows_zone():
    noon = datetime(2024, 6, 20, 12, tzinfo=UTC)
    assert said(channel(make_entry(1, published=noon)), "item/pubDate") == [
        "Thu, 20 Jun 2024 17:30:00 +0530"
    ]
    assert said(
        channel(make_entry(1, published=noon), timezone="Europe/Berlin"), "item/pubDate"
    ) == ["Thu, 20 Jun 2024 14:00:00 +0200"]


def test_what_has_no_date_stands_where_the_show_begins():
    undated = make_entry(1, published=None, guid="undated")
    dates = said(channel(undated, make_entry(2), make_entry(3)), "item/pubDate")
    guids = said(channel(undated, make_entry(2), make_entry(3)), "item/guid")
    assert guids == ["article-3", "article-2", "undated"]
    assert dates[1:] == ["Sat, 16 Sep 2023 18:30:00 +0530", "Sat, 16 Sep 2023 18:29:50 +0530"]


def test_a_show_without_any_date_begins_with_the_century():
    assert said(channel(make_entry(1, published=None)), "item/pubDate") == [
        "Sat, 01 Jan 2000 00:00:00 +0530"
    ]


def test_every_address_is_ascii():
    for element in channel(make_entry(1)).iter():
        for value in element.attrib.values():
            assert not value.startswith("http") or value.isascii()
