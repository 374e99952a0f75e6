"""The feed of a show without a public address, made for the address at which ``serve`` runs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from audio.show.build_records import RECORDS, BuildRecords
from audio.show.catalogue import Catalogue
from audio.show.feed.channel import divide_catalogue, make_context, make_document
from audio.show.feed.former import read_former_items
from audio.show.feed.pages import parse_number
from audio.show.order import arrange_entries
from audio.show.site_files import RECORD, read_site_record


class LocalFeed(Mapping[str, Callable[[str], bytes]]):
    """The feed's documents by file name, each a function that makes it for a base URL.

    Documents are made from what the last build into the folder ``out`` recorded beside the site;
    before the first build there are none.
    """

    def __init__(self, out: Path) -> None:
        self._out = out
        self._read_at = 0
        """Time of change of the record that was read last, in nanoseconds."""
        self._catalogue: Catalogue | None = None

    def __getitem__(self, name: str) -> Callable[[str], bytes]:
        number, catalogue = parse_number(name), self._get_catalogue()
        found = catalogue and [
            page for page in divide_catalogue(catalogue) if page.number == number
        ]
        if not catalogue or not found:
            raise KeyError(name)
        folder = self._out / "site"
        return lambda base: make_document(
            catalogue, found[0], make_context(catalogue, base, folder)
        )

    def __iter__(self) -> Iterator[str]:
        catalogue = self._get_catalogue()
        return (page.name for page in divide_catalogue(catalogue)) if catalogue else iter(())

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def _get_catalogue(self) -> Catalogue | None:
        """The catalogue that is published now, read anew when another build has published."""
        path = self._out / RECORD
        read_at = path.stat().st_mtime_ns if path.is_file() else 0
        if read_at != self._read_at:
            self._read_at, self._catalogue = read_at, _read_catalogue(self._out)
        return self._catalogue


def _read_catalogue(out: Path) -> Catalogue | None:
    record = read_site_record(out)
    if record is None:
        return None
    entries = BuildRecords(out / RECORDS).get_entries()
    known = [entries[guid] for guid in record.guids if guid in entries]
    told = arrange_entries(record.recall(known), record.show)
    return Catalogue(record.show, record.cover, told, read_former_items(record.show))
