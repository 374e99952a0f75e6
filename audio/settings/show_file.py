"""``content/show.toml``: an editor's settings, checked key by key.

An unknown key, a value of the wrong type or out of its range is a ``SettingsError`` that names
the file, the line and, for broken TOML, the column.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields, replace
from pathlib import Path
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import regex

from audio.errors import Place, SettingsError
from audio.records import BlockKind, Show
from audio.settings import (
    BITRATES,
    DEFAULT_OPENING,
    FORMATS,
    FREQUENCIES,
    LABELS,
    Pauses,
    Settings,
    Sound,
    Voice,
    placeholders,
)
from audio.settings.categories import categories


def _all_text(values: list[Any]) -> bool:
    return all(isinstance(value, str) for value in values)


def _all_in(values: list[Any], known: Sequence[str]) -> bool:
    return all(value in known for value in values)


def _is_zone(name: str) -> bool:
    try:
        return bool(ZoneInfo(name))
    except (ZoneInfoNotFoundError, ValueError, OSError):  # unknown, a path, a folder's name
        return False


class _Key(NamedTuple):
    """What one key of ``show.toml`` must be."""

    kind: type
    rule: str = ""
    """The check in words, for the message."""
    check: Callable[[Any], bool] = lambda _: True


_ADDRESS = regex.compile(
    r"https?://(?:[A-Za-z0-9.-]++|\[[0-9A-Fa-f:.]++\])(?::[0-9]{1,5})?"
    r"(?:/(?:[A-Za-z0-9._~!$&'()*+,;=:@/-]|%[0-9A-Fa-f]{2})*+)?"
)
"""Of a folder: no query, no fragment, nobody's password (RFC 3986)."""
_LANGUAGE = regex.compile(r"[a-z]{2}(?:-[A-Za-z]{2})?")
_UUID = regex.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_KINDS = {bool: "true or false", str: "text in quotes"}
_TEMPLATE = _Key(
    str,
    "a template with {title}, {author}, {date}",
    lambda text: placeholders(text) <= {"title", "author", "date"},
)
_KEYS: Mapping[str, _Key] = {
    **{f.name: _Key(bool if f.name == "explicit" else str) for f in fields(Show)},
    "bitrate": _Key(int, ", ".join(map(str, BITRATES)), lambda n: n in BITRATES),
    "category": _Key(
        str,
        "a category of Apple Podcasts, as News or Daily News",
        lambda name: name in categories(),
    ),
    "closing": _TEMPLATE,
    "fallback": _Key(str, "ENGINE[:NAME]", Voice.is_name),
    "formats": _Key(
        list, ", ".join(FORMATS), lambda names: bool(names) and _all_in(names, FORMATS)
    ),
    "glosses": _Key(bool),
    "guid": _Key(str, "a UUID", lambda text: not text or bool(_UUID.fullmatch(text))),
    "labels": _Key(str, ", ".join(LABELS), lambda name: name in LABELS),
    "language": _Key(str, "two letters, as hi or hi-IN", lambda t: bool(_LANGUAGE.fullmatch(t))),
    "lexicon": _Key(list, "a list of file names", _all_text),
    "link": _Key(
        str,
        "the site's public address in ASCII, as https://example.org/podcast/",
        lambda text: not text or bool(_ADDRESS.fullmatch(text)),
    ),
    "opening": _TEMPLATE,
    "pauses": _Key(dict, "a table [pauses]"),
    "pitch": _Key(int, "0 to 99", lambda n: 0 <= n <= 99),
    "pronunciation": _Key(list, "a list of file names", _all_text),
    "speed": _Key(float, "0.5 to 2.0", lambda x: 0.5 <= x <= 2),
    "timezone": _Key(str, "a time zone, as Asia/Kolkata", _is_zone),
    "update_frequency": _Key(
        str, ", ".join(FREQUENCIES), lambda name: not name or name in FREQUENCIES
    ),
    "voice": _Key(str, "ENGINE[:NAME]", Voice.is_name),
    "voices": _Key(dict, "a table [voices]"),
}
_VOICES = {kind.value: _Key(str, "ENGINE[:NAME]", Voice.is_name) for kind in BlockKind}
_PAUSES = {f.name: _Key(float, "0 to 2.0 seconds", lambda x: 0 <= x <= 2) for f in fields(Pauses)}

_TABLES = {"pauses": _PAUSES, "voices": _VOICES}


def load_show(path: Path) -> Settings:
    """The settings in a ``show.toml``, with the default opening unless it sets another.

    Raises ``SettingsError``: the file is unreadable, is not TOML, or has a key or a value that
    is not known.
    """
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
    _check(table, _KEYS, text, path)
    for name, keys in _TABLES.items():
        _check(table.get(name, {}), keys, text, path, f"{name}.")
    return _settings(table, path.parent)


def _settings(table: Mapping[str, Any], folder: Path) -> Settings:
    show = Show(**{f.name: table[f.name] for f in fields(Show) if f.name in table})
    if show.image:
        show = replace(show, image=str(folder / show.image))
    defaults = Settings()
    voice = replace(
        Voice.parse(table.get("voice", "espeak")),
        speed=float(table.get("speed", defaults.voice.speed)),
        pitch=table.get("pitch", defaults.voice.pitch),
    )
    voices = table.get("voices", {})
    return Settings(
        show=show,
        voice=voice,
        voices=tuple((BlockKind(kind), voice.renamed(name)) for kind, name in voices.items()),
        fallback=voice.renamed(table["fallback"]) if "fallback" in table else None,
        sound=Sound(
            bitrate=table.get("bitrate", defaults.sound.bitrate),
            pauses=Pauses(**{k: float(v) for k, v in table.get("pauses", {}).items()}),
        ),
        lexicon=tuple(folder / name for name in table.get("lexicon", ())),
        pronunciation=tuple(folder / name for name in table.get("pronunciation", ())),
        formats=tuple(table.get("formats", defaults.formats)),
        glosses=table.get("glosses", defaults.glosses),
        opening=table.get("opening", DEFAULT_OPENING),
        closing=table.get("closing", ""),
    )


def find_key(key: str, path: Path) -> Place:
    """The place of ``key`` (``voices.quote``) in the ``show.toml`` that was loaded from ``path``.

    Raises ``OSError``.
    """
    return Place(str(path), _line_of(key, path.read_text(encoding="utf-8-sig")), option=key)


def _check(
    table: Mapping[str, Any], keys: Mapping[str, _Key], text: str, path: Path, inside: str = ""
) -> None:
    """``inside`` which table, with a full stop, for messages."""
    for name, value in table.items():
        where = Place(str(path), _line_of(inside + name, text))
        if name not in keys:
            known = ", ".join(sorted(keys))
            raise SettingsError(
                f"unknown key {inside + name!r}", where=where, hint=f"known are {known}"
            )
        if not _fits(value, keys[name]):
            wanted = keys[name].rule or _KINDS[keys[name].kind]
            what = f"{inside}{name} cannot be {value!r}"
            raise SettingsError(what, where=where, hint=f"use {wanted}")


def _fits(value: Any, key: _Key) -> bool:
    """Whether ``value`` is of its key's type and in its range; true is not a number."""
    kinds = (int, float) if key.kind is float else (key.kind,)
    return type(value) in kinds and key.check(value)


def _line_of(key: str, text: str) -> int:
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
