import os
import subprocess

import pytest

from audio.errors import OutputError
from audio.work.publication import Publication, open_spool, replace_folder, sweep


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
            with open_spool(tmp_path / "a.mp3") as spool:
                spool.write(b"half")
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


def test_a_folder_is_replaced_as_a_whole(tmp_path):
    target = tmp_path / "a"
    for content in ("old", "new"):
        with replace_folder(target) as new:
            (new / content).write_text(content)
    assert [path.name for path in target.iterdir()] == ["new"]
    assert list(tmp_path.iterdir()) == [target]


def test_a_folder_stays_as_it_was_when_something_fails(tmp_path):
    target = tmp_path / "a"
    with replace_folder(target) as new:
        (new / "old").write_text("old")

    def fail():
        with replace_folder(target) as new:
            (new / "new").write_text("new")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert [path.name for path in target.iterdir()] == ["old"]
    assert list(tmp_path.iterdir()) == [target]


def test_what_a_dead_process_left_is_swept_and_what_a_living_one_writes_is_not(tmp_path):
    dead = subprocess.Popen(["true"])
    dead.wait()
    (tmp_path / f".{dead.pid}.{'0' * 16}.part").mkdir()
    (tmp_path / f".{dead.pid}.{'1' * 16}.part").touch()
    living = tmp_path / f".{os.getpid()}.{'2' * 16}.part"
    living.touch()
    other = tmp_path / ".mine.part"
    other.touch()
    sweep(tmp_path)
    assert set(tmp_path.iterdir()) == {living, other}
