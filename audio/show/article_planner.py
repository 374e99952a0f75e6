"""What a build does with each article: it is made, or waits, or stays as it was published."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from audio.errors import EditionError, Place, SourceError
from audio.readers import read
from audio.records import Article
from audio.show.addresses import Addresses
from audio.show.article_publication import ArticleTask, name_file
from audio.show.build_records import BuildRecords, read_states
from audio.show.outcome import Outcome
from audio.show.schedule import Schedule, Wait


@dataclass(slots=True)
class ArticlePlanner:
    """Plans the articles of the folder ``content``, which are published into the folder ``out``.

    They are planned one after another: the first has the first choice of addresses.
    """

    content: Path
    out: Path
    records: BuildRecords
    """Of the builds before."""
    inputs: str
    """Digest of what all editions of the build are made from."""
    addresses: Addresses
    schedule: Schedule
    listed: frozenset[str]
    """Guids of the editions that feed and pages had before."""
    former_days: Mapping[str, datetime]
    """By guid: when the items of the former feed were published; aware."""
    verify: bool
    """Compare published files by content, not by size and time alone."""
    renewed: frozenset[Path] | None
    """The articles that are looked at; others stay as they were published. ``None`` for all."""
    removed: frozenset[Path]
    """Articles that are taken out of the show."""
    sources: dict[str, Path] = field(init=False, default_factory=dict)
    """By guid: the first article that has it, of those that were planned."""
    _first_days: Mapping[str, str] = field(init=False)
    """By guid: the day of the first build."""

    def __post_init__(self) -> None:
        self._first_days = self.records.get_first_days()

    def select(self, found: Sequence[Path]) -> list[Path]:
        """The articles that stay in the show; of those left alone by this build, what was in it."""
        return [
            path
            for path in found
            if path not in self.removed
            and (
                not self._is_left(path)
                or ((record := self.records.find(path)) and record.guid in self.listed)
            )
        ]

    def plan(self, source: Path) -> ArticleTask | Outcome:
        """The task for one article, or its outcome when nothing is to be done or it failed."""
        began = time.perf_counter()
        try:
            record = self.records.find(source)
            if record and self._is_left(source):
                self._claim_guid(record.guid, source)
                return Outcome(source, record)
            if record and record.is_fresh(self.inputs, self.out, verify=self.verify):
                self._claim_guid(record.guid, source)
                wait = self._find_wait(record.guid, record.entry.published, record.is_draft)
                return Outcome(source, None if wait else record, wait=wait)
            # The state before reading: an edit while we work must make the record stale.
            state, *_ = read_states([source])
            article = read_article(source, self.content, self.former_days, self.schedule)
            self._claim_guid(article.guid, source)
            if wait := self._find_wait(article.guid, article.published, article.is_draft):
                return Outcome(source, wait=wait, notes=article.notes)
            first = self._find_first_day(article.guid)
            slug = self.addresses.choose(article, (article.published or first).date())
            return ArticleTask(source, began, state, article, self.out / "site" / slug, first)
        except (EditionError, OSError) as error:
            return Outcome.from_error(source, error, source)

    def _find_wait(self, guid: str, published: datetime | None, is_draft: bool) -> Wait | None:
        is_listed = guid in self.listed
        return self.schedule.find_wait(published, is_draft=is_draft, is_listed=is_listed)

    def _is_left(self, source: Path) -> bool:
        return self.renewed is not None and source not in self.renewed

    def _find_first_day(self, guid: str) -> datetime:
        recorded = self._first_days.get(guid)
        return datetime.fromisoformat(recorded) if recorded else self.schedule.today

    def _claim_guid(self, guid: str, source: Path) -> None:
        """Raises ``SourceError`` when another article has this guid: they would be one edition."""
        first = self.sources.setdefault(guid, source)
        if first != source:
            raise SourceError(
                f"has the same guid as {first}: {guid!r}",
                where=Place(str(source)),
                hint="give one of them another",
            )


def read_article(
    source: Path, content: Path, former_days: Mapping[str, datetime], schedule: Schedule
) -> Article:
    """The article of the folder ``content`` with its guid; without a date it has its former item's.

    ``former_days``: by guid, when the items of the former feed were published. Raises as ``read``.
    """
    article = read(source)
    guid, published = article.guid or name_file(source, content), article.published
    if not published and (former := former_days.get(guid)):
        published = schedule.localize(former)
    return replace(article, guid=guid, published=published)
