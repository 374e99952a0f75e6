"""What every writer must do; each writer's own tests add only what is its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from audio import writers
from audio.errors import OutputError

SUFFIXES = sorted(writers.WRITERS)
TEXTUAL = sorted({*SUFFIXES} - {"chapters.json", "cover.jpg", "cover.png"})
"""What holds the whole text."""


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
    assert "/" in writers.find(named(suffix)).media_type


@pytest.mark.parametrize("suffix", TEXTUAL)
def test_hostile_text_is_written_whole(suffix, hostile_edition, tmp_path):
    encoding = "utf-16-le" if suffix == ".mp3" else "utf-8"
    data = written(suffix, hostile_edition, tmp_path).read_bytes()
    assert data.count("सच".encode(encoding)) >= 2
    assert "क्\u200dष\u200c".encode(encoding) in data


def test_an_edition_without_word_marks_can_be_written(suffix, unmarked_edition, tmp_path):
    assert written(suffix, unmarked_edition, tmp_path).stat().st_size > 100


def test_a_suffix_in_capitals_names_the_same_format():
    assert writers.find(Path("A.MP3")) is writers.find(Path("a.mp3"))


@pytest.mark.parametrize("name", ["a.wav", "a", ".mp3", "a.txt"])
def test_an_unknown_suffix_is_an_error_that_names_the_known_ones(name):
    with pytest.raises(OutputError, match=r"\.json, \.mp3, \.srt, \.vtt"):
        writers.find(Path(name))


def test_the_registry_is_sorted():
    assert list(writers.WRITERS) == sorted(writers.WRITERS)


def test_what_lists_the_others_is_written_last():
    names = [Path("z.vtt"), Path("edition.json"), Path("a.mp3")]
    assert [path.name for path in sorted(names, key=writers.rank)][-1] == "edition.json"
