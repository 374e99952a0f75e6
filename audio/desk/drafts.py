"""Drafts: what is typed and not yet saved, kept on disk so that no crash takes it away.

Each open page has its own, a JSON file, which goes when its text is saved or given up.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from audio import regex
from audio.errors import Place, SourceError
from audio.work.publication import publish_file

_PAGE = regex.compile(r"[a-z0-9]{6,40}")


class Draft(NamedTuple):
    """What was typed in one page."""

    page: str
    """Which page: letters and digits that it chose."""
    digest: str
    """The version of the article from which it was typed; empty for a new article."""
    fields: Mapping[str, str]
    """By name of the field."""
    kept: datetime | None = None
    """When it was kept; aware, and ``None`` before it is."""


class Drafts:
    """The drafts in a folder, by article; the name of a new article's is empty."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def keep(self, article: str, draft: Draft) -> None:
        """Keep a draft in place of the earlier one of the same page. Raises ``OSError``."""
        data = {"article": article, "digest": draft.digest, "fields": dict(draft.fields)}
        self._folder.mkdir(parents=True, exist_ok=True)
        text = json.dumps(data, ensure_ascii=False, indent=1)
        publish_file(self._find(article, draft.page), text.encode("utf-8", "replace"))

    def list(self, article: str) -> list[Draft]:
        """The drafts of an article, the newest first; what is no draft is passed over."""
        found = []
        for path in self._folder.glob(f"{_hash(article)}-*.json"):
            with suppress(ValueError, KeyError, TypeError, FileNotFoundError):
                data = json.loads(path.read_bytes())
                kept = datetime.fromtimestamp(path.stat().st_mtime, UTC)
                fields = {str(key): str(value) for key, value in data["fields"].items()}
                found.append(Draft(path.stem.partition("-")[2], data["digest"], fields, kept))
        return sorted(found, key=lambda draft: str(draft.kept), reverse=True)

    def drop(self, article: str, page: str) -> None:
        """Give a draft up, or forget one that is saved."""
        self._find(article, page).unlink(missing_ok=True)

    def _find(self, article: str, page: str) -> Path:
        if not _PAGE.fullmatch(page):
            raise SourceError("is no page of the desk", where=Place(page[:40]))
        return self._folder / f"{_hash(article)}-{page}.json"


def _hash(article: str) -> str:
    return hashlib.sha256(article.encode()).hexdigest()[:24]
