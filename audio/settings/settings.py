"""Everything that can be chosen, in one frozen ``Settings``; see ``show_file`` for the file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import regex

from audio.errors import VoiceError
from audio.records import Article, BlockKind, Show

DEFAULT_OPENING = "{title}। {author}। {date}। यह लेख कृत्रिम स्वर में पढ़ा जा रहा है।"
"""What platforms require of a synthetic voice: that the audio itself says so, at the start."""

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

    @staticmethod
    def is_name(text: str) -> bool:
        """Whether ``text`` names an engine, and a voice if there is a colon."""
        engine, colon, name = text.strip().partition(":")
        return bool(engine and (name or not colon))

    def renamed(self, text: str, where: str = "voice") -> Voice:
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
class Settings:
    """One show's or one command's choices."""

    show: Show = field(default_factory=Show)
    voice: Voice = field(default_factory=Voice)
    sound: Sound = field(default_factory=Sound)
    lexicon: tuple[Path, ...] = ()
    """Lexicon files, the later ones stronger."""
    voices: tuple[tuple[BlockKind, Voice], ...] = ()
    """Other voices for some kinds of paragraph; a title is spoken as a heading is."""
    fallback: Voice | None = None
    """Who narrates the whole edition when ``voice`` cannot finish it."""
    pronunciation: tuple[Path, ...] = ()
    """Files of what an engine says wrongly, the later ones stronger."""
    formats: tuple[str, ...] = ("mp3", "vtt", "json")
    glosses: bool = False
    """Whether what stands in brackets after its Hindi twin, नाटो (NATO), is said again."""
    opening: str = ""
    """Template spoken first: ``{title}``, ``{author}``, ``{date}``; empty for none."""
    closing: str = ""

    def voice_of(self, kind: BlockKind) -> Voice:
        """Who speaks paragraphs of this kind."""
        voices = dict(self.voices)
        if kind is BlockKind.TITLE:
            kind = kind if kind in voices else BlockKind.HEADING
        return voices.get(kind, self.voice)


def placeholders(template: str) -> frozenset[str]:
    """The names in braces in a template; whatever stands between two braces counts."""
    return frozenset(regex.findall(r"\{([^{}]*)\}", template))


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


def choose(settings: Settings, article: Article | None, options: Options) -> Settings:
    """The settings for one article: the command line is strongest, then its front matter.

    An article's lexicon paths are relative to the article. ``None``: for a whole show. Raises
    ``VoiceError`` for a voice that is none.
    """
    voice = settings.voice
    if options.voice is not None:
        voice = voice.renamed(options.voice, "--voice")
    elif article and article.voice:
        voice = voice.renamed(article.voice)
    voice = _spoken_as(voice, options)
    # A voice asked for on the command line is asked for the whole edition.
    voices = () if options.voice else settings.voices
    fallback = settings.fallback
    if options.fallback is not None:
        fallback = voice.renamed(options.fallback, "--fallback")
    own = _beside(article, article.lexicon) if article else ()
    return replace(
        settings,
        voice=voice,
        voices=tuple((kind, _spoken_as(other, options)) for kind, other in voices),
        fallback=fallback and _spoken_as(fallback, options),
        lexicon=settings.lexicon + own + options.lexicon,
        pronunciation=settings.pronunciation + options.pronunciation,
        glosses=settings.glosses or options.glosses,
    )


def _spoken_as(voice: Voice, options: Options) -> Voice:
    speed = voice.speed if options.speed is None else options.speed
    pitch = voice.pitch if options.pitch is None else options.pitch
    return replace(voice, speed=speed, pitch=pitch)


def _beside(article: Article, names: Sequence[str]) -> tuple[Path, ...]:
    """Paths from an article's front matter, which are relative to the article."""
    return tuple(Path(article.origin).parent / name for name in names)
