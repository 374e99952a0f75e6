"""The feed of a show that is not published yet, for the address under which it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from audio.show.build_records import Stamps
from audio.show.catalogue import Catalogue
from audio.show.feed.channel import document, pages_of, setting_of
from audio.show.feed.pages import number_of
from audio.show.site_files import RECORD, last_record


class LocalFeed(Mapping[str, Callable[[str], bytes]]):
    """By a document's file name: what makes it for a base URL.

    It is made from what the last build into the folder ``out`` kept beside the site; before the
    first build there are no documents.
    """

    def __init__(self, out: Path) -> None:
        self._out = out
        self._read_at = 0
        """Of the record that was read last: its time, in nanoseconds."""
        self._catalogue: Catalogue | None = None

    def __getitem__(self, name: str) -> Callable[[str], bytes]:
        number, catalogue = number_of(name), self._current()
        found = catalogue and [page for page in pages_of(catalogue) if page.number == number]
        if not catalogue or not found:
            raise KeyError(name)
        return lambda base: document(catalogue, found[0], setting_of(catalogue, base))

    def __iter__(self) -> Iterator[str]:
        catalogue = self._current()
        return (page.name for page in pages_of(catalogue)) if catalogue else iter(())

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def _current(self) -> Catalogue | None:
        """What is published now; it is read anew when another build has published."""
        path = self._out / RECORD
        read_at = path.stat().st_mtime_ns if path.is_file() else 0
        if read_at != self._read_at:
            self._read_at, self._catalogue = read_at, _read(self._out)
        return self._catalogue


def _read(out: Path) -> Catalogue | None:
    record = last_record(out)
    if record is None:
        return None
    entries = Stamps(out / "stamps.jsonl").entries()
    known = tuple(entries[guid] for guid in record.guids if guid in entries)
    return Catalogue(record.show, record.cover, known)
