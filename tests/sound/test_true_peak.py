import math

import numpy as np
import pytest

from audio.sound.true_peak import find_true_peak

RATE = 44_100
RANDOM = np.random.default_rng(3)


def test_the_true_peak_lies_between_the_samples():
    # A quarter of the sampling rate at 45 degrees: no sample ever meets the crest.
    t = np.arange(RATE)
    samples = (16_000 * np.hanning(RATE) * np.sin(np.pi / 2 * t + np.pi / 4)).astype(np.int16)
    highest = 20 * math.log10(np.abs(samples).max() / 32_768)
    assert find_true_peak(samples) == pytest.approx(highest + 3.01, abs=0.02)


def test_silence_has_no_true_peak():
    assert find_true_peak(np.zeros(100, np.int16)) == -math.inf


def test_the_least_sample_is_full_scale():
    assert find_true_peak(np.array([-32_768], np.int16)) == 0


@pytest.mark.parametrize("loud", [300, 3000, 9000])
@pytest.mark.parametrize("smooth", [2, 5, 20])
def test_no_crest_is_missed_where_samples_are_left_out(loud, smooth):
    noise = RANDOM.normal(0, loud, 2 * RATE) * np.hanning(2 * RATE)
    samples = np.convolve(noise, np.hanning(smooth + 2)[1:-1], "same").clip(-32_768, 32_767)
    samples = samples.astype(np.int16)
    curve = 4 * np.fft.irfft(np.fft.rfft(samples), 4 * len(samples))
    everywhere = 20 * math.log10(np.abs(curve).max() / 32_768)
    assert find_true_peak(samples) == pytest.approx(everywhere, abs=0.05)
