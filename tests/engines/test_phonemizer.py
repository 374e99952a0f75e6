import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audio.engines.phonemes.phonemizer import Phonemizer
from audio.engines.pronunciation import respell
from audio.engines.pronunciation_tables import read_pronunciation
from audio.errors import SpeechError, VoiceError
from audio.records import Line, Span
from tests.speech import line

PHONEMIZER = Phonemizer("hi")
WORDS = st.sampled_from("राम के लिए और क्या दो घंटे ज़्यादा पढ़ाई जोंग-उन कृ ऑक्सीजन भारत".split(" "))  # noqa: SIM905
GAPS = st.sampled_from(
    [" ", ", ", "। ", "? ", " — ", "… ", "-", "; ", " (", ") ", " “", "” ", ". "]
)


def phonemize(text):
    said = PHONEMIZER.phonemize(line(text))
    return tuple(unicodedata.normalize("NFC", phonemes) for phonemes in said)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(WORDS, GAPS), min_size=1, max_size=90))
def test_every_word_has_phonemes_of_its_own(pairs):
    text = "".join(word + gap for word, gap in pairs)
    said = phonemize(text)
    assert len(said) == len(line(text).words)
    assert all(any(sign.isalpha() for sign in phonemes) for phonemes in said)


def test_a_word_is_stressed_by_its_neighbours():
    assert phonemize("में") == ("mˈẽː",)
    assert phonemize("घर में राम") == ("ɡʰˈʌɾ", "mẽː", "ɾˈaːm")


def test_a_word_s_phonemes_hold_no_marks():
    assert phonemize("राम, “श्याम” (मोहन)?") == ("ɾˈaːm", "ʃjˈaːm", "mˈoːhən")


def test_phonemes_of_a_table_are_said_and_those_of_the_text_are_not():
    assert PHONEMIZER.phonemize(Line("[[pr@g'VtI]] है", (Span(0, 13), Span(14, 16))))[0] == (
        "pɾəɡˈʌtɪ"
    )
    respelled = respell(line("राम [[ka]] गया"), read_pronunciation("kokoro"))
    assert PHONEMIZER.phonemize(respelled)[1] != "ka"


def test_a_word_respelled_as_two_is_still_one():
    table = read_pronunciation("kokoro").merge({"राष्ट्रपति": "राष्ट्र पति"}, {})
    respelled = respell(line("नए राष्ट्रपति आए"), table)
    assert PHONEMIZER.phonemize(respelled)[1] == "ɾˈaːʂʈɾə pˈʌtɪ"


def test_words_that_espeak_parts_otherwise_keep_their_own_phonemes():
    said = phonemize("जातिवृत्\u200dतीय रूप से")
    assert said[1] == "ɾˈuːp"
    assert said[0].startswith("ɟaːt")


def test_a_clause_without_end_keeps_its_words_apart():
    assert phonemize("समाचार सुनिए आज " * 100) == phonemize("समाचार सुनिए आज ") * 100


def test_the_same_line_is_said_the_same_whatever_was_said_before():
    before = phonemize("ऑक्सीजन")
    phonemize("Putin रूस गया")
    assert phonemize("ऑक्सीजन") == before


def test_a_word_of_which_nothing_is_heard_is_an_error_that_names_the_sentence():
    with pytest.raises(SpeechError, match="nothing would be heard of '𝄞' in: राम 𝄞 गया"):
        PHONEMIZER.phonemize(Line("राम 𝄞 गया", (Span(0, 3), Span(4, 5), Span(6, 9))))


def test_an_unknown_language_is_an_error():
    with pytest.raises(VoiceError, match="nosuch"):
        Phonemizer("nosuch")
