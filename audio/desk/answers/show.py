"""What is known of the show, in a form; ``show.toml`` is written when that is asked for."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from audio.desk.desk import Answer, Desk, read_json
from audio.desk.guard import HEADERS
from audio.desk.pictures import keep_picture
from audio.desk.rendering import LANGUAGES, describe_values
from audio.settings import Settings
from audio.settings.categories import read_categories, read_hindi_categories
from audio.settings.show_file import find_target
from audio.show.settings_edit import edit_show
from audio.work.messages import choose_language

_KEYS = ("title", "description", "author", "email", "link", "language")


async def _show_form(desk: Desk, _: Request) -> Response:
    settings = await run_in_threadpool(desk.load_settings)
    return desk.render(
        "show.html",
        file=desk.config,
        fields=_tell_fields(desk, settings),
        picture=settings.show.image,
        categories=_list_categories(desk.language),
        chosen=[*settings.show.categories, ""],
    )


def _list_categories(language: str) -> list[tuple[str, str]]:
    """Every category in Apple's order, and what a page calls it: ``समाचार › खेल समाचार``."""
    return [
        (name, " › ".join(_call(each, language) for each in dict.fromkeys((parent, name))))
        for name, parent in read_categories().items()
    ]


def _call(category: str, language: str) -> str:
    return read_hindi_categories()[category] if language == "hi" else category


def _tell_fields(desk: Desk, settings: Settings) -> dict[str, str]:
    """What stands in the form, by its key in ``show.toml``."""
    fields = {key: str(getattr(settings.show, key)) for key in _KEYS}
    target = find_target(desk.config) if desk.config.exists() else ""
    return fields | {"category": ", ".join(settings.show.categories), "publish_to": target}


async def _save(desk: Desk, request: Request) -> Response:
    """Write what was changed; everything else in the file stays as it is."""
    form = await request.form()
    before = _tell_fields(desk, desk.load_settings())
    values = _read_changes(form, before)
    desk.content.mkdir(parents=True, exist_ok=True)
    picture = form.get("image")
    if isinstance(picture, UploadFile) and picture.filename:
        data = await picture.read()
        values["image"] = await run_in_threadpool(
            partial(keep_picture, is_artwork=True), desk.config, picture.filename, data
        )
    if values:
        await run_in_threadpool(edit_show, desk.config, values)
    lines = describe_values(_tell(values, desk.language), desk.language)
    return JSONResponse({"file": desk.config.name, "lines": lines}, 200, HEADERS)


def _tell(values: Mapping[str, Any], language: str) -> Mapping[str, Any]:
    """The values as a page tells of them: categories by what it calls them."""
    given = values.get("category")
    if not given:
        return values
    names = [given] if isinstance(given, str) else given
    known = read_categories()
    return {**values, "category": [_call(n, language) if n in known else n for n in names]}


def _read_changes(form: FormData, before: dict[str, str]) -> dict[str, Any]:
    """What was changed, as ``show.toml`` has it; an empty field takes its key out."""
    values: dict[str, Any] = {}
    for key, was in before.items():
        told = ", ".join(str(each) for each in form.getlist(key) if each or key != "category")
        given = " ".join((told if key in form else was).split())
        if given == was:
            continue
        names = [name for each in given.split(",") if (name := each.strip())]
        if key == "category":
            values[key] = names[0] if len(names) == 1 else names or None
        else:
            values[key] = given or None
    return values


async def _set_language(desk: Desk, request: Request) -> Response:
    """Speak another language from now on, and the next time."""
    language = str((await read_json(request))["language"])
    if language in LANGUAGES:
        desk.language = desk.publisher.language = language
        choose_language(language)
        desk.remember_language(language)
    return JSONResponse({}, 200, HEADERS)


ANSWERS = (
    Answer("/show", _show_form),
    Answer("/show", _save, "POST"),
    Answer("/language", _set_language, "POST"),
)
