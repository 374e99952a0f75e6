"""A clip is made from its order alone, and is the same wherever it is made."""

import pickle
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import numpy as np
import pytest

from audio.clips.clip import find_clip, make_clip
from audio.clips.engine_loader import load_engine, read_version
from audio.errors import VoiceError
from audio.settings import Sound, Voice
from audio.sound import encoding, loudness, mpeg
from audio.sound.coding import AAC, make_opus
from audio.sound.true_peak import find_true_peak
from audio.work.folder_store import FolderStore
from audio.work.store import CLIP, CODED
from tests import orders
from tests.speech import scripts

TEXTS = ("बैठक क़रीब दो घंटे चली और देर रात ख़त्म हुई।", "फिर सब अपने घर गए।")
RATE = 44_100


ELSEWHERE = """
import pickle, sys
from audio.clips.clip import make_clip
order, store = pickle.load(sys.stdin.buffer)
sys.stdout.buffer.write(pickle.dumps(make_clip(order, store)))
"""


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    return FolderStore(tmp_path_factory.mktemp("clips"))


@pytest.fixture(scope="module")
def clip(store):
    return orders.clip(scripts(*TEXTS), store)


@pytest.fixture(scope="module")
def frames(clip, store):
    return orders.frames(clip, store)


def test_an_order_is_the_same_after_pickling():
    order = orders.order(scripts(*TEXTS))
    assert pickle.loads(pickle.dumps(order)) == order


def test_another_process_makes_the_same_clip_from_a_pickled_order(clip, frames, tmp_path):
    store = FolderStore(tmp_path / "elsewhere")
    order = orders.order(scripts(*TEXTS))
    done = subprocess.run(
        [sys.executable, "-c", ELSEWHERE],
        input=pickle.dumps((order, store)),
        capture_output=True,
        check=True,
    )
    assert pickle.loads(done.stdout) == clip == find_clip(order, store)
    assert orders.frames(clip, store) == frames


def test_all_that_is_unpickled_in_a_process_is_one_store(store):
    pickled = pickle.dumps(store)
    assert pickle.loads(pickled) is pickle.loads(pickled)


def test_each_thread_has_an_engine_of_its_own_and_keeps_it(store):
    voice = Voice("silence")
    version = read_version(voice, store)

    def load(_: int) -> object:
        engine = load_engine(voice, version, store)
        assert load_engine(voice, version, store) is engine
        return engine

    here = load(0)
    with ThreadPoolExecutor(1) as executor:
        assert executor.submit(load, 0).result() is not here


def test_an_order_for_another_version_of_the_engine_is_refused(store):
    with pytest.raises(VoiceError, match=r"is now version .* and was '0\.1'"):
        load_engine(Voice("silence"), "0.1", store)


def test_a_clip_is_not_found_before_it_is_made(tmp_path):
    store, order = FolderStore(tmp_path), orders.order(scripts(*TEXTS), Voice("silence"))
    assert find_clip(order, store) is None
    assert make_clip(order, store) == find_clip(order, store)


def test_a_clip_is_whole_frames_of_its_samples(clip, frames):
    assert clip.samples == sum(mpeg.SAMPLES for _ in mpeg.split_frames(frames))


def test_each_sentence_is_heard_where_its_timing_says(clip, frames):
    decoded = np.abs(encoding.decode(frames).astype(int))
    for timing in clip.timings:
        assert decoded[timing.start : timing.start + RATE // 10].max() > 500
        assert decoded[timing.end - RATE // 5 : timing.end].max() > 500
    (first, second) = clip.timings
    pause = decoded[first.end + 600 : second.start - 600]
    assert pause.max() < 60


def test_a_clip_ends_in_silence_so_that_it_can_be_joined(frames):
    assert np.abs(encoding.decode(frames)[-20:]).max() <= 2


def test_a_clip_is_as_loud_as_was_asked(clip):
    assert loudness.Histogram(clip.levels).integrate() == pytest.approx(Sound().loudness, abs=0.3)


def test_the_true_peak_is_that_of_the_decoded_sound(clip, frames):
    assert clip.true_peak == find_true_peak(encoding.decode(frames))
    assert clip.true_peak <= -1


def test_a_clip_that_is_encoded_otherwise_later_stays_as_it_was(clip, store):
    order = replace(orders.order(scripts(*TEXTS)), codings=(AAC,))
    assert find_clip(order, store) is None
    before = store.get_shelf(CLIP).locate(order.key).stat()
    assert make_clip(order, store) == clip == find_clip(order, store)
    assert store.get_shelf(CLIP).locate(order.key).stat() == before


def test_the_same_clip_is_encoded_to_the_same_bytes(tmp_path):
    stores = [FolderStore(tmp_path / name) for name in "ab"]
    order = replace(orders.order(scripts(*TEXTS)), codings=(AAC, make_opus(24)))
    for store in stores:
        make_clip(order, store)
    for coding in order.codings:
        key = coding.find_key(order.key)
        one, other = (store.get_shelf(CODED).get(key) for store in stores)
        assert one == other is not None
