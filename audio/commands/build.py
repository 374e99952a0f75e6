"""``build``: every article of a folder to a site."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from audio.commands.options import with_options, with_work

if TYPE_CHECKING:
    from audio.commands.work import Work
    from audio.settings import Options


@click.command()
@click.argument("content", type=click.Path(path_type=Path), default=Path("content"))
@click.option("--out", type=click.Path(path_type=Path), default=Path("build"), show_default=True)
@click.option("--verify", is_flag=True, help="Compare what is published by content, not by time.")
@with_options
@with_work
def build(content: Path, out: Path, verify: bool, options: Options, work: Work) -> int:
    """Narrate every article of CONTENT into a publishable site."""
    from audio.settings import DEFAULT_OPENING, Settings
    from audio.settings.show_file import load_show
    from audio.show.build import ShowBuilder
    from audio.show.outcome import find_idle_rows

    config = content / "show.toml"
    settings = load_show(config) if config.exists() else Settings(opening=DEFAULT_OPENING)
    outcomes = []
    with work.report() as report, work.open_maker(report, out / "clips") as maker:
        for outcome in ShowBuilder(content, out, settings, options, maker, verify).build():
            outcomes.append(outcome)
            outcome.tell(report, out)
        has_failed = any(outcome.error for outcome in outcomes)
        # What could not be read may hold any of them.
        for row in () if has_failed else find_idle_rows(outcomes):
            report.warning(f"{row} is in no article")
    return int(has_failed)
