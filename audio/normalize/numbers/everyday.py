"""Everyday words for numbers: सौ before metres, डेढ़, ढाई and साढ़े before a scale or a noun."""

from __future__ import annotations

from audio import regex
from audio.normalize.context import Context
from audio.normalize.numbers.fractions import say_fraction
from audio.normalize.tables_reader import index_spellings, read_cues

_LARGEST_HALVED = 99
_TO_SECOND = regex.compile(r" ?[-~] ?\d{1,3}(?:\.\d{1,2})?(?![\d.,])")
_NOUN = regex.compile(r"[\p{L}\p{M}]{1,12}+")
_METRES = regex.compile(r" ?(?:मीटर|मी\.|मी(?![\p{L}\p{M}])|m(?![\p{L}\p{N}²³/]))")


def find_everyday_words(context: Context, whole: str, fraction: str, end: int) -> str:
    """What is said instead of the digits of a number that ends at ``end``; mostly nothing.

    ``100 मी.`` is सौ मीटर, ``1.5 करोड़`` डेढ़ करोड़, ``2.5-3 गुना`` ढाई से तीन गुना.
    """
    if whole == "100" and not fraction:
        return "सौ" if _METRES.match(context.view, end) else ""
    if fraction != "5" or not 1 <= int(whole) <= _LARGEST_HALVED:
        return ""
    second = _TO_SECOND.match(context.view, end)
    at = second.end() if second else end
    at += context.view[at : at + 1] in (" ", "-")
    noun = _NOUN.match(context.view, at)
    halved = noun is not None and noun[0] in read_cues("halved")
    if halved or index_spellings("scales").find(context.view, at):
        return say_fraction(whole, "1", "2", "")
    return ""
