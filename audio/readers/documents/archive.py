"""Read the files inside a ZIP archive (EPUB, DOCX and ODT are some), expecting the worst of it.

Nothing is ever unpacked to disk, and nothing but what is asked for is unpacked at all. What an
archive says of itself is checked before anything is believed; what comes out is counted as it
comes, for a bomb says that it is small.
"""

from __future__ import annotations

import stat
import struct
import zipfile
import zlib
from io import BytesIO

from audio.errors import Place, SourceError

LARGEST_ARCHIVE = 100 * 10**6
"""Bytes. Illustrated books are some tens of megabytes."""
LARGEST_FILE = 32 * 10**6
"""Bytes of one file, unpacked. The text of a thousand pages has about two million."""
LARGEST_TOTAL = 96 * 10**6
"""Bytes of all that is read of one archive, unpacked."""
MOST_FILES = 10_000
_LARGEST_DIRECTORY = 4 * 10**6
"""Bytes: what is held of it in memory is many times that."""
_RATIO = 250
"""XML packs to a tenth, a fiftieth at most; deflate can pack to a thousandth."""
_RATIO_FROM = 10**6
"""Bytes: below, no ratio does harm."""
_CHUNK = 1 << 16
_END = struct.Struct("<4s4H2LH")  # APPNOTE.TXT 4.3.16
_END_MARK, _END64_MARK = b"PK\x05\x06", b"PK\x06\x07"
_READ_ERRORS = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    OSError,
    OverflowError,
    RuntimeError,
    ValueError,
    struct.error,
)
_GET_ANEW = "get it anew from where it came"


class Archive:
    """One archive in memory, its directory checked."""

    def __init__(self, data: bytes, origin: str) -> None:
        """Raises ``SourceError`` for an archive that is damaged, encrypted, or no honest one."""
        self._origin = origin
        self._left = LARGEST_TOTAL
        _check_size(data, origin)
        try:
            self._zip = zipfile.ZipFile(BytesIO(data))
        except _READ_ERRORS as error:
            raise self._make_damage_error() from error
        self._entries: dict[str, zipfile.ZipInfo] = {}
        for entry in self._zip.infolist():
            self._check(entry)
            self._entries[entry.filename] = entry

    def __contains__(self, name: str) -> bool:
        return name in self._entries

    def read(self, name: str) -> bytes:
        """The file ``name``, unpacked. Raises ``SourceError``: missing, too large, damaged."""
        entry = self._entries.get(name)
        if entry is None:
            raise self._make_error(f"has no {name[:100]!r} in it", _GET_ANEW)
        unpacked = bytearray()
        try:
            with self._zip.open(entry) as file:
                while chunk := file.read(_CHUNK):
                    unpacked += chunk
                    self._check_growth(entry, len(unpacked), len(chunk))
        except _READ_ERRORS as error:
            raise self._make_damage_error() from error
        return bytes(unpacked)

    def _check(self, entry: zipfile.ZipInfo) -> None:
        name = entry.filename
        parts = name.replace("\\", "/").split("/")
        if not name or name[0] in "/\\" or ".." in parts or ":" in parts[0] or "\0" in name:
            raise self._make_error(f"names a file outside itself, {name[:100]!r}", _GET_ANEW)
        if name in self._entries:
            raise self._make_error(f"holds {name[:100]!r} twice", _GET_ANEW)
        if stat.S_ISLNK(entry.external_attr >> 16):
            raise self._make_error(f"holds a link, {name[:100]!r}", _GET_ANEW)
        if entry.flag_bits & 0x1:
            raise self._make_error("is encrypted", "save it without a password")

    def _check_growth(self, entry: zipfile.ZipInfo, size: int, grown: int) -> None:
        self._left -= grown
        name = entry.filename[:100]
        if size > LARGEST_FILE:
            raise self._make_error(
                f"holds {name!r}, which is larger than {LARGEST_FILE // 10**6} MB"
            )
        if self._left < 0:
            raise self._make_error(f"holds more than {LARGEST_TOTAL // 10**6} MB of text")
        if size > _RATIO_FROM and size > _RATIO * max(entry.compress_size, 1):
            raise self._make_error(f"holds {name!r}, packed more than {_RATIO} times: a bomb")

    def _make_damage_error(self) -> SourceError:
        return self._make_error("is a damaged archive", _GET_ANEW)

    def _make_error(self, what: str, hint: str = "") -> SourceError:
        return SourceError(what, where=Place(self._origin), hint=hint)


def _check_size(data: bytes, origin: str) -> None:
    """Before the directory is loaded, see how long it says it is: that is how much is loaded."""
    if len(data) > LARGEST_ARCHIVE:
        raise SourceError(
            f"is larger than {LARGEST_ARCHIVE // 10**6} MB", where=Place(origin), hint="split it"
        )
    at = _find_end_record(data)
    if at < 0 or at + _END.size > len(data):
        raise SourceError("is a damaged archive", where=Place(origin), hint=_GET_ANEW)
    _, _, _, _, count, size, _, _ = _END.unpack_from(data, at)
    is_64 = data[max(at - 20, 0) : at].startswith(_END64_MARK)
    if is_64 or count > MOST_FILES or size > _LARGEST_DIRECTORY:
        raise SourceError(
            f"holds more than {MOST_FILES} files, as no document does", where=Place(origin)
        )


def _find_end_record(data: bytes) -> int:
    """Where the end record stands, found as ``zipfile`` finds it; -1 when there is none."""
    last = len(data) - _END.size
    if last >= 0 and data.startswith(_END_MARK, last) and data.endswith(b"\0\0"):
        return last
    return data.rfind(_END_MARK, max(last - (1 << 16), 0))
