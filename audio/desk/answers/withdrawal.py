"""Withdrawing and deleting articles, and having them back."""

from __future__ import annotations

from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from audio.desk.desk import Answer, Desk, read_json
from audio.desk.guard import HEADERS
from audio.show.withdrawal import (
    delete_article,
    release_article,
    restore_article,
    withdraw_article,
)


async def _withdraw(desk: Desk, request: Request) -> Response:
    """Make an article a draft, or a draft an article."""
    asked, path = await read_json(request), desk.find(request)
    do = withdraw_article if asked["draft"] else release_article

    def change() -> None:
        with desk.texts.keep_versions(path):
            do(path)

    await run_in_threadpool(change)
    return JSONResponse({}, 200, HEADERS)


async def _delete(desk: Desk, request: Request) -> Response:
    deleted = await run_in_threadpool(delete_article, desk.find(request), desk.content)
    return JSONResponse({"key": deleted.key}, 200, HEADERS)


async def _restore(desk: Desk, request: Request) -> Response:
    key = str((await read_json(request))["key"])
    path: Path = await run_in_threadpool(restore_article, key, desk.content)
    return JSONResponse({"article": path.relative_to(desk.content).as_posix()}, 200, HEADERS)


ANSWERS = (
    Answer("/withdraw", _withdraw, "POST"),
    Answer("/delete", _delete, "POST"),
    Answer("/restore", _restore, "POST"),
)
