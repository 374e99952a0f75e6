"""Feeds: RSS, Atom and JSON Feed as one kind of item, and an item as an article."""

from __future__ import annotations

from dataclasses import dataclass, replace

from audio.errors import Place, SourceError
from audio.readers.article.account import attach_account
from audio.readers.article.compose import compose
from audio.readers.article.front_matter import FrontMatter
from audio.readers.article.links import place_links
from audio.readers.feeds.formats import read_json_feed, read_xml_feed
from audio.readers.feeds.item import APPEARED, FeedItem, drop_tags, find_pointer
from audio.readers.reading import USUAL, Reading
from audio.readers.text.decoding import settle, settle_pieces
from audio.readers.web.fragment import read_fragment
from audio.records import Article, MainImage, Omission

LARGEST = 20 * 10**6
"""Bytes of a feed."""
_POINTER = "labels, pleas and links of the page"


@dataclass(frozen=True, slots=True)
class FeedContent:
    """The title of a feed and its items, in the feed's order."""

    title: str
    items: tuple[FeedItem, ...]
    is_mixed: bool = False
    """Whether pages that are no articles may be among them."""


def read_feed(data: bytes, origin: str) -> FeedContent:
    """The feed in ``data``, found at ``origin``.

    Raises:
        SourceError: it is no feed, or larger or longer than any is.
    """
    if len(data) > LARGEST:
        raise SourceError(f"is larger than {LARGEST // 10**6} MB", where=Place(origin))
    is_json = data[:64].removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"{")
    title, found = read_json_feed(data, origin) if is_json else read_xml_feed(data, origin)
    items: dict[str, FeedItem] = {}
    for item in found:
        items.setdefault(item.guid, item)
    return FeedContent(title, tuple(items.values()))


def read_item(item: FeedItem, source: str, reading: Reading = USUAL) -> Article:
    """The item as an article, from what the feed gives of it; ``source`` names the feed.

    Raises:
        SourceError: nothing in it can be spoken, or it is not Hindi; or text of it would be
            lost, and ``reading`` is strict.
    """
    origin = item.link or item.guid
    title = _settle_line(item.title, origin)
    given = read_fragment(item.given, title, origin, captions=reading.captions)
    shown = (piece for piece in given.pieces if not APPEARED.fullmatch(piece.text))
    pieces = settle_pieces(shown, origin)
    left_out = list(given.left_out)
    if pieces and item.breaks_off and (pointer := find_pointer(pieces[-1].text)):
        kept = pieces[-1].text.removesuffix(pointer).rstrip(" …")
        pieces[-1] = pieces[-1]._replace(text=f"{kept} …")
        left_out.append(Omission(pointer, _POINTER))
    front = FrontMatter(
        title=title,
        author=_settle_line(item.author, origin),
        date=item.published,
        description=_settle_line(drop_tags(item.summary), origin) if item.content else "",
        source=item.link or _settle_line(source, origin),
        guid=_settle_line(item.guid, origin),
    )
    article = compose(pieces, front, origin, is_marked_up=True, doubts=given.notes)
    article = place_links(article, given.linked)
    article = replace(article, main_image=MainImage(item.image) if item.image else None)
    runs = [settle(run, origin, has_lines=False) for run in given.runs]
    return attach_account(article, runs, left_out, reading)


def _settle_line(text: str, origin: str) -> str:
    return " ".join(settle(text, origin, has_lines=False).split())
