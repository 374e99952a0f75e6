"""The desk's application: pages, and what their buttons do."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import Route

from audio.clips.clip_maker import ClipMaker
from audio.desk.guard import HEADERS
from audio.desk.imports import import_file, import_source
from audio.desk.publishing import Publisher
from audio.desk.rendering import render_page
from audio.desk.script import make_script
from audio.desk.shelf import find_article, list_articles, tell_sample
from audio.desk.static import read_static
from audio.desk.texts import Texts, split_text
from audio.edition.preview import preview
from audio.engines import list_voices
from audio.errors import EditionError, Place, SourceError, from_os
from audio.normalize import EMPTY_LEXICON, Lexicon
from audio.readers import read
from audio.readers.text.front_matter_edit import set_front_matter
from audio.records import Article, BlockKind
from audio.server.answer import answer
from audio.server.content import SiteFolder, split_path
from audio.settings import DEFAULT_OPENING, Options, Settings, choose
from audio.settings.show_file import load_show
from audio.show.correction import CONFIG, correct
from audio.show.settings_edit import edit_show
from audio.work.publication import Publication

Handler = Callable[["Desk", Request], Awaitable[Response]]
_KINDS = (BlockKind.HEADING, BlockKind.QUOTE)
"""What may have a voice of its own on the page of voices."""


@dataclass(slots=True)
class Desk:
    """What the desk works on."""

    content: Path
    out: Path
    maker: ClipMaker
    publisher: Publisher
    language: str
    texts: Texts = field(init=False)

    def __post_init__(self) -> None:
        self.texts = Texts(self.out / "desk" / "undo")

    @property
    def config(self) -> Path:
        """The show's settings."""
        return self.content / CONFIG

    def load_settings(self) -> Settings:
        """The show's, as they are now. Raises ``SettingsError``."""
        return load_show(self.config) if self.config.exists() else Settings(opening=DEFAULT_OPENING)

    def find(self, request: Request) -> Path:
        """The article that a request names. Raises ``SourceError``."""
        name = request.query_params.get("article", "")
        found = find_article(self.content, self.out, name)
        if found is None:
            raise SourceError("is no article of this folder", where=Place(name[:200]))
        return found

    def render(self, template: str, **values: object) -> Response:
        """A page."""
        page = render_page(template, self.language, **values)
        return Response(page, headers=HEADERS, media_type="text/html")


def make_app(desk: Desk) -> Starlette:
    """The application; ``guard.DeskGuard`` stands before it."""
    routes = [
        _route(desk, "/", _show_shelf),
        _route(desk, "/script", _show_script),
        _route(desk, "/text", _show_text),
        _route(desk, "/voice", _show_voices),
        _route(desk, "/publish", _show_publishing),
        _route(desk, "/events", _stream_events),
        _route(desk, "/static/{name}", _send_static),
        _route(desk, "/site/{path:path}", _send_site),
        _route(desk, "/import", _import, "POST"),
        _route(desk, "/create", _create, "POST"),
        _route(desk, "/preview", _preview, "POST"),
        _route(desk, "/correct", _correct, "POST"),
        _route(desk, "/save", _save, "POST"),
        _route(desk, "/undo", _undo, "POST"),
        _route(desk, "/settings", _set_settings, "POST"),
        _route(desk, "/build", _build, "POST"),
        _route(desk, "/cancel", _cancel, "POST"),
    ]
    return Starlette(routes=routes)


def _route(desk: Desk, path: str, handler: Handler, method: str = "GET") -> Route:
    async def run(request: Request) -> Response:
        try:
            return await handler(desk, request)
        except EditionError as error:
            return _refuse(desk, request, error)
        except OSError as error:
            return _refuse(desk, request, from_os(error))

    return Route(path, run, methods=[method])


def _refuse(desk: Desk, request: Request, error: EditionError) -> Response:
    """What went wrong, as its page or for the script that asked."""
    if request.method == "POST":
        return JSONResponse({"error": str(error)}, 422, HEADERS)
    return desk.render("failure.html", failure=str(error))


async def _show_shelf(desk: Desk, _: Request) -> Response:
    def list_all() -> dict[str, object]:
        settings = desk.load_settings()
        failures = desk.publisher.failures
        now = datetime.now(UTC)
        items = list(list_articles(desk.content, desk.out, settings, failures, now))
        return {"items": items, "show": settings.show}

    return desk.render("shelf.html", **await run_in_threadpool(list_all))


async def _show_script(desk: Desk, request: Request) -> Response:
    path = desk.find(request)

    def make() -> dict[str, object]:
        article = read(path)
        settings = choose(desk.load_settings(), article, Options())
        paragraphs = list(make_script(article, settings))
        changed = [s for sentences in paragraphs for s in sentences if s.reading.differences]
        guesses = sum(bool(d.guess) for s in changed for d in s.reading.differences)
        return {
            "name": request.query_params["article"],
            "article": article,
            "paragraphs": paragraphs,
            "changed": len(changed),
            "guesses": guesses,
            "voice": settings.voice,
        }

    return desk.render("script.html", **await run_in_threadpool(make))


async def _show_text(desk: Desk, request: Request) -> Response:
    path = desk.find(request)
    version = desk.texts.read(path)
    beside = path.with_name(f"{path.name}.new")
    return desk.render(
        "text.html",
        name=request.query_params["article"],
        article=read(path),
        version=version,
        body=split_text(version.text, path.name)[1],
        date=_format_date(read(path)),
        beside=beside.name if beside.exists() else "",
    )


async def _show_voices(desk: Desk, request: Request) -> Response:
    path = desk.find(request)
    article = read(path)
    settings = await run_in_threadpool(desk.load_settings)
    voices = [info for info in await run_in_threadpool(list_voices) if not info.install]
    return desk.render(
        "voice.html",
        name=request.query_params["article"],
        article=article,
        sample=tell_sample(article),
        voices=_sort_voices([info.voice for info in voices if info.offline]),
        chosen=str(settings.voice),
        kinds=[(kind.value, str(dict(settings.voices).get(kind, ""))) for kind in _KINDS],
        speed=settings.voice.speed,
        pauses=settings.sound.pauses,
    )


def _sort_voices(names: list[str]) -> list[str]:
    """One of each engine's variants (``hi+f3``) is enough; natural voices first."""
    few = [name for name in names if "+" not in name and name != "silence"]
    return sorted(few, key=lambda name: (name.startswith("espeak"), name))


async def _show_publishing(desk: Desk, _: Request) -> Response:
    has_site = (desk.out / "site" / "index.html").exists()
    return desk.render(
        "publish.html",
        has_site=has_site,
        folder=desk.out / "site",
        uploads=bool(desk.publisher.upload),
    )


async def _stream_events(desk: Desk, _: Request) -> Response:
    events = desk.publisher.stream()
    return StreamingResponse(events, 200, HEADERS, media_type="text/event-stream")


async def _send_static(_: Desk, request: Request) -> Response:
    found = read_static(request.path_params["name"])
    if found is None:
        return Response("", 404, HEADERS)
    data, media_type = found
    return Response(data, 200, {**HEADERS, "cache-control": "no-cache"}, media_type)


async def _send_site(desk: Desk, request: Request) -> Response:
    """A file of the built site, under the policy that its page has itself."""
    names = split_path(request.url.path.removeprefix("/site").encode())
    content = SiteFolder(desk.out / "site").open(names) if names else None
    if content is None:
        return desk.render("failure.html", failure=request.path_params["path"][:200])
    return answer(request, content)


async def _import(desk: Desk, request: Request) -> Response:
    """An article by its address, or from a file."""
    form = await request.form(max_files=20)
    uploads = [each for each in form.getlist("file") if isinstance(each, UploadFile)]
    said: list[str] = []
    for upload in uploads:
        if upload.filename:
            data = await upload.read()
            said += await run_in_threadpool(import_file, desk.content, upload.filename, data)
    if source := str(form.get("source", "")).strip():
        said += await run_in_threadpool(import_source, desk.content, source)
    return JSONResponse({"said": said}, 200, HEADERS)


async def _create(desk: Desk, request: Request) -> Response:
    """An article from a text that was pasted."""
    form = await request.form()
    text = str(form.get("text", ""))
    if not text.strip():
        raise SourceError("there is no text")
    desk.content.mkdir(parents=True, exist_ok=True)
    path = await run_in_threadpool(desk.texts.create, desk.content, text)
    return JSONResponse({"article": path.relative_to(desk.content).as_posix()}, 200, HEADERS)


async def _preview(desk: Desk, request: Request) -> Response:
    """A sentence as MP3, a correction or a voice on trial."""
    asked = await request.json()
    settings = desk.load_settings()
    if asked.get("article"):
        path = find_article(desk.content, desk.out, str(asked["article"]))
        article = await run_in_threadpool(read, path) if path else None
        settings = choose(settings, article, Options())
    speed = float(asked["speed"]) if asked.get("speed") else None
    options = Options(voice=asked.get("voice") or None, speed=speed)
    settings = choose(settings, None, options)
    trial = EMPTY_LEXICON
    if asked.get("written"):
        trial = Lexicon.parse(f"{asked['written']}\t{asked.get('spoken', '')}", "trial")
    kind = BlockKind(asked.get("kind") or BlockKind.PARAGRAPH)
    text = str(asked.get("text", ""))[:5000]
    sound = await run_in_threadpool(preview, text, settings, desk.maker, kind=kind, trial=trial)
    return Response(sound, 200, HEADERS, "audio/mpeg")


async def _correct(desk: Desk, request: Request) -> Response:
    asked = await request.json()
    article = desk.find(request) if asked.get("here") else None
    written, spoken = str(asked["written"]), str(asked.get("spoken", ""))
    kept = await run_in_threadpool(correct, written, spoken, desk.content, article)
    return JSONResponse({"lexicon": kept.name}, 200, HEADERS)


async def _save(desk: Desk, request: Request) -> Response:
    """The text of an article, and what its front matter tells."""
    form = await request.form(max_part_size=20 * 2**20)
    path = desk.find(request)
    head, _ = split_text(desk.texts.read(path).text, path.name)
    text = head + str(form["text"]).replace("\r\n", "\n")
    article = read(path)
    known = {
        "title": article.title,
        "author": article.author,
        "date": _format_date(article),
        "description": article.description,
    }
    values: dict[str, Any] = {
        key: given or None
        for key, before in known.items()
        if (given := " ".join(str(form.get(key, before)).split())) != before
    }
    if ("draft" in form) != article.is_draft:
        values["draft"] = True if "draft" in form else None
    picture = form.get("picture")
    if isinstance(picture, UploadFile) and picture.filename:
        values["image"] = await _keep_picture(path, picture)
    if values:
        text = set_front_matter(text, values, path.name)
    saved = await run_in_threadpool(desk.texts.save, path, text, str(form["digest"]))
    return JSONResponse({"beside": saved.path.name if saved.is_beside else ""}, 200, HEADERS)


def _format_date(article: Article) -> str:
    """``2025-08-15 07:30``; the day alone where there is no time."""
    if article.published is None:
        return ""
    written = article.published.strftime("%Y-%m-%d %H:%M")
    return written.removesuffix(" 00:00")


async def _keep_picture(article: Path, picture: UploadFile) -> str:
    """Put a picture beside the article; its name."""
    suffix = Path(picture.filename or "").suffix.lower()
    if suffix not in (".jpg", ".jpeg", ".png", ".webp", ".gif"):
        raise SourceError("is no picture", where=Place(str(picture.filename)[:200]))
    place = article.with_suffix(suffix)
    data = await picture.read()
    with Publication() as publication:
        publication.write(place, data)
        publication.release()
    return place.name


async def _undo(desk: Desk, request: Request) -> Response:
    done = await run_in_threadpool(desk.texts.undo, desk.find(request))
    return JSONResponse({"undone": done}, 200, HEADERS)


_SETTINGS = ("voice", "speed", "voices.quote", "voices.heading")
_PAUSES = ("pauses.sentence", "pauses.paragraph", "pauses.heading", "pauses.chapter")


async def _set_settings(desk: Desk, request: Request) -> Response:
    """The show's voices, speed and pauses; an empty value takes a key out."""
    asked = await request.json()
    values: dict[str, Any] = {}
    for key in _SETTINGS:
        if key in asked:
            values[key] = asked[key] or None
    for key in ("speed", *_PAUSES):
        if asked.get(key):
            values[key] = float(asked[key])
    desk.content.mkdir(parents=True, exist_ok=True)
    await run_in_threadpool(edit_show, desk.config, values)
    return JSONResponse({}, 200, HEADERS)


async def _build(desk: Desk, request: Request) -> Response:
    asked = await request.json()
    desk.publisher.begin(drafts=bool(asked.get("drafts")))
    return RedirectResponse("publish", 303, HEADERS)


async def _cancel(desk: Desk, _: Request) -> Response:
    desk.publisher.cancel()
    await asyncio.sleep(0)
    return JSONResponse({}, 200, HEADERS)
