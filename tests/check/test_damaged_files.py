"""A file that is empty, breaks off or is noise is told once, whatever it should be."""

from __future__ import annotations

import random

import pytest

from audio.check.fault import Fault
from audio.check.run import check
from audio.show.listening import find_bucket
from tests.check.conftest import copy_in_links
from tests.check.surgery import put

FILES = (
    *("ek/ek.mp3", "ek/ek-01.mp3", "ek/ek.m4b", "ek/ek.m4a", "ek/ek.opus", "ek/ek.m3u8"),
    *("ek/ek.audiobook", "ek/ek.epub", "ek/ek.daisy.zip", "ek/ek.vtt", "ek/ek.srt", "ek/ek.lrc"),
    *("ek/ek.txt", "ek/sentences.txt", "ek/chapters.json", "ek/embed.json", "ek/oembed.json"),
    "ek/embed.txt",
    *("ek/cover.jpg", "ek/index.html", "ek/edition.json"),
    *("cover.jpg", "cover-small.jpg", "feed.xml", "index.html", "site.webmanifest", "sw.js"),
    *("search.json", "search.parts/words.json", "search.parts/editions-0.json", "embed.js"),
    f"beside.parts/{find_bucket('ek'):02}.json",
)
DAMAGES = {
    "is empty": lambda _: b"",
    "is cut off": lambda data: data[: len(data) // 2],
    "is noise": lambda data: random.Random(1).randbytes(min(len(data), 5000)),
}


@pytest.mark.parametrize("damage", DAMAGES)
@pytest.mark.parametrize("name", FILES)
def test_a_damaged_file_is_one_fault(name, damage, silent, tmp_path):
    site = copy_in_links(silent, tmp_path / "site")
    put(site / name, DAMAGES[damage]((site / name).read_bytes()))
    found: list[Fault] = []
    check(site, 1, found.append)
    assert [fault.where for fault in found] == [name], "\n".join(map(str, found))
    assert "signed" not in found[0].what


def test_a_sitemap_that_is_cut_off_is_one_fault(silent, tmp_path):
    site = copy_in_links(silent, tmp_path / "site")
    put(site / "sitemap.xml", DAMAGES["is cut off"]((site / "sitemap.xml").read_bytes()))
    found: list[Fault] = []
    check(site, 1, found.append)
    assert [fault.where for fault in found] == ["sitemap.xml"]
