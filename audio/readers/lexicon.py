"""Lexicon files: TSV of written and spoken forms that an editor keeps beside the articles."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from audio.errors import LexiconError
from audio.normalize import EMPTY_LEXICON, Lexicon
from audio.tables import read_users_text


def read_lexicon(paths: Sequence[Path]) -> Lexicon:
    """The rows of all files, those of later files stronger. Raises ``LexiconError``."""
    lexicon = EMPTY_LEXICON
    for path in paths:
        text = read_users_text(path, "the lexicon", LexiconError)
        lexicon = lexicon.merge(Lexicon.parse(text, str(path)))
    return lexicon
