"""Who speaks what: other voices for headings and quotations, and a fallback for all of it."""

import json
from pathlib import Path

import pytest

from audio import engines
from audio.engines.silence import RATE, SilenceEngine
from audio.errors import SpeechError
from audio.records import Speech

TEXT = "बारिश की ख़बर\n\nयह नई ख़बर है। आज बारिश हुई।\n\nआगे क्या\n\nकल धूप होगी।\n"


class FaintingEngine(SilenceEngine):
    """Says the title, a sentence, and then no more."""

    def speak(self, lines):
        return Speech(RATE, engines.speak_each(self._speak, lines))

    def _speak(self, line):
        if "बारिश हुई" in line.text:
            raise SpeechError("the service is gone")
        return super().speak([line]).utterances[0]


@pytest.fixture(autouse=True)
def fainting(monkeypatch):
    entry = engines.EngineEntry(f"{__name__}:FaintingEngine", "", audible=False)
    monkeypatch.setitem(engines.ENGINES, "fainting", entry)
    monkeypatch.setattr(engines, "_load", lambda e: FaintingEngine if e is entry else load(e))


load = engines._load


@pytest.fixture
def show(tmp_path):
    folder = tmp_path / "content"
    folder.mkdir()
    (folder / "a.txt").write_text(TEXT, encoding="utf-8")

    def configured(toml: str) -> None:
        (folder / "show.toml").write_text(f'opening = ""\n{toml}', encoding="utf-8")

    return configured


def edition():
    return json.loads(Path("build/site/barish-ki-khabar/edition.json").read_text())


def test_a_fallback_narrates_the_whole_edition_and_says_so(run, show):
    show('voice = "fainting"\nfallback = "silence"\n')
    done = run("build")
    assert done.code == 0
    told = "content/a.txt: fainting could not finish (p2s2: the service is gone); now narrating "
    assert f"audio-edition: warning: {told}all of it by silence\n" in done.err
    assert (edition()["voice"], edition()["instead_of"]) == ("silence", "fainting")
    assert len(edition()["sentences"]) == 6


def test_what_a_fallback_narrated_is_tried_again_by_the_next_build(run, show):
    show('voice = "fainting"\nfallback = "silence"\n')
    run("build")
    assert "could not finish" in run("build").err


def test_without_a_fallback_the_article_fails_by_name(run, show, tmp_path):
    show('voice = "fainting"\n')
    done = run("build", "--quiet")
    assert (done.code, done.err.count("\n")) == (1, 1)
    assert done.err == "audio-edition: content/a.txt: p2s2: the service is gone\n"
    assert not (tmp_path / "build/site/barish-ki-khabar").exists()


def test_a_fallback_that_is_no_voice_is_refused_at_once(run, show):
    show('fallback = "nosuch"\n')
    assert run("build").code == 2


def test_headings_and_titles_may_have_a_voice_of_their_own(run, show):
    show('voice = "silence"\n[voices]\nheading = "espeak:f3"\n')
    assert run("build").code == 0
    assert edition()["voices"] == {"heading": "espeak:f3"}
    times = {s["written"]: s["end"] - s["start"] for s in edition()["sentences"]}
    show('voice = "espeak:f3"\n')
    run("build")
    alone = {s["written"]: s["end"] - s["start"] for s in edition()["sentences"]}
    assert times["आगे क्या"] == pytest.approx(alone["आगे क्या"], abs=1e-5)
    assert times["कल धूप होगी।"] != pytest.approx(alone["कल धूप होगी।"], abs=1e-5)


def test_a_voice_on_the_command_line_speaks_all_of_it(run, show):
    show('voice = "espeak"\n[voices]\nheading = "espeak:f3"\n')
    assert run("build", "--voice", "silence").code == 0
    assert "voices" not in edition()


def test_a_kind_of_paragraph_that_there_is_not_is_refused(run, show):
    show('[voices]\nheadline = "espeak"\n')
    done = run("build")
    assert (done.code, "headline" in done.err) == (2, True)


def test_a_passage_is_spoken_in_the_voice_that_the_text_names(run, show):
    show('voice = "silence"\n')
    text = "ख़बर\n\nपहली बात है। [voice fainting]दूसरी बात है।[/voice] [pause 2s] तीसरी बात है।\n"
    Path("content/a.txt").write_text(text, encoding="utf-8")
    assert run("build").code == 0
    data = json.loads(next(Path("build/site").glob("*/edition.json")).read_text())
    one, other, last = data["sentences"][2:]
    assert [one.get("voice"), other.get("voice"), last.get("voice")] == [None, "fainting", None]
    assert last["start"] - other["end"] == pytest.approx(2, abs=0.1)
    assert run("check").code == 0


def test_a_passage_in_an_unknown_voice_is_refused_by_file_and_line(run, show):
    show('voice = "silence"\n')
    text = "ख़बर\n\nपहली बात है।\n\n[voice nosuch:x]\nदूसरी बात है।\n[/voice]\n"
    Path("content/a.txt").write_text(text, encoding="utf-8")
    done = run("build", "--quiet")
    assert (done.code, done.err.count("\n")) == (1, 1)
    assert done.err.startswith("audio-edition: content/a.txt:5: no engine is called 'nosuch'")


def test_a_fallback_narrates_passages_too(run, show):
    show('voice = "silence"\nfallback = "silence"\n')
    text = "ख़बर\n\nपहली बात है। [voice fainting]आज बारिश हुई।[/voice]\n"
    Path("content/a.txt").write_text(text, encoding="utf-8")
    assert run("build").code == 0
    data = json.loads(next(Path("build/site").glob("*/edition.json")).read_text())
    assert data["instead_of"]
    assert not any("voice" in sentence for sentence in data["sentences"])
