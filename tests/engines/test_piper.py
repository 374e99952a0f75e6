import hashlib
import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import onnx
import pytest
from piper import PiperVoice, SynthesisConfig

from audio import engines
from audio.engines.piper import voice_model, voices
from audio.engines.piper.voice_model import Model
from audio.errors import SpeechError, VoiceError
from audio.records import TimingSource
from audio.settings import Voice
from tests.engines import tiny_voice
from tests.speech import lines

PARAGRAPH = lines("दोनों नेताओं ने, क़रीब दो घंटे, बात की।", "बैठक सुबह साढ़े सात बजे शुरू हुई!")


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """An empty voices folder."""
    path = tmp_path / "voices"
    path.mkdir()
    monkeypatch.setenv("AUDIO_EDITION_VOICES", str(path))
    return path


@pytest.fixture
def speak(make):
    return lambda paragraph=PARAGRAPH, **voice: make(Voice("piper", **voice)).speak(paragraph)


@pytest.fixture
def mute(monkeypatch):
    """From now on no model may be asked."""

    def refuse(*_):
        raise AssertionError("the model was asked")

    return lambda: monkeypatch.setattr(Model, "speak", refuse)


def loudest(speech, start, end, line=0):
    return np.abs(np.frombuffer(speech.utterances[line].pcm, np.int16)[start:end]).max()


# --- what is said ------------------------------------------------------------------------


@pytest.mark.usefixtures("piper_voice")
def test_words_are_heard_where_their_marks_are_and_commas_are_silent(speak):
    speech = speak()
    utterance = speech.utterances[0]
    assert utterance.source is TimingSource.EXACT
    assert all(loudest(speech, *mark) > 10_000 for mark in utterance.marks)
    for before, after in ((2, 3), (5, 6)):
        pause = utterance.marks[before].end, utterance.marks[after].start
        assert pause[1] - pause[0] > 0.2 * speech.rate
        assert loudest(speech, *pause) == 0


def test_a_voice_that_does_not_tell_lengths_has_estimated_marks(folder, speak):
    tiny_voice.make(folder, tells=False)
    for line, utterance in zip(PARAGRAPH, (speech := speak()).utterances, strict=True):
        loud = np.flatnonzero(np.frombuffer(utterance.pcm, np.int16))
        assert utterance.source is TimingSource.ESTIMATED
        assert len(utterance.marks) == len(line.words)
        assert utterance.marks[0].start == pytest.approx(loud[0], abs=20)
        assert utterance.marks[-1].end == pytest.approx(loud[-1], abs=20)
    assert speech.rate == tiny_voice.RATE


@pytest.mark.usefixtures("piper_voice")
def test_words_that_espeak_spells_out_are_timed_one_by_one_too(speak):
    (utterance,) = speak(lines("डिसिब़ॉंडनबर्ग मठ गया, और लौटा।")).utterances
    assert utterance.source is TimingSource.EXACT
    assert len(utterance.marks) == 5
    assert all(mark.end > mark.start for mark in utterance.marks)


@pytest.mark.usefixtures("piper_voice")
def test_sentences_inside_a_line_follow_each_other(speak):
    (both,) = speak(lines("राम आया। श्याम गया।")).utterances
    one, other = speak(lines("राम आया।", "श्याम गया।")).utterances
    assert both.pcm == one.pcm + other.pcm
    assert both.marks[2].start == other.marks[0].start + len(one.pcm) // 2


def test_another_speaker_is_another_voice(folder, speak):
    tiny_voice.make(folder, speakers=2)
    first = speak(name="hi_IN-tiny-low#0")
    assert speak(name="hi_IN-tiny-low") == first
    assert speak(name="hi_IN-tiny-low#asha") == first
    assert speak(name="hi_IN-tiny-low#1") == speak(name="hi_IN-tiny-low#ravi") != first
    assert speak(name="#1") != first


def test_the_same_line_is_the_same_bytes_in_another_process(folder, speak):
    tiny_voice.make(folder)
    program = (
        "import hashlib; from pathlib import Path; from audio import engines\n"
        "from audio.settings import Voice; from audio.work.folder_store import FolderStore\n"
        "from tests.engines.test_piper import PARAGRAPH\n"
        f"shelf = FolderStore(Path({str(folder)!r})).get_shelf('x')\n"
        "speech = engines.make_engine(Voice('piper'), shelf).speak(PARAGRAPH)\n"
        "print(hashlib.sha256(b''.join(u.pcm for u in speech.utterances)).hexdigest())"
    )
    root = Path(__file__).parents[2]
    there = subprocess.run(
        [sys.executable, "-c", program], cwd=root, capture_output=True, text=True, check=True
    ).stdout.strip()
    here = b"".join(utterance.pcm for utterance in speak().utterances)
    assert there == hashlib.sha256(here).hexdigest()


def test_the_tiny_voice_does_answer_to_noise(folder):
    voice = PiperVoice.load(tiny_voice.make(folder))
    noise = SynthesisConfig(noise_scale=1, noise_w_scale=0)
    takes = [next(iter(voice.synthesize("राम", noise))).audio_int16_bytes for _ in range(2)]
    assert takes[0] != takes[1]


def test_a_voice_computes_in_the_thread_that_asks(folder):
    model = voice_model.load_model(voices.Choice(tiny_voice.make(folder), ""))
    options = model._voice.session.get_session_options()
    assert (options.intra_op_num_threads, options.inter_op_num_threads) == (1, 1)


# --- what is kept ------------------------------------------------------------------------


@pytest.mark.usefixtures("piper_voice")
def test_what_was_spoken_once_is_not_asked_for_again(speak, mute):
    first = speak()
    mute()
    assert speak() == first


@pytest.mark.usefixtures("piper_voice")
@pytest.mark.parametrize("damage", [b"", b"[]\nfLaC", b'[[9,[]]]\n"'])
def test_what_was_kept_and_is_damaged_is_spoken_again(speak, shelf, tmp_path, damage):
    first = speak()
    kept = list(tmp_path.rglob("*.received"))
    assert len(kept) == len(PARAGRAPH)
    for path in kept:
        shelf.put(path.parent.name + path.stem, damage)
    assert speak() == first


@pytest.mark.parametrize(
    "change",
    [
        lambda folder: tiny_voice.make(folder, tells=False),
        lambda folder: tiny_voice.make(folder, speakers=2),
        lambda folder: settings(folder, inference={"length_scale": 1.5}),
    ],
    ids=["model", "speakers", "settings"],
)
def test_a_voice_that_has_changed_is_asked_again(folder, speak, mute, change):
    tiny_voice.make(folder)
    speak()
    change(folder)
    mute()
    with pytest.raises(AssertionError, match="asked"):
        speak()


@pytest.mark.usefixtures("piper_voice")
def test_the_version_names_package_and_voice(make):
    version = make(Voice("piper")).version
    assert version.startswith("piper-tts 1.")
    assert "hi_IN-tiny-low" in version


# --- what is wrong -----------------------------------------------------------------------


def settings(folder, **changes):
    path = folder / "hi_IN-tiny-low.onnx.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | changes))


def without(*phonemes):
    ids = tiny_voice.settings()["phoneme_id_map"]
    return {key: value for key, value in ids.items() if key not in phonemes}


def test_without_its_packages_piper_says_what_to_type(make, monkeypatch):
    monkeypatch.delitem(sys.modules, "audio.engines.piper.voice_model", raising=False)
    monkeypatch.delattr(engines.piper, "voice_model", raising=False)
    monkeypatch.setitem(sys.modules, "piper", None)
    with pytest.raises(VoiceError, match=r"pip install 'audio-edition\[piper\]'"):
        make(Voice("piper"))


def test_an_unknown_voice_names_the_folder_and_the_command(folder, make):
    with pytest.raises(VoiceError) as caught:
        make(Voice("piper", "hi_IN-rohan-medium"))
    assert str(folder) in str(caught.value)
    assert "type: audio-edition voices --install piper:hi_IN-rohan-medium" in str(caught.value)


def test_piper_alone_needs_a_hindi_voice(folder, make):
    tiny_voice.make(folder, "en_US-tiny-low")
    path = folder / "en_US-tiny-low.onnx.json"
    path.write_text(path.read_text().replace("hi_IN", "en_US"))
    with pytest.raises(VoiceError, match="voices --install piper:hi_IN-"):
        make(Voice("piper"))


def test_piper_alone_asks_which_of_two(folder, make):
    tiny_voice.make(folder)
    tiny_voice.make(folder / "hi_IN-other-low", "hi_IN-other-low")
    with pytest.raises(VoiceError, match="piper:hi_IN-other-low, piper:hi_IN-tiny-low"):
        make(Voice("piper"))


def test_a_voice_can_be_named_by_its_path(tmp_path, speak):
    model = tiny_voice.make(tmp_path / "elsewhere", speakers=2)
    assert speak(name=str(model)) != speak(name=f"{model}#1")
    with pytest.raises(VoiceError, match=r"no/such.onnx"):
        speak(name="no/such.onnx")


@pytest.mark.parametrize("speaker", ["2", "-1", "nobody", "²"])
def test_a_speaker_out_of_range_is_an_error_that_gives_the_range(folder, make, speaker):
    tiny_voice.make(folder, speakers=2)
    with pytest.raises(VoiceError, match="0 to 1"):
        make(Voice("piper", f"#{speaker}"))


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (None, "hi_IN-tiny-low.onnx.json: is missing"),
        (b"{\n  'a': 1}", "hi_IN-tiny-low.onnx.json:2:3: is not JSON"),
        (b"\xff\xfe", "is not UTF-8"),
        (b"[]", "is not a piper voice's JSON"),
        (b"{}", r"tiny-low.onnx.json: is not a piper voice's JSON: it has no 'num_symbols'"),
        ({"audio": {"sample_rate": 0}}, "sample_rate"),
        ({"audio": {"sample_rate": "22050"}}, "sample_rate"),
        ({"num_speakers": "two"}, "num_speakers"),
        ({"hop_length": None}, "hop_length"),
        ({"inference": {"length_scale": "slow"}}, "length_scale"),
        ({"inference": {"length_scale": 0}}, "length_scale"),
        ({"speaker_id_map": []}, "speaker_id_map"),
        ({"phoneme_type": "pinyin"}, "pinyin"),
        ({"phoneme_type": "nosuch"}, "nosuch"),
        ({"phoneme_id_map": {}}, "phoneme_id_map"),
        ({"phoneme_id_map": {"_": 0, "^": 1, "$": 2}}, "phoneme_id_map"),
        ({"espeak": {"voice": "nosuch"}}, "nosuch"),
    ],
)
def test_a_json_that_cannot_be_a_voice_s_is_one_clear_line(folder, make, content, says):
    path = folder / "hi_IN-tiny-low.onnx.json"
    tiny_voice.make(folder)
    if isinstance(content, dict):
        settings(folder, **content)
    elif content is None:
        path.unlink()
    else:
        path.write_bytes(content)
    with pytest.raises(VoiceError) as caught:
        make(Voice("piper", "hi_IN-tiny-low"))
    assert says in str(caught.value)
    assert str(path) in str(caught.value)
    assert "\n" not in str(caught.value)


def _other_model():
    value = onnx.helper.make_tensor_value_info("x", onnx.TensorProto.FLOAT, [1])
    node = onnx.helper.make_node("Identity", ["x"], ["y"])
    result = onnx.helper.make_tensor_value_info("y", onnx.TensorProto.FLOAT, [1])
    graph = onnx.helper.make_graph([node], "other", [value], [result])
    opset = onnx.helper.make_opsetid("", 17)
    return onnx.helper.make_model(graph, opset_imports=[opset], ir_version=9).SerializeToString()


@pytest.mark.parametrize(
    ("damage", "says"),
    [
        (lambda _: b"", "damaged"),
        (lambda whole: whole[: len(whole) // 2], "damaged"),
        (lambda _: b"<!DOCTYPE html>", "damaged"),
        (lambda _: _other_model(), "is not a piper voice"),
    ],
    ids=["empty", "half", "html", "other model"],
)
def test_a_model_that_is_none_is_one_clear_line(folder, make, damage, says):
    path = tiny_voice.make(folder)
    path.write_bytes(damage(path.read_bytes()))
    with pytest.raises(VoiceError) as caught:
        make(Voice("piper"))
    assert str(caught.value).startswith(f"{path}: ")
    assert says in str(caught.value)
    assert "\n" not in str(caught.value)


def test_ids_that_the_model_does_not_know_are_one_clear_line(folder, make):
    tiny_voice.make(folder)
    settings(folder, phoneme_id_map=without() | {"k": [9999]})
    with pytest.raises(SpeechError) as caught:
        make(Voice("piper")).speak(lines("काम"))
    assert "\n" not in str(caught.value)


def test_a_phoneme_the_voice_has_not_learnt_is_an_error_that_names_it_and_the_sentence(
    folder, speak
):
    tiny_voice.make(folder)
    settings(folder, phoneme_id_map=without("ʰ"))
    with pytest.raises(SpeechError, match=r"'ʰ' of 'ɡʰˈʌɾ' in: और घर।"):
        speak(lines("आज।", "और घर।"))


def test_a_voice_that_has_not_learnt_stress_speaks_without(folder, speak):
    tiny_voice.make(folder)
    settings(folder, phoneme_id_map=without("ˈ", "ˌ", "ː"))
    assert {one.source for one in speak().utterances} == {TimingSource.EXACT}


@pytest.mark.usefixtures("piper_voice")
def test_piper_is_listed_without_being_imported():
    program = (
        "import sys; from audio import engines; engines.list_voices()\n"
        "print(sorted({'piper', 'onnx', 'onnxruntime'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    assert done.stdout.strip() == b"[]"


def test_a_broken_voice_is_listed_with_what_is_wrong(folder):
    tiny_voice.make(folder).with_suffix(".onnx.json").write_text("{")
    (info,) = (info for info in engines.list_voices() if info.voice == "piper:hi_IN-tiny-low")
    assert "is not JSON" in info.note
    assert info.install == "audio-edition voices --install piper:hi_IN-tiny-low"
