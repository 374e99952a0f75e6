"""The links in an edition's sentences, as elements of its page."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from markupsafe import Markup

from audio.records import Article, BlockKind, Paragraph, Sentence, Span, TextLink
from audio.writers.site.text import mark_up

_ANNOUNCED = frozenset({BlockKind.OPENING, BlockKind.CLOSING})
"""Their sentences stand in texts of their own, not in the article's."""


class SentenceLinks:
    """The links of one article, sentence by sentence.

    One to another edition of the site is shown ``in_site`` alone: elsewhere it leads nowhere.
    """

    def __init__(self, article: Article, *, in_site: bool) -> None:
        self._links = [
            link for link in article.links if in_site or not link.address.startswith("../")
        ]
        self._ends = [link.span.end for link in self._links]

    def list_within(self, paragraph: Paragraph, sentence: Sentence) -> list[TextLink]:
        """Those in ``sentence``, with spans in it; of a link across sentences what is in this."""
        found: list[TextLink] = []
        if paragraph.kind in _ANNOUNCED:
            return found
        begin, end = sentence.span
        for number in range(bisect_right(self._ends, begin), len(self._links)):
            span, address = self._links[number]
            if span.start >= end:
                break
            within = Span(max(span.start, begin) - begin, min(span.end, end) - begin)
            found.append(TextLink(within, address))
        return found


def mark_up_linked(text: str, links: Sequence[TextLink], language: str) -> Markup:
    """``text`` as HTML, with ``links`` that are in order and do not overlap."""
    if not links:
        return mark_up(text, language)
    parts: list[Markup] = []
    at = 0
    for (start, end), address in links:
        parts.append(mark_up(text[at:start], language))
        words = mark_up(text[start:end], language)
        parts.append(Markup('<a href="{}" rel="noopener">{}</a>').format(address, words))
        at = end
    parts.append(mark_up(text[at:], language))
    return Markup().join(parts)
