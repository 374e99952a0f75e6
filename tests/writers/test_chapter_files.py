"""Chapter files and Readium audiobooks: each chapter's sound, text and tags by themselves."""

from __future__ import annotations

import json
from itertools import pairwise
from zipfile import ZipFile

import av
import numpy as np
import pytest
from mutagen.mp3 import MP3

from audio.records import BlockKind, Chapter, Recording
from audio.writers.audiobook.guided import TimedText
from audio.writers.audiobook.manifest import AudiobookTrack
from audio.writers.chapter_files import ChapterFile
from tests.writers import staged

RATE = 44_100
TITLES = ["बैठक की ख़बर", "आगे क्या होगा"]


@pytest.fixture(scope="module")
def files(edition, tmp_path_factory):
    folder = tmp_path_factory.mktemp("chapters")
    edition.write(folder / "a.m3u8")
    return sorted(folder.glob("*.mp3"))


@pytest.fixture(scope="module")
def book(edition, tmp_path_factory):
    return ZipFile(edition.write(tmp_path_factory.mktemp("book") / "a.audiobook"))


@pytest.fixture(scope="module")
def manifest(book):
    return json.loads(book.read("manifest.json"))


def decode(path):
    with av.open(str(path), "r") as container:
        return np.concatenate([frame.to_ndarray()[0] for frame in container.decode(audio=0)])


def list_stretches(book, name):
    """Text, begin and end of every sentence of a chapter."""
    (chapter,) = json.loads(book.read(name))["guided"]
    sentences = [one for part in chapter["children"] for one in part["children"]]
    return [
        (one["text"], *map(float, one["audioref"].partition("#t=")[2].split(",")))
        for one in sentences
    ]


def test_a_playlist_leads_to_every_chapter(files):
    lines = files[0].with_name("a.m3u8").read_text().splitlines()
    assert lines[:2] == ["#EXTM3U", "#PLAYLIST:बैठक की ख़बर"]
    assert lines[3::2] == ["a-01.mp3", "a-02.mp3"]
    assert [line.partition(",")[2] for line in lines[2::2]] == TITLES


def test_a_line_of_a_playlist_is_no_remark(edition, tmp_path):
    assert "./#1-01.mp3\n" in edition.write(tmp_path / "#1.m3u8").read_text()


def test_chapters_decode_to_what_the_edition_does(files, edition, tmp_path):
    whole = edition.write(tmp_path / "a.mp3")
    heard = [decode(path) for path in (*files, whole)]
    assert np.array_equal(np.concatenate(heard[:-1]), heard[-1])


def test_a_chapter_is_a_track_of_the_edition(files):
    tags = MP3(files[1]).tags
    told = {name: str(tags[name].text[0]) for name in ("TIT2", "TALB", "TRCK", "TPE1")}
    assert told == {"TIT2": TITLES[1], "TALB": TITLES[0], "TRCK": "2/2", "TPE1": "नीरज"}
    text = tags.getall("USLT")[0].text
    assert text.startswith(TITLES[1])
    assert text.endswith("टालता रहे।")
    assert tags.getall("APIC")


def test_a_book_has_a_track_a_chapter_with_its_length(manifest, edition):
    tracks = manifest["readingOrder"]
    assert [track["title"] for track in tracks] == TITLES
    lengths = [(one.end - one.start) / RATE for one in edition.edition.chapters]
    assert [track["duration"] for track in tracks] == pytest.approx(lengths, abs=0.001)
    assert manifest["metadata"]["duration"] == pytest.approx(sum(lengths), abs=0.001)
    assert {entry["href"] for entry in manifest["toc"]} == {"01.mp3#t=0", "02.mp3#t=0"}


def test_a_book_has_all_that_its_manifest_names(book, manifest):
    links = (*manifest["links"], *manifest["readingOrder"], *manifest["resources"])
    assert {link["href"] for link in links} == set(book.namelist())


def test_a_book_tells_that_its_voice_is_synthetic(manifest):
    assert "कृत्रिम" in manifest["metadata"]["narrator"]


def test_sentences_of_a_chapter_touch_and_are_heard_when_they_are_told(book, edition):
    chapter = edition.edition.chapters[1]
    told = list_stretches(book, "02.json")
    assert [told[0][1], told[-1][2]] == [0, round((chapter.end - chapter.start) / RATE, 3)]
    assert all(one[2] == other[1] for one, other in pairwise(told))
    starts = [cue.start for cue in edition.cues if cue.start > chapter.start]
    assert told[1][1] == pytest.approx((starts[1] - chapter.start) / RATE, abs=0.001)


def test_headings_inside_a_chapter_are_in_the_contents(tmp_path):
    texts = [
        (BlockKind.HEADING, 2, ["अध्याय"]),
        (BlockKind.HEADING, 3, ["भीतर"]),
        (BlockKind.PARAGRAPH, 0, ["एक वाक्य।"]),
    ]
    outline = staged.outlined(texts, chapter_level=2)
    with (tmp_path / "spool").open("w+b") as spool:
        text = TimedText(outline, spool)
        for paragraph, cue in staged.cues(outline):
            text.add(paragraph, cue)
        chapter = Chapter("अध्याय", 0, 100 * RATE)
        (sentences,) = text.split([chapter])
    recording = Recording((), RATE, 64, 0, 0, chapter.end, ())
    one = ChapterFile(1, 1, chapter, recording, "", "")
    track = AudiobookTrack.from_chapter(one, sentences, RATE)
    assert track.inner == [("भीतर", sentences[1].start / RATE)]
