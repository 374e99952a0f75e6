"""Google Translate's voice, through gTTS: natural, free of charge, and only online.

Each line is cut into phrases (``phrases.py``), each phrase is one request (``service.py``),
several are under way at a time, and each answer is kept as it was received, so that whatever
happens the next run asks only for what is missing. Where sentences and phrases begin and end is
exact; the words within a phrase are found by listening to it (``alignment/``).

gTTS has no pitch, so ``Voice.pitch`` is ignored; it knows only "normal" and "slow", so speed is
changed afterwards, the pitch staying as it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.metadata import version
from pathlib import Path

import numpy as np

from audio import regex
from audio.engines import VoiceInfo, number_errors, speak_each
from audio.engines.gtts.answer import BAND
from audio.engines.gtts.phrases import Cut, SpokenPhrase, cut_line, extract_phrase
from audio.engines.gtts.service import find_service
from audio.engines.gtts.tempo import stretch
from audio.engines.online.aligned_sound import AlignedSound
from audio.engines.online.patience import Patience
from audio.engines.online.received_sound import PADDING, resample
from audio.errors import SpeechError, VoiceError
from audio.records import Line, Mark, Speech, TimingSource, Utterance
from audio.settings import Voice
from audio.sound.loudness import Samples
from audio.tables import read_rows
from audio.work.store import Shelf

FORMAT = 3
"""Raised when the same answers would give other speech, or a line other phrases."""

_PAUSES = {
    Cut.SENTENCE: 0.3,
    Cut.CLAUSE: 0.2,
    Cut.CONJUNCTION: 0.08,
    Cut.PHRASE: 0.04,
    Cut.SPACE: 0.02,
    Cut.BOND: 0.0,
    Cut.WORD: 0.0,
}
"""Seconds after a phrase, at speed 1, by where it was cut off."""

_SPEAKABLE = regex.compile(r"[\p{L}\p{N}]")


class GttsEngine:
    """One Google Translate domain at one speed."""

    version = f"gtts {version('gtts')}, format {FORMAT}"
    band = BAND

    def __init__(self, voice: Voice, received: Shelf, patience: Patience | None = None) -> None:
        """``patience``: how long and how often to ask; the environment's when not given."""
        domains = _read_domains()
        domain = voice.name or next(iter(domains))
        if domain not in domains:
            raise VoiceError(
                f"gtts has no domain {domain!r}",
                hint=f"there are {', '.join(domains)}",
            )
        self._received = received
        self._speed = voice.speed
        self._service = find_service(domain, patience)

    @staticmethod
    def list_voices() -> list[VoiceInfo]:
        """The default, and every domain that is known."""
        known = [
            VoiceInfo(f"gtts:{domain}", "hi", offline=False, note=f"Google, {country}")
            for domain, country in _read_domains().items()
        ]
        return [VoiceInfo("gtts", "hi", offline=False, note="Google, as gtts:com"), *known]

    def speak(self, lines: Sequence[Line]) -> Speech:
        """One paragraph, all its phrases asked for at once."""
        line_indices: dict[Line, int] = {}
        for index, line in enumerate(lines):
            for _, _, part in _list_phrases(line):
                line_indices.setdefault(part, index)
        answers = self._fetch(line_indices)
        rate = max((answer.sound.rate for answer in answers.values()), default=0)
        spoken = {
            part: stretch(resample(answer.sound, rate), rate, self._speed)
            for part, answer in answers.items()
        }
        return Speech(rate, speak_each(lambda line: self._join(line, answers, spoken, rate), lines))

    def _fetch(self, line_indices: Mapping[Line, int]) -> dict[Line, AlignedSound]:
        """The sound of each phrase; ``line_indices`` have the line that each is in."""
        futures = [self._service.ask(part, self._received) for part in line_indices]
        answers: dict[Line, AlignedSound] = {}
        try:
            for (part, index), future in zip(line_indices.items(), futures, strict=True):
                with number_errors(index):
                    answers[part] = future.result()
            return answers
        finally:
            for future in futures:
                future.cancel()

    def _join(
        self,
        line: Line,
        answers: Mapping[Line, AlignedSound],
        spoken: Mapping[Line, Samples],
        rate: int,
    ) -> Utterance:
        """One line of its phrases, whose sounds at ``rate`` and this speed are ``spoken``."""
        sound: list[Samples] = []
        marks: dict[int, Mark] = {}
        source = TimingSource.ALIGNED
        at = 0
        for phrase, first, part in _list_phrases(line):
            samples = spoken[part]
            if answers[part].source is not source:
                source = TimingSource.ESTIMATED
            for word, (start, end) in enumerate(answers[part].scale_marks(len(samples)), first):
                begun = marks[word].start if word in marks else at + start
                marks[word] = Mark(begun, at + end)
            pause = np.zeros(round(_PAUSES[phrase.cut] / self._speed * rate), np.int16)
            sound += (samples, pause)
            at += len(samples) + len(pause)
        if not sound or len(marks) < len(line.words):
            raise SpeechError(f"gtts cannot say: {line.text}", hint="use --voice espeak")
        # In the place of the last pause, so that whoever resamples it gets the same bytes too.
        sound[-1] = np.zeros(round(PADDING * rate), np.int16)
        pcm = b"".join(samples.tobytes() for samples in sound)
        return Utterance(pcm, tuple(marks[word] for word in range(len(line.words))), source)


def _list_phrases(line: Line) -> Iterator[tuple[SpokenPhrase, int, Line]]:
    """Each phrase that has something to say, the index of its first word, and its words."""
    for phrase in cut_line(line.text):
        if _SPEAKABLE.search(phrase.said):  # marks alone no voice says
            yield phrase, *extract_phrase(line, phrase)


@cache
def _read_domains() -> dict[str, str]:
    """Domain → country."""
    table = Path(__file__).with_name("domains.tsv")
    return {domain: country for domain, country, _ in read_rows(table)}
