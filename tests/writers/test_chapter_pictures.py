"""The pictures of chapters, from the article to the site."""

from __future__ import annotations

import json

import pytest
from PIL import Image

from audio.readers import read
from audio.writers.chapter_pictures import list_chapter_pictures

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
    (picture,) = list_chapter_pictures(read(content / "nadi.md"))
    assert (picture.heading, picture.path) == (0, content / "the map.png")


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
