"""Binding: published editions of a site as one book, each said as it was when it was built.

A book is made from the articles, not from the editions' files: so it can have any format, and all
that is spoken is found in the store.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote
from zoneinfo import ZoneInfo

from audio.edition.book import Book, BookPart, bind_articles
from audio.errors import InputError, Place, SourceError
from audio.hindi.dates import format_date
from audio.readers import read
from audio.records import Article, Block, BlockKind, Show, Span
from audio.settings import DEFAULT_OPENING, Settings, choose
from audio.settings.show_file import load_show
from audio.show.build_records import RECORDS, BuildRecord, BuildRecords
from audio.show.order import arrange_entries
from audio.show.site_files import read_site_record
from audio.work.keys import make_key

log = logging.getLogger(__name__)


class BindingOptions(NamedTuple):
    """Which editions are bound, and under which title."""

    first: date | None = None
    """The day of the oldest."""
    last: date | None = None
    """The day of the newest."""
    title: str = ""
    """In place of the show's, with the days."""


def make_book(out: Path, options: BindingOptions) -> Book:
    """The editions that were published in the output folder ``out`` in those days.

    The oldest comes first; bulletins, which only tell of others, are left out. Raises
    ``SourceError`` when there is none, or when an article is gone, and ``InputError`` for days of
    which the first is the later.
    """
    if options.first and options.last and options.first > options.last:
        what = f"is a later day than --to: {options.first} and {options.last}"
        raise InputError(what, where=Place(option="--from"), hint="exchange the two days")
    records = list(_choose_records(out, options))
    if not records:
        days = f" from {options.first}" if options.first else ""
        days += f" to {options.last}" if options.last else ""
        raise SourceError(f"no edition is published{days}", where=Place(str(out / "site")))
    parts = [_make_part(record) for record in records]
    newest = records[-1]
    settings = choose(_load_settings(newest), None, newest.options)
    # As the show's editions began: an article that names its own voice tells nothing of that.
    usual = (part.settings.voice for part in reversed(parts) if not part.article.voice)
    settings = replace(settings, voice=next(usual, settings.voice))
    return bind_articles(_make_cover(records, parts, settings.show, options), parts, settings)


def _choose_records(out: Path, options: BindingOptions) -> Iterator[BuildRecord]:
    """The records of the editions of those days, the oldest first. Raises ``SourceError``."""
    site, records = read_site_record(out), BuildRecords(out / RECORDS)
    if site is None:
        hint = "name the site where build made it, build/site"
        raise SourceError("is no built show with its records", where=Place(str(out)), hint=hint)
    paths, zone = records.get_sources(), ZoneInfo(site.show.timezone)
    found = (records.find(Path(paths[guid])) for guid in site.guids if guid in paths)
    published = {one.guid: one for one in found if one and not one.entry.is_bulletin}
    entries = site.recall(one.entry for one in published.values())
    for entry in reversed(arrange_entries(entries, site.show)):
        day = entry.published.astimezone(zone).date() if entry.published else date.min
        if (options.first or day) <= day <= (options.last or day):
            yield published[entry.guid]


def _make_part(record: BuildRecord) -> BookPart:
    path = Path(record.source.path)
    if not path.is_file():
        hint = "run it in the folder in which build was run"
        raise SourceError("this article is not there", where=Place(str(path)), hint=hint)
    if not record.source.holds(verify=False):
        log.warning("%s: has changed since its edition was built, and is bound as it is now", path)
    article, settings = read(path), _load_settings(record)
    settings = choose(settings, article, record.options)
    # Where nothing chose a voice, the default of now may be another than that of then.
    settings = replace(settings, voice=settings.voice.rename(record.entry.voice))
    if not record.inputs and settings.fallback:  # another voice had to narrate it
        settings = replace(settings, voice=settings.fallback, voices=())
        article = replace(article, passages=())
    link = settings.show.link
    page = f"{link.rstrip('/')}/{quote(record.folder)}/" if link else ""
    return BookPart(article, settings, page)


def _load_settings(record: BuildRecord) -> Settings:
    config = Path(record.content) / "show.toml"
    return load_show(config) if config.exists() else Settings(opening=DEFAULT_OPENING)


def _make_cover(
    records: Sequence[BuildRecord],
    parts: Sequence[BookPart],
    show: Show,
    options: BindingOptions,
) -> Article:
    """What is known of the book as a whole, with its title as its text."""
    title = options.title or _make_title(records, show)
    return Article(
        text=title,
        blocks=(Block(BlockKind.TITLE, Span(0, len(title))),),
        origin=title,
        language=show.language,
        published=parts[-1].article.published,
        description="; ".join(part.article.title for part in parts),
        guid=f"book:{make_key(*(record.guid for record in records))[:16]}",
    )


def _make_title(records: Sequence[BuildRecord], show: Show) -> str:
    zone = ZoneInfo(show.timezone)
    dates = [one.entry.published for one in (records[0], records[-1]) if one.entry.published]
    days = dict.fromkeys(format_date(moment.astimezone(zone).date()) for moment in dates)
    return f"{show.title}, {' से '.join(days)}" if days else show.title
