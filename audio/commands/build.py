"""``build``: every article of a folder to a site."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import TYPE_CHECKING

import click

from audio.commands.options import with_options, with_run_options

if TYPE_CHECKING:
    from audio.commands.run_options import RunOptions
    from audio.settings import Options

log = logging.getLogger(__name__)


@click.command()
@click.argument("content", type=click.Path(path_type=Path), default=Path("content"))
@click.option("--out", type=click.Path(path_type=Path), default=Path("build"), show_default=True)
@click.option("--verify", is_flag=True, help="Compare what is published by content, not by time.")
@with_options
@with_run_options
def build(content: Path, out: Path, verify: bool, options: Options, run: RunOptions) -> int:
    """Narrate every article of CONTENT into a publishable site."""
    from audio.commands.show_settings import load_content_settings
    from audio.show.build import ShowBuilder
    from audio.show.outcome import find_idle_rows

    outcomes = []
    with run.make_report() as report, run.open_maker(report, out / "clips") as maker:
        settings = load_content_settings(content, options, report)
        for outcome in ShowBuilder(content, out, settings, options, maker, verify).build():
            outcomes.append(outcome)
            outcome.tell(report, out)
        has_failed = any(outcome.error for outcome in outcomes)
        # What could not be read may hold any of them.
        for row in () if has_failed else find_idle_rows(outcomes):
            log.warning("%s is in no article", row)
    return int(has_failed)
