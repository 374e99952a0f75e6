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
    in_signs = "https://paper.example/khabar/%e0%a4%ac%e0%a4%be%e0%a4%81%e0%a4%a7?p=5"
    first, again, other, field, asked = show_posts(
        base, address, in_signs, "https://paper.example/aur"
    )
    edition = f'data-edition="{site.url}/show/bandh/"'
    assert first == f'पाठ<script async src="{site.url}/show/embed.js" {edition}></script>'
    assert again == first
    assert other == "पाठ"
    assert f'value="{base}"' in field
    assert asked == "2"


def test_a_post_behind_a_password_does_not_tell_of_its_sound(site):
    address = "https://paper.example/secret"
    folded = fold_address(address)
    site.put(f"/show/embed.parts/{find_bucket(folded)}.json", json.dumps({folded: "secret"}))
    assert show_posts(f"{site.url}/show/", address)[0] == "पाठ"


@pytest.mark.parametrize("network", [False, True])
def test_a_deleted_plugin_leaves_nothing_on_any_site(network):
    code = f"""
        define( 'WP_UNINSTALL_PLUGIN', 'audio-edition/audio-edition.php' );
        function is_multisite() {{ return {"true" if network else "false"}; }}
        function get_sites( $query ) {{ return array( 1, 2 ); }}
        function delete_option( $name ) {{ echo "here $name\n"; }}
        function delete_blog_option( $blog, $name ) {{ echo "$blog $name\n"; }}
        require '{PLUGIN.with_name("uninstall.php")}';"""
    done = subprocess.run(["php", "-r", code], capture_output=True, text=True, check=True)
    told = (
        "1 audio_edition_site\n2 audio_edition_site\n" if network else "here audio_edition_site\n"
    )
    assert done.stdout == told
    assert f"'{told.split()[1]}'" in PLUGIN.read_text()


def test_without_a_site_nothing_is_asked_for():
    assert show_posts("", "https://paper.example/a") == ["पाठ", show_posts("")[0], "0"]
