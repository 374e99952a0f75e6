"""Results in their order, and nothing made twice at once; see also commands/test_store.py."""

from __future__ import annotations

import threading
from collections import Counter
from concurrent.futures import CancelledError, ThreadPoolExecutor

import pytest

from audio.work.flow import Workshop, in_order, worked_on


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

    def kept(self) -> str | None:
        return self.shelf.there.get(self.key)

    def made(self) -> str:
        assert self.shelf.gate.wait(10)
        self.shelf.made[self.key] += 1
        if self.key in self.shelf.failing:
            self.shelf.failing.discard(self.key)
            raise ValueError(self.key)
        self.shelf.there[self.key] = self.key.upper()
        return self.shelf.there[self.key]


@pytest.fixture
def shelf():
    return Shelf()


def test_results_come_in_the_order_of_the_items():
    with ThreadPoolExecutor(4) as executor:
        done = in_order(worked_on(executor, str), range(100), 8)
        assert [(one.item, one.result, one.own) for one in done] == [
            (number, str(number), True) for number in range(100)
        ]


@pytest.mark.parametrize("workers", [1, 3])
def test_each_thing_is_made_once_however_often_it_is_wanted(shelf, workers):
    with ThreadPoolExecutor(workers) as executor:
        things = [Thing(shelf, key) for key in "abaabbcabc" * 5]
        done = list(in_order(Workshop(executor).begin, things, 4 * workers))
    assert [one.result for one in done] == list("ABAABBCABC" * 5)
    assert set(shelf.made.values()) == {1}
    assert sum(one.own for one in done) == 3


def test_several_who_want_the_same_at_once_have_it_made_once(shelf):
    shelf.gate.clear()
    with ThreadPoolExecutor(1) as workers, ThreadPoolExecutor(4) as coordinators:
        workshop = Workshop(workers)
        both = threading.Barrier(5)

        def narrate(_: int) -> list[bool]:
            both.wait(10)
            begun = workshop.begin(Thing(shelf, "a"))
            both.wait(10)
            return [one.own for one in in_order(lambda _: begun, [0], 1)]

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
        workshop = Workshop(executor)
        first = workshop.begin(Thing(shelf, "a"))
        second = in_order(workshop.begin, [Thing(shelf, "a")], 1)
        shelf.gate.set()
        with pytest.raises(ValueError, match="a"):
            first.work.result(10)
        assert [(one.result, one.own) for one in second] == [("A", True)]


def test_who_waited_for_one_that_was_cancelled_makes_its_own(shelf):
    shelf.gate.clear()
    with ThreadPoolExecutor(1) as executor:
        workshop = Workshop(executor)
        busy = workshop.begin(Thing(shelf, "b"))
        first = workshop.begin(Thing(shelf, "a"))
        begun = workshop.begin(Thing(shelf, "a"))
        assert first.work.cancel()
        answers = iter([begun])
        second = in_order(
            lambda thing: next(answers, None) or workshop.begin(thing), [Thing(shelf, "a")], 1
        )
        shelf.gate.set()
        assert [(one.result, one.own) for one in second] == [("A", True)]
        assert busy.work.result(10) == "B"
    assert shelf.made["a"] == 1


def test_who_stops_listening_cancels_only_what_is_its_own(shelf):
    shelf.gate.clear()
    with ThreadPoolExecutor(1) as executor:
        workshop = Workshop(executor)
        other = [workshop.begin(Thing(shelf, key)) for key in "ab"]
        flow = in_order(workshop.begin, map(Thing, [shelf] * 4, "abcd"), 2)
        listener = threading.Thread(target=lambda: next(flow))
        listener.start()
        shelf.gate.set()
        listener.join(10)
        flow.close()
        assert [one.work.result(10) for one in other] == ["A", "B"]


def test_a_workshop_whose_executor_stops_lets_nobody_wait(shelf):
    shelf.gate.clear()
    executor = ThreadPoolExecutor(1)
    workshop = Workshop(executor)
    workshop.begin(Thing(shelf, "b"))
    begun = workshop.begin(Thing(shelf, "a"))
    executor.shutdown(wait=False, cancel_futures=True)
    with pytest.raises(CancelledError):
        begun.work.result(10)
    shelf.gate.set()
