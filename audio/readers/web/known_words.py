"""What the tables know of web pages: telling class names, and lines that are no article."""

from __future__ import annotations

import unicodedata
from enum import StrEnum
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

import regex
from lxml.html import HtmlElement

from audio.readers.article.pieces import fold
from audio.tables import rows

_FOLDER = Path(__file__).parent
_WORD = regex.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")
_NAMING = ("class", "id", "aria-labelledby", "data-component", "data-testid")
"""Attributes in which pages name their parts."""
_LONGEST = 600
"""Characters of these that are looked at."""
_MOST_WORDS = 3
"""Words in a row of ``classes.tsv``."""
_NUMBERS = regex.compile(r"[\p{N}\p{S}]++")
_GOES_ON = regex.compile(r"[\p{L}\p{M}\p{N}]")
_SEPARATOR = regex.compile(r"\s*+[:：|©,]|\s*+[-–—]+(?:\s|$)|\s*+$")
_SHORT, _LONG, _LONGEST_PLEA = 90, 250, 600
"""Code points: a label with what it labels; a plea to subscribe; one that says all it offers."""
_LONGEST_NOTE = 1500
_MANY = 2
"""Of what only hints at a plea, how many it takes."""
_SPELLING = str.maketrans({"\u093c": None, "ँ": "ं", "ः": ":"})
"""फ़ॉलो or फॉलो, यहाँ or यहां, a visarga for a colon: pages write them all ways."""
_CLOSING = " .…:;-–—!>»👇\u200d\ufe0f"
"""What may follow the words with which a line leads to a list."""


class Role(StrEnum):
    """What an element's names say of it."""

    BODY = "body"
    FURNITURE = "furniture"
    META = "meta"
    STANDFIRST = "standfirst"
    GATED = "gated"
    LIVE = "live"
    WIDGET = "widget"


class Form(StrEnum):
    """How a line that is no article stands in a page; see ``lines.tsv``."""

    WHOLE = "whole"
    OPENS = "opens"
    OVER = "over"
    ENDS = "ends"
    GATE = "gate"
    HOLDS = "holds"
    SAYS = "says"
    CLOSES = "closes"
    MORE = "more"
    NOTE = "note"
    PLATFORM = "platform"
    APP = "app"
    NEWS = "news"


_ALONE = (
    Form.WHOLE, Form.OVER, Form.ENDS, Form.MORE, Form.OPENS, Form.GATE, Form.HOLDS,
)  # fmt: skip
"""What a block may be and nothing else; what a line is first counts."""


class Label(NamedTuple):
    """A row of ``lines.tsv``."""

    words: str
    form: Form


def roles(element: HtmlElement) -> frozenset[Role]:
    """What the class and id of ``element`` say of it."""
    names = " ".join(element.get(attribute, "") for attribute in _NAMING)
    found = _roles(names[:_LONGEST]) if not names.isspace() else frozenset()
    if "articleBody" in element.get("itemprop", ""):
        return found | {Role.BODY}
    return found


@lru_cache(maxsize=8192)
def _roles(names: str) -> frozenset[Role]:
    known = _class_table()
    found: set[Role] = set()
    for name in names.split():
        words = [word.lower() for word in _WORD.findall(name)]
        for length in range(1, _MOST_WORDS + 1):
            for at in range(len(words) - length + 1):
                role = known.get(" ".join(words[at : at + length]))
                if role:
                    found.add(role)
    return frozenset(found)


def label(text: str, *, has_link: bool) -> Label | None:
    """The row of ``lines.tsv`` that ``text``, a block or a line of one, is; None for none.

    What a label opens is a label too when it is short, or when it is a link.
    """
    if len(text) > _LONGEST_PLEA:
        return None
    text = _spelt(text)
    if len(text) > _LONG:
        return _plea(text, has_link=has_link)
    whole = _whole_table().get(fold(_NUMBERS.sub(" ", text)))
    if whole:
        return whole
    start = text.lstrip("\"'“‘[(•▪*#-–—👉➡▶🔴 ")
    for row in _opening_table().get(fold(start.split(maxsplit=1)[0]) if start.split() else "", ()):
        if not _begins(start, row.words):
            continue
        rest = start[len(row.words) :]
        is_set_off = bool(_SEPARATOR.match(rest))
        is_plea = len(row.words.split()) > 2 if row.form is Form.OPENS else has_link
        is_plea = is_plea or row.form is Form.GATE
        if (is_set_off and (has_link or len(text) <= _SHORT or row.form is Form.OVER)) or (
            is_plea and not _GOES_ON.match(rest)
        ):
            return row
    return _leading(text) or _plea(text, has_link=has_link)


def note(text: str) -> Label | None:
    """The row of ``lines.tsv`` that ``text``, a block after a story, opens with: a disclaimer."""
    if len(text) > _LONGEST_NOTE:
        return None
    start = _spelt(text[:_SHORT]).lstrip("\"'“‘[*# ")
    if not _any_of(Form.NOTE).match(start):
        return None
    for row in _of(Form.NOTE):
        is_set_off = " " in row.words or row.words.startswith("(")
        if _begins(start, row.words) and (is_set_off or _SEPARATOR.match(start[len(row.words) :])):
            return row
    return None


def asks(text: str, form: Form) -> int:
    """How many of the rows of ``form`` are in ``text``: to follow, to read on, to download."""
    return len(_asked(_spelt(text), form))


def _asked(text: str, form: Form) -> list[Label]:
    if not _any_of(form).search(text):
        return []
    folded = text.casefold()
    return [row for row in _of(form) if row.words.casefold() in folded]


def _leading(text: str) -> Label | None:
    """What ends as a line over other stories does: `… से जुड़ी ये खबर भी पढ़ें`."""
    end = text.rstrip(_CLOSING)
    if len(end) > _SHORT:
        return None
    closing = next((row for row in _of(Form.CLOSES) if end.endswith(row.words)), None)
    return closing and Label(closing.words, Form.OVER)


def _plea(text: str, *, has_link: bool) -> Label | None:
    """What asks to click, to follow, to download; without a link it must ask for two things.

    The platforms, applications and news that it names count as well, each kind once.
    """
    asked, said = _asked(text, Form.HOLDS), _asked(text, Form.SAYS)
    if not asked and len(said) < _MANY:
        return None
    kinds = sum(asks(text, form) > 0 for form in (Form.PLATFORM, Form.APP, Form.NEWS))
    score = len(asked) + len(said) + kinds + (has_link and bool(asked))
    least = 2 + (len(text) > _LONG) + 2 * (not asked)
    return [*asked, *said][0] if score >= least else None


def _begins(text: str, words: str) -> bool:
    return text[: len(words)].casefold() == words.casefold()


def _spelt(text: str) -> str:
    """``text`` in the one spelling in which lines are compared."""
    return unicodedata.normalize("NFC", text).translate(_SPELLING)


@cache
def _class_table() -> dict[str, Role]:
    return {words: Role(role) for words, role, _ in rows(_FOLDER / "classes.tsv")}


@cache
def _labels() -> list[Label]:
    known = {(_spelt(words), Form(form)) for words, form, _ in rows(_FOLDER / "lines.tsv")}
    return [Label(*row) for row in sorted(known)]


@cache
def _of(form: Form) -> list[Label]:
    return [row for row in _labels() if row.form is form]


@cache
def _any_of(form: Form) -> regex.Pattern[str]:
    """Finds any row of ``form``: most texts hold none, and one search tells."""
    words = "|".join(regex.escape(row.words) for row in _of(form))
    return regex.compile(words, regex.IGNORECASE)


@cache
def _whole_table() -> dict[str, Label]:
    alone = [row for form in _ALONE for row in _of(form)]
    return {fold(_NUMBERS.sub(" ", row.words)): row for row in reversed(alone)}


@cache
def _opening_table() -> dict[str, list[Label]]:
    """The rows that may open a line, by their first word; the longest first."""
    table: dict[str, list[Label]] = {}
    for row in sorted(_labels(), key=lambda row: -len(row.words)):
        if row.form in {Form.OPENS, Form.OVER, Form.GATE}:
            table.setdefault(fold(row.words.split()[0]), []).append(row)
    return table
