"""The article of a page that shows nothing until its scripts have run, out of their data.

Such a page holds an empty element, and a script with JSON in which one object has the headline and
the text: `<script id="__NEXT_DATA__">{"props": {"article": {"title": …, "content": "<p>…"}}}`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from html import escape
from typing import Any, NamedTuple

from lxml import etree
from lxml.html import HtmlElement

from audio import regex
from audio.readers.article.pieces import fold
from audio.readers.web.tree import parse_page

_DEVANAGARI = regex.compile(r"\p{Devanagari}")
_SHOWN, _LEAST = 200, 200
"""Devanagari signs that a page shows before its scripts have run; and those of a text in them."""
_MOST_JSON, _MOST_NODES = 5_000_000, 50_000
_SENTENCES = 2
_SENTENCE_END = regex.compile(r"[।॥?!.](?=[\s<\"'”’]|$)")
_ASSIGNED = regex.compile(r"^\s*+(?:window\.|self\.|var |let |const )[\w.$\[\]'\"]{1,80}\s*+=\s*+")
_TITLES = ("title", "headline", "heading", "name")
_CODE = frozenset({"script", "style", "noscript", "title", "template"})
_TAG = regex.compile(r"<[A-Za-z/]")


class _Text(NamedTuple):
    """One text in the data, and the headline beside it."""

    title: str
    body: str


def show_script_data(root: HtmlElement, declared_title: str, origin: str) -> bool:
    """Put the article that the scripts' data hold on a page that shows no text; whether it did.

    Of several texts it is the one under ``declared_title``, else the longest.

    Raises:
        SourceError: the text is nested too deeply.
    """
    body = root.find("body")
    if body is None or _shows_text(body):
        return False
    texts = [text for data in _read_data(root) for text in _find_texts(data)]
    wanted = fold(declared_title)
    best = max(
        texts,
        key=lambda text: (bool(wanted) and fold(text.title) == wanted, len(text.body)),
        default=None,
    )
    if best is None:
        return False
    _put(body, best, origin)
    return True


def _shows_text(body: HtmlElement) -> bool:
    count = 0
    walk = etree.iterwalk(body, events=("start", "end"))
    for event, element in walk:
        is_code = not isinstance(element.tag, str) or element.tag in _CODE
        if event == "start" and is_code:
            walk.skip_subtree()
        text = element.tail if event == "end" else "" if is_code else element.text
        count += len(_DEVANAGARI.findall(text or ""))
        if count >= _SHOWN:
            return True
    return False


def _read_data(root: HtmlElement) -> Iterator[Any]:
    for script in root.iter("script"):
        kind = script.get("type", "").lower()
        source = (script.text or "").strip()
        is_hindi = "\\u09" in source or _DEVANAGARI.search(source)  # signs may be escaped
        if "ld+json" in kind or len(source) > _MOST_JSON or not is_hindi:
            continue
        if "json" not in kind:
            source = _ASSIGNED.sub("", source, count=1)
        if not source.startswith(("{", "[")):
            continue
        try:
            yield json.JSONDecoder(strict=False).raw_decode(source)[0]
        except (ValueError, RecursionError):
            continue  # a program, not data


def _find_texts(data: Any) -> Iterator[_Text]:
    waiting = [(data, "")]
    for _ in range(_MOST_NODES):
        if not waiting:
            return
        node, title = waiting.pop()
        if isinstance(node, dict):
            named = (node[name] for name in _TITLES if isinstance(node.get(name), str))
            title = next(filter(None, named), title)
            values: list[Any] = list(node.values())
        elif isinstance(node, list):
            values = node
        else:
            continue
        waiting += [(value, title) for value in values if isinstance(value, dict | list)]
        longest = max((value for value in values if isinstance(value, str)), key=len, default="")
        if _is_text(longest):
            yield _Text(title, longest)


def _is_text(value: str) -> bool:
    is_long = len(value) >= _LEAST and len(_DEVANAGARI.findall(value)) >= _LEAST
    return is_long and len(_SENTENCE_END.findall(value)) >= _SENTENCES


def _put(body: HtmlElement, text: _Text, origin: str) -> None:
    """Put ``text`` on the page, as one whose scripts have run shows it."""
    markup = text.body
    if not _TAG.search(markup):
        markup = "".join(f"<p>{escape(line)}</p>" for line in markup.split("\n"))
    source = f'<h1>{escape(text.title)}</h1><div itemprop="articleBody">{markup}</div>'
    page = parse_page(source, origin)
    filled = page.find("body")
    body.extend(list(page if filled is None else filled))
