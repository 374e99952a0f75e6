from __future__ import annotations

from importlib.resources import files

import pytest
import regex
from hypothesis import example, given
from hypothesis import strategies as st

from audio.engines.gtts.phrases import LONGEST, Cut, cut_line

WORDS = st.text("कखगमनरलसहािीुेो्ंँ़,।;:-—()\"'“” \n\u200d", max_size=60)
LINES = st.one_of(
    st.text(max_size=400),
    st.lists(WORDS, max_size=40).map(" ".join),
    st.lists(st.sampled_from(["और", "कि", "में", "का", "है", "संविधान", "।", ","]), max_size=90).map(
        " ".join
    ),
)


@pytest.mark.tsv("gtts_phrases.tsv")
def test_a_line_is_cut_where_a_speaker_would_pause(pieces):
    line = pieces.replace(" | ", " ")
    assert [piece.said for piece in cut_line(line)] == pieces.split(" | ")


@given(LINES)
@example("क" * 1000)
@example("क" + "\u093c" * 1000 + "ख" * 150)
@example("  राम  " + " " * 300 + "आए।  ")
@example("राम " + "!" * 350)
def test_pieces_tile_their_line_and_each_fits_into_a_request(line):
    pieces = cut_line(line)
    assert "".join(piece.span.of(line) for piece in pieces) == (line if pieces else "")
    assert bool(pieces) == bool(line.split())
    for piece in pieces:
        assert 0 < len(piece.said) <= LONGEST
        assert piece.said == piece.span.of(line).strip()


@given(LINES)
def test_no_word_that_fits_into_a_request_is_cut(line):
    for piece in cut_line(line):
        if piece.cut is Cut.WORD:
            around = regex.search(r"\S*$", line[: piece.span.end])[0]
            around += regex.match(r"\S*", line[piece.span.end :])[0]
            assert len(around) > LONGEST


def test_a_word_longer_than_a_request_is_cut_between_letters_with_their_signs():
    word = "क्षि" * 60
    pieces = cut_line(word)
    assert {piece.cut for piece in pieces[:-1]} == {Cut.WORD}
    assert all(len(piece.said) % len("क्षि") == 0 for piece in pieces)


def test_a_crumb_is_not_left_over():
    words = "नदी " * 26
    shortest = min(len(piece.said) for piece in cut_line(words))
    assert shortest > 30


def test_numbers_are_not_torn_apart():
    line = "उस साल की जनगणना में गाँव की आबादी " + "चार हज़ार दो सौ पैंतीस थी जिनमें " * 4
    said = " | ".join(piece.said for piece in cut_line(line))
    assert "| हज़ार" not in said
    assert "| सौ" not in said
    assert "सौ |" not in said


def test_every_row_of_the_table_has_known_roles_and_an_example_with_its_word():
    text = files("audio.engines.gtts").joinpath("phrases.tsv").read_text("utf-8")
    rows = [row.split("\t") for row in text.splitlines() if not row.startswith("#")]
    roles = {"opens", "joins", "ends", "finite", "closes", "leans", "leads"}
    assert len({word for word, _, _ in rows}) == len(rows)
    for word, named, seen in rows:
        assert set(named.split()) <= roles, word
        assert word.lstrip("-") in seen, word
