"""Clip orders: all that a clip is made from, as a value that can be sent to any worker."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import cache
from importlib.metadata import version
from typing import TYPE_CHECKING

from audio.clips.scripts import ScriptMaker, Scripts, SpokenParagraph
from audio.engines.pronunciation import Pronunciation
from audio.normalize import Lexicon, Style
from audio.readers.lexicon import read_lexicon
from audio.records import BlockKind, Line, Paragraph
from audio.settings import Settings, Sound, Voice
from audio.sound.quality import find_quality
from audio.work.keys import make_key
from audio.work.store import Store

if TYPE_CHECKING:
    from audio.sound.coding import Coding

FORMAT = 7
"""Raised when the same order would give another clip, or a clip stored in another form."""

_LIBRARIES = ("av", "lameenc", "pydub", "soxr")


@dataclass(frozen=True, slots=True)
class ClipOrder:
    """One paragraph to be spoken, mastered and encoded."""

    voice: Voice
    engine_version: str
    """Of the voice's engine and its data."""
    sound: Sound
    spoken: SpokenParagraph
    respelled_by: frozenset[str]
    """The user's rows of pronunciation that respelled a word of it, by their names."""
    key: str
    """The key of its clip: all that shapes it, and nothing else."""
    codings: tuple[Coding, ...] = ()
    """What it is to be encoded as besides MP3; no part of the key."""

    @property
    def scripts(self) -> Scripts:
        """One a sentence."""
        return self.spoken.scripts

    @property
    def lines(self) -> tuple[Line, ...]:
        """What the engine is given, one line a script."""
        return self.spoken.lines


@dataclass(frozen=True, slots=True)
class Speaker:
    """A voice that can be had, and what is the same in all its orders."""

    voice: Voice
    engine_version: str
    sound: Sound
    pronunciation: Pronunciation
    key: str
    """Of everything besides the words that shapes a clip."""

    @classmethod
    def from_voice(
        cls, voice: Voice, engine_version: str, sound: Sound, pronunciation: Pronunciation
    ) -> Speaker:
        """The speaker, with the key of all that its clips share."""
        shape = {key: value for key, value in asdict(sound).items() if key != "pauses"}
        shape |= {"pause": sound.pauses.sentence, "quality": find_quality(sound.bitrate)}
        key = make_key(FORMAT, asdict(voice), engine_version, shape, _list_libraries())
        return cls(voice, engine_version, sound, pronunciation, key)

    def order(self, paragraph: SpokenParagraph, codings: tuple[Coding, ...] = ()) -> ClipOrder:
        """The order for one paragraph, which was made with this speaker's pronunciation."""
        names = self.pronunciation.names
        return ClipOrder(
            voice=self.voice,
            engine_version=self.engine_version,
            sound=self.sound,
            spoken=paragraph,
            respelled_by=frozenset(names[row] for row in paragraph.rows if row in names),
            key=make_key(self.key, paragraph.key),
            codings=codings,
        )


class EditionVoices:
    """The voices of one edition: orders each paragraph's clip from the voice that speaks it."""

    def __init__(
        self,
        settings: Settings,
        lexicon: Lexicon,
        speakers: Mapping[Voice, Speaker],
        store: Store,
    ) -> None:
        self._settings = settings
        self._speakers = speakers
        style = Style(settings.glosses, settings.exact_numbers)

        def make_makers(lexicon: Lexicon) -> Mapping[Voice, ScriptMaker]:
            return {
                voice: ScriptMaker(lexicon, speaker.pronunciation, style=style, store=store)
                for voice, speaker in speakers.items()
            }

        self._makers = make_makers(lexicon)
        self._own_makers = [
            (span, make_makers(lexicon.merge(read_lexicon(files))))
            for span, files in settings.own_lexicons
        ]

    @property
    def rows(self) -> frozenset[str]:
        """The user's rows of pronunciation for any of the voices, by their names."""
        named = (speaker.pronunciation.names for speaker in self._speakers.values())
        return frozenset(name for names in named for name in names.values())

    def order(self, paragraph: Paragraph, codings: tuple[Coding, ...] = ()) -> ClipOrder:
        """The order for a paragraph's clip; its scripts are made or found first."""
        voice = self._settings.find_voice(paragraph.kind, paragraph.voice)
        makers = self._find_makers(paragraph)
        return self._speakers[voice].order(makers[voice].make(paragraph), codings)

    def _find_makers(self, paragraph: Paragraph) -> Mapping[Voice, ScriptMaker]:
        """The makers with the lexicons that hold where the paragraph stands."""
        if paragraph.kind in {BlockKind.OPENING, BlockKind.CLOSING}:
            return self._makers  # which have no place in the text
        begin = paragraph.sentences[0].span.start
        own = (makers for span, makers in self._own_makers if span.start <= begin < span.end)
        return next(own, self._makers)


@cache
def _list_libraries() -> tuple[str, ...]:
    return tuple(f"{name} {version(name)}" for name in _LIBRARIES)
