"""The verbalizer: the sentences of one paragraph in, their scripts out.

Normalize; or find the scripts in the store, where those of an unchanged paragraph still are.
"""

from __future__ import annotations

import hashlib
import json
from typing import Any

from audio.normalize import NORMALIZER_VERSION, Lexicon, normalize
from audio.records import Line, Paragraph, Script, Sentence, Span, SpokenWord
from audio.store import Store

Scripts = tuple[Script, ...]
"""One a sentence of a paragraph."""

_FORMAT = 1
"""Raised when scripts are kept in another form."""


class Verbalizer:
    """Makes scripts with one lexicon, or finds them in the store."""

    def __init__(self, lexicon: Lexicon, *, glosses: bool, store: Store) -> None:
        self._lexicon = lexicon
        self._glosses = glosses
        self._shelf = store.shelf("script")
        rows = sorted((row.written, row.spoken, row.place) for row in lexicon.entries.values())
        self._recipe = _digest([_FORMAT, NORMALIZER_VERSION, glosses, rows])

    def scripts(self, paragraph: Paragraph) -> Scripts:
        """The scripts of a paragraph's sentences, in order."""
        sentences = paragraph.sentences
        key = self._key(sentences)
        if (kept := self._shelf.get(key)) is not None:
            return tuple(map(_unpacked, sentences, json.loads(kept)))
        scripts = tuple(normalize(s, self._lexicon, glosses=self._glosses) for s in sentences)
        packed = json.dumps([_packed(script) for script in scripts], ensure_ascii=False)
        self._shelf.put(key, packed.encode())
        return scripts

    def _key(self, sentences: tuple[Sentence, ...]) -> str:
        return _digest([self._recipe, *(sentence.text for sentence in sentences)])


def _digest(content: list[Any]) -> str:
    return hashlib.sha256(json.dumps(content, ensure_ascii=False).encode()).hexdigest()


def _packed(script: Script) -> list[Any]:
    places = [offset for span in script.line.words for offset in span]
    written = [offset for word in script.words for offset in word.span]
    return [script.line.text, places, written, script.rows]


def _unpacked(sentence: Sentence, data: list[Any]) -> Script:
    text, places, written, rows = data
    said = tuple(map(Span, places[::2], places[1::2]))
    words = tuple(
        SpokenWord(text[start:end], span)
        for (start, end), span in zip(said, map(Span, written[::2], written[1::2]), strict=True)
    )
    return Script(sentence, Line(text, said), words, tuple(rows))
