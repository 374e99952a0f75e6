"""Rules for edition.json by itself: its ids, texts, times and chapters make sense."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import pairwise
from typing import NamedTuple

from audio import regex
from audio.check.disclosure_words import names_machine
from audio.check.edition_data import ChapterData, EditionData, SentenceData, is_sentence_id
from audio.check.fault import Fault, Rule, apply_rules, contrast, quote
from audio.sound.mpeg import SAMPLES

_GRAIN = 1.1e-6
"""Seconds by which two times that were rounded to six decimals may differ."""
_RATES = (32_000, 44_100, 48_000)
_UUID = regex.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_BLOCKS = "opc"
"""First letters of paragraph ids: opening, article, closing."""


class DescriptionSubject(NamedTuple):
    """An edition.json and its path: the subject of the rules below."""

    where: str
    data: EditionData

    def make_fault(self, what: str, sentence: str = "") -> Fault:
        """A fault of the file."""
        return Fault(self.where, what, sentence)


def check_description(where: str, data: EditionData) -> Iterator[Fault]:
    """Yield all that is wrong with ``edition.json`` by itself."""
    return apply_rules(DescriptionSubject(where, data), RULES)


def _check_head(it: DescriptionSubject) -> Iterator[Fault]:
    data = it.data
    if data.schema_version != 1:
        yield it.make_fault(contrast("its schema version is not known", 1, data.schema_version))
    for name in ("guid", "title", "language", "voice"):
        if not str(getattr(data, name)).strip():
            yield it.make_fault(f"{name} is empty")
    if data.rate not in _RATES:
        yield it.make_fault(contrast("its rate is none of MPEG-1", _RATES, data.rate))
    if data.published is not None and not _is_date(data.published):
        yield it.make_fault(contrast("published is no date", "ISO 8601", data.published))


def _is_date(text: str) -> bool:
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True


def _check_label(it: DescriptionSubject) -> Iterator[Fault]:
    """The sound says that its voice is synthetic, and has a UUID."""
    data = it.data
    announced = " ".join(one.written for one in data.sentences if one.id.startswith("o"))
    if not data.disclosure.strip():
        yield it.make_fault("its sound does not tell that its voice is synthetic")
    elif " ".join(data.disclosure.split()) not in " ".join(announced.split()):
        yield it.make_fault(contrast("no sentence discloses the voice", data.disclosure, announced))
    elif not names_machine(data.disclosure):
        what = f"its disclosure names no machine: {quote(data.disclosure)}"
        yield it.make_fault(f"{what}; कृत्रिम, मशीन or एआई would")
    if not _UUID.fullmatch(data.uuid):
        yield it.make_fault(contrast("its uuid is none", "8-4-4-4-12 digits", data.uuid))


def _check_length(it: DescriptionSubject) -> Iterator[Fault]:
    samples, rate = it.data.samples, it.data.rate
    if samples <= 0 or samples % SAMPLES:
        yield it.make_fault(
            f"samples is not a whole number of frames of {SAMPLES} (found {samples})"
        )
    if not _is_same(it.data.duration, samples / rate):
        expected = round(samples / rate, 6)
        yield it.make_fault(contrast("duration is not samples by rate", expected, it.data.duration))


def _check_ids(it: DescriptionSubject) -> Iterator[Fault]:
    if not it.data.sentences:
        yield it.make_fault("has no sentence")
    for name, count in Counter(sentence.id for sentence in it.data.sentences).items():
        if count > 1:
            yield it.make_fault(f"{count} sentences have this id", name)
        if not is_sentence_id(name) or name[0] not in _BLOCKS:
            yield it.make_fault("is no sentence's id (expected one like p3s2)", name)


def _check_order(it: DescriptionSubject) -> Iterator[Fault]:
    """No sentence of a paragraph is missing; the numbers of paragraphs of one kind rise."""
    reached: dict[str, int] = {}
    for name, sentences in it.data.group_by_paragraph():
        for place, sentence in enumerate(sentences, 1):
            if sentence.number != place:
                missing = f"{name}s{place}"
                yield it.make_fault(f"stands where {missing} should", sentence.id)
                break
        if not is_sentence_id(sentences[0].id):
            continue  # reported already
        kind, number = name[0], int(name[1:])
        if number <= reached.get(kind, -1):
            yield it.make_fault(f"{name} comes after {kind}{reached[kind]}", sentences[0].id)
        reached[kind] = max(number, reached.get(kind, -1))


def _check_texts(it: DescriptionSubject) -> Iterator[Fault]:
    for sentence in it.data.sentences:
        for name in ("written", "spoken"):
            if not getattr(sentence, name).strip():
                yield it.make_fault(f"{name} is empty", sentence.id)
        if not unicodedata.is_normalized("NFC", sentence.written):
            yield it.make_fault("written is not in Unicode NFC", sentence.id)


def _check_times(it: DescriptionSubject) -> Iterator[Fault]:
    for sentence in it.data.sentences:
        if sentence.start >= sentence.end:
            yield it.make_fault(
                f"does not end after it starts (from {sentence.start} s to {sentence.end} s)",
                sentence.id,
            )
    for before, after in pairwise(it.data.sentences):
        if after.start < before.end - _GRAIN:
            yield it.make_fault(
                f"starts at {after.start} s, before {before.id} ends at {before.end} s", after.id
            )
    if it.data.sentences and (last := it.data.sentences[-1]).end > it.data.duration + _GRAIN:
        yield it.make_fault(
            f"ends at {last.end} s, after the edition at {it.data.duration} s", last.id
        )


def _check_samples(it: DescriptionSubject) -> Iterator[Fault]:
    """Every time is a whole number of samples, from which the build computes it."""
    rate = it.data.rate
    for sentence in it.data.sentences:
        times = [sentence.start, sentence.end]
        times += [time for word in sentence.words for time in (word.start, word.end)]
        for time in times:
            if abs(time - round(time * rate) / rate) > _GRAIN:
                yield it.make_fault(f"{time} s is no whole number of samples", sentence.id)
                break


def _check_words(it: DescriptionSubject) -> Iterator[Fault]:
    for sentence in it.data.sentences:
        if what := _describe_wrong_word(sentence):
            yield it.make_fault(what, sentence.id)


def _describe_wrong_word(sentence: SentenceData) -> str:
    """What is wrong with the first word that is wrong; empty when none is."""
    at, moment = 0, sentence.start
    for number, word in enumerate(sentence.words, 1):
        name = f"word {number}, {quote(word.spoken)}"
        start, end = word.chars
        if not 0 <= start < end <= len(sentence.written):
            return f"{name}: chars {start}–{end} are not in the sentence"
        if sentence.written[start:end] != word.written:
            found = sentence.written[start:end]
            return contrast(f"{name}: chars {start}–{end} are other text", word.written, found)
        at = sentence.spoken.find(word.spoken, at) + len(word.spoken)
        if not word.spoken or at < len(word.spoken):
            return f"{name}: is not in what is spoken after the words before it"
        if word.start < moment - _GRAIN:
            return f"{name}: starts at {word.start} s, before what comes before it"
        if not word.start <= word.end <= sentence.end + _GRAIN:
            return f"{name}: ends at {word.end} s, not between its start and the sentence's end"
        moment = word.start
    return ""


def _check_has_words(it: DescriptionSubject) -> Iterator[Fault]:
    """Where most sentences have their words' times, all have them, and for most of their text."""
    marked = [sentence for sentence in it.data.sentences if sentence.words]
    if len(marked) * 2 > len(it.data.sentences):
        for sentence in it.data.sentences:
            if not sentence.words:
                yield it.make_fault("has no words, while most other sentences have", sentence.id)
    for sentence in marked:
        said = sum(len(word.spoken) for word in sentence.words)
        letters = sum(c.isalnum() or unicodedata.category(c)[0] == "M" for c in sentence.spoken)
        if said < 0.8 * letters:
            yield it.make_fault(
                f"its words are {said} characters of {letters} that are spoken", sentence.id
            )


def _check_chapters(it: DescriptionSubject) -> Iterator[Fault]:
    chapters, duration = it.data.chapters, it.data.duration
    if not chapters:
        yield it.make_fault("has no chapter")
        return
    if chapters[0].start:
        yield it.make_fault(contrast("the first chapter does not start at 0", 0, chapters[0].start))
    if not _is_same(chapters[-1].end, duration):
        yield it.make_fault(
            contrast("the last chapter does not end with the sound", duration, chapters[-1].end)
        )
    for number, chapter in enumerate(chapters, 1):
        if not chapter.title.strip():
            yield it.make_fault(f"chapter {number} has no title")
        if chapter.start >= chapter.end:
            yield it.make_fault(f"chapter {number} does not end after it starts")
    for number, (before, after) in enumerate(pairwise(chapters), 2):
        if not _is_same(before.end, after.start):
            what = f"chapter {number} does not start where the one before it ends"
            yield it.make_fault(contrast(what, before.end, after.start))


def _check_headings(it: DescriptionSubject) -> Iterator[Fault]:
    """A chapter starts with the clip of its heading: on a frame, just before the heading."""
    for number, chapter in enumerate(it.data.chapters[1:], 2):
        samples = round(chapter.start * it.data.rate)
        heading, before, after = _find_nearest_paragraph(it.data, chapter)
        if heading != chapter.title:
            what = f"chapter {number} does not start with the heading of its title"
            yield it.make_fault(contrast(what, chapter.title, heading))
        elif samples % SAMPLES or not before <= chapter.start <= after:
            yield it.make_fault(
                f"chapter {number} starts at {chapter.start} s, not with its heading's clip, "
                f"between {before} and {after} s"
            )


def _find_nearest_paragraph(data: EditionData, chapter: ChapterData) -> tuple[str, float, float]:
    """The paragraph that starts closest to ``chapter``: its text, the end before it, its start."""
    best: tuple[float, str, float, float] = (float("inf"), "", 0.0, 0.0)
    before = 0.0
    for _, sentences in data.group_by_paragraph():
        text = " ".join(sentence.written for sentence in sentences)
        distance = abs(sentences[0].start - chapter.start) - (text == chapter.title)
        best = min(best, (distance, text, before, sentences[0].start))
        before = sentences[-1].end
    return best[1:]


def _is_same(one: float, other: float) -> bool:
    return abs(one - other) <= 2 * _GRAIN


RULES: Sequence[Rule[DescriptionSubject]] = (
    _check_head,
    _check_label,
    _check_length,
    _check_ids,
    _check_order,
    _check_texts,
    _check_times,
    _check_samples,
    _check_words,
    _check_has_words,
    _check_chapters,
    _check_headings,
)
