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


class EditionError(Exception):
    """What went wrong, where it was seen, and what the user can do.

    ``str()`` gives the one line a user reads: ``where: what; hint``.
    """

    exit_code = 1

    def __init__(self, what: str, *, where: str = "", hint: str = "") -> None:
        super().__init__(what)
        self.what = what
        """What is wrong, as a clause without a full stop."""
        self.where = where
        """File, ``file:line:column``, sentence id or option; empty when there is no place."""
        self.hint = hint
        """What to do; empty when the message already says it."""

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


def from_os(error: OSError, where: str = "") -> EditionError:
    """The operating system's refusal as one of ours; ``where`` when it names no file itself."""
    place = str(error.filename or where)
    what = error.strerror or str(error)
    if error.errno in _FULL:
        hint = f"{_FULL[error.errno]} and run it again: what was made is kept"
        return StorageError(what, where=place, hint=hint)
    what, hint = _MISTAKEN.get(error.errno or 0, (what, ""))
    return InputError(what, where=place, hint=hint)
