"""The script: what will be said, heard and corrected."""

from __future__ import annotations

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from audio.desk.desk import Answer, Desk
from audio.desk.guard import HEADERS
from audio.desk.script import make_script
from audio.desk.shelf import find_article
from audio.edition.preview import preview
from audio.normalize import EMPTY_LEXICON, Lexicon
from audio.readers import read
from audio.records import BlockKind
from audio.settings import Options, choose
from audio.show.correction import correct


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


ANSWERS = (
    Answer("/script", _show_script),
    Answer("/preview", _preview, "POST"),
    Answer("/correct", _correct, "POST"),
)
