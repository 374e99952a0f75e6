"""The illustrator: an article in, its edition's cover out.

Design it; or find it in the store, where that of an article with the same title still is.
"""

from __future__ import annotations

import hashlib
import json
from functools import cache
from importlib.metadata import version
from pathlib import Path

from audio.records import Article, Cover
from audio.settings import Show
from audio.store import Store


def cover_of(article: Article, show: Show, store: Store) -> Cover:
    """The edition's cover. Raises ``SettingsError`` for a picture that cannot be shown."""
    shelf = store.shelf("cover")
    key = _key(article, show)
    if (kept := shelf.get(key)) is not None:
        media_type, _, data = kept.partition(b"\n")
        return Cover(data, media_type.decode())
    from audio import cover  # Pillow and the fonts take a fifth of a second

    made = cover.of_edition(article, show)
    shelf.put(key, made.media_type.encode() + b"\n" + made.data)
    return made


def _key(article: Article, show: Show) -> str:
    pictures = [
        Path(article.origin).parent / article.image if article.image else None,
        Path(show.image) if show.image else None,
    ]
    content = [
        _program(),
        article.title,
        article.author,
        str(article.published),
        show.title,
        [_digest(path) for path in pictures],
    ]
    return hashlib.sha256(json.dumps(content, ensure_ascii=False).encode()).hexdigest()


def _digest(path: Path | None) -> str:
    """Of the file's content; of one that cannot be read, nothing: the error comes by itself."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest() if path else ""
    except OSError:
        return ""


@cache
def _program() -> str:
    """A digest of all that designs covers: it changes when one may look otherwise."""
    package = Path(__file__).parent
    digest = hashlib.sha256(version("pillow").encode())
    for path in (package / "cover.py", *sorted((package / "artwork").rglob("*"))):
        if path.is_file() and path.suffix != ".pyc":
            digest.update(path.name.encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()
