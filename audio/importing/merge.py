"""Merge imported articles into a content folder without losing what an editor wrote there.

Three versions are told apart: what an import wrote last, what stands in the folder now, and what
the source has. Where only the source has changed, the article follows it. Where both have, the
editor's stays, and the source's is written beside it (``work.beside``), which no build reads.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from audio.errors import OutputError, Place, SourceError
from audio.hindi.romanize import make_unique
from audio.importing.ledger import Ledger, LedgerEntry, hash_text
from audio.importing.markdown_form import write_markdown
from audio.importing.pictures import SUFFIXES, GetPicture, Pictures
from audio.importing.same_texts import KnownTexts
from audio.readers.fetch.http import CacheValidators
from audio.readers.text.decoding import decode
from audio.readers.text.frontmatter import split_front_matter
from audio.records import Article
from audio.show.slugs import make_title_slug
from audio.work.beside import find_article_of, find_free_beside, list_beside
from audio.work.publication import Publication, publish_file, sweep


class MergeOutcome(StrEnum):
    """What became of an imported article."""

    NEW = "new"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    KEPT = "kept"
    """The editor's version; the source's was written beside it."""
    REMOVED = "removed"
    """The editor took it away, and it stays away."""


@dataclass(frozen=True, slots=True)
class MergeResult:
    """What became of one article, and its file."""

    outcome: MergeOutcome
    path: Path
    detail: str = ""
    """What differs, for who reads the report."""
    doubts: tuple[str, ...] = ()
    """What was not got, or is there already, for who reads the warnings."""


class MergeOptions(NamedTuple):
    """How an article is to be merged."""

    item: str = ""
    """The digest of the feed's item."""
    prefix: str = ""
    """Opens the name of a new file."""
    is_asked_for: bool = True
    """Whether it comes again even though an editor removed it."""
    get: GetPicture | None = None
    """Fetches its main picture; None leaves that where it is."""


BY_NAME = MergeOptions()
"""As one that was named on the command line, without its picture."""


class _SourceVersion(NamedTuple):
    """An article as its source has it now."""

    text: str
    entry: LedgerEntry
    picture: bytes = b""
    """To be written as the entry's ``image``; empty when that is there."""


class Merge:
    """Merges articles into one content folder."""

    def __init__(self, content: Path, *, is_dry: bool = False) -> None:
        """With ``is_dry`` nothing is remembered of feeds.

        Raises ``OutputError``: no folder; ``SettingsError``: its ledger is damaged.
        """
        if content.exists() and not content.is_dir():
            raise OutputError(
                "is not a folder", where=Place(str(content)), hint="name the articles' folder"
            )
        self._content = content
        self._is_dry = is_dry
        self.ledger = Ledger(content)
        self._pictures = Pictures(content, self.ledger)
        self._texts = KnownTexts(content)

    def has_item(self, guid: str, item: str) -> bool:
        """Whether that version of a feed's item was imported, or found to be gone, already."""
        entry = self.ledger.entries.get(guid)
        return self.ledger.gone.get(guid) == item or (entry is not None and entry.item == item)

    def add_article(self, article: Article, options: MergeOptions = BY_NAME) -> MergeResult:
        """Write ``article``, known by its guid, to its file, or beside what an editor wrote.

        Raises:
            OutputError, OSError: it cannot be written.
        """
        path = self._find_file(article.guid)
        entry = self.ledger.entries.get(article.guid)
        if path is None and entry and not options.is_asked_for:
            offered = hash_text(write_markdown(article))
            self._remember(replace(entry, offered=offered, item=options.item))
            return MergeResult(
                MergeOutcome.REMOVED, self._content / entry.file, "an editor removed it"
            )
        at = path or self._content / f"{self._choose_stem(article, options.prefix)}.md"
        doubt = ""
        try:
            found = self._pictures.find_picture(article, at.stem, options.get)
        except SourceError as error:
            doubt = str(error)
            found = self._pictures.find_known(article)
        text = write_markdown(replace(article, image=found.image))
        offered = hash_text(text)
        new = LedgerEntry(
            article.guid, at.name, offered, offered, options.item, found.name, found.image
        )
        offer = _SourceVersion(text, new, found.data)
        placed = self._add_known(at, offer) if path else self._add_new(at, offer)
        doubts = [*([doubt] if doubt else []), *self._find_same(placed)]
        return replace(placed, doubts=tuple(doubts))

    def _find_same(self, placed: MergeResult) -> Iterator[str]:
        """A line that tells of another file with the text of one that was written just now."""
        is_written = placed.outcome in (MergeOutcome.NEW, MergeOutcome.UPDATED)
        if is_written and (other := self._texts.find_other(placed.path)):
            yield (
                f"{placed.path}: has the same text as {other}, and subscribers would get it "
                "twice; delete one of them, or write draft: true into it"
            )

    def remember_feed(self, url: str, validators: CacheValidators) -> None:
        """Keep what tells the feed's version, now that its items have been imported."""
        if not self._is_dry and self.ledger.feeds.get(url, CacheValidators()) != validators:
            self.ledger.feeds[url] = validators
            self._write_ledger()

    def remember_gone(self, guid: str, item: str) -> None:
        """Keep that the page of that version of a feed's item is no more."""
        if not self._is_dry:
            self.ledger.gone[guid] = item
            self._write_ledger()

    def find_waiting(self) -> Iterator[Path]:
        """The files ``NAME.md.new`` and the like that no editor has merged and deleted."""
        return (path for path in self._list_files() if find_article_of(path))

    def _add_new(self, path: Path, offer: _SourceVersion) -> MergeResult:
        self._write(path, offer, offer.entry)
        return MergeResult(MergeOutcome.NEW, path)

    def _add_known(self, path: Path, offered: _SourceVersion) -> MergeResult:
        """An article that stands here already."""
        text, offer = offered.text, offered.entry
        entry = self.ledger.entries.get(offer.guid)
        now = path.read_text("utf-8")
        standing = hash_text(now)
        if standing == offer.offered:
            self._remember(offer)
            return MergeResult(MergeOutcome.UNCHANGED, path)
        if entry and entry.offered == offer.offered:
            self._remember(replace(offer, written=entry.written))
            waiting = " and ".join(beside.name for beside in list_beside(path))
            source = f"{waiting} still waits" if waiting else "the source has not"
            return MergeResult(MergeOutcome.UNCHANGED, path, f"an editor changed it; {source}")
        if entry and entry.written == standing:
            self._write(path, offered, offer)
            return MergeResult(MergeOutcome.UPDATED, path, _describe_difference(now, text))
        kept = replace(offer, written=entry.written if entry else "")
        beside = self._choose_beside(path, text, entry)
        self._write(beside, offered, kept)
        return MergeResult(
            MergeOutcome.KEPT,
            path,
            f"{_describe_difference(now, text)}; the source's is {beside.name}",
        )

    def _choose_beside(self, path: Path, text: str, entry: LedgerEntry | None) -> Path:
        """Where the source's version goes: in place of its last one, if nobody changed that."""
        for beside in list_beside(path):
            if entry and beside.is_file() and hash_text(beside.read_text("utf-8")) == entry.offered:
                return beside
        return find_free_beside(path, text.encode())

    def _write(self, path: Path, offered: _SourceVersion, entry: LedgerEntry) -> None:
        """The article with its picture and the ledger, all or none."""
        self._content.mkdir(parents=True, exist_ok=True)
        self.ledger.entries[entry.guid] = entry
        self.ledger.gone.pop(entry.guid, None)
        with Publication() as publication:
            if offered.picture:
                publication.write(self._content / entry.image, offered.picture)
            publication.write(path, offered.text.encode())
            publication.write(self.ledger.path, self.ledger.to_text().encode())
            publication.release()
        if not find_article_of(path):
            self._files[entry.guid] = path

    def _remember(self, entry: LedgerEntry) -> None:
        if self.ledger.entries.get(entry.guid) != entry:
            self.ledger.entries[entry.guid] = entry
            self._write_ledger()

    def _write_ledger(self) -> None:
        self._content.mkdir(parents=True, exist_ok=True)
        publish_file(self.ledger.path, self.ledger.to_text().encode())

    def _find_file(self, guid: str) -> Path | None:
        """The article's file, also when an editor gave it another name."""
        path = self._files.get(guid)
        if path is None:
            entry = self.ledger.entries.get(guid)
            path = self._content / entry.file if entry else None
        return path if path and path.is_file() else None

    def _choose_stem(self, article: Article, prefix: str) -> str:
        taken = {p.name.partition(".")[0] for p in self._list_files() if p.suffix not in SUFFIXES}
        return make_unique(f"{prefix}{make_title_slug(article.title)}", taken)

    @cached_property
    def _files(self) -> dict[str, Path]:
        """The guids of the Markdown files in the folder."""
        if self._content.is_dir():
            sweep(self._content)
        files: dict[str, Path] = {}
        for path in self._list_files():
            if path.suffix == ".md" and (guid := _read_guid(path)):
                files.setdefault(guid, path)
        return files

    def _list_files(self) -> Iterator[Path]:
        return iter(sorted(self._content.iterdir()) if self._content.is_dir() else ())


def _read_guid(path: Path) -> str:
    """Empty for a file that is no article; the build will say why."""
    try:
        front, _ = split_front_matter(decode(path.read_bytes(), str(path)), str(path))
    except (SourceError, OSError):
        return ""
    return front.guid


def _describe_difference(now: str, text: str) -> str:
    """`3 lines differ, the first is “…”`."""
    before = set(now.split("\n"))  # difflib's time grows with the cube of the length
    changes = [line for line in text.split("\n") if line.strip() and line not in before]
    if not changes:
        return "lines were taken out"
    first = changes[0] if len(changes[0]) <= 60 else f"{changes[0][:57].rstrip()}…"
    number = "1 line differs" if len(changes) == 1 else f"{len(changes)} lines differ, the first"
    return f"{number}: “{first}”"
