"""edition.json as data: schema version 1, every key of the type it must have.

Read by pydantic, which names every value that is not what it must be, takes no number that is
none (``NaN``), and refuses nesting that no edition has.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from typing import Annotated, Any, NamedTuple

import pydantic
import pydantic_core

from audio import regex
from audio.check.fault import Fault
from audio.records import TimingSource

_STRICT = pydantic.ConfigDict(strict=True, allow_inf_nan=False)
_MOST_FAULTS = 20
"""Faults of types that are reported for one file; one that is no edition has hundreds."""
_LARGEST = 1_000_000_000
"""Bytes of a file; that of a ten-hour edition has twenty million."""
Seconds = Annotated[float, pydantic.Field(ge=0, le=1e6)]
"""A time or a length in seconds, at most eleven days."""
Count = Annotated[int, pydantic.Field(ge=0, le=1 << 40)]
_ID = regex.compile(r"([a-z]\d{1,9})s(\d{1,9})")


@dataclass(frozen=True, slots=True)
class WordData:
    """One spoken word; times in seconds, ``chars`` in code points of the sentence's ``written``."""

    __pydantic_config__ = _STRICT
    written: str
    spoken: str
    start: Seconds
    end: Seconds
    chars: tuple[Count, Count]


@dataclass(frozen=True, slots=True)
class SentenceData:
    """One sentence; times in seconds."""

    __pydantic_config__ = _STRICT
    id: str
    written: str
    spoken: str
    start: Seconds
    end: Seconds
    words: tuple[WordData, ...]
    timing: TimingSource = TimingSource.EXACT
    voice: str = ""
    """Of a passage in another voice."""

    @property
    def paragraph(self) -> str:
        """Id of its paragraph, ``p3`` of ``p3s2``; its whole id when that has another form."""
        found = _ID.fullmatch(self.id)
        return found[1] if found else self.id

    @property
    def number(self) -> int:
        """The sentence's place in its paragraph, 2 of ``p3s2``; 0 when the id has another form."""
        found = _ID.fullmatch(self.id)
        return int(found[2]) if found else 0


@dataclass(frozen=True, slots=True)
class ChapterData:
    """One chapter; times in seconds."""

    __pydantic_config__ = _STRICT
    title: str
    start: Seconds
    end: Seconds


@dataclass(frozen=True, slots=True)
class FileData:
    """A file that stands beside ``edition.json``."""

    __pydantic_config__ = _STRICT
    path: str
    type: str
    bytes: Count
    sha256: str
    part_of: str = ""
    """Name of the file that leads to it."""


@dataclass(frozen=True, slots=True)
class LoudnessData:
    """Loudness in LUFS as heard and true peak in dBTP; ``None`` for silence."""

    __pydantic_config__ = _STRICT
    integrated: float | None
    true_peak: float | None


@dataclass(frozen=True)
class EditionData:
    """What edition.json holds."""

    __pydantic_config__ = _STRICT
    schema_version: int
    guid: str
    title: str
    author: str
    published: str | None
    language: str
    voice: str
    disclosure: str
    engine_version: str
    rate: Annotated[int, pydantic.Field(gt=0, le=1_000_000)]
    sentences: tuple[SentenceData, ...]
    uuid: str
    samples: Count
    duration: Seconds
    loudness: LoudnessData
    chapters: tuple[ChapterData, ...]
    files: tuple[FileData, ...]
    voices: Mapping[str, str] = field(default_factory=dict)
    instead_of: str = ""
    season: Count = 0
    episode: Count = 0
    type: str = "full"
    explicit: bool | None = None

    @property
    def all_voices(self) -> tuple[str, ...]:
        """Every voice of the edition, each once."""
        passages = (sentence.voice for sentence in self.sentences if sentence.voice)
        return tuple(dict.fromkeys((self.voice, *self.voices.values(), *passages)))

    @cached_property
    def by_id(self) -> Mapping[str, SentenceData]:
        """Sentences by id; of two with the same id the first."""
        return {sentence.id: sentence for sentence in reversed(self.sentences)}

    def group_by_paragraph(self) -> Iterator[tuple[str, Sequence[SentenceData]]]:
        """Each paragraph's id with its sentences, in order."""
        for name, sentences in groupby(self.sentences, attrgetter("paragraph")):
            yield name, list(sentences)

    def find_sentence_at(self, seconds: float) -> str:
        """Id of the last sentence that starts at or before ``seconds``; empty before the first."""
        index = bisect_right(self._starts, seconds)
        return self.sentences[index - 1].id if index else ""

    @cached_property
    def _starts(self) -> Sequence[float]:
        """Starts of the sentences, made to rise so that they can be searched in any file."""
        starts: list[float] = []
        for sentence in self.sentences:
            starts.append(max(sentence.start, starts[-1] if starts else sentence.start))
        return starts


class LoadResult(NamedTuple):
    """What was read from an edition.json."""

    data: EditionData | None
    """``None`` when a value in it has not the type it must have."""
    faults: tuple[Fault, ...]


def load_edition_data(path: Path, where: str) -> LoadResult:
    """Read the ``edition.json`` at ``path``. Raises ``OSError``."""
    if path.stat().st_size > _LARGEST:
        return LoadResult(None, (Fault(where, "is too large to be read"),))
    raw = path.read_bytes()
    try:
        return LoadResult(_make_adapter().validate_json(raw), ())
    except pydantic.ValidationError as error:
        return LoadResult(None, tuple(_list_faults(error, raw, where)))


def is_sentence_id(text: str) -> bool:
    """Whether ``text`` has the form ``p3s2``."""
    return _ID.fullmatch(text) is not None


@cache
def _make_adapter() -> pydantic.TypeAdapter[EditionData]:
    return pydantic.TypeAdapter(EditionData)


def _list_faults(error: pydantic.ValidationError, raw: bytes, where: str) -> Iterator[Fault]:
    errors = error.errors(include_url=False, include_input=False, include_context=False)
    data = _parse(raw)
    for each in errors[:_MOST_FAULTS]:
        key = "".join(f"[{p}]" if isinstance(p, int) else f".{p}" for p in each["loc"])
        place = f"{key.removeprefix('.')}: " if key else ""
        yield Fault(where, f"{place}{each['msg']}", _find_sentence(data, each["loc"]))
    if len(errors) > _MOST_FAULTS:
        yield Fault(
            where, f"and {len(errors) - _MOST_FAULTS} more values are not what they must be"
        )


def _parse(raw: bytes) -> Any:
    try:
        return pydantic_core.from_json(raw)
    except ValueError:
        return None


def _find_sentence(data: Any, location: tuple[int | str, ...]) -> str:
    """Id of the sentence that ``location``, ``("sentences", 3, "start")``, lies in; else empty."""
    try:
        found = data["sentences"][location[1]]["id"] if location[0] == "sentences" else ""
    except (TypeError, LookupError):
        return ""
    return found if isinstance(found, str) else ""
