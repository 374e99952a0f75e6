"""Correction: another reading for a word, for the whole show or for one article alone.

Both are rows of a lexicon beside the articles: the show's is named in ``show.toml``, an article's
own in its front matter. Everything lies in plain files, which the command line and git see.
"""

from __future__ import annotations

import unicodedata
from pathlib import Path

from audio.errors import LexiconError, Place
from audio.hindi.romanize import make_unique
from audio.normalize import Lexicon
from audio.readers import read
from audio.readers.text.decoding import decode, encode_like
from audio.readers.text.front_matter_edit import set_front_matter
from audio.settings import Settings
from audio.settings.show_file import load_show
from audio.show.settings_edit import edit_show
from audio.tables import read_users_text
from audio.work.publication import Publication

CONFIG = "show.toml"
LEXICON = "lexicon.tsv"
"""The show's, where it has none yet."""


def correct(written: str, spoken: str, content: Path, article: Path | None = None) -> Path:
    """Give ``written`` another reading: in every article of ``content``, or in ``article`` alone.

    An empty ``spoken`` leaves the word as it is written. Returns the lexicon's file; a row for
    the same words is replaced. Raises ``LexiconError`` for what cannot be spoken, and what
    reading and writing the files raise; then nothing has changed.
    """
    row = f"{_clean(written)}\t{_clean(spoken)}"
    try:
        Lexicon.parse(row, "correction")
    except LexiconError as error:  # it stands in no file yet
        raise LexiconError(error.what, hint=error.hint) from error
    lexicon = find_lexicon(content, article)
    before = ""
    if lexicon.exists():
        before = read_users_text(lexicon, "the lexicon", LexiconError)
        if "\t" not in before and before.strip():
            hint = "save it with tabs between the cells"
            raise LexiconError("is no table of tabs", where=Place(str(lexicon)), hint=hint)
    after = _put_row(before, row)
    Lexicon.parse(after, str(lexicon))
    with Publication() as publication:
        publication.write(lexicon, after.encode())
        if article and not read(article).lexicon:
            named = article.read_bytes()
            text = decode(named, str(article))
            text = set_front_matter(text, {"lexicon": [lexicon.name]}, str(article))
            publication.write(article, encode_like(text, named))
        publication.release()
    if not article and not _load(content).lexicon:
        edit_show(content / CONFIG, {"lexicon": [lexicon.name]})
    return lexicon


def find_lexicon(content: Path, article: Path | None = None) -> Path:
    """The file that ``correct`` writes to; it need not be there yet."""
    return _find_own(article) if article else _find_shows(content)


def _clean(text: str) -> str:
    return unicodedata.normalize("NFC", " ".join(text.split()))


def _load(content: Path) -> Settings:
    config = content / CONFIG
    return load_show(config) if config.exists() else Settings()


def _find_shows(content: Path) -> Path:
    """The last lexicon that the show names, which is the strongest; or the file for a first one."""
    named = _load(content).lexicon
    return named[-1] if named else content / LEXICON


def _find_own(article: Path) -> Path:
    """The last lexicon that the article names; else a file named after it that is no other's."""
    if named := read(article).lexicon:
        return article.parent / named[-1]
    taken = {path.stem for path in article.parent.glob("*.tsv")}
    return article.with_name(f"{make_unique(article.stem, taken)}.tsv")


def _put_row(table: str, row: str) -> str:
    """``table`` with ``row`` in place of one for the same words, or at its end."""
    word = row.partition("\t")[0]
    lines = table.split("\n") if table else []
    while lines and not lines[-1].strip():
        lines.pop()
    same = [
        number
        for number, line in enumerate(lines)
        if "\t" in line and unicodedata.normalize("NFC", line.partition("\t")[0].strip()) == word
    ]
    if not same:
        return "\n".join([*lines, row, ""])
    note = lines[same[0]].split("\t")[2:]
    lines[same[0]] = "\t".join([row, *note])
    kept = [line for number, line in enumerate(lines) if number not in same[1:]]
    return "\n".join([*kept, ""])
