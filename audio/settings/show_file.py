"""``content/show.toml``: an editor's settings, checked key by key.

An unknown key, a value of the wrong type or out of its range is a ``SettingsError`` that names
the file, the line and, for broken TOML, the column.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

from audio import regex
from audio.errors import Place, SettingsError
from audio.records import BlockKind, Funding, Person, Recommendation, Show
from audio.settings import DEFAULT_OPENING, Pauses, Settings, Sound, Voice, constraints
from audio.settings.constraints import Constraint


def _is_all_text(values: list[Any]) -> bool:
    return all(isinstance(value, str) for value in values)


def _are_all_tables(values: list[Any]) -> bool:
    return all(isinstance(value, dict) for value in values)


_VOICE = Constraint(str, "ENGINE[:NAME]", Voice.is_name)
_FILES = Constraint(list, "a list of file names", _is_all_text)
_CONSTRAINTS: Mapping[str, Constraint] = {
    **constraints.OF_SHOW,
    **constraints.OF_SETTINGS,
    **constraints.OF_VOICE,
    "bitrate": constraints.OF_SOUND["bitrate"],
    "disclosure": constraints.DISCLOSURE,
    "fallback": _VOICE,
    "funding": Constraint(list, "tables [[funding]]", _are_all_tables),
    "lexicon": _FILES,
    "pauses": Constraint(dict, "a table [pauses]"),
    "person": Constraint(list, "tables [[person]]", _are_all_tables),
    "podroll": Constraint(list, "tables [[podroll]]", _are_all_tables),
    "pronunciation": _FILES,
    "publish_to": constraints.TEXT,
    "subscribe": Constraint(dict, "a table [subscribe]"),
    "voice": _VOICE,
    "voices": Constraint(dict, "a table [voices]"),
}
"""By key."""
_TABLES: Mapping[str, Mapping[str, Constraint]] = {
    "pauses": {each.name: constraints.OF_PAUSE for each in fields(Pauses)},
    "subscribe": constraints.OF_DIRECTORIES,
    "voices": {kind.value: _VOICE for kind in BlockKind},
}
"""By table and key in it."""
_LISTS: Mapping[str, Mapping[str, Constraint]] = {
    "funding": constraints.OF_FUNDING,
    "person": constraints.OF_PERSON,
    "podroll": constraints.OF_RECOMMENDATION,
}
"""By name of the tables in a list, and key in each."""
_RECORDS = {"funding": Funding, "person": Person, "podroll": Recommendation}
_NEEDED = {"funding": "url", "person": "name", "podroll": "guid"}
"""Keys that each table of a list must have."""


def load_show(path: Path) -> Settings:
    """The settings in a ``show.toml``, with the default opening unless it sets another.

    Raises ``SettingsError``: the file is unreadable, is not TOML, or has a key or a value that
    is not known.
    """
    text, table = _read_table(path)
    _check(table, _CONSTRAINTS, text, path)
    for name, known in _TABLES.items():
        _check(table.get(name, {}), known, text, path, f"{name}.")
    for name in _LISTS:
        for number, each in enumerate(table.get(name, ())):
            _check_listed(each, name, number, text, path)
    try:
        return _build_settings(table, path.parent)
    except SettingsError as error:  # what no key says alone
        error.locate(source=str(path), line=_find_line(error.where.option, text))
        raise


def _read_table(path: Path) -> tuple[str, dict[str, Any]]:
    """The text of a ``show.toml`` and what it says. Raises ``SettingsError``."""
    try:
        text = path.read_text(encoding="utf-8-sig")
        table = tomllib.loads(text)
    except OSError as error:
        raise SettingsError(f"cannot be read: {error.strerror}", where=Place(str(path))) from error
    except UnicodeDecodeError as error:
        raise SettingsError(
            "is not UTF-8", where=Place(str(path)), hint="save it as UTF-8"
        ) from error
    except tomllib.TOMLDecodeError as error:
        found = regex.search(r"^(.*) \(at line (\d+), column (\d+)\)$", str(error))
        what, numbers = (found[1], (int(found[2]), int(found[3]))) if found else (error, ())
        raise SettingsError(f"is not TOML: {what}", where=Place(str(path), *numbers)) from error
    return text, table


def _check_listed(table: Mapping[str, Any], name: str, number: int, text: str, path: Path) -> None:
    """Check the table of that number, from 0, in the list ``name``."""
    headers = list(regex.finditer(rf"(?m)^[ \t]*\[\[[ \t]*{name}[ \t]*\]\]", text))
    start = headers[number].start() if number < len(headers) else 0
    where = Place(str(path), text.count("\n", 0, start) + 1)
    for key, value in table.items():
        option = f"{name}.{key}"
        at = replace(where, line=where.line + _find_line(key, text[start:]) - 1)
        _require_known(key, option, _LISTS[name], at)
        _LISTS[name][key].check(value, replace(at, option=option))
    if _NEEDED[name] not in table:
        hint = f"give its {_NEEDED[name]}"
        raise SettingsError(f"[[{name}]] is not complete", where=where, hint=hint)


def _require_known(name: str, key: str, known: Mapping[str, Constraint], where: Place) -> None:
    if name not in known:
        hint = f"known are {', '.join(sorted(known))}"
        raise SettingsError(f"unknown key {key!r}", where=where, hint=hint)


def _build_settings(table: Mapping[str, Any], folder: Path) -> Settings:
    given = {f.name: table[f.name] for f in fields(Show) if f.name in table} | {
        name: tuple(record(**each) for each in table.get(name, ()))
        for name, record in _RECORDS.items()
    }
    for name in ("image", "former_feed"):
        if path := table.get(name):
            given[name] = str(folder / path)
    show = Show(**given | {"subscribe": tuple(table.get("subscribe", {}).items())})
    defaults = Settings()
    voice = replace(
        Voice.parse(table["voice"]) if "voice" in table else defaults.voice,
        speed=float(table.get("speed", defaults.voice.speed)),
        pitch=table.get("pitch", defaults.voice.pitch),
    )
    voices = table.get("voices", {})
    return Settings(
        show=show,
        voice=voice,
        voices=tuple((BlockKind(kind), voice.rename(name)) for kind, name in voices.items()),
        fallback=voice.rename(table["fallback"]) if "fallback" in table else None,
        sound=Sound(
            bitrate=table.get("bitrate", defaults.sound.bitrate),
            pauses=Pauses(**{k: float(v) for k, v in table.get("pauses", {}).items()}),
        ),
        lexicon=tuple(folder / name for name in table.get("lexicon", ())),
        pronunciation=tuple(folder / name for name in table.get("pronunciation", ())),
        formats=tuple(table.get("formats", defaults.formats)),
        glosses=table.get("glosses", defaults.glosses),
        exact_numbers=table.get("exact_numbers", defaults.exact_numbers),
        disclosure=table.get("disclosure", defaults.disclosure),
        opening=table.get("opening", DEFAULT_OPENING),
        closing=table.get("closing", ""),
    )


def names_voice(path: Path) -> bool:
    """Whether the ``show.toml`` that was loaded from ``path`` chooses a voice."""
    return "voice" in tomllib.loads(path.read_text(encoding="utf-8-sig"))


def find_target(path: Path) -> str:
    """Where a ``show.toml`` says that the site is published to; empty for nowhere.

    Raises ``SettingsError`` as ``load_show`` does, of what stands under that key alone.
    """
    text, table = _read_table(path)
    asked = {key: value for key, value in table.items() if key == "publish_to"}
    _check(asked, _CONSTRAINTS, text, path)
    return str(asked.get("publish_to", ""))


def find_key(key: str, path: Path) -> Place:
    """The place of ``key`` (``voices.quote``) in the ``show.toml`` that was loaded from ``path``.

    Raises ``OSError``.
    """
    return Place(str(path), _find_line(key, path.read_text(encoding="utf-8-sig")), option=key)


def _check(
    table: Mapping[str, Any],
    known: Mapping[str, Constraint],
    text: str,
    path: Path,
    inside: str = "",
) -> None:
    """``inside`` which table, with a full stop, for messages."""
    for name, value in table.items():
        key = inside + name
        where = Place(str(path), _find_line(key, text))
        _require_known(name, key, known, where)
        known[name].check(value, replace(where, option=key))


def _find_line(key: str, text: str) -> int:
    """Where ``key``, or ``table.key``, is set; else where its table is; else 1."""
    table, _, name = key.rpartition(".")
    start = 0
    for part, before in ((table, "^"), (name, "^|[{,.]" if table else "^")):
        pattern = (
            rf"(?m)(?:{before})[ \t]*(?:\[+[ \t]*)?[\"']?{regex.escape(part)}[\"']?[ \t]*[=.\]]"
        )
        found = regex.search(pattern, text, pos=start) if part else None
        start = found.start() if found else start
    return text.count("\n", 0, start) + 1
