"""Patterns that are compiled when they are first used."""

from __future__ import annotations

import pickle
from importlib import import_module
from pathlib import Path

import pytest
import regex as library

from audio import regex

PACKAGE = Path(__file__).parents[1] / "audio"


def list_patterns():
    """Each pattern at the top of a module."""
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
        if parts[-1] == "__main__" or "import regex" not in path.read_text(encoding="utf-8"):
            continue
        module = import_module(".".join(part for part in parts if part != "__init__"))
        for value in vars(module).values():
            if isinstance(value, type(regex.compile(""))):
                yield value


def test_every_pattern_of_the_package_can_be_compiled():
    assert sum(bool(pattern.flags) for pattern in list_patterns()) > 800


def test_a_pattern_does_what_the_librarys_does():
    ours, theirs = (one.compile(r"(?P<a>\d+)-", one.V1) for one in (regex, library))
    assert ours.search("x 12-").span("a") == theirs.search("x 12-").span("a") == (2, 4)
    assert ours.sub("", "1-2-") == ""
    assert (ours.flags, ours.groups) == (theirs.flags, theirs.groups)


def test_a_pattern_tells_its_text_before_it_is_compiled():
    assert regex.compile("(").pattern == "("


def test_a_wrong_pattern_is_found_out_when_it_is_used():
    with pytest.raises(library.error):
        regex.compile("(").match("a")


def test_named_lists_are_taken():
    assert regex.compile(r"\L<terms>", terms=["Rly.", "Govt."]).search("the Govt. of").start() == 4


def test_a_pattern_can_be_sent_to_another_process():
    sent = pickle.loads(pickle.dumps(regex.compile(r"\L<terms>", regex.IGNORECASE, terms=["a"])))
    assert sent.fullmatch("A")
