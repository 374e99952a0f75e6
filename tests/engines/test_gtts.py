"""The gtts engine against a server on this machine: a fault is one error or a completed retry."""

from __future__ import annotations

import ssl
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import numpy as np
import pytest
import trustme
from gtts import gTTS
from hypothesis import given
from hypothesis import strategies as st

from audio.engines.gtts import GttsEngine
from audio.engines.gtts.answer import examine, extract_mp3
from audio.engines.gtts.service import FACTOR, PATIENCE, GttsService
from audio.engines.gtts.tempo import stretch
from audio.engines.online.faults import GarbledError
from audio.engines.online.received_sound import PADDING, ReceivedSound, resample
from audio.errors import SettingsError, SpeechError, VoiceError
from audio.records import Line, TimingSource
from audio.settings import Voice
from audio.work.folder_store import FolderStore
from tests.engines import google_server, spliced_speech
from tests.engines.faulty_server import HASTY, first, hang
from tests.engines.google_server import GoogleServer, status
from tests.speech import line, lines

ONE = lines("दोनों नेताओं ने बात की।")
LONG = lines(
    "पूर्वी उत्तर प्रदेश के एक गाँव में मोबाइल पर मौसम की सूचना आई है कि तेज़ हवा चलेगी, "
    "लेकिन खेतों में काम करने वाले लोग देर शाम तक घर नहीं लौटे और बाज़ार भी खुले रहे।",
    "बैठक शुरू हुई।",
)


@pytest.fixture
def server(monkeypatch):
    with GoogleServer().running() as running:
        monkeypatch.setenv("AUDIO_EDITION_GTTS_URL", running.url)
        yield running


@pytest.fixture
def speak(shelf):
    def speak(paragraph=ONE, patience=HASTY, **voice):
        return GttsEngine(Voice("gtts", **voice), shelf, patience).speak(paragraph)

    return speak


PASSING = {
    "429 without Retry-After": status(429),
    "429 with Retry-After": status(429, Retry_After="0"),
    "429 with a date that has passed": status(429, Retry_After="Wed, 21 Oct 2015 07:28:00 GMT"),
    "429 with nonsense": status(429, Retry_After="soon"),
    "a riddle for people": status(302, Location="https://www.google.com/sorry/index"),
    "500": status(500),
    "503": status(503),
    "dropped in the body": google_server.drop,
    "HTML": google_server.html,
    "no audio": google_server.no_audio,
    "empty audio": google_server.empty_audio,
    "invalid base64": google_server.bad_base64,
    "not MP3": google_server.noise,
    "MP3 cut in a frame": google_server.cut_mp3,
    "MP3 of the first words": google_server.short_mp3,
    "silence": google_server.silent_mp3,
}


@pytest.fixture(params=PASSING)
def fault(request):
    return PASSING[request.param]


def test_a_fault_that_passes_leaves_no_trace(server, speak, fault, tmp_path):
    server.script = first(2, fault)
    speech = speak()
    server.script = first(0, fault)
    elsewhere = FolderStore(tmp_path / "elsewhere").get_shelf("received")
    assert GttsEngine(Voice("gtts"), elsewhere, HASTY).speak(ONE) == speech
    assert len(server.asked) == 4


def test_a_fault_that_stays_is_one_clear_error_and_nothing_is_kept(server, speak, fault, tmp_path):
    server.script = first(99, fault)
    with pytest.raises(SpeechError, match=r"^gtts: localhost.* \(6 tries\).*--voice espeak") as met:
        speak()
    assert "\n" not in str(met.value)
    assert len(server.asked) == HASTY.attempts
    assert not list(tmp_path.rglob("*.received"))


def test_a_server_that_hangs_is_asked_again(server, speak):
    google_server.mp3_of(ONE[0].text)
    server.script = first(1, hang)
    speak(patience=replace(HASTY, read=0.3))
    assert len(server.asked) == 2


def test_an_answer_that_only_drips_is_asked_for_again(server, speak):
    google_server.mp3_of(ONE[0].text)
    server.script = first(1, google_server.drip)
    speak(patience=replace(HASTY, answer=0.3))
    assert len(server.asked) == 2


def test_a_slow_server_is_waited_for(server, speak):
    server.script = first(9, google_server.slow)
    speak()
    assert len(server.asked) == 1


@pytest.mark.parametrize("code", [400, 403, 404, 301])
def test_a_refusal_is_not_asked_again(server, speak, code):
    server.script = first(99, status(code))
    with pytest.raises(SpeechError, match=f"answers {code}"):
        speak()
    assert len(server.asked) == 1


def test_retry_after_in_seconds_is_kept_to(server, speak):
    server.script = first(1, status(429, Retry_After="1"))
    speak()
    assert server.times[1] - server.times[0] >= 1


def test_who_wants_quiet_for_long_is_not_waited_for(server, speak):
    later = format_datetime(datetime.now(UTC) + timedelta(hours=1), usegmt=True)
    server.script = first(99, status(429, Retry_After=later))
    with pytest.raises(SpeechError, match=r"wants 3\d\d\d s of quiet"):
        speak()
    assert len(server.asked) == 1


def test_a_silence_longer_than_all_patience_is_not_waited_for(server, speak):
    server.script = first(99, status(429, Retry_After="1"))
    with pytest.raises(SpeechError, match=r"^gtts: localhost:\d+ is asked too often \(429\); what"):
        speak(patience=replace(HASTY, in_all=0.5))
    assert len(server.asked) == 1


def test_an_outage_costs_its_waiting_time_once(server, speak):
    server.script = first(99, status(500))
    for tries in (6, 7, 8):
        with pytest.raises(SpeechError):
            speak()
        assert len(server.asked) == tries


def test_after_an_outage_a_success_brings_the_usual_patience_back(server, speak):
    server.script = first(6, status(500))
    with pytest.raises(SpeechError):
        speak()
    speak()
    server.script = lambda number, _: status(500) if number < 10 else None
    speak(lines("आज बारिश हुई।"))
    assert len(server.asked) == 11


def test_one_piece_that_is_always_garbled_does_not_stop_the_others(server, speak):
    server.script = lambda _, text: google_server.cut_mp3 if "हवा" in text else None
    with pytest.raises(SpeechError, match=r"cut off.*\(6 tries\): .*हवा"):
        speak(LONG)
    server.script = first(0, None)
    speak(LONG)
    assert all(server.asked.count(text) == 1 for text in server.asked if "हवा" not in text)


def test_what_was_received_is_not_asked_for_again(server, speak):
    assert speak(LONG) == speak(LONG)
    assert len(server.asked) == len(set(server.asked)) > 2


def test_the_same_words_are_asked_for_once(server, shelf):
    google_server.mp3_of("बैठक शुरू हुई।")
    server.script = first(99, google_server.slow)
    twice = lines("बैठक शुरू हुई।", "बैठक शुरू हुई।")
    with ThreadPoolExecutor(4) as pool:
        engines = [GttsEngine(Voice("gtts"), shelf, HASTY) for _ in range(4)]
        list(pool.map(lambda engine: engine.speak(twice), engines))
    assert server.asked == ["बैठक शुरू हुई।"]


def test_requests_go_several_at_a_time_over_connections_that_are_kept(server, speak):
    server.script = first(99, google_server.slow)
    speak(lines(*(f"{number} बजे बैठक शुरू हुई।" for number in ["एक", "दो", "तीन", "चार"] * 3)))
    speak(lines(*(f"{number} लोग आए।" for number in ["एक", "दो", "तीन", "चार", "पाँच", "छह"])))
    assert len(server.asked) == 10
    assert 2 <= server.at_once <= HASTY.at_once
    assert server.connections <= HASTY.at_once


# --- who is talked to --------------------------------------------------------------------


def test_a_server_that_is_not_there_is_told_of_at_once(server, speak):
    server.stop()
    with pytest.raises(SpeechError, match=r"cannot be reached: no connection .*--voice espeak"):
        speak(patience=PATIENCE)


def test_a_name_that_cannot_be_resolved_is_told_of_at_once(monkeypatch, speak):
    monkeypatch.setenv("AUDIO_EDITION_GTTS_URL", "https://translate.invalid")
    with pytest.raises(SpeechError, match=r"cannot be reached: its name .*--voice espeak"):
        speak(patience=PATIENCE)


@pytest.fixture
def tls_server(monkeypatch, tmp_path):
    authority = trustme.CA()
    authority.cert_pem.write_to_path(str(tmp_path / "authority.pem"))
    certificate = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("localhost").configure_cert(certificate)
    with GoogleServer(certificate=certificate).running() as running:
        monkeypatch.setenv("AUDIO_EDITION_GTTS_URL", running.url)
        yield running


def test_a_certificate_that_no_one_vouches_for_is_refused(tls_server, speak):
    with pytest.raises(SpeechError, match="its certificate cannot be verified"):
        speak()
    assert tls_server.asked == []


def test_a_certificate_that_is_vouched_for_is_accepted(tls_server, speak, monkeypatch, tmp_path):
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(tmp_path / "authority.pem"))
    speak()
    assert tls_server.asked == [ONE[0].text]


@pytest.mark.parametrize("domain", ["com", "co.in"])
def test_the_request_is_the_one_gtts_sends(domain):
    (theirs,) = gTTS("नमस्ते दुनिया।", tld=domain, lang="hi")._prepare_requests()
    ours = GttsService(domain, "", HASTY).prepare("नमस्ते दुनिया।")
    assert (ours.url, ours.body) == (theirs.url, theirs.body)


def test_an_unknown_domain_is_an_error_that_names_the_known_ones(shelf):
    with pytest.raises(VoiceError, match=r"no domain 'co\.xx'; there are com, .*co\.in"):
        GttsEngine(Voice("gtts", "co.xx"), shelf)


def test_an_address_that_is_none_is_an_error(monkeypatch, shelf):
    monkeypatch.setenv("AUDIO_EDITION_GTTS_URL", "localhost")
    with pytest.raises(SettingsError, match="AUDIO_EDITION_GTTS_URL: 'localhost' is not"):
        GttsEngine(Voice("gtts"), shelf)


@pytest.mark.parametrize("factor", ["0", "-1", "nan", "much"])
def test_a_patience_that_is_none_is_an_error(monkeypatch, shelf, factor):
    monkeypatch.setenv("AUDIO_EDITION_GTTS_PATIENCE", factor)
    with pytest.raises(SettingsError, match="AUDIO_EDITION_GTTS_PATIENCE"):
        GttsEngine(Voice("gtts"), shelf)


def test_a_patience_of_two_waits_twice_as_long_but_tries_no_more_often(monkeypatch):
    monkeypatch.setenv("AUDIO_EDITION_GTTS_PATIENCE", "2")
    twice = PATIENCE.scale_by(FACTOR)
    assert (twice.read, twice.attempts) == (2 * PATIENCE.read, PATIENCE.attempts)


# --- what is heard -----------------------------------------------------------------------


@pytest.mark.usefixtures("server")
def test_words_are_said_to_be_timed_by_listening(speak):
    assert {utterance.source for utterance in speak().utterances} == {TimingSource.ALIGNED}


@pytest.mark.parametrize(
    "stretches", [[(0, 3), (4, 9)], [(0, 2), (4, 9)], [(0, 5)], [(0, 7), (2, 9)]]
)
def test_an_answer_without_some_words_or_with_some_twice_is_asked_for_again(
    server, speak, stretches
):
    paragraph = lines("खेतों में काम करने वाले लोग शाम तक लौटे।")
    speech = spliced_speech.speak(paragraph[0])
    mp3 = google_server.encode(spliced_speech.splice(speech, *stretches), speech.rate)
    server.script = first(99, lambda handler, _: handler.answer(google_server.body_of(mp3)))
    with pytest.raises(SpeechError, match=f"(leaves out|repeats) “.*tries.*{paragraph[0].text}"):
        speak(paragraph)
    server.script = first(0, None)
    speak(paragraph)
    assert len(server.asked) == HASTY.attempts + 1


def test_words_end_and_begin_exactly_where_pieces_do(server, speak):
    utterance = speak(LONG[:1]).utterances[0]
    samples = np.frombuffer(utterance.pcm, np.int16)
    gaps = [
        samples[before.end : after.start]
        for before, after in zip(utterance.marks, utterance.marks[1:], strict=False)
        if after.start > before.end
    ]
    silent = [gap for gap in gaps if not gap.any()]
    assert len(silent) == len(server.asked) - 1


@pytest.mark.usefixtures("server")
def test_nothing_but_a_margin_is_left_of_the_silence_around_a_piece(speak):
    speech = speak()
    (utterance,) = speech.utterances
    loud = np.flatnonzero(np.abs(np.frombuffer(utterance.pcm, np.int16)) > 104)
    assert loud[0] <= speech.rate / 100
    assert utterance.marks[-1].end - loud[-1] <= speech.rate / 100 + 1


@pytest.mark.usefixtures("server")
def test_an_utterance_ends_in_the_silence_that_a_resampler_needs(speak):
    speech = speak()
    tail = speech.utterances[0].pcm[2 * speech.utterances[0].marks[-1].end :]
    assert tail == bytes(2 * round(PADDING * speech.rate))


@pytest.mark.usefixtures("server")
def test_speech_has_the_rate_of_the_answers(speak):
    assert speak().rate == google_server.RATE


@pytest.mark.usefixtures("server")
def test_what_has_no_letters_cannot_be_said(speak):
    with pytest.raises(SpeechError, match="cannot say: —!"):
        speak([Line("—!", ())])


def test_a_word_longer_than_a_request_is_spoken_whole(server, speak):
    text = "कखगमनरलस" * 30
    (utterance,) = speak([line(text)]).utterances
    assert len(server.asked) == 3
    ((start, end),) = utterance.marks
    assert (start, end) == (0, len(utterance.pcm) // 2 - round(PADDING * google_server.RATE))


@pytest.mark.parametrize("speed", [0.5, 0.8, 1.5, 2.0])
def test_speed_changes_the_length_and_not_the_pitch(speed):
    rate = 24_000
    tone = (8000 * np.sin(2 * np.pi * 220 * np.arange(2 * rate) / rate)).astype(np.int16)
    changed = stretch(tone, rate, speed)
    spectrum = np.abs(np.fft.rfft(changed * np.hanning(len(changed))))
    assert abs(spectrum.argmax() * rate / len(changed) - 220) < 3
    assert len(changed) == pytest.approx(len(tone) / speed, rel=0.03)


def test_stretching_gives_the_same_bytes_every_time():
    noise = np.random.default_rng(1).integers(-9000, 9000, 24_000).astype(np.int16)
    assert len({stretch(noise, 24_000, 1.3).tobytes() for _ in range(5)}) == 1


def test_resampling_gives_the_same_bytes_every_time_and_the_length_of_the_rates():
    # Of this length, soxr alone gives other bytes at the end each time.
    noise = np.random.default_rng(1).integers(-9000, 9000, 313_876).astype(np.int16)
    made = {resample(ReceivedSound(noise, 24_000), 44_100).tobytes() for _ in range(5)}
    assert len(made) == 1
    assert len(made.pop()) == 2 * (len(noise) * 44_100 // 24_000)


# --- answers -----------------------------------------------------------------------------


def test_an_answer_in_chunks_is_understood_too():
    call = '["wrb.fr","jQ1olc","[\\"//NE\\"]",null,null,null,"generic"]'
    assert (
        extract_mp3(f')]}}\'\n\n77\n[{call}]\n25\n[["e",4,null,null,77]]\n'.encode())
        == b"\xff\xf3D"
    )


@given(st.integers(1, 400))
def test_an_mp3_cut_anywhere_inside_a_frame_is_refused(missing):
    mp3 = google_server.mp3_of("नमस्ते दुनिया।")
    if missing % 96:
        with pytest.raises(GarbledError, match="cut off"):
            examine(mp3[:-missing], line("नमस्ते दुनिया।"))


@given(st.binary(max_size=300))
def test_no_bytes_at_all_are_taken_for_speech(noise):
    with pytest.raises(GarbledError):
        examine(extract_mp3(google_server.body_of(noise)), line("नमस्ते दुनिया।"))


def test_tags_around_an_mp3_are_passed_over():
    mp3 = google_server.mp3_of("नमस्ते दुनिया।")
    tagged = b"ID3\x04\x00\x00\x00\x00\x00\x05" + bytes(5) + mp3 + b"TAG" + bytes(125)
    assert len(examine(tagged, line("नमस्ते दुनिया।")).sound.samples) > 0


def test_speech_far_too_long_for_its_text_is_refused():
    with pytest.raises(GarbledError, match="too long"):
        examine(google_server.mp3_of(LONG[0].text[:100]), line("हाँ।"))
