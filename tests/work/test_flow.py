"""Results in their order, and nothing made twice at once; see also commands/test_store.py."""

from __future__ import annotations

import threading
from collections import Counter
from concurrent.futures import CancelledError, ThreadPoolExecutor

import pytest

from audio.work.flow import SingleFlight, run_in, run_in_order


class Shelf:
    """Where what was made is kept, and how often each was."""

    def __init__(self) -> None:
        self.there: dict[str, str] = {}
        self.made = Counter()
        self.failing: set[str] = set()
        self.gate = threading.Event()
        self.gate.set()


class Thing:
    def __init__(self, shelf: Shelf, key: str) -> None:
        self.shelf = shelf
        self.key = key

    def find(self) -> str | None:
        return self.shelf.there.get(self.key)

    def make(self) -> str:
        assert self.shelf.gate.wait(10)
        self.shelf.made[self.key] += 1
        if self.key in self.shelf.failing:
            self.shelf.failing.discard(self.key)
            raise ValueError(self.key)
        self.shelf.there[self.key] = self.key.upper()
        return self.shelf.there[self.key]


def begin_in(flight):
    return lambda thing: flight.begin(thing.key, thing.find, thing.make)


@pytest.fixture
def shelf():
    return Shelf()


def test_results_come_in_the_order_of_the_items():
    with ThreadPoolExecutor(4) as executor:
        done = run_in_order(run_in(executor, str), range(100), 8)
        assert [(one.item, one.result, one.own) for one in done] == [
            (number, str(number), True) for number in range(100)
        ]


@pytest.mark.parametrize("workers", [1, 3])
def test_each_thing_is_made_once_however_often_it_is_wanted(shelf, workers):
    with ThreadPoolExecutor(workers) as executor:
        things = [Thing(shelf, key) for key in "abaabbcabc" * 5]
        done = list(run_in_order(begin_in(SingleFlight(executor)), things, 4 * workers))
    assert [one.result for one in done] == list("ABAABBCABC" * 5)
    assert set(shelf.made.values()) == {1}
    assert sum(one.own for one in done) == 3


def test_several_who_want_the_same_at_once_have_it_made_once(shelf):
    shelf.gate.clear()
    with ThreadPoolExecutor(1) as workers, ThreadPoolExecutor(4) as coordinators:
        begin = begin_in(SingleFlight(workers))
        both = threading.Barrier(5)

        def narrate(_: int) -> list[bool]:
            both.wait(10)
            begun = begin(Thing(shelf, "a"))
            both.wait(10)
            return [one.own for one in run_in_order(lambda _: begun, [0], 1)]

        editions = [coordinators.submit(narrate, number) for number in range(4)]
        both.wait(10)
        both.wait(10)
        shelf.gate.set()
        assert sorted(edition.result(10) for edition in editions) == [[False]] * 3 + [[True]]
    assert shelf.made == {"a": 1}


def test_who_waited_for_one_that_failed_makes_its_own(shelf):
    shelf.failing = {"a"}
    shelf.gate.clear()
    with ThreadPoolExecutor(1) as executor:
        begin = begin_in(SingleFlight(executor))
        first = begin(Thing(shelf, "a"))
        second = run_in_order(begin, [Thing(shelf, "a")], 1)
        shelf.gate.set()
        with pytest.raises(ValueError, match="a"):
            first.work.result(10)
        assert [(one.result, one.own) for one in second] == [("A", True)]


def test_who_waited_for_one_that_was_cancelled_makes_its_own(shelf):
    shelf.gate.clear()
    with ThreadPoolExecutor(1) as executor:
        begin = begin_in(SingleFlight(executor))
        busy = begin(Thing(shelf, "b"))
        first = begin(Thing(shelf, "a"))
        begun = begin(Thing(shelf, "a"))
        assert first.work.cancel()
        answers = iter([begun])
        second = run_in_order(
            lambda thing: next(answers, None) or begin(thing), [Thing(shelf, "a")], 1
        )
        shelf.gate.set()
        assert [(one.result, one.own) for one in second] == [("A", True)]
        assert busy.work.result(10) == "B"
    assert shelf.made["a"] == 1


def test_who_stops_listening_cancels_only_what_is_its_own(shelf):
    shelf.gate.clear()
    with ThreadPoolExecutor(1) as executor:
        begin = begin_in(SingleFlight(executor))
        other = [begin(Thing(shelf, key)) for key in "ab"]
        flow = run_in_order(begin, map(Thing, [shelf] * 4, "abcd"), 2)
        listener = threading.Thread(target=lambda: next(flow))
        listener.start()
        shelf.gate.set()
        listener.join(10)
        flow.close()
        assert [one.work.result(10) for one in other] == ["A", "B"]


def test_an_executor_that_stops_lets_nobody_wait(shelf):
    shelf.gate.clear()
    executor = ThreadPoolExecutor(1)
    begin = begin_in(SingleFlight(executor))
    begin(Thing(shelf, "b"))
    begun = begin(Thing(shelf, "a"))
    executor.shutdown(wait=False, cancel_futures=True)
    with pytest.raises(CancelledError):
        begun.work.result(10)
    shelf.gate.set()
