"""The command line in a process of its own: how it is interrupted, and how it leaves."""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys
import time

import pytest

from audio import __version__
from tests.conftest import files

COMMAND = [sys.executable, "-m", "audio"]


@pytest.fixture
def environment(tmp_path):
    return os.environ | {"XDG_CACHE_HOME": str(tmp_path / ".cache")}


@pytest.fixture
def long_article(tmp_path):
    path = tmp_path / "long.txt"
    path.write_text(
        "लंबा लेख\n\n" + "\n\n".join(f"यह वाक्य संख्या {n} है और काफ़ी लंबा है।" * 9 for n in range(900))
    )
    return path


def test_version_is_the_package_s(run):
    assert __version__ in run("--version").out


@pytest.mark.parametrize("arguments", [["nosuch"], ["build", "nosuch"], ["build", "empty"]])
def test_a_command_or_an_article_that_is_not_there_is_one_line(run, tmp_path, arguments):
    (tmp_path / "empty").mkdir()
    done = run(*arguments)
    assert (done.code, done.err.count("\n")) == (2, 1)


@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 128 + signal.SIGTERM)]
)
def test_an_interrupted_narration_leaves_no_file_but_keeps_its_clips(
    number, code, long_article, environment, tmp_path
):
    process = subprocess.Popen(
        [*COMMAND, "narrate", str(long_article), "-o", "a.mp3", "--cache", "clips"],
        cwd=tmp_path, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    deadline = time.monotonic() + 30
    while not list(tmp_path.glob("clips/*/*.clip")) and time.monotonic() < deadline:
        time.sleep(0.05)
    process.send_signal(number)
    _, err = process.communicate(timeout=30)
    assert process.returncode == code, err
    assert "Traceback" not in err
    assert files(tmp_path) == {"long.txt", "clips"}
    assert not list(tmp_path.rglob("*.part"))


def test_a_full_disk_is_one_clear_line_and_leaves_nothing(long_article, environment, tmp_path):
    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, 400_000))

    done = subprocess.run(
        [*COMMAND, "narrate", str(long_article), "-o", "a.mp3", "--quiet"],
        cwd=tmp_path, env=environment, preexec_fn=limit, capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "what was made is kept" in done.stderr
    assert files(tmp_path) == {"long.txt"}


def test_a_reader_that_stops_reading_is_no_traceback(environment):
    lines = "5 लोग\n" * 200_000
    done = subprocess.run(
        f"{' '.join(COMMAND)} normalize | head -1",
        shell=True, input=lines, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.stdout == "पाँच लोग\n"
    assert "Traceback" not in done.stderr


def test_no_variable_of_the_environment_is_needed(tmp_path):
    (tmp_path / "a.txt").write_text("बारिश\n\nबारिश हुई।\n", encoding="utf-8")
    command = [*COMMAND, "narrate", "a.txt", "--cache", "clips", "--quiet"]
    done = subprocess.run(
        command, cwd=tmp_path, env={}, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert (tmp_path / "a.mp3").is_file()
