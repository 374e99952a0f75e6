"""The links in an edition's sentences, as elements of its page."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence

from markupsafe import Markup

from audio.records import Article, BlockKind, Paragraph, Sentence, Span, TextLink

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
        """The links in ``sentence``, with spans in it; of one across sentences what is in this."""
        found: list[TextLink] = []
        if paragraph.kind in _ANNOUNCED:
            return found
        begin, end = sentence.span
        for number in range(bisect_right(self._ends, begin), len(self._links)):
            span, address = self._links[number]
            if span.start >= end:
                break
            within = Span(max(span.start, begin), min(span.end, end)).move(-begin)
            found.append(TextLink(within, address))
        return found

    def list_outward(self, paragraph: Paragraph, sentence: Sentence) -> list[TextLink]:
        """The links in ``sentence`` for books, also that of a heading which is one as a whole."""
        if ":" in paragraph.link:
            return [TextLink(Span(0, len(sentence.text)), paragraph.link)]
        return self.list_within(paragraph, sentence)


def mark_up_linked(
    span: Span,
    links: Sequence[TextLink],
    write: Callable[[Span], Markup],
    within: Callable[[Span], Markup] | None = None,
) -> Markup:
    """``span`` of a text as ``write`` writes its stretches, those of ``links`` as links.

    What is ``within`` a link may be written otherwise.

    The links are in order, do not overlap, and have their spans in the same text.
    """
    parts: list[Markup] = []
    at, inner = span.start, within or write
    for (start, end), address in links:
        begin, close = max(start, at), min(end, span.end)
        if begin < close:
            linked = Markup('<a href="{}" rel="noopener">{}</a>')
            parts += write(Span(at, begin)), linked.format(address, inner(Span(begin, close)))
            at = close
    return Markup().join([*parts, write(Span(at, span.end))])
