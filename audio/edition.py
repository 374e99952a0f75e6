"""The pipeline, in the order in which the README tells it.

read ▶ segment ▶ normalize ▶ speak, master and encode ▶ lay out ▶ write
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Sequence, Set
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO, NamedTuple

from audio import writers
from audio.announcement import announce
from audio.errors import OutputError, SpeechError
from audio.flow import Done, in_order
from audio.illustrator import cover_of
from audio.narrator import Narrator
from audio.normalize import Lexicon
from audio.publication import Publication, naming, sweep
from audio.readers.lexicon import read_lexicon
from audio.records import (
    Article,
    BlockKind,
    Clip,
    Clips,
    Cue,
    Edition,
    LexiconUse,
    Outline,
    Paragraph,
    Sentence,
    Work,
)
from audio.segment import segment, segment_lines
from audio.settings import Settings, Sound, Voice
from audio.sound.joining import Joiner
from audio.studio import Studio
from audio.timeline import EDGE, Timeline, pause_before
from audio.verbalizer import Verbalized, Verbalizer
from audio.writers import PublishedFile

LONGEST_PART = 800
"""Characters of a paragraph that are spoken as one clip: about a minute."""


class Narration(NamedTuple):
    """A published edition."""

    edition: Edition
    files: tuple[PublishedFile, ...]


def narrate(
    article: Article, settings: Settings, targets: Sequence[Path], studio: Studio
) -> Narration:
    """One article to the files named by ``targets``, all of them or none.

    The name of a target tells its format. When the voice cannot finish and the settings name a
    fallback, that narrates the whole edition. Raises ``EditionError`` and ``OSError``.
    """
    studio.audition(settings)
    try:
        return _narrate(article, settings, targets, studio)
    except SpeechError as error:
        voices = tuple(dict.fromkeys(map(settings.voice_of, BlockKind)))
        if settings.fallback is None or voices == (settings.fallback,):
            raise
        wanted = ", ".join(map(str, voices))
        studio.report.warning(
            f"{article.origin}: {wanted} could not finish ({error}); "
            f"now narrating all of it by {settings.fallback}"
        )
        # All of it: an edition in two voices by accident is none.
        instead = replace(settings, voice=settings.fallback, voices=(), fallback=None)
        return _narrate(article, instead, targets, studio, instead_of=wanted)


def _narrate(
    article: Article,
    settings: Settings,
    targets: Sequence[Path],
    studio: Studio,
    instead_of: str = "",
) -> Narration:
    formats = {target: _format(target) for target in sorted(targets, key=writers.rank)}
    with studio.store.in_use(), Publication() as publication, ExitStack() as opened:
        files = {t: opened.enter_context(publication.open(t)) for t in formats}
        for folder in {target.resolve().parent for target in formats}:
            sweep(folder)
        outline = outlined(article, settings, studio, instead_of)
        drafts = {target: writer(outline, files[target]) for target, writer in formats.items()}
        edition = produce(outline, settings, studio, list(drafts.values()))
        published: list[PublishedFile] = []
        for target, draft in drafts.items():
            with naming(target):
                draft.finish(edition, published)
            digest = _digest(files[target]) if len(published) + 1 < len(drafts) else ""
            size = files[target].seek(0, os.SEEK_END)
            published.append(PublishedFile(target.name, draft.media_type, size, digest))
        opened.close()
        publication.release()
    return Narration(edition, tuple(published))


def _format(target: Path) -> type[writers.Writer]:
    """The writer for what ``target``'s name tells. Raises ``OutputError``."""
    if target.is_dir():
        hint = f"name a file in it, as {target / 'article.mp3'}"
        raise OutputError("is a folder", where=str(target), hint=hint)
    return writers.find(target)


def outlined(article: Article, settings: Settings, studio: Studio, instead_of: str = "") -> Outline:
    """Segment: all that will be spoken, and what else is known before it is."""
    return Outline(
        article=article,
        show=settings.show,
        cover=cover_of(article, settings.show, studio.store),
        paragraphs=in_spoken_order(article, settings),
        voice=str(settings.voice),
        voices=tuple((kind, str(voice)) for kind, voice in settings.voices),
        instead_of=instead_of,
        engine_version=studio.narrator(settings.voice, settings).engine_version,
        rate=settings.sound.rate,
    )


def produce(
    outline: Outline, settings: Settings, studio: Studio, drafts: Sequence[writers.Writer]
) -> Edition:
    """Normalize, speak, master, encode and lay out; every cue goes to all ``drafts`` at once."""
    origin, sound = outline.article.origin, settings.sound
    parts = [part for paragraph in outline.paragraphs for part in in_parts(paragraph)]
    studio.report.start(origin, len(parts))
    lexicon = read_lexicon(settings.lexicon)
    cast = Cast(settings, lexicon, studio)
    takes = in_order(studio.workshop.begin, map(cast.lines, parts), 4 * studio.jobs)
    assembly = Assembly(sound)
    for part, take in zip(parts, takes, strict=True):
        for cue in assembly.append(part, take):
            for draft in drafts:
                draft.add(cue)
        studio.report.clip(origin, part, take.result, made=take.own)
    return assembly.edition(outline, lexicon, cast.rows)


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
        voices = {kind: settings.voice_of(kind) for kind in BlockKind}
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


class Assembly:
    """Lays out: puts every clip, and the pause before it, at the end of sound and timeline."""

    def __init__(self, sound: Sound) -> None:
        self._pauses = sound.pauses
        self._timeline = Timeline()
        self._joiner = Joiner(sound.rate, sound.bitrate)
        self._before: Paragraph | None = None
        self._sentences = 0
        self._rows: set[str] = set()
        self._respelling: set[str] = set()
        self._lead: tuple[Cue, ...] = ()
        self._made = self._kept = Clips(0, 0)

    def append(self, paragraph: Paragraph, take: Done[Lines, Clip]) -> tuple[Cue, ...]:
        """The cues of the paragraph's sentences."""
        self._rest(pause_before(paragraph, self._before, self._pauses))
        self._before = paragraph
        self._joiner.append(take.result)
        if take.own:
            self._made = self._made.and_one(take.result)
        else:
            self._kept = self._kept.and_one(take.result)
        self._respelling |= take.item.rows()
        scripts = take.item.paragraph.scripts
        self._sentences += len(scripts)
        for script in scripts:
            self._rows.update(script.rows)
        cues = self._timeline.place(paragraph, scripts, take.result)
        if not self._lead and paragraph.kind is BlockKind.PARAGRAPH:
            self._lead = cues
        return cues

    def edition(self, outline: Outline, lexicon: Lexicon, respelling: Set[str]) -> Edition:
        """All that was appended, and the silence at its end.

        ``respelling`` names the user's rows of pronunciation.
        """
        self._rest(EDGE)
        unmatched = {*map(str, lexicon.unmatched(self._rows)), *(respelling - self._respelling)}
        matched = {*map(str, lexicon.entries.values()), *respelling} - unmatched
        return Edition(
            outline=outline,
            recording=self._joiner.recording(),
            sentence_count=self._sentences,
            chapters=self._timeline.chapters(outline.article.title),
            lead=self._lead,
            loudness=self._joiner.loudness(),
            lexicon=LexiconUse(frozenset(matched), frozenset(unmatched)),
            work=Work(self._made, self._kept),
        )

    def _rest(self, seconds: float) -> None:
        self._timeline.rest(self._joiner.rest(seconds))


def in_spoken_order(article: Article, settings: Settings) -> tuple[Paragraph, ...]:
    """All that is spoken: opening, title, body, closing; an opening may name the title."""
    body = list(segment(article))
    title = [body.pop(0)] if body and body[0].kind is BlockKind.TITLE else []
    opening = announce(settings.opening, article)
    closing = announce(settings.closing, article)
    farewell = " ".join(part for part in closing if part)
    before, after = (
        _announced(BlockKind.OPENING, text, name)
        for text, name in ((opening.before, "o1"), (opening.after, "o2"))
    )
    return (*before, *title, *after, *body, *_announced(BlockKind.CLOSING, farewell, "c1"))


def in_parts(paragraph: Paragraph) -> Iterator[Paragraph]:
    """The paragraph, or a very long one in parts of whole sentences, each a clip of its own.

    What one clip needs in memory grows with its length; this bounds it, and the time that an
    interrupt has to wait for.
    """
    sentences: list[Sentence] = []
    size = part = 0
    for sentence in paragraph.sentences:
        if sentences and size + len(sentence.text) > LONGEST_PART:
            part += 1
            yield replace(paragraph, sentences=tuple(sentences), part=part)
            sentences, size = [], 0
        sentences.append(sentence)
        size += len(sentence.text)
    yield replace(paragraph, sentences=tuple(sentences), part=part + 1 if part else 0)


def _announced(kind: BlockKind, text: str, paragraph_id: str) -> list[Paragraph]:
    paragraph = segment_lines(kind, text, paragraph_id)
    return [paragraph] if paragraph else []


def _digest(file: BinaryIO) -> str:
    file.seek(0)
    # Every binary file has the readinto that is wanted here; BinaryIO does not know of it.
    return hashlib.file_digest(file, "sha256").hexdigest()  # type: ignore[arg-type]
