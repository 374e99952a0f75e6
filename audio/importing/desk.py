"""The editor's desk: imported articles are laid on it, and what the editor wrote is kept.

Three versions are told apart: what was written here last, what stands here now, and what the
source has. Where only the source has changed, the article follows it. Where both have, the
editor's stays, and the source's is laid beside it as ``NAME.md.new``, which no build reads.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property
from pathlib import Path

from audio.errors import OutputError, SourceError
from audio.importing.ledger import Entry, Ledger, digest
from audio.importing.markdown_form import as_markdown
from audio.publication import Publication, sweep
from audio.readers.decoding import decode
from audio.readers.fetching import Validators
from audio.readers.frontmatter import split_front_matter
from audio.records import Article
from audio.slug import slug, unique

_BESIDE = ".new"


class Fate(StrEnum):
    """What became of an article that was laid on the desk."""

    NEW = "new"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    KEPT = "kept"
    """The editor's version; the source's lies beside it."""
    REMOVED = "removed"
    """The editor took it away, and it stays away."""


@dataclass(frozen=True, slots=True)
class Placed:
    """One article, and where it is."""

    fate: Fate
    path: Path
    detail: str = ""
    """What differs, for who reads the report."""


class Desk:
    """One content folder."""

    def __init__(self, content: Path) -> None:
        """Raises ``OutputError``: no folder; ``SettingsError``: its ledger is damaged."""
        if content.exists() and not content.is_dir():
            raise OutputError("is no folder", where=str(content), hint="name the articles' folder")
        self._content = content
        self.ledger = Ledger(content)
        self._offered: set[str] = set()

    def knows(self, guid: str, item: str) -> bool:
        """Whether that version of a feed's item has been imported already."""
        entry = self.ledger.entries.get(guid)
        return entry is not None and entry.item == item

    def place(
        self, article: Article, *, item: str = "", prefix: str = "", is_asked_for: bool = True
    ) -> Placed:
        """Lay ``article``, whose guid is its identity, where it belongs.

        ``item`` is the digest of the feed's item, ``prefix`` opens the name of a new file, and
        ``is_asked_for`` says that it comes again even though an editor removed it.

        Raises:
            OutputError, OSError: it cannot be written.
        """
        text = as_markdown(article)
        offered = digest(text)
        path = self._found(article.guid)
        entry = self.ledger.entries.get(article.guid)
        if path is None:
            if entry and not is_asked_for:
                self._remember(replace(entry, offered=offered, item=item))
                return Placed(Fate.REMOVED, self._content / entry.file, "an editor removed it")
            path = self._content / f"{self._stem(article, prefix)}.md"
            self._write(path, text, Entry(article.guid, path.name, offered, offered, item))
            return Placed(Fate.NEW, path)
        return self._again(path, text, Entry(article.guid, path.name, offered, offered, item))

    def remember_feed(self, url: str, validators: Validators) -> None:
        """Keep what tells the feed's version, now that its items have been imported."""
        if self.ledger.feeds.get(url, Validators()) != validators:
            self.ledger.feeds[url] = validators
            self._write_ledger()

    def _again(self, path: Path, text: str, offer: Entry) -> Placed:
        """An article that stands here already."""
        entry = self.ledger.entries.get(offer.guid)
        now = path.read_text("utf-8")
        standing = digest(now)
        if standing == offer.offered:
            self._remember(offer)
            return Placed(Fate.UNCHANGED, path)
        if entry and entry.offered == offer.offered:
            self._remember(replace(entry, file=path.name, item=offer.item))
            return Placed(Fate.UNCHANGED, path, "an editor changed it; the source has not")
        if entry and entry.written == standing:
            self._write(path, text, offer)
            return Placed(Fate.UPDATED, path, _difference(now, text))
        kept = replace(offer, written=entry.written if entry else "")
        beside = path.with_name(path.name + _BESIDE)
        self._write(beside, text, kept)
        return Placed(Fate.KEPT, path, f"{_difference(now, text)}; the source's is {beside.name}")

    def _write(self, path: Path, text: str, entry: Entry) -> None:
        """The article and the ledger, both or neither."""
        self._content.mkdir(parents=True, exist_ok=True)
        self.ledger.entries[entry.guid] = entry
        with Publication() as publication:
            publication.write(path, text.encode())
            publication.write(self.ledger.path, self.ledger.text().encode())
            publication.release()
        if not path.name.endswith(_BESIDE):
            self._files[entry.guid] = path

    def _remember(self, entry: Entry) -> None:
        if self.ledger.entries.get(entry.guid) != entry:
            self.ledger.entries[entry.guid] = entry
            self._write_ledger()

    def _write_ledger(self) -> None:
        self._content.mkdir(parents=True, exist_ok=True)
        with Publication() as publication:
            publication.write(self.ledger.path, self.ledger.text().encode())
            publication.release()

    def _found(self, guid: str) -> Path | None:
        """The article's file, also when an editor gave it another name."""
        path = self._files.get(guid)
        if path is None:
            entry = self.ledger.entries.get(guid)
            path = self._content / entry.file if entry else None
        return path if path and path.is_file() else None

    def _stem(self, article: Article, prefix: str) -> str:
        taken = {path.name.partition(".")[0] for path in self._entries()}
        return unique(f"{prefix}{slug(article.title)}", taken)

    @cached_property
    def _files(self) -> dict[str, Path]:
        """The guids of the Markdown files in the folder."""
        if self._content.is_dir():
            sweep(self._content)
        files: dict[str, Path] = {}
        for path in self._entries():
            if path.suffix == ".md" and (guid := _guid_of(path)):
                files.setdefault(guid, path)
        return files

    def _entries(self) -> Iterator[Path]:
        return iter(sorted(self._content.iterdir()) if self._content.is_dir() else ())


def _guid_of(path: Path) -> str:
    """Empty for a file that is no article; the build will say why."""
    try:
        front, _ = split_front_matter(decode(path.read_bytes(), str(path)), str(path))
    except (SourceError, OSError):
        return ""
    return front.guid


def _difference(now: str, text: str) -> str:
    """`3 lines differ, the first is “…”`."""
    before = set(now.split("\n"))  # difflib's time grows with the cube of the length
    changes = [line for line in text.split("\n") if line.strip() and line not in before]
    if not changes:
        return "lines were taken out"
    first = changes[0] if len(changes[0]) <= 60 else f"{changes[0][:57].rstrip()}…"
    number = "1 line differs" if len(changes) == 1 else f"{len(changes)} lines differ, the first"
    return f"{number}: “{first}”"
