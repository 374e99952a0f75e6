"""A build that is killed at any moment: the rerun ends with what an undisturbed one makes.

``--kills N`` asks for more kills than the few that every run of the tests makes.
"""

from __future__ import annotations

import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

SENTENCES = (
    "सुबह {} बजे से शहर के कई हिस्सों में तेज़ बारिश हुई।",
    "मौसम विभाग ने अगले {} घंटे के लिए चेतावनी दी है।",
    "ज़िले के {} गाँवों में बिजली नहीं आई।",
)
COMMAND = [sys.executable, "-m", "audio", "build", "--quiet", "--voice", "espeak"]


def site(out: Path) -> dict[str, bytes]:
    root = out / "site"
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file()
    }


@pytest.fixture(scope="module")
def content(tmp_path_factory):
    """Three articles of six paragraphs, no two of which are the same."""
    folder = tmp_path_factory.mktemp("content")
    for article in range(3):
        paragraphs = [SENTENCES[place % 3].format(10 * article + place) for place in range(6)]
        text = "\n\n".join(
            [f"---\ndate: 2024-05-0{article + 1}\n---\n# ख़बर {article}", *paragraphs]
        )
        (folder / f"{article}.md").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def build(content):
    """Starts a build of the three articles into a folder."""

    def start(out: Path) -> subprocess.Popen[bytes]:
        return subprocess.Popen([*COMMAND, str(content), "--out", str(out)])

    return start


@pytest.fixture(scope="module")
def undisturbed(content, tmp_path_factory):
    out = tmp_path_factory.mktemp("undisturbed")
    began = time.monotonic()
    subprocess.run([*COMMAND, str(content), "--out", str(out)], check=True)
    return out, time.monotonic() - began


def test_after_any_number_of_kills_a_rerun_ends_with_the_same_bytes(
    undisturbed, build, tmp_path, request
):
    reference, seconds = undisturbed
    chance = random.Random(4)
    for number in range(request.config.getoption("--kills")):
        process = build(tmp_path)
        time.sleep(chance.uniform(0, seconds))
        process.send_signal(signal.SIGKILL)
        process.wait()
        for name, data in site(tmp_path).items():
            if ".part" not in name:
                assert data == site(reference)[name], f"kill {number}: {name} is not whole"
        if number % 5 == 4:  # from the start again, or the later kills would meet finished work
            shutil.rmtree(tmp_path / "site", ignore_errors=True)  # it may not have come so far
            shutil.rmtree(tmp_path / "clips", ignore_errors=True)
            (tmp_path / "records.jsonl").unlink(missing_ok=True)
    assert build(tmp_path).wait() == 0
    assert site(tmp_path) == site(reference)
    assert not list(tmp_path.rglob("*.part"))


def test_what_was_stored_before_a_kill_is_not_spoken_again(build, tmp_path):
    process = build(tmp_path)
    while process.poll() is None and len(list(tmp_path.glob("clips/*/*.clip"))) < 5:
        time.sleep(0.02)
    process.send_signal(signal.SIGKILL)
    process.wait()
    stored = {path: path.stat().st_mtime_ns for path in tmp_path.glob("clips/*/*.clip")}
    assert stored
    assert build(tmp_path).wait() == 0
    assert {path: path.stat().st_mtime_ns for path in stored} == stored


def test_two_builds_at_once_both_end_well(undisturbed, build, tmp_path):
    reference, _ = undisturbed
    both = [build(tmp_path), build(tmp_path)]
    assert [process.wait() for process in both] == [0, 0]
    assert site(tmp_path) == site(reference)
    assert not list(tmp_path.rglob("*.part"))
