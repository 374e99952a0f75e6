"""Elements of HTML in Markdown that are not read as they stand: formulas, readings, hidden text."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Set
from itertools import accumulate

from audio import regex
from audio.errors import SourceError
from audio.readers.article.formula_speech import STAND_IN, SpokenFormula
from audio.readers.article.ruby import is_said_for
from audio.readers.article.silent_text import is_hidden_style
from audio.readers.text.note_markup import NoteMarkup

_TAG = regex.compile(
    r"`[^`\n]{1,1000}`|<(?P<end>/?)(?P<name>[A-Za-z][A-Za-z0-9]*+)(?P<rest>[^<>]{0,2000})>"
)
_STYLE = regex.compile(r"""\bstyle\s*+=\s*+(?:"(?P<css>[^"]*+)"|'(?P<css>[^']*+)')""")
_HIDDEN = regex.compile(r"(?<=\s)hidden(?=[\s=/]|$)")
_VALUE = regex.compile(r""""[^"]*+"|'[^']*+'""")
_SOME = regex.compile(r"<math|<ruby|hidden|none", regex.IGNORECASE)
_SETTLED = frozenset({"math", "ruby"})
_OVER = regex.compile(
    r"<r(?:(?P<is_reading>t)|p)(?:\s[^<>]*+)?>(?P<text>(?:[^<]|<(?!/?r(?:[tp]|uby)\b))*+)(?:</r[tp]>)?+",
    regex.IGNORECASE,
)
"""A reading in a ruby, or one of its brackets."""
_EMPTY = frozenset({"br", "hr", "img", "input", "link", "meta", "source", "wbr"})
_DAMAGED = "one that is no MathML"


def settle_elements(body: str, find_code: Callable[[str], Set[int]], markup: NoteMarkup) -> str:
    """``body`` with `<math>` in words and without `<div style="display:none">` and the like.

    ``find_code`` finds its lines that are code, from 0; what has no end tag stays as it is.
    ``markup`` is told of what is left out.
    """
    if not _SOME.search(body):
        return body
    parts: list[str] = []
    at = 0
    for tag, end in _pair_tags(_find_tags(body, find_code(body))):
        name = tag["name"].lower()
        if tag.start() < at or not (name in _SETTLED or _is_hidden(name, tag["rest"])):
            continue
        parts += [body[at : tag.start()], _settle(body[tag.start() : end], name, markup)]
        parts += [" "] if name == "math" and body[end : end + 1].isalnum() else []
        at = end
    return "".join([*parts, body[at:]])


def _pair_tags(tags: Iterable[regex.Match[str]]) -> list[tuple[regex.Match[str], int]]:
    """The tags that begin an element, in order, each with where that ends; none without an end."""
    pairs: list[tuple[regex.Match[str], int]] = []
    opened: defaultdict[str, list[regex.Match[str]]] = defaultdict(list)
    for tag in tags:
        same = opened[tag["name"].lower()]
        if not tag["end"]:
            same.append(tag)
        elif same:
            pairs.append((same.pop(), tag.end()))
    return sorted(pairs, key=lambda pair: pair[0].start())


def _find_tags(body: str, code: Set[int]) -> Iterator[regex.Match[str]]:
    """The tags of ``body`` that stand in no code."""
    starts = list(accumulate((len(line) + 1 for line in body.split("\n")), initial=0))
    for tag in _TAG.finditer(body):
        if tag["name"] and bisect_right(starts, tag.start()) - 1 not in code:
            yield tag


def _is_hidden(name: str, rest: str) -> bool:
    if name in _EMPTY or rest.endswith("/"):
        return False
    style = _STYLE.search(rest)
    return bool(style and is_hidden_style(style["css"])) or bool(
        _HIDDEN.search(_VALUE.sub("", rest))
    )


def _settle(element: str, name: str, markup: NoteMarkup) -> str:
    """What stands for ``element``; what is not read of it is told to ``markup``."""
    if name == "ruby":
        return _read_ruby(element)
    if name != "math":
        markup.hidden.append(" ".join(_TAG.sub(" ", element).split()))
        return ""
    said = _speak(element)
    markup.formulas += [said.unknown] if said.unknown else []
    return f" {said.text}"


def _read_ruby(element: str) -> str:
    """The reading over a word in other letters, or the word alone, with its markup."""
    reading = "".join(one["text"] for one in _OVER.finditer(element) if one["is_reading"]).strip()
    word = _OVER.sub("", element)
    return reading if is_said_for(reading, _TAG.sub("", word)) else word


def _speak(element: str) -> SpokenFormula:
    from audio.readers.article.hardened_xml import parse_xml  # lxml is slow to import
    from audio.readers.article.mathml import speak_mathml

    try:
        return speak_mathml(parse_xml(element.encode(), "-"))
    except SourceError:
        return SpokenFormula(STAND_IN, _DAMAGED)
