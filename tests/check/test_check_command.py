"""The command: what it prints, and how it exits."""

from __future__ import annotations

import json
import random
import subprocess
import sys

import pytest

from audio.check.fault import Fault
from audio.check.report import format_fault
from audio.check.run import check
from tests.check.conftest import build
from tests.check.surgery import A, put


def command(*words: str) -> subprocess.CompletedProcess[str]:
    line = [sys.executable, "-m", "audio", "check", *words]
    return subprocess.run(line, capture_output=True, text=True, check=False)


def test_a_good_site_exits_0_and_says_what_was_seen(built):
    done = command(str(built))
    files = sum(path.is_file() for path in built.rglob("*"))
    assert (done.returncode, done.stdout) == (0, f"2 editions, {files} files, no faults\n")


def test_faults_exit_1_a_line_each(site):
    put(site / A / f"{A}.vtt", b"WEBVTT\n")
    put(site / "stray.txt", b"x")
    done = command(str(site))
    *lines, summary = done.stdout.splitlines()
    assert done.returncode == 1
    (captions,) = (line for line in lines if line.startswith(f"{A}/{A}.vtt: "))
    assert "has no captions" in captions
    assert "stray.txt: is named nowhere: no page, feed or edition.json leads to it" in lines
    assert summary.endswith(f" {len(lines)} faults")


def test_json_is_an_object_a_line(site):
    path = site / A / f"{A}.srt"
    put(path, path.read_bytes().replace("तीसरा".encode(), "चौथा".encode()))
    done = command(str(site), "--json", "--jobs", "1")
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert {(fault["path"], fault["sentence"]) for fault in found} >= {(f"{A}/{A}.srt", "p2s3")}
    assert done.returncode == 1


@pytest.mark.parametrize("kind", ["nothing", "a file", "an empty folder"])
def test_what_is_no_site_exits_2_with_one_line(kind, tmp_path):
    place = tmp_path / "place"
    if kind == "a file":
        place.write_text("x")
    if kind == "an empty folder":
        place.mkdir()
    done = command(str(place))
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.count("\n") == 1
    assert str(place) in done.stderr


def test_a_site_without_an_address_has_no_feed_and_that_is_said(tmp_path):
    content = tmp_path / "content"
    content.mkdir()
    (content / "a.md").write_text("---\ntitle: एक\n---\n\nबारिश हुई। खेत हरे हो गए।\n", "utf-8")
    done = command(str(build(content, tmp_path / "build")))
    assert done.returncode == 0
    assert done.stdout.endswith("no faults; there is no feed: show.toml names no link\n")


def test_of_a_silent_voice_only_the_length_counts(silent):
    assert command(str(silent)).returncode == 0


def test_what_a_publisher_puts_beside_a_site_is_no_fault(site):
    for name in (".nojekyll", "404.html", "CNAME", "google1a2b.html", "robots.txt"):
        put(site / name, b"example.org\n")
    assert check(site, 2, print).faults == 0


def test_no_text_can_end_a_line_or_fail_to_print():
    fault = Fault("a\udcff\nb", "क\u202e\x1b[31m\r", "p1s1")
    line = format_fault(fault, as_json=False)
    assert line.isprintable()
    assert json.loads(format_fault(fault, as_json=True))["sentence"] == "p1s1"


@pytest.mark.parametrize("seed", range(12))
def test_random_damage_never_stops_a_check(seed, site):
    chance = random.Random(seed)
    for path in sorted(path for path in site.rglob("*") if path.is_file()):
        data = bytearray(path.read_bytes())
        for _ in range(chance.randrange(1, 5)):
            at = chance.randrange(len(data))
            data[at : at + chance.randrange(9)] = chance.randbytes(chance.randrange(9))
        put(path, bytes(data))
    found: list[Fault] = []
    check(site, 2, found.append)
    assert found
