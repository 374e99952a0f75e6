import numpy as np
import pytest

from audio.clips.narrator import Narrator
from audio.settings import Sound, Voice
from audio.sound import encoding, loudness, mpeg
from audio.work.store import Store
from tests.speech import scripts

TEXTS = ("बैठक क़रीब दो घंटे चली और देर रात ख़त्म हुई।", "फिर सब अपने घर गए।")
RATE = 44_100


@pytest.fixture(scope="module")
def clip(tmp_path_factory):
    store = Store(tmp_path_factory.mktemp("clips"))
    return Narrator(Voice(), Sound(), store).clip(scripts(*TEXTS))


def test_a_clip_is_whole_frames_of_its_samples(clip):
    assert clip.samples == sum(mpeg.SAMPLES for _ in mpeg.frames(clip.frames.read()))


def test_each_sentence_is_heard_where_its_timing_says(clip):
    decoded = np.abs(encoding.decode(clip.frames.read()).astype(int))
    for timing in clip.timings:
        assert decoded[timing.start : timing.start + RATE // 10].max() > 500
        assert decoded[timing.end - RATE // 5 : timing.end].max() > 500
    (first, second) = clip.timings
    pause = decoded[first.end + 600 : second.start - 600]
    assert pause.max() < 60


def test_a_clip_ends_in_silence_so_that_it_can_be_joined(clip):
    assert np.abs(encoding.decode(clip.frames.read())[-20:]).max() <= 2


def test_a_clip_is_as_loud_as_was_asked(clip):
    assert loudness.Histogram(clip.levels).integrated() == pytest.approx(Sound().loudness, abs=0.3)


def test_the_true_peak_is_that_of_the_decoded_sound(clip):
    again = loudness.measure(encoding.decode(clip.frames.read()), RATE, true_peak=True)
    assert clip.true_peak == again.true_peak
    assert clip.true_peak <= -1
