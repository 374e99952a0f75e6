"""The shelf: all articles, and how new ones come."""

from __future__ import annotations

from datetime import UTC, datetime

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from audio.desk.desk import Answer, Desk
from audio.desk.guard import HEADERS
from audio.desk.imports import Imported, ImportResult, import_file, import_source
from audio.desk.pasted_text import arrange_paste
from audio.desk.shelf import list_articles
from audio.errors import SourceError
from audio.show.content_folder import DELETED
from audio.show.withdrawal import list_deleted
from audio.work.beside import group_beside
from audio.work.messages import translate


async def _show_shelf(desk: Desk, _: Request) -> Response:
    def list_all() -> dict[str, object]:
        settings = desk.load_settings()
        failures = desk.publisher.failures
        now = datetime.now(UTC)
        listed = list_articles(desk.content, desk.out, settings, failures, now)
        items = [item._replace(message=translate(item.message)) for item in listed]
        drafts = desk.drafts.list("")
        waiting = group_beside(desk.content.rglob("*.new"))
        beside = {item.name: waiting.get(desk.content / item.name, []) for item in items}
        typed = {item.name for item in items if desk.drafts.list(item.name)}
        return {
            "items": items,
            "show": settings.show,
            "drafts": drafts,
            "typed": typed,
            "beside": beside,
            "deleted": list_deleted(desk.content),
            "deleted_folder": desk.content / DELETED,
        }

    return desk.render("shelf.html", **await run_in_threadpool(list_all))


async def _import(desk: Desk, request: Request) -> Response:
    """An article by its address, or from a file."""
    form = await request.form(max_files=20)
    uploads = [each for each in form.getlist("file") if isinstance(each, UploadFile)]
    results: list[ImportResult] = []
    for upload in uploads:
        if upload.filename:
            data = await upload.read()
            name = upload.filename
            results.append(await run_in_threadpool(import_file, desk.content, name, data))
    if source := str(form.get("source", "")).strip():
        results.append(await run_in_threadpool(import_source, desk.content, source))
    if not results:
        raise SourceError("no file is chosen and no address given")
    articles = [_keep(desk, each) for result in results for each in result.articles]
    said = [line for result in results for line in result.said]
    return JSONResponse({"said": said, "articles": articles}, 200, HEADERS)


def _keep(desk: Desk, imported: Imported) -> dict[str, object]:
    """Keep what was left out of an article; what its page is told."""
    name = imported.path.relative_to(desk.content).as_posix()
    desk.left_out.keep(name, imported.left_out)
    number = len(desk.left_out.list(name))
    return {"name": name, "title": imported.title, "left_out": number}


async def _create(desk: Desk, request: Request) -> Response:
    """An article from a text that was pasted; the one that is there, if it was before."""
    form = await request.form(max_part_size=20 * 2**20)
    text = arrange_paste(str(form.get("text", "")))
    if not text.strip():
        raise SourceError("there is no text")
    desk.content.mkdir(parents=True, exist_ok=True)
    path, is_new = await run_in_threadpool(desk.texts.create, desk.content, text)
    if page := str(form.get("page", "")):
        desk.drafts.drop("", page)
    name = path.relative_to(desk.content).as_posix()
    return JSONResponse({"article": name, "is_new": is_new}, 200, HEADERS)


ANSWERS = (
    Answer("/", _show_shelf),
    Answer("/import", _import, "POST"),
    Answer("/create", _create, "POST"),
)
