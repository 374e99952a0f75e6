"""The verbalizer: the sentences of one paragraph in, what is said for them out.

Normalize, and respell what the engine would say wrongly; or find both in the store, where those
of an unchanged paragraph still are.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from typing import Any, NamedTuple

from audio.engines.pronunciation import Pronunciation, respell
from audio.normalize import NORMALIZER_VERSION, Lexicon, normalize
from audio.records import Line, Paragraph, Script, Sentence, Span, SpokenWord
from audio.work.store import Store

Scripts = tuple[Script, ...]
"""One a sentence of a paragraph."""

_FORMAT = 3
"""Raised when scripts are kept in another form."""


class Verbalized(NamedTuple):
    """A paragraph, ready to be spoken."""

    scripts: Scripts
    digest: str
    """Of the lines as the engine is given them; see ``said``."""
    rows: tuple[str, ...]
    """The rows of pronunciation that respelled a word of it, each as it is written."""


def said(scripts: Sequence[Script], pronunciation: Pronunciation) -> list[Line]:
    """The lines for the engine: only what it would say wrongly is not as in the scripts."""
    return [respell(script.line, pronunciation) for script in scripts]


def verbalized(scripts: Scripts, pronunciation: Pronunciation) -> Verbalized:
    """With the digest of their lines, and what respelled them."""
    rows = frozenset[str]().union(*(pronunciation.rows(script.line) for script in scripts))
    return Verbalized(scripts, _digest(said(scripts, pronunciation)), tuple(sorted(rows)))


class Verbalizer:
    """Makes scripts with one lexicon for one engine, or finds them in the store."""

    def __init__(
        self, lexicon: Lexicon, pronunciation: Pronunciation, *, glosses: bool, store: Store
    ) -> None:
        self._lexicon = lexicon
        self._pronunciation = pronunciation
        self._glosses = glosses
        self._shelf = store.shelf("script")
        rows = sorted((row.written, row.spoken, row.place) for row in lexicon.entries.values())
        self._recipe = _digest([_FORMAT, NORMALIZER_VERSION, glosses, rows, pronunciation.version])

    def verbalize(self, paragraph: Paragraph) -> Verbalized:
        """What is said for a paragraph's sentences, in order."""
        sentences = paragraph.sentences
        key = _digest([self._recipe, *(sentence.text for sentence in sentences)])
        if (kept := self._shelf.get(key)) is not None:
            digest, respelling, *packed = json.loads(kept)
            return Verbalized(tuple(map(_unpacked, sentences, packed)), digest, tuple(respelling))
        scripts = tuple(normalize(s, self._lexicon, glosses=self._glosses) for s in sentences)
        made = verbalized(scripts, self._pronunciation)
        content = [made.digest, made.rows, *map(_packed, scripts)]
        self._shelf.put(key, json.dumps(content, ensure_ascii=False).encode())
        return made


def _digest(content: Sequence[Any]) -> str:
    return hashlib.sha256(json.dumps(content, ensure_ascii=False).encode()).hexdigest()


def _packed(script: Script) -> list[Any]:
    places = [offset for span in script.line.words for offset in span]
    written = [offset for word in script.words for offset in word.span]
    return [script.line.text, places, written, script.rows]


def _unpacked(sentence: Sentence, data: list[Any]) -> Script:
    text, places, written, rows = data
    spans = tuple(map(Span, places[::2], places[1::2]))
    words = tuple(
        SpokenWord(text[start:end], span)
        for (start, end), span in zip(spans, map(Span, written[::2], written[1::2]), strict=True)
    )
    return Script(sentence, Line(text, spans), words, tuple(rows))
