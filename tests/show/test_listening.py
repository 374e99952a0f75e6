"""What pages need to lead on and to be installed: neighbours, manifest, worker."""

from __future__ import annotations

import json
from dataclasses import replace
from io import BytesIO

import pytest
from PIL import Image

from audio.artwork.cover_store import Artwork
from audio.artwork.covers import generate_cover, make_thumbnail
from audio.show import listening
from tests.catalogue import make_entry
from tests.writers.shows import SHOW

COVER = generate_cover(SHOW.title)


def made(entries, show=SHOW):
    return dict(listening.make_files(show, entries))


def beside(files, slug):
    name = f"{listening.FOLDER}/{listening.find_bucket(slug):02}.json"
    before, after, onward = json.loads(files[name])[slug]
    return [one and one["page"] for one in (before, after)], onward


NEWEST = [make_entry(number) for number in (3, 2, 1)]


@pytest.mark.parametrize("kind", ["episodic", "serial"])
def test_before_an_edition_is_the_older_one_and_after_it_the_newer(kind):
    pages, _ = beside(made(NEWEST, replace(SHOW, type=kind)), "edition-2")
    assert pages == ["edition-1/index.html", "edition-3/index.html"]


@pytest.mark.parametrize(("kind", "onward"), [("episodic", 0), ("serial", 1)])
def test_what_plays_on_is_the_edition_that_the_show_lists_next(kind, onward):
    assert beside(made(NEWEST, replace(SHOW, type=kind)), "edition-2")[1] == onward


def test_nothing_comes_before_the_oldest_and_after_the_newest():
    files = made(NEWEST)
    assert beside(files, "edition-1")[0][0] is None
    assert beside(files, "edition-3")[0][1] is None


def test_a_page_that_was_withdrawn_is_told_that_nothing_is_beside_it():
    files = dict(listening.make_files(SHOW, NEWEST, ["gone"]))
    assert beside(files, "gone")[0] == [None, None]
    assert beside(files, "edition-2")[0] == ["edition-1/index.html", "edition-3/index.html"]


def test_a_new_edition_changes_the_files_of_two():
    old, new = made(NEWEST), made([make_entry(4), *NEWEST])
    changed = {name for name in new if new[name] != old.get(name)}
    assert len(changed) == 2


def test_the_manifest_lets_the_show_be_installed():
    artwork = Artwork(COVER, make_thumbnail(COVER))
    icons = {part.name: part.make() for part in listening.list_icons(artwork)}
    told = json.loads(made([])[listening.MANIFEST])
    assert (told["name"], told["lang"], told["start_url"]) == (SHOW.title, "hi", "index.html")
    for icon in told["icons"]:
        with Image.open(BytesIO(icons[icon["src"]])) as picture:
            assert (picture.format, icon["type"]) == ("PNG", "image/png")
            assert icon["sizes"] == f"{picture.width}x{picture.height}"
    assert {icon["sizes"] for icon in told["icons"]} == {"192x192", "512x512"}
