"""Phonemizer: the phonemes of each word of a line, as espeak-ng would say them.

A clause is given to espeak as a whole, for a word is stressed by its neighbours: ``है`` alone is
said otherwise than at a sentence's end. espeak parts the words of its answer by spaces; where it
does not part them as the clause does, the clause's words are asked for one by one. So every
phoneme belongs to a word and every word has phonemes.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence

from audio import regex
from audio.engines.espeak_library import (
    CHARS_UTF8,
    PHONEMES,
    Callback,
    EspeakLibrary,
    write_phonemes,
)
from audio.errors import SpeechError
from audio.records import Line

TIE = "^"
"""Between two letters that are one phoneme: ``t^s``."""
_IPA_WITH_TIES = 0x02 | 0x80 | ord(TIE) << 8
_LONGEST = 40
"""Words: a clause beyond espeak's buffer would be cut between two words without a space."""
_PAUSE = regex.compile(r"[।॥.?!,;:…‥—–]")
_UNSAID = regex.compile(r"\[\[.*?\]\]|[()\[\]{}‘’'“”\"«»]")
"""Phonemes, which stay, and signs that espeak would name or run into a word."""
_LANGUAGE = regex.compile(r"\(\^?[a-z](?:\^?[a-z-])*\)")
"""espeak's note that it reads on in another language: ``(^e^n)``."""
_SOUND = regex.compile(r"[^\W\d_ˈˌːˑ]")
"""A phoneme that is more than stress or length."""


class Phonemizer:
    """espeak's rules of one language; used by one thread at a time."""

    def __init__(self, language: str) -> None:
        """Raises ``VoiceError`` when espeak has no such language."""
        self._language = language
        self._library = EspeakLibrary()
        with self._library.load(language) as (library, _):
            self.version: str = library.espeak_Info(None).decode()

    def phonemize(self, line: Line) -> tuple[str, ...]:
        """The phonemes of each word in IPA, such as ``ɾˈaːm``; a word may hold spaces.

        Lines are to come from ``pronunciation.respell``, which sees to it that ``[[…]]`` stands
        for phonemes only where a table put it. Raises ``SpeechError`` for a word without sound.
        """
        words = [_clean(span.of(line.text)) for span in line.words]
        said: list[str] = []
        with self._library.load(self._language) as (library, _):
            _expect_phonemes(library)
            for clause in _part_into_clauses(line):
                said += _phonemize_clause(library, [words[word] for word in clause])
        for span, phonemes in zip(line.words, said, strict=True):
            if not _SOUND.search(phonemes):
                raise SpeechError(
                    f"nothing would be heard of {span.of(line.text)!r} in: {line.text}",
                    hint="write it otherwise in a lexicon",
                )
        return tuple(said)


def _clean(word: str) -> str:
    return _UNSAID.sub(lambda sign: sign[0] if len(sign[0]) > 1 else "", word)


def _expect_phonemes(library: ctypes.CDLL) -> None:
    """Make ``[[…]]`` stand for phonemes, which only speaking can set."""
    callback = Callback(lambda _samples, _count, _events: 0)
    library.espeak_SetSynthCallback(callback)
    size = ctypes.c_size_t(2)
    library.espeak_Synth(b" ", size, 0, 1, 0, CHARS_UTF8 | PHONEMES, None, None)


def _part_into_clauses(line: Line) -> Iterator[range]:
    """The words of each clause, by their places in the line."""
    start = 0
    count = len(line.words)
    for index, span in enumerate(line.words, start=1):
        following = line.words[index].start if index < count else len(line.text)
        ends = index == count or _PAUSE.search(line.text[span.end : following])
        if ends or index - start == _LONGEST:
            yield range(start, index)
            start = index


def _phonemize_clause(library: ctypes.CDLL, words: Sequence[str]) -> list[str]:
    sizes = [len(word.split()) for word in words]
    groups = _phonemize_text(library, " ".join(words))
    if len(groups) != sum(sizes) or not all(sizes):
        return [" ".join(_phonemize_text(library, word)) for word in words]
    rest = iter(groups)
    return [" ".join(next(rest) for _ in range(size)) for size in sizes]


def _phonemize_text(library: ctypes.CDLL, text: str) -> list[str]:
    clauses = write_phonemes(library, text, _IPA_WITH_TIES)
    return _LANGUAGE.sub("", " ".join(clauses)).split()
