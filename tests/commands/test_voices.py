"""The ``voices`` command: what is listed, installed and sampled."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import regex
from mutagen.mp3 import MP3

from audio import engines
from audio.commands import voice_list
from audio.engines import VoiceInfo, kokoro
from audio.engines.piper.voice_model import Model
from tests.engines import tiny_voice

NAME = tiny_voice.NAME


# --- list --------------------------------------------------------------------------------


def test_every_engine_has_a_line(run):
    lines = run("voices").out.splitlines()
    for engine in engines.ENGINES:
        assert any(line.startswith(engine) for line in lines)


def test_an_engine_of_many_voices_is_shown_by_one_and_a_count(run):
    short, whole = run("voices").out, run("voices", "--all").out
    count = sum(info.voice.startswith("espeak:") for info in engines.list_voices())
    assert short.count("espeak:") == 1
    assert f"and {count - 1} more, which audio-edition voices --all lists" in short
    assert whole.count("espeak:") == count


def test_a_voice_that_is_not_installed_has_its_command(run):
    (line,) = (line for line in run("voices").out.splitlines() if "rohan" in line)
    assert line.split()[:4] == ["piper:hi_IN-rohan-medium", "hi", "offline", "no"]
    assert line.endswith("type: audio-edition voices --install piper:hi_IN-rohan-medium")


def test_an_engine_whose_packages_are_missing_is_listed_with_their_command(run, monkeypatch):
    monkeypatch.setattr("audio.engines.piper.voices.find_spec", lambda _: None)
    commands = [line for line in run("voices").out.splitlines() if "piper:hi_IN" in line]
    assert commands
    both = "type: pip install 'audio-edition[piper]' && audio-edition voices --install piper:"
    assert all(both in line for line in commands)


def test_an_engine_that_cannot_be_imported_is_no_error(run, monkeypatch):
    entry = engines.EngineEntry("audio.engines.nosuch:Engine", "pip install nosuch", offline=False)
    monkeypatch.setitem(engines.ENGINES, "nosuch", entry)
    (line,) = (line for line in run("voices").out.splitlines() if line.startswith("nosuch"))
    assert line.split() == ["nosuch", "hi", "online", "no", "type:", "pip", "install", "nosuch"]


def test_json_has_every_voice_and_whether_it_is_installed(run, tmp_path):
    tiny_voice.make(tmp_path / ".voices", speakers=2)
    rows = [json.loads(line) for line in run("voices", "--json").out.splitlines()]
    voices = {row["voice"]: row for row in rows}
    assert len(rows) == len(voices) == len(engines.list_voices())
    assert voices[f"piper:{NAME}"] == {
        "engine": "piper", "voice": f"piper:{NAME}", "languages": "hi", "offline": True,
        "note": f"2 speakers, piper:{NAME}#0 and on", "install": "", "installed": True,
    }  # fmt: skip
    assert voices["piper:hi_IN-rohan-medium"]["installed"] is False


# --- install -----------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["espeak:hi", "nosuch:x", "piper", "rohan"])
def test_what_cannot_be_installed_is_one_clear_line(run, name):
    done = run("voices", "--install", name)
    assert (done.code, done.out, done.err.count("\n")) == (2, "", 1)
    assert f"{name}: " in done.err


def test_an_install_without_the_network_is_one_clear_line(run, monkeypatch, tmp_path):
    monkeypatch.setattr("piper.download_voices.VOICES_JSON", "http://127.0.0.1:9/voices.json")
    done = run("voices", "--install", "piper:hi_IN-rohan-medium")
    assert (done.code, done.out) == (1, "")
    _, line = done.err.splitlines()
    assert line.startswith("audio-edition: piper:hi_IN-rohan-medium: cannot be installed: ")
    assert line.endswith(
        "Connection refused; try again when the network is there; nothing was changed"
    )
    assert not (tmp_path / ".voices").exists()


# --- sample ------------------------------------------------------------------------------


@pytest.fixture
def without_kokoro(monkeypatch):
    """Four voices less to wait for."""
    others = {name: entry for name, entry in engines.ENGINES.items() if name != "kokoro"}
    monkeypatch.setattr(engines, "ENGINES", others)


def test_the_natural_voice_is_listed_first():
    assert engines.list_voices()[0].voice == "kokoro:hf_alpha"


def test_a_sample_of_every_voice_is_named_after_it(run, monkeypatch, tmp_path):
    tiny_voice.make(tmp_path / ".voices")
    monkeypatch.setattr(kokoro, "VOICES", dict([*kokoro.VOICES.items()][-2:]))  # each takes 6 s
    done = run("voices", "--sample", "out")
    assert done.code == 0, done.err
    names = {path.name for path in Path("out").iterdir()}
    natural = {"kokoro-hm-omega.mp3", "kokoro-hm-psi.mp3"}
    assert names == {"espeak-hi.mp3", "piper-hi-in-tiny-low.mp3", *natural}
    assert all(3 < MP3(path).info.length < 15 for path in Path("out").iterdir())


@pytest.mark.usefixtures("without_kokoro")
def test_samples_go_to_a_folder_of_their_own_when_none_is_named(run):
    assert run("voices", "--sample").code == 0
    assert [path.name for path in Path("samples").iterdir()] == ["espeak-hi.mp3"]


@pytest.mark.usefixtures("without_kokoro")
def test_a_voice_that_fails_is_named_and_stops_no_other(run, tmp_path):
    tiny_voice.make(tmp_path / ".voices").write_bytes(b"")
    tiny_voice.make(tmp_path / ".voices", "hi_IN-zeta-low")
    done = run("voices", "--sample", "out")
    assert done.code == 1
    assert done.err.count("\n") == 1
    assert f"{NAME}.onnx: is damaged" in done.err
    names = {path.name for path in Path("out").iterdir()}
    assert names == {"espeak-hi.mp3", "piper-hi-in-zeta-low.mp3"}


@pytest.mark.usefixtures("without_kokoro")
def test_a_voice_of_a_service_that_is_gone_is_named_once(run, monkeypatch):
    for service in ("GTTS", "EDGE"):
        monkeypatch.setenv(f"AUDIO_EDITION_{service}_URL", "http://127.0.0.1:9")
    done = run("voices", "--sample", "out", "--online")
    lines = [line for line in done.err.splitlines() if "gtts" in line]
    assert lines
    for line in lines:
        assert regex.match(r"audio-edition: gtts(:[a-z.]+)?: o1s1: gtts: 127.0.0.1:9 ", line)


def test_only_what_is_installed_and_offline_is_sampled_unless_asked():
    infos = [
        VoiceInfo("a", "hi", offline=True),
        VoiceInfo("b", "hi", offline=False),
        VoiceInfo("c", "hi", offline=True, install="pip install c"),
        VoiceInfo("silence", "any", offline=True),
    ]
    assert [info.voice for info in voice_list.find_speakers(infos, online=False)] == ["a"]
    assert [info.voice for info in voice_list.find_speakers(infos, online=True)] == ["a", "b"]


# --- narrate -----------------------------------------------------------------------------


@pytest.fixture
def article(tmp_path):
    path = tmp_path / "barish.txt"
    path.write_text(
        "बारिश की ख़बर\n\nमंगलवार को दिल्ली में 25 मिमी बारिश हुई। लोगों ने, कुल मिलाकर, राहत की साँस ली।\n",
        encoding="utf-8",
    )
    return str(path)


def test_a_piper_voice_narrates_a_whole_edition(run, article, tmp_path):
    model = tiny_voice.make(tmp_path / "elsewhere")
    done = run("narrate", article, "--voice", f"piper:{model}", "-o", "x.mp3", "-o", "x.json")
    assert done.code == 0, done.err
    sentences = json.loads(Path("x.json").read_text(encoding="utf-8"))["sentences"]
    assert len(sentences) == 4
    words = [word for sentence in sentences for word in sentence["words"]]
    assert len(words) == sum(len(sentence["spoken"].split()) for sentence in sentences)
    times = [time for word in words for time in (word["start"], word["end"])]
    assert times == sorted(set(times))
    assert times[-1] < MP3("x.mp3").info.length


def test_another_bitrate_does_not_ask_the_model_again(run, article, tmp_path, monkeypatch):
    tiny_voice.make(tmp_path / ".voices")
    content = tmp_path / "content"
    content.mkdir()
    Path(article).rename(content / "a.txt")
    show = content / "show.toml"
    show.write_text('voice = "piper"\nbitrate = 64\n')
    assert run("build", "--quiet").code == 0
    monkeypatch.delattr(Model, "speak")
    show.write_text('voice = "piper"\nbitrate = 96\n')
    done = run("build", "--json")
    assert '"edition"' in done.out
    assert done.code == 0
