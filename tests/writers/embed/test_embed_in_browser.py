"""The player on other sites' pages, in a real browser: ``tests/browser/embed.mjs``."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from audio.clips.clip_maker import open_maker
from audio.records import Show
from audio.settings import Options, Settings
from audio.show.build import ShowBuilder
from tests.writers.in_browser import in_browser, played

HERE = Path(__file__).parent
SCENARIOS = (
    "reads along on a portal of hostile styles",
    "reads along in a table of broken lines, found by the page's address",
    "reads along on a blog",
    "reads along under a strict policy",
    "reads along on a page that a script draws twice",
    "plays from a click on a sentence, and from no link",
    "is worked by keys and tells what changes",
    "lights up by boxes where there are no highlights",
    "shows nothing on a page of no edition",
    "has a frame for those who can run no script",
)

pytestmark = in_browser


@pytest.fixture(scope="module")
def results(tmp_path_factory):
    content, root = tmp_path_factory.mktemp("content"), tmp_path_factory.mktemp("paper")
    shutil.copy(HERE / "story.md", content)
    show = Show(title="पत्र", link="https://audio.paper.example")
    settings = Settings(show=show, voice="espeak")
    with open_maker(root / "clips") as maker:
        outcomes = list(ShowBuilder(content, root, settings, Options(), maker).build())
    assert not outcomes[0].error
    shutil.copytree(HERE / "pages", root / "site", dirs_exist_ok=True)
    return played("embed.mjs", root / "site", SCENARIOS)


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_the_player_on_a_page(results, scenario):
    assert not results[scenario]["problems"], results[scenario]
