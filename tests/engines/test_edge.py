"""Edge's engine against a loopback server that speaks the service's own protocol."""

from __future__ import annotations

import random
import socket
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import replace

import numpy as np
import pytest
from edge_tts.drm import DRM

from audio import engines
from audio.engines import edge
from audio.engines.edge import service
from audio.engines.online import look_up
from audio.engines.online.pace import Pace
from audio.engines.online.patience import Patience
from audio.errors import SpeechError, VoiceError
from audio.records import TimingSource
from audio.settings import Voice
from audio.work.folder_store import FolderStore
from tests.engines.edge_server import EdgeServer, Fault
from tests.speech import line, lines

HASTY = Patience(
    attempts=4, backoff=0.001, longest_backoff=0.01, cool_down=0.001, read=10, connect=1
)
USUAL = service.PATIENCE
SENTENCES = ("दोनों नेताओं ने, क़रीब दो घंटे, बात की।", "बैठक सुबह साढ़े सात बजे शुरू हुई!")
PARAGRAPH = lines(*SENTENCES)
STAYING = (Fault.FORBIDDEN, Fault.WEB_PAGE)
PASSING = [fault for fault in Fault if fault not in (*STAYING, Fault.NO_BOUNDARIES, Fault.MUTE)]


@pytest.fixture(autouse=True)
def hasty(monkeypatch):
    monkeypatch.setattr(service, "PATIENCE", HASTY)
    monkeypatch.setattr(DRM, "clock_skew_seconds", 0.0)


@pytest.fixture
def serve(monkeypatch):
    """A service whose n-th request meets ``fault(n)``."""
    contexts = []

    def start(fault=lambda _: None):
        context = EdgeServer(fault).running()
        server = context.__enter__()
        contexts.append(context)
        monkeypatch.setenv(service.URL, server.url)
        return server

    yield start
    for context in contexts:
        context.__exit__(None, None, None)


@pytest.fixture
def speak(make):
    def speak(*texts, **voice):
        return make(Voice("edge", **voice)).speak(lines(*texts))

    return speak


@pytest.fixture
def impatient(monkeypatch):
    """For a service that never answers."""
    monkeypatch.setattr(service, "PATIENCE", replace(HASTY, read=0.2))


def first(fault):
    """Only the first request meets ``fault``."""
    return lambda number: fault if number == 0 else None


# --- what it says ------------------------------------------------------------------------


def test_each_line_is_one_request_in_the_chosen_voice(serve, speak):
    server = serve()
    speak(*SENTENCES, name="hi-IN-MadhurNeural")
    assert [request.text for request in server.requests] == list(SENTENCES)
    assert {request.voice for request in server.requests} == {"hi-IN-MadhurNeural"}


@pytest.mark.parametrize(
    ("speed", "pitch", "asked"),
    [
        (1.0, 50, ("+0%", "+0Hz")),
        (1.2, 60, ("+20%", "+10Hz")),
        (0.5, 0, ("-50%", "-50Hz")),
        (2.0, 99, ("+100%", "+49Hz")),
        (1.15, 49, ("+15%", "-1Hz")),
    ],
)
def test_speed_is_a_rate_in_percent_and_a_step_of_pitch_is_a_hertz(
    serve, speak, speed, pitch, asked
):
    server = serve()
    speak("नमस्ते दुनिया।", speed=speed, pitch=pitch)
    assert server.requests[0][1:3] == asked


def test_words_are_marked_where_they_are_heard(serve, speak):
    """The server's words are espeak's: their onsets are found in its sound, to a few ms."""
    serve()
    text = "राम, श्याम, मोहन, सोहन आए।"
    (utterance,) = speak(text).utterances
    loud = np.abs(np.frombuffer(utterance.pcm, np.int16).astype(int)) > 300
    for mark in utterance.marks[1:4]:
        before = loud[mark.start - 1200 : mark.start - 240]
        after = loud[mark.start : mark.start + 1200]
        assert not before.any()
        assert after.any()
    assert utterance.source is TimingSource.EXACT


def test_the_services_silence_is_trimmed(serve, speak):
    serve()
    text = "नमस्ते दुनिया।"
    (utterance,) = speak(text).utterances
    samples = np.abs(np.frombuffer(utterance.pcm, np.int16).astype(int))
    assert samples[:480].max() > 100
    assert samples[-480:].max() > 100
    assert utterance.marks[-1].end <= len(samples)


def test_without_boundaries_the_marks_are_estimated(serve, speak):
    serve(lambda _: Fault.NO_BOUNDARIES)
    (utterance,) = speak("नमस्ते मेरी दुनिया।").utterances
    assert len(utterance.marks) == 3
    assert utterance.source is TimingSource.ESTIMATED


def test_a_line_too_long_for_a_request_is_cut_after_clauses(serve, speak):
    server = serve()
    text = "दोनों नेताओं ने क़रीब दो घंटे बात की, " * 60 + "और गए।"
    (utterance,) = speak(text).utterances
    asked = [request.text for request in server.requests]
    assert len(asked) == 2
    assert asked[0].endswith(",")
    assert " ".join(asked) == text
    starts = [mark.start for mark in utterance.marks]
    assert starts == sorted(set(starts))
    assert len(starts) == len(line(text).words)


def test_a_line_without_clauses_is_cut_between_words():
    text = "समाचार & " * 800
    pieces = [part.text for part in edge.split_line(line(text))]
    assert " ".join(pieces) == text.strip()
    assert all(len(piece.replace("&", "&amp;").encode()) <= edge.LONGEST for piece in pieces)


def test_a_word_that_no_request_can_carry_is_an_error_that_names_it(speak):
    with pytest.raises(SpeechError, match="no word of more than 4096 bytes: ककक"):
        speak("क" * 2000)


def test_what_was_received_is_not_asked_for_again(serve, speak):
    server = serve()
    once = speak(*SENTENCES)
    assert speak(*SENTENCES) == once
    assert len(server.requests) == 2


def test_the_same_words_are_never_asked_for_twice_at_once(serve, make):
    server = serve()
    with ThreadPoolExecutor(4) as pool:
        spoken = list(pool.map(lambda _: make(Voice("edge")).speak(lines(SENTENCES[0])), range(4)))
    assert len(server.requests) == 1
    assert all(one == spoken[0] for one in spoken)


def test_a_damaged_answer_is_asked_for_again(serve, speak, tmp_path):
    server = serve()
    once = speak(SENTENCES[0])
    (kept,) = tmp_path.rglob("*.received")
    kept.write_bytes(kept.read_bytes()[:-100])
    assert speak(SENTENCES[0]) == once
    assert len(server.requests) == 2


# --- voices ------------------------------------------------------------------------------


def test_voices_are_listed_without_a_network_and_without_loading_the_client(monkeypatch):
    monkeypatch.setenv(service.URL, "http://127.0.0.1:9")
    monkeypatch.setitem(sys.modules, "edge_tts", None)
    monkeypatch.setattr(edge, "find_spec", lambda _: True)
    names = [info.voice for info in edge.EdgeEngine.list_voices()]
    assert names == ["edge:hi-IN-SwaraNeural", "edge:hi-IN-MadhurNeural"]


def test_what_the_service_lists_can_be_asked(serve):
    serve()
    assert "en-IN-NeerjaNeural" in service.find_service().list_names()


def test_a_name_the_service_could_have_is_tried(serve, speak):
    server = serve()
    speak("नमस्ते।", name="en-IN-NeerjaNeural")
    assert server.requests[0].voice == "en-IN-NeerjaNeural"


def test_a_voice_the_service_does_not_have_is_an_error_that_names_what_it_has(serve, speak):
    serve()
    with pytest.raises(SpeechError, match=r"no such voice; there are hi-IN-MadhurNeural, hi-IN-S"):
        speak("नमस्ते।", name="hi-IN-NobodyNeural")


def test_a_name_no_voice_could_have_is_an_error_that_names_the_known_ones(make):
    with pytest.raises(VoiceError, match="hi-IN-SwaraNeural, hi-IN-MadhurNeural"):
        make(Voice("edge", "swara"))


def test_without_edge_tts_the_error_says_what_to_type(make, monkeypatch):
    monkeypatch.setattr(edge, "find_spec", lambda _: None)
    with pytest.raises(VoiceError, match=r"pip install 'audio-edition\[edge\]'"):
        make(Voice("edge"))
    assert engines.list_voices()


# --- faults ------------------------------------------------------------------------------


@pytest.mark.parametrize("fault", PASSING)
def test_a_fault_that_passes_leaves_no_trace(serve, make, fault, tmp_path):
    serve()
    usual = engines.make_engine(
        Voice("edge"), FolderStore(tmp_path / "usual").get_shelf("received")
    )
    expected = usual.speak(PARAGRAPH)
    server = serve(first(fault))
    assert make(Voice("edge")).speak(PARAGRAPH) == expected
    assert server.handshakes == 3


@pytest.mark.parametrize("fault", [fault for fault in PASSING if fault is not Fault.NO_AUDIO])
def test_a_fault_that_stays_is_one_line_after_a_few_attempts(serve, speak, fault, tmp_path):
    server = serve(lambda _: fault)
    with pytest.raises(SpeechError, match="edge failed 4 times") as caught:
        speak(SENTENCES[0])
    assert server.handshakes == HASTY.attempts
    assert "\n" not in str(caught.value)
    assert not list(tmp_path.rglob("*.received"))


@pytest.mark.usefixtures("impatient")
def test_a_service_that_does_not_answer_is_asked_again(serve, speak):
    server = serve(first(Fault.MUTE))
    assert speak("नमस्ते दुनिया।").utterances
    assert server.handshakes == 2


@pytest.mark.usefixtures("impatient")
def test_a_service_that_never_answers_is_one_line(serve, speak):
    serve(lambda _: Fault.MUTE)
    with pytest.raises(SpeechError, match="no answer in time"):
        speak("नमस्ते दुनिया।")


def test_no_sound_however_often_asked_is_one_line(serve, speak):
    server = serve(lambda _: Fault.NO_AUDIO)
    with pytest.raises(SpeechError, match="sends no sound in the voice hi-IN-SwaraNeural"):
        speak("नमस्ते दुनिया।")
    assert server.handshakes == HASTY.attempts


@pytest.mark.parametrize("fault", STAYING)
def test_a_refusal_is_not_asked_again(serve, speak, fault):
    server = serve(lambda _: fault)
    with pytest.raises(SpeechError, match="edge refuses to speak"):
        speak("नमस्ते दुनिया।")
    assert server.handshakes <= 2  # edge-tts itself sets its clock by a 403 and tries again


@pytest.mark.parametrize("ahead", [-7200, 7200])
def test_a_wrong_clock_is_set_by_the_services(serve, speak, ahead):
    server = serve()
    server.clock_ahead = ahead
    speak(*SENTENCES)
    assert server.handshakes == 3
    assert abs(DRM.clock_skew_seconds - ahead) < 5


def test_all_threads_wait_as_long_as_the_service_asks(serve, make):
    server = serve(first(Fault.TOO_MANY_WAIT))
    server.retry_after = "1"
    with ThreadPoolExecutor(2) as pool:
        refused = pool.submit(make(Voice("edge")).speak, PARAGRAPH[:1])
        while not service.find_service().pace.count_seconds():
            time.sleep(0.001)
        other = pool.submit(make(Voice("edge")).speak, PARAGRAPH[1:])
        assert refused.result().utterances
        assert other.result().utterances
    refusal, *later = server.times
    assert all(moment - refusal >= 1 for moment in later)


def test_connections_at_once_are_few_however_many_threads(serve, make):
    server = serve()
    texts = [
        f"यह वाक्य {word} है।"
        for word in ["एक", "दो", "तीन", "चार", "पाँच", "छह", "सात", "आठ", "नौ", "दस"]
    ]
    with ThreadPoolExecutor(10) as pool:
        list(pool.map(lambda text: make(Voice("edge")).speak(lines(text)), texts))
    assert 1 < server.most_at_once <= HASTY.at_once


def test_offline_the_error_comes_within_seconds_and_names_espeak(monkeypatch, speak):
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        port = closed.getsockname()[1]
    monkeypatch.setenv(service.URL, f"http://127.0.0.1:{port}")
    monkeypatch.setattr(service, "PATIENCE", USUAL)
    waits = []
    monkeypatch.setattr(Pace, "wait", lambda _, seconds: waits.append(seconds))
    with pytest.raises(SpeechError, match="--voice espeak"):
        speak("नमस्ते दुनिया।")
    assert sum(waits) < 3


def test_a_connection_that_does_not_come_to_stand_is_not_waited_for(monkeypatch, speak):
    """A listener whose queue is full answers no further one, as a network that drops packets."""
    monkeypatch.setattr(service, "PATIENCE", replace(HASTY, connect=1))
    with socket.socket() as deaf, ExitStack() as waiting:
        deaf.bind(("127.0.0.1", 0))
        deaf.listen(0)
        for _ in range(3):
            filler = waiting.enter_context(socket.socket())
            filler.setblocking(False)
            filler.connect_ex(deaf.getsockname())
        monkeypatch.setenv(service.URL, f"http://127.0.0.1:{deaf.getsockname()[1]}")
        with pytest.raises(SpeechError, match=r"no connection in time.*--voice espeak"):
            speak("नमस्ते दुनिया।")


def test_a_name_that_is_not_found_is_one_line(monkeypatch, speak):
    monkeypatch.setenv(service.URL, "http://nowhere.invalid")
    with pytest.raises(SpeechError, match=r"cannot be reached \(nowhere\.invalid: "):
        speak("नमस्ते दुनिया।")


def test_a_resolver_that_does_not_answer_is_not_waited_for(monkeypatch, speak):
    monkeypatch.setenv(service.URL, "http://nowhere.invalid")
    monkeypatch.setattr(service, "PATIENCE", replace(HASTY, connect=0.05))
    over = threading.Event()
    monkeypatch.setattr(look_up.socket, "getaddrinfo", lambda *_: over.wait())
    with pytest.raises(SpeechError, match=r"not found within 0\.05 s.*--voice espeak"):
        speak("नमस्ते दुनिया।")
    over.set()


def test_what_could_not_be_reached_a_moment_ago_is_not_tried_for_every_sentence(monkeypatch, make):
    monkeypatch.setenv(service.URL, "http://nowhere.invalid")
    looked_up = []
    real = socket.getaddrinfo
    monkeypatch.setattr(look_up.socket, "getaddrinfo", lambda *a: looked_up.append(a) or real(*a))
    for line_ in PARAGRAPH:
        with pytest.raises(SpeechError, match="nowhere"):
            make(Voice("edge")).speak([line_])
    assert len(looked_up) <= 2


def test_an_outage_is_waited_for_once_and_not_for_every_sentence(serve, make):
    server = serve(lambda _: Fault.UNAVAILABLE)
    engine = make(Voice("edge"))
    for line_ in PARAGRAPH:
        with pytest.raises(SpeechError, match="HTTP 503"):
            engine.speak([line_])
    assert server.handshakes == HASTY.attempts + 1
    server.fault = first(None)
    assert engine.speak(PARAGRAPH).utterances
    server.fault = lambda _: Fault.UNAVAILABLE
    with pytest.raises(SpeechError, match="failed 4 times"):
        engine.speak(lines("फिर से।"))


def test_what_came_before_the_service_was_gone_is_kept(serve, make):
    server = serve(lambda number: None if number == 0 else Fault.UNAVAILABLE)
    with pytest.raises(SpeechError):
        make(Voice("edge")).speak(PARAGRAPH)
    again = serve()
    assert len(make(Voice("edge")).speak(PARAGRAPH).utterances) == 2
    assert [request.text for request in server.requests] == [SENTENCES[0]]
    assert [request.text for request in again.requests] == [SENTENCES[1]]


def test_one_request_in_five_failing_at_random_changes_nothing(serve, make, tmp_path):
    paragraph = lines(*(f"{text} {word}।" for text in ("यह", "वह") for word in _WORDS))
    serve()
    usual = engines.make_engine(
        Voice("edge"), FolderStore(tmp_path / "usual").get_shelf("received")
    )
    expected = usual.speak(paragraph)
    dice = random.Random(5)
    server = serve(lambda _: dice.choice(PASSING) if dice.random() < 0.2 else None)
    assert make(Voice("edge")).speak(paragraph) == expected
    assert server.handshakes > len(paragraph)


_WORDS = ["राम", "श्याम", "मोहन", "सोहन", "गीता", "सीता", "नदी", "पहाड़", "सड़क", "बाज़ार"]
