import numpy as np
import pytest

from audio.records import Mark, Speech, Utterance
from audio.sound.mastering import master

RATE = 44_100


def burst(lead, sound, tail, rate=RATE):
    parts = [
        np.zeros(round(lead * rate)),
        np.full(round(sound * rate), 0.3),
        np.zeros(round(tail * rate)),
    ]
    wave = np.concatenate(parts) * np.sin(2 * np.pi * 300 * np.arange(sum(map(len, parts))) / rate)
    return (32_767 * wave).astype(np.int16).tobytes()


def mastered(*utterances, rate=RATE, pause=0.5):
    return master(Speech(rate, utterances), RATE, pause, target=-16, ceiling=-2)


def test_the_engine_s_silence_is_trimmed_at_both_ends():
    samples, timings = mastered(Utterance(burst(0.4, 1, 0.7)))
    assert len(samples) / RATE == pytest.approx(1, abs=0.03)
    assert timings[0].end == len(samples)


def test_sentences_are_parted_by_the_pause_exactly():
    _, (first, second) = mastered(Utterance(burst(0.2, 1, 0.1)), Utterance(burst(0.3, 1, 0.4)))
    assert second.start - first.end == RATE // 2


def test_a_marked_word_is_never_trimmed_away():
    quiet = Utterance(burst(0.4, 1, 0.4), (Mark(0, RATE), Mark(RATE, round(1.7 * RATE))))
    samples, (timing,) = mastered(quiet)
    assert timing.words[0].start == 0
    assert len(samples) >= round(1.7 * RATE)


def test_marks_follow_the_trim():
    start, end = round(0.4 * RATE), round(1.4 * RATE)
    _, (timing,) = mastered(Utterance(burst(0.4, 1, 0.4), (Mark(start, end),)))
    assert timing.words[0].start <= 0.02 * RATE
    assert timing.words[0].end - timing.words[0].start == end - start


def test_marks_follow_the_resampling():
    utterance = Utterance(burst(0, 1, 0, rate=22_050), (Mark(0, 11_025), Mark(11_025, 22_050)))
    _, (timing,) = mastered(utterance, rate=22_050)
    assert timing.words == (Mark(0, 22_050), Mark(22_050, 44_100))


def test_the_cuts_do_not_click():
    samples, _ = mastered(Utterance(burst(0.1, 1, 0.1)))
    assert abs(int(samples[0])) < 200
    assert abs(int(samples[-1])) < 200


def test_silence_is_kept_as_it_is():
    samples, timings = mastered(Utterance(bytes(2 * RATE)))
    assert len(samples) == RATE
    assert timings[0].end == RATE


def test_resampling_leaves_no_sample_to_chance():
    # Of this length, soxr alone gives other samples at the end from time to time.
    noise = np.random.default_rng(1).integers(-9000, 9000, 313_876).astype(np.int16).tobytes()
    made = {mastered(Utterance(noise), rate=24_000)[0].tobytes() for _ in range(5)}
    assert len(made) == 1
