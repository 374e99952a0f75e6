"""What the spoken words depend on, as one short string."""

from __future__ import annotations

from hashlib import blake2b
from pathlib import Path

from audio.hindi import (
    common_words,
    cut_words,
    foreign_scripts,
    guessed_words,
    long_names,
    orthography,
    romanize,
)
from audio.hindi.dates import MONTHS


def _compute_fingerprint() -> str:
    """A digest of every module and table that readings come from: it changes when one may."""
    digest = blake2b(digest_size=8)
    folder = Path(__file__).parent
    own = sorted((*folder.rglob("*.py"), *folder.glob("tables/*.tsv")))
    modules = (
        common_words,
        cut_words,
        foreign_scripts,
        guessed_words,
        long_names,
        orthography,
        romanize,
    )
    tables = (
        common_words.COMMON_WORDS,
        cut_words.CUT_WORDS,
        foreign_scripts.FOREIGN_LETTERS,
        guessed_words.GUESSED_WORDS,
        long_names.LONG_NAMES,
    )
    shared = (*(Path(str(module.__file__)) for module in modules), *tables)
    for path in (*own, MONTHS, *shared):
        digest.update(path.name.encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


NORMALIZER_VERSION: str = _compute_fingerprint()
"""Changes with the tables and the rules; for the keys of whatever is kept of their results."""
