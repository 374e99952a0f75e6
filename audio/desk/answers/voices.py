"""The voices, heard on a sentence of the article, and what is kept of them when it is asked for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from audio.desk.desk import Answer, Desk, read_json
from audio.desk.guard import HEADERS
from audio.desk.rendering import describe_values, read_labels
from audio.desk.shelf import tell_sample
from audio.edition.preview import choose_passage, preview_passage
from audio.engines import list_voices
from audio.errors import Place, SettingsError
from audio.readers import read
from audio.readers.text.front_matter_edit import set_front_matter
from audio.records import BlockKind
from audio.settings import Options, Settings, Voice, choose
from audio.show.settings_edit import edit_show

_KINDS = (BlockKind.HEADING, BlockKind.QUOTE)
"""What may have a voice of its own on the page of voices."""
_PAUSES = ("sentence", "paragraph", "heading", "chapter")
_NAMES = ("voice", *(f"voices.{kind.value}" for kind in _KINDS))
_NUMBERS = ("speed", *(f"pauses.{pause}" for pause in _PAUSES))


async def _show_voices(desk: Desk, request: Request) -> Response:
    path = desk.find(request)
    article = read(path)
    settings = await run_in_threadpool(desk.load_settings)
    chosen = str(choose(settings, article, Options()).voice)
    voices = [info for info in await run_in_threadpool(list_voices) if not info.install]
    named = _sort_voices([info.voice for info in voices if info.offline])
    if chosen not in named and f"{chosen}:hi" in named:
        chosen = f"{chosen}:hi"  # an engine's own voice, by its whole name
    return desk.render(
        "voice.html",
        name=request.query_params["article"],
        article=article,
        sample=tell_sample(article),
        voices=named if chosen in named else [chosen, *named],
        notes={info.voice: info.note for info in voices},
        chosen=chosen,
        kinds=[(kind.value, str(dict(settings.voices).get(kind, ""))) for kind in _KINDS],
        speed=settings.voice.speed,
        pauses=[(pause, getattr(settings.sound.pauses, pause)) for pause in _PAUSES],
    )


def _sort_voices(names: list[str]) -> list[str]:
    """One of each engine's variants (``hi+f3``) is enough; natural voices first."""
    few = [name for name in names if "+" not in name and name != "silence"]
    return sorted(few, key=lambda name: (name.startswith("espeak"), name))


async def _set_settings(desk: Desk, request: Request) -> Response:
    """What was chosen, for the whole show or for one article; where it was written is told."""
    asked = await read_json(request)
    values = _read_values(asked["values"])
    if asked.get("here"):
        path = desk.find(request)
        _refuse_others(desk, values)
        await run_in_threadpool(_set_voice_here, desk, path, str(values["voice"]))
        return _tell_kept(desk, path, {"voice": values["voice"]})
    desk.content.mkdir(parents=True, exist_ok=True)
    own = (await run_in_threadpool(read, desk.find(request))).voice if "voice" in values else ""
    await run_in_threadpool(edit_show, desk.config, values)
    return _tell_kept(desk, desk.config, values, own)


def _refuse_others(desk: Desk, values: Mapping[str, Any]) -> None:
    """Raise ``SettingsError`` where more than the voice was changed: it would be lost unsaid."""
    others = {key: value for key, value in values.items() if key != "voice"}
    if others:
        said = read_labels(desk.language)["only_voice_here"]
        told = ", ".join(describe_values(others, desk.language))
        raise SettingsError(said.format(changed=told))


def _set_voice_here(desk: Desk, path: Path, voice: str) -> None:
    """Name the voice in the front matter of the article, so that it can be taken back."""
    version = desk.texts.read(path)
    text = set_front_matter(version.text, {"voice": voice}, path.name)
    desk.texts.save(path, text, version.digest)


def _read_values(given: Mapping[str, Any]) -> dict[str, Any]:
    """Values for ``show.toml``; an empty one takes its key out. Raises ``SettingsError``."""
    values: dict[str, Any] = {}
    for key, value in given.items():
        if key not in (*_NAMES, *_NUMBERS):
            raise SettingsError("is not set here", where=Place(option=key[:40]))
        if key in _NAMES or value in (None, ""):
            values[key] = str(value) if value else None
        else:
            values[key] = float(value)
    return values


def _tell_kept(desk: Desk, file: Path, values: Mapping[str, Any], own: str = "") -> Response:
    """Where values were written; ``own`` is the article's voice, which is stronger than these."""
    lines = list(describe_values(values, desk.language))
    if own:
        lines.append(read_labels(desk.language)["own_voice_stays"].format(voice=own))
    return JSONResponse({"file": file.name, "lines": lines}, 200, HEADERS)


async def _preview_pauses(desk: Desk, request: Request) -> Response:
    """A passage of the article as MP3, with voices, speed and pauses that are not kept yet."""
    asked, path = await read_json(request), desk.find(request)
    values = _read_values(asked["values"])

    def speak() -> bytes:
        article = read(path)
        settings = _try(choose(desk.load_settings(), article, Options()), values)
        return preview_passage(choose_passage(article), settings, desk.maker)

    return Response(await run_in_threadpool(speak), 200, HEADERS, "audio/mpeg")


def _try(settings: Settings, values: Mapping[str, Any]) -> Settings:
    """``settings`` with values as ``_read_values`` gives them."""
    voice = settings.voice
    if values.get("voice"):
        voice = Voice.parse(values["voice"])
    voice = replace(voice, speed=values.get("speed") or settings.voice.speed)
    pauses = {p: values[f"pauses.{p}"] for p in _PAUSES if values.get(f"pauses.{p}") is not None}
    own = {kind: values.get(f"voices.{kind.value}") for kind in _KINDS}
    return replace(
        settings,
        voice=voice,
        voices=tuple((kind, voice.rename(name)) for kind, name in own.items() if name),
        sound=replace(settings.sound, pauses=replace(settings.sound.pauses, **pauses)),
    )


ANSWERS = (
    Answer("/voice", _show_voices),
    Answer("/settings", _set_settings, "POST"),
    Answer("/preview_pauses", _preview_pauses, "POST"),
)
