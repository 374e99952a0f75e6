"""Explanations: what the normalizer made of lines of text, for people and for machines."""

from __future__ import annotations

import json
import sys
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from audio.errors import Place, SourceError, SpeechError
from audio.normalize import find_guesses
from audio.records import Line, Script, Sentence, Token

Read = tuple[str, tuple[Token, ...]]
"""A line and what the normalizer made of it."""

COPIED = frozenset({"word", "gap"})
"""The kinds of token that are not a change."""


def read_lines(file: Path | None) -> Iterator[str]:
    """The lines of ``file`` or of standard input (also ``-``), NFC, without their line feeds.

    Only a line feed ends a line, so that what comes out has as many lines as what went in.
    Raises ``SourceError`` for a line that is not UTF-8, naming it.
    """
    try:
        stream = file.open("rb") if file and file != Path("-") else sys.stdin.buffer
    except OSError as error:
        raise SourceError(f"cannot be read: {error.strerror}", where=Place(str(file))) from error
    with stream:
        for number, line in enumerate(stream, 1):
            try:
                text = line.decode("utf-8-sig" if number == 1 else "utf-8")
            except UnicodeDecodeError as error:
                raise SourceError(
                    "is not UTF-8", where=Place(str(file or "-"), number), hint="save it as UTF-8"
                ) from error
            yield unicodedata.normalize("NFC", text.removesuffix("\n"))


def format_text(read: Iterable[Read]) -> Iterator[str]:
    """The spoken lines, one for one."""
    for _, tokens in read:
        yield "".join(token.spoken for token in tokens) + "\n"


def format_table(read: Iterable[Read]) -> Iterator[str]:
    """Every change, tab-separated: line, written, spoken, class, rule, span."""
    yield "line\twritten\tspoken\tclass\trule\tspan\n"
    for number, (line, tokens) in enumerate(read, 1):
        for token in _find_changes(tokens):
            written = _flatten(token.span.of(line))
            span = f"{token.span.start}-{token.span.end}"
            yield f"{number}\t{written}\t{token.spoken}\t{token.kind}\t{token.rule}\t{span}\n"


def format_json(read: Iterable[Read]) -> Iterator[str]:
    """An object a line: number, written, spoken, and every change."""
    for number, (line, tokens) in enumerate(read, 1):
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
                for token in _find_changes(tokens)
            ],
        }
        yield json.dumps(data, ensure_ascii=False) + "\n"


def format_coverage(read: Iterable[Read]) -> Iterator[str]:
    """What was guessed, the most frequent first: an editor's to-do list.

    Words read by their letters, abbreviations in no table, letters taken for units.

    Tab-separated: count, written, spoken, rule, line of the first. Memory grows with the number
    of different guesses, not with the text.
    """
    from audio.segment import find_sentences

    counts: Counter[tuple[str, str, str]] = Counter()
    first: dict[tuple[str, str, str], int] = {}
    for number, (line, tokens) in enumerate(read, 1):
        ends = {span.end for span in find_sentences(line)}
        for token, why in find_guesses(line, tokens, ends):
            guess = (_flatten(token.span.of(line)), token.spoken.strip(), why)
            counts[guess] += 1
            first.setdefault(guess, number)
    yield "count\twritten\tspoken\trule\tfirst line\n"
    for guess, count in counts.most_common():
        yield "\t".join((str(count), *guess, str(first[guess]))) + "\n"


def format_phonemes(read: Iterable[Read]) -> Iterator[str]:
    """Every sentence as Kokoro and piper are given it, tab-separated: line, spoken, phonemes.

    The phonemes are espeak's, in IPA, with the package's mends: ``ɾˈaːm ɡˈʌjaː`` for राम गया.
    Raises ``SpeechError`` for a word without sound, naming the line.
    """
    from audio.engines.phonemes.phonemizer import TIE, Phonemizer
    from audio.engines.pronunciation import respell
    from audio.engines.pronunciation_tables import read_pronunciation

    pronunciation, phonemizer = read_pronunciation("espeak"), Phonemizer("hi")
    yield "line\tspoken\tphonemes\n"
    for number, (text, tokens) in enumerate(read, 1):
        for line in _part_into_sentences(text, tokens):
            try:
                words = phonemizer.phonemize(respell(line, pronunciation))
            except SpeechError as error:
                error.locate(line=number)
                raise
            yield f"{number}\t{_flatten(line.text).strip()}\t{' '.join(words).replace(TIE, '')}\n"


FORMS: Mapping[str, Callable[[Iterable[Read]], Iterator[str]]] = {
    "coverage": format_coverage,
    "json": format_json,
    "phonemes": format_phonemes,
    "table": format_table,
    "text": format_text,
}
"""What ``normalize`` can print."""


def _part_into_sentences(text: str, tokens: Sequence[Token]) -> Iterator[Line]:
    """What is spoken of each sentence of ``text`` that has a word."""
    from audio.segment import find_sentences

    for span in find_sentences(text):
        own = [token for token in tokens if span.start <= token.span.start < span.end]
        line = Script.from_tokens(Sentence("", span, span.of(text)), own).line
        if line.words:
            yield line


def _find_changes(tokens: Iterable[Token]) -> Iterator[Token]:
    return (token for token in tokens if token.kind not in COPIED)


def _flatten(text: str) -> str:
    """``text`` for a cell of a table: on one line and in one column."""
    return text.replace("\t", " ")
