"""The script: what will be said, heard and corrected."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from audio.desk.desk import Answer, Desk, read_json
from audio.desk.guard import HEADERS
from audio.desk.left_out import list_left_out, take_back
from audio.desk.rendering import read_labels
from audio.desk.script import make_script
from audio.desk.shelf import find_article
from audio.edition.explanation import Difference
from audio.edition.preview import preview
from audio.errors import Place, SourceError
from audio.normalize import EMPTY_LEXICON, Lexicon
from audio.readers import read
from audio.records import BlockKind
from audio.settings import Options, choose
from audio.show.correction import correct, find_lexicon
from audio.work.messages import translate


async def _show_script(desk: Desk, request: Request) -> Response:
    path = desk.find(request)

    def make() -> dict[str, object]:
        article = read(path)
        settings = choose(desk.load_settings(), article, Options())
        paragraphs = list(make_script(article, settings))
        changed = [s for sentences in paragraphs for s in sentences if s.reading.differences]
        name = request.query_params["article"]
        left_out = list_left_out(article, desk.left_out.list(name))
        guesses = sum(bool(d.guess) for s in changed for d in s.reading.differences)
        return {
            "name": name,
            "article": article,
            "paragraphs": paragraphs,
            "changed": len(changed),
            "guesses": guesses,
            "left_out": [each._replace(reason=translate(each.reason)) for each in left_out],
            "is_fresh": "fresh" in request.query_params,
            "why": partial(_explain, read_labels(desk.language)),
        }

    return desk.render("script.html", **await run_in_threadpool(make))


def _explain(labels: Mapping[str, str], difference: Difference) -> str:
    """Why a word is said so, in words that need no knowledge of the program."""
    if difference.guess:
        reasons = ("abbreviation", "spelled", "unit")
        found = next((each for each in reasons if each in difference.guess), "word")
        return labels[f"guess_{found}"]
    if difference.rule.startswith("lexicon"):
        return labels["from_lexicon"]
    return labels.get(f"kind_{difference.kind}", "")


async def _warm(desk: Desk, request: Request) -> Response:
    """Have the article's voice loaded before somebody waits for its first sentence."""
    article = await run_in_threadpool(read, desk.find(request))
    settings = choose(desk.load_settings(), article, Options())
    await desk.wait_for_voice(settings, begin=True)
    return JSONResponse({}, 200, HEADERS)


async def _take_back(desk: Desk, request: Request) -> Response:
    """Have something read that was left out."""
    asked, path = await read_json(request), desk.find(request)
    name = request.query_params["article"]

    def do() -> bool:
        article, version = read(path), desk.texts.read(path)
        wanted = str(asked["kind"]), int(asked["number"])
        listed = list_left_out(article, desk.left_out.list(name))
        found = next((each for each in listed if (each.kind, each.number) == wanted), None)
        if found is None:
            raise SourceError("nothing of that is left out", where=Place(path.name))
        text = take_back(version.text, found, article.title, path.name)
        return desk.texts.save(path, text, version.digest).is_beside

    return JSONResponse({"beside": await run_in_threadpool(do)}, 200, HEADERS)


async def _preview(desk: Desk, request: Request) -> Response:
    """A sentence as MP3, a correction or a voice on trial."""
    asked = await read_json(request)
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
    await desk.wait_for_voice(settings)
    sound = await run_in_threadpool(preview, text, settings, desk.maker, kind=kind, trial=trial)
    return Response(sound, 200, HEADERS, "audio/mpeg")


async def _correct(desk: Desk, request: Request) -> Response:
    asked = await read_json(request)
    article = desk.find(request) if asked.get("here") else None
    written, spoken = str(asked["written"]), str(asked.get("spoken", ""))

    def keep() -> list[Path]:
        files = find_lexicon(desk.content, article), article or desk.config
        with desk.texts.keep_versions(*files) as changed:
            correct(written, spoken, desk.content, article)
        return [files[0], *changed]

    lexicon, *changed = await run_in_threadpool(keep)
    names = [path.relative_to(desk.content).as_posix() for path in changed]
    return JSONResponse({"lexicon": lexicon.name, "changed": names}, 200, HEADERS)


async def _undo_correction(desk: Desk, request: Request) -> Response:
    """Put the files that a correction has changed back, unless they have changed since."""
    names = (await read_json(request))["changed"]
    paths = [desk.content / str(name) for name in names]
    if not all(path.resolve().is_relative_to(desk.content.resolve()) for path in paths):
        raise SourceError("is no file of the show")
    done = await run_in_threadpool(desk.texts.undo, *paths)
    return JSONResponse({"undone": done}, 200, HEADERS)


ANSWERS = (
    Answer("/script", _show_script),
    Answer("/warm", _warm, "POST"),
    Answer("/take_back", _take_back, "POST"),
    Answer("/preview", _preview, "POST"),
    Answer("/correct", _correct, "POST"),
    Answer("/undo_correction", _undo_correction, "POST"),
)
