"""What every engine must do; each engine's own tests add only what is its own."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from audio import engines
from audio.errors import VoiceError
from audio.settings import Voice
from tests.speech import lines

PARAGRAPH = lines("दोनों नेताओं ने, क़रीब दो घंटे, बात की।", "बैठक सुबह साढ़े सात बजे शुरू हुई!")
OTHER = lines("क्या यह सच है?")


def test_a_paragraph_gives_one_utterance_a_line(voice, make):
    assert len(make(voice).speak(PARAGRAPH).utterances) == len(PARAGRAPH)


def test_marks_are_in_order_one_a_word_and_inside_the_sound(voice, make):
    speech = make(voice).speak(PARAGRAPH)
    for line, utterance in zip(PARAGRAPH, speech.utterances, strict=True):
        flat = [sample for mark in utterance.marks for sample in mark]
        assert len(utterance.marks) == len(line.words)
        assert flat == sorted(flat)
        assert flat[0] >= 0
        assert flat[-1] <= len(utterance.pcm) // 2


def test_every_word_takes_time(voice, make):
    for utterance in make(voice).speak(PARAGRAPH).utterances:
        assert all(mark.end > mark.start for mark in utterance.marks)


def test_the_same_lines_give_the_same_bytes_whatever_was_said_before(voice, make):
    fresh = make(voice).speak(PARAGRAPH)
    engine = make(voice)
    engine.speak(OTHER)
    assert engine.speak(PARAGRAPH) == fresh


def test_engines_in_two_threads_do_not_disturb_each_other(voice, make):
    alone = make(voice).speak(PARAGRAPH)
    with ThreadPoolExecutor(2) as pool:
        speeches = list(pool.map(lambda _: make(voice).speak(PARAGRAPH), range(8)))
    assert all(speech == alone for speech in speeches)


def test_twice_the_speed_takes_about_half_the_time(voice, make):
    usual, fast = (make(replace(voice, speed=speed)).speak(PARAGRAPH) for speed in (1, 2))
    seconds = [sum(len(u.pcm) for u in speech.utterances) for speech in (usual, fast)]
    assert 0.4 < seconds[1] / seconds[0] < 0.7


def test_a_voice_the_engine_does_not_have_is_an_error(voice, make):
    with pytest.raises(VoiceError, match="nobody"):
        make(Voice(engine=voice.engine, name="nobody"))


def test_every_engine_lists_its_voices(voice):
    assert any(info.voice.startswith(voice.engine) for info in engines.list_voices())


def test_an_unknown_engine_is_an_error_that_names_the_known_ones(make):
    with pytest.raises(VoiceError, match=", ".join(engines.ENGINES)):
        make(Voice(engine="nosuch"))


def test_the_registry_is_sorted():
    assert list(engines.ENGINES) == sorted(engines.ENGINES)
