"""What pages need to lead on and to be installed: neighbours, manifest, worker."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from audio.artwork.cover_store import Artwork
from audio.artwork.covers import generate_cover, make_thumbnail
from audio.show import listening
from tests.catalogue import make_entry
from tests.writers.shows import SHOW

COVER = generate_cover(SHOW.title)


def made(entries, show=SHOW):
    artwork = Artwork(COVER, make_thumbnail(COVER))
    return dict(listening.make_files(show, entries, "cover.jpg", artwork))


def beside(files, slug):
    name = f"{listening.FOLDER}/{listening.find_bucket(slug):02}.json"
    return [one and one["page"] for one in json.loads(files[name])[slug]]


NEWEST = [make_entry(number) for number in (3, 2, 1)]


@pytest.mark.parametrize(("kind", "after"), [("episodic", 1), ("serial", 3)])
def test_the_next_edition_is_the_one_that_the_show_lists_next(kind, after):
    files = made(NEWEST, replace(SHOW, type=kind))
    other = 4 - after
    pages = [f"edition-{other}/index.html", f"edition-{after}/index.html"]
    assert beside(files, "edition-2") == pages


def test_nothing_comes_before_the_first_and_after_the_last():
    files = made(NEWEST)
    assert beside(files, "edition-3")[0] is None
    assert beside(files, "edition-1")[1] is None


def test_a_page_that_was_withdrawn_is_told_that_nothing_is_beside_it():
    artwork = Artwork(COVER, make_thumbnail(COVER))
    files = dict(listening.make_files(SHOW, NEWEST, "cover.jpg", artwork, ["gone"]))
    assert beside(files, "gone") == [None, None]
    assert beside(files, "edition-2") == ["edition-3/index.html", "edition-1/index.html"]


def test_a_new_edition_changes_the_files_of_two():
    old, new = made(NEWEST), made([make_entry(4), *NEWEST])
    changed = {name for name in new if new[name] != old.get(name)}
    assert len(changed) == 2


def test_the_manifest_lets_the_show_be_installed():
    told = json.loads(made([])[listening.MANIFEST])
    assert (told["name"], told["lang"], told["start_url"]) == (SHOW.title, "hi", "index.html")
    sizes = [int(icon["sizes"].partition("x")[0]) for icon in told["icons"]]
    assert max(sizes) >= 512
