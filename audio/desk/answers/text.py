"""The text of an article: edited, saved, taken back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from audio.desk.desk import Answer, Desk
from audio.desk.guard import HEADERS
from audio.desk.texts import split_text
from audio.errors import Place, SourceError
from audio.readers import read
from audio.readers.text.front_matter_edit import set_front_matter
from audio.records import Article
from audio.work.publication import Publication


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


ANSWERS = (
    Answer("/text", _show_text),
    Answer("/save", _save, "POST"),
    Answer("/undo", _undo, "POST"),
)
