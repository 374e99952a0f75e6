"""What a store of costly things must do: clips, covers, scripts, sound as it was received.

Each thing is bytes under a kind and a key that covers all that shaped it. All of it can be made
again, so that a store may give up anything at any time. ``folder_store`` keeps them in a folder.
"""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import BinaryIO, Protocol

CLIP = "clip"
"""Kind: encoded paragraphs."""
CODED = "coded"
"""Kind: the same paragraphs encoded otherwise than as MP3."""
COVER = "cover"
"""Kind: pictures that were designed."""
RECEIVED = "received"
"""Kind: what cost money or patience, as it came; it is the last to be given up."""
SCRIPT = "script"
"""Kind: normalized sentences."""
KINDS = (CLIP, CODED, COVER, RECEIVED, SCRIPT)


class Shelf(Protocol):
    """The part of a store that holds one kind. Keys are hexadecimal digests."""

    def get(self, key: str) -> bytes | None:
        """What was put under ``key``; ``None`` when it is not there or damaged (logged)."""

    def put(self, key: str, data: bytes) -> None:
        """Keep ``data``. Raises ``OSError`` or ``EditionError`` when it cannot be written."""

    def open(self, key: str, start: int = 0) -> BinaryIO:
        """What was put under ``key``, to be read from byte ``start`` on. Raises ``OSError``.

        It is read once, forward; the caller closes it.
        """

    def lock(self, key: str) -> AbstractContextManager[None]:
        """While this lasts, every other thread that asks for the lock of ``key`` waits.

        A thread that takes the lock, looks, and holds it until it has put what was missing never
        makes what another thread is making.
        """

    def report_damage(self, key: str, why: str) -> None:
        """Warn that what is under ``key`` is not what it should be, and is made again."""


class Store(Protocol):
    """A place for all kinds. Any number of threads may use one at once.

    Where work is done in other processes, it is pickled and leads to the same things there.
    """

    def get_shelf(self, kind: str) -> Shelf:
        """The part for one of ``KINDS``."""

    def prevent_pruning(self) -> AbstractContextManager[None]:
        """While this lasts, nothing is given up. Raises ``OSError``."""
