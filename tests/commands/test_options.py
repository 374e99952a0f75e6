"""Options as values and as records."""

from __future__ import annotations

import click
import pytest
from click.testing import CliRunner

from audio.commands.options import Size, bundle
from audio.settings import Pauses


@pytest.mark.parametrize(
    ("written", "size"),
    [("0", 0), ("12", 12), ("500M", 500 * 10**6), ("2g", 2 * 10**9), ("1.5K", 1500)],
)
def test_a_size_is_a_number_of_bytes(written, size):
    assert Size()(written) == size


def test_a_bundle_is_one_record_whose_other_fields_keep_their_defaults():
    got = []

    @click.command()
    @click.argument("name")
    @bundle(
        "pauses",
        "audio.settings:Pauses",
        click.option("--sentence", type=float),
        click.option("--chapter", type=float, default=1.5),
    )
    def command(name: str, pauses: Pauses) -> None:
        got.append((name, pauses))

    assert CliRunner().invoke(command, ["x", "--sentence", "2"]).exit_code == 0
    assert got == [("x", Pauses(sentence=2, chapter=1.5))]


def test_a_bundle_s_options_are_listed_in_their_order():
    options = [click.option(f"--{name}") for name in ("heading", "item", "chapter")]

    @click.command()
    @bundle("pauses", "audio.settings:Pauses", *options)
    def command(pauses: Pauses) -> None:
        del pauses

    assert [option.name for option in command.params] == ["heading", "item", "chapter"]
