"""Articles brought to the desk, by the readers that ``import`` has: by address or as a file."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass, field
from pathlib import Path, PurePath

from audio.errors import Place, SourceError
from audio.importing.options import ImportOptions
from audio.importing.run import ImportRun
from audio.readers.fetch.addresses import PERMISSION
from audio.readers.files import is_url
from audio.records import Article, Omission
from audio.work.messages import translate
from audio.work.report import QuietReport

_PUBLIC_ONLY = (
    "the desk fetches from public addresses only: save the page as a file and drop it here"
)


@dataclass(frozen=True, slots=True)
class Imported:
    """An article that came."""

    path: Path
    title: str
    left_out: tuple[Omission, ...]
    """What its source holds besides."""


@dataclass(slots=True)
class ImportResult:
    """What came of a source."""

    said: list[str] = field(default_factory=list)
    """What the command would say, in the user's language."""
    articles: list[Imported] = field(default_factory=list)


class _Report(QuietReport):
    """Gets each article as it was read, and then the file that it went to."""

    def __init__(self, result: ImportResult) -> None:
        super().__init__()
        self._result = result
        self._article: Article | None = None

    def add_source(self, article: Article) -> None:
        """Remember an article that has been read."""
        self._article = article

    def add_imported(self, source: str, outcome: str, path: Path) -> None:
        """Remember the file of the article that was read last."""
        article = self._article
        if article:
            left_out = article.account.left_out if article.account else ()
            self._result.articles.append(Imported(path, article.title, left_out))


def import_source(content: Path, source: str) -> ImportResult:
    """Import what is at a web address. Raises ``SourceError``."""
    if not is_url(source):
        raise SourceError(
            "is no web address", where=Place(source[:200]), hint="begin it with https://"
        )
    return _import(content, source)


def import_file(content: Path, name: str, data: bytes) -> ImportResult:
    """Import a file's ``data``; ``name`` tells its format. Raises ``SourceError``."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / (PurePath(name.replace("\\", "/")).name or "article")
        path.write_bytes(data)
        result = _import(content, str(path))
    result.said = [line.replace(f"{folder}/", "") for line in result.said]
    return result


def _import(content: Path, source: str) -> ImportResult:
    content.mkdir(parents=True, exist_ok=True)
    result = ImportResult()

    def say(line: str) -> None:
        if line.startswith(" "):  # the account, of which the pages tell more
            return
        line = line.strip().replace(PERMISSION, _PUBLIC_ONLY)
        result.said.append(translate(line).replace(f"{content}/", ""))

    run = ImportRun(content, ImportOptions(), say, say, report=_Report(result))
    run.run([source], b"")
    return result
