"""Build records: what each published edition was made from, so that an unchanged one is kept.

They stand in ``records.jsonl``, a line of JSON for each edition, appended when it is published;
the last line of an edition counts. A record is fresh while its source, everything else that
shapes the edition and the published files are what they were: by size and time, or with
``verify`` by content.
"""

from __future__ import annotations

import hashlib
import io
import json
import logging
import os
from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields
from functools import cache
from pathlib import Path
from sys import intern
from typing import NamedTuple

from audio.settings import Options, Settings
from audio.show.catalogue import CatalogueEntry, from_data, to_data
from audio.work.keys import make_key
from audio.work.program import digest_program
from audio.work.publication import name_in_errors, publish_file

log = logging.getLogger(__name__)

RECORDS = "records.jsonl"
"""Name of the file of build records, in the output folder."""

FEED_ALONE = (
    "email", "funding", "locked", "medium", "new_feed_url", "person", "podroll", "update_frequency",
)  # fmt: skip
"""What only the feed tells of a show: no edition is made anew when one of these changes."""


class FileState(NamedTuple):
    """A file's size, time and content at some moment."""

    path: str
    size: int
    modified: int
    """Time of the last change, in nanoseconds since 1970."""
    sha256: str

    @classmethod
    def from_path(cls, path: Path, sha256: str = "", under: Path | None = None) -> FileState:
        """The state of ``path`` now; its ``sha256`` is computed if not given. Raises ``OSError``.

        ``under``: the folder that the recorded path is relative to, so that a copy of that folder
        finds its own files.
        """
        state = path.stat()
        name = path.relative_to(under) if under else path
        return cls(str(name), state.st_size, state.st_mtime_ns, sha256 or _digest(path))

    def holds(self, *, verify: bool, under: Path | None = None) -> bool:
        """Whether the file, its path relative to ``under``, is still what it was."""
        path = f"{under}/{self.path}" if under else self.path
        try:
            state = os.stat(path)  # noqa: PTH116 - a Path costs more than the call itself
        except OSError:
            return False
        if state.st_size != self.size:
            return False
        # Whether a file was only touched, or checked out again, is seen from its content.
        if state.st_mtime_ns == self.modified and not verify:
            return True
        return _digest(Path(path)) == self.sha256


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@dataclass(frozen=True, slots=True)
class BuildRecord:
    """What one published edition was made from, and its entry in the catalogue."""

    guid: str
    source: FileState
    inputs: str
    """Digest of all else that shapes it: settings, options, program; empty to make it anew."""
    beside: tuple[FileState, ...]
    """Files that its front matter names: its picture, and lexicons of its own."""
    files: tuple[FileState, ...]
    """The published files; paths are relative to the output folder."""
    folder: str
    """Name of the edition's folder in the site."""
    matched: tuple[str, ...]
    """Lexicon rows that matched a word of it."""
    unmatched: tuple[str, ...]
    """Lexicon rows that matched none."""
    entry: CatalogueEntry
    """What feed, pages and search tell of it."""
    is_draft: bool
    first_built: str
    """The day on which it was first built, ``2025-08-15T00:00:00+05:30``: its date without one."""
    content: str
    """The content folder that the build was given."""
    options: Options
    """The options of the build."""
    text: str = ""
    """Digest of the article's words, its title aside; empty when they are too few."""

    def is_fresh(self, inputs: str, out: Path, *, verify: bool) -> bool:
        """Whether making the edition again in the output folder ``out`` would change nothing."""
        return (
            self.inputs == inputs
            and all(state.holds(verify=verify) for state in (self.source, *self.beside))
            and all(state.holds(verify=verify, under=out) for state in self.files)
        )


class BuildRecords:
    """The build records of a show, in the file ``path``."""

    def __init__(self, path: Path) -> None:
        """Read what is there; a line that cannot be read is an edition without a record.

        A warning tells of such, and the file is kept as it was; not of a last line that is torn.
        """
        self._path = path
        self._by_source: dict[str, BuildRecord] = {}
        lines, unread, last = 0, 0, b"\n"
        with path.open("rb") if path.exists() else io.BytesIO() as file:
            for last in file:
                lines += 1
                if record := _parse(last):
                    self._hold(record)
                else:
                    unread += last.endswith(b"\n")
        if unread:
            self._keep_damaged(unread)
        # A torn last line would swallow the next one.
        if not last.endswith(b"\n") or unread or lines > 2 * len(self._by_source) + 10:
            self._rewrite()

    def find(self, source: Path) -> BuildRecord | None:
        """The last record of the edition that was made from ``source``; ``None`` without one."""
        return self._by_source.get(str(source))

    def find_folder(self, name: str) -> BuildRecord | None:
        """The last record of the edition in the folder ``name`` of the site, if there is one."""
        held = reversed(self._by_source.values())
        return next((each for each in held if Path(each.folder).name == name), None)

    def get_entries(self) -> dict[str, CatalogueEntry]:
        """The last entry of every edition on record, by guid, withdrawn ones too."""
        return {record.guid: record.entry for record in self._by_source.values()}

    def get_slugs(self) -> dict[str, str]:
        """The published folders' names, by guid."""
        return {record.guid: Path(record.folder).name for record in self._by_source.values()}

    def get_sources(self) -> dict[str, str]:
        """The articles' files, by guid."""
        return {record.guid: record.source.path for record in self._by_source.values()}

    def get_first_days(self) -> dict[str, str]:
        """When the editions were first built, by guid."""
        first: dict[str, str] = {}
        for record in self._by_source.values():
            day = record.first_built
            first[record.guid] = min(day, first.get(record.guid, day))
        return first

    def add(self, record: BuildRecord) -> None:
        """Remember that an edition has been published."""
        self._hold(record)
        # One write of one line: builds that run at once do not tear each other's.
        with name_in_errors(self._path), self._path.open("ab") as file:
            file.write(_encode(record))

    def _hold(self, record: BuildRecord) -> None:
        """Move ``record`` to the end, so that it counts where two sources have one guid."""
        self._by_source.pop(record.source.path, None)
        self._by_source[record.source.path] = record

    def _keep_damaged(self, unread: int) -> None:
        copy = self._path.with_name(f"{self._path.name}.damaged")
        publish_file(copy, self._path.read_bytes())
        log.warning(
            "%s: records that cannot be read: %s; their articles are made anew, and get another "
            "date if they have none; the file as it was: %s",
            self._path,
            unread,
            copy,
        )

    def _rewrite(self) -> None:
        publish_file(self._path, b"".join(map(_encode, self._by_source.values())))


def digest_inputs(settings: Settings, options: Options) -> str:
    """A digest of all that shapes an edition besides its article: settings, options, program."""
    files = (
        *settings.lexicon,
        *options.lexicon,
        *settings.pronunciation,
        *options.pronunciation,
    )
    lexicons = [_read_state(path) for path in files]
    image = _read_state(Path(settings.show.image)) if settings.show.image else None
    shape = asdict(settings)
    for key in FEED_ALONE:
        del shape["show"][key]
    return make_key(shape, asdict(options), lexicons, image, digest_program())


def read_states(paths: Iterable[Path]) -> tuple[FileState, ...]:
    """Read the state of every path. Raises ``OSError``."""
    return tuple(FileState.from_path(path) for path in paths)


def _read_state(path: Path) -> FileState | None:
    return FileState.from_path(path) if path.is_file() else None


def _encode(record: BuildRecord) -> bytes:
    data = {f.name: getattr(record, f.name) for f in fields(record)}
    data |= {"entry": to_data(record.entry), "options": asdict(record.options)}
    return json.dumps(data, ensure_ascii=False, default=str).encode() + b"\n"


@cache
def _parse_options(text: str) -> Options:
    """The options of an edition, held once where several have the same, as most have."""
    data = json.loads(text)
    paths = {key: tuple(map(Path, data[key])) for key in ("lexicon", "pronunciation")}
    return Options(**(data | paths))


def _parse(line: bytes) -> BuildRecord | None:
    try:
        data = json.loads(line)
        # Most of a record are digests of the files, which its entry tells again: held once.
        digests = {state[-1]: state[-1] for state in data["files"]}
        for file in data["entry"]["files"]:
            file[3] = digests.get(file[3], file[3])
        return BuildRecord(
            guid=data["guid"],
            source=FileState(*data["source"]),
            inputs=intern(data["inputs"]),
            beside=tuple(FileState(*state) for state in data["beside"]),
            files=tuple(FileState(*state) for state in data["files"]),
            folder=data["folder"],
            matched=tuple(data["matched"]),
            unmatched=tuple(data["unmatched"]),
            entry=from_data(data["entry"]),
            is_draft=data["is_draft"],
            first_built=data["first_built"],
            content=data["content"],
            options=_parse_options(json.dumps(data["options"])),
            text=data.get("text", ""),
        )
    except (ValueError, KeyError, TypeError):
        return None
