"""Converters of old fonts' text that are not ours: the extra `fonts` brings them.

The package krutiextract (MIT) reads the layouts of Chanakya, Shusha and APS-DV-Priyanka. Of it only
these functions are used, which need nothing of what else it installs.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, lru_cache
from importlib import import_module
from importlib.util import find_spec
from typing import cast

from audio import regex

INSTALL = "pip install 'audio-edition[fonts]'"
_PACKAGE = "krutiextract"
_CONVERTERS = {
    "aps": "aps_to_unicode",
    "chanakya": "chanakya_to_unicode",
    "shusha": "shusha_to_unicode",
}
"""Layout, as ``legacy_fonts.tsv`` names it → the package's function."""
_WORD = regex.compile(r"\S{1,200}+")
"""What is converted at once: the time grows with the square of the length."""


def is_known(layout: str) -> bool:
    """Whether the extra has a converter of ``layout``, installed or not."""
    return layout in _CONVERTERS


@cache
def is_installed() -> bool:
    """Whether the extra is there."""
    return find_spec(_PACKAGE) is not None


def convert_text(text: str, layout: str) -> str:
    """``text`` as a font of ``layout`` shows it. The extra must be installed."""
    return _WORD.sub(lambda word: _convert_word(word[0], layout), text)


@lru_cache(maxsize=10_000)
def _convert_word(word: str, layout: str) -> str:
    function = getattr(import_module(_PACKAGE), _CONVERTERS[layout])
    return cast("Callable[[str], str]", function)(word)
