import time
from itertools import pairwise

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from audio.records import Span
from audio.segment import find_sentences, is_speakable
from audio.segment.sentences import find_lines

WORDS = ["राम", "है", "डॉ", "ई", "पू", "ए", "आई", "A", "etc", "2019", "5", "[1]", "www.x.in", "😀"]
MARKS = list("।॥.…?!|,\"'“”() \n\u200d")
TEXTS = st.one_of(
    st.lists(st.sampled_from(WORDS + MARKS), max_size=40).map("".join), st.text(max_size=60)
)


@pytest.mark.tsv("sentences.tsv")
def test_sentences_are_cut(sentences: str) -> None:
    text = sentences.replace(" ¦ ", " ").replace("¦", "")
    expected = [regex.sub(r"\s+", " ", part).strip() for part in sentences.split("¦")]
    assert [span.of(text) for span in find_sentences(text)] == expected


@given(TEXTS)
def test_every_character_but_white_space_is_in_exactly_one_sentence(text: str) -> None:
    spans = [Span(0, 0), *find_sentences(text), Span(len(text), len(text))]
    if len(spans) > 2:
        for before, after in pairwise(spans):
            assert not text[before.end : after.start].strip()
            assert before.end <= after.start


@given(TEXTS)
def test_sentences_have_no_white_space_around_them_and_something_to_speak(text: str) -> None:
    for span in find_sentences(text):
        assert span.of(text) == span.of(text).strip()
        assert is_speakable(span.of(text))


@given(TEXTS)
def test_text_with_something_to_speak_has_a_sentence(text: str) -> None:
    assert bool(find_sentences(text)) == is_speakable(text)


def test_code_is_cut_at_line_breaks_only() -> None:
    text = "print(a). b()\n}\nreturn x? 1 : 2"
    assert [span.of(text) for span in find_lines(text)] == [
        "print(a). b()\n}",
        "return x? 1 : 2",
    ]


@pytest.mark.parametrize(
    "unit",
    [".", "। ", "।", '"', '."', ". ", "?\" ", "| ", "ए.", "ए. ", "डॉ. ", "www.", "www. ", "…",
     "1. ", "(", "a?", "॥ 1 ", '" ', "है।\" ", "'।", "\n", "\n\n. ", "[1]", "।[1", "😀। "],
)  # fmt: skip
def test_hostile_text_is_cut_in_linear_time(unit: str) -> None:
    def seconds(size: int) -> float:
        text = unit * (size // len(unit))
        start = time.process_time()
        find_sentences(text)
        return time.process_time() - start

    small, large = seconds(4_000), seconds(32_000)
    assert large < 0.05 + 24 * small, "eight times the text may take eight times as long"
