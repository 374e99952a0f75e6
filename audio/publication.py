"""Publication: files that appear whole and together, or not at all."""

from __future__ import annotations

import secrets
from contextlib import suppress
from pathlib import Path
from types import TracebackType

from audio.errors import OutputError


class Publication:
    """A set of files that are written under temporary names and renamed when all are done.

    Used as a context: leaving it without ``release`` removes what was written. The temporary
    files stand beside their targets, so that the renames are atomic.
    """

    def __init__(self) -> None:
        self._staged: list[tuple[Path, Path]] = []
        self._scratch: list[Path] = []

    def __enter__(self) -> Publication:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        for temporary in [*self._scratch, *(temporary for temporary, _ in self._staged)]:
            with suppress(FileNotFoundError):
                temporary.unlink()

    def stage(self, target: Path) -> Path:
        """A new empty file to write in place of ``target``; its folder must exist.

        Raises ``OutputError`` when nothing can be written there.
        """
        target = target.resolve()  # a link stays, and what it leads to is replaced
        if target.is_dir():
            raise OutputError("is a folder", where=str(target), hint="name a file")
        if not target.parent.is_dir():
            raise OutputError(
                f"cannot be written: there is no folder {target.parent}", where=str(target)
            )
        temporary = _part_beside(target)
        self._staged.append((temporary, target))
        return temporary

    def scratch(self, target: Path) -> Path:
        """A new empty file beside ``target`` that goes when the publication is done."""
        temporary = _part_beside(target)
        self._scratch.append(temporary)
        return temporary

    def release(self) -> None:
        """Rename every staged file to its target, in the order they were staged."""
        for temporary, target in self._staged:
            temporary.replace(target)
        self._staged.clear()


def _part_beside(target: Path) -> Path:
    part = target.with_name(f".{secrets.token_hex(8)}.part")
    try:
        part.touch(exist_ok=False)
    except OSError as error:
        raise OutputError(f"cannot be written: {error.strerror}", where=str(target)) from error
    return part
