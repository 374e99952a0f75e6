"""The tables' own examples hold."""

from pathlib import Path

import pytest

from audio.segment import find_sentences, sentences

TABLES = Path(sentences.__file__).parent


def examples(name: str, roles: set[str]) -> list[object]:
    lines = (TABLES / name).read_text("utf-8").split("\n")
    rows = [(number, line.split("\t")) for number, line in enumerate(lines, start=1)]
    return [
        pytest.param(cells[0], cells[-1], id=f"{name}:{number}")
        for number, cells in rows
        if len(cells) > 1 and cells[1] in roles
    ]


@pytest.mark.parametrize(
    ("written", "example"), examples("abbreviations.tsv", {"title", "short", "letter", "ending"})
)
def test_an_abbreviation_ends_no_sentence_in_its_example(written: str, example: str) -> None:
    assert f"{written}." in example
    assert len(find_sentences(example)) == 1


@pytest.mark.parametrize(("written", "example"), examples("abbreviations.tsv", {"word"}))
def test_a_word_ends_its_example_like_any_other(written: str, example: str) -> None:
    first = find_sentences(example)[0].of(example)
    assert first.endswith(f"{written}.")


@pytest.mark.parametrize(
    ("written", "example"),
    examples("words.tsv", {"postposition", "linked", "continues", "says"}),
)
def test_a_word_that_goes_on_keeps_its_example_whole(written: str, example: str) -> None:
    assert written in example
    assert len(find_sentences(example)) == 1


@pytest.mark.parametrize(("written", "example"), examples("words.tsv", {"starts"}))
def test_a_word_that_starts_sentences_starts_one_in_its_example(written: str, example: str) -> None:
    last = find_sentences(example)[-1].of(example)
    assert last.startswith(written)
