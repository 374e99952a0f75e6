"""Publishing: a build in the background, then the check, then perhaps an upload; its progress.

Each is a process of its own, as typed on the command line, so that one that is slow or crashes does
not harm the desk, and a cancelled build goes on where it stopped.
"""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from audio.check.site import EDITION
from audio.desk.rendering import read_labels
from audio.work.messages import translate

_MOST = 200
"""Messages that are kept."""


@dataclass(slots=True)
class Progress:
    """How far a publication is; a page shows it."""

    stage: str = "idle"
    """``idle``, ``build``, ``check``, ``upload``, ``done``, ``held``, ``failed`` or ``cancelled``.

    ``held`` is built and not sent, as the check found faults.
    """
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
    faults: int = 0
    """What the check found; other messages are warnings and errors."""
    sent: int = 0
    """Files sent to where the site is published."""
    has_feed: bool = False
    """Whether the site has one: the show has a link."""
    failure: str = ""
    """Which command failed, ``build``, ``check`` or ``upload``, where it said no more itself."""
    reason: str = ""
    """Why it failed; in English, as all messages are here."""
    messages: list[str] = field(default_factory=list)
    """Warnings and errors, and what the check found."""

    def describe(self, language: str) -> dict[str, Any]:
        """What a page is told; messages in ``language``, the reason of a failure before them."""
        messages = [translate(message) for message in self.messages]
        if self.failure:  # above warnings, of which there may be too many to keep
            what = read_labels(language)[f"failed_{self.failure}"]
            messages.insert(0, f"{what} {translate(self.reason)}")
        return asdict(self) | {"messages": messages}


@dataclass(slots=True)
class Publisher:
    """Publishes the folder ``content`` into ``out``; one publication at a time."""

    content: Path
    out: Path
    language: str
    """Of the pages that are told of it."""
    progress: Progress = field(default_factory=Progress)
    failures: dict[str, str] = field(default_factory=dict)
    """By article: what the last build said of it, in English."""
    _reasons: int = 0
    """Errors and faults of the command under way that are among the messages."""
    _process: asyncio.subprocess.Process | None = None
    _task: asyncio.Task[None] | None = None
    _changed: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def is_running(self) -> bool:
        """Whether a publication is under way."""
        return self._task is not None and not self._task.done()

    def begin(self, *, drafts: bool = False, target: str = "", faulty: bool = False) -> None:
        """Begin a publication, unless one is under way; ``target`` as ``publish`` takes it.

        A site with faults is sent only if it may be ``faulty``.
        """
        if not self.is_running:
            self.progress = Progress("build")
            self._task = asyncio.create_task(self._publish(target, drafts=drafts, faulty=faulty))

    def cancel(self) -> None:
        """Stop what is under way; what was made is kept."""
        if self.is_running:
            self.progress.stage = "cancelled"
            if self._process and self._process.returncode is None:
                with suppress(ProcessLookupError):
                    _terminate(self._process)

    async def stop(self) -> None:
        """Stop, and wait for the end."""
        self.cancel()
        if self._task:
            await asyncio.wait([self._task], timeout=5)

    async def stream(self) -> AsyncIterator[str]:
        """Yield the progress, now and after every change, as Server-Sent Events."""
        while True:
            following = self._changed
            told = self.progress.describe(self.language)
            yield f"retry: 1000\ndata: {json.dumps(told, ensure_ascii=False)}\n\n"
            await following.wait()
            await asyncio.sleep(0.1)  # many changes are one event

    async def _publish(self, target: str, *, drafts: bool, faulty: bool) -> None:
        self.failures.clear()
        build = ["build", str(self.content), "--out", str(self.out)]
        check = ["check", str(self.out / "site"), "--json"]
        steps: list[tuple[str, Sequence[str], Callable[[str], None]]] = [
            ("build", [*build, "--json", *(["--drafts"] if drafts else [])], self._note),
            ("check", check, self._note_fault),
        ]
        if target:
            send = ["publish", "--", target, str(self.out / "site")]
            steps.append(("upload", send, self._note_sent))
        for stage, command, note in steps:
            if stage == "check" and not self._has_edition():  # as where all are drafts
                continue
            self.progress.stage = stage
            self._tell()
            code = await self._run([*_AUDIO, *command], note)
            if self.progress.stage == "cancelled":
                break
            if code and stage != "check":
                self.progress.stage = "failed"
                break
            if code and target and not faulty:
                self.progress.stage = "held"
                break
        else:
            self.progress.stage = "done"
        self.progress.has_feed = (self.out / "site" / "feed.xml").exists()
        self._tell()

    def _has_edition(self) -> bool:
        return any((self.out / "site").glob(f"*/{EDITION}"))

    async def _run(self, command: Sequence[str], note: Callable[[str], None]) -> int:
        """Run a command, of whose output ``note`` gets each line; its exit code."""
        self._reasons = 0
        self._process = process = await asyncio.create_subprocess_exec(
            *command,
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
            limit=1 << 24,
            start_new_session=True,
            env={**os.environ, "LANGUAGE": "en"},  # it is translated when it is shown
        )
        if self.progress.stage == "cancelled":  # while it was being started
            _terminate(process)
        assert process.stdout is not None
        assert process.stderr is not None
        said = asyncio.create_task(process.stderr.read())
        async for line in process.stdout:
            with suppress(ValueError):
                note(line.decode("utf-8", "replace").rstrip("\n"))
                self._tell()
        errors = (await said).decode("utf-8", "replace").strip().splitlines()
        code = await process.wait()
        if code and not self._reasons and self.progress.stage != "cancelled":
            self.progress.failure = self.progress.stage
            reason = errors[-1] if errors else f"exit code {code}"
            self.progress.reason = reason.removeprefix("audio-edition: ")
        return code

    def _note(self, line: str) -> None:
        progress, event = self.progress, json.loads(line)
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
                source = str(event.get("source", ""))
                named = text if not source or source in where else f"{Path(source).name}: {text}"
                self._reasons += self._add_message(named)
                self.failures[source] = text

    def _note_sent(self, line: str) -> None:
        if (self.out / "site" / line).is_file():
            self.progress.sent += 1

    def _note_fault(self, line: str) -> None:
        fault: dict[str, Any] = json.loads(line)
        sentence = f"{fault['sentence']}: " if fault.get("sentence") else ""
        where = f"{fault.get('path', '')}: {sentence}"
        self.progress.faults += 1
        self._reasons += self._add_message(f"{where}{fault.get('what', '')}")

    def _add_message(self, text: str) -> bool:
        """Keep a message, unless there are too many; whether it is kept."""
        has_room = len(self.progress.messages) < _MOST
        if has_room:
            self.progress.messages.append(text)
        return has_room

    def _tell(self) -> None:
        self._changed.set()
        self._changed = asyncio.Event()


def _terminate(process: asyncio.subprocess.Process) -> None:
    """End a process that leads a session of its own, and what it has begun (``rsync``)."""
    if sys.platform == "win32":
        process.terminate()
    else:
        os.killpg(process.pid, signal.SIGTERM)


_AUDIO = (sys.executable, "-m", "audio")
