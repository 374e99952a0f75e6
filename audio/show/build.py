"""The build of a show: every article of a folder is narrated into a folder of the site.

Articles that have not changed since they were published are not even read. Of the others a few
are under way at once and share one executor for their paragraphs, so that one long article and a
thousand short ones both keep every core busy.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple
from zoneinfo import ZoneInfo

from audio.artwork.cover_store import Artwork, locate_picture, make_artwork
from audio.clips.clip_maker import ClipMaker
from audio.errors import EditionError, Place, SourceError, VoiceError, from_os
from audio.readers import read
from audio.readers.lexicon import read_lexicon
from audio.records import Article, Edition
from audio.settings import Options, Settings, choose
from audio.settings.show_file import find_key
from audio.show.addresses import Addresses
from audio.show.build_records import (
    RECORDS,
    BuildRecord,
    BuildRecords,
    FileState,
    digest_inputs,
    read_states,
)
from audio.show.catalogue import Catalogue, CatalogueEntry, FormerItem
from audio.show.content_folder import find_articles
from audio.show.edition_folder import ALWAYS, WITH_ADDRESS, narrate_into
from audio.show.feed.former import read_former_items
from audio.show.order import arrange_entries
from audio.show.outcome import Outcome
from audio.show.renames import Vanished, describe_vanished
from audio.show.schedule import Schedule
from audio.show.site_files import (
    NO_FEED,
    WITHDRAWN,
    SiteRecord,
    describe_cover,
    find_doubts,
    keep_guid,
    mark_withdrawn,
    publish_site_files,
    read_site_record,
)
from audio.work.flow import run_in, run_in_order
from audio.work.publication import sweep
from audio.writers.chapter_pictures import find_chapter_pictures, list_chapter_pictures

log = logging.getLogger(__name__)

_TAKEN = frozenset(name.partition(".")[0] for name in (*ALWAYS, *WITH_ADDRESS, WITHDRAWN))
"""Slugs whose files would have the names of those: ``sentences.txt``."""
_AS_BEFORE = (
    "feed, pages and search stay as they were: it is not known which of their editions is that of "
    "an article that could not be made"
)


class _Task(NamedTuple):
    """An article that must be narrated."""

    source: Path
    began: float
    state: FileState
    """Of the source, before it was read."""
    article: Article
    place: Path
    """The folder its edition is published in."""
    first_built: datetime
    """The day of its first build, its date if it has none."""


@dataclass(slots=True)
class ShowBuilder:
    """Builds the articles of the folder ``content`` into the folder ``out``."""

    content: Path
    out: Path
    settings: Settings
    options: Options
    maker: ClipMaker
    verify: bool = False
    """Compare published files by content, not by size and time alone."""
    drafts: bool = False
    """Whether drafts are published too."""
    future: bool = False
    """Whether articles are published before their date."""
    now: datetime = field(default_factory=lambda: datetime.now(UTC))
    """The moment of the build."""
    renewed: frozenset[Path] | None = None
    """The articles that are looked at; others stay as they were published. ``None`` for all."""
    removed: frozenset[Path] = frozenset()
    """Articles that are taken out of the show."""
    _records: BuildRecords = field(init=False)
    _inputs: str = field(init=False)
    _sources: dict[str, Path] = field(init=False, default_factory=dict)
    """By guid: the first article that has it."""
    _before: Mapping[str, CatalogueEntry] = field(init=False)
    """By guid: what was published before this build."""
    _addresses: Addresses = field(init=False)
    _schedule: Schedule = field(init=False)

    def build(self) -> Iterator[Outcome]:
        """Publish every article; yield each outcome, in the order of the sources.

        An article that cannot be made does not stop the others. Raises ``EditionError`` for
        what concerns the whole show, before anything is written.
        """
        found = find_articles(self.content, self.out, self.settings.show.former_feed)
        self._check_voices()
        read_lexicon((*self.settings.lexicon, *self.options.lexicon))
        artwork = make_artwork(self.settings.show, self.maker.store)
        former = read_former_items(self.settings.show)
        self._site.mkdir(parents=True, exist_ok=True)
        sweep(self._site)
        self._records = BuildRecords(self.out / RECORDS)
        self._before = self._records.get_entries()
        self._inputs = digest_inputs(self.settings, self.options)
        self._addresses = Addresses(self._site, self._records.get_slugs(), _TAKEN)
        now = self.now.astimezone(ZoneInfo(self.settings.show.timezone))
        self._schedule = Schedule(now, self.drafts, self.future)
        # What is planned first has the first choice of slugs: so in order, in this thread.
        before = read_site_record(self.out)
        tasks = map(self._plan, self._select(found, before))
        records: dict[str, BuildRecord] = {}
        is_all_known = True
        with ThreadPoolExecutor(self.maker.jobs + 1) as coordinators:
            try:
                begin = run_in(coordinators, self._finish)
                for done in run_in_order(begin, tasks, self.maker.jobs + 1):
                    if done.result.wait:
                        pass
                    elif record := done.result.record or self._records.find(done.result.source):
                        records[record.guid] = record  # what failed is as it was
                    else:
                        is_all_known = False
                    yield done.result
            except BaseException:
                self.maker.stop()  # or the coordinators would see their articles through
                raise
        known = {*records, *self._sources}
        gone = [guid for guid in before.guids if guid not in known] if before else []
        if not is_all_known and not self._records.get_slugs().keys() >= set(gone):
            # Without a record, what seems gone may be what could not be made.
            log.warning(_AS_BEFORE)
        else:
            self._publish_site(artwork, former, records, gone, before)

    def _check_voices(self) -> None:
        """Raises ``VoiceError`` about the place where a voice that cannot be had is named."""
        settings, options = choose(self.settings, None, self.options), self.options
        try:
            self.maker.check_voices(settings)
        except VoiceError as error:
            setting, config = error.where.option, self.content / "show.toml"
            if option := options.find_option(setting):
                error.where = Place(option=option)
            elif setting and config.exists():
                error.where = find_key(setting, config)
            raise

    def _publish_site(
        self,
        artwork: Artwork,
        former: tuple[FormerItem, ...],
        records: Mapping[str, BuildRecord],
        gone: Sequence[str],
        before: SiteRecord | None,
    ) -> None:
        """Publish the site files; ``gone`` are guids that they had ``before`` and have no more."""
        catalogue = Catalogue(
            keep_guid(self.settings.show, before),
            describe_cover(artwork.large),
            arrange_entries((one.entry for one in records.values()), self.settings.show),
            former,
        )
        told = {entry.slug for entry in catalogue.entries}
        mark_withdrawn(self._site, self._addresses.list_all(), told)
        publish_site_files(self.out, catalogue, artwork, verify=self.verify)
        if not self.settings.show.link:
            log.info(NO_FEED)
        files, new = self._records.get_sources(), self._find_new(records.values(), before)
        left = (
            Vanished(
                guid,
                files.get(guid, str(self.content / guid)),
                self._site / (self._addresses.find(guid) or guid),
            )
            for guid in gone
        )
        for line in (*describe_vanished(left, new), *find_doubts(catalogue, records)):
            log.warning("%s", line)

    def _find_new(
        self, records: Iterable[BuildRecord], before: SiteRecord | None
    ) -> dict[str, Path]:
        """By file: the folders of the editions that are new and known by their files' names."""
        known = set(before.guids) if before else set()
        return {
            record.source.path: self._site / record.folder
            for record in records
            if record.guid not in known and record.guid == self._name_file(Path(record.source.path))
        }

    def _name_file(self, source: Path) -> str:
        """The guid of an article that gives none: its file's name, which outlives its title."""
        return source.relative_to(self.content).as_posix()

    @property
    def _site(self) -> Path:
        return self.out / "site"

    def _plan(self, source: Path) -> _Task | Outcome:
        """The task for one article, or its outcome when nothing is to be done or it failed."""
        began = time.perf_counter()
        try:
            record = self._records.find(source)
            if record and self._is_left(source):
                self._claim_guid(record.guid, source)
                return Outcome(source, record)
            if record and record.is_fresh(self._inputs, self.out, verify=self.verify):
                self._claim_guid(record.guid, source)
                wait = self._schedule.find_wait(record.entry.published, is_draft=record.is_draft)
                return Outcome(source, None if wait else record, wait=wait)
            # The state before reading: an edit while we work must make the record stale.
            state, *_ = read_states([source])
            article = read(source)
            article = replace(article, guid=article.guid or self._name_file(source))
            self._claim_guid(article.guid, source)
            if wait := self._schedule.find_wait(article.published, is_draft=article.is_draft):
                return Outcome(source, wait=wait, notes=article.notes)
            first = self._find_first_day(article.guid)
            slug = self._addresses.choose(article, (article.published or first).date())
            return _Task(source, began, state, article, self._site / slug, first)
        except EditionError as error:
            return Outcome(source, error=error)
        except OSError as error:
            return Outcome(source, error=from_os(error, str(source)))

    def _is_left(self, source: Path) -> bool:
        return self.renewed is not None and source not in self.renewed

    def _select(self, found: Sequence[Path], before: SiteRecord | None) -> list[Path]:
        """Those that stay in the show; of those that are left as they are what was in it."""
        published = before.guids if before else ()
        return [
            path
            for path in found
            if path not in self.removed
            and (
                not self._is_left(path)
                or ((record := self._records.find(path)) and record.guid in published)
            )
        ]

    def _find_first_day(self, guid: str) -> datetime:
        recorded = self._records.find_first_day(guid)
        return datetime.fromisoformat(recorded) if recorded else self._schedule.today

    def _finish(self, task: _Task | Outcome) -> Outcome:
        if isinstance(task, Outcome):
            return task
        try:
            edition, record = self._publish_article(task)
        except EditionError as error:
            return Outcome(task.source, error=error)
        except OSError as error:
            return Outcome(task.source, error=from_os(error, str(task.place)))
        seconds = time.perf_counter() - task.began
        return Outcome(task.source, record, edition, seconds=seconds, notes=task.article.notes)

    def _publish_article(self, task: _Task) -> tuple[Edition, BuildRecord]:
        settings = choose(self.settings, task.article, self.options)
        picture = locate_picture(task.article)
        own = [path for path in settings.lexicon if path not in self.settings.lexicon]
        own += [picture] if picture and picture.is_file() else []
        pictures = list_chapter_pictures(task.article)
        beside = read_states([*own, *(one.path for one in pictures)])
        is_whole = _tell_missing_pictures(task.article)
        edition, files = narrate_into(task.place, task.article, settings, self.maker)
        entry = CatalogueEntry.from_edition(
            edition, task.place.name, files, ZoneInfo(settings.show.timezone)
        )
        record = BuildRecord(
            guid=task.article.guid,
            source=task.state,
            # What another voice had to narrate, or lacks a picture, is tried again the next time.
            inputs=self._inputs if is_whole and not edition.outline.instead_of else "",
            beside=beside,
            files=tuple(
                FileState.from_path(task.place / file.name, file.sha256, under=self.out)
                for file in files
            ),
            folder=task.place.name,
            matched=tuple(sorted(edition.lexicon.matched)),
            unmatched=tuple(sorted(edition.lexicon.unmatched)),
            entry=replace(
                entry,
                published=entry.published or task.first_built,
                file=self._name_file(task.source),
                changed=entry.find_change(self._before.get(entry.guid), self.now),
            ),
            is_draft=task.article.is_draft,
            is_dated=entry.published is not None,
            first_built=task.first_built.isoformat(),
            content=str(self.content),
            options=self.options,
        )
        self._records.add(record)
        return edition, record

    def _claim_guid(self, guid: str, source: Path) -> None:
        """Raises ``SourceError`` when another article has this guid: they would be one edition."""
        first = self._sources.setdefault(guid, source)
        if first != source:
            raise SourceError(
                f"has the same guid as {first}: {guid!r}",
                where=Place(str(source)),
                hint="give one of them another",
            )


def _tell_missing_pictures(article: Article) -> bool:
    """Warn of each chapter's picture that is not there; whether all are."""
    missing = sorted({one.path for one in find_chapter_pictures(article) if not one.path.is_file()})
    for path in missing:
        log.warning("%s: there is no picture %s; its chapter has none", article.origin, path)
    return not missing
