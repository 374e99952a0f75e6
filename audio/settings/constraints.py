"""What each setting must be: the one place of every range, for records, command line and file."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from audio import regex
from audio.errors import Place, SettingsError
from audio.records import Funding, Person, Recommendation, Show
from audio.settings.categories import blame_categories, read_categories
from audio.settings.formats import FORMATS
from audio.settings.roles import read_roles

RATES = (32_000, 44_100, 48_000)
"""Hertz: the rates of MPEG-1 Layer III (ISO 11172-3, 2.4.2.3)."""

BITRATES = (32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320)
"""kbit/s: the constant rates of MPEG-1 Layer III (ISO 11172-3, 2.4.2.3)."""

LABELS = ("hi", "en")
"""The languages that pages have labels in."""

OVERLAYS = ("word", "sentence")
"""What an EPUB can light up while it is heard."""

FREQUENCIES = {
    "daily": "FREQ=DAILY",
    "weekly": "FREQ=WEEKLY",
    "fortnightly": "FREQ=WEEKLY;INTERVAL=2",
    "monthly": "FREQ=MONTHLY",
}
"""How often a show can say it comes out, and the recurrence rule for it (RFC 5545, 3.3.10)."""

TYPES = ("episodic", "serial")
"""In which order a show is to be heard: the newest edition first, or the first."""

EPISODE_TYPES = ("full", "trailer", "bonus")
"""What an edition can be (Apple, ``itunes:episodeType``)."""

MEDIA = ("podcast", "audiobook", "newsletter", "blog", "course")
"""What a feed of spoken texts can be (podcast namespace, ``medium``)."""

DIRECTORIES = ("apple", "spotify", "youtube", "amazon")
"""Where a show can be subscribed to besides its feed."""

PLACEHOLDERS = frozenset({"title", "author", "date"})
"""What a template of a closing may name; that of an opening, the disclosure too."""


@dataclass(frozen=True, slots=True)
class Constraint:
    """What the value of a setting must be."""

    kind: type
    """``float`` takes whole numbers too, ``list`` takes tuples; true is not a number."""
    wanted: str
    """In words, for the message: ``0.5 to 2.0``."""
    accepts: Callable[[Any], bool] = lambda _: True
    blame: Callable[[Any], tuple[str, str]] | None = None
    """Which part of a wrong value is wrong, for the message, and what to do; empty if unknown."""

    def check(self, value: object, where: Place) -> None:
        """Raises ``SettingsError`` for a wrong ``value``, about ``where`` it is set."""
        kinds = {float: (int, float), list: (list, tuple)}.get(self.kind, (self.kind,))
        is_of_kind = isinstance(value, kinds) and (self.kind is bool or not isinstance(value, bool))
        if not (is_of_kind and self.accepts(value)):
            wrong, hint = self.blame(value) if self.blame else ("", "")
            raise SettingsError(
                f"cannot be {wrong or repr(value)}", where=where, hint=hint or f"use {self.wanted}"
            )


class Range(NamedTuple):
    """The numbers from ``least`` to ``most``, whole ones where these two are."""

    least: float
    most: float

    def make_constraint(self, unit: str = "") -> Constraint:
        """The constraint that a setting is in this range; its ``unit`` is for the message."""
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
_ELSEWHERE = regex.compile(r"https://[A-Za-z0-9.-]++(?::[0-9]{1,5})?(?:[/?#][!-~]*+)?")
"""An address on any site."""
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
_OPENING = Constraint(
    str,
    "a template with {title}, {author}, {date}, {disclosure}",
    lambda text: find_placeholders(text) <= PLACEHOLDERS | {"disclosure"},
)
DISCLOSURE = Constraint(
    str,
    "a sentence which says that the voice is synthetic",
    lambda text: bool(regex.search(r"\p{L}", text)) and not set("{}") & set(text),
)
"""Of a show: it can be reworded and moved, not left out."""

ELSEWHERE = Constraint(
    str,
    "an address in ASCII, as https://example.org/page",
    lambda text: not text or bool(_ELSEWHERE.fullmatch(text)),
)


def _require(constraint: Constraint) -> Constraint:
    """The constraint that a text is one of those that ``constraint`` takes, and not empty."""
    return Constraint(str, constraint.wanted, lambda text: bool(text) and constraint.accepts(text))


def _are_categories(value: object) -> bool:
    names = [value] if isinstance(value, str) else value
    return (
        isinstance(names, list | tuple)
        and bool(names)
        and all(isinstance(name, str) and name in read_categories() for name in names)
    )


OF_FUNDING = {"url": _require(ELSEWHERE), "text": TEXT}
OF_PERSON = {
    "name": _require(TEXT),
    "role": Constraint(
        str,
        "a role of podcasttaxonomy.com, as host, editor or producer",
        lambda role: role.lower() in read_roles(),
    ),
    "url": ELSEWHERE,
    "image": ELSEWHERE,
}
OF_RECOMMENDATION = {
    "guid": Constraint(str, "the UUID of a feed", lambda text: bool(_UUID.fullmatch(text))),
    "url": ELSEWHERE,
    "title": TEXT,
}
_OF_RECORDS: Mapping[type, tuple[str, Mapping[str, Constraint]]] = {
    Funding: ("funding", OF_FUNDING),
    Person: ("person", OF_PERSON),
    Recommendation: ("podroll", OF_RECOMMENDATION),
}
"""By kind of record, what ``show.toml`` calls it and what its fields must be."""
OF_DIRECTORIES = dict.fromkeys(DIRECTORIES, ELSEWHERE)

VOICE = Constraint(str, "a Voice, or ENGINE[:NAME] in quotes")
OF_VOICE = {"speed": SPEED.make_constraint(), "pitch": PITCH.make_constraint()}
OF_PAUSE = PAUSE.make_constraint("seconds")
OF_SOUND = {
    "rate": _allow_only(RATES),
    "bitrate": _allow_only(BITRATES),
    "loudness": LOUDNESS.make_constraint("LUFS"),
    "ceiling": CEILING.make_constraint("dBFS"),
}
_SITE = Constraint(
    str,
    "the site's public address, a folder in ASCII, as https://example.org/podcast/",
    lambda text: not text or bool(_ADDRESS.fullmatch(text) and not _FILE_NAME.search(text)),
)
OF_SHOW = {
    "title": TEXT,
    "description": TEXT,
    "author": TEXT,
    "email": Constraint(
        str,
        "an e-mail address, as editor@example.org",
        lambda text: not text or bool(_MAILBOX.fullmatch(text)),
    ),
    "link": _SITE,
    "language": Constraint(
        str, "two letters, as hi or hi-IN", lambda t: bool(_LANGUAGE.fullmatch(t))
    ),
    "category": Constraint(
        object,
        "a category of Apple Podcasts, as News or Daily News, or a list",
        _are_categories,
        blame_categories,
    ),
    "image": TEXT,
    "explicit": FLAG,
    "copyright": TEXT,
    "labels": _allow_only(LABELS),
    "overlay": _allow_only(OVERLAYS),
    "timezone": Constraint(str, "a time zone, as Asia/Kolkata", _is_zone),
    "update_frequency": Constraint(
        str, ", ".join(FREQUENCIES), lambda name: not name or name in FREQUENCIES
    ),
    "guid": Constraint(str, "a UUID", lambda text: not text or bool(_UUID.fullmatch(text))),
    "type": _allow_only(TYPES),
    "medium": _allow_only(MEDIA),
    "locked": FLAG,
    "block": FLAG,
    "complete": FLAG,
    "former_feed": TEXT,
    "moved_to": _SITE,
    "new_feed_url": ELSEWHERE,
}
OF_SETTINGS = {
    "formats": Constraint(
        list, ", ".join(FORMATS), lambda names: bool(names) and all(n in FORMATS for n in names)
    ),
    "glosses": FLAG,
    "exact_numbers": FLAG,
    "opening": _OPENING,
    "closing": _TEMPLATE,
}


def check_show(show: Show) -> None:
    """Raises ``SettingsError`` for the first field of ``show`` that is not what it must be."""
    check_fields(show, OF_SHOW)
    for record in (*show.funding, *show.person, *show.podroll):
        table, known = _OF_RECORDS[type(record)]
        check_fields(record, known, table)
    for name, address in show.subscribe:
        where = Place(option=f"subscribe.{name}")
        _allow_only(DIRECTORIES).check(name, where)
        ELSEWHERE.check(address, where)
    if show.moved_to and _name_place(show.moved_to) == _name_place(show.link):
        raise SettingsError(
            "is the address in link: pages would lead to themselves for ever",
            where=Place(option="moved_to"),
            hint="leave in link the address before the move, or take moved_to out after it",
        )


def _name_place(address: str) -> tuple[str, str]:
    """Host and path: what is the same of two addresses at which the same files are found."""
    parts = urlsplit(address)
    host = parts.netloc.lower().removesuffix(":443").removesuffix(":80")
    return host, parts.path.rstrip("/")


def check_fields(record: object, constraints: Mapping[str, Constraint], table: str = "") -> None:
    """Raises ``SettingsError`` for the first field of ``record`` that breaks its constraint.

    ``table`` is what ``show.toml`` calls the record, for messages: ``pauses.sentence``.
    """
    for name, constraint in constraints.items():
        option = f"{table}.{name}" if table else name
        constraint.check(getattr(record, name), Place(option=option))
