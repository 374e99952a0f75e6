"""The pictures of chapters, from the article to the site."""

from __future__ import annotations

import json

import pytest
from lxml import html
from PIL import Image

from audio.readers import read
from audio.writers.pictures import name_pictures

ARTICLE = """\
# नदी

![आवरण](cover.png) पहला वाक्य।

## उद्गम

![नक़्शा](<the map.png>)

नदी पहाड़ से निकलती है।

## मैदान

खेत हरे हैं। ![](https://elsewhere.example/x.png)

## सागर

![](</abs.png>) नदी सागर में मिलती है। ![](gone.png)
"""


@pytest.fixture
def content(tmp_path):
    folder = tmp_path / "content"
    folder.mkdir()
    (folder / "nadi.md").write_text(ARTICLE, encoding="utf-8")
    (folder / "show.toml").write_text(
        'voice = "silence"\nlink = "https://example.org/p/"\nemail = "a@example.org"\n'
    )
    Image.new("RGB", (2000, 1000), "green").save(folder / "the map.png")
    return folder


def test_a_heading_has_the_first_picture_under_it_that_stands_beside_the_article(content):
    headings = [block for block in read(content / "nadi.md").blocks if block.level]
    assert [block.picture for block in headings] == ["the%20map.png", "", "gone.png"]


def test_only_pictures_that_are_there_are_published(content):
    assert name_pictures(read(content / "nadi.md")) == {content / "the map.png": "picture-1.jpg"}


def test_apps_find_a_chapters_picture_and_what_is_missing_is_told_each_time(content, run):
    built = run("build", str(content))
    assert built.code == 0
    assert "gone.png; its chapter has none" in built.err
    place = content.parent / "build" / "site" / "nadi"
    chapters = json.loads((place / "chapters.json").read_bytes())["chapters"]
    assert [one.get("img") for one in chapters] == [
        None,
        "https://example.org/p/nadi/picture-1.jpg",
        None,
        None,
    ]
    with Image.open(place / "picture-1.jpg") as picture:
        assert (picture.format, picture.size) == ("JPEG", (1400, 700))
    assert "gone.png; its chapter has none" in run("build", str(content)).err


def test_a_page_shows_pictures_where_the_text_has_them(content, run):
    Image.new("RGB", (40, 80), "blue").save(content / "gone.png")
    Image.new("RGB", (300, 200), "red").save(content / "boat.png")
    with (content / "nadi.md").open("a", encoding="utf-8") as article:
        article.write(
            '\n![नाव & "घाट"](boat.png)\n\n![नाव फिर](boat.png)\n\n![दूर](https://e.example/y.png)\n'
        )
    assert run("build", str(content)).code == 0
    place = content.parent / "build" / "site" / "nadi"
    page = html.fromstring((place / "index.html").read_bytes())
    shown = [dict(one.attrib) for one in page.xpath("//figure/img")]
    assert [(one["src"], one["width"], one["height"]) for one in shown] == [
        ("picture-1.jpg", "1400", "700"),
        ("picture-2.jpg", "40", "80"),
        ("picture-3.jpg", "300", "200"),
        ("picture-3.jpg", "300", "200"),
    ]
    assert {one["loading"] for one in shown} == {"lazy"}
    assert {one["alt"] for one in shown} == {""}, "a caption under it is said twice"
    assert sorted(path.name for path in place.glob("picture-*")) == [
        f"picture-{number}.jpg" for number in (1, 2, 3)
    ]
    captions = [one.text_content() for one in page.xpath("//figure[img]/figcaption")]
    assert captions == ["चित्र: नक़्शा", 'चित्र: नाव & "घाट"', "चित्र: नाव फिर"]
    (heading,) = page.xpath("//h2[.='सागर']/..")
    assert heading.getnext().xpath("figure/img/@src") == ["picture-2.jpg"]
    assert run("check", str(content.parent / "build" / "site")).code == 0
