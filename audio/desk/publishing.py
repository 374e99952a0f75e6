"""Publishing: a build in the background, then the check, then perhaps an upload; its progress.

Each is a process of its own, as typed on the command line, so that one that is slow or crashes does
not harm the desk, and a cancelled build goes on where it stopped.
"""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

_MOST = 200
"""Messages that are kept."""


@dataclass(slots=True)
class Progress:
    """How far a publication is; a page shows it."""

    stage: str = "idle"
    """``idle``, ``build``, ``check``, ``upload``, ``done``, ``failed`` or ``cancelled``."""
    article: str = ""
    """The file that was begun last."""
    clips: int = 0
    """Paragraphs spoken or found, of those of the articles that were begun."""
    paragraphs: int = 0
    made: int = 0
    """Editions made."""
    kept: int = 0
    """Editions that were right already."""
    waiting: int = 0
    """Drafts, and articles whose date is to come."""
    has_feed: bool = False
    """Whether the site has one: the show has a link."""
    messages: list[str] = field(default_factory=list)
    """Warnings and errors, and what the check found."""


@dataclass(slots=True)
class Publisher:
    """Publishes the folder ``content`` into ``out``; one publication at a time."""

    content: Path
    out: Path
    language: str
    """Of messages."""
    upload: str = ""
    """Where the site is published to, as ``publish`` takes it; empty for nowhere."""
    progress: Progress = field(default_factory=Progress)
    failures: dict[str, str] = field(default_factory=dict)
    """By article: what the last build said of it."""
    _process: asyncio.subprocess.Process | None = None
    _task: asyncio.Task[None] | None = None
    _changed: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def is_running(self) -> bool:
        """Whether a publication is under way."""
        return self._task is not None and not self._task.done()

    def begin(self, *, drafts: bool = False) -> None:
        """Begin a publication, unless one is under way."""
        if not self.is_running:
            self.progress = Progress("build")
            self._task = asyncio.create_task(self._publish(drafts=drafts))

    def cancel(self) -> None:
        """Stop what is under way; what was made is kept."""
        if self.is_running and self._process and self._process.returncode is None:
            self.progress.stage = "cancelled"
            with suppress(ProcessLookupError):
                self._process.terminate()

    async def stop(self) -> None:
        """Stop, and wait for the end."""
        self.cancel()
        if self._task:
            await asyncio.wait([self._task], timeout=5)

    async def stream(self) -> AsyncIterator[str]:
        """Yield the progress, now and after every change, as Server-Sent Events."""
        while True:
            following = self._changed
            yield f"retry: 1000\ndata: {json.dumps(asdict(self.progress), ensure_ascii=False)}\n\n"
            await following.wait()
            await asyncio.sleep(0.1)  # many changes are one event

    async def _publish(self, *, drafts: bool) -> None:
        self.failures.clear()
        build = ["build", str(self.content), "--out", str(self.out), "--lang", self.language]
        steps: list[tuple[str, Sequence[str], Callable[[dict[str, Any]], None]]] = [
            ("build", [*_AUDIO, *build, "--json", *(["--drafts"] if drafts else [])], self._note),
            ("check", [*_AUDIO, "check", str(self.out / "site"), "--json"], self._note_fault),
        ]
        if self.upload:
            send = [*_AUDIO, "publish", self.upload, str(self.out / "site")]
            steps.append(("upload", send, self._note))
        for stage, command, note in steps:
            self.progress.stage = stage
            self._tell()
            code = await self._run(command, note)
            if self.progress.stage == "cancelled":
                break
            if code and stage != "check":
                self.progress.stage = "failed"
                break
        else:
            self.progress.has_feed = (self.out / "site" / "feed.xml").exists()
            self.progress.stage = "done"
        self._tell()

    async def _run(self, command: Sequence[str], note: Callable[[dict[str, Any]], None]) -> int:
        """Run a command that prints a JSON object a line; its exit code."""
        self._process = process = await asyncio.create_subprocess_exec(
            *command,
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
            limit=1 << 24,
            start_new_session=True,
        )
        assert process.stdout is not None
        assert process.stderr is not None
        said = asyncio.create_task(process.stderr.read())
        async for line in process.stdout:
            with suppress(ValueError):
                note(json.loads(line))
                self._tell()
        errors = (await said).decode("utf-8", "replace").strip().splitlines()
        code = await process.wait()
        if code and not self.progress.messages and errors:
            self._add_message(errors[-1])
        return code

    def _note(self, event: dict[str, Any]) -> None:
        progress = self.progress
        match event.get("event"):
            case "start":
                progress.article = Path(event["source"]).name
                progress.paragraphs += event["paragraphs"]
            case "clip":
                progress.clips += 1
            case "edition":
                progress.made += 1
            case "kept":
                progress.kept += 1
            case "waiting":
                progress.waiting += 1
            case "warning":
                self._add_message(event["text"])
            case "error":
                where, hint = (f"{event['where']}: " if event["where"] else ""), event["hint"]
                text = f"{where}{event['what']}{f'; {hint}' if hint else ''}"
                self._add_message(text)
                self.failures[str(event.get("source", ""))] = text

    def _note_fault(self, fault: dict[str, Any]) -> None:
        sentence = f"{fault['sentence']}: " if fault.get("sentence") else ""
        self._add_message(f"{fault.get('path', '')}: {sentence}{fault.get('what', '')}")

    def _add_message(self, text: str) -> None:
        if len(self.progress.messages) < _MOST:
            self.progress.messages.append(text)

    def _tell(self) -> None:
        self._changed.set()
        self._changed = asyncio.Event()


_AUDIO = (sys.executable, "-m", "audio")
