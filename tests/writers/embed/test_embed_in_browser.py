"""The player on other sites' pages, in a real browser: ``tests/browser/embed.mjs``."""

from __future__ import annotations

import pytest

from tests.writers.in_browser import in_browser, played

SCENARIOS = (
    "reads along on a portal of hostile styles",
    "reads along in a table of broken lines, found by the page's address",
    "reads along on a blog",
    "reads along under a strict policy",
    "reads along on a page that a script draws twice",
    "reads along among drop caps, hidden copies, its title again, and what comes late",
    "plays from a click on a sentence, and from no link",
    "plays from a click where nothing can be selected, from no drag; follows past a header",
    "is worked by keys and tells what changes",
    "leads to a sentence of the page by keys alone, and says where the player's keys lead",
    "stops by its sleep timer, and links to a sentence of the page",
    "lights up by boxes where there are no highlights",
    "shows nothing on a page of no edition",
    "goes with the articles of a site that shows another without loading a page",
    "has a frame for those who can run no script",
    "opens what its frame leads to beside the page, and chapters within",
    "plays in a frame that may keep nothing, from the moment in its address",
)

pytestmark = in_browser


@pytest.fixture(scope="module")
def results(once, paper):
    return once("embed in browser", lambda: played("embed.mjs", paper, SCENARIOS))


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_the_player_on_a_page(results, scenario):
    assert not results[scenario]["problems"], results[scenario]
