"""edition.json in itself: ids, texts, times and chapters."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import pairwise
from typing import NamedTuple

from audio.check.edition_data import ChapterData, EditionData, SentenceData, is_sentence_id
from audio.check.fault import Fault, Rule, differs, judged, shown
from audio.sound.mpeg import SAMPLES

_GRAIN = 1.1e-6
"""Seconds by which two times that were rounded to six decimals may differ."""
_RATES = (32_000, 44_100, 48_000)
_BLOCKS = "opc"
"""Opening, article, closing: what ids of paragraphs begin with."""


class Described(NamedTuple):
    """An edition and the file that describes it."""

    where: str
    data: EditionData

    def fault(self, what: str, sentence: str = "") -> Fault:
        """A fault of the file."""
        return Fault(self.where, what, sentence)


def check_timing(where: str, data: EditionData) -> Iterator[Fault]:
    """All that is wrong with ``edition.json`` alone."""
    return judged(Described(where, data), RULES)


def _head(it: Described) -> Iterator[Fault]:
    data = it.data
    if data.schema_version != 1:
        yield it.fault(differs("its schema version is not known", 1, data.schema_version))
    for name in ("guid", "title", "language", "voice"):
        if not str(getattr(data, name)).strip():
            yield it.fault(f"{name} is empty")
    if data.rate not in _RATES:
        yield it.fault(differs("its rate is none of MPEG-1", _RATES, data.rate))
    if data.published is not None and not _is_date(data.published):
        yield it.fault(differs("published is no date", "ISO 8601", data.published))


def _is_date(text: str) -> bool:
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True


def _length(it: Described) -> Iterator[Fault]:
    samples, rate = it.data.samples, it.data.rate
    if samples <= 0 or samples % SAMPLES:
        yield it.fault(f"samples is not a whole number of frames of {SAMPLES} (found {samples})")
    if not _same(it.data.duration, samples / rate):
        expected = round(samples / rate, 6)
        yield it.fault(differs("duration is not samples by rate", expected, it.data.duration))


def _ids(it: Described) -> Iterator[Fault]:
    if not it.data.sentences:
        yield it.fault("has no sentence")
    for name, count in Counter(sentence.id for sentence in it.data.sentences).items():
        if count > 1:
            yield it.fault(f"{count} sentences have this id", name)
        if not is_sentence_id(name) or name[0] not in _BLOCKS:
            yield it.fault("is no sentence's id (expected one like p3s2)", name)


def _order(it: Described) -> Iterator[Fault]:
    """Every sentence of a paragraph, in order; paragraphs of one kind rising."""
    reached: dict[str, int] = {}
    for name, sentences in it.data.paragraphs():
        for place, sentence in enumerate(sentences, 1):
            if sentence.number != place:
                missing = f"{name}s{place}"
                yield it.fault(f"stands where {missing} should", sentence.id)
                break
        if not is_sentence_id(sentences[0].id):
            continue  # told already
        kind, number = name[0], int(name[1:])
        if number <= reached.get(kind, -1):
            yield it.fault(f"{name} comes after {kind}{reached[kind]}", sentences[0].id)
        reached[kind] = max(number, reached.get(kind, -1))


def _texts(it: Described) -> Iterator[Fault]:
    for sentence in it.data.sentences:
        for name in ("written", "spoken"):
            if not getattr(sentence, name).strip():
                yield it.fault(f"{name} is empty", sentence.id)
        if not unicodedata.is_normalized("NFC", sentence.written):
            yield it.fault("written is not in Unicode NFC", sentence.id)


def _times(it: Described) -> Iterator[Fault]:
    for sentence in it.data.sentences:
        if sentence.start >= sentence.end:
            yield it.fault(
                f"does not end after it starts (from {sentence.start} s to {sentence.end} s)",
                sentence.id,
            )
    for before, after in pairwise(it.data.sentences):
        if after.start < before.end - _GRAIN:
            yield it.fault(
                f"starts at {after.start} s, before {before.id} ends at {before.end} s", after.id
            )
    if it.data.sentences and (last := it.data.sentences[-1]).end > it.data.duration + _GRAIN:
        yield it.fault(f"ends at {last.end} s, after the edition at {it.data.duration} s", last.id)


def _samples(it: Described) -> Iterator[Fault]:
    """Times come from counts of samples: what is not one was put in by another hand."""
    rate = it.data.rate
    for sentence in it.data.sentences:
        times = [sentence.start, sentence.end]
        times += [time for word in sentence.words for time in (word.start, word.end)]
        for time in times:
            if abs(time - round(time * rate) / rate) > _GRAIN:
                yield it.fault(f"{time} s is no whole number of samples", sentence.id)
                break


def _words(it: Described) -> Iterator[Fault]:
    for sentence in it.data.sentences:
        if what := _wrong_word(sentence):
            yield it.fault(what, sentence.id)


def _wrong_word(sentence: SentenceData) -> str:
    """What is wrong with its first word that is wrong."""
    at, moment = 0, sentence.start
    for number, word in enumerate(sentence.words, 1):
        name = f"word {number}, {shown(word.spoken)}"
        start, end = word.chars
        if not 0 <= start < end <= len(sentence.written):
            return f"{name}: chars {start}–{end} are not in the sentence"
        if sentence.written[start:end] != word.written:
            found = sentence.written[start:end]
            return differs(f"{name}: chars {start}–{end} are other text", word.written, found)
        at = sentence.spoken.find(word.spoken, at) + len(word.spoken)
        if not word.spoken or at < len(word.spoken):
            return f"{name}: is not in what is spoken after the words before it"
        if word.start < moment - _GRAIN:
            return f"{name}: starts at {word.start} s, before what comes before it"
        if not word.start <= word.end <= sentence.end + _GRAIN:
            return f"{name}: ends at {word.end} s, not between its start and the sentence's end"
        moment = word.start
    return ""


def _unspoken(it: Described) -> Iterator[Fault]:
    """A voice that tells its words' moments tells those of all sentences."""
    marked = [sentence for sentence in it.data.sentences if sentence.words]
    if len(marked) * 2 > len(it.data.sentences):
        for sentence in it.data.sentences:
            if not sentence.words:
                yield it.fault("has no words, while most other sentences have", sentence.id)
    for sentence in marked:
        said = sum(len(word.spoken) for word in sentence.words)
        letters = sum(c.isalnum() or unicodedata.category(c)[0] == "M" for c in sentence.spoken)
        if said < 0.8 * letters:
            yield it.fault(
                f"its words are {said} characters of {letters} that are spoken", sentence.id
            )


def _chapters(it: Described) -> Iterator[Fault]:
    chapters, duration = it.data.chapters, it.data.duration
    if not chapters:
        yield it.fault("has no chapter")
        return
    if chapters[0].start:
        yield it.fault(differs("the first chapter does not start at 0", 0, chapters[0].start))
    if not _same(chapters[-1].end, duration):
        yield it.fault(
            differs("the last chapter does not end with the sound", duration, chapters[-1].end)
        )
    for number, chapter in enumerate(chapters, 1):
        if not chapter.title.strip():
            yield it.fault(f"chapter {number} has no title")
        if chapter.start >= chapter.end:
            yield it.fault(f"chapter {number} does not end after it starts")
    for number, (before, after) in enumerate(pairwise(chapters), 2):
        if not _same(before.end, after.start):
            what = f"chapter {number} does not start where the one before it ends"
            yield it.fault(differs(what, before.end, after.start))


def _headings(it: Described) -> Iterator[Fault]:
    """A chapter starts with its heading's clip: on a frame, just before the heading is heard."""
    for number, chapter in enumerate(it.data.chapters[1:], 2):
        samples = round(chapter.start * it.data.rate)
        heading, before, after = _said_next(it.data, chapter)
        if heading != chapter.title:
            what = f"chapter {number} does not start with the heading of its title"
            yield it.fault(differs(what, chapter.title, heading))
        elif samples % SAMPLES or not before <= chapter.start <= after:
            yield it.fault(
                f"chapter {number} starts at {chapter.start} s, not with its heading's clip, "
                f"between {before} and {after} s"
            )


def _said_next(data: EditionData, chapter: ChapterData) -> tuple[str, float, float]:
    """The paragraph that the chapter is closest to: text, the end before it, its own start."""
    best: tuple[float, str, float, float] = (float("inf"), "", 0.0, 0.0)
    before = 0.0
    for _, sentences in data.paragraphs():
        text = " ".join(sentence.written for sentence in sentences)
        distance = abs(sentences[0].start - chapter.start) - (text == chapter.title)
        best = min(best, (distance, text, before, sentences[0].start))
        before = sentences[-1].end
    return best[1:]


def _same(one: float, other: float) -> bool:
    return abs(one - other) <= 2 * _GRAIN


RULES: Sequence[Rule[Described]] = (
    _head,
    _length,
    _ids,
    _order,
    _texts,
    _times,
    _samples,
    _words,
    _unspoken,
    _chapters,
    _headings,
)
