"""A show of one short article, and pages of other sites on which its player stands."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from audio.clips.clip_maker import open_maker
from audio.records import Show
from audio.settings import Options, Settings
from audio.show.build import ShowBuilder

HERE = Path(__file__).parent


@pytest.fixture(scope="session")
def paper(tmp_path_factory) -> Path:
    """The folder of the built site, spoken by espeak, with the other sites' pages in it."""
    content, root = tmp_path_factory.mktemp("content"), tmp_path_factory.mktemp("paper")
    shutil.copy(HERE / "story.md", content)
    show = Show(title="पत्र", link="https://audio.paper.example")
    settings = Settings(show=show, voice="espeak")
    with open_maker(root / "clips") as maker:
        outcomes = list(ShowBuilder(content, root, settings, Options(), maker).build())
    assert not outcomes[0].error
    shutil.copytree(HERE / "pages", root / "site", dirs_exist_ok=True)
    return root / "site"
