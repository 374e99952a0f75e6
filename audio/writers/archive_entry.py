"""Entries of zip files that are the same whenever and wherever they are made."""

from __future__ import annotations

from zipfile import ZipInfo


def make_entry(name: str, method: int, size: int = 0) -> ZipInfo:
    """An entry, compressed by ``method``; ``size`` is about how many bytes it will have.

    Above 2 GB, which an edition of three days has, its header needs more room.
    """
    entry = ZipInfo(name, (1980, 1, 1, 0, 0, 0))
    entry.compress_type = method
    entry.create_system = 3
    entry.external_attr = 0o644 << 16
    entry.file_size = size
    return entry
