"""Output: the files that a writer writes, under temporary names until all are published."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack
from pathlib import Path
from types import TracebackType
from typing import BinaryIO

from audio.records import PublishedFile
from audio.sound.coding import Coding
from audio.work.publication import Publication, open_spool
from audio.work.store import Store


class FileOutput(AbstractContextManager["FileOutput"]):
    """The file of one writer, others beside it, and spools; all are closed with it."""

    def __init__(self, target: Path, publication: Publication, store: Store) -> None:
        """Raises ``OutputError`` when nothing can be written there."""
        self.target = target
        self._publication = publication
        self._store = store
        self._open = ExitStack()
        self.codings: list[Coding] = []
        """What the writer has requested."""
        self._files: dict[Path, BinaryIO] = {}
        self._media_types: dict[Path, str] = {}
        self.open()

    @property
    def store(self) -> Store:
        """Where the edition's clips are."""
        return self._store

    @property
    def name(self) -> str:
        """The target's, without folder."""
        return self.target.name

    def open(self, name: str = "", media_type: str = "") -> BinaryIO:
        """The target, or the file of this name beside it, which is a part of it."""
        path = self.target.with_name(name) if name else self.target
        if path not in self._files:
            self._media_types[path] = media_type
            self._files[path] = self._open.enter_context(self._publication.open(path))
        return self._files[path]

    def request(self, coding: Coding) -> None:
        """Have every clip encoded so too."""
        self.codings.append(coding)

    def open_spool(self) -> BinaryIO:
        """A file on the target's disk that is published nowhere."""
        return self._open.enter_context(open_spool(self.target))

    def describe_files(self, media_type: str, *, digests: bool) -> Iterator[PublishedFile]:
        """What was written, of ``media_type`` unless it was opened as another.

        Hashing takes time, so only if it is asked.
        """
        for path, file in self._files.items():
            digest = _hash(file) if digests else ""
            yield PublishedFile(
                name=path.name,
                media_type=self._media_types[path] or media_type,
                size=file.seek(0, os.SEEK_END),
                sha256=digest,
                part_of="" if path == self.target else self.name,
            )

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._open.close()


def _hash(file: BinaryIO) -> str:
    file.seek(0)
    # Every binary file has the readinto that is wanted here; BinaryIO does not know of it.
    return hashlib.file_digest(file, "sha256").hexdigest()  # type: ignore[arg-type]
