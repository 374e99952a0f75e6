"""The cast: who says what of each paragraph."""

from __future__ import annotations

from typing import NamedTuple

from audio.clips.narrator import Narrator
from audio.clips.scripts import Verbalized, Verbalizer
from audio.clips.studio import Studio
from audio.normalize import Lexicon
from audio.records import BlockKind, Clip, Paragraph
from audio.settings import Settings, Voice


class Lines(NamedTuple):
    """What is said for a paragraph, and who says it."""

    narrator: Narrator
    paragraph: Verbalized

    @property
    def key(self) -> str:
        """Of its clip."""
        return self.narrator.key(self.paragraph)

    def kept(self) -> Clip | None:
        """Its clip, if the store has it."""
        return self.narrator.kept(self.paragraph)

    def made(self) -> Clip:
        """Its clip, newly made."""
        return self.narrator.made(self.paragraph)

    def rows(self) -> set[str]:
        """The user's rows of pronunciation that respelled a word of it, by their names."""
        names = self.narrator.pronunciation.names
        return {names[row] for row in self.paragraph.rows if row in names}


class Cast:
    """Gives every paragraph to the voice that speaks its kind."""

    def __init__(self, settings: Settings, lexicon: Lexicon, studio: Studio) -> None:
        voices = {kind: settings.find_voice(kind) for kind in BlockKind}
        roles = {
            voice: self._role(voice, settings, lexicon, studio) for voice in {*voices.values()}
        }
        self._roles = {kind: roles[voice] for kind, voice in voices.items()}

    @property
    def rows(self) -> frozenset[str]:
        """The user's rows of pronunciation for any of the voices, by their names."""
        roles = self._roles.values()
        return frozenset(name for role, _ in roles for name in role.pronunciation.names.values())

    def lines(self, paragraph: Paragraph) -> Lines:
        """Who says what of it."""
        narrator, verbalizer = self._roles[paragraph.kind]
        return Lines(narrator, verbalizer.verbalize(paragraph))

    @staticmethod
    def _role(
        voice: Voice, settings: Settings, lexicon: Lexicon, studio: Studio
    ) -> tuple[Narrator, Verbalizer]:
        narrator = studio.narrator(voice, settings)
        said = narrator.pronunciation
        return narrator, Verbalizer(lexicon, said, glosses=settings.glosses, store=studio.store)
