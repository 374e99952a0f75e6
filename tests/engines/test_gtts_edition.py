"""Whole editions in Google's voice, from the command, against a server that fails."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
from collections import Counter
from pathlib import Path
from threading import Lock
from typing import NamedTuple

import pytest
import regex

from tests.engines import google_server
from tests.engines.faulty_server import Fault, Script, hang
from tests.engines.google_server import GoogleServer, status

TEXT = """बारिश की ख़बर

मंगलवार को दिल्ली में 25 मिमी बारिश हुई। लोगों ने राहत की साँस ली, लेकिन निचले इलाक़ों में पानी भर गया और कई \
सड़कों पर गाड़ियाँ घंटों तक फँसी रहीं, क्योंकि नालों की सफ़ाई नहीं हुई थी।

आगे क्या होगा

मौसम विभाग ने अगले 2-3 दिन और बारिश बताई है। स्कूल बुधवार को बंद रहेंगे। नगर निगम के अधिकारियों ने कहा कि पंप \
लगाए जा रहे हैं, और लोगों से अपील की कि वे बिना ज़रूरत घर से न निकलें, जब तक पानी उतर नहीं जाता।

नदी का हाल

यमुना ख़तरे के निशान से 0.5 मीटर नीचे बह रही है। हथिनीकुंड से पानी छोड़ा गया है। किनारे बसे गाँवों को ख़ाली कराया \
जा रहा है। राहत शिविरों में खाने और दवा का इंतज़ाम है। बचाव दल की चार टीमें तैनात हैं।
"""
NAMES = ("barish.mp3", "barish.vtt", "barish.json")


@pytest.fixture
def server():
    with GoogleServer().running() as running:
        yield running


@pytest.fixture(scope="module")
def article(tmp_path_factory):
    path = tmp_path_factory.mktemp("article") / "barish.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


class Undisturbed(NamedTuple):
    """What comes out when nothing goes wrong."""

    files: dict[str, bytes]
    asked: list[str]


@pytest.fixture(scope="module")
def undisturbed(article, tmp_path_factory):
    out = tmp_path_factory.mktemp("undisturbed")
    with GoogleServer().running() as server:
        narrate(article, server, out)
        return Undisturbed(made(out), server.asked)


def start(article: Path, server: GoogleServer, out: Path, *options: str) -> subprocess.Popen[str]:
    """The command; waits are a twentieth of the usual."""
    out.mkdir(exist_ok=True)
    command = [sys.executable, "-m", "audio", "narrate", str(article), "--quiet", "--jobs", "2"]
    targets = [part for name in NAMES for part in ("-o", str(out / name))]
    places = {"AUDIO_EDITION_GTTS_URL": server.url, "AUDIO_EDITION_GTTS_PATIENCE": "0.05"}
    voice = () if "--voice" in options else ("--voice", "gtts")
    return subprocess.Popen(
        [*command, *targets, *voice, "--cache", str(out / "cache"), *options],
        env=os.environ | places,
        stderr=subprocess.PIPE,
        text=True,
    )


def narrate(article: Path, server: GoogleServer, out: Path, *options: str) -> str:
    """The command to its good end; what it said on standard error."""
    process = start(article, server, out, *options)
    _, said = process.communicate()
    assert process.returncode == 0, said
    return said


def made(out: Path) -> dict[str, bytes]:
    return {name: (out / name).read_bytes() for name in NAMES if (out / name).exists()}


def received(out: Path) -> int:
    return len(list(out.glob("cache/*/*.received")))


def test_an_edition_in_googles_voice_is_like_one_in_espeaks(undisturbed, article, server, tmp_path):
    narrate(article, server, tmp_path, "--voice", "espeak")
    ours, theirs = (
        json.loads(files["barish.json"]) for files in (undisturbed.files, made(tmp_path))
    )
    assert ours["voice"] == "gtts"
    assert [s["spoken"] for s in ours["sentences"]] == [s["spoken"] for s in theirs["sentences"]]
    assert ours["loudness"]["integrated"] == pytest.approx(
        theirs["loudness"]["integrated"], abs=0.3
    )
    assert ours["duration"] == pytest.approx(theirs["duration"], rel=0.1)
    assert all(sentence["words"] for sentence in ours["sentences"])


FAULTS = (
    status(429),
    status(429, Retry_After="0"),
    status(500),
    google_server.drop,
    google_server.bad_base64,
    google_server.empty_audio,
    google_server.no_audio,
    google_server.cut_mp3,
    google_server.short_mp3,
    google_server.html,
)


def one_in_five(seed: int) -> Script:
    """One request in five fails at random; the chance depends on nothing but text and try."""
    tries: Counter[str] = Counter()
    lock = Lock()

    def script(_number: int, text: str) -> Fault | None:
        with lock:
            tries[text] += 1
            chance = random.Random(f"{seed} {tries[text]} {text}")
        return chance.choice(FAULTS) if chance.random() < 0.2 else None

    return script


def test_one_request_in_five_failing_leaves_no_trace_in_the_edition(
    undisturbed, article, server, tmp_path
):
    server.script = one_in_five(seed=5)
    narrate(article, server, tmp_path)
    assert made(tmp_path) == undisturbed.files
    assert len(server.asked) >= len(undisturbed.asked) * 1.1


def test_after_a_kill_between_two_answers_only_what_is_missing_is_asked_for(
    undisturbed, article, server, tmp_path
):
    server.script = lambda number, _: hang if number >= 7 else None
    process = start(article, server, tmp_path)
    while received(tmp_path) < 7:
        assert process.poll() is None
    process.send_signal(signal.SIGKILL)
    process.communicate()
    had = server.asked[:7]
    server.script = lambda _number, _text: None
    server.asked.clear()
    narrate(article, server, tmp_path)
    assert sorted(had + server.asked) == sorted(undisturbed.asked)
    assert made(tmp_path) == undisturbed.files


def test_a_server_gone_half_way_fails_by_name_and_a_rerun_goes_on(
    undisturbed, article, server, tmp_path
):
    server.script = lambda number, _: server.vanish() if number >= 9 else None
    process = start(article, server, tmp_path)
    _, said = process.communicate()
    assert process.returncode == 1
    assert said.count("\n") == 1
    assert regex.search(r"barish\.txt: p\d+s\d+: gtts: localhost", said)
    assert "--voice espeak" in said
    assert made(tmp_path) == {}
    had = received(tmp_path)
    assert had >= 5
    with GoogleServer(server.server_port).running() as back:
        narrate(article, back, tmp_path)
    assert len(back.asked) == len(undisturbed.asked) - had
    assert made(tmp_path) == undisturbed.files
