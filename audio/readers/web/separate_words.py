"""Words that a page's style sheet sets apart, though nothing in its text does.

`<span class="row">राम</span><span class="row">श्याम</span>` is two lines where the sheet has
`.row {display: block}`, and two words where it has `.row {margin-right: 8px}`. Where it has
`white-space: pre-line`, a line of the file is a line of the page. A large first letter is a part of
its word, wherever it is put: `<span class="drop">न</span>गर`.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import islice

from lxml.html import HtmlElement

from audio import regex
from audio.readers.web.folded_text import is_hidden

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
_INITIAL = regex.compile(
    r"[^\p{L}\p{N}]{0,3}(?:\p{L}\u093c?\u094d[\u200c\u200d]?){0,3}\p{L}[\p{M}\u200c\u200d]*+"
)
"""One akshara: `न`, `प्र`, `“भा`."""
_FIELD = regex.compile(r"[\p{L}\p{M} ]{2,30}:\s?\S")
"""`तैयारी: 20 मिनट`."""
_GOES_ON = regex.compile(r"[\p{L}\p{M}]")
_LONGEST_INITIAL = 20
"""Characters of one, with what stands around it."""
_BOXES = ("div", "p", "section")
_INLINE = ("span", "a", "b", "strong", "i", "em", "small", "font", "label")


def part_words(root: HtmlElement) -> None:
    """Make what is shown apart in ``root`` stand apart: lines as blocks, words with a space."""
    _part_unseen(root)
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
        if kinds and _opens_word(element):
            continue
        if "lines" in kinds and "\n" in (element.text or "").strip():
            element.tag = "pre"
        elif "apart" in kinds:
            element.tag = "p"
        elif (
            "spaced" in kinds
            or _is_beside_field(element)
            or (parent is not None and "row" in _read_kinds(parent, names))
        ):
            element.tail = f" {element.tail or ''}"


def _part_unseen(root: HtmlElement) -> None:
    """Part from the words beside it what is hidden in a line: `राम<i hidden>ram</i>`.

    The space is its own, so that it goes with it and leaves a word whole.
    """
    for element in list(root.iter(*_INLINE)):
        if is_hidden(element):
            element.text = f" {element.text or ''}"
            if len(element):
                element[-1].tail = f"{element[-1].tail or ''} "
            else:
                element.text += " "


def _is_beside_field(element: HtmlElement) -> bool:
    """Whether ``element`` is a value with its name, and another one stands right after it."""
    after = element.getnext()
    if after is None or element.tail or after.tag != element.tag:
        return False
    return all(_FIELD.match((one.text or "").strip()) for one in (element, after))


def _opens_word(element: HtmlElement) -> bool:
    """Whether ``element`` is the first letter of a word that goes on right after it."""
    is_followed = _GOES_ON.match(element.tail or "") is not None
    text = "".join(islice(element.itertext(), 4)) if is_followed else ""
    return _INITIAL.fullmatch(text[:_LONGEST_INITIAL].strip()) is not None


@lru_cache(maxsize=4096)
def _find_kinds(style: str) -> list[str]:
    patterns = (("apart", _APART), ("spaced", _SPACED), ("row", _ROW), ("lines", _LINES))
    return [kind for kind, pattern in patterns if pattern.search(style)]


def _read_kinds(element: HtmlElement, names: dict[str, set[str]]) -> set[str]:
    """How ``element`` is shown, by its own style and by the rules for its classes."""
    kinds = set(_find_kinds(element.get("style", "")[:500].lower()))
    classes = element.get("class", "")[:500].split()
    return kinds | {kind for kind, known in names.items() if not known.isdisjoint(classes)}
