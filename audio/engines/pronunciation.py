"""What an engine says wrongly, mended just before it speaks.

``respell`` turns a normalized line into one with the same words in the same order, some of them
spelled so that the engine says them properly. What is shown and stored stays as it was: only the
engine sees a respelled line. It is a pure function of the line, so a clip's key can be made
from what it returns, and a new row speaks anew only what it touches.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from audio import regex
from audio.engines.letters import LetterRules
from audio.engines.phonology.spelling import fold
from audio.records import Line, Span

LONGEST = 60
"""Letters of a word; what is longer is no word and is left alone, so that time stays linear."""

_LETTERS = regex.compile(r"[\p{L}\p{M}\u00ad\u200b-\u200f\u2060\ufeff]+")


@dataclass(frozen=True, slots=True)
class Pronunciation:
    """One engine's rows, letter rules and phonemes.

    A row is stronger than the rules, a row without ``*`` than one with it, a longer row than a
    shorter one. What a row of ``dotted`` or a rule has respelled, ``phonemize`` reads.
    """

    words: Mapping[str, str] = field(default_factory=dict)
    """Written → respelled; a ``*`` at either end stands for any letters, which are kept."""
    rules: LetterRules = field(default_factory=LetterRules)
    dotted: Mapping[str, str] = field(default_factory=dict)
    """Loans that are printed without their nukta, as ``words``: ``हजार*`` → ``हज़ार*``."""
    phonemize: Callable[[str], str] | None = None
    """Gives the ``[[phonemes]]`` of a word where the engine would misread it, or nothing."""
    phonemizer_version: str = ""
    names: Mapping[str, str] = field(default_factory=dict)
    """Of the user's own rows: written → what messages call the row."""
    _known: dict[str, tuple[str, str]] = field(default_factory=dict, repr=False, compare=False)

    @property
    def version(self) -> str:
        """Changes with the rows and the rules."""
        pattern = self.rules.pattern.pattern if self.rules.pattern else ""
        tables = sorted(self.words.items()), sorted(self.dotted.items())
        content = repr((tables, pattern, self.rules.respelled, self.phonemizer_version))
        return hashlib.sha256(content.encode()).hexdigest()

    def respell_word(self, written: str) -> str:
        """How the engine is to be given one word (letters only)."""
        return self._find(written)[0]

    def find_rows(self, line: Line) -> frozenset[str]:
        """The rows that respell a word of ``line``, each as it is written."""
        words = (run for span in line.words for run in _LETTERS.findall(span.of(line.text)))
        return frozenset(self._find(word)[1] for word in words) - {""}

    def merge(self, stronger: Mapping[str, str], names: Mapping[str, str]) -> Pronunciation:
        """This pronunciation with rows that are ``stronger`` than its own, and their ``names``."""
        words = {**self.words, **stronger}
        return replace(self, words=words, names={**self.names, **names}, _known={})

    def _find(self, written: str) -> tuple[str, str]:
        """The word respelled, and the row that did so, if one did."""
        if len(written) > LONGEST:
            return written, ""
        if written not in self._known:
            self._known[written] = self._respell(written)
        return self._known[written]

    def _respell(self, written: str) -> tuple[str, str]:
        word = fold(written)
        respelled, row = _apply_row(word, self.words)
        if row:
            return respelled, row
        respelled = self.rules.apply(_apply_row(word, self.dotted)[0])
        phonemes = self.phonemize(respelled) if self.phonemize else ""
        # An engine with nothing to mend is given what was written.
        return phonemes or (written if respelled == word and not self.phonemize else respelled), ""


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
        word = _LETTERS.sub(lambda run: pronunciation.respell_word(run[0]), span.of(text))
        parts += gap, word
        start = length + len(gap)
        length = start + len(word)
        spans.append(Span(start, length))
        at = span.end
    return Line("".join((*parts, text[at:])), tuple(spans))


def _apply_row(word: str, rows: Mapping[str, str]) -> tuple[str, str]:
    """The word as the strongest of the rows for it respells it, and that row, if there is one."""
    for row, start, end in _list_candidates(word) if rows else ():
        if row in rows:
            core = rows[row].strip("*")
            return fold(f"{word[:start]}{core}{word[end:]}"), row
    return word, ""


def _list_candidates(written: str) -> Iterator[tuple[str, int, int]]:
    """What a row for this word can say, the strongest first, and the letters it speaks for."""
    size = len(written)
    yield written, 0, size
    for length in range(size, 0, -1):
        yield f"{written[:length]}*", 0, length
        yield f"*{written[-length:]}", size - length, size
        for start in range(size - length + 1):
            yield f"*{written[start : start + length]}*", start, start + length
