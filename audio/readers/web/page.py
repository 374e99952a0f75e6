"""One page, from bytes to what is known of its article."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from lxml.html import HtmlElement

from audio.errors import Place, SourceError
from audio.readers.article.captions import captions_note
from audio.readers.article.pieces import Piece
from audio.readers.web.blocks import Unit, units
from audio.readers.web.bylines import stated_author
from audio.readers.web.dates import stamp
from audio.readers.web.decoding import decode_page
from audio.readers.web.fonts import FontReader
from audio.readers.web.fragment import piece_of
from audio.readers.web.front_page import headline_links, is_front_page
from audio.readers.web.furniture import clear
from audio.readers.web.metadata import Facts, facts
from audio.readers.web.own_text import Cleaned, clean_body, clean_lead, is_dated, summary
from audio.readers.web.repeats import without_repeats
from audio.readers.web.story import Story, find_story, find_title
from audio.readers.web.story_end import up_to_end
from audio.readers.web.superscripts import read_superscripts
from audio.readers.web.tree import parse_page, prune
from audio.records import BlockKind

_LEAST = 200
"""Code points of text in a page's data, for which the page itself shows next to nothing."""
_BYLINE = 150
"""Code points of a line near the headline that may hold a date."""
_NEAR = 8
"""Blocks of the text among which a byline may stand."""
_GALLERY = 3
"""Captions, from which on a page with little text is a gallery: they are its text."""


@dataclass(frozen=True, slots=True)
class Page:
    """What one page holds of an article."""

    title: str
    pieces: list[Piece]
    facts: Facts
    published: datetime | None
    notes: list[str]


def read_page(data: bytes, charset: str, origin: str, *, captions: bool = False) -> Page:
    """The article on the page ``data``; ``charset`` is what HTTP declared for it.

    ``captions`` of pictures are read where they stand, or else left out with a note.

    Raises:
        SourceError: it is no page, or nested too deeply, or in a font that is not known.
    """
    root = parse_page(decode_page(data, charset, origin), origin)
    declared = facts(root)
    fonts = FontReader(root, origin)
    title_element = find_title(root, declared)
    prune(root)
    headlines = headline_links(root)
    footnotes = read_superscripts(root)
    is_gated = clear(root, title_element) or declared.is_gated
    every = units(root, fonts.convert)
    declared = _converted(declared, fonts)
    title = fonts.convert_declared(_title(title_element, every, declared), is_title=True)
    story = find_story(root, title_element, every, declared)
    if not declared.author:
        near = [unit.text for unit in (*story.lead, *story.body[:_NEAR])]
        declared = replace(declared, author=stated_author(near))
    cleaned, is_gallery = _cleaned(story, declared, captions=captions)
    lead = clean_lead(story.lead, declared.description, keep_captions=captions)
    kept = without_repeats([*lead, *cleaned.units], title, cleaned.left_out)
    pieces = [piece_of(unit, is_text=is_gallery) for unit in kept]
    notes = _notes(cleaned.captions, cleaned.left_out, is_gated=is_gated or cleaned.is_gated)
    if _is_shell(kept, declared):
        pieces = _from_data(declared.body)
        notes.append("the text is from the page's data: the page itself shows none")
    published = declared.published or _shown_date(story, every)
    is_front = is_front_page(headlines, kept) and not published and not declared.body
    if is_front or not (pieces or title):
        raise SourceError(
            "holds no article", where=Place(origin), hint="name the page of one article"
        )
    return Page(title, pieces, declared, published, notes + footnotes)


def _converted(declared: Facts, fonts: FontReader) -> Facts:
    """What the page's data say, out of the old font that the page is typed for."""
    return replace(
        declared,
        description=fonts.convert_declared(declared.description),
        body=fonts.convert_declared(declared.body),
    )


def _cleaned(story: Story, declared: Facts, *, captions: bool) -> tuple[Cleaned, bool]:
    """The story's body, and whether it is a gallery, whose captions are its text."""
    cleaned = clean_body(story.body, is_live=declared.is_live)
    is_gallery = cleaned.captions >= _GALLERY and _mass(cleaned.units) < 120 * cleaned.captions
    if is_gallery or captions:
        cleaned = clean_body(story.body, keep_captions=True, is_live=declared.is_live)
        cleaned.captions = 0
    cleaned.units = up_to_end(cleaned.units, declared.body, cleaned.left_out)
    return cleaned, is_gallery


def _title(element: HtmlElement | None, every: Iterable[Unit], declared: Facts) -> str:
    shown = next((unit.text for unit in every if unit.element is element), "")
    if not shown and element is not None:
        shown = " ".join("".join(element.itertext()).split())
    return shown or declared.title


def _mass(kept: Iterable[Unit]) -> int:
    return sum(unit.mass for unit in kept)


def _is_shell(kept: list[Unit], declared: Facts) -> bool:
    """Whether the page is filled in by its scripts, or shows but a part of what its data hold."""
    return len(declared.body) >= _LEAST and _mass(kept) < 0.3 * len(declared.body)


def _from_data(body: str) -> list[Piece]:
    lines = (" ".join(line.split()) for line in body.split("\n"))
    return [Piece(BlockKind.PARAGRAPH, line) for line in lines if line]


def _shown_date(story: Story, every: list[Unit]) -> datetime | None:
    """The date shown near the headline; that of a change only if there is no other."""
    for near in ([*story.lead, *story.body[:4]], every):
        short = [unit for unit in near if len(unit.text) < _BYLINE]
        found = [stamp(unit.text) for unit in short if near is not every or is_dated(unit)]
        stamps = sorted((entry for entry in found if entry), key=lambda entry: entry.is_update)
        if stamps:
            return stamps[0].when
    return None


def _notes(captions: int, left_out: list[str], *, is_gated: bool) -> list[str]:
    notes = []
    if is_gated:
        notes.append("is for subscribers: only what the page shows to everybody is read")
    if left_out:
        notes.append(summary(left_out))
    if captions:
        notes.append(captions_note(captions))
    return notes
