"""Scripts: the sentences of one paragraph in, what is said for them out.

Normalize, and respell what the engine would say wrongly; or find both in the store, where those
of an unchanged paragraph still are.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, NamedTuple

from audio.engines.pronunciation import Pronunciation, respell
from audio.normalize import NORMALIZER_VERSION, Lexicon, Style, normalize
from audio.records import Line, Paragraph, Script, Sentence, Span, SpokenWord
from audio.records.columns import make_rows
from audio.work.keys import make_key
from audio.work.store import SCRIPT, Store

Scripts = tuple[Script, ...]
"""One a sentence of a paragraph."""

_FORMAT = 4
"""Raised when scripts are kept in another form."""


class SpokenParagraph(NamedTuple):
    """A paragraph, ready to be spoken."""

    scripts: Scripts
    lines: tuple[Line, ...]
    """As the engine is given them: only what it would say wrongly is not as in the scripts."""
    rows: tuple[str, ...]
    """The rows of pronunciation that respelled a word of it, each as it is written."""
    key: str
    """Of the lines."""

    @classmethod
    def from_scripts(cls, scripts: Scripts, pronunciation: Pronunciation) -> SpokenParagraph:
        """Respell what an engine with this pronunciation would say wrongly."""
        lines = tuple(respell(script.line, pronunciation) for script in scripts)
        rows = frozenset[str]().union(*(pronunciation.rows(script.line) for script in scripts))
        return cls(scripts, lines, tuple(sorted(rows)), make_key(*lines))


class ScriptMaker:
    """Makes scripts with one lexicon for one engine, or finds them in the store."""

    def __init__(
        self, lexicon: Lexicon, pronunciation: Pronunciation, *, style: Style, store: Store
    ) -> None:
        self._lexicon = lexicon
        self._pronunciation = pronunciation
        self._style = style
        self._shelf = store.get_shelf(SCRIPT)
        rows = sorted((row.written, row.spoken, row.place) for row in lexicon.entries.values())
        self._key = make_key(_FORMAT, NORMALIZER_VERSION, *style, rows, pronunciation.version)

    def make(self, paragraph: Paragraph) -> SpokenParagraph:
        """What is said for a paragraph's sentences, in order."""
        sentences = paragraph.sentences
        key = make_key(self._key, *(sentence.text for sentence in sentences))
        if (kept := self._shelf.get(key)) is not None:
            return _unpack(json.loads(kept), sentences)
        scripts = tuple(normalize(s, self._lexicon, self._style) for s in sentences)
        made = SpokenParagraph.from_scripts(scripts, self._pronunciation)
        self._shelf.put(key, json.dumps(_pack(made), ensure_ascii=False).encode())
        return made


def _pack(paragraph: SpokenParagraph) -> list[Any]:
    """Its key and rows; of every sentence the script, and the line unless it is the script's."""
    pairs = zip(paragraph.scripts, paragraph.lines, strict=True)
    packed = [
        [*_pack_script(script), None if line == script.line else _pack_line(line)]
        for script, line in pairs
    ]
    return [paragraph.key, paragraph.rows, packed]


def _unpack(data: list[Any], sentences: Sequence[Sentence]) -> SpokenParagraph:
    key, respelled_by, packed = data
    scripts = tuple(map(_unpack_script, sentences, packed))
    lines = tuple(
        _unpack_line(*line) if line else script.line
        for script, (*_, line) in zip(scripts, packed, strict=True)
    )
    return SpokenParagraph(scripts, lines, tuple(respelled_by), key)


def _pack_script(script: Script) -> list[Any]:
    written = [offset for word in script.words for offset in word.span]
    return [_pack_line(script.line), written, script.rows]


def _unpack_script(sentence: Sentence, data: list[Any]) -> Script:
    packed, written, rows, _ = data
    line = _unpack_line(*packed)
    said = (line.text[start:end] for start, end in line.words)
    words = make_rows(SpokenWord, said, make_rows(Span, written[::2], written[1::2]))
    return Script(sentence, line, words, tuple(rows))


def _pack_line(line: Line) -> list[Any]:
    return [line.text, [offset for span in line.words for offset in span]]


def _unpack_line(text: str, offsets: list[int]) -> Line:
    return Line(text, make_rows(Span, offsets[::2], offsets[1::2]))
