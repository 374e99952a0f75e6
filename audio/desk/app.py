"""The desk's application: its answers at their paths, and what is said when one cannot be given."""

from __future__ import annotations

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from audio.desk.answers import (
    comparison,
    publication,
    script,
    shelf,
    show,
    text,
    voices,
    withdrawal,
)
from audio.desk.desk import Answer, Desk, NotHereError
from audio.desk.guard import HEADERS
from audio.desk.static import read_static
from audio.errors import EditionError, SourceError, from_os
from audio.work.messages import translate


def make_app(desk: Desk) -> Starlette:
    """The application; ``guard.DeskGuard`` stands before it."""
    rooms = (shelf, withdrawal, script, text, comparison, voices, publication, show)
    answers = [each for room in rooms for each in room.ANSWERS]
    answers.append(Answer("/static/{name}", _send_static))
    return Starlette(routes=[_make_route(desk, each) for each in answers])


def _make_route(desk: Desk, answer: Answer) -> Route:
    async def run(request: Request) -> Response:
        try:
            return await answer.give(desk, request)
        except EditionError as error:
            return _refuse(desk, request, error)
        except OSError as error:
            return _refuse(desk, request, from_os(error))
        except (KeyError, ValueError) as error:  # what no page of the desk sends
            return _refuse(desk, request, SourceError(f"is not understood: {error}"))

    return Route(answer.path, run, methods=[answer.method])


def _refuse(desk: Desk, request: Request, error: EditionError) -> Response:
    """What went wrong, as its page or for the script that asked."""
    status = 404 if isinstance(error, NotHereError) else 422
    said = translate(str(error))
    if request.method == "POST":
        return JSONResponse({"error": said}, status, HEADERS)
    is_elsewhere = request.url.path != "/text" and not isinstance(error, NotHereError)
    name = request.query_params.get("article", "") if is_elsewhere else ""
    page = desk.render("failure.html", failure=said, name=name)
    page.status_code = status
    return page


async def _send_static(_: Desk, request: Request) -> Response:
    found = read_static(request.path_params["name"])
    if found is None:
        return Response("", 404, HEADERS)
    data, media_type = found
    return Response(data, 200, {**HEADERS, "cache-control": "no-cache"}, media_type)
