"""Scripts: the sentences of one paragraph in, what is said for them out.

Normalize, and respell what the engine would say wrongly; or find both in the store, where those
of an unchanged paragraph still are.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from audio.engines.pronunciation import Pronunciation, respell
from audio.normalize import NORMALIZER_VERSION, Lexicon, Style, normalize
from audio.records import Line, Paragraph, Script, Sentence, Span, SpokenWord
from audio.records.columns import make_rows
from audio.work.keys import make_key
from audio.work.store import SCRIPT, Store

Scripts = tuple[Script, ...]
"""One a sentence of a paragraph."""

_FORMAT = 5
"""Raised when scripts are kept in another form."""


@dataclass(frozen=True)
class SpokenParagraph:
    """A paragraph, ready to be spoken; what is said for it is unpacked when that is asked for.

    Of a long edition that has not changed, nobody asks but who tells the moment of every word.
    """

    sentences: Sequence[Sentence]
    key: str
    """Of the lines."""
    rows: Sequence[str]
    """The rows of pronunciation that respelled a word of it, each as it is written."""
    lexicon_rows: Sequence[str]
    """The rules of the user's lexicon that spoke in it."""
    packed: bytes
    """Its scripts and lines, as JSON."""

    @classmethod
    def from_scripts(cls, scripts: Scripts, pronunciation: Pronunciation) -> SpokenParagraph:
        """Respell what an engine with this pronunciation would say wrongly."""
        lines = tuple(respell(script.line, pronunciation) for script in scripts)
        rows = frozenset[str]().union(*(pronunciation.find_rows(script.line) for script in scripts))
        used = {row for script in scripts for row in script.rows}
        sentences = tuple(script.sentence for script in scripts)
        packed = _dump(list(map(_pack, scripts, lines)))
        return cls(sentences, make_key(*lines), sorted(rows), sorted(used), packed)

    @cached_property
    def scripts(self) -> Scripts:
        """One a sentence."""
        return tuple(map(_unpack_script, self.sentences, self._parts))

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """The lines for the engine: as in the scripts, but for what it would say wrongly."""
        pairs = zip(self.scripts, self._parts, strict=True)
        return tuple(_unpack_line(*line) if line else script.line for script, (*_, line) in pairs)

    @cached_property
    def _parts(self) -> list[Any]:
        parts: list[Any] = json.loads(self.packed)
        return parts


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
            head, _, packed = kept.partition(b"\n")
            spoken_key, rows, lexicon_rows = json.loads(head)
            return SpokenParagraph(sentences, spoken_key, rows, lexicon_rows, packed)
        scripts = tuple(normalize(s, self._lexicon, self._style) for s in sentences)
        made = SpokenParagraph.from_scripts(scripts, self._pronunciation)
        self._shelf.put(key, _dump([made.key, made.rows, made.lexicon_rows]) + b"\n" + made.packed)
        return made


def _dump(value: list[Any]) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode()


def _pack(script: Script, line: Line) -> list[Any]:
    """The script, and the line unless it is the script's."""
    return [*_pack_script(script), None if line == script.line else _pack_line(line)]


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
