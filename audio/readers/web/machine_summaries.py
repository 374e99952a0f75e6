"""Summaries that a machine made of the story, and that say so: `AI Summary`, `एआई सारांश`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lxml.html import HtmlElement

from audio import regex

_MACHINE = regex.compile(r"(?<![\p{L}\p{M}])(?:AI|A\.I\.|एआई|ए\.?आई\.?)(?![\p{L}\p{M}])")
_SUMMARY = regex.compile(
    r"summar|highlight|key\s?points|generated|सार(?!\p{L})|सारांश|संक्षेप|जनरेट|हाइलाइट|मुख्य बातें",
    regex.IGNORECASE,
)
_LONGEST = 80
"""Code points of the label over such a summary, or of the note under it."""
_LARGEST, _SHARE = 1500, 0.35
"""Code points of a summary, and how much of the page's text it may be."""
_BOXES = frozenset({"div", "section", "details"})
_HEADINGS = ("h2", "h3", "h4", "h5", "h6")
_LABELS = (*_HEADINGS, "p", "div", "span", "strong", "b", "small")
_LISTS = frozenset({"ul", "ol", "p"})


def find_machine_summaries(
    root: HtmlElement, kept: set[HtmlElement], weights: Mapping[HtmlElement, int]
) -> Iterator[HtmlElement]:
    """The boxes under ``root`` that are summaries by machines; but none of ``kept``."""
    found: dict[HtmlElement, None] = {}
    for element in root.iter(
        "h2", "h3", "h4", "h5", "h6", "p", "div", "span", "strong", "b", "small"
    ):
        text = (element.text or "").strip()
        if 0 < len(text) <= _LONGEST and _MACHINE.search(text) and _SUMMARY.search(text):
            found |= dict.fromkeys(_find_box(element, root, kept, weights))
    yield from found


def _find_box(
    label: HtmlElement,
    root: HtmlElement,
    kept: set[HtmlElement],
    weights: Mapping[HtmlElement, int],
) -> Iterator[HtmlElement]:
    """The smallest box around ``label`` that holds a summary, or else label and list."""
    most = min(_LARGEST, _SHARE * weights.get(root, 0))
    own = weights.get(label, 0)
    for box in label.iterancestors():
        if box in kept or box.tag in {"body", "html"} or weights.get(box, 0) > most:
            break
        if box.tag in _BOXES and weights.get(box, 0) > own + _LONGEST:
            yield box
            return
    following = label.getnext()
    if label.tag in _HEADINGS and following is not None and following.tag in _LISTS:
        yield from (label, following)
