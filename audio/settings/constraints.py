"""What each setting must be: the one place of every range, for records, command line and file."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import regex

from audio.errors import Place, SettingsError
from audio.settings.categories import read_categories
from audio.settings.formats import FORMATS

RATES = (32_000, 44_100, 48_000)
"""Hertz: the rates of MPEG-1 Layer III (ISO 11172-3, 2.4.2.3)."""

BITRATES = (32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320)
"""kbit/s: the constant rates of MPEG-1 Layer III (ISO 11172-3, 2.4.2.3)."""

LABELS = ("hi", "en")
"""The languages that pages have labels in."""

FREQUENCIES = {
    "daily": "FREQ=DAILY",
    "weekly": "FREQ=WEEKLY",
    "fortnightly": "FREQ=WEEKLY;INTERVAL=2",
    "monthly": "FREQ=MONTHLY",
}
"""How often a show can say it comes out, and the recurrence rule for it (RFC 5545, 3.3.10)."""

PLACEHOLDERS = frozenset({"title", "author", "date"})
"""What a template of an opening or a closing may name."""


@dataclass(frozen=True, slots=True)
class Constraint:
    """What the value of a setting must be."""

    kind: type
    """``float`` takes whole numbers too, ``list`` takes tuples; true is not a number."""
    wanted: str
    """In words, for the message: ``0.5 to 2.0``."""
    accepts: Callable[[Any], bool] = lambda _: True

    def check(self, value: object, where: Place) -> None:
        """Raises ``SettingsError`` for a wrong ``value``, about ``where`` it is set."""
        kinds = {float: (int, float), list: (list, tuple)}.get(self.kind, (self.kind,))
        is_of_kind = isinstance(value, kinds) and (self.kind is bool or not isinstance(value, bool))
        if not (is_of_kind and self.accepts(value)):
            raise SettingsError(f"cannot be {value!r}", where=where, hint=f"use {self.wanted}")


class Range(NamedTuple):
    """The numbers from ``least`` to ``most``, whole ones where these two are."""

    least: float
    most: float

    def make_constraint(self, unit: str = "") -> Constraint:
        """That a setting is in this range; its ``unit`` is for the message."""
        wanted = f"{self.least} to {self.most} {unit}".rstrip()
        return Constraint(
            type(self.least), wanted, lambda number: self.least <= number <= self.most
        )


SPEED = Range(0.5, 2.0)
"""Times an engine's usual pace: beyond, no engine can be understood."""
PITCH = Range(0, 99)
"""As espeak counts it, 50 being the voice's own."""
PAUSE = Range(0.0, 2.0)
"""Seconds: what is longer is taken for the end."""
LOUDNESS = Range(-31.0, -9.0)
"""LUFS as heard: from that of cinema to where a limiter does nothing but limit."""
CEILING = Range(-12.0, -1.0)
"""dBFS of the limiter: what is above clips when it is encoded."""


def _allow_only(values: Sequence[int | str]) -> Constraint:
    return Constraint(type(values[0]), ", ".join(map(str, values)), lambda value: value in values)


def _is_zone(name: str) -> bool:
    try:
        return bool(ZoneInfo(name))
    except (ZoneInfoNotFoundError, ValueError, OSError):  # unknown, a path, a folder's name
        return False


def find_placeholders(template: str) -> frozenset[str]:
    """The names in braces in a template; whatever stands between two braces counts."""
    return frozenset(regex.findall(r"\{([^{}]*)\}", template))


_ADDRESS = regex.compile(
    r"https?://(?:[A-Za-z0-9.-]++|\[[0-9A-Fa-f:.]++\])(?::[0-9]{1,5})?"
    r"(?:/(?:[A-Za-z0-9._~!$&'()*+,;=:@/-]|%[0-9A-Fa-f]{2})*+)?"
)
"""Of a folder: no query, no fragment, nobody's password (RFC 3986)."""
_FILE_NAME = regex.compile(r"[^/]/[^/]*\.\p{L}{1,5}[0-9]?$")
"""At the end of an address: `/feed.xml`, `/index.html`."""
_MAILBOX = regex.compile(
    r"[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~-]++(?:\.[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~-]++)*+"
    r"@(?:[\p{L}\p{N}](?:[\p{L}\p{M}\p{N}-]*[\p{L}\p{M}\p{N}])?\.)+\p{L}[\p{L}\p{M}]++"
)
"""An address of electronic mail that can be written to (RFC 5321, 6531), without quotes."""
_LANGUAGE = regex.compile(r"[a-z]{2}(?:-[A-Za-z]{2})?")
_UUID = regex.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")

TEXT = Constraint(str, "text in quotes")
FLAG = Constraint(bool, "true or false")
_TEMPLATE = Constraint(
    str,
    "a template with {title}, {author}, {date}",
    lambda text: find_placeholders(text) <= PLACEHOLDERS,
)

OF_VOICE = {"speed": SPEED.make_constraint(), "pitch": PITCH.make_constraint()}
OF_PAUSE = PAUSE.make_constraint("seconds")
OF_SOUND = {
    "rate": _allow_only(RATES),
    "bitrate": _allow_only(BITRATES),
    "loudness": LOUDNESS.make_constraint("LUFS"),
    "ceiling": CEILING.make_constraint("dBFS"),
}
OF_SHOW = {
    "title": TEXT,
    "description": TEXT,
    "author": TEXT,
    "email": Constraint(
        str,
        "an e-mail address, as editor@example.org",
        lambda text: not text or bool(_MAILBOX.fullmatch(text)),
    ),
    "link": Constraint(
        str,
        "the site's public address, a folder in ASCII, as https://example.org/podcast/",
        lambda text: not text or bool(_ADDRESS.fullmatch(text) and not _FILE_NAME.search(text)),
    ),
    "language": Constraint(
        str, "two letters, as hi or hi-IN", lambda t: bool(_LANGUAGE.fullmatch(t))
    ),
    "category": Constraint(
        str,
        "a category of Apple Podcasts, as News or Daily News",
        lambda name: name in read_categories(),
    ),
    "image": TEXT,
    "explicit": FLAG,
    "copyright": TEXT,
    "labels": _allow_only(LABELS),
    "timezone": Constraint(str, "a time zone, as Asia/Kolkata", _is_zone),
    "update_frequency": Constraint(
        str, ", ".join(FREQUENCIES), lambda name: not name or name in FREQUENCIES
    ),
    "guid": Constraint(str, "a UUID", lambda text: not text or bool(_UUID.fullmatch(text))),
}
OF_SETTINGS = {
    "formats": Constraint(
        list, ", ".join(FORMATS), lambda names: bool(names) and all(n in FORMATS for n in names)
    ),
    "glosses": FLAG,
    "exact_numbers": FLAG,
    "opening": _TEMPLATE,
    "closing": _TEMPLATE,
}


def check_fields(record: object, constraints: Mapping[str, Constraint], table: str = "") -> None:
    """Raises ``SettingsError`` for the first field of ``record`` that breaks its constraint.

    ``table`` is what ``show.toml`` calls the record, for messages: ``pauses.sentence``.
    """
    for name, constraint in constraints.items():
        option = f"{table}.{name}" if table else name
        constraint.check(getattr(record, name), Place(option=option))
