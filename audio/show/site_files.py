"""Site files, those about all editions at once: feed, show's pages, search index, picture.

A record of what they were made from, ``site.json``, is kept beside the build records. While it is
the same and they are still there, nothing is made; else each is written only if its bytes differ.
``serve`` makes the feed of a show without a public address from the same record.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, field, fields, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from audio.artwork.cover_store import Artwork
from audio.records import Cover, PublishedFile, Show
from audio.show.build_records import FileState
from audio.show.catalogue import Catalogue, CatalogueEntry
from audio.show.site_part import SitePart, digest_entries, digest_value
from audio.work.program import digest_program
from audio.work.publication import publish_file

RECORD = "site.json"
WITHDRAWN = "withdrawn.txt"
"""A file in the folder of an edition that is in feed, pages and search no more."""
_WITHDRAWN = (
    "This edition is no longer part of the show. Its page stays, so that links to it work.\n"
)


@dataclass(frozen=True, slots=True)
class SiteRecord:
    """What the site files were last made from, and which they were."""

    made_from: str
    """Digest of the catalogue and of the program."""
    show: Show
    cover: PublishedFile
    guids: tuple[str, ...]
    """Guids of the editions in them."""
    files: tuple[FileState, ...]
    """Paths are relative to the output folder."""
    parts: Mapping[str, str] = field(default_factory=dict)
    """By file name: digest of what a part was made from."""
    moments: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """By guid, of what was ever published: its date, and the moment that the feed told."""

    def recall(self, entries: Iterable[CatalogueEntry]) -> Iterator[CatalogueEntry]:
        """Yield ``entries``; those whose dates are the same have the moment that the feed told."""
        for entry in entries:
            date, moment = self.moments.get(entry.guid, ("", ""))
            is_same = moment and date == _format(entry.published)
            yield replace(entry, moment=datetime.fromisoformat(moment)) if is_same else entry

    def find_part(self, name: str, digest: str) -> FileState | None:
        """The file of a part that was made of the same; ``None`` without one."""
        path = f"site/{name}"
        known = (state for state in self.files if state.path == path)
        return next(known, None) if self.parts.get(name) == digest else None

    def holds(self, made_from: str, out: Path, *, verify: bool) -> bool:
        """Whether making them again in the output folder ``out`` would change nothing."""
        return self.made_from == made_from and all(
            state.holds(verify=verify, under=out) for state in self.files
        )


def read_site_record(out: Path) -> SiteRecord | None:
    """Read the record in ``out``; ``None`` when there is none or it cannot be read."""
    try:
        data = json.loads((out / RECORD).read_bytes())
        return SiteRecord(
            made_from=data["made_from"],
            show=Show(**data["show"]),
            cover=PublishedFile(*data["cover"]),
            guids=tuple(data["guids"]),
            files=tuple(FileState(*state) for state in data["files"]),
            parts=data.get("parts", {}),
            moments=data.get("moments", {}),
        )
    except (OSError, ValueError, KeyError, TypeError):
        return None


def describe_cover(cover: Cover) -> PublishedFile:
    """The show's picture as a file of the site."""
    digest = hashlib.sha256(cover.data).hexdigest()
    return PublishedFile(cover.file_name, cover.media_type, len(cover.data), digest)


def publish_site_files(
    out: Path, catalogue: Catalogue, artwork: Artwork, *, verify: bool = False
) -> None:
    """Bring all site files up to date. Raises ``OSError`` and ``EditionError``."""
    site, before = out / "site", read_site_record(out)
    # Computed before anything is made, so that a change meanwhile is seen the next time.
    common = digest_value((catalogue.show, catalogue.cover, catalogue.former, digest_program()))
    digests = digest_entries(catalogue.entries)
    made_from = digest_value((common, digests))
    if before and before.holds(made_from, out, verify=verify):
        return
    states = [_put(site / name, data, out) for name, data in _make_files(site, catalogue, artwork)]
    parts: dict[str, str] = {}
    for part in _list_parts(site, catalogue, artwork):
        parts[part.name] = digest = part.digest(common, digests)
        kept = before and before.find_part(part.name, digest)
        if not (kept and kept.holds(verify=verify, under=out)):
            kept = _put(site / part.name, part.make(), out)
        states.append(kept)
    written = {state.path for state in states}
    for state in before.files if before else ():
        if state.path not in written and (out / state.path).is_relative_to(site):
            _withdraw(state, out, verify=verify)
    guids = tuple(entry.guid for entry in catalogue.entries)
    moments = {
        **(before.moments if before else {}),
        **{one.guid: (_format(one.published), _format(one.moment)) for one in catalogue.entries},
    }
    record = SiteRecord(
        made_from, catalogue.show, catalogue.cover, guids, tuple(states), parts, moments
    )
    _save(out, record)


def _format(moment: datetime | None) -> str:
    return moment.isoformat() if moment else ""


def mark_withdrawn(site: Path, slugs: Iterable[str], told: Container[str]) -> None:
    """Mark the folders of those ``slugs`` that are not ``told``; unmark the others.

    Raises ``OSError``.
    """
    for slug in slugs:
        mark = site.joinpath(slug, WITHDRAWN)
        if slug in told:
            mark.unlink(missing_ok=True)
        elif mark.parent.is_dir() and not mark.exists():
            mark.write_text(_WITHDRAWN, encoding="utf-8")


def _make_files(site: Path, catalogue: Catalogue, artwork: Artwork) -> Iterator[tuple[str, bytes]]:
    """Yield every site file that tells of all editions: its path in the site, and its content."""
    from audio.show import index_page, listening, search_index

    show, entries = catalogue.show, catalogue.entries
    yield catalogue.cover.name, artwork.large.data
    yield from search_index.make_files(site, entries[::-1])
    yield index_page.THUMBNAIL, artwork.small.data
    withdrawn = (mark.parent.name for mark in sorted(site.glob(f"*/{WITHDRAWN}")))
    yield from listening.make_files(show, entries, withdrawn)
    if show.link:
        from audio.show import embed_index, sitemap

        yield from embed_index.make_files(entries)
        yield from sitemap.make_files(site, show, entries)


def _list_parts(site: Path, catalogue: Catalogue, artwork: Artwork) -> Iterator[SitePart]:
    """Yield every site file that tells of some editions or of none; the feed is last."""
    from audio.show import index_page, listening

    show = catalogue.show
    yield from listening.list_icons(artwork)
    yield from index_page.list_parts(show, catalogue.entries)
    if show.link:
        from audio.show.feed import channel

        yield from channel.list_parts(catalogue, show.link, site)


def _put(path: Path, data: bytes, out: Path) -> FileState:
    """Write ``data``, unless it is there already: an unchanged file keeps its time."""
    if not (path.is_file() and path.read_bytes() == data):
        path.parent.mkdir(exist_ok=True)
        publish_file(path, data)
    return FileState.from_path(path, hashlib.sha256(data).hexdigest(), under=out)


def _withdraw(state: FileState, out: Path, *, verify: bool) -> None:
    """Remove a site file that the show has no more, and its folder if that is empty then.

    Another file in its place, as a sitemap of the publisher's own, is none of the show's and stays.
    """
    path = out / state.path
    if state.holds(verify=verify, under=out):
        path.unlink()
    if path.parent != out / "site":
        with suppress(OSError):
            path.parent.rmdir()


def _save(out: Path, record: SiteRecord) -> None:
    data: dict[str, Any] = {one.name: getattr(record, one.name) for one in fields(record)}
    data["show"] = asdict(record.show)
    publish_file(out / RECORD, f"{json.dumps(data, ensure_ascii=False)}\n".encode())


def keep_guid(show: Show, before: SiteRecord | None) -> Show:
    """``show`` with the guid that its feed had ``before``, though its address be another now."""
    if show.guid:
        return show
    old = before.show if before else Show()
    if old.guid or old.link or show.link:
        from audio.show.feed.channel import make_guid

        return replace(show, guid=old.guid or make_guid(old.link or show.link))
    return show


NO_FEED = (
    "no feed was written, as apps need whole addresses: set link in show.toml to the site's "
    "public address (https://…), or try the feed with: audio-edition serve"
)
