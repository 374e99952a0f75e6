"""A built site as a folder of files: what there is, and where its links lead."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from audio.errors import Place, SourceError

EDITION = "edition.json"
_MARKS = (".mp3", ".vtt", ".srt")
"""What a folder holds an edition by, even if its ``edition.json`` is lost."""
_OTHER_SCHEMES = frozenset({"mailto", "tel", "data"})
_APPS = ("podcast://", "pcast://", "feed://")
"""What opens an app with the address that follows."""


class Link(NamedTuple):
    """Where something on the site leads."""

    source: str
    """Path in the site of the file it stands in."""
    address: str
    """As written."""


class Target(NamedTuple):
    """A place in the site."""

    path: str
    """Of a file that may or may not be there; empty when it lies outside the site."""
    fragment: str


@dataclass(frozen=True)
class Site:
    """The files below ``root``, by their paths with slashes."""

    root: Path
    files: frozenset[str]
    base: str = ""
    """Address at which the site is published, with a slash at its end, as the feed tells it."""

    @classmethod
    def of(cls, root: Path) -> Site:
        """The site in ``root``. Raises ``SourceError`` when that is none, and ``OSError``."""
        if not root.is_dir():
            raise SourceError("is not a folder", where=Place(str(root)), hint="name a built site")
        site = cls(root, frozenset(_files(root)))
        if not any(PurePosixPath(name).name == EDITION for name in site.files):
            raise SourceError(
                f"is no built site: no folder in it has an {EDITION}",
                where=Place(str(root)),
                hint="name the folder that build made, build/site",
            )
        return site

    def editions(self) -> list[str]:
        """Names of the folders that hold an edition or what is left of one."""
        names = {
            path.parts[0]
            for path in map(PurePosixPath, self.files)
            if len(path.parts) == 2
            and not path.parts[0].startswith(".")
            and (path.name == EDITION or path.suffix.lower() in _MARKS)
        }
        return sorted(names)

    def path(self, name: str) -> Path:
        """Where the file ``name`` is."""
        return self.root / name

    def size(self, name: str) -> int:
        """Bytes. Raises ``OSError``."""
        return self.path(name).stat().st_size

    def target(self, link: Link) -> Target | None:
        """Where a link leads; ``None`` when that is somewhere else on the net.

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
        return Target(self._file(link.source, unquote(parts.path)), unquote(parts.fragment))

    def _file(self, source: str, path: str) -> str:
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
    def leads_elsewhere(address: str) -> bool:
        """Whether ``address`` is of a kind that names no file: mail, a telephone, data."""
        return address.partition(":")[0].lower() in _OTHER_SCHEMES


def _files(root: Path) -> Iterator[str]:
    def refuse(error: OSError) -> None:
        raise error

    for folder, _, names in os.walk(root, onerror=refuse):
        for name in names:
            yield (Path(folder) / name).relative_to(root).as_posix()
