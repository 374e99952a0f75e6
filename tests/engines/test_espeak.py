import resource
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from audio import engines
from audio.settings import Voice
from audio.work.folder_store import FolderStore
from tests.speech import lines


def speak(*texts, **voice):
    return engines.make_engine(
        Voice(**voice), FolderStore(Path("unused")).get_shelf("received")
    ).speak(lines(*texts))


def test_a_comma_ends_the_word_before_it_where_the_pause_begins():
    (utterance,) = speak("राम, श्याम आए।").utterances
    first, second, _ = utterance.marks
    pause = np.frombuffer(utterance.pcm, np.int16)[first.end : second.start]
    assert second.start - first.end > 1000
    assert np.abs(pause[500:-500]).max() < 400


def test_words_that_espeak_says_as_one_share_its_time():
    (utterance,) = speak("देश के लिए काम किया गया है।").utterances
    assert all(mark.end > mark.start for mark in utterance.marks)


def test_a_hyphen_inside_a_word_does_not_end_it():
    (utterance,) = speak("किम जोंग-उन आए।").utterances
    starts = [mark.start for mark in utterance.marks]
    assert starts == sorted(set(starts))


@pytest.mark.parametrize("name", ["f3", "+f3", "hi+f3"])
def test_a_variant_is_another_voice(name):
    assert speak("नमस्ते दुनिया।", name=name) != speak("नमस्ते दुनिया।")


@pytest.mark.parametrize("name", ["f2", "f3", "f5", "whisper", "m1", "klatt"])
def test_a_variant_says_the_same_every_time_and_in_every_thread(name):
    text = "सरकार ने सोमवार को कहा कि नई योजना से किसानों को राहत मिलेगी।"
    first = speak(text, name=name)
    with ThreadPoolExecutor(4) as threads:
        assert all(
            again == first for again in threads.map(lambda _: speak(text, name=name), "1234")
        )


def test_pitch_changes_the_voice():
    assert speak("नमस्ते दुनिया।", pitch=80) != speak("नमस्ते दुनिया।")


def test_marks_of_a_very_long_line_stay_with_their_words():
    words = ["समाचार", "सुनिए", "आज"] * 400
    (utterance,) = speak(" ".join(words)).utterances
    lengths = [mark.end - mark.start for mark in utterance.marks]
    assert len(lengths) == len(words)
    assert min(lengths) > 0
    assert max(lengths) < 3 * np.median(lengths)


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="reads Linux's own account")
@pytest.mark.parametrize("sign", ["(ईई)", "‘ईई’", "“ईई”", "[ईई]", '"ईई"', "«ईई»"])
def test_brackets_and_quotation_marks_leave_nothing_behind_in_memory(sign):
    engine = engines.make_engine(Voice(), FolderStore(Path("unused")).get_shelf("received"))
    said = lines(f"जापान के क्षेत्र {sign} के बाहर।")
    engine.speak(said)
    before = resident_pages()
    for _ in range(40):
        engine.speak(said)
    assert (resident_pages() - before) * resource.getpagesize() < 3_000_000


def resident_pages():
    return int(Path("/proc/self/statm").read_text().split()[1])
