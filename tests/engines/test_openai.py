"""The openai engine against a server on this machine, and what becomes of keys."""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import numpy as np
import pytest

from audio.engines.openai import OpenaiEngine, service
from audio.engines.openai.address import KEY, OPENAI_KEY, parse_name, read_key
from audio.errors import SettingsError, SpeechError, VoiceError
from audio.records import Line, TimingSource
from audio.settings import Voice
from tests.engines import faulty_server, openai_server, spliced_speech
from tests.engines.faulty_server import first, hang
from tests.engines.openai_server import OpenaiServer, status
from tests.speech import lines

HASTY = replace(faulty_server.HASTY, at_once=service.PATIENCE.at_once)
SECRET = "sk-loopback-4711"
ONE = lines("दोनों नेताओं ने बात की।")
SEVERAL = lines("दोनों नेताओं ने बात की।", "बैठक सुबह शुरू हुई।", "दोनों नेताओं ने बात की।")


@pytest.fixture(autouse=True)
def hasty(monkeypatch):
    monkeypatch.setattr(service, "PATIENCE", HASTY)
    monkeypatch.delenv(KEY, raising=False)
    monkeypatch.delenv(OPENAI_KEY, raising=False)


@pytest.fixture
def server():
    with OpenaiServer().running() as running:
        yield running


@pytest.fixture
def locked():
    """A server that wants a key."""
    with OpenaiServer(key=SECRET).running() as running:
        yield running


@pytest.fixture
def speak(shelf):
    def speak(server, paragraph=ONE, rest="", **voice):
        return OpenaiEngine(Voice("openai", server.url + rest, **voice), shelf).speak(paragraph)

    return speak


# --- what it asks for and what it says ----------------------------------------------------


def test_a_sentence_is_one_request_for_the_named_model_and_voice(server, speak):
    speak(server, ONE, "?model=kokoro#hf_alpha")
    assert server.asked == [
        {
            "model": "kokoro",
            "voice": "hf_alpha",
            "input": ONE[0].text,
            "response_format": "wav",
        }
    ]
    assert server.authorizations == [None]


def test_speed_is_asked_for_and_not_made(server, speak):
    speech = speak(server, speed=1.5)
    assert server.asked[0]["speed"] == 1.5
    pcm, rate = openai_server.say(ONE[0].text, 1.5)
    assert speech.rate == rate
    assert speech.utterances[0].pcm in pcm


def test_the_same_words_are_asked_for_once_and_kept(server, speak):
    assert speak(server, SEVERAL) == speak(server, SEVERAL)
    assert len(server.asked) == 2


def test_engines_in_several_threads_ask_for_the_same_words_once(server, speak):
    with ThreadPoolExecutor(4) as pool:
        spoken = list(pool.map(lambda _: speak(server), range(4)))
    assert len(server.asked) == 1
    assert all(speech == spoken[0] for speech in spoken)


def test_words_are_timed_by_listening_and_said_to_be_so(server, speak):
    speech = speak(server)
    (utterance,) = speech.utterances
    assert utterance.source is TimingSource.ALIGNED
    assert utterance.marks[0].start == 0
    assert utterance.marks[-1].end == len(utterance.pcm) // 2
    truth = spliced_speech.speak(ONE[0]).utterances[0].marks
    for mark, there in zip(utterance.marks, truth, strict=True):
        assert mark.start == pytest.approx(there.start, abs=0.05 * speech.rate)


SENTENCE = lines("तेज़ हवा चलने के बाद भी खेतों में काम करने वाले लोग देर शाम तक घर नहीं लौटे।")
GARBLED = {
    "a word is left out": ([(0, 2), (3, 18)], "leaves out “चलने"),
    "a clause is left out": ([(0, 6), (12, 18)], "leaves out “.*में काम"),
    "the last word is left out": ([(0, 17)], "leaves out “.*लौटे"),
    "the end is left out": ([(0, 13)], "leaves out “.*तक घर"),
    "a clause is said twice": ([(0, 11), (6, 18)], "repeats “.*में काम"),
}


@pytest.mark.parametrize("what", GARBLED)
def test_an_answer_without_some_words_is_asked_for_again_and_named(server, speak, what):
    stretches, told = GARBLED[what]
    speech = spliced_speech.speak(SENTENCE[0])
    pcm = spliced_speech.splice(speech, *stretches).tobytes()
    server.script = first(1, openai_server.answer_with(pcm, speech.rate))
    speak(server, SENTENCE)
    assert len(server.asked) == 2
    server.script = first(99, openai_server.answer_with(pcm, speech.rate))
    with pytest.raises(SpeechError, match=f"{told}.*tries.*{SENTENCE[0].text}"):
        speak(server, SENTENCE, "?model=kokoro")


def test_the_servers_silence_is_trimmed(server, speak):
    speech = speak(server)
    loud = np.flatnonzero(np.abs(np.frombuffer(speech.utterances[0].pcm, np.int16)) > 104)
    samples = len(speech.utterances[0].pcm) // 2
    assert 0 < loud[0] <= speech.rate // 100 + 1
    assert 0 < samples - loud[-1] <= speech.rate // 100 + 1


def test_mp3_is_taken_too(server, speak):
    wav, mp3 = speak(server), speak(server, ONE, "?format=mp3")
    assert [body["response_format"] for body in server.asked] == ["wav", "mp3"]
    assert len(mp3.utterances[0].pcm) == pytest.approx(len(wav.utterances[0].pcm), rel=0.05)


def test_a_wav_that_was_streamed_says_nothing_of_its_length_and_is_taken(server, speak):
    usual = speak(server, ONE)
    server.encode_wav = openai_server.as_streamed_wav
    assert speak(server, ONE, "?model=kokoro") == usual


def test_answers_of_other_rates_are_brought_to_the_highest(server, speak):
    server.script = lambda _, text: _half_rate if "बैठक" in text else None
    speech = speak(server, SEVERAL)
    assert speech.rate == 22_050
    usual = len(openai_server.say(SEVERAL[1].text, 1.0)[0]) - 4 * (22_050 // 5)
    assert len(speech.utterances[1].pcm) == pytest.approx(usual, rel=0.1)


def _half_rate(handler, sound):
    samples = np.frombuffer(sound[44:], np.int16)[::2]
    handler.answer(openai_server.as_wav(samples.tobytes(), 11_025), "audio/wav")


def test_a_line_without_a_word_is_a_pause(server, speak):
    speech = speak(server, [Line("—", ())])
    assert speech.utterances[0].marks == ()
    assert not any(speech.utterances[0].pcm)
    assert server.asked == []


# --- faults -------------------------------------------------------------------------------

PASSING = {
    "429 without Retry-After": status(429),
    "429 with Retry-After": status(429, Retry_After="0"),
    "500": status(500),
    "503": status(503),
    "dropped in the body": openai_server.drop,
    "WAV cut off": openai_server.cut_wav,
    "WAV of the first words": openai_server.first_words,
    "silence": openai_server.silent,
    "HTML": openai_server.html,
    "a playlist": openai_server.playlist,
    "not audio": openai_server.noise,
    "nothing": openai_server.empty,
}


@pytest.fixture(params=PASSING)
def fault(request):
    return PASSING[request.param]


def test_a_fault_that_passes_leaves_no_trace(server, speak, fault):
    usual = speak(server, ONE)
    server.script = first(3, fault)
    assert speak(server, ONE, "?model=kokoro") == usual
    assert len(server.asked) == 4


def test_a_fault_that_stays_is_one_clear_error_and_nothing_is_kept(server, speak, fault, tmp_path):
    server.script = first(99, fault)
    with pytest.raises(
        SpeechError, match=r"^openai: 127\.0\.0\.1.* \(6 tries\).*--voice espeak"
    ) as met:
        speak(server)
    assert "\n" not in str(met.value)
    assert len(server.asked) == HASTY.attempts
    assert not list(tmp_path.rglob("*.received"))


def test_a_server_that_hangs_is_asked_again(server, speak, monkeypatch):
    openai_server.say(ONE[0].text, 1.0)
    monkeypatch.setattr(service, "PATIENCE", replace(HASTY, read=0.3))
    server.script = first(1, hang)
    speak(server)
    assert len(server.asked) == 2


def test_retry_after_in_seconds_is_kept_to(server, speak):
    server.script = first(1, status(429, Retry_After="1"))
    speak(server)
    assert server.times[1] - server.times[0] >= 1


def test_who_wants_quiet_for_long_is_not_waited_for(server, speak):
    server.script = first(99, status(429, Retry_After="3600"))
    with pytest.raises(SpeechError, match="wants 3600 s of quiet"):
        speak(server)
    assert len(server.asked) == 1


def test_a_server_that_is_not_there_is_told_of_at_once(speak):
    with OpenaiServer().running() as gone:
        pass
    with pytest.raises(SpeechError, match=r"cannot be reached: no connection .*--voice espeak"):
        speak(gone)


@pytest.mark.parametrize(
    ("rest", "told"),
    [
        ("?model=nosuch", r"answers 404 .*The model nosuch does not exist; check the address"),
        ("#nobody", r"answers 400 .*Voice nobody not found.*; check the names of model and voice"),
    ],
)
def test_a_wrong_model_or_voice_is_told_at_once_in_the_servers_words(server, speak, rest, told):
    with pytest.raises(SpeechError, match=told) as met:
        speak(server, ONE, rest)
    assert "\n" not in str(met.value)
    assert len(server.asked) == 1


def test_an_address_without_v1_says_how_addresses_end(server, shelf):
    engine = OpenaiEngine(Voice("openai", server.url.removesuffix("/v1")), shelf)
    with pytest.raises(SpeechError, match=r"answers 404 .*mostly ends in /v1"):
        engine.speak(ONE)


def test_a_redirection_is_not_followed_and_says_where_it_leads(server, speak):
    server.script = first(99, status(307, Location="https://elsewhere.example/v1/audio/speech"))
    with pytest.raises(SpeechError, match=r"answers 307 .*https://elsewhere\.example"):
        speak(server)
    assert len(server.asked) == 1


def test_details_that_are_no_text_are_passed_over(server, speak):
    server.script = first(99, status(422, {"detail": [{"loc": ["body", "voice"]}]}))
    with pytest.raises(SpeechError, match=r"answers 422 \(Unprocessable Entity\); check the names"):
        speak(server)


# --- keys ---------------------------------------------------------------------------------


def test_a_server_that_wants_a_key_says_where_to_put_it(locked, speak):
    with pytest.raises(SpeechError, match=f"answers 401 .*; put a key into {KEY}"):
        speak(locked)
    assert len(locked.asked) == 1


def test_a_key_is_brought_and_never_kept(locked, speak, monkeypatch, tmp_path):
    monkeypatch.setenv(KEY, SECRET)
    speak(locked)
    assert locked.authorizations == [f"Bearer {SECRET}"]
    kept = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert any(path.suffix == ".received" for path in kept)
    assert not any(SECRET.encode() in path.read_bytes() for path in kept)


def test_an_answer_is_found_again_with_another_key(locked, speak, monkeypatch):
    monkeypatch.setenv(KEY, SECRET)
    speak(locked)
    monkeypatch.setenv(KEY, "sk-other")
    speak(locked)
    assert len(locked.asked) == 1


@pytest.mark.parametrize("code", [400, 401, 403, 404, 422])
def test_a_server_that_repeats_the_key_is_not_quoted_with_it(
    locked, speak, monkeypatch, caplog, code
):
    caplog.set_level(logging.DEBUG)
    monkeypatch.setenv(KEY, SECRET)
    locked.script = first(99, status(code, {"error": f"Bearer {SECRET} is not welcome"}))
    with pytest.raises(SpeechError, match=f"answers {code}") as met:
        speak(locked)
    assert SECRET not in str(met.value)
    assert SECRET not in caplog.text


def test_openais_own_key_is_for_openai_alone(monkeypatch):
    monkeypatch.setenv(OPENAI_KEY, SECRET)
    assert read_key(parse_name("https://api.openai.com/v1")) == SECRET
    for other in (
        "http://api.openai.com/v1",
        "https://api.openai.com.example/v1",
        "https://api.openai.com:8443/v1",
        "http://127.0.0.1:8880/v1",
    ):
        assert read_key(parse_name(other)) == ""


def test_our_key_is_stronger_than_openais(monkeypatch):
    monkeypatch.setenv(OPENAI_KEY, "sk-theirs")
    monkeypatch.setenv(KEY, SECRET)
    assert read_key(parse_name("https://api.openai.com/v1")) == SECRET


@pytest.mark.parametrize("host", ["tts.example", "192.168.1.7:8880", "127.0.0.1.example"])
def test_a_key_does_not_go_over_http_to_another_machine(shelf, monkeypatch, host):
    monkeypatch.setenv(KEY, SECRET)
    with pytest.raises(VoiceError, match=r"sends no key over http.*use https") as met:
        OpenaiEngine(Voice("openai", f"http://{host}/v1"), shelf)
    assert SECRET not in str(met.value)


@pytest.mark.parametrize("host", ["127.0.0.1:8880", "localhost", "[::1]:8880"])
def test_a_key_goes_over_http_to_this_machine_but_not_through_a_proxy(monkeypatch, host):
    monkeypatch.setenv(KEY, SECRET)
    address = parse_name(f"http://{host}/v1")
    assert read_key(address) == SECRET
    monkeypatch.setenv("http_proxy", "http://proxy.example:3128")
    monkeypatch.delenv("no_proxy", raising=False)
    monkeypatch.delenv("NO_PROXY", raising=False)
    with pytest.raises(VoiceError, match="sends no key over http"):
        read_key(address)


@pytest.mark.parametrize("key", ["two words", "line\nline", "कुंजी"])
def test_what_can_be_no_key_is_refused_without_being_shown(monkeypatch, key):
    monkeypatch.setenv(KEY, key)
    with pytest.raises(SettingsError, match=f"^{KEY}: is no key") as met:
        read_key(parse_name("https://tts.example/v1"))
    assert key not in str(met.value)


def test_no_output_of_the_command_has_the_key(locked, tmp_path):
    """What is printed, the edition, its records and the store, when it goes well and when not."""
    article = tmp_path / "article.txt"
    article.write_text("बारिश\n\nमंगलवार को दिल्ली में बारिश हुई।\n", encoding="utf-8")
    said = ""
    for voice, code in (("hf_alpha", 0), ("nobody", 1)):
        command = [sys.executable, "-m", "audio", "narrate", str(article)]
        command += ["--voice", f"openai:{locked.url}?model=kokoro#{voice}", "--json"]
        command += ["--cache", str(tmp_path / "cache"), "-o", str(tmp_path / "x.json")]
        command += ["-o", str(tmp_path / "x.mp3")]
        done = subprocess.run(
            command, env=os.environ | {KEY: SECRET}, capture_output=True, text=True, check=False
        )
        assert done.returncode == code, done.stderr
        said += done.stdout + done.stderr
    assert "Voice nobody not found for Bearer …" in said
    edition = json.loads((tmp_path / "x.json").read_text(encoding="utf-8"))
    assert edition["voice"] == f"openai:{locked.url}?model=kokoro#hf_alpha"
    assert SECRET not in said
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert not any(SECRET.encode() in path.read_bytes() for path in files)


# --- names --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "url", "model", "voice"),
    [
        ("http://[::1]:8880/v1/", "http://[::1]:8880/v1/audio/speech", "tts-1", "alloy"),
        ("https://tts.example/api#अ", "https://tts.example/api/audio/speech", "tts-1", "अ"),
        ("http://h/v1?model=a/b#x%23y", "http://h/v1/audio/speech", "a/b", "x#y"),
    ],
)
def test_a_name_is_an_address_with_model_and_voice(name, url, model, voice):
    assert parse_name(name)[:3] == (url, model, voice)


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("", "needs a server's address; name it as openai:http://127"),
        ("kokoro", "needs a server's address, not 'kokoro'"),
        ("ftp://h/v1", "needs a server's address"),
        ("http:///v1", "needs a server's address"),
        ("http://h:port/v1", "no address"),
        ("http://h/v1?voice=x", "no option 'voice'; there are model and format"),
        ("http://h/v1?format=pcm", "no format 'pcm'; there are wav, mp3"),
    ],
)
def test_what_is_no_name_is_an_error_that_says_how_to_name_one(name, told):
    with pytest.raises(VoiceError, match=told):
        parse_name(name)


def test_a_password_in_an_address_is_refused_without_being_shown():
    with pytest.raises(VoiceError, match="no password in an address") as met:
        parse_name(f"https://user:{SECRET}@tts.example/v1")
    assert SECRET not in str(met.value)
