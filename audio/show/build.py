"""The build of a show: every article of a folder is narrated into a folder of the site.

Articles that have not changed since they were published are not even read. Of the others a few
are under way at once and share one executor for their paragraphs, so that one long article and a
thousand short ones both keep every core busy.
"""

from __future__ import annotations

import json
import logging
import os
import time
from collections.abc import Container, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import NamedTuple
from zoneinfo import ZoneInfo

from audio.artwork.cover_store import Artwork, find_cover, locate_picture, make_artwork
from audio.clips.clip_maker import ClipMaker
from audio.edition.pipeline import Narration, narrate_with
from audio.errors import EditionError, Place, SourceError, VoiceError, from_os
from audio.hindi.romanize import make_slug, make_unique
from audio.readers import SUFFIXES, read
from audio.readers.lexicon import read_lexicon
from audio.records import Article, Edition
from audio.settings import Options, Settings, choose
from audio.settings.show_file import find_key
from audio.show.build_records import (
    RECORDS,
    BuildRecord,
    BuildRecords,
    FileState,
    digest_inputs,
    read_states,
)
from audio.show.catalogue import Catalogue, CatalogueEntry, sort_newest_first
from audio.show.outcome import Outcome
from audio.show.site_files import (
    NO_FEED,
    WITHDRAWN,
    describe_cover,
    find_doubts,
    mark_withdrawn,
    publish_site_files,
    read_site_record,
)
from audio.work.flow import run_in, run_in_order
from audio.work.publication import replace_folder, sweep
from audio.writers import find_format, find_site_part

log = logging.getLogger(__name__)

_ALWAYS = ("chapters.json", "edition.json", "index.html", "sentences.txt")
"""What every edition has besides its formats and its picture."""
_TAKEN = frozenset(name.partition(".")[0] for name in (*_ALWAYS, WITHDRAWN))
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


def find_articles(content: Path) -> list[Path]:
    """The article files of the folder ``content``, by name. Raises ``SourceError`` without any."""
    if not content.is_dir():
        raise SourceError(
            "is not a folder", where=Place(str(content)), hint="name the articles' folder"
        )
    found = sorted(path for path in content.iterdir() if path.suffix.lower() in SUFFIXES)
    if not found:
        raise SourceError(
            "holds no article",
            where=Place(str(content)),
            hint=f"add files in {', '.join(SUFFIXES)}",
        )
    return found


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
    renewed: frozenset[Path] | None = None
    """The articles that are looked at; others stay as they were published. ``None`` for all."""
    removed: frozenset[Path] = frozenset()
    """Articles that are taken out of the show."""
    _records: BuildRecords = field(init=False)
    _inputs: str = field(init=False)
    _sources: dict[str, Path] = field(init=False, default_factory=dict)
    """By guid: the first article that has it."""
    _slugs: dict[str, str] = field(init=False, default_factory=dict)
    """By guid: the name of the edition's folder."""

    def build(self) -> Iterator[Outcome]:
        """Publish every article; yield each outcome, in the order of the sources.

        An article that cannot be made does not stop the others. Raises ``EditionError`` for
        what concerns the whole show, before anything is written.
        """
        sources = [path for path in find_articles(self.content) if path not in self.removed]
        self._check_voices()
        read_lexicon((*self.settings.lexicon, *self.options.lexicon))
        artwork = make_artwork(self.settings.show, self.maker.store)
        self._site.mkdir(parents=True, exist_ok=True)
        sweep(self._site)
        self._records = BuildRecords(self.out / RECORDS)
        self._inputs = digest_inputs(self.settings, self.options)
        slugs = self._records.get_slugs()
        self._slugs = _read_published_slugs(self._site, set(slugs.values())) | slugs
        # What is planned first has the first choice of slugs: so in order, in this thread.
        tasks = map(self._plan, sources)
        entries: dict[str, CatalogueEntry] = {}
        is_all_known = True
        with ThreadPoolExecutor(self.maker.jobs + 1) as coordinators:
            try:
                begin = run_in(coordinators, self._finish)
                for done in run_in_order(begin, tasks, self.maker.jobs + 1):
                    if record := done.result.record or self._records.find(done.result.source):
                        entries[record.guid] = record.entry  # what failed is as it was
                    else:
                        is_all_known = False
                    yield done.result
            except BaseException:
                self.maker.stop()  # or the coordinators would see their articles through
                raise
        before = read_site_record(self.out)
        gone = [guid for guid in before.guids if guid not in entries] if before else []
        if not is_all_known and not self._records.get_slugs().keys() >= set(gone):
            # Without a record, what seems gone may be what could not be made.
            log.warning(_AS_BEFORE)
        else:
            self._publish_site(artwork, entries, gone)

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
        self, artwork: Artwork, entries: Mapping[str, CatalogueEntry], gone: Sequence[str]
    ) -> None:
        """Publish the site files; ``gone`` are guids that they had before and have no more."""
        catalogue = Catalogue(
            self.settings.show,
            describe_cover(artwork.large),
            tuple(sort_newest_first([*entries.values()])),
        )
        told = {entry.slug for entry in catalogue.entries}
        mark_withdrawn(self._site, sorted(self._slugs.values()), told)
        publish_site_files(self.out, catalogue, artwork, verify=self.verify)
        if not self.settings.show.link:
            log.info(NO_FEED)
        for line in (*self._describe_withdrawn(gone), *find_doubts(catalogue)):
            log.warning("%s", line)

    def _describe_withdrawn(self, guids: Sequence[str]) -> Iterator[str]:
        for guid in guids:
            place = self._site / self._slugs.get(guid, guid)
            stays = f", but its files stay: delete {place} to withdraw them"
            yield (
                f"{guid}: is no article any more; its edition is out of the feed and the show's "
                f"page{stays if place.is_dir() else ''}"
            )

    @property
    def _site(self) -> Path:
        return self.out / "site"

    def _plan(self, source: Path) -> _Task | Outcome:
        """The task for one article, or its outcome when nothing is to be done or it failed."""
        began = time.perf_counter()
        try:
            record = self._records.find(source)
            is_left = self.renewed is not None and source not in self.renewed
            if record and (is_left or record.is_fresh(self._inputs, self.out, verify=self.verify)):
                self._claim_guid(record.guid, source)
                return Outcome(source, record)
            if is_left:
                return Outcome(source)
            # The state before reading: an edit while we work must make the record stale.
            state, *_ = read_states([source])
            article = _ensure_guid(read(source), source.relative_to(self.content))
            self._claim_guid(article.guid, source)
            taken = {*self._slugs.values(), *_TAKEN}
            slug = make_unique(make_slug(article.title), taken)
            place = self._site / self._slugs.setdefault(article.guid, slug)
            return _Task(source, began, state, article, place)
        except EditionError as error:
            return Outcome(source, error=error)
        except OSError as error:
            return Outcome(source, error=from_os(error, str(source)))

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
        beside = read_states([*own, picture] if picture and picture.is_file() else own)
        edition, files = _narrate_into(task.place, task.article, settings, self.maker)
        record = BuildRecord(
            guid=task.article.guid,
            source=task.state,
            # What another voice had to narrate is tried again the next time.
            inputs="" if edition.outline.instead_of else self._inputs,
            beside=beside,
            files=tuple(
                FileState.from_path(task.place / file.name, file.sha256, under=self.out)
                for file in files
            ),
            folder=task.place.name,
            matched=tuple(sorted(edition.lexicon.matched)),
            unmatched=tuple(sorted(edition.lexicon.unmatched)),
            entry=CatalogueEntry.from_edition(
                edition, task.place.name, files, ZoneInfo(settings.show.timezone)
            ),
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


def _ensure_guid(article: Article, name: Path) -> Article:
    """``article`` with a guid: its own, or its file's name, which stays when the title changes."""
    return article if article.guid else replace(article, guid=name.as_posix())


def _narrate_into(place: Path, article: Article, settings: Settings, maker: ClipMaker) -> Narration:
    """Narrate into ``place``: all files are replaced in one step, or none when it fails."""
    names = (f"{place.name}.{form}" for form in settings.formats if form != "json")
    formats = {name: find_format(Path(name)) for name in names}
    parts = (find_cover(article, settings.show, maker.store).file_name, *_ALWAYS)
    formats |= {part: find_site_part(part) for part in parts}
    with replace_folder(place) as new:
        targets = {new / name: writer for name, writer in formats.items()}
        return narrate_with(targets, article, settings, maker)


def _read_published_slugs(site: Path, known: Container[str]) -> dict[str, str]:
    """Slug by guid of what is published without a record, so that no edition moves."""
    found: dict[str, str] = {}
    for place in sorted(os.scandir(site), key=lambda entry: entry.name):
        if place.name in known or place.name.startswith("."):
            continue
        try:
            data = json.loads((site / place.name / "edition.json").read_text(encoding="utf-8"))
            found[str(data["guid"])] = place.name
        except (OSError, ValueError, KeyError, TypeError):
            continue  # no edition, or damaged: it is published anew
    return found
