"""Everything that can be chosen, in one frozen ``Settings``; ``content/show.toml`` fills it.

An unknown key, a value of the wrong type or out of its range is a ``SettingsError`` that
names the file, the line and, for broken TOML, the column.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any, NamedTuple

import regex

from audio.errors import SettingsError
from audio.records import Article

DEFAULT_OPENING = "{title}। {author}। {date}। यह लेख कृत्रिम स्वर में पढ़ा जा रहा है।"
"""What platforms require of a synthetic voice: that the audio itself says so, at the start."""

BITRATES = (32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320)
"""kbit/s: the constant rates of MPEG-1 Layer III (ISO 11172-3, 2.4.2.3)."""


FORMATS = ("mp3", "vtt", "srt", "json")
"""What ``show.toml`` may ask for, by suffix."""

LABELS = ("hi", "en")
"""The languages that pages have labels in."""


@dataclass(frozen=True, slots=True)
class Voice:
    """Who speaks, how fast and how high."""

    engine: str = "espeak"
    name: str = ""
    """The engine's own name for a voice; empty for its default."""
    speed: float = 1.0
    """Times the engine's usual pace, 0.5 to 2."""
    pitch: int = 50
    """0 to 99, 50 being the voice's own; engines that have no pitch ignore it."""

    @classmethod
    def parse(cls, text: str) -> Voice:
        """``espeak`` or ``piper:hi_IN-rohan-medium`` as a voice; it is looked up later."""
        engine, _, name = text.strip().partition(":")
        return cls(engine, name)

    def __str__(self) -> str:
        return f"{self.engine}:{self.name}" if self.name else self.engine


@dataclass(frozen=True, slots=True)
class Pauses:
    """Silence between what is spoken, in seconds: structure that a listener can hear."""

    sentence: float = 0.4
    """Between two sentences of a paragraph."""
    paragraph: float = 0.8
    """After a paragraph, a quotation or an image's text."""
    item: float = 0.55
    """After a list item."""
    heading: float = 0.9
    """After a heading or the title."""
    chapter: float = 1.6
    """Before a heading, in place of what would otherwise be there."""


@dataclass(frozen=True, slots=True)
class Sound:
    """How the spoken paragraphs are mastered and encoded."""

    rate: int = 44_100
    """Hertz: where Apple's table of podcast formats starts."""
    bitrate: int = 64
    """kbit/s, constant."""
    loudness: float = -16.0
    """LUFS as heard, a mono file being played into both ears (dual mono)."""
    ceiling: float = -2.0
    """dBFS, the limiter's; a margin below −1 dBTP for what the encoder adds."""
    pauses: Pauses = field(default_factory=Pauses)


@dataclass(frozen=True, slots=True)
class Show:
    """What the feed and the tags say of the show."""

    title: str = "ऑडियो संस्करण"
    description: str = ""
    author: str = ""
    email: str = ""
    link: str = ""
    """Public base URL of the site."""
    language: str = "hi"
    category: str = "News"
    image: str = ""
    """Path of the artwork (in ``show.toml``, relative to it); empty for a generated cover."""
    explicit: bool = False
    copyright: str = ""
    labels: str = "hi"
    """The language in which the pages' own buttons and headings are."""


@dataclass(frozen=True, slots=True)
class Settings:
    """One show's or one command's choices."""

    show: Show = field(default_factory=Show)
    voice: Voice = field(default_factory=Voice)
    sound: Sound = field(default_factory=Sound)
    lexicon: tuple[Path, ...] = ()
    """Lexicon files, the later ones stronger."""
    formats: tuple[str, ...] = ("mp3", "vtt", "json")
    glosses: bool = False
    """Whether what stands in brackets after its Hindi twin, नाटो (NATO), is said again."""
    opening: str = ""
    """Template spoken first: ``{title}``, ``{author}``, ``{date}``; empty for none."""
    closing: str = ""


def placeholders(template: str) -> frozenset[str]:
    """The names in braces in a template; whatever stands between two braces counts."""
    return frozenset(regex.findall(r"\{([^{}]*)\}", template))


def _all_text(values: list[Any]) -> bool:
    return all(isinstance(value, str) for value in values)


def _all_in(values: list[Any], known: Sequence[str]) -> bool:
    return all(value in known for value in values)


class _Key(NamedTuple):
    """What one key of ``show.toml`` must be."""

    kind: type
    rule: str = ""
    """The check in words, for the message."""
    check: Callable[[Any], bool] = lambda _: True


_KINDS = {bool: "true or false", str: "text in quotes"}
_TEMPLATE = _Key(
    str,
    "a template with {title}, {author}, {date}",
    lambda text: placeholders(text) <= {"title", "author", "date"},
)
_KEYS: Mapping[str, _Key] = {
    **{f.name: _Key(bool if f.name == "explicit" else str) for f in fields(Show)},
    "bitrate": _Key(int, ", ".join(map(str, BITRATES)), lambda n: n in BITRATES),
    "closing": _TEMPLATE,
    "formats": _Key(
        list, ", ".join(FORMATS), lambda names: bool(names) and _all_in(names, FORMATS)
    ),
    "glosses": _Key(bool),
    "labels": _Key(str, ", ".join(LABELS), lambda name: name in LABELS),
    "lexicon": _Key(list, "a list of file names", _all_text),
    "opening": _TEMPLATE,
    "pauses": _Key(dict, "a table [pauses]"),
    "pitch": _Key(int, "0 to 99", lambda n: 0 <= n <= 99),
    "speed": _Key(float, "0.5 to 2.0", lambda x: 0.5 <= x <= 2),
    "voice": _Key(str, "ENGINE[:NAME]", bool),
}
_PAUSES = {f.name: _Key(float, "0 to 2.0 seconds", lambda x: 0 <= x <= 2) for f in fields(Pauses)}


def load_show(path: Path) -> Settings:
    """The settings in a ``show.toml``, with the default opening unless it sets another.

    Raises ``SettingsError``: the file is unreadable, is not TOML, or has a key or a value that
    is not known.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
        table = tomllib.loads(text)
    except OSError as error:
        raise SettingsError(f"cannot be read: {error.strerror}", where=str(path)) from error
    except UnicodeDecodeError as error:
        raise SettingsError("is not UTF-8", where=str(path), hint="save it as UTF-8") from error
    except tomllib.TOMLDecodeError as error:
        found = regex.search(r"^(.*) \(at line (\d+), column (\d+)\)$", str(error))
        what, place = (found[1], f"{path}:{found[2]}:{found[3]}") if found else (error, path)
        raise SettingsError(f"is not TOML: {what}", where=str(place)) from error
    _check(table, _KEYS, text, path)
    _check(table.get("pauses", {}), _PAUSES, text, path)
    return _settings(table, path.parent)


def _settings(table: Mapping[str, Any], folder: Path) -> Settings:
    show = Show(**{f.name: table[f.name] for f in fields(Show) if f.name in table})
    if show.image:
        show = replace(show, image=str(folder / show.image))
    defaults = Settings()
    voice = Voice.parse(table.get("voice", "espeak"))
    return Settings(
        show=show,
        voice=replace(
            voice, speed=float(table.get("speed", 1.0)), pitch=table.get("pitch", voice.pitch)
        ),
        sound=Sound(
            bitrate=table.get("bitrate", defaults.sound.bitrate),
            pauses=Pauses(**{k: float(v) for k, v in table.get("pauses", {}).items()}),
        ),
        lexicon=tuple(folder / name for name in table.get("lexicon", ())),
        formats=tuple(table.get("formats", defaults.formats)),
        glosses=table.get("glosses", defaults.glosses),
        opening=table.get("opening", DEFAULT_OPENING),
        closing=table.get("closing", ""),
    )


def _check(table: Mapping[str, Any], keys: Mapping[str, _Key], text: str, path: Path) -> None:
    for name, value in table.items():
        where = f"{path}:{_line_of(name, text)}"
        if name not in keys:
            known = ", ".join(sorted(keys))
            raise SettingsError(f"unknown key {name!r}", where=where, hint=f"known are {known}")
        if not _fits(value, keys[name]):
            wanted = keys[name].rule or _KINDS[keys[name].kind]
            raise SettingsError(f"{name} cannot be {value!r}", where=where, hint=f"use {wanted}")


def _fits(value: Any, key: _Key) -> bool:
    """Whether ``value`` is of its key's type and in its range; true is not a number."""
    kinds = (int, float) if key.kind is float else (key.kind,)
    return type(value) in kinds and key.check(value)


def _line_of(key: str, text: str) -> int:
    found = regex.search(
        rf"(?m)^[ \t]*(?:\[+[ \t]*)?[\"']?{regex.escape(key)}[\"']?[ \t]*[=.\]]", text
    )
    return text.count("\n", 0, found.start()) + 1 if found else 1


@dataclass(frozen=True, slots=True)
class Options:
    """What the command line chose; ``None`` chooses nothing."""

    voice: str | None = None
    speed: float | None = None
    pitch: int | None = None
    lexicon: tuple[Path, ...] = ()
    glosses: bool = False


def choose(settings: Settings, article: Article | None, options: Options) -> Settings:
    """The settings for one article: the command line is strongest, then its front matter.

    An article's lexicon paths are relative to the article. ``None``: for a whole show.
    """
    voice = settings.voice
    if name := options.voice or (article.voice if article else ""):
        parsed = Voice.parse(name)
        voice = replace(voice, engine=parsed.engine, name=parsed.name)
    if options.speed is not None:
        voice = replace(voice, speed=options.speed)
    if options.pitch is not None:
        voice = replace(voice, pitch=options.pitch)
    own = _beside(article, article.lexicon) if article else ()
    show = settings.show
    if article and article.image:
        show = replace(show, image=str(_beside(article, (article.image,))[0]))
    return replace(
        settings,
        show=show,
        voice=voice,
        lexicon=settings.lexicon + own + options.lexicon,
        glosses=settings.glosses or options.glosses,
    )


def _beside(article: Article, names: Sequence[str]) -> tuple[Path, ...]:
    """Paths from an article's front matter, which are relative to the article."""
    return tuple(Path(article.origin).parent / name for name in names)
