import os

import pytest

from audio.errors import OutputError
from audio.publication import Publication


def test_files_appear_together_when_they_are_released(tmp_path):
    names = [tmp_path / "a.mp3", tmp_path / "a.vtt"]
    with Publication() as publication:
        for name in names:
            publication.stage(name).write_text(name.name)
        assert not any(name.exists() for name in names)
        publication.release()
    assert [name.read_text() for name in names] == ["a.mp3", "a.vtt"]


def test_nothing_is_left_when_something_fails(tmp_path):
    def fail():
        with Publication() as publication:
            publication.stage(tmp_path / "a.mp3").write_text("half")
            publication.scratch(tmp_path / "a.mp3").write_text("half")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert list(tmp_path.iterdir()) == []


def test_the_old_file_stays_until_the_new_one_is_whole(tmp_path):
    old = tmp_path / "a.mp3"
    old.write_text("old")
    with Publication() as publication:
        publication.stage(old).write_text("new")
    assert old.read_text() == "old"


def test_a_folder_that_does_not_exist_is_an_error_that_names_the_file(tmp_path):
    with Publication() as publication, pytest.raises(OutputError, match=r"nowhere/a\.mp3"):
        publication.stage(tmp_path / "nowhere" / "a.mp3")


def test_a_folder_is_no_output(tmp_path):
    with Publication() as publication, pytest.raises(OutputError, match="is a folder"):
        publication.stage(tmp_path)


def test_a_very_long_devanagari_name_can_be_staged(tmp_path):
    name = tmp_path / ("क" * 80 + ".mp3")
    with Publication() as publication:
        publication.stage(name)
        publication.release()
    assert name.exists()


def test_published_files_are_readable_as_the_umask_allows(tmp_path):
    old = os.umask(0o022)
    try:
        with Publication() as publication:
            publication.stage(tmp_path / "a.mp3")
            publication.release()
    finally:
        os.umask(old)
    assert (tmp_path / "a.mp3").stat().st_mode & 0o777 == 0o644
