"""A built site as a folder of files: which there are, and which of them a link leads to."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from audio.errors import Place, SourceError

EDITION = "edition.json"
_MARKS = (".audiobook", ".epub", ".mp3", ".vtt", ".srt")
"""Suffixes of files that only an edition's folder has, should its ``edition.json`` be lost."""
_OTHER_SCHEMES = frozenset({"mailto", "tel", "data"})
_APPS = ("podcast://", "pcast://", "feed://")
"""Beginnings of addresses that open the rest of the address in an app."""


class Link(NamedTuple):
    """An address in a file of the site."""

    source: str
    """Path in the site of the file it stands in."""
    address: str
    """As written."""


class LinkTarget(NamedTuple):
    """A place in the site."""

    path: str
    """Path of a file, which need not be there; empty when it lies outside the site."""
    fragment: str


@dataclass(frozen=True)
class BuiltSite:
    """A built site: the files below ``root``, by their paths with slashes."""

    root: Path
    files: frozenset[str]
    base: str = ""
    """Address at which the site is published, with a slash at its end, as the feed tells it."""
    damaged: frozenset[str] = frozenset()
    """Files of the show itself that cannot be read: nothing is judged by them."""

    @classmethod
    def from_folder(cls, root: Path) -> BuiltSite:
        """The site in ``root``. Raises ``SourceError`` when it holds none, and ``OSError``."""
        if not root.is_dir():
            what = "is not a folder" if root.exists() else "there is no such folder"
            raise SourceError(what, where=Place(str(root)), hint="name a built site")
        site = cls(root, frozenset(_list_files(root)))
        if not any(PurePosixPath(name).name == EDITION for name in site.files):
            raise SourceError(
                f"is no built site: no folder in it has an {EDITION}",
                where=Place(str(root)),
                hint="name the folder that build made, build/site",
            )
        return site

    def find_editions(self) -> list[str]:
        """Names of the folders that hold an edition or what is left of one."""
        names = {
            path.parts[0]
            for path in map(PurePosixPath, self.files)
            if len(path.parts) == 2
            and not path.parts[0].startswith(".")
            and (path.name == EDITION or path.suffix.lower() in _MARKS)
        }
        return sorted(names)

    def locate(self, name: str) -> Path:
        """The path on disk of the file ``name``."""
        return self.root / name

    def get_size(self, name: str) -> int:
        """Bytes of the file ``name``. Raises ``OSError``."""
        return self.locate(name).stat().st_size

    def resolve(self, link: Link) -> LinkTarget | None:
        """The place that ``link`` leads to; ``None`` when that is on another site.

        Raises ``ValueError`` for what is no address at all.
        """
        address = link.address.strip()
        for app in _APPS:
            if self.base and address.startswith(app):
                address = self.base.partition("://")[0] + "://" + address.removeprefix(app)
        if self.base and address.startswith(self.base):
            address = "/" + address.removeprefix(self.base)
        parts = urlsplit(address)
        if parts.scheme or parts.netloc:
            return None
        return LinkTarget(
            self._resolve_path(link.source, unquote(parts.path)), unquote(parts.fragment)
        )

    def _resolve_path(self, source: str, path: str) -> str:
        if not path:
            return source
        start = PurePosixPath() if path.startswith("/") else PurePosixPath(source).parent
        parts: list[str] = []
        for part in (*start.parts, *path.strip("/").split("/")):
            if part == ".." and not parts:
                return ""
            if part == "..":
                parts.pop()
            elif part not in ("", "."):
                parts.append(part)
        name = "/".join(parts)
        return name if name in self.files else "/".join((*parts, "index.html"))

    @staticmethod
    def has_other_scheme(address: str) -> bool:
        """Whether the scheme of ``address`` names no file: ``mailto:``, ``tel:``, ``data:``."""
        return address.partition(":")[0].lower() in _OTHER_SCHEMES


def _list_files(root: Path) -> Iterator[str]:
    def refuse(error: OSError) -> None:
        raise error

    for folder, _, names in os.walk(root, onerror=refuse):
        for name in names:
            yield (Path(folder) / name).relative_to(root).as_posix()
