"""Google Translate's voice, through gTTS: natural, free of charge, and only online.

Each line is cut into phrases (``google/phrases.py``), each phrase is one request, several are
under way at a time (``google/service.py``), and each answer is kept as it was received, so that
whatever happens the next run asks only for what is missing. Where sentences and phrases begin
and end is exact; the words within a phrase are reckoned by their aksharas.

gTTS has no pitch, so ``Voice.pitch`` is ignored; it knows only "normal" and "slow", so speed is
changed afterwards, the pitch staying as it is.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.metadata import version
from itertools import accumulate, islice
from operator import attrgetter
from pathlib import Path

import numpy as np
import regex

from audio.engines import VoiceInfo
from audio.engines.gtts.answer import BAND, Sound
from audio.engines.gtts.phrases import Cut, Piece, cut
from audio.engines.gtts.service import service
from audio.engines.gtts.tempo import TAIL, resampled, stretched
from audio.engines.gtts.transport import base_from_environment
from audio.engines.online.patience import Patience
from audio.errors import SpeechError, VoiceError
from audio.hindi.aksharas import count_aksharas
from audio.records import Line, Mark, Span, Speech, Utterance
from audio.settings import Voice
from audio.sound.loudness import Samples
from audio.tables import read_rows
from audio.work.store import Shelf

FORMAT = 1
"""Raised when the same answers would give other speech, or a line other pieces."""

_PAUSES = {
    Cut.SENTENCE: 0.3,
    Cut.CLAUSE: 0.2,
    Cut.CONJUNCTION: 0.08,
    Cut.PHRASE: 0.04,
    Cut.SPACE: 0.02,
    Cut.BOND: 0.0,
    Cut.WORD: 0.0,
}
"""Seconds after a piece, at speed 1, by where it was cut off."""

_SPEAKABLE = regex.compile(r"[\p{L}\p{N}]")


class GttsEngine:
    """One Google Translate domain at one speed."""

    version = f"gtts {version('gtts')}, format {FORMAT}"
    band = BAND

    def __init__(self, voice: Voice, received: Shelf, patience: Patience | None = None) -> None:
        """``patience``: how long and how often to ask; the environment's when not given."""
        domain = voice.name or next(iter(_domains()))
        if domain not in _domains():
            raise VoiceError(
                f"gtts has no domain {domain!r}",
                where="voice",
                hint=f"there are {', '.join(_domains())}",
            )
        self._received = received
        self._speed = voice.speed
        self._service = service(
            domain, base_from_environment(), patience or Patience.from_environment()
        )

    @staticmethod
    def voices() -> list[VoiceInfo]:
        """The default, and every domain that is known."""
        known = [
            VoiceInfo(f"gtts:{domain}", "hi", offline=False, note=f"Google, {country}")
            for domain, country in _domains().items()
        ]
        return [VoiceInfo("gtts", "hi", offline=False, note="Google, as gtts:com"), *known]

    def speak(self, lines: Sequence[Line]) -> Speech:
        """One paragraph, all its phrases asked for at once."""
        cuts = [cut(line.text) for line in lines]
        texts = dict.fromkeys(
            piece.said for pieces in cuts for piece in pieces if _SPEAKABLE.search(piece.said)
        )
        sounds = self._sounds(list(texts))
        rate = max((sound.rate for sound in sounds.values()), default=0)
        takes = {text: self._take(sound, rate) for text, sound in sounds.items()}
        return Speech(
            rate,
            tuple(
                self._utterance(line, pieces, takes, rate)
                for line, pieces in zip(lines, cuts, strict=True)
            ),
        )

    def _sounds(self, texts: Sequence[str]) -> dict[str, Sound]:
        futures = [self._service.submit(text, self._received) for text in texts]
        try:
            return {text: future.result() for text, future in zip(texts, futures, strict=True)}
        finally:
            for future in futures:
                future.cancel()

    def _take(self, sound: Sound, rate: int) -> Samples:
        return stretched(resampled(sound.samples, sound.rate, rate), rate, self._speed)

    def _utterance(
        self, line: Line, pieces: Sequence[Piece], takes: Mapping[str, Samples], rate: int
    ) -> Utterance:
        sound: list[Samples] = []
        marks: dict[int, Mark] = {}
        at = 0
        for piece in pieces:
            samples = takes.get(piece.said)
            if samples is None:  # marks alone, which no voice says
                continue
            for word, mark in _marks(line, piece.span, at, at + len(samples)):
                marks[word] = Mark(marks[word].start, mark.end) if word in marks else mark
            pause = np.zeros(round(_PAUSES[piece.cut] / self._speed * rate), np.int16)
            sound += (samples, pause)
            at += len(samples) + len(pause)
        if not sound or len(marks) < len(line.words):
            raise SpeechError(f"gtts cannot say: {line.text}", hint="use --voice espeak")
        # In the place of the last pause, so that whoever resamples it gets the same bytes too.
        sound[-1] = np.zeros(round(TAIL * rate), np.int16)
        pcm = b"".join(samples.tobytes() for samples in sound)
        return Utterance(pcm, tuple(marks[word] for word in range(len(line.words))), estimated=True)


def _marks(line: Line, piece: Span, start: int, end: int) -> Iterator[tuple[int, Mark]]:
    """Each word that is in the piece, or the part of it that is, by its index in the line.

    They share the samples from ``start`` to ``end`` in proportion to their aksharas.
    """
    first = bisect_right(line.words, piece.start, key=attrgetter("end"))
    inside: list[tuple[int, int]] = []
    for word, span in enumerate(islice(line.words, first, None), first):
        if span.start >= piece.end:
            break
        part = line.text[max(span.start, piece.start) : min(span.end, piece.end)]
        inside.append((word, max(1, count_aksharas(part))))
    ends = list(accumulate(weight for _, weight in inside))
    for (word, weight), upto in zip(inside, ends, strict=True):
        share = (end - start, ends[-1])
        yield (
            word,
            Mark(
                start + (upto - weight) * share[0] // share[1], start + upto * share[0] // share[1]
            ),
        )


@cache
def _domains() -> dict[str, str]:
    """Domain → country."""
    table = Path(__file__).with_name("domains.tsv")
    return {domain: country for domain, country, _ in read_rows(table)}
