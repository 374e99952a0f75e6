"""One page, from bytes to what is known of its article."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import NamedTuple

from lxml.html import HtmlElement

from audio.errors import Place, SourceError
from audio.readers.article.captions import describe_captions
from audio.readers.article.formula_speech import describe_formulas
from audio.readers.article.links import LinkedText
from audio.readers.article.pieces import Piece, quote
from audio.readers.article.raised_text import read_raised
from audio.readers.documents.hypertext_formulas import read_formulas
from audio.readers.documents.ruby_words import read_ruby
from audio.readers.web.ad_labels import clear_ad_labels
from audio.readers.web.blocks import PageBlock, read_blocks
from audio.readers.web.bylines import find_author, find_linked_author, find_signature
from audio.readers.web.decoding import decode_page
from audio.readers.web.fonts import FontReader
from audio.readers.web.fragment import make_piece
from audio.readers.web.front_page import count_headline_links, holds_article, is_front_page
from audio.readers.web.furniture import clear_furniture
from audio.readers.web.headline import find_title, take_bold_title
from audio.readers.web.lead_lines import clean_lead
from audio.readers.web.links import collect_page_links
from audio.readers.web.metadata import Metadata, read_metadata
from audio.readers.web.outside import explain_outside
from audio.readers.web.own_text import OwnText, clean_body
from audio.readers.web.pull_quotes import mark_pull_quotes
from audio.readers.web.removals import Removals
from audio.readers.web.repeats import drop_repeats
from audio.readers.web.runs import find_declared_runs, find_runs, select_beside
from audio.readers.web.script_data import show_script_data
from audio.readers.web.separate_words import part_words
from audio.readers.web.shown_date import find_shown_date, select_head
from audio.readers.web.story import find_story
from audio.readers.web.story_end import cut_after_end
from audio.readers.web.story_parts import Story
from audio.readers.web.superscripts import read_superscripts
from audio.readers.web.tree import SIDE_BOXES, parse_page, prune, strip_code
from audio.readers.web.verse_lines import join_verse
from audio.readers.web.writer_notes import drop_writer_notes, drop_writers_line
from audio.records import BlockKind, Omission

_LEAST = 200
"""Code points of text in a page's data, for which the page itself shows next to nothing."""
_NEAR = 8
"""Blocks of the text among which a byline may stand."""
_LAST = 3
"""Blocks at the end of the text among which its writer's name may stand."""
_TEASER = 1200
"""Code points; what shows more to everybody is no beginning of an article."""
_BYLINE = 60
"""Code points of a line that is but the writer's name and trade."""
_STANDFIRST = 7
"""Words of a heading that may be a standfirst."""
_FROM_DATA = "the text is from the page's data: the page itself shows none"
_GALLERY = 3
"""Captions, from which on a page with little text is a gallery: they are its text."""


@dataclass(frozen=True, slots=True)
class WebPage:
    """The part of an article that one web page holds."""

    title: str
    pieces: list[Piece]
    metadata: Metadata
    published: datetime | None
    notes: list[str]
    runs: list[str]
    """All prose that the page shows from its headline on, whatever became of it."""
    left_out: list[Omission]
    linked: list[LinkedText]


class _ClearedTree(NamedTuple):
    """What was found while a page's tree was cleared of all that is never read."""

    removals: Removals
    headlines: int
    """How many headlines that are links it had."""
    notes: list[str]
    is_gated: bool


def read_page(data: bytes, charset: str, origin: str, *, captions: bool = False) -> WebPage:
    """The article on the page ``data``; ``charset`` is what HTTP declared for it.

    ``captions`` of pictures are read where they stand, or else left out with a note.

    Raises:
        SourceError: it is no page, or nested too deeply, or in a font that is not known.
    """
    root = parse_page(decode_page(data, charset, origin), origin)
    declared = read_metadata(root)
    is_filled = not declared.body and show_script_data(root, declared.title, origin)
    fonts = FontReader(root, origin)
    title_element = find_title(root, declared)
    read_ruby(root)
    formulas = describe_formulas(read_formulas(root))
    part_words(root)
    strip_code(root)
    shown = read_blocks(root, fonts.convert, is_raw=True)
    runs, lines = find_runs(shown, title_element)
    head = select_head(shown, title_element)
    del shown  # it is as large as the page
    cleared = _clear_tree(root, title_element, declared, fonts)
    linked = collect_page_links(root, origin if "://" in origin else declared.canonical)
    every = join_verse(read_blocks(root, fonts.convert))
    declared = _convert_metadata(declared, fonts)
    title = fonts.convert_declared(_read_title(title_element, every, declared), is_title=True)
    story = find_story(root, title_element, every, declared)
    runs += [*select_beside(lines, story), *find_declared_runs(declared, story)]
    published = declared.published or find_shown_date(head, story, every)
    declared = replace(declared, published=published, author=_find_writer(story, declared))
    outside = explain_outside(story, title_element, declared.body, declared.author)
    text = _read_text(
        story, declared, title, captions=captions, has_title=title_element is not None
    )
    _refuse_lists(text, cleared, declared, origin)
    text.cleaned.is_gated |= cleared.is_gated or _is_cut_short(text.kept, declared)
    notes = [*_make_notes(text.cleaned), *cleared.notes, *formulas, *text.notes]
    notes += [_FROM_DATA] if is_filled else []
    left_out = [*cleared.removals.omissions, *text.cleaned.collect_omissions(), *outside]
    return WebPage(text.title, text.pieces, declared, published, notes, runs, left_out, linked)


def _clear_tree(
    root: HtmlElement, title: HtmlElement | None, declared: Metadata, fonts: FontReader
) -> _ClearedTree:
    """Take out of the tree what is no part of any story."""
    removals = Removals(fonts.convert)
    mark_pull_quotes(root)
    prune(root, removals, declared.body)
    headlines = count_headline_links(root)
    footnotes = read_superscripts(root, removals)
    clear_ad_labels(root, removals)
    is_gated = clear_furniture(root, title, removals, declared.body)
    return _ClearedTree(removals, headlines, [*footnotes, *removals.describe(SIDE_BOXES)], is_gated)


def _find_writer(story: Story, declared: Metadata) -> str:
    """Who is named as the writer by the page's data, near the headline or under the text."""
    near = [block.text for block in (*story.lead, *story.body[:_NEAR])]
    last = [block.text for block in (*story.body[-_LAST:], *story.outside[:_LAST])]
    return (
        declared.author
        or find_author(near)
        or find_linked_author(_find_top(story))
        or find_signature(last)
    )


class _Text(NamedTuple):
    """The story as it is read."""

    title: str
    kept: list[PageBlock]
    pieces: list[Piece]
    cleaned: OwnText
    notes: list[str]


def _read_text(
    story: Story, declared: Metadata, title: str, *, captions: bool, has_title: bool
) -> _Text:
    """What of ``story`` is read; ``has_title``: whether ``title`` is a heading of the page."""
    cleaned, is_gallery = _clean_story(story, declared, captions=captions)
    lead = clean_lead(
        story.lead, declared.description, cleaned, keep_captions=captions, has_title=has_title
    )
    shown = sorted([*lead, *cleaned.blocks], key=lambda block: block.order)
    kept = drop_repeats(shown, title, cleaned.left_out)
    if not has_title:
        title = take_bold_title(kept, title, cleaned.left_out) or title
    names = [declared.author, title, *(b.text for b in story.lead if len(b.text) <= _BYLINE)]
    kept = drop_writers_line(kept, declared.author, cleaned.left_out)
    kept = drop_writer_notes(kept, names, cleaned.left_out)
    _mark_standfirst(kept, story)
    pieces = [make_piece(block, is_text=is_gallery) for block in kept]
    notes = _describe_others(story.others)
    if _is_shell(kept, declared):
        pieces = _read_data(declared.body)
        notes.append(_FROM_DATA)
    return _Text(title, kept, pieces, cleaned, notes)


def _refuse_lists(text: _Text, cleared: _ClearedTree, declared: Metadata, origin: str) -> None:
    """Raise ``SourceError`` where a page holds but headlines, or nothing."""
    is_front = is_front_page(cleared.headlines, text.kept)
    is_front = is_front and not declared.published and not declared.body
    is_empty = not (text.pieces or text.title) or not (declared.body or holds_article(text.kept))
    if is_front or is_empty:
        raise SourceError(
            "holds no article", where=Place(origin), hint="name the page of one article"
        )


def _convert_metadata(declared: Metadata, fonts: FontReader) -> Metadata:
    """What the page's data say, out of the old font that the page is typed for."""
    return replace(
        declared,
        description=fonts.convert_declared(declared.description),
        body=fonts.convert_declared(declared.body),
    )


def _clean_story(story: Story, declared: Metadata, *, captions: bool) -> tuple[OwnText, bool]:
    """The story's body, and whether it is a gallery, whose captions are its text."""
    cleaned = clean_body(story.body, is_live=declared.is_live)
    count = len(cleaned.captions)
    is_gallery = count >= _GALLERY and _sum_mass(cleaned.blocks) < 120 * count
    if is_gallery or captions:
        cleaned = clean_body(story.body, keep_captions=True, is_live=declared.is_live)
        cleaned.captions = []
    cleaned.blocks = cut_after_end(cleaned.blocks, declared.body, cleaned.left_out)
    return cleaned, is_gallery


def _read_title(element: HtmlElement | None, every: Iterable[PageBlock], declared: Metadata) -> str:
    shown = next((block.text for block in every if block.element is element), "")
    if not shown and element is not None:
        shown = " ".join(read_raised("".join(element.itertext())).split())
    return shown or declared.title


def _find_top(story: Story) -> Iterable[PageBlock]:
    """What stands between the headline and the second block of the text."""
    end = story.body[1].order if len(story.body) > 1 else 0
    return [*story.lead, *(block for block in story.outside if block.order < end)]


def _mark_standfirst(kept: list[PageBlock], story: Story) -> None:
    """A long heading right under the headline, with no other of its rank, is the standfirst."""
    first = next((block for block in kept if not block.is_caption), None)
    if first is None or first.kind is not BlockKind.HEADING:
        return
    is_long = len(first.text.split()) >= _STANDFIRST and first.text[-1] not in "?:"
    others = sum(block.kind is BlockKind.HEADING and block.level == first.level for block in kept)
    if is_long and (others == 1 or any(block is first for block in story.lead)):
        first.kind = BlockKind.PARAGRAPH


def _sum_mass(kept: Iterable[PageBlock]) -> int:
    return sum(block.mass for block in kept)


def _is_shell(kept: list[PageBlock], declared: Metadata) -> bool:
    """Whether the page is filled in by its scripts, or shows but a part of what its data hold."""
    return len(declared.body) >= _LEAST and _sum_mass(kept) < 0.3 * len(declared.body)


def _is_cut_short(kept: list[PageBlock], declared: Metadata) -> bool:
    """Whether a page that says it is not for everybody shows but the beginning of its text."""
    shown = _sum_mass(kept)
    return declared.is_gated and shown < (0.8 * len(declared.body) or _TEASER)


def _read_data(body: str) -> list[Piece]:
    lines = (" ".join(line.split()) for line in body.split("\n"))
    return [Piece(BlockKind.PARAGRAPH, line) for line in lines if line]


def _describe_others(others: list[PageBlock]) -> list[str]:
    """The note on the stories to which a page goes on."""
    return [f"left out other stories, from {quote(others[0].text)} on"] if others else []


def _make_notes(cleaned: OwnText) -> list[str]:
    notes = []
    if cleaned.is_gated:
        notes.append("is for subscribers: only what the page shows to everybody is read")
    notes += cleaned.describe_left_out()
    if cleaned.captions:
        notes.append(describe_captions(len(cleaned.captions)))
    return notes
