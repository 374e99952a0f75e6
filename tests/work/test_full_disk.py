"""A disk that is full, or takes no larger file: one line that names what could not be written,
nothing half-written, and a rerun that ends with what an undisturbed build makes.
"""

from __future__ import annotations

import resource
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

COMMAND = [sys.executable, "-m", "audio"]
NUMBERS = ("एक", "दो", "तीन", "चार", "पाँच", "छह", "सात", "आठ")
TEXT = "बारिश की ख़बर\n\n" + "\n\n".join(
    f"{number} बजे दिल्ली में बारिश हुई और लोगों ने बहुत दिनों के बाद राहत की साँस ली।" for number in NUMBERS
)
LARGEST = 150_000
"""Bytes: more than anything in the store needs, less than the MP3 has."""


@pytest.fixture(scope="module")
def content(tmp_path_factory):
    folder = tmp_path_factory.mktemp("content")
    (folder / "a.txt").write_text(TEXT, encoding="utf-8")
    return folder


def build(content: Path, out: Path, largest: int = resource.RLIM_INFINITY) -> tuple[int, str]:
    """Exit code and standard error of a build in which no file can grow beyond ``largest``."""
    done = subprocess.run(
        [*COMMAND, "build", "--quiet", "--voice", "silence", str(content), "--out", str(out)],
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (largest, largest)),
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stderr


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.fixture(scope="module")
def undisturbed(content, tmp_path_factory):
    """What an undisturbed build tells and makes."""
    out = tmp_path_factory.mktemp("undisturbed")
    code, told = build(content, out)
    assert code == 0
    return told, files(out / "site")


@pytest.mark.parametrize(
    ("largest", "place"),
    [(8_000, "build/clips/"), (LARGEST, "build/site/barish-ki-khabar/barish-ki-khabar.mp3")],
    ids=["store", "output"],
)
def test_a_file_that_may_not_grow_is_named_and_a_rerun_makes_good(
    content, tmp_path, undisturbed, largest, place
):
    out = tmp_path / "build"
    code, told = build(content, out, largest)
    assert (code, told.count("\n")) == (1, 1)
    assert place in told
    assert "File too large" in told
    assert "ulimit -f" in told
    assert not list(tmp_path.rglob("*.part"))
    assert not list((out / "site").glob("*/*.mp3"))
    assert (build(content, out), files(out / "site")) == ((0, undisturbed[0]), undisturbed[1])


def namespace(script: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run ``script`` where it may mount what it likes, and nobody else sees it."""
    return subprocess.run(
        ["unshare", "-Urm", "sh", "-euc", script, "sh", *arguments],
        capture_output=True,
        text=True,
        check=False,
    )


MAY_MOUNT = bool(shutil.which("unshare")) and not namespace("mount -t tmpfs x /mnt").returncode


@pytest.mark.skipif(not MAY_MOUNT, reason="this system lets nobody mount a small disk")
@pytest.mark.parametrize("full", ["clips", "site"])
def test_a_full_disk_is_named_and_a_rerun_with_more_space_makes_good(
    content, tmp_path, undisturbed, full
):
    out = tmp_path / "build"
    (out / full).mkdir(parents=True)
    script = """
        mount -t tmpfs -o size=100k x "$1/$2"
        "$3" -m audio build --quiet --voice silence "$4" --out "$1" 2>"$5" && exit 9
        find "$1" -name '*.part' | grep . && exit 8
        mount -o remount,size=9m "$1/$2"
        "$3" -m audio build --quiet --voice silence "$4" --out "$1"
        cp -r "$1/site" "$6"
    """
    told, rescued = tmp_path / "told", tmp_path / "rescued"
    done = namespace(script, *map(str, (out, full, sys.executable, content, told, rescued)))
    assert done.returncode == 0, done.stderr + done.stdout
    for line in told.read_text(encoding="utf-8").splitlines():
        assert f"build/{full}/" in line
        assert "No space left on device; free some space and run it again" in line
    assert files(rescued) == undisturbed[1]


def test_narrate_names_the_output_that_does_not_fit(content, tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    done = subprocess.run(
        [
            *COMMAND,
            "narrate",
            str(content / "a.txt"),
            "--voice",
            "silence",
            "-o",
            "a.mp3",
            "-o",
            "a.vtt",
        ],
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (LARGEST, LARGEST)),
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert done.stderr.startswith("audio-edition: a.mp3: File too large; ")
    assert {path.name for path in tmp_path.iterdir()} == {"cache"}
