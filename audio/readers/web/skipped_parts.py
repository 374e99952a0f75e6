"""Parts of a page over which a link of its own leads: `छोड़कर पॉडकास्ट आगे बढ़ें`.

Who listens to a page hears such a link before a part that is no text of the story, and it leads to
where that part ends. Posts that are quoted have one too, and are the story's.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import islice

from lxml.html import HtmlElement

from audio.readers.web.beginnings import read_beginning
from audio.readers.web.known_words import LineForm, count_known
from audio.readers.web.removals import Removals

_LINK = 80
"""Code points of such a link."""
_LINKS = 50
"""Links of this kind that are looked at."""
_MOST = 0.3
"""Of a page's prose, how much such a part may hold."""


def clear_skipped(
    root: HtmlElement,
    holds_title: set[HtmlElement],
    weights: Mapping[HtmlElement, int],
    removals: Removals,
) -> None:
    """Remove each box that holds a link over its own content, and where that leads."""
    targets = _find_targets(root)
    links = root.xpath(".//a[starts-with(@href, '#')]")
    skipping = (link for link in links if count_known(read_beginning(link, _LINK), LineForm.SKIPS))
    for link in islice(skipping, _LINKS):
        target = targets.get(link.get("href", "#")[1:])
        box = link.getparent()
        if target is None or box is None:
            continue
        is_around = any(around is box for around in target.iterancestors())
        is_small = weights.get(box, 0) <= _MOST * weights.get(root, 0)
        if is_around and is_small and box not in holds_title and box.find(".//blockquote") is None:
            removals.remove(box, "parts that the page leads its readers past")


def _find_targets(root: HtmlElement) -> dict[str, HtmlElement]:
    named = root.xpath(".//*[@id] | .//a[@name]")
    return {element.get("id") or element.get("name"): element for element in named}
