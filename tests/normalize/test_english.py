from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
import regex
from hypothesis import example, given
from hypothesis import strategies as st

from audio.normalize.english.latin_words import read_phrase, speak_latin, spell
from tests.conftest import rows

HERE = Path(__file__).parent
TABLES = HERE.parents[1] / "audio" / "normalize" / "tables"
SPOKEN = regex.compile(r"[\p{Devanagari}--\p{N}]+(?:[ -][\p{Devanagari}--\p{N}]+)*", regex.V1)
LATIN = st.characters(categories=("Lu", "Ll"), max_codepoint=0x24F).filter(
    lambda c: "LATIN" in unicodedata.name(c, "")
)


def written_rows(name: str) -> list[list[str]]:
    return [cells for _, cells in rows(TABLES / name)]


def sentence(text: str) -> str:
    """The phrases and words of an English line, one after another."""
    said, at = [], 0
    while at < len(text):
        found = read_phrase(text, at)
        run = regex.compile(r"[\p{Latin}']+").match(text, at)
        if found:
            at, reading = found
            said.append(reading.spoken)
        elif run:
            said.append(speak_latin(run[0]).spoken)
            at = run.end()
        else:
            at += 1
    return " ".join(said)


@pytest.mark.tsv("english.tsv")
def test_latin_letters_are_said_as_a_newsreader_would(written, spoken, why):
    assert why
    assert speak_latin(written).spoken == spoken


@pytest.mark.tsv("english_sentences.tsv")
def test_whole_english_lines_are_said(written, spoken):
    assert sentence(written) == spoken


def test_four_in_five_words_that_no_table_lists_are_said_rightly():
    (_, _columns), *cases = rows(HERE / "english_unlisted.tsv")
    right = [word for _, (word, spoken) in cases if speak_latin(word).spoken in spoken.split("|")]
    assert len(cases) > 150
    assert len(right) / len(cases) > 0.83


def test_the_words_that_are_counted_are_in_no_table():
    listed = {cells[0].lower() for cells in written_rows("english.tsv")}
    (_, _columns), *cases = rows(HERE / "english_unlisted.tsv")
    assert not [word for _, (word, _) in cases if word.lower() in listed]


def test_letters_are_spelled_by_their_names_whatever_the_case_dots_and_accents():
    assert spell("e.E.Ž") == "ई ई ज़ेड"


def test_every_letter_has_a_name():
    assert len(spell("abcdefghijklmnopqrstuvwxyz").split()) == 26


def test_a_rule_names_the_row_of_its_table():
    name, line = speak_latin("Google").rule.split(":")
    assert (TABLES / name).read_text("utf-8").split("\n")[int(line) - 1].startswith("Google\t")


@pytest.mark.parametrize(
    ("run", "rule"),
    [("DTAA", "spelled"), ("acrobat", "cmudict"), ("blorptastic", "letter-to-sound")],
)
def test_a_rule_is_named_where_no_row_is(run, rule):
    assert speak_latin(run).rule == rule


def test_a_phrase_is_read_whole():
    found = read_phrase("योजना Make in India की", 6)
    assert found is not None
    assert found[0] == 19
    assert found[1].spoken == "मेक इन इंडिया"


def test_the_longest_phrase_wins():
    found = read_phrase("State Bank of India", 0)
    assert found is not None
    assert found[0] == 19


def test_a_phrase_is_found_in_capitals_and_over_two_spaces():
    found = read_phrase("MAKE  IN INDIA", 0)
    assert found is not None
    assert found[0] == 14


@pytest.mark.parametrize(("text", "start"), [("xMake in India", 1), ("Make in Indias", 0)])
def test_a_phrase_is_found_only_at_word_boundaries(text, start):
    assert read_phrase(text, start) is None


@pytest.mark.parametrize("name", ["english.tsv", "acronyms.tsv"])
def test_a_table_is_sorted_and_lists_a_word_once(name):
    words = [cells[0] for cells in written_rows(name)]
    assert len(set(words)) == len(words)
    key = str if name == "acronyms.tsv" else lambda word: (word.lower(), word)
    assert words == sorted(words, key=key)


@pytest.mark.parametrize("name", ["english.tsv", "acronyms.tsv", "latin_letters.tsv"])
def test_a_table_says_everything_in_composed_devanagari(name):
    for _written, spoken, *_ in written_rows(name):
        assert spoken == "spell" or SPOKEN.fullmatch(spoken), spoken
        assert spoken == unicodedata.normalize("NFC", spoken)


def test_thousands_of_words_are_listed():
    assert len(written_rows("english.tsv")) > 3500
    assert len(written_rows("acronyms.tsv")) > 300


@given(st.text(alphabet=LATIN, min_size=1, max_size=24))
@example("ʘ")
@example("ﬁ")
@example("Ĳ")
@example("qzxw")
@example("aeiou")
@example("ngngng")
@example("iiiyyy")
def test_any_latin_letters_are_said_in_devanagari_alone(run):
    spoken = speak_latin(run).spoken
    assert SPOKEN.fullmatch(spoken), spoken
    assert spoken == unicodedata.normalize("NFC", spoken)


@given(st.from_regex(r"[A-Za-z]{1,12}('[a-z]{1,3})?", fullmatch=True))
def test_a_run_with_an_apostrophe_is_said_in_devanagari_alone(run):
    assert SPOKEN.fullmatch(speak_latin(run).spoken)


@pytest.mark.parametrize("run", ["ing" * 4000, "a" * 20000, "bdh" * 4000, "aB" * 6000, "é" * 3000])
def test_a_hostile_run_is_said_all_the_same(run):
    assert speak_latin(run).spoken
