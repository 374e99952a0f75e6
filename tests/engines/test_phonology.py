"""The model of the spelling: silent vowels, espeak's own reading, mnemonics."""

from __future__ import annotations

from pathlib import Path

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from audio.engines.phonology.espeak_reading import find_espeak_silent, find_stress
from audio.engines.phonology.mnemonics import write_mnemonics
from audio.engines.phonology.silence import find_silent
from audio.engines.phonology.spelling import Letter, find_candidates, fold, read_letters
from audio.engines.phonology.word import find_silent_vowels, phonemize

OWN_WORDS = Path(__file__).parents[2] / "scripts" / "training" / "schwa_words.txt"
"""Words as they were read: a ``|`` behind each letter whose vowel is silent."""
MNEMONICS = regex.compile(r"(?:\[\[[A-Za-z0-9:;@~,'.#^]+\]\])?")


@pytest.mark.tsv("phonology_silence.tsv")
def test_the_silent_vowels_of_a_word_are_found(written, said):
    letters = read_letters(fold(written))
    silent = find_silent(letters)
    found = "".join(
        letter._replace(vowel="").written if place in silent else letter.written
        for place, letter in enumerate(letters)
    )
    assert found == fold(said)


@pytest.mark.tsv("phonology_espeak_right.tsv")
def test_what_espeak_alone_says_rightly_is_said_as_it_was(written):
    letters = read_letters(fold(written))
    by_espeak = f"[[{write_mnemonics(letters, find_espeak_silent(letters))}]]"
    assert phonemize(fold(written)) in ("", by_espeak)


def test_words_that_were_learnt_from_are_said_as_they_were_read():
    lines = OWN_WORDS.read_text(encoding="utf-8").splitlines()
    marked = [word for line in lines if not line.startswith("#") for word in line.split()]
    wrong = [word for word in marked[::20] if not is_said_as(word)]
    assert len(marked) > 7000
    assert wrong == []


def is_said_as(marked):
    word = fold(marked.replace("|", ""))
    letters = read_letters(word)
    silent = find_silent_vowels(word)
    written = "".join(
        letter.written + "|" * (place in silent) for place, letter in enumerate(letters)
    )
    return written == marked


def test_letters_are_read_with_their_vowels_and_nasals():
    assert read_letters("हिंदी") == (Letter("ह", "इ", "ं"), Letter("द", "ई"))
    assert read_letters("अब") == (Letter("", "अ"), Letter("ब", "अ"))
    assert read_letters("Hindi") == read_letters("ाब") == read_letters("किा") == ()


def test_the_first_and_the_last_vowel_are_no_question_of_place():
    assert find_candidates(read_letters("कमल")) == [1]
    assert find_candidates(read_letters("क्रम")) == []


@pytest.mark.parametrize(
    ("word", "silent"),
    [("करना", {1}), ("राजस्थान", {1}), ("चेहरे", set()), ("टिप्पणी", {2}), ("भिन्नता", set())],
)
def test_espeak_s_own_reading_is_foreseen(word, silent):
    assert find_espeak_silent(read_letters(word)) == silent


def test_stress_falls_on_the_heaviest_syllable_but_the_last():
    assert find_stress([0, 1, 0]) == 1
    assert find_stress([0, 0, 2]) == 2
    assert find_stress([0, 0, 1]) == 0
    assert find_stress([1, 1, 1]) == 1


def test_a_vowel_beside_h_is_lowered_and_a_nasal_keeps_its_place():
    said = {word: write_mnemonics(read_letters(word), set()) for word in ("शहर", "हिंदी", "आँख")}
    assert said == {"शहर": "S'EHEr", "हिंदी": "H'Indi", "आँख": "'a~k#"}


@given(st.text(alphabet="कहमरनसढज़यवअइआओ्ाीिुेंँः़", max_size=14))
def test_whatever_is_spelled_is_given_espeak_as_phonemes_or_left_to_it(word):
    assert MNEMONICS.fullmatch(phonemize(fold(word)))


@given(st.text(alphabet="कजढनझय\u093c\u200dािं\u095b\u00ad", max_size=10))
def test_folding_once_is_folding_for_good(word):
    assert fold(fold(word)) == fold(word)
