"""The pace at which all threads ask one service, its cool-downs and its outages."""

from __future__ import annotations

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import numpy as np
import pytest

from audio.engines.online.faults import BusyError
from audio.engines.online.pace import Pace
from tests.engines.faulty_server import HASTY


def test_a_429_silences_every_thread():
    pace = Pace("gtts", HASTY)
    until = time.monotonic() + pace.cool_down(pace.start(), 0.2)
    with ThreadPoolExecutor(4) as pool:
        assert all(start >= until - 0.01 for start in pool.map(lambda _: pace.start(), range(4)))


def test_requests_under_way_together_meet_one_429():
    pace = Pace("gtts", HASTY)
    starts = [pace.start() for _ in range(4)]
    assert {pace.cool_down(began, None) for began in starts} == {HASTY.cool_down}


def test_the_user_is_told_once_that_the_server_is_waited_for(caplog):
    pace = Pace("gtts", replace(HASTY, longest_cool_down=60, in_all=90))
    for seconds in (1, 1, 5, 7):
        pace.cool_down(time.monotonic(), seconds)
    told = "gtts: waiting 5 s as the server asks (429), and 90 s in all at most"
    assert [record.getMessage() for record in caplog.records] == [told]


def test_each_further_429_doubles_the_silence_up_to_a_limit():
    pace = Pace("gtts", replace(HASTY, cool_down=1, longest_cool_down=5))
    waits = [pace.cool_down(time.monotonic(), None) for _ in range(4)]
    assert waits == [1, 2, 4, 5]


def test_requests_start_no_faster_than_the_pace():
    pace = Pace("gtts", replace(HASTY, interval=0.05))
    starts = sorted(pace.start() for _ in range(4))
    assert np.diff(starts).min() >= 0.049


def test_who_waits_for_another_try_wakes_up_when_an_outage_begins():
    pace = Pace("gtts", HASTY)
    sleeper = threading.Thread(target=pace.wait, args=(60,))
    sleeper.start()
    pace.begin()
    sleeper.join(5)
    assert not sleeper.is_alive()


def test_nobody_asks_during_a_cool_down_once_an_outage_has_begun():
    pace = Pace("gtts", HASTY)
    pace.cool_down(pace.start(), 60)
    pace.begin()
    with pytest.raises(BusyError):
        pace.start()
