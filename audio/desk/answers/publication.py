"""Publishing: the build under way, and the site as it will be."""

from __future__ import annotations

import asyncio

from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response, StreamingResponse

from audio.desk.desk import Answer, Desk, NotHereError, read_json
from audio.desk.guard import HEADERS
from audio.errors import Place, SourceError
from audio.server.answer import answer
from audio.server.content import SiteFolder, split_path
from audio.show.content_folder import scan_content
from audio.show.withdrawal import list_deleted


async def _show_publishing(desk: Desk, _: Request) -> Response:
    has_feed = (desk.out / "site" / "feed.xml").exists()
    has_site = (desk.out / "site" / "index.html").exists()
    return desk.render(
        "publish.html",
        has_site=has_site,
        has_feed=has_feed,
        folder=desk.out / "site",
        target=desk.find_target(),
    )


async def _stream_events(desk: Desk, _: Request) -> Response:
    events = desk.publisher.stream()
    return StreamingResponse(events, 200, HEADERS, media_type="text/event-stream")


async def _send_site(desk: Desk, request: Request) -> Response:
    """A file of the built site, under the policy that its page has itself."""
    names = split_path(request.url.path.removeprefix("/site").encode())
    content = SiteFolder(desk.out / "site").open(names) if names else None
    if content is None:
        raise NotHereError(
            "is not in the site",
            where=Place(request.path_params["path"][:200]),
            hint="build it first; a feed needs the show's link",
        )
    return answer(request, content)


async def _build(desk: Desk, request: Request) -> Response:
    asked = await read_json(request)
    articles = scan_content(desk.content, desk.out).articles
    if not articles and not list_deleted(desk.content):  # else the show is empty on purpose
        raise SourceError("there is no article yet", hint="add one first")
    target = desk.find_target() if asked.get("upload") else ""
    drafts, faulty = bool(asked.get("drafts")), bool(asked.get("faulty"))
    desk.publisher.begin(drafts=drafts, target=target, faulty=faulty)
    return RedirectResponse("publish", 303, HEADERS)


async def _cancel(desk: Desk, _: Request) -> Response:
    desk.publisher.cancel()
    await asyncio.sleep(0)
    return JSONResponse({}, 200, HEADERS)


ANSWERS = (
    Answer("/publish", _show_publishing),
    Answer("/events", _stream_events),
    Answer("/site/{path:path}", _send_site),
    Answer("/build", _build, "POST"),
    Answer("/cancel", _cancel, "POST"),
)
