"""WordPress sites by their REST API: all posts, and on later runs only those that have changed.

``https://site/wp-json/`` names a site; ``…/wp-json/wp/v2/posts?categories=5`` a part of it. Posts
have the identity that they have in the site's feed, so that both may be imported in turn.
Reference: WordPress REST API Handbook, Posts, Pagination.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from html import unescape
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from audio.errors import Place, SourceError
from audio.importing.polite_fetch import FetchRequest, PoliteFetcher
from audio.readers.feeds.dates import parse_feed_date
from audio.readers.feeds.item import FeedItem, drop_tags
from audio.readers.fetch.http import RefusedError

log = logging.getLogger(__name__)
PAGE = 100
"""Posts that are asked for at a time: the most that WordPress gives."""
_ROOT = "/wp-json"
_POSTS = "/wp/v2/posts"
LATER_CHANGE = ("modified", "modified_after")
"""By what posts are ordered and chosen. What is changed meanwhile comes to the end, and no post is
passed over."""
LATER_DATE = ("date", "after")
_JSON = FetchRequest(accept="application/json")


def is_wordpress(url: str) -> bool:
    """Whether ``url`` is that of a WordPress site's REST API."""
    return _ROOT in urlsplit(url).path


def read_posts(
    url: str, order: tuple[str, str], since: str, fetcher: PoliteFetcher
) -> Iterator[list[FeedItem]]:
    """Yield the posts at ``url`` after ``since``, a page at a time, in ``order``: the last last.

    ``since`` is a moment as WordPress writes it, ``2025-08-15T07:30:00`` (UTC), or empty for all.
    Raises ``SourceError``.
    """
    by, after = order
    query = {"orderby": by, **({after: f"{since}Z"} if since else {})}
    number, total = 1, 1
    before: list[dict[str, Any]] = []
    while number <= total:
        address = _make_address(url, query, number)
        try:
            answer = fetcher.fetch(address, _JSON)
        except RefusedError as error:
            if error.status == 400 and number > 1:  # there is no such page, or none any more
                return
            raise
        posts = _parse_posts(answer.body, address)
        if posts == before:  # a copy of the site that knows one page, and would give it for ever
            return
        before = posts
        yield [_read_post(post) for post in posts if not _is_protected(post)]
        told = answer.headers.get("x-wp-totalpages", "")
        total = int(told) if told.isdecimal() else number + bool(posts)
        number += 1


def _is_protected(post: dict[str, Any]) -> bool:
    content = post.get("content")
    if not isinstance(content, dict) or not content.get("protected") or content.get("rendered"):
        return False
    where = Place(_get_text(post, "link") or str(post.get("id", "")))
    log.warning("%s: is protected by a password: left out", where)
    return True


def _make_address(url: str, asked: dict[str, str], number: int) -> str:
    parts = urlsplit(url)
    path = parts.path.rstrip("/")
    if path.endswith(_ROOT):
        path += _POSTS
    query = dict(parse_qsl(parts.query)) | {
        "per_page": str(PAGE),
        "page": str(number),
        "order": "asc",
        "_embed": "author,wp:featuredmedia",
        **asked,
    }
    return urlunsplit((parts.scheme, parts.netloc, path, urlencode(query), ""))


def _parse_posts(body: bytes, address: str) -> list[dict[str, Any]]:
    try:
        posts = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise SourceError("is no well-formed JSON", where=Place(address)) from error
    if not isinstance(posts, list) or not all(isinstance(post, dict) for post in posts):
        raise SourceError(
            "is no list of posts", where=Place(address), hint="name https://SITE/wp-json/"
        )
    return posts


def _read_post(post: dict[str, Any]) -> FeedItem:
    embedded = post.get("_embedded")
    links = embedded if isinstance(embedded, dict) else {}
    link = _get_text(post, "link")
    moment = _get_text(post, "date_gmt")
    return FeedItem(
        guid=_get_text(post, "guid") or link or str(post.get("id", "")),
        link=link,
        title=unescape(drop_tags(_get_text(post, "title"))),
        author=", ".join(_list_texts(links.get("author"), "name")),
        published=parse_feed_date(f"{moment}Z") if moment else None,
        summary=_get_text(post, "excerpt"),
        content=_get_text(post, "content"),
        image=next(iter(_list_texts(links.get("wp:featuredmedia"), "source_url")), ""),
        changed=_get_text(post, "modified_gmt"),
        is_complete=True,
    )


def _list_texts(things: Any, name: str) -> list[str]:
    listed = things if isinstance(things, list) else []
    found = (_get_text(thing, name) for thing in listed if isinstance(thing, dict))
    return [text for text in found if text]


def _get_text(values: dict[str, Any], name: str) -> str:
    """A string of ``values``, or what is rendered of one; empty when there is none."""
    value = values.get(name)
    if isinstance(value, dict):
        value = value.get("rendered")
    return value.strip() if isinstance(value, str) else ""
