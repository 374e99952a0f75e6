"""JSON-LD: what machines read of an edition's page."""

from __future__ import annotations

import json
from datetime import datetime

import pytest
from lxml import html

from audio.records import BlockKind, PublishedFile, Show
from audio.writers.site.structured_data import describe_show, format_duration
from tests.writers import staged

BESIDE = [
    PublishedFile("barish.mp3", "audio/mpeg", 81_234, ""),
    PublishedFile("barish.vtt", "text/vtt", 900, ""),
    PublishedFile("cover.jpg", "image/jpeg", 9000, ""),
]


def told(tmp_path, *, title="बारिश", **show):
    """The JSON-LD of a page, as a reader of structured data finds it."""
    outline = staged.outlined(
        [(BlockKind.TITLE, 0, [title]), (BlockKind.PARAGRAPH, 0, ["आज बारिश हुई।"])],
        Show(title="समाचार", **show),
        slug="barish",
    )
    page = staged.written(tmp_path / "index.html", outline, BESIDE)
    document = html.fromstring(page.read_bytes())
    (script,) = document.xpath("//script[@type='application/ld+json']")
    return json.loads(script.text)


def test_it_tells_of_the_sound_that_a_machine_made(tmp_path):
    article = told(tmp_path, link="https://example.org/show/")
    sound = article["audio"]
    base = "https://example.org/show/barish/"
    assert (article["@type"], sound["@type"]) == ("NewsArticle", "AudioObject")
    assert (sound["contentUrl"], sound["transcript"]) == (f"{base}barish.mp3", f"{base}barish.vtt")
    assert (sound["encodingFormat"], sound["inLanguage"]) == ("audio/mpeg", "hi")
    assert sound["digitalSourceType"].endswith("/algorithmicMedia")
    assert "कृत्रिम" in sound["description"]


def test_it_tells_when_the_article_was_corrected(tmp_path):
    outline = staged.outlined(
        [(BlockKind.TITLE, 0, ["बारिश"])],
        published=datetime(2024, 6, 20),
        updated=datetime(2024, 7, 1),
    )
    page = staged.written(tmp_path / "index.html", outline, BESIDE).read_text("utf-8")
    assert '"datePublished": "2024-06-20T00:00:00+05:30"' in page
    assert '"dateModified": "2024-07-01T00:00:00+05:30"' in page


def test_a_snippet_tells_another_sites_page_of_the_sound(tmp_path):
    title, source = "सच </script> और झूठ", "https://www.paper.example/khabar/"
    texts = [(BlockKind.TITLE, 0, [title])]
    show = Show(title="समाचार", link="https://example.org/show")
    outline = staged.outlined(texts, show, slug="barish", source=source)
    snippet = staged.written(tmp_path / "embed.txt", outline, BESIDE)
    player, told = html.fragments_fromstring(snippet.read_text("utf-8"))
    base = "https://example.org/show/"
    assert (player.get("src"), player.get("data-edition")) == (f"{base}embed.js", f"{base}barish/")
    article = json.loads(told.text)
    assert (article["@type"], article["@id"], article["headline"]) == ("NewsArticle", source, title)
    assert article["audio"]["contentUrl"] == f"{base}barish/barish.mp3"
    assert article["audio"]["digitalSourceType"].endswith("/algorithmicMedia")


def test_a_show_is_told_as_a_series_with_its_feed():
    show = Show(title="सच </script>", link="https://example.org/show/", author="पत्र")
    told = json.loads(text := describe_show(show, "cover.jpg", f"{show.link}feed.xml"))
    assert "</" not in text
    assert (told["@type"], told["name"]) == ("PodcastSeries", "सच </script>")
    assert told["url"] == "https://example.org/show/"
    assert (told["webFeed"], told["image"]) == (f"{show.link}feed.xml", f"{show.link}cover.jpg")


def test_without_a_public_address_it_leads_beside_the_page(tmp_path):
    article = told(tmp_path)
    assert article["audio"]["contentUrl"] == "barish.mp3"
    assert "url" not in article


def test_a_text_cannot_end_it(tmp_path):
    title = "सच </script><script>alert(1)</script>"
    assert told(tmp_path, title=title)["headline"] == title


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(0, "PT0S"), (7.25, "PT7.2S"), (60, "PT1M"), (3599.99, "PT1H"), (3725.5, "PT1H2M5.5S")],
)
def test_a_length_is_written_as_iso_8601_has_it(seconds, said):
    assert format_duration(seconds) == said
