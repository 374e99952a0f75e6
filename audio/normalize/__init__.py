"""Written Hindi to spoken Hindi: every number, sign and foreign letter in words."""

from audio.normalize.context import Style
from audio.normalize.coverage import is_guess
from audio.normalize.lexicon import EMPTY_LEXICON, Lexicon
from audio.normalize.scan import normalize, tokenize
from audio.normalize.version import NORMALIZER_VERSION

__all__ = [
    "EMPTY_LEXICON",
    "NORMALIZER_VERSION",
    "Lexicon",
    "Style",
    "is_guess",
    "normalize",
    "tokenize",
]
