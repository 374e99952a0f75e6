"""Rules for what other sites embed: embed.json as edition.json has it, oEmbed, the snippet."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Literal, TypeVar

import pydantic
from pydantic.dataclasses import dataclass

from audio import regex
from audio.check.edition_data import EditionData, SentenceData
from audio.check.fault import Fault, contrast, cut_to_difference
from audio.writers.embed.matching import digest_text
from audio.writers.site.text import strip_turns

_LARGEST = 1_000_000_000
"""Bytes of a file."""
_STRICT = pydantic.ConfigDict(strict=True, allow_inf_nan=False)
_MOST = 8
"""Faults of types that are reported for one file."""
_SNIPPET = regex.compile(
    r'<script async src="[^"]*embed\.js" data-edition="(?P<page>[^"]*+)"></script>\n'
    r'<script type="application/ld\+json">(?P<told>[^<]*+)</script>\n'
)
_Number = Annotated[int, pydantic.Field(ge=0, le=1 << 40)]
_Read = TypeVar("_Read")


@dataclass(config=_STRICT, frozen=True)
class _Sentence:
    id: str
    text: str
    start: _Number
    length: _Number
    words: tuple[_Number, ...]
    shown: tuple[_Number, ...] = ()


@dataclass(config=_STRICT, frozen=True)
class _Paragraph:
    id: str
    hash: str
    sentences: tuple[_Sentence, ...]


@dataclass(config=_STRICT, frozen=True)
class _Sound:
    src: str
    type: str


@dataclass(config=_STRICT, frozen=True)
class _Embed:
    version: Literal[1]
    paragraphs: tuple[_Paragraph, ...]
    title: str
    guid: str
    language: str
    disclosure: str
    sounds: tuple[_Sound, ...]
    seconds: float


@dataclass(config=_STRICT, frozen=True)
class _Oembed:
    version: Literal["1.0"]
    type: Literal["rich"]
    html: str
    width: _Number
    height: _Number
    title: str


def check_embed_data(path: Path, where: str, data: EditionData | None) -> Iterator[Fault]:
    """Yield all that is wrong with an ``embed.json``. Raises ``OSError``."""
    faults: list[Fault] = []
    read = _read(_Embed, path, where, faults)
    yield from faults
    if read is None or data is None:
        return
    for name in ("title", "guid", "language"):
        expected, found = getattr(data, name), getattr(read, name)
        if expected != found:
            yield Fault(where, contrast(f"has another {name} than edition.json", expected, found))
    if not read.disclosure:
        yield Fault(where, "does not tell that the voice is synthetic")
    listed = {file.path for file in data.files if file.type.startswith("audio/")}
    for sound in read.sounds:
        if sound.src not in listed:
            yield Fault(where, f"plays {sound.src}, which is no sound of the edition")
    for paragraph in read.paragraphs:
        yield from _check_paragraph(where, paragraph, data)
    told = {sentence.id for paragraph in read.paragraphs for sentence in paragraph.sentences}
    for sentence in data.sentences:
        if sentence.id.startswith("p") and sentence.id not in told:
            yield Fault(where, "is missing", sentence.id)


def check_oembed(path: Path, where: str, data: EditionData | None) -> Iterator[Fault]:
    """Yield all that is wrong with an ``oembed.json`` (oEmbed 1.0, 2.3.4). Raises ``OSError``."""
    faults: list[Fault] = []
    read = _read(_Oembed, path, where, faults)
    yield from faults
    if read and f"/{where.rpartition('/')[0]}/#player" not in read.html:
        yield Fault(where, "its html does not show the edition's page")
    if read and data and read.title != data.title:
        yield Fault(where, contrast("has another title than edition.json", data.title, read.title))


def check_snippet(path: Path, where: str, data: EditionData | None) -> Iterator[Fault]:
    """Yield all that is wrong with an ``embed.txt``. Raises ``OSError``."""
    found = _SNIPPET.fullmatch(path.read_text("utf-8", "replace"))
    page, told = found.group("page", "told") if found else ("", "")
    try:
        article = json.loads(told)
        sound, title = article["audio"]["contentUrl"], article["headline"]
    except (ValueError, TypeError, KeyError):
        yield Fault(where, "is not the player's line and JSON-LD of a NewsArticle with its audio")
        return
    folder = where.rpartition("/")[0]
    if not page.endswith(f"/{folder}/") or not str(sound).startswith(page):
        yield Fault(where, "is of another edition")
    if data and title != strip_turns(data.title):
        yield Fault(where, contrast("has another title than edition.json", data.title, title))


def _check_paragraph(where: str, paragraph: _Paragraph, data: EditionData) -> Iterator[Fault]:
    expected = digest_text("".join(sentence.text for sentence in paragraph.sentences))
    if paragraph.hash != expected:
        what = f"the hash of {paragraph.id} is not that of its text"
        yield Fault(where, contrast(what, expected, paragraph.hash))
    for sentence in paragraph.sentences:
        known = data.by_id.get(sentence.id)
        if known is None:
            yield Fault(where, "is not in edition.json", sentence.id)
        else:
            yield from _check_sentence(where, sentence, known)


def _check_sentence(where: str, sentence: _Sentence, known: SentenceData) -> Iterator[Fault]:
    if sentence.text != known.written:
        what = "has other words than edition.json"
        both = cut_to_difference(known.written, sentence.text)
        yield Fault(where, contrast(what, *both), sentence.id)
    times = (known.start * 1000, known.end * 1000)
    found = (sentence.start, sentence.start + sentence.length)
    if any(abs(one - other) > 1 for one, other in zip(times, found, strict=True)):
        what = "is heard at another time than edition.json says"
        yield Fault(where, contrast(what, round(times[0]), found[0]), sentence.id)
    length = len(known.written.encode("utf-16-le", "surrogatepass")) // 2
    if list(sentence.shown) != sorted(sentence.shown) or max(sentence.shown, default=0) > length:
        yield Fault(where, f"its cells are not in its {length} characters", sentence.id)
    if bool(sentence.words) != bool(known.words) or len(sentence.words) % 4:
        count = len(sentence.words)
        yield Fault(where, f"its words' times are not complete ({count} numbers)", sentence.id)


def _read(form: type[_Read], path: Path, where: str, faults: list[Fault]) -> _Read | None:
    if path.stat().st_size > _LARGEST:
        faults.append(Fault(where, "is too large to be read"))
        return None
    try:
        return pydantic.TypeAdapter(form).validate_json(path.read_bytes())
    except pydantic.ValidationError as error:
        for each in error.errors(include_url=False, include_input=False, include_context=False):
            what = f"{'.'.join(map(str, each['loc']))}: {each['msg']}".lstrip(": ")
            faults.append(Fault(where, what))
        del faults[_MOST:]
        return None
