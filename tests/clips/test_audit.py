from dataclasses import replace

import numpy as np
import pytest

from audio.clips.audit import check_length, check_sound, find_silent_share
from audio.errors import SpeechError
from audio.hindi.aksharas import count_aksharas
from audio.records import NOWHERE, Clip, Timing
from audio.settings import Voice
from audio.work.folder_store import FolderStore
from tests import orders
from tests.speech import scripts

SCRIPTS = scripts("बैठक क़रीब दो घंटे चली।", "फिर सब घर चले गए और सो गए।")
BAND = (0.1, 0.3)


@pytest.fixture(scope="module")
def clip(tmp_path_factory):
    return orders.clip(SCRIPTS, FolderStore(tmp_path_factory.mktemp("clips")), Voice("silence"))


def shortened(clip, factor):
    first, second = clip.timings
    end = second.start + round((second.end - second.start) * factor)
    return replace(clip, timings=(first, Timing(second.start, end, ())))


def test_a_clip_of_the_right_length_passes(clip):
    check_length(SCRIPTS, clip, BAND, 1.0)


@pytest.mark.parametrize("factor", [0, 0.2, 8])
def test_a_sentence_far_too_short_or_too_long_is_named(clip, factor):
    with pytest.raises(SpeechError, match=r"p1s2.*फिर सब घर"):
        check_length(SCRIPTS, shortened(clip, factor), BAND, 1.0)


def test_a_missing_sentence_is_an_error(clip):
    with pytest.raises(SpeechError, match="2 sentences gave 1"):
        check_length(SCRIPTS, replace(clip, timings=clip.timings[:1]), BAND, 1.0)


def test_at_twice_the_speed_half_the_length_is_right(tmp_path):
    fast = orders.clip(SCRIPTS, FolderStore(tmp_path), Voice("silence", speed=2.0))
    check_length(SCRIPTS, fast, (0.16, 0.18), 2.0)
    with pytest.raises(SpeechError):
        check_length(SCRIPTS, fast, (0.16, 0.18), 0.7)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("राम", 2),
        ("प्रतिबद्धता", 5),
        ("और", 2),
        ("क्या", 1),
        ("ज़रूरत", 4),
        ("ॐ", 0),
        ("abc", 0),
        ("", 0),
    ],
)
def test_aksharas_are_counted_by_letters_not_signs(text, count):
    assert count_aksharas(text) == count


def heard(texts, **changes):
    """A clip with half a second of tone a sentence, and its samples."""
    tone = (8000 * np.sin(np.arange(22_050) / 10)).astype(np.int16)
    timings = tuple(Timing(22_050 * n, 22_050 * (n + 1), ()) for n in range(len(texts)))
    decoded = np.concatenate([tone] * len(texts))
    clip = Clip(NOWHERE, 44_100, len(decoded), timings, (), changes.get("true_peak", -2.0))
    return clip, decoded


def test_sound_that_is_heard_and_does_not_clip_passes():
    check_sound(SCRIPTS, *heard(SCRIPTS))


def test_a_sentence_that_is_mostly_silent_is_named():
    clip, decoded = heard(SCRIPTS)
    decoded[23_000:43_000] = 3
    with pytest.raises(SpeechError, match=r"p1s2.*88%.*silence"):
        check_sound(SCRIPTS, clip, decoded)


def test_sound_that_clips_is_refused():
    with pytest.raises(SpeechError, match=r"clips.*\+0\.3"):
        check_sound(SCRIPTS, *heard(SCRIPTS, true_peak=0.3))


def test_the_deepest_sample_there_is_counts_as_loud():
    assert find_silent_share(np.full(4410, -32_768, np.int16), 44_100) == 0
