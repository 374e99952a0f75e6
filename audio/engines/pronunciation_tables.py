"""Pronunciation tables: the package's own for each engine, and the user's.

The package's are ``tables/ENGINE.tsv`` (``written<TAB>respelled<TAB>why``), ``ENGINE_loans.tsv``
(the same, for words printed without their nukta) and ``ENGINE_letters.tsv`` (see ``letters.py``);
espeak's phonemes are those of ``audio.engines.phonology``. A row of a user's file names its engine:
``engine<TAB>written<TAB>respelled[<TAB>note]``. Kokoro and piper are given espeak's phonemes, so
espeak's rows, of either kind, are theirs too; a user's row that names one of them is stronger.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from audio import regex
from audio.engines import ENGINES
from audio.engines.letters import LetterRules
from audio.engines.phonology.spelling import fold
from audio.engines.phonology.word import phonemize, read_version
from audio.engines.pronunciation import Pronunciation
from audio.errors import Place, SettingsError
from audio.hindi.orthography import unify
from audio.tables import read_rows, read_users_text

FOLDER = Path(__file__).with_name("tables")

_WRITTEN = regex.compile(r"\*?[\p{L}\p{M}\u200c\u200d]+\*?")
_RESPELLED = regex.compile(
    r"\*?[\p{Devanagari}\u200c\u200d]+(?: [\p{Devanagari}\u200c\u200d]+)*\*?"
)
_PHONEMES = regex.compile(r"\[\[[A-Za-z0-9:;@~,'.#*&\-]+\]\]")
_SPEAKS_PHONEMES = frozenset({"espeak", "kokoro", "piper"})
"""Engines whose phonemes are espeak's: its rows are for them, and ``[[…]]`` stands for phonemes."""


class _Row(NamedTuple):
    engine: str
    written: str
    respelled: str


def read_pronunciation(engine: str, paths: Sequence[Path] = ()) -> Pronunciation:
    """The package's table for ``engine`` and the rows for it in ``paths``, the later stronger.

    Raises ``SettingsError``: a file that cannot be read, or a row that cannot be used.
    """
    engines = [*dict.fromkeys(("espeak", engine))] if engine in _SPEAKS_PHONEMES else [engine]
    pronunciation = read_package_table(engines[0])
    texts = {
        path: read_users_text(path, "the pronunciation table", SettingsError) for path in paths
    }
    for one in engines:
        for path, text in texts.items():
            pronunciation = pronunciation.merge(*parse(text, str(path), one))
    return pronunciation


@cache
def read_package_table(engine: str) -> Pronunciation:
    """What the package mends for ``engine``; nothing when it has no table."""
    words, dotted = (
        {fold(row[0]): row[1] for row in _read_cells(name)}
        for name in (f"{engine}.tsv", f"{engine}_loans.tsv")
    )
    rules = LetterRules.from_rows(_read_cells(f"{engine}_letters.tsv"))
    if engine != "espeak":
        return Pronunciation(words, rules, dotted)
    return Pronunciation(words, rules, dotted, phonemize, read_version())


def _read_cells(name: str) -> list[list[str]]:
    path = FOLDER / name
    return [*read_rows(path)] if path.exists() else []


class Rows(NamedTuple):
    """Rows of a user's table for one engine."""

    respelled: dict[str, str]
    """By what is written."""
    names: dict[str, str]
    """The same: what messages call them."""


def parse(text: str, name: str, engine: str) -> Rows:
    """The rows for ``engine`` in a user's table; ``name`` is what messages call the file.

    Rows for other engines are checked and passed over; lines that start with ``#`` are comments.
    Raises ``SettingsError``.
    """
    found = Rows({}, {})
    places: dict[tuple[str, str], Place] = {}
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        place = Place(name, number)
        row = _parse_row(line, place)
        if first := places.get(row[:2]):
            what = f"“{row.written}” is respelled a second time (first at {first})"
            raise SettingsError(what, where=place, hint="keep one of them")
        places[row[:2]] = place
        if row.engine == engine:
            found.respelled[row.written] = row.respelled
            found.names[row.written] = f"{place}: “{row.written}”"
    return found


def _parse_row(line: str, place: Place) -> _Row:
    cells = [unify(unicodedata.normalize("NFC", cell.strip())) for cell in line.split("\t")]
    if len(cells) not in (3, 4):
        hint = "write it as: engine, a tab, written, a tab, respelled (and a tab and a note)"
        raise SettingsError(f"a row has {len(cells)} cells", where=place, hint=hint)
    row = _Row(cells[0], fold(cells[1]), cells[2])
    if row.engine not in ENGINES:
        hint = f"there are {', '.join(ENGINES)}"
        raise SettingsError(f"no engine is called {row.engine!r}", where=place, hint=hint)
    if not _WRITTEN.fullmatch(row.written):
        hint = "write a word without spaces or signs; * at an end stands for any letters"
        raise SettingsError(f"“{row.written}” is not one word", where=place, hint=hint)
    _check_respelled(row, place)
    return row


def _check_respelled(row: _Row, place: Place) -> None:
    phonetic = row.engine in _SPEAKS_PHONEMES
    if phonetic and "*" not in row.written and _PHONEMES.fullmatch(row.respelled):
        return
    if not _RESPELLED.fullmatch(row.respelled):
        also = ", or in [[phonemes]] if the row has no *" if phonetic else ""
        hint = f"write it in Devanagari, as it is said{also}"
        raise SettingsError(f"“{row.respelled}” cannot be said", where=place, hint=hint)
    if _find_stars(row.written) != _find_stars(row.respelled):
        what = f"“{row.written}” and “{row.respelled}” do not have * at the same ends"
        raise SettingsError(what, where=place, hint="put * where letters may follow, in both")


def _find_stars(cell: str) -> tuple[bool, bool]:
    return cell.startswith("*"), cell.endswith("*")
