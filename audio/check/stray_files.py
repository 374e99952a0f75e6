"""The check for stray files: named nowhere, half written, or with a name that apps cannot take."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from audio import regex
from audio.check.fault import EMPTY, Fault
from audio.check.listing import FOUND_BY_NAME
from audio.check.site import BuiltSite
from audio.show import sitemap
from audio.work.publication import PART_NAME

_HOSTS = frozenset(
    (
        ".htaccess",
        ".nojekyll",
        "404.html",
        "CNAME",
        "_headers",
        "_redirects",
        "favicon.ico",
        "netlify.toml",
        "robots.txt",
        "sitemap.xml",
        "vercel.json",
    )
)
"""Files that publishers add to a site for its host: not ours, and no fault."""
_OWN = (
    *("cover.jpg", "cover.png", "embed.js", "feed.xml", "index.html", "search.json", "sw.js"),
    *("icon-192.png", "icon-512.png"),
)
"""Files of the show that are found by their name."""
FOLDERS = (".well-known/", "beside.parts/", "embed.parts/", "search.parts/")
_PLAIN = regex.compile(r"[A-Za-z0-9._-]+")


def check_stray_files(site: BuiltSite, reached: frozenset[str]) -> Iterator[Fault]:
    """Yield stray files; ``reached`` are the files that pages, feed and lists of files name."""
    for name in sorted(site.files):
        path = PurePosixPath(name)
        if any(PART_NAME.fullmatch(part) or part.endswith(".part") for part in path.parts):
            yield Fault(name, "is half written: a build was killed or is under way")
        elif not (name in reached or _is_expected(name, path)):
            yield Fault(name, "is named nowhere: no page, feed or edition.json leads to it")
        elif not name.startswith(FOLDERS) and not all(map(_PLAIN.fullmatch, path.parts)):
            yield Fault(name, "has a name that apps cannot take (expected a–z, 0–9, hyphen)")
        elif not site.get_size(name) and not is_for_host(name):
            yield Fault(name, EMPTY)


def is_for_host(name: str) -> bool:
    """Whether a publisher added the file ``name``, for a host or for Google, who asks for a file.

    What it holds is not ours to judge.
    """
    return name in _HOSTS or (name.startswith("google") and "/" not in name)


def _is_expected(name: str, path: PurePosixPath) -> bool:
    if len(path.parts) == 1:
        return is_for_host(name) or name in _OWN or bool(sitemap.FILE_NAME.fullmatch(name))
    if name.startswith(FOLDERS):
        return True
    return len(path.parts) == 2 and path.name in FOUND_BY_NAME
