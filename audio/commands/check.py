"""``check``: what is wrong with a built site."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click


@click.command()
@click.argument("site", type=click.Path(path_type=Path), default=Path("build/site"))
@click.option("--jobs", type=click.IntRange(1, 256), help="Editions at once. Default: all cores.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a fault.")
def check(site: Path, jobs: int | None, as_json: bool) -> int:
    """Verify the built SITE: links, lengths, timing, words, loudness, tags, pages and feed."""
    from audio.check.report import as_line, summary
    from audio.check.run import check as verify

    verdict = verify(
        site,
        jobs or os.cpu_count() or 1,
        lambda fault: print(as_line(fault, as_json=as_json), flush=True),
    )
    print(summary(verdict), file=sys.stderr if as_json else sys.stdout)
    return int(bool(verdict.faults))
