"""The main path of a listener, on our pages and others', in Firefox and WebKit: ``engines.mjs``."""

from __future__ import annotations

import pytest

from tests.writers.in_browser import find_missing, finish_engine, start_engine

ENGINES = ("firefox", "webkit")
SCENARIOS = (
    "plays, and lights up the word that is heard",
    "goes to a sentence by its link, by a click and by a chapter",
    "reads a table along, row by row, and plays from a click in one",
    "is worked by keys, changes its speed and tells so",
    "stops at the end of a chapter when the sleep timer says so",
    "reads along on the pages of other sites",
)


@pytest.fixture(scope="module")
def results(once, paper):
    return once("engines", lambda: play(paper))


def play(paper):
    """What came of each scenario in each engine that is installed; they run side by side."""
    started = {one: start_engine(one, paper) for one in ENGINES if not find_missing(one)}
    found = {}
    for engine, process in started.items():
        found |= {f"{engine} {one['name']}": one for one in finish_engine(process)}
    return found


@pytest.mark.parametrize("scenario", SCENARIOS)
@pytest.mark.parametrize("engine", ENGINES)
def test_an_engine(request, engine, scenario):
    if missing := find_missing(engine):
        pytest.skip(f"{engine}: {missing}")
    results = request.getfixturevalue("results")
    if f"{engine} no sound" in results:
        pytest.skip(f"{engine} cannot decode MP3 here")
    assert not results[f"{engine} {scenario}"]["problems"], results[f"{engine} {scenario}"]
