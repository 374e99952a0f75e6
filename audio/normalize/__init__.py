"""Written Hindi to spoken Hindi: every number, sign and foreign letter in words."""

from audio.normalize.context import Style
from audio.normalize.coverage import find_guesses
from audio.normalize.english.roman_hindi import is_roman_hindi
from audio.normalize.lexicon import EMPTY_LEXICON, Lexicon
from audio.normalize.scan import normalize, tokenize
from audio.normalize.version import NORMALIZER_VERSION

__all__ = [
    "EMPTY_LEXICON",
    "NORMALIZER_VERSION",
    "Lexicon",
    "Style",
    "find_guesses",
    "is_roman_hindi",
    "normalize",
    "tokenize",
]
