from dataclasses import replace

import pytest

from audio.aksharas import count_aksharas
from audio.audit import check_length
from audio.errors import SpeechError
from audio.narrator import Narrator
from audio.records import Timing
from audio.settings import Sound, Voice
from audio.store import Store
from tests.speech import scripts

SCRIPTS = scripts("बैठक क़रीब दो घंटे चली।", "फिर सब घर चले गए और सो गए।")
BAND = (0.1, 0.3)


@pytest.fixture(scope="module")
def clip(tmp_path_factory):
    narrator = Narrator(Voice("silence"), Sound(), Store(tmp_path_factory.mktemp("clips")))
    return narrator.clip(SCRIPTS)


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
    fast = Narrator(Voice("silence", speed=2.0), Sound(), Store(tmp_path)).clip(SCRIPTS)
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
