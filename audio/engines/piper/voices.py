"""Piper's voices on disk: where they are kept, what one is called, which there are.

A voice is two files, ``NAME.onnx`` and ``NAME.onnx.json``, in the voices folder or in a folder
``NAME`` inside it. Nothing here needs piper itself.
"""

from __future__ import annotations

import csv
import json
import os
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

from platformdirs import user_data_path

from audio.engines import ENGINES, VoiceInfo
from audio.errors import Place, VoiceError

FOLDER_VARIABLE = "AUDIO_EDITION_VOICES"
"""Environment variable that names another folder of voices."""
MODEL, SETTINGS = ".onnx", ".onnx.json"
_INSTALL = "audio-edition voices --install"
_AGAIN = "install the voice again"
_CATALOGUE = Path(__file__).with_name("voices.tsv")


class Choice(NamedTuple):
    """One voice as the user named it, found on disk."""

    model: Path
    speaker: str
    """Number or name of one of its speakers; empty for its default."""

    @property
    def settings(self) -> Path:
        """The JSON beside the model."""
        return self.model.with_name(self.model.name + ".json")


def find_folder() -> Path:
    """Where voices are kept."""
    chosen = os.environ.get(FOLDER_VARIABLE)
    return Path(chosen) if chosen else user_data_path("audio-edition") / "voices"


def find_choice(name: str) -> Choice:
    """``NAME``, ``NAME#SPEAKER``, a path to a ``.onnx`` file, or nothing for the only Hindi voice.

    Raises ``VoiceError`` saying where it was looked for and how to install it.
    """
    name, _, speaker = name.partition("#")
    if not name:
        return Choice(_find_only(), speaker)
    if name.endswith(MODEL):
        if Path(name).is_file():
            return Choice(Path(name), speaker)
        raise VoiceError("there is no such voice file", where=Place(name))
    for model in (find_folder() / name / f"{name}{MODEL}", find_folder() / f"{name}{MODEL}"):
        if model.is_file():
            return Choice(model, speaker)
    raise VoiceError(
        f"piper has no voice {name!r} in {find_folder()}",
        hint=f"type: {_INSTALL} piper:{name}",
    )


def read_settings(choice: Choice) -> dict[str, Any]:
    """What the JSON beside a model says. Raises ``VoiceError``."""
    path = choice.settings
    try:
        settings = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        hint = f"a voice is two files, NAME{MODEL} and NAME{SETTINGS}"
        raise VoiceError("is missing", where=Place(str(path)), hint=hint) from error
    except UnicodeDecodeError as error:
        raise VoiceError("is not UTF-8", where=Place(str(path)), hint=_AGAIN) from error
    except json.JSONDecodeError as error:
        place = Place(str(path), error.lineno, error.colno)
        raise VoiceError(f"is not JSON: {error.msg}", where=place, hint=_AGAIN) from error
    if not isinstance(settings, dict):
        raise VoiceError("is not a piper voice's JSON", where=Place(str(path)), hint=_AGAIN)
    return settings


def list_voices() -> list[VoiceInfo]:
    """What is in the voices folder, and what piper offers in Hindi that is not."""
    found = {model.stem: _describe(model) for model in _list_models()}
    for row in _read_catalogue():
        voice = f"piper:{row['voice']}"
        command = " && ".join([*_suggest_install(), f"{_INSTALL} {voice}"])
        info = VoiceInfo(voice, row["languages"], True, row["note"], command)
        found.setdefault(row["voice"], info)
    return [info for _, info in sorted(found.items())]


def _read_catalogue() -> list[dict[str, str]]:
    lines = _CATALOGUE.read_text(encoding="utf-8").splitlines()
    rows = (line for line in lines if not line.startswith("#"))
    return list(csv.DictReader(rows, delimiter="\t"))


def _list_models() -> list[Path]:
    where = find_folder()
    found = {path.stem: path for path in where.glob(f"*{MODEL}")}
    for path in where.glob(f"*/*{MODEL}"):
        if path.parent.name == path.stem:
            found[path.stem] = path  # as it was installed; the other was put there by hand
    return [path for _, path in sorted(found.items())]


def _suggest_install() -> list[str]:
    """What to type first when piper's own packages are missing."""
    missing = any(find_spec(package) is None for package in ("piper", "onnx"))
    return [ENGINES["piper"].install] if missing else []


def _describe(model: Path) -> VoiceInfo:
    """One row of the list; a voice that cannot be read is listed with what is wrong."""
    voice, command = f"piper:{model.stem}", "".join(_suggest_install())
    try:
        settings = read_settings(Choice(model, ""))
    except VoiceError as fault:
        return VoiceInfo(voice, "", True, str(fault), command or f"{_INSTALL} {voice}")
    speakers = settings.get("num_speakers", 1)
    note = f"{speakers} speakers, {voice}#0 and on" if speakers != 1 else ""
    return VoiceInfo(voice, _name_language(settings), True, note, command)


def _name_language(settings: dict[str, Any]) -> str:
    """``language.code`` is ``hi_IN``; older voices name only espeak's language."""
    for section, key in (("language", "code"), ("espeak", "voice")):
        table = settings.get(section)
        if isinstance(table, dict) and isinstance(table.get(key), str):
            return str(table[key]).replace("_", "-").partition("-")[0]
    return ""


def _find_only() -> Path:
    hindi = [model for model in _list_models() if _describe(model).languages == "hi"]
    if len(hindi) == 1:
        return hindi[0]
    names = ", ".join(f"piper:{model.stem}" for model in hindi)
    if names:
        raise VoiceError("piper has several Hindi voices", hint=f"name one: {names}")
    first = _read_catalogue()[0]["voice"]
    raise VoiceError(
        f"piper has no Hindi voice in {find_folder()}",
        hint=f"type: {_INSTALL} piper:{first}",
    )
