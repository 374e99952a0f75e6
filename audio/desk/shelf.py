"""The shelf: every article of a content folder and what became of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple
from zoneinfo import ZoneInfo

from audio.errors import EditionError, from_os
from audio.readers import read
from audio.records import Article
from audio.settings import Options, Settings, choose
from audio.show.build_records import RECORDS, BuildRecords, digest_inputs
from audio.show.content_folder import scan_content
from audio.show.schedule import Schedule
from audio.show.site_files import read_site_record


class ArticleState(StrEnum):
    """What became of an article."""

    DRAFT = "draft"
    SCHEDULED = "scheduled"
    NEW = "new"
    """Not published yet."""
    PUBLISHED = "published"
    CHANGED = "changed"
    """Published, and changed since."""
    FAILED = "failed"
    """It cannot be read, or the last build could not make it."""


class ShelfItem(NamedTuple):
    """One article."""

    name: str
    """Its path in the content folder, with slashes."""
    title: str
    state: ArticleState
    message: str
    """Why it failed, in English; empty otherwise."""
    seconds: float
    """Length of its edition; 0 while there is none."""
    voice: str
    """``ENGINE[:NAME]``."""
    slug: str
    """Folder of its edition in the site; empty while there is none."""
    is_listed: bool = False
    """Whether page and feed have its edition, as they were last built."""
    until: datetime | None = None
    """When it will be published, in the show's zone; ``None`` where it waits for no date."""


def list_articles(
    content: Path, out: Path, settings: Settings, failures: Mapping[str, str], now: datetime
) -> Iterator[ShelfItem]:
    """Yield every article by name; ``failures`` are the last build's, by path."""
    records = BuildRecords(out / RECORDS) if (out / RECORDS).exists() else None
    site = read_site_record(out)
    listed = frozenset(site.guids) if site else frozenset()
    inputs = digest_inputs(settings, Options())
    schedule = Schedule(now.astimezone(ZoneInfo(settings.show.timezone)))
    for path in scan_content(content, out).articles if content.is_dir() else ():
        name = path.relative_to(content).as_posix()
        try:
            article = read(path)
            voice = str(choose(settings, article, Options()).voice)
        except (EditionError, OSError) as error:
            fault = from_os(error, str(path)) if isinstance(error, OSError) else error
            yield ShelfItem(name, name, ArticleState.FAILED, str(fault), 0.0, "", "")
            continue
        record = records.find(path) if records else None
        is_listed = record is not None and record.guid in listed
        state, message, until = ArticleState.NEW, "", None
        if failures.get(str(path)):
            state, message = ArticleState.FAILED, failures[str(path)]
        elif wait := schedule.find_wait(article.published, is_draft=article.is_draft):
            state, until = ArticleState(wait.reason), wait.until
        elif record:
            is_fresh = record.is_fresh(inputs, out, verify=False)
            state = ArticleState.PUBLISHED if is_fresh else ArticleState.CHANGED
        yield ShelfItem(
            name,
            article.title,
            state,
            message,
            record.entry.seconds if record else 0.0,
            voice,
            record.folder if record else "",
            is_listed,
            until,
        )


def find_article(content: Path, out: Path, name: str) -> Path | None:
    """The article of that name; ``None`` for what is none of the folder's."""
    found = scan_content(content, out).articles if content.is_dir() else ()
    return next((path for path in found if path.relative_to(content).as_posix() == name), None)


def tell_sample(article: Article) -> str:
    """A sentence of the article to hear a voice by: the first of 40 to 160 characters."""
    from audio.segment import segment

    sentences = [s.text for paragraph in segment(article) for s in paragraph.sentences]
    fitting = (text for text in sentences if 40 <= len(text) <= 160)
    return next(fitting, sentences[0] if sentences else article.title)
