"""What ``audio-edition voices`` does: list, install and sample the voices there are."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from audio.engines import ENGINES, VoiceInfo
from audio.errors import EditionError, Place, VoiceError
from audio.settings import Settings, Voice
from audio.work.messages import translate

if TYPE_CHECKING:
    from audio.clips.clip_maker import ClipMaker
    from audio.records import Article, Edition

SAMPLE = "यह आवाज़ आपको लेख पढ़कर सुनाएगी, जैसे यह कि आज दिल्ली का तापमान 25 डिग्री रहा।"
"""What every voice says of itself: a clause, a comma, a number."""

FEW = 10
"""An engine with more voices than this is shown by its first."""


class Sample(NamedTuple):
    """What came of one voice's sample."""

    voice: str
    path: Path
    seconds: float
    edition: Edition | None = None
    error: EditionError | None = None


def shorten(infos: Iterable[VoiceInfo]) -> list[tuple[VoiceInfo, int]]:
    """The voices worth a line, each with how many more of its kind it stands for."""
    shown: list[tuple[VoiceInfo, int]] = []
    for _, group in groupby(infos, lambda info: Voice.parse(info.voice).engine):
        voices = list(group)
        if len(voices) > FEW:
            shown.append((voices[0], len(voices) - 1))
        else:
            shown += ((info, 0) for info in voices)
    return shown


def format_table(rows: Sequence[tuple[VoiceInfo, int]]) -> Iterator[str]:
    """A header and a line a voice: name, language, network, and what else is to be known."""
    width = 2 + max(len(info.voice) for info, _ in rows)
    yield f"{translate('VOICE'):{width}}{translate('LANGUAGE  NETWORK  INSTALLED')}"
    for info, more in rows:
        place = translate("offline" if info.offline else "online")
        state = translate("no" if info.install else "yes")
        command = f"type: {info.install}" if info.install else ""
        rest = "; ".join(translate(part) for part in (info.note, command) if part)
        yield f"{info.voice:{width}}{info.languages:10}{place:9}{state:11}{rest}".rstrip()
        if more:
            told = translate(f"and {more} more, which audio-edition voices --all lists")
            yield f"{'':{width}}{told}"


def format_json(info: VoiceInfo) -> str:
    """One voice as one line of JSON."""
    engine = Voice.parse(info.voice).engine
    fields = {"engine": engine, **info._asdict(), "installed": not info.install}
    return json.dumps(fields, ensure_ascii=False)


def install(name: str, tell: Callable[[str], None]) -> Path:
    """Install a voice named as ``--voice`` takes it; returns its file.

    ``tell`` is told of the download, which may take minutes, before it begins. Raises
    ``VoiceError``, ``MakingError`` and ``OSError``.
    """
    voice = Voice.parse(name)
    if voice.engine == "piper" and voice.name:
        from audio.engines.piper import install

        tell(f"{name}: downloading")
        return install.install(voice.name)
    if voice.engine in ENGINES and voice.engine != "piper":
        hint = f"its engine comes with: {ENGINES[voice.engine].install}"
        raise VoiceError("is not a voice to be installed", where=Place(name), hint=hint)
    raise VoiceError("names no voice to install", where=Place(name), hint="name it as piper:NAME")


def find_speakers(infos: Iterable[VoiceInfo], *, online: bool) -> list[VoiceInfo]:
    """The voices that can be sampled: installed, with something to say, offline if not asked."""
    return [
        info
        for info in infos
        if not info.install and info.voice != "silence" and (info.offline or online)
    ]


def make_samples(infos: Iterable[VoiceInfo], folder: Path, maker: ClipMaker) -> Iterator[Sample]:
    """One sentence in each voice, as an MP3 in ``folder``; a voice that fails stops no other.

    Raises ``OSError`` when the folder cannot be made.
    """
    from audio.edition.pipeline import narrate
    from audio.hindi.romanize import make_slug, make_unique

    folder.mkdir(parents=True, exist_ok=True)
    taken: set[str] = set()
    for info in infos:
        name = make_unique(make_slug(info.voice), taken)
        taken.add(name)
        path = folder / f"{name}.mp3"
        began = time.perf_counter()
        settings = Settings(voice=Voice.parse(info.voice))
        try:
            edition, _ = narrate(_make_article(info.voice), settings, [path], maker)
        except EditionError as error:
            yield Sample(info.voice, path, time.perf_counter() - began, error=error)
        else:
            yield Sample(info.voice, path, time.perf_counter() - began, edition=edition)


def _make_article(origin: str) -> Article:
    from audio.records import Article, Block, BlockKind, Span

    whole = Block(BlockKind.TITLE, Span(0, len(SAMPLE)))
    return Article(text=SAMPLE, blocks=(whole,), origin=origin)
