"""The text of an article: edited, saved, taken back, kept while it is typed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from audio.desk.desk import Answer, Desk, read_json
from audio.desk.drafts import Draft
from audio.desk.guard import HEADERS
from audio.desk.pictures import keep_picture
from audio.desk.texts import split_text
from audio.errors import SourceError
from audio.readers import read, read_bytes
from audio.readers.text.front_matter_edit import set_front_matter
from audio.readers.text.title_edit import set_title
from audio.records import Article
from audio.work.beside import list_beside
from audio.work.messages import translate


async def _show_text(desk: Desk, request: Request) -> Response:
    path, name = desk.find(request), request.query_params["article"]
    version = desk.texts.begin(path)
    try:
        article, fault = read(path), ""
        fields = _tell_facts(article) | {"text": split_text(version.text, path.name)[1]}
    except SourceError as error:  # all of the file is shown, so that it can be mended
        article, fault, fields = None, translate(str(error)), {"text": version.text}
    drafts = [
        draft for draft in desk.drafts.list(name) if not draft.fields.items() <= fields.items()
    ]
    asked = request.query_params.get("draft", "")
    draft = next((each for each in drafts if asked in ("", each.page)), None)
    return desk.render(
        "text.html",
        name=name,
        article=article,
        fault=fault,
        version=version,
        fields=fields | dict(draft.fields if draft and asked != "none" else {}),
        draft=draft if asked != "none" else None,
        drafts=drafts,
        beside=[each.name for each in list_beside(path)],
        merged=desk.texts.find_merged(path).list(),
    )


async def _save(desk: Desk, request: Request) -> Response:
    """The text of an article, and what its front matter tells."""
    form = await request.form(max_part_size=20 * 2**20)
    path = desk.find(request)
    digest = str(form["digest"])
    if "whole" in form:
        text = str(form["text"])
    else:
        text = await run_in_threadpool(_edit, desk, path, form, digest)
    picture = form.get("picture")
    if isinstance(picture, UploadFile) and picture.filename:
        data = await picture.read()
        image = await run_in_threadpool(keep_picture, path, picture.filename, data)
        text = set_front_matter(text, {"image": image}, path.name)
    saved = await run_in_threadpool(desk.texts.save, path, text, digest)
    if page := str(form.get("page", "")):
        desk.drafts.drop(request.query_params["article"], page)
    told = {"beside": saved.path.name if saved.is_beside else "", "merged": saved.is_merged}
    return JSONResponse(told, 200, HEADERS)


def _edit(desk: Desk, path: Path, form: FormData, digest: str) -> str:
    """The text that was begun with, as the form has it; what that says as before is left so."""
    begun = desk.texts.find_begun(path, digest) or desk.texts.read(path).text
    head, _ = split_text(begun, path.name)
    text = head + str(form["text"]).replace("\r\n", "\n")
    article = read_bytes(begun.encode("utf-8", "replace"), str(path), path.suffix.lower())
    given = {
        key: value
        for key, before in _tell_facts(article).items()
        if (value := " ".join(str(form.get(key, before)).split())) != before
    }
    if title := given.pop("title", ""):
        text = set_title(text, article.title, title, path.name)
    values: dict[str, Any] = {key: value or None for key, value in given.items()}
    if ("draft" in form) != article.is_draft:
        values["draft"] = True if "draft" in form else None
    return set_front_matter(text, values, path.name) if values else text


def _tell_facts(article: Article) -> dict[str, str]:
    """What the page has a field for, by its key in the front matter."""
    written = article.published.strftime("%Y-%m-%d %H:%M") if article.published else ""
    return {
        "title": article.title,
        "author": article.author,
        "date": written.removesuffix(" 00:00"),
        "description": article.description,
    }


async def _undo(desk: Desk, request: Request) -> Response:
    seen = str((await read_json(request)).get("digest", ""))
    done = await run_in_threadpool(desk.texts.undo, desk.find(request), seen=seen)
    return JSONResponse({"undone": done}, 200, HEADERS)


async def _keep_draft(desk: Desk, request: Request) -> Response:
    """What is typed and not saved; without fields it is given up."""
    asked = await read_json(request)
    name, page = request.query_params.get("article", ""), str(asked["page"])
    if name and not desk.is_deleted(name):  # what is typed is kept for when it is back
        desk.find(request)
    if fields := asked.get("fields"):
        typed = {str(key): str(value) for key, value in fields.items()}
        draft = Draft(page, str(asked.get("digest", "")), typed)
        await run_in_threadpool(desk.drafts.keep, name, draft)
    else:
        desk.drafts.drop(name, page)
    return JSONResponse({}, 200, HEADERS)


ANSWERS = (
    Answer("/text", _show_text),
    Answer("/save", _save, "POST"),
    Answer("/undo", _undo, "POST"),
    Answer("/draft", _keep_draft, "POST"),
)
