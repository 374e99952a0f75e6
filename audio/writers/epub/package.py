"""What is told of the whole book: package document, navigation, colophon, container."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import NamedTuple

from audio.records import Edition, Outline
from audio.writers import site
from audio.writers.archive import format_modified, identify_book
from audio.writers.epub.section import NavigationPoint, format_clock
from audio.writers.site.text import mark_up
from audio.writers.templates import load_template


class SectionFacts(NamedTuple):
    """What the package tells of a section that is written already."""

    name: str
    duration: str
    """A clock value."""


class _Branch(NamedTuple):
    """A chapter in the table of contents, and what is inside it."""

    point: NavigationPoint
    inner: list[NavigationPoint]


def render_text(name: str, **values: object) -> bytes:
    """One of the XML templates of this folder, filled in."""
    return load_template(__package__ or "", name).render(**values).encode()


def describe(
    outline: Outline,
    edition: Edition,
    sections: Sequence[SectionFacts],
    points: Sequence[NavigationPoint],
) -> Mapping[str, object]:
    """All that the templates name."""
    article, show = outline.article, outline.show
    total = (2000 * edition.recording.samples + outline.rate) // (2 * outline.rate)
    return {
        "article": article,
        "show": show,
        "identifier": identify_book(outline),
        "sound": edition.uuid,
        "marked_up": partial(mark_up, language=article.language, in_xml=True),
        "modified": format_modified(outline),
        "published": article.published and article.published.date().isoformat(),
        "day": article.published
        and site.format_day(article.published.date(), article.language[:2]),
        "sections": sections,
        "branches": _nest(points),
        "duration": format_clock(total),
        "voice": outline.voice,
        "cover": outline.cover,
        "t": site.read_labels(show.labels),
    }


def _nest(points: Sequence[NavigationPoint]) -> list[_Branch]:
    """Chapters, each with the headings inside it."""
    branches: list[_Branch] = []
    for point in points:
        if point.level <= 2 or not branches:
            branches.append(_Branch(point, []))
        else:
            branches[-1].inner.append(point)
    return branches
