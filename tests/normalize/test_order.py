"""The classes are asked in an order that follows from their declarations; each reason holds."""

from __future__ import annotations

import random
from collections.abc import Sequence
from graphlib import CycleError
from pathlib import Path
from typing import Any

import pytest

from audio.normalize import scan, tokenize
from audio.normalize.context import Context
from audio.normalize.gate import Gate
from audio.normalize.handler import Before, Handler, Start
from audio.normalize.order import CLASSES, HANDLERS, sort_handlers
from tests.conftest import rows

CASES = [
    (written, spoken)
    for path in sorted((Path(__file__).parent / "cases").glob("*.tsv"))
    for _, (written, spoken, _why) in list(rows(path))[1:]
]
RULES = [
    pytest.param(handler.name, rule, id=f"{handler.name}-{rule.other}")
    for handler in HANDLERS
    for rule in handler.before
]


def say(text: str) -> str:
    return "".join(token.spoken for token in tokenize(text))


@pytest.fixture
def ask_in(monkeypatch):
    def order(handlers: Sequence[Handler[Any]]) -> None:
        by_start = {start: tuple(h for h in handlers if start in h.starts) for start in Start}
        monkeypatch.setattr(scan, "_BY_START", by_start)
        scan._find_handlers.cache_clear()

    yield order
    scan._find_handlers.cache_clear()


def make_handler(name: str, *later: str, starts: Start = Start.DIGIT) -> Handler[Any]:
    rules = tuple(Before(other, "", "") for other in later)
    return Handler(name, name, starts, lambda *_: None, lambda _: [], before=rules)


@pytest.mark.parametrize(("name", "rule"), RULES)
def test_a_phrase_is_read_rightly_only_in_the_order_it_is_given_for(ask_in, name, rule):
    assert say(rule.written) == rule.spoken
    order = [handler.name for handler in HANDLERS if handler.name != rule.other]
    order.insert(order.index(name), rule.other)
    by_name = {handler.name: handler for handler in HANDLERS}
    ask_in([by_name[each] for each in order])
    assert say(rule.written) != rule.spoken


@pytest.mark.parametrize("seed", range(5))
def test_the_declarations_are_enough_to_read_every_case(ask_in, seed):
    """However the list of classes is written down."""
    shuffled = list(CLASSES)
    random.Random(seed).shuffle(shuffled)
    ask_in(sort_handlers(shuffled))
    assert [written for written, spoken in CASES if say(written) != spoken] == []


def test_the_classes_are_listed_in_the_order_they_are_asked_in():
    assert HANDLERS == CLASSES


def test_names_of_classes_differ():
    assert len({handler.name for handler in CLASSES}) == len(CLASSES)


def test_a_class_is_moved_before_those_it_must_precede_and_no_farther():
    listed = [*map(make_handler, "abc"), make_handler("new", "b")]
    assert [handler.name for handler in sort_handlers(listed)] == ["a", "new", "b", "c"]


def test_declarations_that_contradict_each_other_are_refused():
    with pytest.raises(CycleError):
        sort_handlers([make_handler("a", "b"), make_handler("b", "a")])


def test_a_class_that_does_not_exist_is_refused():
    with pytest.raises(KeyError, match="nowhere"):
        sort_handlers([make_handler("a", "nowhere")])


def test_a_class_that_may_start_with_a_devanagari_word_must_say_which():
    with pytest.raises(ValueError, match="the class a needs both a gate"):
        make_handler("a", starts=Start.HINDI)


def test_a_class_reads_no_devanagari_word_that_its_own_gate_is_closed_to():
    closed = []
    for written, _ in CASES:
        context = Context(written)
        for token in tokenize(written):
            word = scan._NEXT.match(context.view, token.span.start)
            if word is None or word.lastgroup != "HINDI":
                continue
            following = context.view[word.end() : word.end() + 1]
            asked = (handler for handler in HANDLERS if handler.gate)
            reader = next((h for h in asked if h.read(context, token.span.start)), None)
            if reader and token.kind == reader.kind and not reader.gate.opens(word[0], following):
                closed.append((reader.name, written))
    assert closed == []


@pytest.mark.parametrize(
    ("gate", "word", "following", "opens"),
    [
        (Gate(signs="-"), "कोविड", "-", True),
        (Gate(signs="-"), "कोविड", "", False),
        (Gate(tables=("units",)), "किमी", " ", True),
        (Gate(tables=("units",)), "राम", " ", False),
        (Gate(letters=True), "बीजेपी", " ", True),
        (Gate(letters=True), "राम", " ", False),
    ],
)
def test_a_gate_opens_by_what_it_names(gate, word, following, opens):
    assert gate.opens(word, following) is opens
