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
    from audio.check.report import format_fault, summarize
    from audio.check.run import check as verify

    result = verify(
        site,
        jobs or os.cpu_count() or 1,
        lambda fault: print(format_fault(fault, as_json=as_json), flush=True),
    )
    print(summarize(result), file=sys.stderr if as_json else sys.stdout)
    return int(bool(result.faults))
