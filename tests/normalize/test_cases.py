"""Natural sentences by class, one a row: what is written, what is said, and why."""

from __future__ import annotations

from pathlib import Path

import pytest

from audio.normalize import tokenize
from tests.conftest import rows

FILES = sorted((Path(__file__).parent / "cases").glob("*.tsv"))
CASES = [
    pytest.param(written, spoken, id=f"{path.name}:{number}")
    for path in FILES
    for number, (written, spoken, _why) in list(rows(path))[1:]
]


def say(text: str) -> str:
    return "".join(token.spoken for token in tokenize(text))


@pytest.mark.parametrize(("written", "spoken"), CASES)
def test_it_is_said_as_a_newsreader_would(written, spoken):
    assert say(written) == spoken


@pytest.mark.parametrize(("written", "spoken"), CASES)
def test_what_is_said_is_said_the_same_again(written, spoken):
    assert written is not None
    assert say(spoken) == spoken


def test_there_are_several_hundred_cases():
    assert len(CASES) > 400
