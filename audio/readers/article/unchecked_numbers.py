"""Numbers recognised on a scan: each is marked, and what still holds a mark is not narrated."""

from __future__ import annotations

from audio import regex
from audio.errors import Place, SourceError
from audio.records import Article

UNCHECKED = "⟨?⟩"
"""Stands after a number that nobody has compared with the scan."""
_NUMBER = regex.compile(r"\p{Nd}(?:[\p{Nd}.,:/-]*\p{Nd})?")


def mark_numbers(text: str) -> str:
    """``text`` with a mark after every number: `15⟨?⟩ लोग`."""
    return _NUMBER.sub(rf"\g<0>{UNCHECKED}", text)


def refuse_unchecked(article: Article) -> Article:
    """``article``, if it holds no number of a scan that nobody has checked.

    Raises:
        SourceError: it does.
    """
    count = article.text.count(UNCHECKED)
    if count:
        what = f"holds numbers of a scan that nobody has checked: {count}"
        hint = f"compare each with the scan and delete the {UNCHECKED} after it"
        raise SourceError(what, where=Place(article.origin), hint=hint)
    return article
