"""Transcripts: WebVTT and SubRip, read strictly, with the words and times of edition.json."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from audio.check.caption_files import Caption, read_subrip, read_webvtt
from audio.check.edition_data import EditionData, SentenceData
from audio.check.fault import Fault, Rule, around, differs, judged, shown

_MOST = 8
"""Faults of one rule that are told one by one."""
_LONGEST = 20.0
"""Seconds that a caption may stand."""


class Transcript(NamedTuple):
    """A transcript that was read."""

    where: str
    captions: Sequence[Caption]
    data: EditionData
    owners: Sequence[str]
    """Id of the sentence of each caption."""

    def parts(self) -> Mapping[str, Sequence[Caption]]:
        """The captions of every sentence."""
        found: defaultdict[str, list[Caption]] = defaultdict(list)
        for caption, owner in zip(self.captions, self.owners, strict=True):
            found[owner].append(caption)
        return found


def check_webvtt(path: Path, where: str, data: EditionData | None) -> Iterator[Fault]:
    """All that is wrong with a ``.vtt``. Raises ``OSError``."""
    faults: list[Fault] = []
    captions = read_webvtt(path, where, faults)
    yield from _told(faults)
    yield from _check(where, captions, data, [caption.sentence for caption in captions])


def check_subrip(path: Path, where: str, data: EditionData | None) -> Iterator[Fault]:
    """All that is wrong with an ``.srt``, whose blocks are known by their times alone. Raises
    ``OSError``."""
    faults: list[Fault] = []
    captions = read_subrip(path, where, faults)
    yield from _told(faults)
    starts = [round(s.start * 1000) for s in data.sentences] if data else []
    yield from _check(where, captions, data, [_owner(c, starts, data) for c in captions])


def _owner(caption: Caption, starts: Sequence[int], data: EditionData | None) -> str:
    index = bisect_right(starts, (caption.start + caption.end) / 2)
    return data.sentences[index - 1].id if data and index else ""


def _check(
    where: str, captions: Sequence[Caption], data: EditionData | None, owners: Sequence[str]
) -> Iterator[Fault]:
    yield from _in_order(where, captions)
    if data:
        yield from judged(Transcript(where, captions, data, owners), RULES)


def _told(faults: Sequence[Fault]) -> Iterator[Fault]:
    yield from faults[:_MOST]
    if len(faults) > _MOST:
        yield Fault(faults[0].where, f"and {len(faults) - _MOST} more lines are malformed")


# --- in itself ---------------------------------------------------------------------------


def _in_order(where: str, captions: Sequence[Caption]) -> Iterator[Fault]:
    if not captions:
        yield Fault(where, "has no captions")
    for name, count in Counter(caption.id for caption in captions if caption.id).items():
        if count > 1:
            yield Fault(where, f"{count} cues have the id {shown(name)}", name)
    for caption in captions:
        for what in _wrong_alone(caption):
            yield Fault(where, f"caption {caption.number} {what}", caption.sentence)
    for before, after in pairwise(captions):
        if after.start < before.end:
            what = f"caption {after.number} starts before caption {before.number} ends"
            yield Fault(where, what, after.sentence)


def _wrong_alone(caption: Caption) -> Iterator[str]:
    if caption.end <= caption.start:
        yield "does not end after it starts"
    if caption.end - caption.start > _LONGEST * 1000:
        yield f"stands longer than {_LONGEST:.0f} s"
    if not caption.text.strip():
        yield "is empty"
    moments = [caption.start, *(stamp.milliseconds for stamp in caption.stamps), caption.end]
    if caption.stamps and any(after <= before for before, after in pairwise(moments)):
        yield "has moments that do not rise inside it"


# --- against edition.json ----------------------------------------------------------------


def _complete(it: Transcript) -> Iterator[Fault]:
    parts = it.parts()
    for sentence in it.data.sentences:
        if sentence.id not in parts:
            yield Fault(it.where, f"is missing: {shown(sentence.written)}", sentence.id)
    for caption, owner in zip(it.captions, it.owners, strict=True):
        if owner not in it.data.by_id:
            what = f"caption {caption.number} is of no sentence: {shown(caption.text)}"
            yield Fault(it.where, what, owner)


def _in_step(it: Transcript) -> Iterator[Fault]:
    """Captions come in the order of the sentences."""
    places = {sentence.id: place for place, sentence in enumerate(it.data.sentences)}
    found = [places[owner] for owner in it.owners if owner in places]
    for before, after in pairwise(found):
        if after < before:
            ids = it.data.sentences[after].id, it.data.sentences[before].id
            yield Fault(it.where, f"comes after {ids[1]}", ids[0])


def _same_words(it: Transcript) -> Iterator[Fault]:
    for sentence, captions in _owned(it):
        expected = " ".join(sentence.written.split())
        found = " ".join(" ".join(caption.text for caption in captions).split())
        if expected != found:
            what = differs("has other words than edition.json", *around(expected, found))
            yield Fault(it.where, what, sentence.id)


def _same_times(it: Transcript) -> Iterator[Fault]:
    for sentence, captions in _owned(it):
        times = [_rounded(sentence.start), _rounded(sentence.end)]
        found = [captions[0].start, captions[-1].end]
        if any(abs(one - other) > 1 for one, other in zip(times, found, strict=True)):
            what = differs("has other times than edition.json (ms)", times, found)
            yield Fault(it.where, what, sentence.id)
        for before, after in pairwise(captions):
            if before.end != after.start:
                what = f"its captions {before.number} and {after.number} do not touch"
                yield Fault(it.where, what, sentence.id)


def _same_stamps(it: Transcript) -> Iterator[Fault]:
    """A moment inside a caption is that at which the word after it starts."""
    for sentence, captions in _owned(it):
        starts = {
            (word.chars[0], _rounded(word.start) + d) for word in sentence.words for d in (-1, 0, 1)
        }
        reached = 0
        written = sentence.written.replace("\n", " ")  # as a caption has it
        for caption in captions:
            begin = max(written.find(caption.text, reached), 0)
            reached = begin + len(caption.text)
            wrong = [s for s in caption.stamps if (begin + s.offset, s.milliseconds) not in starts]
            if wrong:
                at = begin + wrong[0].offset
                what = f"no word starts at {wrong[0].milliseconds} ms and character {at}"
                yield Fault(it.where, f"caption {caption.number}: {what}", sentence.id)
                break


def _stamped(it: Transcript) -> Iterator[Fault]:
    """Of a sentence with many words' moments, a cue has some."""
    if it.where.endswith(".srt"):
        return
    for sentence, captions in _owned(it):
        if len({word.chars[0] for word in sentence.words}) > 2 * len(captions) and not any(
            caption.stamps for caption in captions
        ):
            yield Fault(it.where, "has no words' moments, while edition.json has", sentence.id)


def _owned(it: Transcript) -> Iterator[tuple[SentenceData, Sequence[Caption]]]:
    for name, captions in it.parts().items():
        if name in it.data.by_id:
            yield it.data.by_id[name], captions


def _rounded(seconds: float) -> int:
    return round(seconds * 1000)


RULES: Sequence[Rule[Transcript]] = (
    _complete,
    _in_step,
    _same_words,
    _same_times,
    _same_stamps,
    _stamped,
)
CHECKS: Mapping[str, Callable[[Path, str, EditionData | None], Iterator[Fault]]] = {
    ".srt": check_subrip,
    ".vtt": check_webvtt,
}
"""By suffix."""
