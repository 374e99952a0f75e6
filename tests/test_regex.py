"""Patterns that are compiled when they are first used."""

from __future__ import annotations

import pickle
from importlib import import_module
from pathlib import Path

import pytest
import regex as library

from audio import regex

PACKAGE = Path(__file__).parents[1] / "audio"
NUMBER = regex.compile(r"(?P<a>\d+)-", regex.V1)
KEPT = regex.compile("a")
WRONG = regex.compile("(")
LISTED = regex.compile(r"\L<terms>", regex.IGNORECASE, terms=["Rly.", "Govt."])


def list_patterns():
    """Each pattern at the top of a module."""
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
        if parts[-1] == "__main__" or "import regex" not in path.read_text(encoding="utf-8"):
            continue
        module = import_module(".".join(part for part in parts if part != "__init__"))
        for value in list(vars(module).values()):
            if isinstance(value, type(WRONG) | library.Pattern):
                yield value


def test_every_pattern_of_the_package_can_be_compiled():
    assert sum(bool(pattern.flags) for pattern in list_patterns()) > 800


def test_a_pattern_does_what_the_librarys_does():
    ours, theirs = NUMBER, library.compile(r"(?P<a>\d+)-", library.V1)
    assert ours.search("x 12-").span("a") == theirs.search("x 12-").span("a") == (2, 4)
    assert ours.sub("", "1-2-") == ""
    assert (ours.flags, ours.groups) == (theirs.flags, theirs.groups)


def test_the_name_of_a_pattern_gets_the_compiled_one_when_it_is_used():
    assert KEPT.match("a")
    assert isinstance(KEPT, library.Pattern)


def test_a_pattern_tells_its_text_before_it_is_compiled():
    assert WRONG.pattern == "("


def test_a_wrong_pattern_is_found_out_when_it_is_used():
    with pytest.raises(library.error):
        WRONG.match("a")


def test_a_pattern_in_a_function_is_compiled_at_once():
    with pytest.raises(library.error):
        regex.compile("(")


def test_named_lists_are_taken():
    assert LISTED.search("the govt. of").start() == 4


def test_a_pattern_can_be_sent_to_another_process():
    sent = pickle.loads(pickle.dumps(LISTED))
    assert sent.fullmatch("RLY.")
