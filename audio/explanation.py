"""Explanations: what the normalizer made of lines of text, for people and for machines."""

from __future__ import annotations

import json
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path

from audio.errors import SourceError
from audio.normalize import Lexicon, tokenize
from audio.records import Token

COPIED = frozenset({"word", "gap"})
"""The kinds of token that are not a change."""


def read_lines(file: Path | None) -> Iterator[str]:
    """The lines of ``file`` or of standard input, NFC, without their line feeds.

    Only a line feed ends a line, so that what comes out has as many lines as what went in.
    Raises ``SourceError`` for a line that is not UTF-8, naming it.
    """
    try:
        stream = file.open("rb") if file else sys.stdin.buffer
    except OSError as error:
        raise SourceError(f"cannot be read: {error.strerror}", where=str(file)) from error
    with stream:
        for number, line in enumerate(stream, 1):
            try:
                text = line.decode("utf-8-sig" if number == 1 else "utf-8")
            except UnicodeDecodeError as error:
                raise SourceError(
                    "is not UTF-8", where=f"{file or '-'}:{number}", hint="save it as UTF-8"
                ) from error
            yield unicodedata.normalize("NFC", text.removesuffix("\n"))


def as_text(lines: Iterable[str], lexicon: Lexicon) -> Iterator[str]:
    """The spoken lines, one for one."""
    for line in lines:
        yield "".join(token.spoken for token in tokenize(line, lexicon)) + "\n"


def as_table(lines: Iterable[str], lexicon: Lexicon) -> Iterator[str]:
    """Every change, tab-separated: line, written, spoken, class, rule, span."""
    yield "line\twritten\tspoken\tclass\trule\tspan\n"
    for number, line in enumerate(lines, 1):
        for token in _changes(line, lexicon):
            written = _shown(token.span.of(line))
            span = f"{token.span.start}-{token.span.end}"
            yield f"{number}\t{written}\t{token.spoken}\t{token.kind}\t{token.rule}\t{span}\n"


def as_json(lines: Iterable[str], lexicon: Lexicon) -> Iterator[str]:
    """An object a line: number, written, spoken, and every change."""
    for number, line in enumerate(lines, 1):
        tokens = tokenize(line, lexicon)
        data = {
            "line": number,
            "written": line,
            "spoken": "".join(token.spoken for token in tokens),
            "changes": [
                {
                    "written": token.span.of(line),
                    "spoken": token.spoken,
                    "class": token.kind,
                    "rule": token.rule,
                    "span": list(token.span),
                }
                for token in tokens
                if token.kind not in COPIED
            ],
        }
        yield json.dumps(data, ensure_ascii=False) + "\n"


def _changes(line: str, lexicon: Lexicon) -> Iterator[Token]:
    return (token for token in tokenize(line, lexicon) if token.kind not in COPIED)


def _shown(text: str) -> str:
    """On one line and in one column."""
    return text.replace("\t", " ")
