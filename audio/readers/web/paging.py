"""Whether what a page calls its next page is the next page of the same article."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlsplit

from audio import regex

_NUMBERED = regex.compile(
    r"(?:[/_-](?:page|pg|p)?[/_-]?\d{1,3})?+(?P<end>\.[a-z]{2,5}|/)?$", regex.IGNORECASE
)
_LAST_NUMBER = regex.compile(
    r"(?r)(?<!\d)(?P<number>\d{1,3})(?P<end>\.[a-z]{2,5}|/)?$", regex.IGNORECASE
)
_PAGE_KEYS = {"page", "pg", "p", "pageno", "paged"}
_LATE = 20
"""Hardly an article has so many pages; what has a higher number is numbered by something else."""

_ARCHIVED = regex.compile(
    r"https?://[^/?#]++/(?:[^?#]*?/)?(?P<page>https?://[^/]++/.*+)", regex.IGNORECASE
)


def follows(first: str, following: str) -> bool:
    """Whether ``following`` differs from ``first``, an article's address, in a page's number only.

    A blog's `rel="next"` leads to the next article; following it would never end.
    """
    one, other = urlsplit(first), urlsplit(following)
    if not following or (one.scheme, one.netloc) != (other.scheme, other.netloc):
        return False
    if one.path == other.path:
        return (
            _drop_page_keys(one.query) == _drop_page_keys(other.query) and one.query != other.query
        )
    if one.query != other.query:
        return False
    stem = _drop_number(one.path)
    return _drop_number(other.path) in {stem, one.path.rstrip("/")} or is_renumbered(
        first, following
    )


def is_renumbered(first: str, following: str) -> bool:
    """Whether both end in a number, as `lekh1.html` and `lekh2.html`.

    They may be parts of one article or articles of one series: only their headlines tell.
    """
    one, other = (_LAST_NUMBER.search(urlsplit(address).path) for address in (first, following))
    if not one or not other or int(one["number"]) >= int(other["number"]):
        return False
    same_stem = one.string[: one.start()] == other.string[: other.start()]
    return same_stem and one["end"] == other["end"]


def is_later_page(address: str) -> bool:
    """Whether ``address`` ends in a number that a page of an article has: `/lekh/2`, `?page=2`."""
    parts = urlsplit(address)
    numbers = [value for key, value in parse_qsl(parts.query) if key.lower() in _PAGE_KEYS]
    last = _LAST_NUMBER.search(parts.path)
    numbers += [last["number"]] if last else []
    return any(n.isdecimal() and len(n) < 4 and 1 < int(n) <= _LATE for n in numbers)


def _drop_page_keys(query: str) -> list[tuple[str, str]]:
    return [(key, value) for key, value in parse_qsl(query) if key.lower() not in _PAGE_KEYS]


def _drop_number(path: str) -> str:
    match = _NUMBERED.search(path)
    return path[: match.start()] if match else path


def drop_archive(url: str) -> str:
    """The address of a page whose archived copy is at ``url``, as `https://archive/2023/https://…`."""
    found = _ARCHIVED.fullmatch(url)
    return found["page"] if found else url
