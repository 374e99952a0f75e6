import math

import numpy as np
import pytest

from audio.sound import loudness

RATE = 44_100


def sine(seconds, decibels, pitch=997.0):
    t = np.arange(round(seconds * RATE)) / RATE
    return (32_767 * 10 ** (decibels / 20) * np.sin(2 * np.pi * pitch * t)).astype(np.int16)


def test_a_mono_sine_reads_as_it_is_heard_in_both_ears():
    # EBU Tech 3341, case 1: a stereo 1 kHz sine at −23 dBFS reads −23 LUFS.
    assert loudness.integrate(loudness.measure(sine(20, -23), RATE)) == pytest.approx(-23, abs=0.1)


def test_long_silence_between_does_not_count():
    gap = np.zeros(30 * RATE, np.int16)
    powers = loudness.measure(np.concatenate([sine(20, -23), gap, sine(20, -23)]), RATE)
    assert loudness.integrate(powers) == pytest.approx(-23, abs=0.15)


def test_counts_of_two_clips_give_the_loudness_of_both():
    histogram = loudness.Histogram()
    for decibels in (-20, -26):
        histogram.add(loudness.count_levels(loudness.measure(sine(20, decibels), RATE)))
    both = np.concatenate([sine(20, -20), sine(20, -26)])
    whole = loudness.integrate(loudness.measure(both, RATE))
    assert histogram.integrate() == pytest.approx(whole, abs=0.1)


def test_silence_has_no_loudness():
    assert loudness.integrate(loudness.measure(np.zeros(RATE, np.int16), RATE)) == -math.inf


@pytest.mark.parametrize("decibels", [-40, -25, -12])
@pytest.mark.parametrize("seconds", [0.3, 1, 10])
def test_levelled_clips_with_pauses_between_read_as_loud_as_was_asked(seconds, decibels):
    levelled = loudness.level(sine(seconds, decibels), RATE, target=-16, ceiling=-1)
    pause = np.zeros(RATE, np.int16)
    edition = np.concatenate([pause, *[levelled, pause] * (1 + round(6 / seconds))])
    assert loudness.integrate(loudness.measure(edition, RATE)) == pytest.approx(-16, abs=0.3)


def test_levelling_never_passes_the_ceiling():
    loud = sine(4, -10)
    loud[::2000] = 32_767
    levelled = loudness.level(loud, RATE, target=-14, ceiling=-3)
    assert np.abs(levelled.astype(int)).max() <= 32_768 * 10 ** (-3 / 20) + 1


def test_levelling_keeps_the_length_to_the_sample():
    assert len(loudness.level(sine(1.2345, -30), RATE, target=-16, ceiling=-2)) == round(
        1.2345 * RATE
    )


def test_silence_stays_silence():
    silence = np.zeros(RATE, np.int16)
    assert not loudness.level(silence, RATE, target=-16, ceiling=-2).any()
