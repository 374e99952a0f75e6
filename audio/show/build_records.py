"""Stamps: what each published edition was made from, so that an unchanged article is not read.

One line of JSON an edition, appended when it is published; the last line of an edition counts.
A stamp is fresh while its source, everything else that shapes the edition and the files it made
are what they were: by size and time, or with ``verify`` by content.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, fields
from functools import cache
from pathlib import Path
from typing import NamedTuple

from audio.settings import Options, Settings
from audio.show.catalogue import Entry, as_data, from_data
from audio.work.keys import make_key
from audio.work.publication import Publication, name_in_errors


class FileState(NamedTuple):
    """What a file looks like from outside, and what is in it."""

    path: str
    size: int
    modified: int
    """Nanoseconds."""
    sha256: str

    @classmethod
    def of(cls, path: Path, sha256: str = "", under: Path | None = None) -> FileState:
        """The state of ``path`` now; its ``sha256`` need not be known. Raises ``OSError``.

        ``under``: the folder that the path is to be told from, so that a copy of that folder
        tells of its own files.
        """
        state = path.stat()
        name = path.relative_to(under) if under else path
        return cls(str(name), state.st_size, state.st_mtime_ns, sha256 or _sha256(path))

    def holds(self, *, verify: bool, under: Path | None = None) -> bool:
        """Whether the file, told from ``under``, is still what it was."""
        path = f"{under}/{self.path}" if under else self.path
        try:
            state = os.stat(path)  # noqa: PTH116 - a Path costs more than the call itself
        except OSError:
            return False
        if state.st_size != self.size:
            return False
        # One that was only touched, or checked out again, is told by its content.
        if state.st_mtime_ns == self.modified and not verify:
            return True
        return _sha256(Path(path)) == self.sha256


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@dataclass(frozen=True, slots=True)
class Stamp:
    """One published edition."""

    guid: str
    source: FileState
    inputs: str
    """Digest of all else that shapes it: settings, options, program."""
    beside: tuple[FileState, ...]
    """What its front matter names: lexicons, beside those of the settings, and its picture."""
    files: tuple[FileState, ...]
    """From the output folder on."""
    folder: str
    """The edition's, in the site."""
    matched: tuple[str, ...]
    """Lexicon rows that it used."""
    unmatched: tuple[str, ...]
    entry: Entry
    """What feed and show's page tell of it."""

    def fresh(self, inputs: str, out: Path, *, verify: bool) -> bool:
        """Whether a new edition in the output folder ``out`` would be the same."""
        return (
            self.inputs == inputs
            and all(state.holds(verify=verify) for state in (self.source, *self.beside))
            and all(state.holds(verify=verify, under=out) for state in self.files)
        )


class Stamps:
    """The stamps of a show, in a file of its own."""

    def __init__(self, path: Path) -> None:
        """Reads what is there; a line that cannot be read is an edition without a stamp."""
        self._path = path
        self._by_source: dict[str, Stamp] = {}
        lines = path.read_bytes().split(b"\n") if path.exists() else [b""]
        for line in lines:
            if stamp := _parsed(line):
                self._hold(stamp)
        # A torn last line would swallow the next one.
        if lines[-1] or len(lines) > 2 * len(self._by_source) + 10:
            self._rewrite()

    def of(self, source: Path) -> Stamp | None:
        """The last stamp of the edition that was made from ``source``."""
        return self._by_source.get(str(source))

    def entries(self) -> dict[str, Entry]:
        """The last entry of every edition there ever was, by guid."""
        return {stamp.guid: stamp.entry for stamp in self._by_source.values()}

    def slugs(self) -> dict[str, str]:
        """The published folders' names, by guid."""
        return {stamp.guid: Path(stamp.folder).name for stamp in self._by_source.values()}

    def add(self, stamp: Stamp) -> None:
        """Remember that an edition has been published."""
        self._hold(stamp)
        # One write of one line: builds that run at once do not tear each other's.
        with name_in_errors(self._path), self._path.open("ab") as file:
            file.write(_line(stamp))

    def _hold(self, stamp: Stamp) -> None:
        """The newest stands last, so that it counts where two sources had one guid."""
        self._by_source.pop(stamp.source.path, None)
        self._by_source[stamp.source.path] = stamp

    def _rewrite(self) -> None:
        with Publication() as publication:
            publication.write(self._path, b"".join(map(_line, self._by_source.values())))
            publication.release()


def digest_of_inputs(settings: Settings, options: Options) -> str:
    """Everything besides the article that shapes its edition, as one digest."""
    files = (
        *settings.lexicon,
        *options.lexicon,
        *settings.pronunciation,
        *options.pronunciation,
    )
    lexicons = [_state_or_nothing(path) for path in files]
    image = _state_or_nothing(Path(settings.show.image)) if settings.show.image else None
    return make_key(asdict(settings), asdict(options), lexicons, image, program())


def states(paths: Iterable[Path]) -> tuple[FileState, ...]:
    """The state of every path. Raises ``OSError``."""
    return tuple(FileState.of(path) for path in paths)


def _state_or_nothing(path: Path) -> FileState | None:
    return FileState.of(path) if path.is_file() else None


@cache
def program() -> Sequence[tuple[str, int, int]]:
    """Every file of this package: an edition is made anew by a new program."""
    package = Path(__file__).parents[1]
    compiled = "__pycache__"
    found = sorted(p for p in package.rglob("*") if p.is_file() and p.parent.name != compiled)
    return [
        (path.relative_to(package).as_posix(), state.st_size, state.st_mtime_ns)
        for path, state in ((path, path.stat()) for path in found)
    ]


def _line(stamp: Stamp) -> bytes:
    data = {f.name: getattr(stamp, f.name) for f in fields(stamp)}
    data["entry"] = as_data(stamp.entry)
    return json.dumps(data, ensure_ascii=False).encode() + b"\n"


def _parsed(line: bytes) -> Stamp | None:
    try:
        data = json.loads(line)
        return Stamp(
            guid=data["guid"],
            source=FileState(*data["source"]),
            inputs=data["inputs"],
            beside=tuple(FileState(*state) for state in data["beside"]),
            files=tuple(FileState(*state) for state in data["files"]),
            folder=data["folder"],
            matched=tuple(data["matched"]),
            unmatched=tuple(data["unmatched"]),
            entry=from_data(data["entry"]),
        )
    except (ValueError, KeyError, TypeError):
        return None
