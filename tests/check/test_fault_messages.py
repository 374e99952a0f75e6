"""What the check finds is told in Hindi, too."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
import regex

from audio import check
from audio.work.messages import choose_language, translate

CLAUSES = {"Fault": 1, "contrast": 0}
"""Which argument says what is wrong."""


def say(node: ast.expr) -> str:
    """The text of a literal, with a letter for what is filled in; empty for anything else."""
    if isinstance(node, ast.Constant):
        return str(node.value)
    if isinstance(node, ast.JoinedStr):
        return "".join(say(part) if isinstance(part, ast.Constant) else "X" for part in node.values)
    return ""


def list_clauses() -> list[str]:
    found = set()
    for path in Path(check.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            name = (
                node.func.id
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
                else ""
            )
            if name in CLAUSES and len(node.args) > CLAUSES[name]:
                found.add(say(node.args[CLAUSES[name]]))
    return sorted(clause for clause in found if regex.search("[a-z] [a-z]", clause))


@pytest.fixture
def hindi():
    choose_language("hi")
    yield
    choose_language("en")


@pytest.mark.usefixtures("hindi")
def test_every_clause_that_says_what_is_wrong_has_its_hindi():
    clauses = list_clauses()
    assert len(clauses) > 150
    assert [clause for clause in clauses if translate(clause) == clause] == []


@pytest.mark.usefixtures("hindi")
def test_a_fault_keeps_its_place_and_what_was_found():
    fault = "feed.xml: item a.md: its guid is not the edition's (expected “क”, found “ख”)"
    told = "feed.xml: आइटम a.md: इसका guid संस्करण का नहीं है (होना चाहिए “क”, मिला “ख”)"
    assert translate(fault) == told
