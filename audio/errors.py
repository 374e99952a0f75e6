"""Every error this program raises on purpose, in one tree.

    EditionError                what went wrong, where, and what to do about it
    ├── InputError              the command or its input is wrong: nothing is written (exit 2)
    │   ├── SourceError         an article cannot be read or understood
    │   ├── SettingsError       show.toml, front matter or an option
    │   ├── LexiconError        a pronunciation lexicon
    │   ├── VoiceError          an unknown voice, or one that is not installed
    │   └── OutputError         an output that cannot be written or is of no known kind
    └── MakingError             the input is fine but something could not be made (exit 1)
        ├── SpeechError         an engine failed, or what it said cannot be the sentence
        └── StorageError        the disk is full, or a file vanished under our hands

Only ``cli.py`` prints errors and turns them into exit codes.
"""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, fields
from typing import Self


@dataclass(frozen=True, slots=True)
class Place:
    """Where something is wrong: as much of it as is known, ``Place()`` when nothing is.

    ``str()`` gives it as messages show it: ``show.toml:3: voice``, ``article.md: p3s2``.
    """

    source: str = ""
    """A file, a web address, or ``-`` for standard input."""
    line: int = 0
    """Of the source, counted from 1; 0 when it is not known."""
    column: int = 0
    """In code points, counted from 1; 0 when it is not known."""
    sentence: str = ""
    """The id of a sentence, as ``p3s2``."""
    option: str = ""
    """A setting as the user named it: ``voices.quote``, ``--voice``, an environment variable."""

    @classmethod
    def from_offset(cls, source: str, text: str, offset: int) -> Place:
        """The line and column of the code point at ``offset`` in the ``text`` of ``source``."""
        line = text.count("\n", 0, offset) + 1
        return cls(source, line, offset - text.rfind("\n", 0, offset))

    def fill(self, **known: str | int) -> Place:
        """This place, with what is ``known`` in each field that is still empty."""
        own = {each.name: getattr(self, each.name) for each in fields(self)}
        return Place(**known | {name: value for name, value in own.items() if value})

    def __bool__(self) -> bool:
        return self != _NOWHERE

    def __str__(self) -> str:
        source = "standard input" if self.source == "-" else self.source
        numbers = [str(number) for number in (self.line, self.column) if number]
        parts = ":".join([source, *numbers]), self.sentence, self.option
        return ": ".join(part for part in parts if part)


_NOWHERE = Place()


class EditionError(Exception):
    """What went wrong, where it was seen, and what the user can do.

    ``str()`` gives the one line a user reads: ``where: what; hint``.
    """

    exit_code = 1

    def __init__(self, what: str, *, where: Place = _NOWHERE, hint: str = "") -> None:
        super().__init__(what)
        self.what = what
        """What is wrong, as a clause without a full stop."""
        self.where = where
        """As much as is known of the place; those who know more ``locate`` it."""
        self.hint = hint
        """What to do; empty when the message already says it."""

    def locate(self, **known: str | int) -> Self:
        """Add what is known of the place, ``source="a.md"``; what is there already stays.

        Returns the error itself.
        """
        self.where = self.where.fill(**known)
        return self

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        remedy = f"; {self.hint}" if self.hint else ""
        return f"{place}{self.what}{remedy}"


class InputError(EditionError):
    """The command line or its input is wrong; nothing has been written."""

    exit_code = 2


class SourceError(InputError):
    """An article that cannot be read: missing, empty, binary, not Hindi, broken front matter."""


class SettingsError(InputError):
    """A setting that is unknown or has a value it cannot have."""


class LexiconError(InputError):
    """A pronunciation lexicon with a row that cannot be used."""


class VoiceError(InputError):
    """A voice that does not exist or whose engine is not installed."""


class OutputError(InputError):
    """An output path that cannot be written, or whose suffix names no format."""


class MakingError(EditionError):
    """The input is fine, but something could not be made from it."""


class SpeechError(MakingError):
    """An engine failed, or returned audio that cannot be the sentence it was given."""

    line_index = 0
    """Which of the lines that the engine was given it failed at, counted from 0."""


class ClusterError(MakingError):
    """The cluster that does the work is gone, or not what it should be: the run is over."""


class StorageError(MakingError):
    """The disk is full, or a file was damaged or removed while it was needed."""


_FULL = {
    errno.ENOSPC: "free some space",
    errno.EDQUOT: "free some space",
    errno.EFBIG: "allow larger files there (see ulimit -f) or take another disk",
}
_MISTAKEN = {
    errno.EEXIST: ("is a file where a folder is needed", "move it away or name another"),
    errno.EISDIR: ("is a folder where a file is needed", "move it away or name another"),
    errno.ENOTDIR: ("leads through a file as if it were a folder", "name another"),
}
"""In other words than the system's, and what to do."""


@contextmanager
def locate_errors(kind: type[EditionError], **known: str | int) -> Iterator[None]:
    """While this lasts, errors of a ``kind`` that pass through are located by what is ``known``."""
    try:
        yield
    except kind as error:
        error.locate(**known)
        raise


def from_os(error: OSError, source: str = "") -> EditionError:
    """Turn the operating system's refusal into one of ours.

    ``source`` is its place when it names no file itself.
    """
    place = Place(str(error.filename or source))
    what = error.strerror or str(error)
    if error.errno in _FULL:
        hint = f"{_FULL[error.errno]} and run it again: what was made is kept"
        return StorageError(what, where=place, hint=hint)
    what, hint = _MISTAKEN.get(error.errno or 0, (what, ""))
    return InputError(what, where=place, hint=hint)
