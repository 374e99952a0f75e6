import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audio.engines.kokoro.styles import LONGEST
from audio.engines.kokoro.tokens import lay_out
from audio.engines.phonemes.phonemizer import Phonemizer
from audio.errors import SpeechError
from audio.records import Line, Span
from tests.speech import line

PHONEMIZER = Phonemizer("hi")
WORDS = st.sampled_from("राम के लिए और क्या दो घंटे ज़्यादा पढ़ाई सड़क जोंग-उन कृ भारत".split(" "))  # noqa: SIM905
GAPS = st.sampled_from(
    [" ", ", ", "। ", "? ", " — ", "… ", "-", "; ", " (", ") ", " “", "” ", ". "]
)


def lay(text):
    given_line = line(text)
    return lay_out(given_line, PHONEMIZER.phonemize(given_line))


def signs(text):
    return [passage.signs for passage in lay(text)]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("राम आया।", "ɾˈaːm ˈaːjaː."),
        ("राम आया", "ɾˈaːm ˈaːjaː."),
        ("राम आया?", "ɾˈaːm ˈaːjaː?"),
        ("राम आया…", "ɾˈaːm ˈaːjaː…"),
        ("राम... आया!", "ɾˈaːm…, ˈaːjaː!"),
        ("राम – आया:", "ɾˈaːm —, ˈaːjaː:"),
        ("राम - आया", "ɾˈaːm —, ˈaːjaː."),
        ("राम—आया", "ɾˈaːm—, ˈaːjaː."),
        ("“राम” (आया)।", "“ɾˈaːm”, (ˈaːjaː)."),
        ("(राम), आया", "(ɾˈaːm), ˈaːjaː."),
        ("(राम) आया", "(ɾˈaːm), ˈaːjaː."),
        ("‘राम’ [आया]", "ɾˈaːm, (ˈaːjaː.)"),
        ("«राम»\n• आया॥", "“ɾˈaːm” ˈaːjaː."),
        ("‘राम,’ आया", "ɾˈaːm, ˈaːjaː."),
        ("राम–आया", "ɾˈaːm ˈaːjaː."),
        ("राम. आया", "ɾˈaːm ˈaːjaː."),
        ("धीरे-धीरे", "dʰˈiːɾeː dʰˈiːɾeː."),
        ("सड़क", "sˈʌr.ək."),
    ],
)
def test_words_and_marks_are_in_signs_that_the_model_has_learnt(text, said):
    assert signs(text) == [said]


def test_pairs_of_letters_that_are_one_sound_are_one_sign():
    (passage,) = lay_out(Line("क", (Span(0, 1),)), ["t^ʃˈa^ɪ"])
    assert passage.signs == "ʧˈI."


def test_a_sign_that_the_model_has_not_learnt_is_an_error_that_names_it_and_the_sentence():
    with pytest.raises(SpeechError, match="no sound for 'ħ' of 'ħa' in: क है"):
        lay_out(Line("क है", (Span(0, 1), Span(2, 4))), ["ħa", "hɛː"])


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(WORDS, GAPS), min_size=1, max_size=300))
def test_every_word_is_in_a_passage_in_its_place_and_no_passage_is_too_long(pairs):
    text = "".join(word + gap for word, gap in pairs)
    said = PHONEMIZER.phonemize(line(text))
    passages = lay(text)
    found = [(part.word, p.signs[part.start : part.end]) for p in passages for part in p.parts]
    assert [word for word, _ in found] == list(range(len(said)))
    assert all(0 < len(passage.tokens) <= LONGEST for passage in passages)
    assert [signs for _, signs in found] == [one.replace("^", "") for one in said]


def test_a_sentence_is_whole_as_long_as_the_model_takes_it():
    assert len(lay("आज रूस गया, " * 25)) == 1


def test_sentences_of_one_line_are_said_each_for_itself_and_rise_if_they_ask():
    asked, told = lay("‘तुम आओगे?’ उसने पूछा।")
    assert asked.signs == "tˌʊm aːˈoːɡeː?"
    assert told.signs == "ˈʊsnˌeː pˈuːcʰaː."
    assert asked.rises
    assert not told.rises


def test_a_longer_one_is_parted_at_clauses():
    passages = lay("आज सुबह रूस और चीन के नेता मिले, " * 20)
    assert len(passages) > 1
    assert all(passage.signs.endswith("mˈɪleː,") for passage in passages)


def test_a_longer_one_without_clauses_is_parted_between_words():
    passages = lay("आज सुबह रूस " * 100)
    assert [passage.signs[-1] for passage in passages[:-1]] == [","] * (len(passages) - 1)
    assert passages[-1].signs[-1] == "."


def test_a_word_that_no_passage_could_hold_is_said_in_parts():
    passages = lay_out(Line("क ख", (Span(0, 1), Span(2, 3))), ["ka" * 600, "kʰa"])
    parts = [part.word for passage in passages for part in passage.parts]
    assert parts == sorted(parts)
    assert sum(p.end - p.start for q in passages for p in q.parts if p.word == 0) == 1200


@pytest.mark.tsv("kokoro_questions.tsv")
def test_questions_of_yes_or_no_rise(text, rises):
    passage = lay(text)[-1]
    assert passage.rises is (rises == "yes")


def test_a_question_rises_over_its_last_word_and_over_two_when_that_is_short():
    long, short = lay("वे कल आएँगे?")[-1], lay("यह सच है?")[-1]
    assert [part.start for part in long.parts].index(long.rise[0]) == 2
    assert [part.start for part in short.parts].index(short.rise[0]) == 1
    assert lay("हाँ?")[-1].rise[0] == 0
