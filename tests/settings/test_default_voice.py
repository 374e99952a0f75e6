"""Who speaks where nothing chooses a voice."""

from __future__ import annotations

import json

import pytest

from audio.settings import Settings, default_voice
from audio.settings.show_file import load_show

TOLD = "audio-edition: no voice was chosen: "


@pytest.fixture(autouse=True)
def unset(monkeypatch):
    monkeypatch.delenv(default_voice.VARIABLE)


@pytest.fixture
def without_kokoro(monkeypatch):
    monkeypatch.setattr(default_voice, "_has_natural_voice", lambda: False)


@pytest.fixture
def with_kokoro(monkeypatch):
    monkeypatch.setattr(default_voice, "_has_natural_voice", lambda: True)


@pytest.mark.usefixtures("with_kokoro")
def test_the_natural_voice_speaks_where_it_is_installed():
    assert str(Settings().voice) == "kokoro:hf_alpha"


@pytest.mark.usefixtures("without_kokoro")
def test_the_draft_voice_speaks_where_the_natural_one_is_not_installed():
    assert str(Settings().voice) == "espeak"


@pytest.mark.usefixtures("with_kokoro")
def test_a_variable_names_another_default(monkeypatch):
    monkeypatch.setenv(default_voice.VARIABLE, "silence")
    assert str(Settings().voice) == "silence"


@pytest.mark.usefixtures("with_kokoro")
def test_a_show_without_a_voice_has_the_default_at_its_own_pace(tmp_path):
    (tmp_path / "show.toml").write_text("speed = 1.5\n")
    voice = load_show(tmp_path / "show.toml").voice
    assert (str(voice), voice.speed) == ("kokoro:hf_alpha", 1.5)


@pytest.mark.usefixtures("without_kokoro")
def test_narrate_says_who_speaks_and_edition_json_records_it(run, article):
    done = run("narrate", str(article), "-o", "a.json")
    install = "pip install 'audio-edition[kokoro]'"
    expected = f"{TOLD}espeak speaks, a draft voice; for a natural one type: {install}"
    assert [line for line in done.err.splitlines() if line.startswith(TOLD)] == [expected]
    assert json.loads(article.with_name("a.json").read_text("utf-8"))["voice"] == "espeak"


@pytest.mark.usefixtures("without_kokoro", "article", "content")
@pytest.mark.parametrize("command", [("narrate", "barish.txt", "-o", "a.json"), ("build",)])
def test_a_voice_that_was_chosen_is_not_told_of(run, command):
    assert TOLD not in run(*command, "--voice", "silence").err


@pytest.mark.usefixtures("without_kokoro")
def test_build_says_who_speaks_unless_the_show_chooses(run, content):
    assert run("build").err.count(f"{TOLD}espeak speaks") == 1
    config = content / "show.toml"
    config.write_text(f'{config.read_text()}voice = "espeak"\n')
    assert TOLD not in run("build").err
