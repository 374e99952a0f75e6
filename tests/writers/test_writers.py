"""What every writer must do; each writer's own tests add only what is its own."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
import regex

from audio import writers
from audio.errors import OutputError
from audio.settings import FORMATS
from audio.settings.formats import EDITION_FORMATS
from tests.writers import staged

SUFFIXES = sorted({*EDITION_FORMATS, *writers.SITE_PARTS} - {"picture-1.jpg"})
"""But for pictures, which these editions do not have: see ``test_pictures``."""
WITHOUT_TEXT = {
    "chapters.json",
    "cover.jpg",
    "cover.png",
    "embed.txt",
    "oembed.json",
    ".m3u8",
    ".txt",
}
TEXTUAL = sorted({*SUFFIXES} - WITHOUT_TEXT)
"""What holds the whole text, as written."""


@pytest.fixture(params=SUFFIXES)
def suffix(request):
    return request.param


def named(suffix: str) -> Path:
    return Path(f"a{suffix}" if suffix.startswith(".") else suffix)


def written(suffix: str, edition, folder: Path) -> Path:
    return edition.write(folder / named(suffix))


def test_the_same_edition_gives_the_same_bytes(suffix, edition, tmp_path):
    first = written(suffix, edition, tmp_path).read_bytes()
    assert written(suffix, edition, tmp_path).read_bytes() == first


def test_a_file_is_not_empty_and_names_its_media_type(suffix, edition, tmp_path):
    assert written(suffix, edition, tmp_path).stat().st_size > 100
    assert "/" in staged.find_writer(named(suffix)).media_type


def read_whole(path: Path) -> bytes:
    """A file's bytes; of an archive those of all that is in it."""
    if not zipfile.is_zipfile(path):
        return path.read_bytes()
    with zipfile.ZipFile(path) as archive:
        return b"".join(map(archive.read, archive.namelist()))


@pytest.mark.parametrize("suffix", TEXTUAL)
def test_hostile_text_is_written_whole(suffix, hostile_edition, tmp_path):
    encoding = "utf-16-le" if suffix == ".mp3" else "utf-8"
    data = read_whole(written(suffix, hostile_edition, tmp_path))
    assert data.count("सच".encode(encoding)) >= 2
    assert "क्\u200dष\u200c".encode(encoding) in data


def test_an_edition_without_word_marks_can_be_written(suffix, unmarked_edition, tmp_path):
    assert written(suffix, unmarked_edition, tmp_path).stat().st_size > 100


def test_a_suffix_in_capitals_names_the_same_format():
    assert writers.find_format(Path("A.MP3")) is writers.find_format(Path("a.mp3"))


@pytest.mark.parametrize("name", ["a.wav", "a", ".mp3", "a.text", "cover.png"])
def test_what_is_no_format_is_an_error_that_names_the_formats(name):
    known = regex.escape(", ".join(EDITION_FORMATS))
    with pytest.raises(OutputError, match=f"use {known}$"):
        writers.find_format(Path(name))


@pytest.mark.parametrize("table", [EDITION_FORMATS, writers.SITE_PARTS])
def test_the_tables_are_sorted(table):
    assert list(table) == sorted(table)


def test_a_show_may_ask_for_formats_of_an_edition():
    assert {f".{name}" for name in FORMATS} < EDITION_FORMATS.keys()


def test_what_lists_the_others_is_written_last():
    rank, names = {}, ("z.vtt", "edition.json", "index.html", "a.mp3", "chapters.json")
    for name in names:
        rank[name] = staged.find_writer(Path(name)).rank
    assert sorted(names, key=rank.__getitem__)[-2:] == ["index.html", "edition.json"]
