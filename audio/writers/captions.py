"""Captions: cues cut to what a screen and a reader can take, for every timed text format."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from audio.records import Cue
from audio.records.columns import make_rows
from audio.writers.site.read_along import find_opening

LONGEST = 12.0
"""Seconds: a sentence that lasts longer is shown in parts."""


class WordStart(NamedTuple):
    """The moment at which the text from ``offset`` on begins to be heard."""

    offset: int
    """Code points from the caption's start."""
    sample: int


class CaptionPart(NamedTuple):
    """A sentence, or a part of a long one, with the written text."""

    id: str
    """The sentence's id; a second part of ``p3s2`` is ``p3s2.2``."""
    start: int
    """Samples."""
    end: int
    """Samples."""
    text: str
    word_starts: tuple[WordStart, ...]
    """Strictly rising in offset and sample, all inside the caption; empty without word marks."""


def cut_captions(cue: Cue, rate: int) -> Iterator[CaptionPart]:
    """The captions of one sentence, whose samples are at ``rate`` Hz: mostly one."""
    sentence = cue.script.sentence
    whole = CaptionPart(sentence.id, cue.start, cue.end, sentence.text, _find_word_starts(cue))
    for number, part in enumerate(_split(whole, round(LONGEST * rate)), 1):
        yield part._replace(id=f"{whole.id}.{number}") if number > 1 else part


def _find_word_starts(cue: Cue) -> tuple[WordStart, ...]:
    """The moment at which each written word begins to be heard.

    Of several words spoken for a written one (2019) the first counts. A written one that is spoken
    after what follows it (₹ in ₹500) has none.
    """
    text, end = cue.script.sentence.text, cue.end
    offsets: list[int] = []
    samples: list[int] = []
    reached, moment = 0, cue.start
    for (_, span), start, _ in cue.words:
        at = span[0]
        if at > reached:
            if moment < start < end:
                offsets.append(find_opening(text, at, reached))
                samples.append(start)
                moment = start
            reached = at
    return make_rows(WordStart, offsets, samples)


def _split(caption: CaptionPart, longest: int) -> Iterator[CaptionPart]:
    """Halves of halves, cut at the comma or, failing that, the word nearest to the middle."""
    length = caption.end - caption.start
    cut = _find_cut(caption) if length > longest else None
    if cut is None:
        yield caption
        return
    head, tail = caption.text[: cut.offset], caption.text[cut.offset :]
    starts = caption.word_starts
    before = tuple(s for s in starts if s.offset < cut.offset)
    after = tuple(
        WordStart(s.offset - cut.offset, s.sample) for s in starts if s.offset > cut.offset
    )
    first = caption._replace(end=cut.sample, text=head.rstrip(), word_starts=before)
    yield from _split(first, longest)
    yield from _split(caption._replace(start=cut.sample, text=tail, word_starts=after), longest)


def _find_cut(caption: CaptionPart) -> WordStart | None:
    # Not within what is written as one word: GSAT-N2 is spoken as several.
    marked = [s for s in caption.word_starts if caption.text[s.offset - 1].isspace()]
    starts = marked if caption.word_starts else _spread_evenly(caption)
    middle = (caption.start + caption.end) / 2
    reach = (caption.end - caption.start) / 4

    def measure_distance(start: WordStart) -> float:
        after_comma = caption.text[: start.offset].rstrip().endswith((",", ";", ":", "—", "–"))
        return abs(start.sample - middle) - (reach if after_comma else 0)

    return min(starts, key=measure_distance, default=None)


def _spread_evenly(caption: CaptionPart) -> tuple[WordStart, ...]:
    """Without word marks: as if every letter took the same time."""
    length, size = caption.end - caption.start, len(caption.text)
    return tuple(
        WordStart(i, caption.start + length * i // size)
        for i in range(1, size)
        if caption.text[i - 1].isspace() and not caption.text[i].isspace()
    )


def format_time(samples: int, rate: int, point: str) -> str:
    """``01:02:03.456`` with ``point`` before the milliseconds; rounded once, here."""
    seconds, milliseconds = divmod((2000 * samples + rate) // (2 * rate), 1000)
    return f"{_format_seconds(seconds)}{point}{milliseconds:03}"


@lru_cache(maxsize=64)
def _format_seconds(seconds: int) -> str:
    """``01:02:03``: many words fall into one second."""
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{seconds:02}"
