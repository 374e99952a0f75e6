"""What an item tells in sentences: its description, its show notes, and its whole text."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urljoin

from markupsafe import Markup

from audio.show.catalogue import CatalogueEntry, Passage
from audio.show.feed.context import FeedContext
from audio.show.feed.text import (
    count_bytes,
    count_html_bytes,
    cut,
    link_address,
    make_link,
    make_paragraph,
    to_line,
)
from audio.writers import site
from audio.writers.sentences import read_paragraphs
from audio.writers.site.text import strip_turns

LONGEST = 4000
"""Bytes of a description (Apple, "A Podcaster's Guide to RSS", description)."""


def make_description(entry: CatalogueEntry, context: FeedContext) -> str:
    """HTML of at most ``LONGEST`` bytes: the standfirst, who speaks, and where the page is."""
    tail = make_paragraph(_make_disclosure(entry, context)) + _link_to_page(entry, context)
    standfirst = strip_turns(_get_standfirst(entry)).strip()
    if not standfirst:
        return tail
    room = LONGEST - count_bytes(tail) - count_bytes(make_paragraph(""))
    return make_paragraph(cut(standfirst, room, count_html_bytes)) + tail


def make_text(entry: CatalogueEntry, context: FeedContext) -> Markup:
    """The edition's whole text as HTML, its chapters' titles as headings; empty without one.

    Raises ``OSError``.
    """
    if context.site is None:
        return Markup()
    titles = [" ".join(chapter.text.split()) for chapter in entry.chapters]
    parts: list[Markup] = []
    for text in read_paragraphs(context.site / entry.slug):
        if text in titles:
            del titles[: titles.index(text) + 1]
            parts.append(Markup("<h2>{}</h2>").format(to_line(text)))
        else:
            parts.append(make_paragraph(to_line(text)))
    return Markup().join(parts)


def make_notes(entry: CatalogueEntry, context: FeedContext, text: str) -> Iterator[Markup]:
    """Yield the parts of the show notes, all that an app may show of the edition."""
    said = site.read_labels(context.show.labels)
    # Where the text follows, what it begins with is said once.
    before = entry.description if text else _get_standfirst(entry)
    for part in strip_turns(before).split("\n\n"):
        if part.strip():
            yield make_paragraph(part.strip())
    if len(entry.chapters) > 1:
        links = entry.links or [""] * len(entry.chapters)
        rows = (
            Markup("<li>{} {}</li>").format(
                site.format_clock(chapter.start), _link_title(chapter, link, entry, context)
            )
            for chapter, link in zip(entry.chapters, links, strict=True)
        )
        yield make_paragraph(said["chapters"]) + Markup("<ul>{}</ul>").format(Markup().join(rows))
    yield Markup(text)
    if entry.source:
        yield Markup("<p>{}: {}</p>").format(said["source"], link_address(to_line(entry.source)))
    yield make_paragraph(_make_disclosure(entry, context))
    yield _link_to_page(entry, context)


def _link_title(
    chapter: Passage, link: str, entry: CatalogueEntry, context: FeedContext
) -> Markup | str:
    """The chapter's title, linked where it leads to a page."""
    title = to_line(chapter.text)
    return make_link(urljoin(context.make_address(entry), link), title) if link else title


def _get_standfirst(entry: CatalogueEntry) -> str:
    return entry.description or (entry.lead.text if entry.lead else "")


def _make_disclosure(entry: CatalogueEntry, context: FeedContext) -> str:
    return strip_turns(
        site.read_labels(context.show.labels)["disclosure"].format(voice=entry.voice)
    )


def _link_to_page(entry: CatalogueEntry, context: FeedContext) -> Markup:
    text = site.read_labels(context.show.labels)["feed_page"]
    return Markup("<p>{}</p>").format(make_link(context.make_address(entry), text))
