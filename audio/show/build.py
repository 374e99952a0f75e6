"""A show: every article of a folder, narrated into a site's folders.

Articles that have not changed since they were published are not even read. Of the others a few
are under way at once, their paragraphs flowing through one executor, so that one long article
and a thousand short ones both keep every core busy.
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

from audio.artwork.cover_store import Artwork, article_picture, artwork_of, cover_of
from audio.clips.clip_maker import ClipMaker
from audio.edition.pipeline import Narration, narrate_with
from audio.errors import EditionError, Place, SourceError, VoiceError, from_os
from audio.hindi.romanize import make_slug, make_unique
from audio.readers import SUFFIXES, read
from audio.readers.lexicon import read_lexicon
from audio.records import Article, Edition
from audio.settings import Options, Settings, choose
from audio.settings.show_file import find_key
from audio.show.build_records import FileState, Stamp, Stamps, digest_of_inputs, states
from audio.show.catalogue import Catalogue, Entry, newest_first
from audio.show.outcome import Outcome
from audio.show.site_files import NO_FEED, doubts, last_record, mark_withdrawn, publish, published
from audio.work.flow import run_in, run_in_order
from audio.work.publication import replace_folder, sweep
from audio.writers import find_format, find_site_part

log = logging.getLogger(__name__)

_ALWAYS = ("chapters.json", "edition.json", "index.html", "sentences.txt")
"""What every edition has besides its formats and its picture."""
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


def articles(content: Path) -> list[Path]:
    """The article files of a content folder, by name. Raises ``SourceError`` without any."""
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
class Show:
    """One build of a show."""

    content: Path
    out: Path
    settings: Settings
    options: Options
    maker: ClipMaker
    verify: bool = False
    """Compare published files by content, not by size and time alone."""
    _stamps: Stamps = field(init=False)
    _inputs: str = field(init=False)
    _sources: dict[str, Path] = field(init=False, default_factory=dict)
    """By guid: who came first."""
    _slugs: dict[str, str] = field(init=False, default_factory=dict)
    """By guid."""

    def build(self) -> Iterator[Outcome]:
        """Publish every article; yields each outcome, in the order of the sources.

        An article that cannot be made does not stop the others. Raises ``EditionError`` for
        what concerns the whole show, before anything is written.
        """
        sources = articles(self.content)
        self._audition()
        read_lexicon((*self.settings.lexicon, *self.options.lexicon))
        artwork = artwork_of(self.settings.show, self.maker.store)
        self._site.mkdir(parents=True, exist_ok=True)
        sweep(self._site)
        self._stamps = Stamps(self.out / "stamps.jsonl")
        self._inputs = digest_of_inputs(self.settings, self.options)
        slugs = self._stamps.slugs()
        self._slugs = _published_slugs(self._site, set(slugs.values())) | slugs
        # What is looked at first gets the first choice of slugs: so in order, in this thread.
        looked_at = map(self._look, sources)
        entries: dict[str, Entry] = {}
        is_all_known = True
        with ThreadPoolExecutor(self.maker.jobs + 1) as coordinators:
            try:
                begin = run_in(coordinators, self._finish)
                for done in run_in_order(begin, looked_at, self.maker.jobs + 1):
                    if stamp := done.result.stamp or self._stamps.of(done.result.source):
                        entries[stamp.guid] = stamp.entry  # what failed is as it was
                    else:
                        is_all_known = False
                    yield done.result
            except BaseException:
                self.maker.stop()  # or the coordinators would see their articles through
                raise
        before = last_record(self.out)
        gone = [guid for guid in before.guids if guid not in entries] if before else []
        if not is_all_known and not self._stamps.slugs().keys() >= set(gone):
            # Without a stamp, what seems gone may be what could not be made.
            log.warning(_AS_BEFORE)
        else:
            self._publish_site(artwork, entries, gone)

    def _audition(self) -> None:
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
        self, artwork: Artwork, entries: Mapping[str, Entry], gone: Sequence[str]
    ) -> None:
        """What tells of all editions at once; ``gone`` are guids that it told of before."""
        catalogue = Catalogue(
            self.settings.show, published(artwork.large), tuple(newest_first([*entries.values()]))
        )
        told = {entry.slug for entry in catalogue.entries}
        mark_withdrawn(self._site, sorted(self._slugs.values()), told)
        publish(self.out, catalogue, artwork, verify=self.verify)
        if not self.settings.show.link:
            log.info(NO_FEED)
        for line in (*self._of_withdrawn(gone), *doubts(catalogue)):
            log.warning("%s", line)

    def _of_withdrawn(self, guids: Sequence[str]) -> Iterator[str]:
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

    def _look(self, source: Path) -> _Task | Outcome:
        """What there is to do for one article, or its outcome when that is nothing."""
        began = time.perf_counter()
        try:
            stamp = self._stamps.of(source)
            if stamp and stamp.fresh(self._inputs, self.out, verify=self.verify):
                self._claim(stamp.guid, source)
                return Outcome(source, stamp)
            # The state before reading: an edit while we work must make the stamp stale.
            state, *_ = states([source])
            article = _identified(read(source), source.relative_to(self.content))
            self._claim(article.guid, source)
            place = self._site / self._slugs.setdefault(
                article.guid, make_unique(make_slug(article.title), set(self._slugs.values()))
            )
            return _Task(source, began, state, article, place)
        except EditionError as error:
            return Outcome(source, error=error)
        except OSError as error:
            return Outcome(source, error=from_os(error, str(source)))

    def _finish(self, task: _Task | Outcome) -> Outcome:
        if isinstance(task, Outcome):
            return task
        try:
            edition, stamp = self._publish_article(task)
        except EditionError as error:
            return Outcome(task.source, error=error)
        except OSError as error:
            return Outcome(task.source, error=from_os(error, str(task.place)))
        seconds = time.perf_counter() - task.began
        return Outcome(task.source, stamp, edition, seconds=seconds, notes=task.article.notes)

    def _publish_article(self, task: _Task) -> tuple[Edition, Stamp]:
        settings = choose(self.settings, task.article, self.options)
        picture = article_picture(task.article)
        own = [path for path in settings.lexicon if path not in self.settings.lexicon]
        beside = states([*own, picture] if picture and picture.is_file() else own)
        edition, files = _narrate_into(task.place, task.article, settings, self.maker)
        stamp = Stamp(
            guid=task.article.guid,
            source=task.state,
            # What another voice had to narrate is tried again the next time.
            inputs="" if edition.outline.instead_of else self._inputs,
            beside=beside,
            files=tuple(
                FileState.of(task.place / file.name, file.sha256, under=self.out) for file in files
            ),
            folder=task.place.name,
            matched=tuple(sorted(edition.lexicon.matched)),
            unmatched=tuple(sorted(edition.lexicon.unmatched)),
            entry=Entry.of(edition, task.place.name, files, ZoneInfo(settings.show.timezone)),
        )
        self._stamps.add(stamp)
        return edition, stamp

    def _claim(self, guid: str, source: Path) -> None:
        """Raises ``SourceError`` when another article has this guid: they would be one edition."""
        first = self._sources.setdefault(guid, source)
        if first != source:
            raise SourceError(
                f"has the same guid as {first}: {guid!r}",
                where=Place(str(source)),
                hint="give one of them another",
            )


def _identified(article: Article, name: Path) -> Article:
    """With a guid: its own, or its file's name, which outlives a new title."""
    return article if article.guid else replace(article, guid=name.as_posix())


def _narrate_into(place: Path, article: Article, settings: Settings, maker: ClipMaker) -> Narration:
    """The edition and its files, published: all new in one step, or all old."""
    names = (f"{place.name}.{form}" for form in settings.formats if form != "json")
    formats = {name: find_format(Path(name)) for name in names}
    parts = (cover_of(article, settings.show, maker.store).file_name, *_ALWAYS)
    formats |= {part: find_site_part(part) for part in parts}
    with replace_folder(place) as new:
        targets = {new / name: writer for name, writer in formats.items()}
        return narrate_with(targets, article, settings, maker)


def _published_slugs(site: Path, known: Container[str]) -> dict[str, str]:
    """Slug by guid of what is published without a stamp, so that no edition moves."""
    found: dict[str, str] = {}
    for place in sorted(os.scandir(site), key=lambda entry: entry.name):
        if place.name in known or place.name.startswith("."):
            continue
        try:
            data = json.loads((site / place.name / "edition.json").read_text(encoding="utf-8"))
            found[str(data["guid"])] = place.name
        except (OSError, ValueError, KeyError, TypeError):
            continue  # not one of ours, or damaged: its edition is published anew
    return found
