import numpy as np
import pytest
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


@pytest.mark.parametrize("bitrate", [32, 64, 128])
def test_what_is_decoded_is_as_loud_as_what_was_fed(bitrate):
    samples = padded(tone(3))
    decoded = encoding.decode(encoding.encode(samples, RATE, bitrate)).astype(float)
    middle = slice(RATE, 2 * RATE)
    gain = 20 * np.log10(decoded[middle].std() / samples[middle].std())
    assert abs(gain) < 0.05


@pytest.mark.parametrize("bitrate", [32, 64, 128])
def test_what_is_decoded_is_what_was_fed_throughout(bitrate):
    # A rising tone, louder and softer: frames take bits of those before them and leave them some.
    t = np.arange(6 * RATE) / RATE
    sweep = 8000 * np.sin(6 * t) * np.sin(2 * np.pi * (300 + 300 * t) * t)
    samples = padded(sweep.astype(np.int16))
    decoded = encoding.decode(encoding.encode(samples, RATE, bitrate)).astype(float)
    noise = decoded[encoding.DELAY :][: len(samples) - RATE] - samples[:-RATE]
    assert max(np.abs(block).max() for block in np.array_split(noise, 50)) < 800


@pytest.mark.parametrize("bitrate", [32, 64, 320])
@pytest.mark.parametrize("rate", [32_000, 44_100, 48_000])
def test_frames_together_are_of_the_bit_rate_that_they_name(rate, bitrate):
    data = encoding.encode(padded(tone(2)), rate, bitrate)
    count = len(list(mpeg.split_frames(data)))
    assert abs(len(data) - count * 144_000 * bitrate / rate) < 1


def test_silence_is_the_silent_frame_again_and_again():
    samples = np.zeros(100 * mpeg.SAMPLES, np.int16)
    frames = encoding.encode(samples, RATE, 64)
    assert len(list(mpeg.split_frames(frames))) == 101
    decoded = encoding.decode(frames)
    assert len(decoded) == 101 * mpeg.SAMPLES
    assert not decoded.any()


def test_the_silent_frame_is_silent():
    assert not encoding.decode(encoding.make_silent_frame(RATE, 64) * 4).any()
