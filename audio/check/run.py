"""The check of a whole site: its editions at once, then what holds them together."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import NamedTuple

from audio.check.edition import Examined, Guard, examine
from audio.check.fault import Fault
from audio.check.feed import FEED, published
from audio.check.site import Site
from audio.check.whole import check_whole
from audio.work.flow import run_in, run_in_order


class Verdict(NamedTuple):
    """What a check came to."""

    faults: int
    editions: int
    files: int
    has_feed: bool


def check(root: Path, jobs: int, tell: Callable[[Fault], None]) -> Verdict:
    """Look at everything in the built site ``root``, ``jobs`` editions at a time; every fault is
    told as soon as its edition was looked at.

    Raises ``SourceError`` when ``root`` is no site.
    """
    site = Site.of(root)
    with Guard(FEED, []):  # told when the feed is looked at
        site = published(site)
    count = 0
    examined: list[Examined] = []

    def told(faults: Iterable[Fault]) -> None:
        nonlocal count
        for fault in dict.fromkeys(faults):
            count += 1
            tell(fault)

    with ThreadPoolExecutor(jobs) as executor:
        begin = run_in(executor, partial(examine, site))
        for done in run_in_order(begin, site.editions(), jobs + 1):
            told(done.result.faults)
            examined.append(done.result._replace(faults=()))
    told(check_whole(site, examined))
    return Verdict(count, len(examined), len(site.files), FEED in site.files)
