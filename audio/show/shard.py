"""Shards: a part of a show's articles made on one of several machines, without a scheduler.

A shard puts all that costs, the clips above all, into the store that the machines share, and
publishes nothing; the build that follows finds all of it there. So shards may run at once, again or
not at all, in any order.
"""

from __future__ import annotations

import logging
import tempfile
import time
import zlib
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import NamedTuple
from zoneinfo import ZoneInfo

from audio.clips.clip_maker import ClipMaker
from audio.errors import EditionError
from audio.settings import Options, Settings, choose
from audio.show.article_planner import read_article
from audio.show.content_folder import find_articles
from audio.show.edition_folder import narrate_into
from audio.show.feed.former import read_former_items
from audio.show.outcome import Outcome
from audio.show.schedule import Schedule
from audio.work.flow import run_in, run_in_order

log = logging.getLogger(__name__)


class Shard(NamedTuple):
    """The ``number``-th of ``parts``, from 1."""

    number: int
    parts: int

    def holds(self, name: str) -> bool:
        """Whether the article of that path in the content folder is of this part."""
        return zlib.crc32(name.encode("utf-8", "surrogateescape")) % self.parts == self.number - 1


@dataclass(frozen=True, slots=True)
class ShardMaker:
    """Makes what a build of ``content`` into ``out`` needs for the articles of ``shard``."""

    content: Path
    out: Path
    settings: Settings
    options: Options
    maker: ClipMaker
    shard: Shard
    drafts: bool = False
    """Whether drafts are made too."""
    future: bool = False
    """Whether articles are made before their date."""

    def make(self) -> Iterator[Outcome]:
        """Yield each article's outcome; one that cannot be made does not stop the others.

        Raises ``EditionError`` for what concerns the whole show.
        """
        self.maker.check_voices(choose(self.settings, None, self.options))
        show = self.settings.show
        found = find_articles(self.content, self.out, show.former_feed)
        former_days = {item.guid: item.moment for item in read_former_items(show)}
        now = datetime.now(UTC).astimezone(ZoneInfo(show.timezone))
        make = partial(self._make_one, former_days, Schedule(now, self.drafts, self.future))
        own = [p for p in found if self.shard.holds(p.relative_to(self.content).as_posix())]
        self.maker.report.expect(len(own))
        with ThreadPoolExecutor(self.maker.jobs + 1) as coordinators:
            tasks = run_in_order(run_in(coordinators, make), own, self.maker.jobs + 1)
            yield from (task.result for task in tasks)

    def _make_one(
        self, former_days: Mapping[str, datetime], schedule: Schedule, source: Path
    ) -> Outcome:
        began = time.perf_counter()
        try:
            article = read_article(source, self.content, former_days, schedule)
            if wait := schedule.find_wait(article.published, is_draft=article.is_draft):
                return Outcome(source, wait=wait, notes=article.notes)
            settings = choose(self.settings, article, self.options)
            with tempfile.TemporaryDirectory() as folder:
                place = Path(folder) / "edition"
                edition, _ = narrate_into(place, article, settings, self.maker)
        except (EditionError, OSError) as error:
            return Outcome.from_error(source, error, source)
        seconds = time.perf_counter() - began
        return Outcome(source, edition=edition, seconds=seconds, notes=article.notes)
