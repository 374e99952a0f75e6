"""Saving of articles: nothing is overwritten in silence, and every saving can be taken back.

Who saves says from which version the text was made. If the file is another by now, it stays as it
is and the text is put beside it as ``NAME.md.new``, as ``import`` does. Versions before each saving
lie in the folder ``desk/undo`` of the output folder.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import NamedTuple

from audio.errors import Place, SourceError
from audio.hindi.romanize import make_slug, make_unique
from audio.readers import read_bytes
from audio.readers.text.decoding import decode
from audio.readers.text.frontmatter import split_front_matter
from audio.work.publication import Publication

BESIDE = ".new"
_MOST = 50
"""Versions of an article that are kept."""


class TextVersion(NamedTuple):
    """An article's text as it stands in its file."""

    text: str
    digest: str
    """Tells whether the file is still that one."""
    can_undo: bool


class Saved(NamedTuple):
    """What became of a text that was saved."""

    path: Path
    """The article, or the file beside it."""
    is_beside: bool
    """Whether the article had changed meanwhile and stays as it is."""


class Texts:
    """The texts of a content folder; ``undo`` is where earlier versions are kept."""

    def __init__(self, undo: Path) -> None:
        self._undo = undo

    def read(self, path: Path) -> TextVersion:
        """Raises ``SourceError`` for what is no text, such as a Word document."""
        if path.suffix.lower() not in (".md", ".markdown", ".txt", ".text"):
            raise SourceError(
                "is no text that can be edited here",
                where=Place(path.name),
                hint="import it: it becomes Markdown",
            )
        data = path.read_bytes()
        can_undo = any(self._find_folder(path).glob("*"))
        return TextVersion(decode(data, path.name), _digest(data), can_undo)

    def save(self, path: Path, text: str, digest: str) -> Saved:
        """Put ``text``, made from the version ``digest``, in the place of the article.

        Raises ``SourceError`` for what cannot be read as an article; nothing is written then.
        """
        data = _to_bytes(text)
        read_bytes(data, str(path), path.suffix.lower())
        if _digest(path.read_bytes()) != digest:
            beside = path.with_name(path.name + BESIDE)
            _write(beside, data)
            return Saved(beside, is_beside=True)
        self._keep(path)
        _write(path, data)
        return Saved(path, is_beside=False)

    def create(self, content: Path, text: str) -> Path:
        """A new article of ``text``, named after its title. Raises ``SourceError``."""
        data = _to_bytes(text)
        article = read_bytes(data, "a.md", ".md")
        stem = make_slug(article.title)
        taken = {path.stem for path in content.glob("*")}
        path = content / f"{make_unique(stem, taken)}.md"
        _write(path, data)
        return path

    def undo(self, path: Path) -> bool:
        """Put the version before the last saving back; whether there was one."""
        versions = self._list_versions(path)
        if not versions:
            return False
        _write(path, versions[-1].read_bytes())
        versions[-1].unlink()
        return True

    def _keep(self, path: Path) -> None:
        folder = self._find_folder(path)
        folder.mkdir(parents=True, exist_ok=True)
        versions = self._list_versions(path)
        number = int(versions[-1].name) + 1 if versions else 1
        _write(folder / f"{number:06}", path.read_bytes())
        for old in versions[: len(versions) + 1 - _MOST]:
            old.unlink()

    def _list_versions(self, path: Path) -> list[Path]:
        return sorted(each for each in self._find_folder(path).glob("*") if each.name.isdecimal())

    def _find_folder(self, path: Path) -> Path:
        return self._undo / hashlib.sha256(str(path.resolve()).encode()).hexdigest()[:24]


def split_text(text: str, origin: str) -> tuple[str, str]:
    """Front matter with its fences, and the text after it. Raises ``SourceError``."""
    _, body = split_front_matter(text, origin)
    return text[: len(text) - len(body)] if text.endswith(body) else "", body


def _to_bytes(text: str) -> bytes:
    return text.replace("\r\n", "\n").encode("utf-8", "replace")


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _write(path: Path, data: bytes) -> None:
    with Publication() as publication:
        publication.write(path, data)
        publication.release()
