"""The plugin for WordPress, run by PHP with WordPress's functions as far as it uses them."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from audio.writers.embed.matching import find_bucket, fold_address
from tests.importing.conftest import site as site  # noqa: PLC0414  a fixture

HERE = Path(__file__).parent
PLUGIN = HERE.parents[2] / "scripts" / "wordpress" / "audio-edition" / "audio-edition.php"

pytestmark = pytest.mark.skipif(not shutil.which("php"), reason="php is not installed")


def show_posts(base: str, *addresses: str) -> list[str]:
    """What the plugin makes of the text of each post, the setting's field, and the requests."""
    command = ["php", HERE / "wordpress.php", PLUGIN, base, *addresses]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert not done.stderr
    return done.stdout.splitlines()


def test_a_post_of_an_edition_gets_the_player_and_others_stay(site):
    address = "https://www.Paper.example/khabar/बाँध/?p=5"
    folded = fold_address(address)
    site.put(f"/show/embed.parts/{find_bucket(folded)}.json", json.dumps({folded: "bandh"}))
    base = f"{site.url}/show/"
    first, again, other, field, asked = show_posts(
        base, address, address, "https://paper.example/aur"
    )
    edition = f'data-edition="{site.url}/show/bandh/"'
    assert first == f'पाठ<script async src="{site.url}/show/embed.js" {edition}></script>'
    assert again == first
    assert other == "पाठ"
    assert f'value="{base}"' in field
    assert asked == "2"


def test_without_a_site_nothing_is_asked_for():
    assert show_posts("", "https://paper.example/a") == ["पाठ", show_posts("")[0], "0"]
