"""Articles with one text: a story under two names, which subscribers would get twice."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterable, Iterator

from audio import regex
from audio.records import Article
from audio.show.doubts import Doubt

_WORD = regex.compile(r"[\p{L}\p{M}\p{N}\u200c\u200d]++")
_FEWEST = 12
"""Words from which on two texts are hardly the same by chance."""


def digest_words(text: str) -> str:
    """Tells the words of ``text``, whatever stands between them; empty when they are too few."""
    words = _WORD.findall(unicodedata.normalize("NFC", text))
    if len(words) < _FEWEST:
        return ""
    return hashlib.sha256(" ".join(words).encode()).hexdigest()[:32]


def digest_article(article: Article) -> str:
    """Tells the words of ``article`` without its title; empty when they are too few."""
    return digest_words(article.text[article.blocks[0].span.end :])


def describe_same_texts(articles: Iterable[tuple[str, str]]) -> Iterator[Doubt]:
    """One for each article, its file and its ``digest_article``, with the text of one before."""
    first: dict[str, str] = {}
    for file, digest in articles:
        if digest and first.setdefault(digest, file) != file:
            yield Doubt(
                (file,),
                f"has the same text as {first[digest]}, and subscribers get it twice; "
                "delete one of them, or write draft: true into it",
                (first[digest],),
            )
