"""Lexicon files: TSV of written and spoken forms that an editor keeps beside the articles."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from audio.errors import LexiconError
from audio.normalize import EMPTY_LEXICON, Lexicon


def read_lexicon(paths: Sequence[Path]) -> Lexicon:
    """The rows of all files, those of later files stronger. Raises ``LexiconError``."""
    lexicon = EMPTY_LEXICON
    for path in paths:
        try:
            text = path.read_text(encoding="utf-8-sig")
        except OSError as error:
            what = f"the lexicon cannot be read: {error.strerror}"
            raise LexiconError(what, where=str(path)) from error
        except UnicodeDecodeError as error:
            raise LexiconError("is not UTF-8", where=str(path), hint="save it as UTF-8") from error
        lexicon = lexicon.merged(Lexicon.parse(text, str(path)))
    return lexicon
