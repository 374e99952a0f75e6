"""Saving of articles: nothing is overwritten in silence, and every saving can be taken back.

Who saves says from which version the text was made. If the file is another by now, what both have
changed is merged; where they are at odds, the file stays as it is and the text is put beside it
under a free name, as ``import`` does. Versions before each saving
lie in the folder ``undo`` of the desk's state, under a number and the digest of what took their
place: only where that still stands is a saving taken back. Versions beside an article that were
merged with it lie in the folder ``merged``, and can be brought back.
"""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from audio.desk.begun_texts import BegunTexts
from audio.desk.comparison import merge_versions
from audio.desk.merged_versions import MergedVersions
from audio.errors import Place, SourceError
from audio.hindi.romanize import make_unique
from audio.readers import read, read_bytes
from audio.readers.text.decoding import decode, encode_like
from audio.readers.text.front_matter_edit import require_text
from audio.readers.text.frontmatter import split_front_matter
from audio.records import Article
from audio.show.slugs import make_title_slug
from audio.show.withdrawal import list_deleted
from audio.work.beside import find_free_beside
from audio.work.publication import publish_file

_MOST = 50
"""Versions of an article that are kept."""


class TextVersion(NamedTuple):
    """An article's text as it stands in its file."""

    text: str
    digest: str
    """Tells whether the file is still that one."""
    has_earlier: bool
    """Whether a version from before a saving is kept."""
    can_undo: bool
    """Whether that can be put back: nobody has changed the file since the saving."""


class Saved(NamedTuple):
    """What became of a text that was saved."""

    path: Path
    """The article, or the file beside it."""
    is_beside: bool = False
    """Whether the article had changed meanwhile and stays as it is."""
    is_merged: bool = False
    """Whether the article had changed meanwhile and has both changes now."""


class CreatedArticle(NamedTuple):
    """What became of a text that was to be a new article."""

    path: Path
    is_new: bool
    """Whether it was made; else an article of the same title and text was there already."""


class Texts:
    """The texts of a content folder; ``state`` is where the desk keeps what lies in no article."""

    def __init__(self, state: Path) -> None:
        self._undo = state / "undo"
        self._merged = state / "merged"
        self._begun = state / "begun"
        self._lock = threading.Lock()

    def read(self, path: Path) -> TextVersion:
        """Raises ``SourceError`` for what is no text, such as a Word document."""
        require_text(path)
        data = path.read_bytes()
        digest, versions = make_digest(data), self._list_versions(path)
        can_undo = bool(versions) and _get_successor(versions[-1]) == digest
        return TextVersion(decode(data, path.name), digest, bool(versions), can_undo)

    def begin(self, path: Path) -> TextVersion:
        """The text, which is to be edited: it is remembered, so that changes can be merged."""
        version = self.read(path)
        self._find_begun(path).keep(version.digest, path.read_bytes())
        return version

    def find_begun(self, path: Path, digest: str) -> str | None:
        """The text with which an edit of the version ``digest`` began, if it is remembered."""
        found = self._find_begun(path).find(digest) if digest else None
        if found is None:
            earlier = (each.read_bytes() for each in self._list_versions(path))
            found = next((data for data in earlier if make_digest(data) == digest), None)
        return None if found is None else decode(found, path.name)

    def find_base(self, path: Path, version: bytes) -> str | None:
        """What a version of the article was made from, where that is known."""
        found = self._find_begun(path).find_base(make_digest(version))
        return None if found is None else decode(found, path.name)

    def read_earlier(self, path: Path) -> str:
        """The version before the last saving. Raises ``SourceError`` when there is none."""
        versions = self._list_versions(path)
        if not versions:
            raise SourceError("has no earlier version", where=Place(path.name))
        return decode(versions[-1].read_bytes(), path.name)

    def save(self, path: Path, text: str, digest: str) -> Saved:
        """Put ``text``, made from the version ``digest``, in the place of the article.

        Raises ``SourceError`` for what cannot be read as an article; nothing is written then.
        """
        read_bytes(encode_like(text, b""), str(path), path.suffix.lower())
        with self._lock:
            before = _read(path)
            data = encode_like(text, before)
            if make_digest(before) != digest:
                return self._save_changed(path, before, data, digest)
            if data != before:
                self._keep(path, before, data)
                publish_file(path, data)
        return Saved(path)

    def _save_changed(self, path: Path, before: bytes, data: bytes, digest: str) -> Saved:
        """Save ``data``, made from ``digest``, though the article is ``before`` by now."""
        begun = self._find_begun(path)
        base = begun.find(digest)
        merged = _merge(path, base, before, data) if base is not None else None
        if merged == before:  # nothing was changed here
            return Saved(path)
        if merged is not None:
            self._keep(path, before, merged)
            self.find_merged(path).keep(f"{path.name}.new", data)
            publish_file(path, merged)
            return Saved(path, is_merged=True)
        beside = find_free_beside(path, data)
        if base is not None:
            begun.keep_base(make_digest(data), base)
        publish_file(beside, data)
        return Saved(beside, is_beside=True)

    def create(self, content: Path, text: str) -> CreatedArticle:
        """An article of ``text``, named after its title. Raises ``SourceError``."""
        data = encode_like(text, b"")
        article = read_bytes(data, "a.md", ".md")
        slug = make_title_slug(article.title)
        with self._lock:
            if known := _find_same(content, slug, article):
                return CreatedArticle(known, is_new=False)
            # A name that comes back is another edition's guid, so those of what is deleted count.
            deleted = [Path(each.name) for each in list_deleted(content)]
            taken = {path.name.partition(".")[0] for path in (*content.glob("*"), *deleted)}
            path = content / f"{make_unique(slug, taken)}.md"
            publish_file(path, data)
        return CreatedArticle(path, is_new=True)

    def undo(self, *paths: Path, seen: str = "") -> bool:
        """Put the versions before the last saving of files back; whether there were any.

        ``seen`` is the digest of what the editor sees, where that is known. Raises ``SourceError``
        when a file is no longer that, or what was saved: all stay as they are.
        """
        with self._lock:
            if seen and any(make_digest(_read(path)) != seen for path in paths):
                raise SourceError(
                    "has been saved again since this page was opened",
                    where=Place(paths[0].name),
                    hint="load the page again to see what the last saving changed",
                )
            versions = {path: kept[-1] for path in paths if (kept := self._list_versions(path))}
            for path, version in versions.items():
                if _get_successor(version) != make_digest(_read(path)):
                    raise SourceError(
                        "has been changed by somebody else since it was saved here",
                        where=Place(path.name),
                        hint="compare it with the earlier version and choose",
                    )
            for path, version in versions.items():
                publish_file(path, version.read_bytes())
                version.unlink()
        return bool(versions)

    @contextmanager
    def keep_versions(self, *paths: Path) -> Iterator[list[Path]]:
        """While this lasts, what is done to the files can be taken back.

        It gives a list, which at the end names those that have changed.
        """
        changed: list[Path] = []
        with self._lock:
            before = {path: _read(path) for path in paths}
            yield changed
            for path, data in before.items():
                if (after := _read(path)) != data:
                    self._keep(path, data, after)
                    changed.append(path)

    def put_away(self, path: Path, beside: Path) -> None:
        """Take a version that is merged with an article out of the content folder, and keep it."""
        self.find_merged(path).keep(beside.name, beside.read_bytes())
        beside.unlink()

    def find_merged(self, path: Path) -> MergedVersions:
        """The versions that were merged with an article."""
        return MergedVersions(self._merged / _name_folder(path))

    def _find_begun(self, path: Path) -> BegunTexts:
        return BegunTexts(self._begun / _name_folder(path))

    def _keep(self, path: Path, before: bytes, after: bytes) -> None:
        folder = self._find_folder(path)
        folder.mkdir(parents=True, exist_ok=True)
        versions = self._list_versions(path)
        number = int(versions[-1].name.partition("-")[0]) + 1 if versions else 1
        publish_file(folder / f"{number:06}-{make_digest(after)}", before)
        for old in versions[: len(versions) + 1 - _MOST]:
            old.unlink()

    def _list_versions(self, path: Path) -> list[Path]:
        return sorted(self._find_folder(path).glob("[0-9]*-*"))

    def _find_folder(self, path: Path) -> Path:
        return self._undo / _name_folder(path)


def split_text(text: str, origin: str) -> tuple[str, str]:
    """Front matter with its fences, and the text after it. Raises ``SourceError``."""
    _, body = split_front_matter(text, origin)
    return text[: len(text) - len(body)] if text.endswith(body) else "", body


def make_digest(data: bytes) -> str:
    """SHA-256 in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def _find_same(content: Path, slug: str, article: Article) -> Path | None:
    """An article of the same title and text, among those whose names begin with ``slug``."""
    for path in sorted(content.glob(f"{slug}*.md")):
        with suppress(SourceError):
            known = read(path)
            if (known.title, known.text) == (article.title, article.text):
                return path
    return None


def _merge(path: Path, base: bytes, ours: bytes, theirs: bytes) -> bytes | None:
    """Two versions of ``base`` in one; ``None`` where they are at odds or make no article."""
    texts = (decode(data, path.name) for data in (base, ours, theirs))
    try:
        merged = merge_versions(*texts)
        data = None if merged is None else encode_like(merged, ours)
        if data is not None:
            read_bytes(data, str(path), path.suffix.lower())
    except SourceError:
        return None
    return data


def _name_folder(path: Path) -> str:
    """The folder's name for what the state holds of an article."""
    return make_digest(str(path.resolve()).encode())[:24]


def _get_successor(version: Path) -> str:
    """The digest of what took the place of a version."""
    return version.name.partition("-")[2]


def _read(path: Path) -> bytes:
    """The content of a file; nothing where there is none."""
    return path.read_bytes() if path.exists() else b""
