"""Withdrawal of articles: as drafts, or deleted into a folder from which they can be brought back.

At the next build the edition of either is out of the feed, the show's page and the search. What is
deleted lies in ``.deleted/MOMENT/`` of the content folder, under its path there, with the versions
that waited beside it. No build reads that; an article's picture and lexicons stay where they are.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime
from itertools import chain, count
from pathlib import Path
from typing import NamedTuple

from audio.errors import Place, SourceError
from audio.readers.text.front_matter_edit import edit_front_matter
from audio.show.content_folder import DELETED
from audio.work.beside import find_article_of, list_beside

_MOMENT = "%Y%m%dT%H%M%S%fZ"


class DeletedArticle(NamedTuple):
    """An article that was deleted and can be brought back."""

    key: str
    """Which deletion: ``20250815T063000000000Z``."""
    name: str
    """The article's path in the content folder, with slashes."""
    deleted: datetime
    """When; aware."""


def withdraw_article(article: Path) -> None:
    """Make an article a draft, so that the next build has no edition of it in feed and pages.

    Raises ``SourceError`` for a format in which it cannot be said, such as Word's, and ``OSError``.
    """
    edit_front_matter(article, {"draft": True})


def release_article(article: Path) -> None:
    """Make a draft an article that the next build publishes, at its date if that is to come.

    Raises as ``withdraw_article`` does.
    """
    edit_front_matter(article, {"draft": None})


def delete_article(article: Path, content: Path) -> DeletedArticle:
    """Move an article out of the show of the folder ``content``, to where it can be brought back.

    Raises ``SourceError`` for what is no file of that folder, and ``OSError``.
    """
    if not article.is_file() or not article.is_relative_to(content):
        raise SourceError("is no article of this folder", where=Place(str(article)))
    place = content / DELETED / datetime.now(UTC).strftime(_MOMENT)
    target = place / article.relative_to(content)
    target.parent.mkdir(parents=True)
    for file in (article, *list_beside(article)):
        file.rename(target.with_name(file.name))
    return list_deleted(content)[0]


def list_deleted(content: Path) -> list[DeletedArticle]:
    """What was deleted from the folder ``content`` and can be brought back, the latest first."""
    found = []
    for place in (content / DELETED).glob("*Z"):
        deleted = _read_moment(place.name)
        files = sorted(path for path in place.rglob("*") if path.is_file())
        articles = [path for path in files if not find_article_of(path)]
        if deleted and articles:
            name = articles[0].relative_to(place).as_posix()
            found.append(DeletedArticle(place.name, name, deleted))
    return sorted(found, reverse=True)


def restore_article(key: str, content: Path) -> Path:
    """Bring back what was deleted under ``key``; where it is now.

    That is another name, ``a-2.md``, where another article has taken its own. Raises
    ``SourceError`` for a key that is none, and ``OSError``.
    """
    known = next((each for each in list_deleted(content) if each.key == key), None)
    if known is None:
        raise SourceError("is nothing that was deleted", where=Place(key[:200]))
    article = content / DELETED / key / known.name
    files = (article, *list_beside(article))
    target = _find_free(content / known.name)
    target.parent.mkdir(parents=True, exist_ok=True)
    for file in files:
        file.rename(target.with_name(target.name + file.name.removeprefix(article.name)))
    with suppress(OSError):  # what is not empty stays
        for folder in article.relative_to(content).parents[:-1]:
            (content / folder).rmdir()
    return target


def _find_free(path: Path) -> Path:
    """``path``, or the first of ``a-2.md``, ``a-3.md`` … beside which no version waits either."""
    others = (path.with_name(f"{path.stem}-{number}{path.suffix}") for number in count(2))
    places = chain([path], others)
    return next(place for place in places if not place.exists() and not list_beside(place))


def _read_moment(name: str) -> datetime | None:
    try:
        return datetime.strptime(name, _MOMENT).replace(tzinfo=UTC)
    except ValueError:
        return None
