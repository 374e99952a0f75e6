"""The pipeline, in the order in which the README tells it.

read ▶ segment ▶ normalize ▶ speak, master and encode ▶ lay out ▶ write
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO, NamedTuple

from audio import writers
from audio.artwork.cover_store import find_cover
from audio.clips.cast import Cast
from audio.clips.studio import Studio
from audio.edition.announcement import announce
from audio.edition.layout import Assembly
from audio.errors import OutputError, SpeechError
from audio.readers.lexicon import read_lexicon
from audio.records import Article, BlockKind, Edition, Outline, Paragraph, PublishedFile, Sentence
from audio.segment import segment, segment_lines
from audio.settings import Settings
from audio.work.flow import in_order
from audio.work.publication import Publication, naming, sweep

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
        cover=find_cover(article, settings.show, studio.store),
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
