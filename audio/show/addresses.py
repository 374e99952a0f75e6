"""The addresses of editions in a site: each has a folder, whose name never changes."""

from __future__ import annotations

import json
import logging
import os
from collections.abc import Container, Mapping, Set
from datetime import date
from pathlib import Path

from audio.errors import Place, SourceError
from audio.hindi.romanize import make_unique
from audio.records import Article
from audio.show.slugs import make_title_slug

log = logging.getLogger(__name__)


class Addresses:
    """The name of each edition's folder, its slug, by the guid of its article."""

    def __init__(self, site: Path, recorded: Mapping[str, str], reserved: Set[str]) -> None:
        """``recorded``: what the build records say; of other editions the ``site`` itself does.

        No edition gets one of those that are ``reserved``.
        """
        known = set(recorded.values())
        self._slugs = _read_published_slugs(site, known) | dict(recorded)
        self._taken = {*self._slugs.values(), *reserved}

    def find(self, guid: str) -> str | None:
        """The slug of an edition; ``None`` for one that has none yet."""
        return self._slugs.get(guid)

    def list_all(self) -> list[str]:
        """All slugs, by name."""
        return sorted(self._slugs.values())

    def choose(self, article: Article, day: date) -> str:
        """The slug of the article's edition: what it had, what the article asks for, or its title.

        Where another edition has that title, ``day`` is added. Raises ``SourceError`` when the
        slug that is asked for is taken or reserved.
        """
        slug = self._slugs.get(article.guid)
        if slug is None:
            slug = self._take_slug(article, day)
        elif article.slug not in ("", slug):
            log.warning(
                "%s: slug %s is left out: the edition stays at %s/, where links lead to",
                article.origin,
                article.slug,
                slug,
            )
        self._slugs[article.guid] = slug
        self._taken.add(slug)
        return slug

    def _take_slug(self, article: Article, day: date) -> str:
        if not article.slug:
            return make_unique(make_title_slug(article.title), self._taken, day.isoformat())
        if article.slug in self._taken:
            owner = next((guid for guid, slug in self._slugs.items() if slug == article.slug), "")
            # A file that was renamed has lost its guid, and with it its address.
            hint = "give another"
            if owner:
                hint = f"give another, or, if this is what was {owner}, write guid: {owner}"
            raise SourceError(
                f"slug {article.slug!r} is taken",
                where=Place(article.origin),
                hint=hint,
            )
        return article.slug


def _read_published_slugs(site: Path, known: Container[str]) -> dict[str, str]:
    """Slug by guid of what is published without a record, so that no edition moves."""
    found: dict[str, str] = {}
    for place in sorted(os.scandir(site), key=lambda entry: entry.name):
        if place.name in known or place.name.startswith("."):
            continue
        try:
            data = json.loads((site / place.name / "edition.json").read_text(encoding="utf-8"))
            found[str(data["guid"])] = place.name
        except (OSError, ValueError, KeyError, TypeError):
            continue  # no edition, or damaged: it is published anew
    return found
