"""What the desk works on, and what each of its answers is given."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from audio.clips.clip_maker import ClipMaker
from audio.desk.drafts import Drafts
from audio.desk.guard import HEADERS
from audio.desk.left_out import LeftOutStore
from audio.desk.publishing import Publisher
from audio.desk.rendering import LANGUAGES, render_page
from audio.desk.shelf import find_article
from audio.desk.texts import Texts
from audio.edition.preview import load_voice
from audio.errors import Place, SourceError
from audio.settings import DEFAULT_OPENING, Settings
from audio.settings.show_file import find_target, load_show
from audio.show.correction import CONFIG
from audio.show.withdrawal import list_deleted


class NotHereError(SourceError):
    """What a request names is neither an article nor a page: status 404."""


@dataclass(slots=True)
class Desk:
    """What the desk works on."""

    content: Path
    out: Path
    maker: ClipMaker
    publisher: Publisher
    language: str
    upload: str = ""
    """Where the site is published to, as the command line said; empty for what the show says."""
    texts: Texts = field(init=False)
    drafts: Drafts = field(init=False)
    left_out: LeftOutStore = field(init=False)
    loading: dict[str, asyncio.Task[None]] = field(default_factory=dict)
    """By name of the engine: its voice being loaded, or done."""

    def __post_init__(self) -> None:
        self.texts = Texts(self.out / "desk")
        self.drafts = Drafts(self.out / "desk" / "drafts")
        self.left_out = LeftOutStore(self.out / "desk" / "left_out")

    async def wait_for_voice(self, settings: Settings, *, begin: bool = False) -> None:
        """Wait while the voice of the settings is being loaded, so that it is not loaded twice.

        With ``begin`` it is loaded where that was not begun; what is wrong is told by whoever
        speaks.
        """
        engine = settings.voice.engine
        if begin and engine not in self.loading:
            self.loading[engine] = asyncio.create_task(run_in_threadpool(load_voice, settings))
        if task := self.loading.get(engine):
            await asyncio.wait([task])
            if task.exception():
                self.loading.pop(engine, None)

    def remember_language(self, language: str) -> None:
        """Speak ``language`` the next time, too. Raises ``OSError``."""
        find_language_file(self.out).parent.mkdir(parents=True, exist_ok=True)
        find_language_file(self.out).write_text(f"{language}\n", "utf-8")

    @property
    def config(self) -> Path:
        """The show's settings."""
        return self.content / CONFIG

    def load_settings(self) -> Settings:
        """The show's, as they are now. Raises ``SettingsError``."""
        return load_show(self.config) if self.config.exists() else Settings(opening=DEFAULT_OPENING)

    def find_target(self) -> str:
        """Where the site is published to, as ``publish`` takes it; empty for nowhere."""
        return self.upload or (find_target(self.config) if self.config.exists() else "")

    def find(self, request: Request) -> Path:
        """The article that a request names. Raises ``NotHereError``."""
        name = request.query_params.get("article", "")
        found = find_article(self.content, self.out, name)
        if found is None and self.is_deleted(name):
            hint = "bring it back from among the articles"
            raise NotHereError("was deleted", where=Place(name), hint=hint)
        if found is None:
            raise NotHereError("is no article of this folder", where=Place(name[:200]))
        return found

    def is_deleted(self, name: str) -> bool:
        """Whether an article of that name was deleted and can be brought back."""
        return any(each.name == name for each in list_deleted(self.content))

    def render(self, template: str, **values: object) -> Response:
        """A page."""
        page = render_page(template, self.language, **values)
        return Response(page, headers=HEADERS, media_type="text/html")


def find_language_file(out: Path) -> Path:
    """Where the language is kept that was chosen on a page of the desk."""
    return out / "desk" / "language"


def read_language(out: Path) -> str:
    """The language that was chosen on a page of the desk; empty if none was."""
    try:
        found = find_language_file(out).read_text("utf-8").strip()
    except (OSError, UnicodeDecodeError):
        return ""
    return found if found in LANGUAGES else ""


async def read_json(request: Request) -> dict[str, Any]:
    """What a script of the desk's pages sends. Raises ``SourceError``."""
    try:
        found = await request.json()
    except ValueError as error:
        raise SourceError("what was sent is no JSON") from error
    if not isinstance(found, dict):
        raise SourceError("what was sent is no JSON object")
    return found


class Answer(NamedTuple):
    """What the desk does at a path."""

    path: str
    """As Starlette's routes write it: ``/site/{path:path}``."""
    give: Callable[[Desk, Request], Awaitable[Response]]
    method: str = "GET"
