"""Whole editions in one of Edge's voices, by the command, from a service that fails."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import time
from pathlib import Path
from typing import NamedTuple

import pytest

from audio import cli
from audio.engines.edge import service
from audio.engines.online import service as online_service
from audio.engines.online.patience import Patience
from tests.engines.edge_server import EdgeServer, Fault

HASTY = Patience(attempts=5, backoff=0.001, longest_backoff=0.01, cool_down=0.001)
FAULTS = [
    fault
    for fault in Fault
    if fault not in (Fault.FORBIDDEN, Fault.WEB_PAGE, Fault.NO_BOUNDARIES, Fault.MUTE)
]
TEXT = """बारिश की ख़बर

मंगलवार को दिल्ली में 25 मिमी बारिश हुई। लोगों ने राहत की साँस ली, लेकिन निचले इलाक़ों में पानी भर गया।

आगे क्या होगा

मौसम विभाग ने अगले 2-3 दिन और बारिश बताई है। स्कूल बुधवार को बंद रहेंगे। नगर निगम पंप लगा रहा है।

नदी का हाल

यमुना ख़तरे के निशान से 0.5 मीटर नीचे बह रही है। बचाव दल की चार टीमें तैनात हैं।
"""
IDS = "o1s1 p1s1 p2s1 p2s2 p3s1 p4s1 p4s2 p4s3 p5s1 p6s1 p6s2"
NAMES = ("x.mp3", "x.json")


class Done(NamedTuple):
    code: int
    said: str
    files: dict[str, bytes]


def arguments(folder: Path) -> list[str]:
    article = folder / "article.txt"
    article.write_text(TEXT, encoding="utf-8")
    outputs = [part for name in NAMES for part in ("-o", str(folder / name))]
    voice = ["--voice", "edge:hi-IN-MadhurNeural"]
    cache = ["--cache", str(folder / "cache")]
    return ["narrate", str(article), *outputs, *voice, *cache, "--jobs", "2", "--quiet"]


@pytest.fixture
def narrate(monkeypatch, capfd):
    def command(server: EdgeServer, folder: Path) -> Done:
        folder.mkdir(exist_ok=True)
        monkeypatch.setenv(service.URL, server.url)
        monkeypatch.setattr(service, "PATIENCE", HASTY)
        monkeypatch.setattr(online_service, "_SERVICES", {})
        monkeypatch.setattr(sys, "argv", ["audio-edition", *arguments(folder)])
        with pytest.raises(SystemExit) as leave:
            cli.main()
        files = {name: (folder / name) for name in NAMES}
        made = {name: path.read_bytes() for name, path in files.items() if path.exists()}
        return Done(leave.value.code, capfd.readouterr().err, made)

    return command


@pytest.fixture
def server():
    with EdgeServer().running() as running:
        yield running


def test_an_edition_has_every_sentence_in_order_levelled_and_heard(server, narrate, tmp_path):
    done = narrate(server, tmp_path)
    assert done.code == 0, done.said
    edition = json.loads(done.files["x.json"])
    sentences = edition["sentences"]
    assert [sentence["id"] for sentence in sentences] == IDS.split()
    assert sorted(r.text for r in server.requests) == sorted(s["spoken"] for s in sentences)
    starts = [sentence["start"] for sentence in sentences]
    assert starts == sorted(set(starts))
    assert all(sentence["words"] for sentence in sentences)
    assert edition["loudness"]["integrated"] == pytest.approx(-16, abs=0.3)
    assert edition["voice"] == "edge:hi-IN-MadhurNeural"


def test_one_request_in_five_failing_gives_the_same_bytes(server, narrate, tmp_path):
    usual = narrate(server, tmp_path / "usual")
    dice = random.Random(3)
    with EdgeServer(
        lambda _: dice.choice(FAULTS) if dice.random() < 0.2 else None
    ).running() as ill:
        failing = narrate(ill, tmp_path / "failing")
        assert ill.handshakes > server.handshakes
    assert failing.code == 0, failing.said
    assert failing.files == usual.files


def test_a_service_gone_half_way_fails_and_a_rerun_asks_for_what_is_missing(
    server, narrate, tmp_path
):
    server.fault = lambda number: Fault.UNAVAILABLE if number >= 5 else None
    gone = narrate(server, tmp_path)
    assert (gone.code, gone.files) == (1, {})
    assert gone.said.count("\n") == 1
    assert "--voice espeak" in gone.said
    had = [request.text for request in server.requests]
    with EdgeServer().running() as back:
        assert narrate(back, tmp_path).code == 0
        asked = [request.text for request in back.requests]
    assert len(had) == 5
    assert len(asked) == len(IDS.split()) - 5
    assert not set(asked) & set(had)


def test_a_process_killed_between_two_answers_has_kept_the_first_ones(server, narrate, tmp_path):
    server.fault = lambda number: Fault.MUTE if number >= 4 else None
    process = subprocess.Popen(
        [sys.executable, "-m", "audio", *arguments(tmp_path)],
        env=os.environ | {service.URL: server.url},
    )
    while len(server.requests) < 6 and process.poll() is None:
        time.sleep(0.01)
    process.kill()
    process.wait()
    with EdgeServer().running() as back:
        assert narrate(back, tmp_path).code == 0
        assert len(back.requests) == len(IDS.split()) - 4
