"""What Orca, a screen reader, says of an edition's page: ``tests/browser/orca.mjs``."""

from __future__ import annotations

import pytest

from tests.writers.in_browser import find_missing, finish_engine, start_engine

SCENARIOS = (
    "says what the page is, that the voice is made, then title and text in order",
    "tells play, speed, chapters and a sentence's link, each by its Hindi name",
    "plays a sentence from its link, and tells a change of speed",
)

pytestmark = pytest.mark.skipif(bool(find_missing("orca")), reason=f"Orca: {find_missing('orca')}")


@pytest.fixture(scope="module")
def results(once, paper):
    return once("orca", lambda: finish_engine(start_engine("orca", paper)))


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_the_screen_reader(results, scenario):
    found = next(one for one in results if one["name"] == scenario)
    assert not found["problems"], found
