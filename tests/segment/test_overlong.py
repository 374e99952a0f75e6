import time
from itertools import pairwise

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from audio.records import Article, Block, BlockKind, Span
from audio.segment import find_sentences, is_speakable, segment
from audio.segment.overlong import LONGEST
from audio.segment.sentences import find_lines

SIZE = 100_000
WORDS = [
    "राम",
    "क",
    "क्षेत्र",
    "1,50,000",
    "7:30",
    "https://x.in/",
    "😀",
    "👩\u200d🌾",
    "र" * 999,
    "क्" * 600,
]
MARKS = [" ", ", ", "; ", ": ", " — ", ",", "”, ", "। ", "…"]
TEXTS = st.lists(st.sampled_from(WORDS + MARKS), max_size=30).map(lambda parts: "".join(parts) * 9)


def filled(unit: str, size: int = SIZE) -> str:
    return (unit * (size // len(unit) + 1))[:size]


def cut(text: str) -> list[str]:
    return [span.of(text) for span in find_sentences(text)]


@pytest.mark.parametrize(
    "unit",
    ["राम घर गया और ", "राम घर गया, और ", "क", "कि", "क्षेत्र", "क्", "क,", "क—", "क\u200d",
     "👩\u200d🌾क", "1,50,000 ", "10:15:", "क" * 1500 + " ", "क" * 999 + ", ", "क, " + "ख" * 1200],
)  # fmt: skip
def test_100_kb_without_a_stop_are_cut_short_and_kept_whole(unit: str) -> None:
    text = filled(unit) + "।"
    sentences = cut(text)
    assert max(map(len, sentences)) <= LONGEST
    assert "".join(sentences).replace(" ", "") == text.replace(" ", "")


def test_the_last_clause_mark_in_reach_is_the_place() -> None:
    clause = "राम घर गया और सो गया, "
    first, *_ = cut(filled(clause, 1100))
    assert first == filled(clause, LONGEST).rpartition(",")[0] + ","


@pytest.mark.parametrize("mark", [",", ";", ":", " —", " –", ",”"])
def test_a_clause_mark_goes_before_a_nearer_space(mark: str) -> None:
    head = "राम घर" + mark
    assert cut(head + " गया" * 400)[0] == head


@pytest.mark.parametrize("word", ["1,50,000", "7:30", "10–15", "https://x.in"])
def test_a_mark_within_a_number_or_an_address_is_no_place(word: str) -> None:
    text = f"राम {word} " + "क" * LONGEST
    assert cut(text)[0] == f"राम {word}"


def test_without_a_clause_mark_the_last_space_in_reach_is_the_place() -> None:
    assert cut("क" * 600 + " " + "ख" * 399 + " ग")[0] == "क" * 600 + " " + "ख" * 399
    assert cut("क" * 600 + " " + "ख" * 400 + " ग")[0] == "क" * 600


def test_without_a_space_no_akshara_is_torn() -> None:
    assert cut("क" * 999 + "कि" + "क" * 99)[0] == "क" * 999


def test_a_sentence_of_the_longest_length_is_whole() -> None:
    assert len(cut("क " * (LONGEST // 2 - 1) + "क।")) == 1


def test_no_part_is_a_mark_by_itself() -> None:
    assert cut("क" * LONGEST + "।") == ["क" * (LONGEST - 1), "क।"]


def test_what_cannot_be_spoken_makes_no_parts() -> None:
    assert len(cut("क" + "😀" * 5000)) == 1


def test_what_cannot_be_spoken_hides_no_overlong_text() -> None:
    assert list(map(len, cut("😀" * 1500 + "क" * 1500))) == [2500, 500]


def test_every_part_is_a_sentence_with_its_own_id() -> None:
    text = filled("राम घर गया ", 2500).strip()
    article = Article(text, (Block(BlockKind.PARAGRAPH, Span(0, len(text))),), "a.txt")
    (paragraph,) = segment(article)
    assert [sentence.id for sentence in paragraph.sentences] == ["p1s1", "p1s2", "p1s3"]
    assert all(sentence.span.of(text) == sentence.text for sentence in paragraph.sentences)


def test_a_long_line_of_code_is_cut_too() -> None:
    text = filled("a=b;")
    assert max(len(span.of(text)) for span in find_lines(text)) <= LONGEST


@given(TEXTS)
def test_parts_hold_every_character_once_and_are_short_and_speakable(text: str) -> None:
    spans = find_sentences(text)
    for before, after in pairwise([Span(0, 0), *spans, Span(len(text), len(text))]):
        assert not spans or not text[before.end : after.start].strip()
    for span in spans:
        spoken = regex.sub(r"^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$", "", span.of(text))
        assert is_speakable(spoken)
        assert len(spoken) <= LONGEST


@pytest.mark.parametrize(
    "unit",
    ["क", "क ", "क,", "क्", "\u0902", "क\u0902", "😀", ", ", "क" + "," * 999, "👩\u200d", "1,"],
)
def test_overlong_text_is_cut_in_linear_time(unit: str) -> None:
    def seconds(size: int) -> float:
        text = filled(unit, size)
        start = time.process_time()
        find_sentences(text)
        return time.process_time() - start

    small, large = seconds(50_000), seconds(400_000)
    assert large < 0.05 + 24 * small, "eight times the text may take eight times as long"
