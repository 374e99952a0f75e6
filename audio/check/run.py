"""The check of a whole site: its editions at once, then what holds them together."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import NamedTuple

from audio.check.edition import EditionFindings, Guard, check_edition
from audio.check.fault import Fault
from audio.check.feed import FEED, add_base
from audio.check.own_files import check_own_files
from audio.check.show import check_show
from audio.check.site import BuiltSite
from audio.work.flow import run_in, run_in_order


class CheckResult(NamedTuple):
    """The result of a check, as counts."""

    faults: int
    editions: int
    files: int
    has_feed: bool
    has_owner: bool
    """Whether the feed names an owner, whom directories write to."""


def check(root: Path, jobs: int, tell: Callable[[Fault], None]) -> CheckResult:
    """Check the built site ``root``, ``jobs`` editions at a time.

    ``tell`` is called with every fault, as soon as its edition has been checked.

    Raises ``SourceError`` when ``root`` is no site.
    """
    site = BuiltSite.from_folder(root)
    with Guard(FEED, []):  # reported when the feed is checked
        site = add_base(site)
    told: set[Fault] = set()
    examined: list[EditionFindings] = []

    def tell_all(faults: Iterable[Fault]) -> None:
        for fault in faults:
            if fault not in told:
                told.add(fault)
                tell(fault)

    with ThreadPoolExecutor(jobs) as executor:
        begin = run_in(executor, partial(check_edition, site))
        for done in run_in_order(begin, site.find_editions(), jobs + 1):
            tell_all(done.result.faults)
            examined.append(done.result._replace(faults=()))
    faults: list[Fault] = []
    site, pages = check_own_files(site, faults)
    tell_all(faults)
    tell_all(check_show(site, pages, examined))
    has_feed = FEED in site.files
    is_known = has_feed and FEED not in site.damaged
    has_owner = not is_known or b"<itunes:owner>" in site.locate(FEED).read_bytes()
    return CheckResult(len(told), len(examined), len(site.files), has_feed, has_owner)
