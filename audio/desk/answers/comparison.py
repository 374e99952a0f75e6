"""Two versions of an article side by side, and the one that is made of both."""

from __future__ import annotations

from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from audio.desk.comparison import ComparedPart, Side, compare, merge
from audio.desk.desk import Answer, Desk, read_json
from audio.desk.guard import HEADERS
from audio.desk.texts import make_digest
from audio.errors import Place, SourceError
from audio.importing.ledger import Ledger
from audio.readers import read
from audio.readers.text.decoding import decode
from audio.work.beside import list_beside

_EARLIER = "earlier"
"""What a request calls the version before the last saving."""


async def _show_comparison(desk: Desk, request: Request) -> Response:
    path = desk.find(request)
    other = request.query_params.get("other", "")
    version, theirs = desk.texts.read(path), _read_other(desk, path, other)
    return desk.render(
        "comparison.html",
        name=request.query_params["article"],
        article=read(path),
        version=version,
        other=other,
        is_earlier=other == _EARLIER,
        other_digest=make_digest(theirs.encode()),
        stretches=await run_in_threadpool(_compare, desk, path, other),
    )


async def _merge(desk: Desk, request: Request) -> Response:
    """Put what was chosen into the article; the other version is then put away."""
    asked, path = await read_json(request), desk.find(request)
    other = str(asked["other"])
    version, theirs = desk.texts.read(path), _read_other(desk, path, other)
    if (asked["digest"], asked["other_digest"]) != (version.digest, make_digest(theirs.encode())):
        raise SourceError(
            "has changed while it was compared", where=Place(path.name), hint="compare it again"
        )
    stretches = await run_in_threadpool(_compare, desk, path, other)
    choices = [Side(each) for each in asked["choices"]]
    if len(choices) != sum(not stretch.is_same for stretch in stretches):
        raise SourceError("not every difference is decided", where=Place(path.name))
    saved = await run_in_threadpool(
        desk.texts.save, path, merge(stretches, choices), version.digest
    )
    if other != _EARLIER and not saved.is_beside:
        desk.texts.put_away(path, path.with_name(other))
    return JSONResponse({"beside": saved.path.name if saved.is_beside else ""}, 200, HEADERS)


async def _bring_back(desk: Desk, request: Request) -> Response:
    """Put a version that was merged beside the article again."""
    name = str((await read_json(request))["version"])
    path = desk.find(request)
    beside = await run_in_threadpool(desk.texts.find_merged(path).bring_back, name, path)
    return JSONResponse({"beside": beside.name}, 200, HEADERS)


def _compare(desk: Desk, path: Path, other: str) -> list[ComparedPart]:
    """The article and another version, judged by what that was made from where it is known."""
    base = None if other == _EARLIER else _find_base(desk, path, _find_beside(path, other))
    return compare(desk.texts.read(path).text, _read_other(desk, path, other), base)


def _find_base(desk: Desk, path: Path, beside: bytes) -> str | None:
    """What an editor began with, or what an import wrote before its source changed."""
    known, offered = desk.texts.find_base(path, beside), make_digest(beside)
    if known is not None:
        return known
    entries = Ledger(desk.content).entries.values()
    written = (
        each.written for each in entries if (each.file, each.offered) == (path.name, offered)
    )
    return desk.texts.find_begun(path, next(written, ""))


def _read_other(desk: Desk, path: Path, other: str) -> str:
    """Raises ``SourceError`` for what is no version of the article."""
    if other == _EARLIER:
        return desk.texts.read_earlier(path)
    return decode(_find_beside(path, other), other)


def _find_beside(path: Path, other: str) -> bytes:
    beside = next((each for each in list_beside(path) if each.name == other), None)
    if beside is None:
        raise SourceError("is no version of the article", where=Place(other[:200]))
    return beside.read_bytes()


ANSWERS = (
    Answer("/compare", _show_comparison),
    Answer("/merge", _merge, "POST"),
    Answer("/bring_back", _bring_back, "POST"),
)
