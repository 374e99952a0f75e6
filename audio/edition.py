"""The pipeline, in the order in which the README tells it.

read ▶ segment ▶ normalize ▶ speak, master and encode ▶ lay out ▶ write
"""

from __future__ import annotations

import hashlib
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import Lock
from typing import TypeVar

from audio import cover, writers
from audio.announcement import announce
from audio.clips import ClipStore
from audio.narrator import Narrator
from audio.normalize import Lexicon, normalize
from audio.publication import Publication
from audio.readers.lexicon import read_lexicon
from audio.records import (
    Article,
    BlockKind,
    Clip,
    Cue,
    Edition,
    LexiconUse,
    Paragraph,
    Script,
    Sentence,
)
from audio.report import QuietReport, Report
from audio.segment import segment, segment_lines
from audio.settings import Settings, Sound, Voice
from audio.sound.joining import Joiner
from audio.timeline import EDGE, Timeline, pause_before
from audio.writers import PublishedFile

Item = TypeVar("Item")
Result = TypeVar("Result")
LONGEST_PART = 1200
"""Characters of a paragraph that are spoken as one clip: about a minute and a half."""

Scripts = tuple[Script, ...]
"""One a sentence of a paragraph."""


@dataclass(slots=True)
class Studio:
    """Where editions are made: the workers, the clip store, and who is told of progress."""

    executor: Executor
    jobs: int
    """How many paragraphs the executor works on at once."""
    store: ClipStore
    report: Report
    _narrators: dict[tuple[Voice, Sound], Narrator] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def narrator(self, voice: Voice, sound: Sound) -> Narrator:
        """The one narrator for this voice and sound. Raises ``VoiceError``."""
        with self._lock:
            if (voice, sound) not in self._narrators:
                self._narrators[voice, sound] = Narrator(voice, sound, self.store)
            return self._narrators[voice, sound]

    def stop(self) -> None:
        """Begin nothing more; whoever waits for a clip gets a ``CancelledError``."""
        self.executor.shutdown(wait=False, cancel_futures=True)


@contextmanager
def open_studio(
    clips: Path, *, jobs: int | None = None, report: Report | None = None
) -> Iterator[Studio]:
    """A studio of ``jobs`` threads, one a core if not said, that keeps its clips in ``clips``."""
    jobs = jobs or os.cpu_count() or 1
    studio = Studio(ThreadPoolExecutor(jobs), jobs, ClipStore(clips), report or QuietReport())
    try:
        yield studio
    finally:
        studio.executor.shutdown(cancel_futures=True)


def narrate(
    article: Article, settings: Settings, targets: Sequence[Path], studio: Studio
) -> Edition:
    """One article to the files named by ``targets``, all of them or none.

    The suffix of a target names its format. Raises ``EditionError`` and ``OSError``.
    """
    formats = {target: writers.make(target) for target in targets}
    with Publication() as publication:
        staged = {target: publication.stage(target) for target in targets}
        edition = produce(article, settings, studio, publication.scratch(targets[0]))
        published: list[PublishedFile] = []
        for target in sorted(targets, key=writers.rank):
            formats[target].write(edition, staged[target], published)
            published.append(_described(target.name, formats[target], staged[target]))
        publication.release()
    return edition


def produce(article: Article, settings: Settings, studio: Studio, frames: Path) -> Edition:
    """Segment, normalize, speak, master, encode, lay out; the joined frames go to ``frames``."""
    paragraphs = in_spoken_order(article, settings)
    lexicon = read_lexicon(settings.lexicon)
    narrator = studio.narrator(settings.voice, settings.sound)
    parts = [part for paragraph in paragraphs for part in in_parts(paragraph)]
    studio.report.start(article.origin, len(parts))
    scripts = (_scripts(part, lexicon, settings.glosses) for part in parts)
    takes = in_order(studio.executor, narrator.clip, scripts, window=4 * studio.jobs)
    timeline = Timeline()
    with frames.open("wb") as file:
        joiner = Joiner(file, settings.sound.rate, settings.sound.bitrate)
        for take in _joined(zip(parts, takes, strict=True), timeline, joiner, settings.sound):
            studio.report.clip(article.origin, take)
    layout = timeline.finish(article.title)
    return Edition(
        article=article,
        show=settings.show.title,
        cover=cover.of_show(settings.show),
        paragraphs=paragraphs,
        voice=str(settings.voice),
        engine_version=narrator.engine_version,
        recording=joiner.recording(frames),
        cues=layout.cues,
        chapters=layout.chapters,
        loudness=joiner.loudness(),
        lexicon=_use(lexicon, layout.cues),
    )


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
    size = 0
    for sentence in paragraph.sentences:
        if sentences and size + len(sentence.text) > LONGEST_PART:
            yield replace(paragraph, sentences=tuple(sentences))
            sentences, size = [], 0
        sentences.append(sentence)
        size += len(sentence.text)
    yield replace(paragraph, sentences=tuple(sentences))


def _announced(kind: BlockKind, text: str, paragraph_id: str) -> list[Paragraph]:
    paragraph = segment_lines(kind, text, paragraph_id)
    return [paragraph] if paragraph else []


def _joined(
    takes: Iterable[tuple[Paragraph, tuple[Scripts, Clip]]],
    timeline: Timeline,
    joiner: Joiner,
    sound: Sound,
) -> Iterator[Clip]:
    """Put every clip, and the pause before it, at the end of both file and timeline."""
    before: Paragraph | None = None
    for paragraph, (scripts, clip) in takes:
        timeline.rest(joiner.rest(pause_before(paragraph, before, sound.pauses)))
        timeline.place(paragraph, scripts, clip)
        joiner.append(clip)
        before = paragraph
        yield clip
    timeline.rest(joiner.rest(EDGE))


def _scripts(paragraph: Paragraph, lexicon: Lexicon, glosses: bool) -> Scripts:
    return tuple(normalize(sentence, lexicon, glosses=glosses) for sentence in paragraph.sentences)


def _use(lexicon: Lexicon, cues: Sequence[Cue]) -> LexiconUse:
    """Which rows of ``lexicon`` the edition's scripts used."""
    unmatched = frozenset(map(str, lexicon.unmatched(cue.script for cue in cues)))
    return LexiconUse(frozenset(map(str, lexicon.entries.values())) - unmatched, unmatched)


def in_order(
    executor: Executor,
    function: Callable[[Item], Result],
    items: Iterable[Item],
    window: int,
) -> Iterator[tuple[Item, Result]]:
    """Each item with its result, in order; at most ``window`` are under way or waiting.

    When one fails, or the caller stops listening, those not yet begun are cancelled.
    """
    running: deque[tuple[Item, Future[Result]]] = deque()
    try:
        for item in items:
            running.append((item, executor.submit(function, item)))
            if len(running) >= window:
                first, future = running.popleft()
                yield first, future.result()
        while running:
            first, future = running.popleft()
            yield first, future.result()
    finally:
        for _, future in running:
            future.cancel()


def _described(name: str, writer: writers.Writer, path: Path) -> PublishedFile:
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return PublishedFile(name, writer.media_type, path.stat().st_size, digest)
