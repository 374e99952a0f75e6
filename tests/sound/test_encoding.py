import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from audio.sound import encoding, mpeg

RATE = 44_100


def tone(seconds, pitch=440.0):
    t = np.arange(round(seconds * RATE)) / RATE
    return (8000 * np.sin(2 * np.pi * pitch * t)).astype(np.int16)


def padded(samples):
    return np.concatenate([samples, np.zeros(-len(samples) % mpeg.SAMPLES, np.int16)])


def test_what_is_decoded_comes_a_fixed_delay_after_what_was_fed():
    samples = np.zeros(20 * mpeg.SAMPLES, np.int16)
    samples[9000] = 20_000
    decoded = encoding.decode(encoding.encode(samples, RATE, 64))
    assert int(np.abs(decoded).argmax()) == 9000 + encoding.DELAY


@given(st.integers(1, 40))
@settings(max_examples=15, deadline=None)
def test_whole_frames_decode_to_one_frame_more_than_was_fed(count):
    decoded = encoding.decode(encoding.encode(padded(tone(count / 50)), RATE, 64))
    assert len(decoded) == len(padded(tone(count / 50))) + mpeg.SAMPLES


def test_joined_clips_decode_as_each_does_alone():
    low, high = (encoding.encode(padded(tone(0.7, hz)), RATE, 64) for hz in (300.0, 900.0))
    silence = encoding.make_silent_frame(RATE, 64) * 9
    joined = encoding.decode(low + silence + high)
    alone = encoding.decode(low), encoding.decode(high)
    # The very last frame of a clip still rings when it is decoded with silence after it.
    head = len(alone[0]) - mpeg.SAMPLES
    assert np.array_equal(joined[:head], alone[0][:head])
    assert np.array_equal(joined[-len(alone[1]) :], alone[1])


def test_the_encoder_s_own_gain_is_known():
    samples = padded(tone(3))
    decoded = encoding.decode(encoding.encode(samples, RATE, 64)).astype(float)
    middle = slice(RATE, 2 * RATE)
    gain = 20 * np.log10(decoded[middle].std() / samples[middle].std())
    assert abs(gain - encoding.GAIN) < 0.05


def test_the_silent_frame_is_silent():
    assert not encoding.decode(encoding.make_silent_frame(RATE, 64) * 4).any()
