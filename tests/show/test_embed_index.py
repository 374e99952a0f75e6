from __future__ import annotations

import json

from audio.show.embed_index import make_files
from audio.writers.embed.matching import find_bucket
from tests.catalogue import make_entry


def test_an_address_leads_to_the_newest_edition_of_it():
    old = make_entry(1, slug="old", source="http://paper.example/a/")
    new = make_entry(2, slug="new", source="https://www.paper.example/a")
    files = dict(make_files([new, old]))
    index = json.loads(files[f"embed.parts/{find_bucket('paper.example/a')}.json"])
    assert index == {"paper.example/a": "new"}


def test_an_edition_of_no_address_is_in_no_index():
    assert list(dict(make_files([make_entry(1, source="दैनिक")]))) == ["embed.js"]
