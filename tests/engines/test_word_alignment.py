"""Forced alignment, tested on sound whose words are timed exactly."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from audio.engines import ENGINES, make_engine
from audio.engines.alignment.acoustic_model import classify_phoneme, read_model, read_sounds
from audio.engines.alignment.features import FIGURES, measure_frames
from audio.engines.alignment.pronounced_words import list_phonemes
from audio.engines.alignment.word_alignment import align_words
from audio.engines.alignment.word_lengths import share_time
from audio.engines.online.aligned_sound import align
from audio.engines.online.faults import GarbledError
from audio.engines.online.received_sound import ReceivedSound, check_ending
from audio.errors import EditionError
from audio.records import Mark, TimingSource
from audio.settings import Voice
from tests.engines.spliced_speech import speak, splice
from tests.speech import line, lines

SENTENCES = lines(
    "पूर्वी उत्तर प्रदेश के एक गाँव में मोबाइल पर मौसम की सूचना आई है।",
    "बैठक सुबह शुरू हुई, लेकिन किसी ने भी अपनी बात नहीं रखी।",
    "भारतीय अंतरिक्ष संस्था ने कहा कि अगला प्रक्षेपण जनवरी में होगा।",
    "क्या सरकार किसानों की माँगें मान लेगी?",
    "दिल्ली, मुंबई और चेन्नई के बाज़ारों में आज भाव गिरे; सोना फिर भी महँगा रहा।",
    "उन्होंने बताया: इस साल बारिश पिछले साल से बीस प्रतिशत अधिक हुई।",
)
LONG = line(
    "तेज़ हवा चलने की चेतावनी के बाद भी खेतों में काम करने वाले लोग देर शाम तक घर नहीं लौटे, "
    "और बाज़ार भी रात तक खुले रहे।"
)
MEDIAN, MOST = 0.03, 0.15
"""Seconds: what half and 95 % of the words' starts may be off by."""


def measure_errors(utterance, rate, sentence):
    """Seconds by which each word's start is off: as it is aligned, and by letters alone."""
    samples = np.frombuffer(utterance.pcm, np.int16)
    found = align_words(sentence, list_phonemes(sentence), samples, rate).marks
    words = [span.of(sentence.text) for span in sentence.words]
    letters = share_time(words, utterance.marks[0].start, utterance.marks[-1].end)
    starts = np.array([mark.start for mark in utterance.marks])
    return [
        np.abs(np.array([mark.start for mark in marks]) - starts) / rate
        for marks in (found, letters)
    ]


@pytest.mark.parametrize(
    ("name", "speed"), [("", 1.0), ("hi+f3", 1.2), ("hi+m3", 0.9), ("hi+klatt2", 1.0)]
)
def test_words_of_espeaks_variants_are_found_where_espeak_says(name, speed):
    off = []
    for sentence in SENTENCES:
        speech = speak(sentence, name, speed)
        off.append(measure_errors(speech.utterances[0], speech.rate, sentence))
    aligned, letters = (np.concatenate(errors) for errors in zip(*off, strict=True))
    assert np.median(aligned) <= MEDIAN
    assert np.quantile(aligned, 0.95) <= MOST
    assert np.median(aligned) < np.median(letters) / 3


@pytest.mark.skipif("kokoro" not in ENGINES, reason="needs the engine kokoro")
def test_words_of_kokoro_are_found_where_kokoro_says(shelf):
    try:
        speech = make_engine(Voice("kokoro", "hm_omega"), shelf).speak(SENTENCES[1:2])
    except EditionError as error:
        pytest.skip(str(error))
    off = [
        measure_errors(utterance, speech.rate, sentence)[0]
        for utterance, sentence in zip(speech.utterances, SENTENCES[1:2], strict=True)
    ]
    assert np.median(np.concatenate(off)) <= MEDIAN
    assert np.quantile(np.concatenate(off), 0.95) <= MOST


def listen(speech, samples):
    return align_words(LONG, list_phonemes(LONG), samples, speech.rate)


COUNT = len(LONG.words)
LEFT_OUT = {
    "a word": (2, 3),
    "a long word": (4, 5),
    "the last word": (COUNT - 1, COUNT),
    "a clause": (5, 11),
    "the beginning": (0, 3),
    "the end": (COUNT - 5, COUNT),
}


@pytest.mark.parametrize("name", ["", "hi+f3"])
@pytest.mark.parametrize("what", LEFT_OUT)
def test_what_was_left_out_is_found(what, name):
    first, last = LEFT_OUT[what]
    speech = speak(LONG, name)
    found = listen(speech, splice(speech, (0, first), (last, COUNT)))
    assert not found.marks
    assert not found.repeated
    # A short word beside a cut may stand for what is not there.
    assert set(found.missing) >= set(range(first + 1, last - 1)) or first + 1 == last
    assert found.missing
    assert set(found.missing) <= set(range(first - 1, last + 1))


@pytest.mark.parametrize("name", ["", "hi+f3", "hi+m3"])
def test_a_clause_said_twice_is_found(name):
    speech = speak(LONG, name)
    found = listen(speech, splice(speech, (0, 11), (5, COUNT)))
    assert not found.missing
    assert set(range(6, 10)) <= set(found.repeated) <= set(range(4, 12))


@pytest.mark.parametrize("name", ["", "hi+f3", "hi+m3", "hi+f2", "hi+klatt2"])
def test_a_sentence_said_once_has_no_fault(name):
    speech = speak(LONG, name)
    found = listen(speech, splice(speech, (0, COUNT)))
    assert (found.missing, found.repeated, len(found.marks)) == ((), (), COUNT)


def test_marks_are_in_order_and_inside_the_sound():
    speech = speak(LONG, "hi+f3")
    samples = splice(speech, (0, COUNT))
    edges = [edge for mark in listen(speech, samples).marks for edge in mark]
    assert edges == sorted(edges)
    assert edges[0] >= 0
    assert edges[-1] <= len(samples)


def test_many_threads_find_the_same_marks():
    speech = speak(LONG, "hi+f3")
    samples = splice(speech, (0, COUNT))
    with ThreadPoolExecutor(2) as pool:
        found = list(pool.map(lambda _: listen(speech, samples), range(2)))
    assert len(set(found)) == 1


def test_a_sound_of_twice_the_speed_is_aligned_when_that_is_known():
    speech = speak(LONG, "hi+f3", 2.0)
    found = align_words(LONG, list_phonemes(LONG), splice(speech, (0, COUNT)), speech.rate, 2.0)
    starts = np.array([mark.start for mark in found.marks]) - speech.rate // 5
    truth = np.array([mark.start for mark in speech.utterances[0].marks])
    assert np.median(np.abs(starts - truth)) / speech.rate <= MEDIAN


def test_words_without_phonemes_share_the_time_of_the_word_before():
    sentence = line("बात की गई")
    speech = speak(sentence)
    samples = np.frombuffer(speech.utterances[0].pcm, np.int16)
    phonemes = list_phonemes(sentence)
    whole = align_words(sentence, phonemes, samples, speech.rate).marks
    shared = align_words(
        sentence, [[], phonemes[0] + phonemes[1], phonemes[2]], samples, speech.rate
    ).marks
    assert shared[0].start == whole[0].start
    assert shared[0].end == shared[1].start
    assert shared[1].end == pytest.approx(whole[1].end, abs=speech.rate // 50)


def test_hyphenated_words_are_found_one_by_one_with_a_pause_between():
    parted, joined = line("पहले के लेन देन की बात है।"), line("पहले के लेन-देन की बात है।")
    speech = speak(parted)
    samples = np.frombuffer(speech.utterances[0].pcm, np.int16)
    at, pause = speech.utterances[0].marks[3].start, speech.rate // 5
    samples = np.insert(samples, at, np.zeros(pause, np.int16))
    found = align_words(joined, list_phonemes(joined), samples, speech.rate)
    assert found.marks[3].start == pytest.approx(at + pause, abs=0.05 * speech.rate)


def test_words_of_a_line_that_espeak_cannot_say_are_estimated():
    sound = ReceivedSound(np.ones(900, np.int16), 8_000)
    found = align(sound, line("दिल्ली में"))
    assert found.source is TimingSource.ESTIMATED
    assert found.marks == (Mark(0, 600), Mark(600, 900))


def test_the_first_word_begins_and_the_last_ends_with_the_sound():
    speech = speak(LONG)
    samples = np.frombuffer(speech.utterances[0].pcm, np.int16)
    found = align(ReceivedSound(samples, speech.rate), LONG)
    assert found.source is TimingSource.ALIGNED
    assert (found.marks[0].start, found.marks[-1].end) == (0, len(samples))


def test_a_sound_that_stops_in_a_vowel_is_cut_off():
    speech = speak(LONG)
    mark = speech.utterances[0].marks[4]
    samples = np.frombuffer(speech.utterances[0].pcm, np.int16)
    check_ending(ReceivedSound(samples, speech.rate))
    with pytest.raises(GarbledError, match="breaks off"):
        check_ending(ReceivedSound(samples[: (mark.start + mark.end) // 2], speech.rate))


def test_frames_do_not_depend_on_level_and_hardly_on_rate():
    speech = speak(SENTENCES[0])
    samples = np.frombuffer(speech.utterances[0].pcm, np.int16)
    frames = measure_frames(samples, speech.rate)
    assert frames.shape[1] == FIGURES
    assert np.abs(measure_frames(samples // 2, speech.rate) - frames).mean() < 0.05


def test_every_phoneme_has_a_sound_of_the_model():
    assert set(read_sounds().values()) <= set(read_model().sounds)
    assert classify_phoneme("a:%") == classify_phoneme("a:")
    assert classify_phoneme("€") == "@"
