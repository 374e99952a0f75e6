"""Rules for transcripts (WebVTT and SubRip): the words and times of edition.json, in order."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from audio.check.caption_files import CaptionBlock, read_subrip, read_webvtt
from audio.check.edition_data import EditionData, SentenceData
from audio.check.fault import Fault, Rule, apply_rules, contrast, cut_to_difference, quote
from audio.writers.site.read_along import find_opening

_MOST = 8
"""Malformed lines that are reported one by one; the others are counted."""
_LONGEST = 20.0
"""Seconds that a caption may be shown."""


class Transcript(NamedTuple):
    """A transcript and the edition that it is of: the subject of the rules below."""

    where: str
    captions: Sequence[CaptionBlock]
    data: EditionData
    owners: Sequence[str]
    """For each caption the id of its sentence; empty for none."""

    def group_by_sentence(self) -> Mapping[str, Sequence[CaptionBlock]]:
        """The captions of every sentence, by its id."""
        found: defaultdict[str, list[CaptionBlock]] = defaultdict(list)
        for caption, owner in zip(self.captions, self.owners, strict=True):
            found[owner].append(caption)
        return found


def check_webvtt(path: Path, where: str, data: EditionData | None) -> Iterator[Fault]:
    """Yield all that is wrong with a ``.vtt``. Raises ``OSError``."""
    faults: list[Fault] = []
    captions = read_webvtt(path, where, faults)
    yield from _limit_faults(faults)
    yield from _check_captions(where, captions, data, [caption.sentence for caption in captions])


def check_subrip(path: Path, where: str, data: EditionData | None) -> Iterator[Fault]:
    """Yield all that is wrong with an ``.srt``; its blocks name no sentence, so times tell which.

    Raises ``OSError``.
    """
    faults: list[Fault] = []
    captions = read_subrip(path, where, faults)
    yield from _limit_faults(faults)
    starts = [round(s.start * 1000) for s in data.sentences] if data else []
    yield from _check_captions(
        where, captions, data, [_find_sentence(c, starts, data) for c in captions]
    )


def _find_sentence(caption: CaptionBlock, starts: Sequence[int], data: EditionData | None) -> str:
    index = bisect_right(starts, (caption.start + caption.end) / 2)
    return data.sentences[index - 1].id if data and index else ""


def _check_captions(
    where: str, captions: Sequence[CaptionBlock], data: EditionData | None, owners: Sequence[str]
) -> Iterator[Fault]:
    yield from _check_order(where, captions)
    if data:
        yield from apply_rules(Transcript(where, captions, data, owners), RULES)


def _limit_faults(faults: Sequence[Fault]) -> Iterator[Fault]:
    yield from faults[:_MOST]
    if len(faults) > _MOST:
        yield Fault(faults[0].where, f"and {len(faults) - _MOST} more lines are malformed")


# --- in itself ---------------------------------------------------------------------------


def _check_order(where: str, captions: Sequence[CaptionBlock]) -> Iterator[Fault]:
    if not captions:
        yield Fault(where, "has no captions")
    for name, count in Counter(caption.id for caption in captions if caption.id).items():
        if count > 1:
            yield Fault(where, f"{count} cues have the id {quote(name)}", name)
    for caption in captions:
        for what in _find_own_faults(caption):
            yield Fault(where, f"caption {caption.number} {what}", caption.sentence)
    for before, after in pairwise(captions):
        if after.start < before.end:
            what = f"caption {after.number} starts before caption {before.number} ends"
            yield Fault(where, what, after.sentence)


def _find_own_faults(caption: CaptionBlock) -> Iterator[str]:
    if caption.end <= caption.start:
        yield "does not end after it starts"
    if caption.end - caption.start > _LONGEST * 1000:
        yield f"stands longer than {_LONGEST:.0f} s"
    if not caption.text.strip():
        yield "is empty"
    moments = [caption.start, *(stamp.milliseconds for stamp in caption.timestamps), caption.end]
    if caption.timestamps and any(after <= before for before, after in pairwise(moments)):
        yield "has moments that do not rise inside it"


# --- against edition.json ----------------------------------------------------------------


def _check_complete(it: Transcript) -> Iterator[Fault]:
    parts = it.group_by_sentence()
    for sentence in it.data.sentences:
        if sentence.id not in parts:
            yield Fault(it.where, f"is missing: {quote(sentence.written)}", sentence.id)
    for caption, owner in zip(it.captions, it.owners, strict=True):
        if owner not in it.data.by_id:
            what = f"caption {caption.number} is of no sentence: {quote(caption.text)}"
            yield Fault(it.where, what, owner)


def _check_sentence_order(it: Transcript) -> Iterator[Fault]:
    """Captions come in the order of the sentences."""
    places = {sentence.id: place for place, sentence in enumerate(it.data.sentences)}
    found = [places[owner] for owner in it.owners if owner in places]
    for before, after in pairwise(found):
        if after < before:
            ids = it.data.sentences[after].id, it.data.sentences[before].id
            yield Fault(it.where, f"comes after {ids[1]}", ids[0])


def _check_words(it: Transcript) -> Iterator[Fault]:
    for sentence, captions in _pair_with_sentences(it):
        expected = " ".join(sentence.written.split())
        found = " ".join(" ".join(caption.text for caption in captions).split())
        if expected != found:
            what = contrast(
                "has other words than edition.json", *cut_to_difference(expected, found)
            )
            yield Fault(it.where, what, sentence.id)


def _check_times(it: Transcript) -> Iterator[Fault]:
    for sentence, captions in _pair_with_sentences(it):
        times = [_to_milliseconds(sentence.start), _to_milliseconds(sentence.end)]
        found = [captions[0].start, captions[-1].end]
        if any(abs(one - other) > 1 for one, other in zip(times, found, strict=True)):
            what = contrast("has other times than edition.json (ms)", times, found)
            yield Fault(it.where, what, sentence.id)
        for before, after in pairwise(captions):
            if before.end != after.start:
                what = f"its captions {before.number} and {after.number} do not touch"
                yield Fault(it.where, what, sentence.id)


def _check_timestamps(it: Transcript) -> Iterator[Fault]:
    """A timestamp inside a caption is the time at which the word after it starts."""
    for sentence, captions in _pair_with_sentences(it):
        written = sentence.written.replace("\n", " ")  # as a caption has it
        starts = {
            (offset, _to_milliseconds(word.start) + d)
            for word in sentence.words
            if 0 <= word.chars[0] < len(written)  # else it is told of edition.json
            for offset in (word.chars[0], find_opening(written, word.chars[0]))
            for d in (-1, 0, 1)
        }
        reached = 0
        for caption in captions:
            begin = max(written.find(caption.text, reached), 0)
            reached = begin + len(caption.text)
            wrong = [
                s for s in caption.timestamps if (begin + s.offset, s.milliseconds) not in starts
            ]
            if wrong:
                at = begin + wrong[0].offset
                what = f"no word starts at {wrong[0].milliseconds} ms and character {at}"
                yield Fault(it.where, f"caption {caption.number}: {what}", sentence.id)
                break


def _check_has_timestamps(it: Transcript) -> Iterator[Fault]:
    """A WebVTT cue of a sentence whose words have times has timestamps."""
    if it.where.endswith(".srt"):
        return
    for sentence, captions in _pair_with_sentences(it):
        # What is written without a space, as `x=1&y=2`, is one word there.
        starts = {word.chars[0] for word in sentence.words}
        apart = [at for at in starts if at == 0 or sentence.written[at - 1 : at].isspace()]
        if len(apart) > 2 * len(captions) and not any(caption.timestamps for caption in captions):
            yield Fault(it.where, "has no words' moments, while edition.json has", sentence.id)


def _pair_with_sentences(it: Transcript) -> Iterator[tuple[SentenceData, Sequence[CaptionBlock]]]:
    for name, captions in it.group_by_sentence().items():
        if name in it.data.by_id:
            yield it.data.by_id[name], captions


def _to_milliseconds(seconds: float) -> int:
    return round(seconds * 1000)


RULES: Sequence[Rule[Transcript]] = (
    _check_complete,
    _check_sentence_order,
    _check_words,
    _check_times,
    _check_timestamps,
    _check_has_timestamps,
)
CHECKS: Mapping[str, Callable[[Path, str, EditionData | None], Iterator[Fault]]] = {
    ".srt": check_subrip,
    ".vtt": check_webvtt,
}
"""The check of a transcript, by the file name's suffix."""
