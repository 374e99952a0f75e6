"""Known words of web pages: class names that tell what an element is, lines that are no article.

They stand in ``classes.tsv`` and ``lines.tsv``.
"""

from __future__ import annotations

import unicodedata
from enum import StrEnum
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from lxml.html import HtmlElement

from audio import regex
from audio.readers.article.pieces import fold
from audio.tables import read_rows

_FOLDER = Path(__file__).parent
_WORD = regex.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")
_NAMING = ("class", "id", "aria-labelledby", "data-component", "data-testid")
"""Attributes in which pages name their parts."""
_LONGEST = 600
"""Characters of these that are looked at."""
_MOST_WORDS = 3
"""Words in a row of ``classes.tsv``."""
_NUMBERS = regex.compile(r"[\p{N}\p{S}]++")
_SENTENCE_ENDS = ("।", "॥")
_GOES_ON = regex.compile(r"[\p{L}\p{M}\p{N}]")
_SEPARATOR = regex.compile(r"\s*+[:：|©,]|\s*+[-–—]+(?:\s|$)|\s*+$")
_SAME_IN_ENGLISH = regex.compile(r"\s?\([A-Za-z ]{3,20}\)")
"""`अस्वीकरण (Disclaimer) :`."""
_SHORT, _LONG, _LONGEST_PLEA = 90, 250, 600
"""Code points: a label with what it labels; a plea to subscribe; one that says all it offers."""
_LONGEST_NOTE = 1500
_MANY = 2
"""Of what only hints at a plea, how many it takes."""
_SPELLING = str.maketrans({"\u093c": None, "ँ": "ं", "ः": ":"})
"""फ़ॉलो or फॉलो, यहाँ or यहां, a visarga for a colon: pages write them all ways."""
_POLITE = {"कीज": "कर", "दीज": "द", "लीज": "ल"}
_ASKED_POLITELY = regex.compile(
    r"(?P<stem>(?<![\p{L}\p{M}])[कदल]ीज|(?<=[\p{L}\p{M}])[\p{L}\p{M}](?:(?<=रह)|(?<![लह])))ि(?:ए|ये)(?![\p{L}\p{M}])"
)
"""पढ़िए or पढ़ें, कीजिए or करें; not दिए, लिए, चाहिए."""
_WATCH = regex.compile(
    r"(?=.*(?:वीडियो|विडियो|video|तस्वीर|फोटो|पोस्ट|ट्वीट|रील))"
    r"(?=.*(?<![\p{L}\p{M}])(?:यहां|नीचे|भी)(?![\p{L}\p{M}]))"
    r"(?:.*(?<![\p{L}\p{M}]))?देखें(?:\s\S+|(?![\p{L}\p{M}])[^।]{0,12})[\s:.…!–-]*+",
    regex.IGNORECASE,
)
_WATCH_WORDS = 6
"""Words of a line over a player: `यहाँ देखें वीडियो`, `ये Video भी देखें:`."""
_CLOSING = " .…:;-–—!>»👇\u200d\ufe0f"
"""What may follow the words with which a line leads to a list."""


class ElementRole(StrEnum):
    """What an element is, as its class, its id and the like say."""

    BODY = "body"
    FURNITURE = "furniture"
    META = "meta"
    STANDFIRST = "standfirst"
    GATED = "gated"
    LIVE = "live"
    WIDGET = "widget"


class LineForm(StrEnum):
    """How a line that is no article stands in a page; see ``lines.tsv``."""

    WHOLE = "whole"
    OPENS = "opens"
    OVER = "over"
    ENDS = "ends"
    GATE = "gate"
    HOLDS = "holds"
    SAYS = "says"
    CLOSES = "closes"
    SUGGESTS = "suggests"
    MORE = "more"
    NOTE = "note"
    PLATFORM = "platform"
    APP = "app"
    NEWS = "news"
    SKIPS = "skips"


_ALONE = (
    LineForm.WHOLE, LineForm.OVER, LineForm.ENDS, LineForm.MORE, LineForm.OPENS, LineForm.GATE,
    LineForm.HOLDS, LineForm.SUGGESTS,
)  # fmt: skip
"""What a block may be and nothing else; what a line is first counts."""


class KnownLine(NamedTuple):
    """A row of ``lines.tsv``."""

    words: str
    form: LineForm


def find_roles(element: HtmlElement) -> frozenset[ElementRole]:
    """What the class and id of ``element`` say of it."""
    names = " ".join(element.get(attribute, "") for attribute in _NAMING)
    found = _match_names(names[:_LONGEST]) if not names.isspace() else frozenset()
    if "articleBody" in element.get("itemprop", ""):
        return found | {ElementRole.BODY}
    return found


@lru_cache(maxsize=8192)
def _match_names(names: str) -> frozenset[ElementRole]:
    known = _read_classes()
    found: set[ElementRole] = set()
    for name in names.split():
        words = [word.lower() for word in _WORD.findall(name)]
        for length in range(1, _MOST_WORDS + 1):
            for at in range(len(words) - length + 1):
                role = known.get(" ".join(words[at : at + length]))
                if role:
                    found.add(role)
    return frozenset(found)


def find_label(text: str, *, has_link: bool) -> KnownLine | None:
    """The row of ``lines.tsv`` that ``text``, a block or a line of one, is; None for none.

    What a label opens is a label too when it is short, or when it is a link.
    """
    if len(text) > _LONGEST_PLEA:
        return None
    text = _unify_spelling(text)
    if len(text) > _LONG:
        return _find_plea(text, has_link=has_link)
    whole = _index_whole().get(fold(_NUMBERS.sub(" ", text)))
    if whole:
        return whole
    start = text.lstrip("\"'“‘[(•▪*#-–—👉➡▶🔴 ")
    for row in _index_openings().get(fold(start.split(maxsplit=1)[0]) if start.split() else "", ()):
        if not _begins_with(start, row.words):
            continue
        rest = start[len(row.words) :]
        is_said = rest.startswith(",") and text.endswith(_SENTENCE_ENDS)
        is_set_off = bool(_SEPARATOR.match(rest)) and not is_said
        is_plea = len(row.words.split()) > 2 if row.form is LineForm.OPENS else has_link
        is_plea = is_plea or row.form is LineForm.GATE
        if (is_set_off and (has_link or len(text) <= _SHORT or row.form is LineForm.OVER)) or (
            is_plea and not _GOES_ON.match(rest)
        ):
            return row
    return _find_closing(text) or _find_watch(text) or _find_plea(text, has_link=has_link)


def is_button(text: str) -> bool:
    """Whether ``text`` is what a button says, and nothing else: `देखें वीडियो`, not `आगे पढ़ें`."""
    found = _index_whole().get(fold(_NUMBERS.sub(" ", _unify_spelling(text))))
    return found is not None and found.form in {LineForm.WHOLE, LineForm.OPENS}


def find_note(text: str) -> KnownLine | None:
    """The row of ``lines.tsv`` that ``text``, a block after a story, opens with: a disclaimer."""
    if len(text) > _LONGEST_NOTE:
        return None
    start = _SAME_IN_ENGLISH.sub("", _unify_spelling(text[:_SHORT]), 1).lstrip("\"'“‘[*# ")
    if not _compile_form(LineForm.NOTE).match(start):
        return None
    for row in _select_form(LineForm.NOTE):
        is_set_off = " " in row.words or row.words.startswith("(")
        if _begins_with(start, row.words) and (
            is_set_off or _SEPARATOR.match(start[len(row.words) :])
        ):
            return row
    return None


def count_known(text: str, form: LineForm) -> int:
    """How many of the rows of ``form`` are in ``text``: to follow, to read on, to download."""
    return len(_find_known(_unify_spelling(text), form))


def _find_known(text: str, form: LineForm) -> list[KnownLine]:
    if not _compile_form(form).search(text):
        return []
    folded = text.casefold()
    return [row for row in _select_form(form) if row.words.casefold() in folded]


def _find_closing(text: str) -> KnownLine | None:
    """What ends as a line over other stories does: `… से जुड़ी ये खबर भी पढ़ें`."""
    end = text.rstrip(_CLOSING)
    if len(end) > _SHORT:
        return None
    closing = next((row for row in _select_form(LineForm.CLOSES) if end.endswith(row.words)), None)
    return closing and KnownLine(closing.words, LineForm.OVER)


def _find_watch(text: str) -> KnownLine | None:
    """What asks to look at the player or the picture under it."""
    is_short = len(text.split()) <= _WATCH_WORDS
    return KnownLine(text, LineForm.WHOLE) if is_short and _WATCH.fullmatch(text) else None


def _find_plea(text: str, *, has_link: bool) -> KnownLine | None:
    """What asks to click, to follow, to download; without a link it must ask for two things.

    The platforms, applications and news that it names count as well, each kind once.
    """
    asked, said = _find_known(text, LineForm.HOLDS), _find_known(text, LineForm.SAYS)
    if not asked and len(said) < _MANY:
        return None
    named = text.replace(_unify_spelling("न्यूज़लेटर"), "")  # which is no `न्यूज़`
    kinds = sum(
        count_known(named, form) > 0 for form in (LineForm.PLATFORM, LineForm.APP, LineForm.NEWS)
    )
    score = len(asked) + len(said) + kinds + (has_link and bool(asked))
    least = 2 + (len(text) > _LONG) + 2 * (not asked)
    return [*asked, *said][0] if score >= least else None


def _begins_with(text: str, words: str) -> bool:
    return text[: len(words)].casefold() == words.casefold()


def _unify_spelling(text: str) -> str:
    """``text`` in the one spelling in which lines are compared."""
    text = unicodedata.normalize("NFC", text).translate(_SPELLING)
    if "िए" not in text and "िये" not in text:
        return text
    return _ASKED_POLITELY.sub(lambda found: _POLITE.get(found["stem"], found["stem"]) + "ें", text)


@cache
def _read_classes() -> dict[str, ElementRole]:
    return {words: ElementRole(role) for words, role, _ in read_rows(_FOLDER / "classes.tsv")}


@cache
def _read_lines() -> list[KnownLine]:
    known = {
        (_unify_spelling(words), LineForm(form))
        for words, form, _ in read_rows(_FOLDER / "lines.tsv")
    }
    return [KnownLine(*row) for row in sorted(known)]


@cache
def _select_form(form: LineForm) -> list[KnownLine]:
    return [row for row in _read_lines() if row.form is form]


@cache
def _compile_form(form: LineForm) -> regex.Pattern[str]:
    """Finds any row of ``form``: most texts hold none, and one search tells."""
    words = "|".join(regex.escape(row.words) for row in _select_form(form))
    return regex.compile(words, regex.IGNORECASE)


@cache
def _index_whole() -> dict[str, KnownLine]:
    alone = [row for form in _ALONE for row in _select_form(form)]
    return {fold(_NUMBERS.sub(" ", row.words)): row for row in reversed(alone)}


@cache
def _index_openings() -> dict[str, list[KnownLine]]:
    """The rows that may open a line, by their first word; the longest first."""
    table: dict[str, list[KnownLine]] = {}
    for row in sorted(_read_lines(), key=lambda row: -len(row.words)):
        if row.form in {LineForm.OPENS, LineForm.OVER, LineForm.GATE}:
            table.setdefault(fold(row.words.split()[0]), []).append(row)
    return table
