import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from piper.phonemize_espeak import EspeakPhonemizer

from audio.engines.piper.phonemes import utterables
from tests.speech import line

ESPEAK = EspeakPhonemizer()
WORDS = st.sampled_from("राम के लिए और क्या दो घंटे ज़्यादा पढ़ाई जोंग-उन कृ ऑक्सीजन भारत".split(" "))  # noqa: SIM905
GAPS = st.sampled_from(
    [" ", ", ", "। ", "? ", " — ", "… ", "-", "; ", " (", ") ", " “", "” ", ". "]
)


def phonemize(text):
    return ESPEAK.phonemize("hi", text)


def spoken(text):
    return list(utterables(line(text), phonemize, lambda _: True))


def texts(text):
    """The phonemes of each run."""
    return ["".join(one.phonemes[run.start : run.end]) for one in spoken(text) for run in one.runs]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(WORDS, GAPS), min_size=1, max_size=90))
def test_every_word_is_in_one_run_and_runs_follow_each_other(pairs):
    text = "".join(word + gap for word, gap in pairs)
    said = spoken(text)
    words = [word for one in said for run in one.runs for word in run.words]
    assert words == list(range(len(line(text).words)))
    for one in said:
        places = [place for run in one.runs for place in (run.start, run.end)]
        assert places == sorted(set(places))
        assert places[-1] <= len(one.phonemes)


def test_a_word_s_run_holds_its_own_phonemes_without_marks():
    assert texts("राम, श्याम। मोहन?") == ["ɾˈaːm", "ʃjˈaːm", "mˈoːhən"]


def test_clauses_put_together_are_what_espeak_makes_of_the_whole():
    text = "दोनों नेताओं ने, क़रीब दो घंटे; बात की। क्या यह सच है? हाँ!"
    assert [list(one.phonemes) for one in spoken(text)] == phonemize(text)


@pytest.mark.parametrize("gap", ["…", " ... ", " — ", "–"])
def test_an_ellipsis_or_a_dash_is_a_breath(gap):
    (said,) = spoken(f"राम{gap}श्याम")
    assert "".join(said.phonemes) == "ɾˈaːm, ʃjˈaːm"


def test_brackets_are_not_taken_for_phonemes():
    assert texts("राम [[ka]] गया")[1] != "ka"


def test_a_clause_without_end_keeps_its_words_apart():
    assert len(texts("समाचार सुनिए आज " * 100)) == 300


def test_a_hyphen_between_words_keeps_them_apart():
    assert len(texts("धीरे-धीरे")) == len(line("धीरे-धीरे").words)
