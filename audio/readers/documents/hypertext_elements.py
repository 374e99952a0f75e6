"""The elements of hypertext: which are blocks, headings or never read, and their plain text."""

from __future__ import annotations

from typing import Any

from lxml import etree

from audio.readers.article.captions import names_caption
from audio.readers.article.hardened_xml import get_attribute, get_name
from audio.readers.article.raised_text import read_raised
from audio.readers.article.silent_text import is_hidden_style

CHAPTER_TAG = "chapter"
"""A heading whose level is given: `<chapter level="2">`, as a table of contents has it."""
GIVEN_LEVEL = 100
"""Added to a given level, so that it is told from that of `<h2>`."""
HEADINGS = {f"h{level}": level for level in range(1, 7)}
BLOCKS = {
    "address", "article", "aside", "blockquote", "body", "caption", "center", CHAPTER_TAG, "dd",
    "details", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "header", "hr",
    "html", "li", "main", "ol", "p", "pre", "section", "summary", "table", "ul",
}  # fmt: skip
MUTE = {
    "audio", "button", "canvas", "embed", "form", "frame", "head", "iframe", "input", "link",
    "meta", "nav", "noscript", "object", "option", "script", "select", "style",
    "svg", "template", "textarea", "title", "video",
}  # fmt: skip
WORDED = {
    "nav",
    "form",
    "button",
    "object",
    "audio",
    "video",
    "iframe",
    "noscript",
    "select",
    "svg",
}
"""Of those, the ones that may hold words."""
FOOTNOTES = {"footnote", "footnotes", "endnote", "endnotes", "rearnote", "rearnotes"}
_UNSEEN = {"head", "math", "script", "style", "template", ""}
"""Elements without prose; a formula is told of by itself."""
MARKS = {"noteref", "biblioref", "pagebreak", "backlink"}


def find_runs(root: Any) -> list[str]:
    """All the prose below ``root``, block by block, whatever is made of it."""
    runs: list[list[str]] = [[]]
    walker = etree.iterwalk(root, events=("start", "end"))
    for event, element in walker:
        name = get_name(element)
        is_marked = bool(name) and bool(read_roles(element) & MARKS)
        is_seen = name not in _UNSEEN and not is_marked and not is_hidden(element)
        if event == "start" and not is_seen:
            walker.skip_subtree()
        if name in BLOCKS or name in HEADINGS or name in {"td", "th", "br"}:
            runs.append([])
        if event == "end":
            runs[-1].append(element.tail or "")
        elif is_seen:
            runs[-1].append(element.text or "")
    texts = (read_raised("".join(run)) for run in runs)
    return [text for text in texts if text.strip()]


def read_all(element: Any) -> str:
    """All text below ``element``, whether it is read or not, on one line."""
    return " ".join("".join(element.itertext()).split())


def read_roles(element: Any) -> set[str]:
    """What EPUB's ``epub:type`` and ARIA's ``role`` say of it."""
    kind = get_attribute(element, "type") if get_name(element) not in {"ol", "ul", "li"} else ""
    roles = get_attribute(element, "role").replace("doc-", "")
    return {*kind.lower().split(), *roles.lower().split()}


def is_hidden(element: Any) -> bool:
    """Whether ``element`` says of itself that it is not shown."""
    return "hidden" in element.attrib or is_hidden_style(get_attribute(element, "style"))


def is_caption(element: Any) -> bool:
    """Whether ``element`` is said of a picture; what is said of a table is read with it."""
    name = get_name(element)
    if name == "figcaption":
        figure = element.getparent()
        return figure is None or not any(get_name(one) == "table" for one in figure.iter())
    return name in {"p", "div"} and names_caption(get_attribute(element, "class"))


def read_plain(element: Any) -> str:
    """The text of ``element`` on one line, without what is never read."""
    parts: list[str] = []
    walker = etree.iterwalk(element, events=("start", "end"))
    for event, one in walker:
        if event == "end":
            if one is not element:
                parts.append(one.tail or "")
                if get_name(one) in BLOCKS:
                    parts.append(" ")
        elif one is not element and _is_silent(one):
            walker.skip_subtree()
        else:
            parts.append(" " if get_name(one) in BLOCKS or get_name(one) == "br" else "")
            parts.append(one.text or "")
    return " ".join(read_raised("".join(parts)).split())


def _is_silent(element: Any) -> bool:
    name = get_name(element)
    return not name or name in MUTE or is_hidden(element) or bool(read_roles(element) & MARKS)
