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
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from audio.artwork.cover_store import Artwork, make_artwork
from audio.clips.clip_maker import ClipMaker
from audio.errors import EditionError, Place, VoiceError
from audio.readers.lexicon import read_lexicon
from audio.settings import Options, Settings, choose
from audio.settings.show_file import find_key
from audio.show.addresses import Addresses
from audio.show.article_planner import ArticlePlanner
from audio.show.article_publication import ArticlePublisher, ArticleTask, name_file
from audio.show.build_records import (
    RECORDS,
    BuildRecord,
    BuildRecords,
    digest_inputs,
)
from audio.show.catalogue import Catalogue, CatalogueEntry, FormerItem
from audio.show.content_folder import find_articles
from audio.show.doubts import find_doubts
from audio.show.edition_folder import ALWAYS, WITH_ADDRESS
from audio.show.feed.former import read_former_items
from audio.show.order import arrange_entries
from audio.show.outcome import Outcome
from audio.show.renames import Vanished, describe_vanished
from audio.show.same_texts import describe_same_texts
from audio.show.schedule import Schedule
from audio.show.site_files import (
    NO_FEED,
    RECORD,
    WITHDRAWN,
    SiteRecord,
    describe_cover,
    keep_guid,
    mark_withdrawn,
    publish_site_files,
    read_site_record,
)
from audio.work.flow import run_in, run_in_order
from audio.work.publication import sweep

log = logging.getLogger(__name__)

_TAKEN = frozenset(name.partition(".")[0] for name in (*ALWAYS, *WITH_ADDRESS, WITHDRAWN))
"""Slugs whose files would have the names of those: ``sentences.txt``."""
_AS_BEFORE = (
    "feed, pages and search stay as they were: it is not known which of their editions is that of "
    "an article that could not be made"
)


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
    _addresses: Addresses = field(init=False)
    _planner: ArticlePlanner = field(init=False)
    _publisher: ArticlePublisher = field(init=False)

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
        before = read_site_record(self.out)
        self._prepare(former, before)
        records: dict[str, BuildRecord] = {}
        is_all_known = True
        selected = self._planner.select(found)
        self.maker.report.expect(len(selected))
        for outcome in self._publish_articles(selected):
            if not outcome.wait:
                if record := outcome.record or self._records.find(outcome.source):
                    records[record.guid] = record  # what failed is as it was
                else:
                    is_all_known = False
            yield outcome
        known = {*records, *self._planner.sources}
        gone = [guid for guid in before.guids if guid not in known] if before else []
        if not is_all_known and not self._records.get_slugs().keys() >= set(gone):
            # Without a record, what seems gone may be what could not be made.
            log.warning("%s: %s", self._site, _AS_BEFORE)
        else:
            self._publish_site(artwork, former, records, gone, before)

    def _prepare(self, former: tuple[FormerItem, ...], before: SiteRecord | None) -> None:
        """Read what is known of the build before, and clear away what it left half done."""
        if before is None and (record := self.out / RECORD).exists():
            log.warning(
                "%s: cannot be read, and is made anew; if link has changed, give guid in show.toml",
                record,
            )
        self._site.mkdir(parents=True, exist_ok=True)
        sweep(self._site)
        self._records = BuildRecords(self.out / RECORDS)
        inputs = digest_inputs(self.settings, self.options)
        self._addresses = Addresses(self._site, self._records.get_slugs(), _TAKEN)
        now = self.now.astimezone(ZoneInfo(self.settings.show.timezone))
        self._planner = ArticlePlanner(
            self.content,
            self.out,
            self._records,
            inputs,
            self._addresses,
            Schedule(now, self.drafts, self.future),
            frozenset(before.guids if before else ()),
            {item.guid: item.moment for item in former},
            self.verify,
            self.renewed,
            self.removed,
        )
        self._publisher = ArticlePublisher(
            self.content,
            self.out,
            self.settings,
            self.options,
            self.maker,
            inputs,
            self._records.get_entries(),
            self.now,
        )

    def _publish_articles(self, sources: Sequence[Path]) -> Iterator[Outcome]:
        """Yield the outcome of each, in order; a few are under way at once."""
        # What is planned first has the first choice of slugs: so in order, in this thread.
        tasks = map(self._planner.plan, sources)
        with ThreadPoolExecutor(self.maker.jobs + 1) as coordinators:
            try:
                begin = run_in(coordinators, self._finish)
                for done in run_in_order(begin, tasks, self.maker.jobs + 1):
                    yield done.result
            except BaseException:
                self.maker.stop()  # or the coordinators would see their articles through
                raise

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
        entries: Iterable[CatalogueEntry] = [record.entry for record in records.values()]
        entries = before.recall(entries) if before else entries
        catalogue = Catalogue(
            keep_guid(self.settings.show, before),
            describe_cover(artwork.large),
            arrange_entries(entries, self.settings.show),
            former,
        )
        told = {entry.slug for entry in catalogue.entries}
        mark_withdrawn(self._site, self._addresses.list_all(), told)
        publish_site_files(self.out, catalogue, artwork, verify=self.verify)
        if not self.settings.show.link:
            log.info(NO_FEED)
        vanished = describe_vanished(self._list_vanished(gone), self._find_new(records.values()))
        same = describe_same_texts((one.source.path, one.text) for one in records.values())
        config = str(self.content / "show.toml")
        doubts = find_doubts(catalogue, records, config)
        for doubt in (*vanished, *doubts, *same):
            log.warning("%s", doubt, extra={"sources": doubt.files + doubt.others})

    def _list_vanished(self, gone: Iterable[str]) -> Iterator[Vanished]:
        files = self._records.get_sources()
        for guid in gone:
            file = Path(files.get(guid, self.content / guid))
            is_article = file.is_file() and file not in self.removed
            place = self._site / (self._addresses.find(guid) or guid)
            yield Vanished(guid, str(file), place, is_article)

    def _find_new(self, records: Iterable[BuildRecord]) -> dict[str, Path]:
        """The folders of new editions that are known by their files' names, by file."""
        return {
            record.source.path: self._site / record.folder
            for record in records
            if record.guid not in self._planner.listed
            and record.guid == name_file(Path(record.source.path), self.content)
        }

    @property
    def _site(self) -> Path:
        return self.out / "site"

    def _finish(self, task: ArticleTask | Outcome) -> Outcome:
        if isinstance(task, Outcome):
            return task
        try:
            edition, record = self._publisher.publish(task)
            self._records.add(record)
        except (EditionError, OSError) as error:
            return Outcome.from_error(task.source, error, task.place)
        seconds = time.perf_counter() - task.began
        return Outcome(task.source, record, edition, seconds=seconds, notes=task.article.notes)
