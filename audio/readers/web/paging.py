"""Whether what a page calls its next page is the next page of the same article."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlsplit

import regex

_NUMBERED = regex.compile(
    r"(?:[/_-](?:page|pg|p)?[/_-]?\d{1,3})?+(?P<end>\.[a-z]{2,5}|/)?$", regex.IGNORECASE
)
_PAGE_KEYS = {"page", "pg", "p", "pageno", "paged"}


def follows(first: str, following: str) -> bool:
    """Whether ``following`` differs from ``first``, an article's address, in a page's number only.

    A blog's `rel="next"` leads to the next article; following it would never end.
    """
    one, other = urlsplit(first), urlsplit(following)
    if not following or (one.scheme, one.netloc) != (other.scheme, other.netloc):
        return False
    if one.path == other.path:
        return _other_keys(one.query) == _other_keys(other.query) and one.query != other.query
    stem = _stem(one.path)
    return _stem(other.path) in {stem, one.path.rstrip("/")} and one.query == other.query


def _other_keys(query: str) -> list[tuple[str, str]]:
    return [(key, value) for key, value in parse_qsl(query) if key.lower() not in _PAGE_KEYS]


def _stem(path: str) -> str:
    match = _NUMBERED.search(path)
    return path[: match.start()] if match else path
