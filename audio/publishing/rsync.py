"""Publishing by rsync: ``user@host:/var/www``, or a folder; two passes, the feed in the second."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path

from audio.errors import InputError, MakingError, Place
from audio.publishing.plan import list_withdrawn, require_site


def publish_by_rsync(site: Path, target: str) -> Iterator[str]:
    """Send what has changed; yield the name of each file that was sent.

    Raises ``InputError`` without rsync, ``MakingError`` with what it said when it fails.
    """
    require_site(site)
    if target.startswith("-"):
        raise InputError("is no place to publish to", where=Place(target))
    if not shutil.which("rsync"):
        raise InputError(
            "rsync is not installed", where=Place(target), hint="on Debian: apt install rsync"
        )
    if ":" not in target:  # a folder here, which rsync would not make behind ".."
        target = str(Path(target).resolve())
    kept_back = [f"--exclude=/{slug}/" for slug in list_withdrawn(site)]
    # Names that a page or a feed leads to are there before it is.
    yield from _run(site, target, ["--exclude=/feed*.xml", "--exclude=/index.html", *kept_back])
    yield from _run(site, target, kept_back)


def _run(site: Path, target: str, options: Sequence[str]) -> Iterator[str]:
    command = ["rsync", "--recursive", "--times", "--checksum", "--delay-updates", "--mkpath"]
    command += ["--exclude=*.part", "--out-format=%n", *options, f"{site}/", target]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        said = (done.stderr.strip().splitlines() or ["no reason given"])[0]
        raise MakingError(
            f"could not be published to: {said}",
            where=Place(target),
            hint="run it again: it goes on from there",
        )
    yield from (name for name in done.stdout.splitlines() if name and not name.endswith("/"))
