"""Articles brought to the desk, by the readers that ``import`` has: by address or as a file."""

from __future__ import annotations

import tempfile
from pathlib import Path, PurePath

from audio.errors import Place, SourceError
from audio.importing.options import ImportOptions
from audio.importing.run import ImportRun
from audio.readers.fetch.http import is_url


def import_source(content: Path, source: str) -> list[str]:
    """Import what is at a web address; what the command would say. Raises ``SourceError``."""
    if not is_url(source):
        raise SourceError(
            "is no web address", where=Place(source[:200]), hint="begin it with https://"
        )
    return _import(content, source, ImportOptions())


def import_file(content: Path, name: str, data: bytes) -> list[str]:
    """Import a file's ``data``; ``name`` tells its format. Raises ``SourceError``."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / (PurePath(name.replace("\\", "/")).name or "article")
        path.write_bytes(data)
        said = _import(content, str(path), ImportOptions())
    return [line.replace(f"{folder}/", "") for line in said]


def _import(content: Path, source: str, options: ImportOptions) -> list[str]:
    content.mkdir(parents=True, exist_ok=True)
    said: list[str] = []
    ImportRun(content, options, said.append, said.append).run([source], b"")
    return said
