"""The voices, heard on a sentence of the article, and what the show keeps of them."""

from __future__ import annotations

from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from audio.desk.desk import Answer, Desk
from audio.desk.guard import HEADERS
from audio.desk.shelf import tell_sample
from audio.engines import list_voices
from audio.readers import read
from audio.records import BlockKind
from audio.show.settings_edit import edit_show

_KINDS = (BlockKind.HEADING, BlockKind.QUOTE)
"""What may have a voice of its own on the page of voices."""
_SETTINGS = ("voice", "speed", "voices.quote", "voices.heading")
_PAUSES = ("pauses.sentence", "pauses.paragraph", "pauses.heading", "pauses.chapter")


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


ANSWERS = (
    Answer("/voice", _show_voices),
    Answer("/settings", _set_settings, "POST"),
)
