"""Words that a page's style sheet sets apart, though nothing in its text does.

`<span class="row">राम</span><span class="row">श्याम</span>` is two lines where the sheet has
`.row {display: block}`, and two words where it has `.row {margin-right: 8px}`. Where it has
`white-space: pre-line`, a line of the file is a line of the page.
"""

from __future__ import annotations

from functools import lru_cache

import regex
from lxml.html import HtmlElement

_MOST = 300_000
"""Characters of style sheets that are looked at."""
_LONGEST_RULE = 1000
"""Characters of a rule's selectors, and of what it sets."""
_CLASS = regex.compile(r"(?:^|[\s,>a-z])\.(?P<name>[\w-]{1,60})\s*+(?=,|$)")
_APART = regex.compile(r"display\s*+:\s*+(?:block|list-item|table(?!-)|flex|grid)")
_SPACED = regex.compile(
    r"(?:margin|padding)(?:-(?:left|right|inline[a-z-]*+))?+\s*+:\s*+[\d.]{0,8}[1-9]"
)
_LINES = regex.compile(r"white-space\s*+:\s*+(?:pre|break-spaces)")
_ROW = regex.compile(r"display\s*+:\s*+(?:inline-)?+(?:flex|grid)")
_BOXES = ("div", "p", "section")
_INLINE = ("span", "a", "b", "strong", "i", "em", "small", "font", "label")


def part_words(root: HtmlElement) -> None:
    """Make what is shown apart in ``root`` stand apart: lines as blocks, words with a space."""
    sheets = "\n".join(style.text or "" for style in root.iter("style"))[:_MOST]
    names: dict[str, set[str]] = {"apart": set(), "spaced": set(), "row": set(), "lines": set()}
    for rule in sheets.split("}"):
        selectors, _, body = rule.rpartition("{")
        found = _CLASS.findall(selectors[-_LONGEST_RULE:].strip())
        for kind in _find_kinds(body[:_LONGEST_RULE]) if found else ():
            names[kind].update(found)
    for element in list(root.iter(*_INLINE, *_BOXES)):
        kinds = _read_kinds(element, names)
        if element.tag in _BOXES:
            kinds &= {"lines"}
        parent = element.getparent()
        if "lines" in kinds and "\n" in (element.text or "").strip():
            element.tag = "pre"
        elif "apart" in kinds:
            element.tag = "p"
        elif "spaced" in kinds or (parent is not None and "row" in _read_kinds(parent, names)):
            element.tail = f" {element.tail or ''}"


@lru_cache(maxsize=4096)
def _find_kinds(style: str) -> list[str]:
    patterns = (("apart", _APART), ("spaced", _SPACED), ("row", _ROW), ("lines", _LINES))
    return [kind for kind, pattern in patterns if pattern.search(style)]


def _read_kinds(element: HtmlElement, names: dict[str, set[str]]) -> set[str]:
    """How ``element`` is shown, by its own style and by the rules for its classes."""
    kinds = set(_find_kinds(element.get("style", "")[:500].lower()))
    classes = element.get("class", "")[:500].split()
    return kinds | {kind for kind, known in names.items() if not known.isdisjoint(classes)}
