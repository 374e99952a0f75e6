"""What a text asks of its sentences: a pause before one, another voice for some."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from audio import regex
from audio.records import Article, Sentence, Span, VoicePassage, WrittenPause

_SPEAKABLE = regex.compile(r"[\p{L}\p{N}]")


@dataclass(frozen=True, slots=True)
class Directions:
    """The pauses and passages of one article, in order."""

    pauses: Sequence[WrittenPause]
    passages: Sequence[VoicePassage]
    cuts: Sequence[int]
    """Where in the article's text a sentence must end."""

    @classmethod
    def from_article(cls, article: Article) -> Directions:
        """All that ``article`` asks for."""
        spans = [passage.span for passage in article.passages]
        cuts = {*(pause.at for pause in article.pauses), *(at for span in spans for at in span)}
        return cls(article.pauses, article.passages, sorted(cuts))

    def list_cuts(self, block: Span) -> list[int]:
        """Where in a ``block``, counted from its start, a sentence must end."""
        first, last = bisect_right(self.cuts, block.start), bisect_left(self.cuts, block.end)
        return [cut - block.start for cut in self.cuts[first:last]]

    def direct(self, sentences: Sequence[Sentence], block: Span) -> tuple[Sentence, ...]:
        """The ``sentences`` of a ``block``, each with the pause before it and its voice."""
        if not self.cuts:
            return tuple(sentences)
        directed: list[Sentence] = []
        heard = block.start
        for sentence in sentences:
            found = _SPEAKABLE.search(sentence.text)
            begin = sentence.span.start + (found.start() if found else 0)
            first = bisect_left(self.pauses, heard, key=_get_place)
            last = bisect_right(self.pauses, begin, key=_get_place)
            seconds = sum(pause.seconds for pause in self.pauses[first:last])
            directed.append(replace(sentence, pause=seconds, voice=self._find_voice(begin)))
            heard = begin + 1
        return tuple(directed)

    def _find_voice(self, at: int) -> str:
        number = bisect_right(self.passages, at, key=_get_start) - 1
        is_within = number >= 0 and at < self.passages[number].span.end
        return self.passages[number].voice if is_within else ""


NO_DIRECTIONS = Directions((), (), ())


def _get_place(pause: WrittenPause) -> int:
    return pause.at


def _get_start(passage: VoicePassage) -> int:
    return passage.span.start
