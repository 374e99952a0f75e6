"""The pipeline, in the order in which the README tells it.

read ▶ segment ▶ normalize ▶ speak, master and encode ▶ lay out ▶ write
"""

from __future__ import annotations

import logging
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from audio import writers
from audio.artwork.cover_store import find_cover
from audio.clips.clip_maker import ClipMaker
from audio.clips.orders import EditionVoices
from audio.edition.announcement import announce, disclose_first, end_sentence
from audio.edition.layout import Layout
from audio.edition.named_files import name_article_in_errors
from audio.edition.output import FileOutput
from audio.engines import ENGINES
from audio.errors import OutputError, Place, SpeechError, VoiceError, locate_errors
from audio.readers.lexicon import read_lexicon
from audio.records import (
    Article,
    BlockKind,
    Cover,
    Edition,
    Outline,
    Paragraph,
    PublishedFile,
    Sentence,
)
from audio.segment import segment, segment_lines
from audio.segment.blocks import require_article
from audio.settings import Settings, Voice
from audio.sound.coding import Coding
from audio.work.flow import run_in_order
from audio.work.publication import Publication, name_in_errors, sweep
from audio.writers import Follower, Writer

log = logging.getLogger(__name__)

LONGEST_PART = 800
"""Characters of a paragraph that are spoken as one clip: about a minute."""


class Narration(NamedTuple):
    """A published edition."""

    edition: Edition
    files: tuple[PublishedFile, ...]


def narrate(
    article: Article,
    settings: Settings,
    targets: str | Path | Sequence[str | Path],
    maker: ClipMaker,
    purpose: str = "",
) -> Narration:
    """One article to the files named by ``targets``, one or several, all of them or none.

    The name of a target tells its format: ``article.mp3``; ``purpose`` what it is to be fit for,
    one of ``PURPOSES``. When the voice cannot finish and the
    settings name a fallback, that narrates the whole edition. Raises ``EditionError`` and
    ``OSError``.
    """
    require_article(article)
    names = [targets] if isinstance(targets, str | Path) else targets
    paths = [Path(name) for name in names]
    return narrate_with(
        {path: _find_format(path, purpose) for path in paths}, article, settings, maker
    )


def narrate_with(
    formats: Mapping[Path, type[Writer]],
    article: Article,
    settings: Settings,
    maker: ClipMaker,
    cover: Cover | None = None,
) -> Narration:
    """The same to files whose writers are given, with ``cover`` if it is known already."""
    maker.check_voices(settings)
    settings = cast_passages(article, settings, maker)
    with name_article_in_errors(article), locate_errors(SpeechError, source=article.origin):
        try:
            outline = make_outline(article, settings, maker, cover)
            return _narrate(formats, outline, settings, maker)
        except SpeechError as error:
            voices = settings.list_voices()
            if settings.fallback is None or voices == (settings.fallback,):
                raise
            wanted = ", ".join(map(str, voices))
            log.warning(
                "%s: %s could not finish (%s); now narrating all of it by %s",
                article.origin,
                wanted,
                error,
                settings.fallback,
            )
            # All of it: an edition in two voices by accident is none.
            instead = replace(
                settings, voice=settings.fallback, voices=(), passages=(), fallback=None
            )
            outline = make_outline(article, instead, maker, outline.cover, instead_of=wanted)
            return _narrate(formats, outline, instead, maker)


def _narrate(
    formats: Mapping[Path, type[Writer]], outline: Outline, settings: Settings, maker: ClipMaker
) -> Narration:
    targets = sorted(formats, key=lambda target: (formats[target].rank, target.name))
    with maker.store.prevent_pruning(), Publication() as publication, ExitStack() as opened:
        outputs = [
            opened.enter_context(FileOutput(target, publication, maker.store)) for target in targets
        ]
        for folder in {target.resolve().parent for target in targets}:
            sweep(folder)
        for doubt in outline.cover.doubts:
            log.warning("%s: the picture %s", outline.article.origin, doubt)
        drafts = {output: formats[output.target](outline, output) for output in outputs}
        codings = {coding for output in outputs for coding in output.codings}
        edition = produce(outline, settings, maker, list(drafts.values()), codings)
        published = _finish(drafts, edition)
        opened.close()
        publication.release()
    return Narration(edition, published)


def _finish(drafts: Mapping[FileOutput, Writer], edition: Edition) -> tuple[PublishedFile, ...]:
    """Complete the files in this order, each knowing those before it; the last is in no list."""
    published: list[PublishedFile] = []
    *_, last = (None, *drafts)
    for output, writer in drafts.items():
        with name_in_errors(output.target):
            writer.finish(edition, published)
        published += output.describe_files(writer.media_type, digests=output is not last)
    return tuple(published)


def _find_format(target: Path, purpose: str) -> type[Writer]:
    """The writer for what ``target``'s name tells. Raises ``OutputError``."""
    if target.is_dir():
        hint = f"name a file in it, as {target / 'article.mp3'}"
        raise OutputError("is a folder", where=Place(str(target)), hint=hint)
    return writers.find_format(target, purpose)


def cast_passages(article: Article, settings: Settings, maker: ClipMaker) -> Settings:
    """``settings`` with the voices that passages of the article name.

    Raises ``VoiceError`` about the line that names one that cannot be had.
    """
    voices: dict[str, Voice] = {}
    for passage in article.passages:
        place = Place(article.origin, passage.line)
        name = passage.voice
        is_whole = ":" in name or name in ENGINES
        voice = settings.voice.rename(
            name if is_whole else f"{settings.voice.engine}:{name}", place
        )
        if name not in voices:
            try:
                maker.find_speaker(voice, settings)
            except VoiceError as error:
                error.where = place
                raise
        voices[name] = voice
    return replace(settings, passages=tuple(voices.items()))


def make_outline(
    article: Article,
    settings: Settings,
    maker: ClipMaker,
    cover: Cover | None = None,
    instead_of: str = "",
) -> Outline:
    """Segment: all that will be spoken, and what else is known before it is."""
    return Outline(
        article=article,
        show=settings.show,
        cover=cover or find_cover(article, settings.show, maker.store),
        paragraphs=arrange_paragraphs(article, settings),
        voice=str(settings.voice),
        voices=tuple((kind, str(voice)) for kind, voice in settings.voices),
        passages=tuple((name, str(voice)) for name, voice in settings.passages),
        instead_of=instead_of,
        disclosure=settings.disclosure and end_sentence(settings.disclosure),
        engine_version=maker.find_speaker(settings.voice, settings).engine_version,
        rate=settings.sound.rate,
    )


def produce(
    outline: Outline,
    settings: Settings,
    maker: ClipMaker,
    drafts: Sequence[Writer],
    codings: Collection[Coding] = (),
) -> Edition:
    """Normalize, speak, master, encode and lay out; every cue goes to all that follow at once.

    ``codings`` is what clips are encoded as besides MP3.
    """
    origin = outline.article.origin
    parts = [(whole, part) for whole in outline.paragraphs for part in split_paragraph(whole)]
    maker.report.start(origin, len(parts))
    lexicon = read_lexicon(settings.lexicon)
    voices = EditionVoices(settings, lexicon, maker.find_speakers(settings), maker.store)
    wanted = tuple(sorted(codings))
    orders = (voices.order(part, wanted) for _, part in parts)
    layout = Layout(settings.sound, outline.article.chapter_level)
    ordered = run_in_order(maker.begin, orders, 4 * maker.jobs)
    followers = [draft for draft in drafts if isinstance(draft, Follower)]
    for (whole, part), one in zip(parts, ordered, strict=True):
        cues = layout.append(part, one)
        for cue in cues if followers else ():
            for follower in followers:
                follower.add(whole, cue)
        maker.report.add_clip(origin, part, one.result, made=one.own)
    return layout.finish(outline, lexicon, voices.rows)


def arrange_paragraphs(article: Article, settings: Settings) -> tuple[Paragraph, ...]:
    """All that is spoken: opening with its disclosure, title, body, closing.

    An opening may name the title.
    """
    body = list(_segment(article, settings))
    title = [body.pop(0)] if body and body[0].kind is BlockKind.TITLE else []
    opening = announce(disclose_first(settings.opening), article, settings.disclosure)
    closing = announce(settings.closing, article)
    farewell = " ".join(part for part in closing if part)
    before, after = (
        _make_announcement(BlockKind.OPENING, text, name)
        for text, name in ((opening.before, "o1"), (opening.after, "o2"))
    )
    return (*before, *title, *after, *body, *_make_announcement(BlockKind.CLOSING, farewell, "c1"))


def _segment(article: Article, settings: Settings) -> Iterator[Paragraph]:
    """The paragraphs of the text; a term in a lexicon ends no sentence where that holds."""
    cuts = segment(article, read_lexicon(settings.lexicon).entries)
    own = {
        span: segment(article, read_lexicon((*settings.lexicon, *files)).entries)
        for span, files in settings.own_lexicons
    }
    for number, paragraph in enumerate(cuts):
        begin = paragraph.sentences[0].span.start
        holding = (cut for span, cut in own.items() if span.start <= begin < span.end)
        yield next(holding, cuts)[number]


def split_paragraph(paragraph: Paragraph) -> Iterator[Paragraph]:
    """The paragraph, or one in parts of whole sentences, each a clip of its own.

    A pause that the text asks for begins a part, and so does another voice. What one clip needs
    in memory grows with its length; parts of a very long one bound it, and the time that an
    interrupt has to wait for.
    """
    sentences: list[Sentence] = []
    size = part = 0
    for sentence in paragraph.sentences:
        is_other = sentence.pause > 0 or sentence.voice != (sentences or [sentence])[0].voice
        if sentences and (is_other or size + len(sentence.text) > LONGEST_PART):
            part += 1
            yield replace(paragraph, sentences=tuple(sentences), part=part)
            sentences, size = [], 0
        sentences.append(sentence)
        size += len(sentence.text)
    yield replace(paragraph, sentences=tuple(sentences), part=part + 1) if part else paragraph


def _make_announcement(kind: BlockKind, text: str, paragraph_id: str) -> list[Paragraph]:
    paragraph = segment_lines(kind, text, paragraph_id)
    return [paragraph] if paragraph else []
