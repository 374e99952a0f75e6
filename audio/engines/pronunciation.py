"""What an engine says wrongly, mended just before it speaks.

``respell`` turns a normalized line into one with the same words in the same order, some of them
spelled so that the engine says them properly. What is shown and stored stays as it was: only the
engine sees a respelled line. It is a pure function of the line, so a clip's key can be made
from what it returns, and a new row speaks anew only what it touches.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import regex

from audio.engines.letters import LetterRules
from audio.records import Line, Span

LONGEST = 60
"""Letters of a word; what is longer is no word and is left alone, so that time stays linear."""

_LETTERS = regex.compile(r"[\p{L}\p{M}\u200c\u200d]+")


@dataclass(frozen=True, slots=True)
class Pronunciation:
    """One engine's rows and letter rules.

    A row is stronger than the rules, a row without ``*`` than one with it, a longer row than a
    shorter one.
    """

    words: Mapping[str, str] = field(default_factory=dict)
    """Written → respelled; a ``*`` at either end stands for any letters, which are kept."""
    rules: LetterRules = field(default_factory=LetterRules)
    names: Mapping[str, str] = field(default_factory=dict)
    """Of the user's own rows: written → what messages call the row."""
    _known: dict[str, tuple[str, str]] = field(default_factory=dict, repr=False, compare=False)

    @property
    def version(self) -> str:
        """Changes with the rows and the rules."""
        pattern = self.rules.pattern.pattern if self.rules.pattern else ""
        content = repr((sorted(self.words.items()), pattern, self.rules.respelled))
        return hashlib.sha256(content.encode()).hexdigest()

    def respelled(self, written: str) -> str:
        """How the engine is to be given one word (letters only)."""
        return self._found(written)[0]

    def rows(self, line: Line) -> frozenset[str]:
        """The rows that respell a word of ``line``, each as it is written."""
        words = (run for span in line.words for run in _LETTERS.findall(span.of(line.text)))
        return frozenset(self._found(word)[1] for word in words) - {""}

    def merged(self, stronger: Mapping[str, str], names: Mapping[str, str]) -> Pronunciation:
        """With more rows, which win over those for the same words, and their ``names``."""
        words = {**self.words, **stronger}
        return Pronunciation(words, self.rules, {**self.names, **names})

    def _found(self, written: str) -> tuple[str, str]:
        """The word respelled, and the row that did so, if one did."""
        if len(written) > LONGEST:
            return written, ""
        if written not in self._known:
            self._known[written] = self._respelled(written)
        return self._known[written]

    def _respelled(self, written: str) -> tuple[str, str]:
        for row, start, end in _candidates(written):
            if row in self.words:
                core = self.words[row].strip("*")
                return f"{written[:start]}{core}{written[end:]}", row
        return self.rules.apply(written), ""


def respell(line: Line, pronunciation: Pronunciation) -> Line:
    """``line`` as the engine is to get it: the words one for one, their spans in the new text.

    ``[[`` in the text itself is made harmless, so that phonemes come from the tables alone.
    """
    parts: list[str] = []
    spans: list[Span] = []
    at = length = 0
    text = line.text.replace("[[", "((")
    for span in line.words:
        gap = text[at : span.start]
        # A word may hold hyphens and the like: each run of letters is a word for itself.
        word = _LETTERS.sub(lambda run: pronunciation.respelled(run[0]), span.of(text))
        parts += gap, word
        start = length + len(gap)
        length = start + len(word)
        spans.append(Span(start, length))
        at = span.end
    return Line("".join((*parts, text[at:])), tuple(spans))


def _candidates(written: str) -> Iterator[tuple[str, int, int]]:
    """What a row for this word can say, the strongest first, and the letters it speaks for."""
    size = len(written)
    yield written, 0, size
    for length in range(size, 0, -1):
        yield f"{written[:length]}*", 0, length
        yield f"*{written[-length:]}", size - length, size
        for start in range(size - length + 1):
            yield f"*{written[start : start + length]}*", start, start + length
