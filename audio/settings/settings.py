"""Everything that can be chosen, in one frozen ``Settings``; see ``show_file`` for the file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import NamedTuple

from audio.errors import Place, VoiceError
from audio.records import Article, BlockKind, Show, Span
from audio.settings import constraints
from audio.settings.constraints import check_fields
from audio.settings.default_voice import find_default_voice

DEFAULT_DISCLOSURE = "यह आवाज़ कृत्रिम है।"
"""What is said first, as India's rules on synthetic audio and the platforms ask."""

DEFAULT_OPENING = "{title}। {author}। {date}।"
"""What a show's editions begin with after that."""

ENGINE_NAMES = ("edge", "espeak", "gtts", "kokoro", "openai", "piper", "silence")
"""What a voice can be of, as ``engines`` has them; whether one is installed is found out later."""

_VOICE = Place(option="voice")


@dataclass(frozen=True, slots=True)
class Voice:
    """A voice of an engine, how fast and how high it speaks."""

    engine: str = "espeak"
    name: str = ""
    """The engine's own name for a voice; empty for its default."""
    speed: float = 1.0
    """Times the engine's usual pace, in ``constraints.SPEED``."""
    pitch: int = 50
    """In ``constraints.PITCH``, 50 being the voice's own; engines that have no pitch ignore it."""

    def __post_init__(self) -> None:
        """Raises ``SettingsError``."""
        check_fields(self, constraints.OF_VOICE)

    @classmethod
    def parse(cls, text: str) -> Voice:
        """``espeak`` or ``piper:hi_IN-rohan-medium`` as a voice; it is looked up later."""
        engine, _, name = text.strip().partition(":")
        return cls(engine, name)

    @staticmethod
    def is_name(text: str) -> bool:
        """Whether ``text`` names an engine, and a voice if there is a colon."""
        engine, colon, name = text.strip().partition(":")
        return bool(engine and (name or not colon))

    def rename(self, text: str, where: Place = _VOICE) -> Voice:
        """Another voice, at the speed and pitch of this one.

        Raises ``VoiceError`` about ``where`` it is named, when ``text`` names none.
        """
        if not self.is_name(text):
            raise VoiceError(f"{text!r} names no voice", where=where, hint="use ENGINE[:NAME]")
        other = Voice.parse(text)
        return replace(self, engine=other.engine, name=other.name)

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

    def __post_init__(self) -> None:
        """Raises ``SettingsError`` for a pause that is not in ``constraints.PAUSE``."""
        check_fields(self, {each.name: constraints.OF_PAUSE for each in fields(self)}, "pauses")


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

    def __post_init__(self) -> None:
        """Raises ``SettingsError``; the ranges are those of ``constraints``."""
        check_fields(self, constraints.OF_SOUND)


class OwnLexicon(NamedTuple):
    """Lexicon files that hold for a stretch of an article's text, besides those of the whole."""

    span: Span
    files: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class Settings:
    """One show's or one command's choices."""

    show: Show = field(default_factory=Show)
    voice: Voice = field(default_factory=lambda: Voice.parse(find_default_voice()))
    """The edition's; see ``default_voice`` for who speaks where nothing chooses one."""
    sound: Sound = field(default_factory=Sound)
    lexicon: tuple[Path, ...] = ()
    """Lexicon files, the later ones stronger."""
    own_lexicons: tuple[OwnLexicon, ...] = ()
    """Of the articles in a book that have some of their own."""
    voices: tuple[tuple[BlockKind, Voice], ...] = ()
    """Other voices for some kinds of paragraph; a title is spoken as a heading is."""
    passages: tuple[tuple[str, Voice], ...] = ()
    """Voices that an article names for passages of its own, by their names as written there."""
    fallback: Voice | None = None
    """The voice that narrates the whole edition when ``voice`` cannot finish it."""
    pronunciation: tuple[Path, ...] = ()
    """Files of what an engine says wrongly, the later ones stronger."""
    formats: tuple[str, ...] = ("mp3", "vtt", "json")
    glosses: bool = False
    """Whether what stands in brackets after its Hindi twin, नाटो (NATO), is said again."""
    exact_numbers: bool = False
    """Whether 1.5 करोड़ is एक दशमलव पाँच करोड़, and not डेढ़ करोड़; 100 मी. एक सौ मीटर, not सौ."""
    disclosure: str = DEFAULT_DISCLOSURE
    """Said before all else, or where ``opening`` names it: that the voice is synthetic. Empty
    only where whoever narrates has asked for that."""
    opening: str = ""
    """Template spoken first: ``{title}``, ``{author}``, ``{date}``, ``{disclosure}``; empty for
    none."""
    closing: str = ""

    def __post_init__(self) -> None:
        """Take voices by name too; raises ``SettingsError``, also for a value of ``show``."""
        for name in ("voice", "fallback"):
            value: object = getattr(self, name)
            if isinstance(value, str):
                object.__setattr__(self, name, _find_named(value, Place(option=name)))
            elif not isinstance(value, Voice) and (name == "voice" or value is not None):
                constraints.VOICE.check(value, Place(option=name))
        check_fields(self, constraints.OF_SETTINGS)
        constraints.check_show(self.show)

    def list_voices(self) -> tuple[Voice, ...]:
        """Every voice that may speak, each once."""
        passages = [voice for _, voice in self.passages]
        return tuple(dict.fromkeys([*map(self.find_voice, BlockKind), *passages]))

    def find_voice(self, kind: BlockKind, passage: str = "") -> Voice:
        """The voice that speaks paragraphs of this kind, or passages in a voice of this name."""
        cast = dict(self.passages)
        if passage in cast:
            return cast[passage]
        voices = dict(self.voices)
        if kind is BlockKind.TITLE:
            kind = kind if kind in voices else BlockKind.HEADING
        return voices.get(kind, self.voice)


def _find_named(text: str, where: Place) -> Voice:
    """The voice ``text``. Raises ``VoiceError`` for none, and for an engine that is unknown."""
    voice = Voice().rename(text, where)
    if voice.engine not in ENGINE_NAMES:
        hint = f"there are {', '.join(ENGINE_NAMES)}"
        raise VoiceError(f"no engine is called {voice.engine!r}", where=where, hint=hint)
    return voice


@dataclass(frozen=True, slots=True)
class Options:
    """What the command line chose; ``None`` chooses nothing."""

    voice: str | None = None
    fallback: str | None = None
    speed: float | None = None
    pitch: int | None = None
    lexicon: tuple[Path, ...] = ()
    pronunciation: tuple[Path, ...] = ()
    glosses: bool = False
    exact_numbers: bool = False

    def find_option(self, setting: str) -> str:
        """The option that chose the voice of ``setting``, ``--voice``; empty when none did."""
        chosen = {"voice": self.voice, "fallback": self.fallback}
        return f"--{setting}" if chosen.get(setting) else ""


def choose(settings: Settings, article: Article | None, options: Options) -> Settings:
    """The settings for one article: the command line is strongest, then its front matter.

    An article's lexicon paths are relative to the article. ``None``: for a whole show. Raises
    ``VoiceError`` for a voice that is none.
    """
    voice = settings.voice
    if options.voice is not None:
        voice = voice.rename(options.voice, Place(option="--voice"))
    elif article and article.voice:
        voice = voice.rename(article.voice, Place(article.origin, option="voice"))
    voice = _set_pace(voice, options)
    # A voice asked for on the command line is asked for the whole edition.
    voices = () if options.voice else settings.voices
    fallback = settings.fallback
    if options.fallback is not None:
        fallback = voice.rename(options.fallback, Place(option="--fallback"))
    own = _resolve_beside(article, article.lexicon) if article else ()
    return replace(
        settings,
        voice=voice,
        voices=tuple((kind, _set_pace(other, options)) for kind, other in voices),
        fallback=fallback and _set_pace(fallback, options),
        lexicon=settings.lexicon + own + options.lexicon,
        pronunciation=settings.pronunciation + options.pronunciation,
        glosses=settings.glosses or options.glosses,
        exact_numbers=settings.exact_numbers or options.exact_numbers,
    )


def _set_pace(voice: Voice, options: Options) -> Voice:
    speed = voice.speed if options.speed is None else options.speed
    pitch = voice.pitch if options.pitch is None else options.pitch
    return replace(voice, speed=speed, pitch=pitch)


def _resolve_beside(article: Article, names: Sequence[str]) -> tuple[Path, ...]:
    """Paths from an article's front matter, which are relative to the article."""
    return tuple(Path(article.origin).parent / name for name in names)
