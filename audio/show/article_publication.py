"""The publication of one article of a show: its edition in its folder, and the record of it."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import NamedTuple
from zoneinfo import ZoneInfo

from audio.artwork.cover_store import locate_picture
from audio.clips.clip_maker import ClipMaker
from audio.records import Article, Edition, Show
from audio.settings import Options, Settings, choose
from audio.show.build_records import BuildRecord, FileState, read_states
from audio.show.catalogue import BULLETIN, CatalogueEntry
from audio.show.edition_folder import narrate_into
from audio.show.same_texts import digest_article
from audio.writers.pictures import describe_missing_pictures, name_pictures

log = logging.getLogger(__name__)


class ArticleTask(NamedTuple):
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


@dataclass(frozen=True, slots=True)
class ArticlePublisher:
    """Publishes articles of the folder ``content`` into the folder ``out``, in any thread."""

    content: Path
    out: Path
    settings: Settings
    options: Options
    maker: ClipMaker
    inputs: str
    """Digest of what all editions of the build are made from."""
    before: Mapping[str, CatalogueEntry]
    """By guid: what was published before this build."""
    now: datetime
    """The moment of the build."""

    def publish(self, task: ArticleTask) -> tuple[Edition, BuildRecord]:
        """Narrate the article into its folder. Raises ``EditionError`` and ``OSError``."""
        task = task._replace(article=_choose_kind(task.article, self.settings.show))
        settings = choose(self.settings, task.article, self.options)
        picture = locate_picture(task.article)
        own = [path for path in settings.lexicon if path not in self.settings.lexicon]
        own += [picture] if picture and picture.is_file() else []
        beside = read_states([*own, *name_pictures(task.article)])
        is_whole = _tell_missing_pictures(task.article)
        edition, files = narrate_into(task.place, task.article, settings, self.maker)
        entry = CatalogueEntry.from_edition(
            edition, task.place.name, files, ZoneInfo(settings.show.timezone)
        )
        record = BuildRecord(
            guid=task.article.guid,
            source=task.state,
            # What another voice had to narrate, or lacks a picture, is tried again the next time.
            inputs=self.inputs if is_whole and not edition.outline.instead_of else "",
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
                is_dated=entry.published is not None,
                file=name_file(task.source, self.content),
                changed=entry.find_change(self.before.get(entry.guid), self.now),
            ),
            is_draft=task.article.is_draft,
            first_built=task.first_built.isoformat(),
            content=str(self.content),
            options=self.options,
            text=digest_article(task.article),
        )
        return edition, record


def name_file(source: Path, content: Path) -> str:
    """The guid of an article that gives none: its file's name, which outlives its title."""
    return source.relative_to(content).as_posix()


def _choose_kind(article: Article, show: Show) -> Article:
    """``article``; of a serial a bulletin is no episode, unless it says otherwise."""
    is_told = article.episode or article.episode_type
    if show.is_serial and article.guid.startswith(BULLETIN) and not is_told:
        return replace(article, episode_type="bonus")
    return article


def _tell_missing_pictures(article: Article) -> bool:
    """Warn of each picture that is not there; whether all are."""
    missing = describe_missing_pictures(article)
    for line in missing:
        log.warning("%s: %s", article.origin, line)
    return not missing
