"""What the command line says, in the user's language: English, or Hindi by a table.

Who has something to tell writes it in English. Where it is printed, ``translate`` finds its row in
``messages.tsv``, or in ``findings.tsv`` for what ``check`` finds, and says that in Hindi; events
stay English.
"""

from __future__ import annotations

import locale
import os
from functools import cache
from pathlib import Path

from audio import regex
from audio.tables import read_rows

LANGUAGES = ("en", "hi")
_VARIABLES = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
"""What tells the user's language, the strongest first."""
_TABLES = ("messages.tsv", "findings.tsv")
_FIELD = regex.compile(r"\{=?\}")
_chosen: dict[str, str] = {}


def choose_language(language: str | None) -> None:
    """Say everything in ``language`` from now on; ``None`` for that of the locale."""
    _chosen.clear()
    _chosen["language"] = language or _find_language()
    if language:
        _chosen["named"] = language


def prefer_language(language: str) -> None:
    """Say everything in ``language`` instead of in the locale's, unless one was named."""
    if "named" not in _chosen:
        _chosen["language"] = language


def get_language() -> str:
    """The language of messages: one of ``LANGUAGES``."""
    return _chosen.get("language", "en")


def translate(text: str) -> str:
    """``text``, one message or a part of one, in the language that was chosen."""
    return _translate(text) if get_language() == "hi" else text


def _find_language() -> str:
    told = next((value for name in _VARIABLES if (value := os.environ.get(name))), "")
    name = told or locale.getlocale()[0] or ""  # Windows has no such variables
    return "hi" if name.lower().startswith("hi") else "en"


def _translate(text: str) -> str:
    """``where: what; hint`` in parts, unless the whole has a row."""
    whole = _find_row(text)
    if whole is not None:
        return whole
    what, mark, hint = text.partition("; ")
    return f"{_translate_clause(what)}{mark}{_translate(hint) if hint else ''}"


def _translate_clause(text: str) -> str:
    """A clause behind any number of places that it is about: ``a.md:3: line 2: what``."""
    places = text.split(": ")
    for number in range(len(places)):
        said = _find_row(": ".join(places[number:]))
        if said is not None:
            return ": ".join([*(_find_row(place) or place for place in places[:number]), said])
    return text


def _find_row(text: str) -> str | None:
    exact, rows = _read_messages()
    if text in exact:
        return exact[text]
    for longest, english, hindi in rows:
        if longest in text and (match := _make_pattern(english).fullmatch(text)):
            return hindi.format(*map(_translate, match.groups()))
    return None


@cache
def _read_messages() -> tuple[dict[str, str], list[tuple[str, str, str]]]:
    """The rows without fields by their English, and the others; those with most words first.

    With each stands the longest piece of its English, which a text must hold to be like it.
    """
    rows = [row for name in _TABLES for row in read_rows(Path(__file__).with_name(name))]
    exact = {english: hindi for english, hindi in rows if not _FIELD.search(english)}
    rows.sort(key=lambda row: len(_FIELD.sub("", row[0])), reverse=True)
    filled = [
        (max(_FIELD.split(english), key=len), english, hindi)
        for english, hindi in rows
        if english not in exact
    ]
    return exact, filled


@cache
def _make_pattern(english: str) -> regex.Pattern[str]:
    """What matches a row; ``{=}`` stands for what has a row of its own."""
    # Before a colon stands a place, so what is filled in has one in a quotation at most, or in a
    # reason at the end.
    field, last = "(“[^”]*”|(?:(?!: ).)+?)", "(.+)"
    pattern = regex.escape(english, literal_spaces=True).replace(r"\{\}", field)
    if r"\{=\}" in pattern:
        known = "|".join(map(regex.escape, _read_messages()[0]))
        pattern = pattern.replace(r"\{=\}", f"({known})")
    if english.endswith(": {}"):
        pattern = pattern.removesuffix(field) + last
    return regex.compile(pattern, regex.DOTALL)
