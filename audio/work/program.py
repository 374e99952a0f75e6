"""This program as what is made by it depends on it: a digest of its files."""

from __future__ import annotations

import hashlib
import os
from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).parents[1]
ROOMS_ABOVE = frozenset(
    {"__main__.py", "cli.py", "commands", "desk", "publishing"}
    | {"check", "importing", "server", "provenance"}
)
"""What stands above the show in this package: no edition is made by it."""


@cache
def digest_program(package: Path = _PACKAGE) -> str:
    """A digest of all in this package that shapes editions and site: a new program makes both anew.

    By content, so that one that was installed or checked out again is the same.
    """
    digest = hashlib.sha256()
    for folder, rooms, names in os.walk(package):
        others = {"__pycache__", *(ROOMS_ABOVE if Path(folder) == package else ())}
        rooms[:] = sorted({*rooms} - others)
        for name in sorted({*names} - others):
            path = Path(folder, name)
            content = path.read_bytes()
            digest.update(f"{path.relative_to(package).as_posix()} {len(content)}\n".encode())
            digest.update(content)
    return digest.hexdigest()
