"""Watching a content folder: every change to it starts a build."""

from __future__ import annotations

import asyncio
import sys
from asyncio.subprocess import Process
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

_SETTLED = 300
"""Milliseconds within which several changes count as one: editors write a file in steps."""


@dataclass(slots=True)
class Builder:
    """Runs a build for every change, one at a time, as a process of its own.

    So its errors go to standard error as from the build command, and a build that is slow or
    crashes does not harm the server. The process of the next build is begun beforehand and waits,
    with all it needs loaded, for a line on its standard input.
    """

    content: Path
    out: Path
    """Where the build writes; not watched, even if it lies in ``content``."""
    command: Sequence[str]
    """The build's command line."""
    done: Callable[[], None]
    """Called after every build, even one that failed."""
    tell: Callable[[str], None]
    """Called with a message when watching ends before the server does."""
    standby: Sequence[str] = ()
    """What makes the command line that of a process that waits; without it none is begun."""
    _waiting: Process | None = None
    _wanted: asyncio.Event = field(default_factory=asyncio.Event)

    async def run(self) -> None:
        """Build now and after every change, until cancelled."""
        watching = asyncio.create_task(self._watch())
        try:
            self._wanted.set()
            while True:
                await self._wanted.wait()
                self._wanted.clear()
                await self._build()
                self.done()
                if self.standby:
                    self._waiting = await self._start(self.standby)
        finally:
            watching.cancel()
            if self._waiting:
                await _end(self._waiting)

    async def _watch(self) -> None:
        from watchfiles import Change, DefaultFilter, awatch

        written, is_source = self.out.resolve(), DefaultFilter()

        def is_relevant(change: Change, path: str) -> bool:
            return is_source(change, path) and not Path(path).is_relative_to(written)

        changes = awatch(self.content.resolve(), watch_filter=is_relevant, debounce=_SETTLED)
        try:
            async for _ in changes:
                self._wanted.set()
        except OSError as error:  # no more watches to be had, say
            self.tell(f"{self.content}: cannot be watched any longer: {error}")

    async def _build(self) -> None:
        process, self._waiting = self._waiting, None
        if process is None or not await _release(process):
            process = await self._start()
        try:
            await process.wait()
        finally:
            await _end(process)

    async def _start(self, further: Sequence[str] = ()) -> Process:
        # A session of its own: Ctrl-C is for the server, which ends the build in an orderly way.
        return await asyncio.create_subprocess_exec(
            *self.command,
            *further,
            stdin=asyncio.subprocess.PIPE if further else None,
            stdout=sys.stderr,
            start_new_session=True,
        )


async def _release(process: Process) -> bool:
    """Let a waiting process go on; false when it is there no more."""
    if process.stdin is None or process.returncode is not None:
        return False
    try:
        process.stdin.write(b"\n")
        await process.stdin.drain()
    except ConnectionError:
        return False
    return True


async def _end(process: Process) -> None:
    if process.returncode is None:
        with suppress(ProcessLookupError):
            process.terminate()
        await process.wait()
