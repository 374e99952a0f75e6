import os
import subprocess
import sys

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


def test_what_nobody_writes_any_more_is_swept(tmp_path):
    for number, name in enumerate((".123.{}.part", ".{}.part")):
        (tmp_path / name.format(f"{number}" * 16)).touch()
        (tmp_path / name.format(f"a{number}" * 8)).mkdir()
    (tmp_path / f".{'c' * 16}.part.lock").touch()
    other = tmp_path / ".mine.part"
    other.touch()
    sweep(tmp_path)
    assert list(tmp_path.iterdir()) == [other]


def test_what_is_being_written_is_not_swept_whoever_looks(tmp_path):
    """Another process, which cannot see ours: as from another container on the same disk."""
    program = "import sys; from pathlib import Path; from audio.work import publication as p\n"
    program += "p.sweep(Path(sys.argv[1]))"
    with Publication() as publication, replace_folder(tmp_path / "a") as new:
        staged = publication.stage(tmp_path / "b")
        command = [sys.executable, "-c", program, str(tmp_path)]
        apart = subprocess.run(["unshare", "-Urpf", *command], capture_output=True, check=False)
        if apart.returncode:  # where no one may have process numbers of their own
            subprocess.run(command, check=True)
        assert staged.is_file()
        assert new.is_dir()
        (new / "file").touch()
        publication.release()
    assert {path.name for path in tmp_path.iterdir()} == {"a", "b"}
