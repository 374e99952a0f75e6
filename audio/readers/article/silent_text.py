"""Text that its author struck out or hid: it is left out, and the report says what it was."""

from __future__ import annotations

from collections.abc import Sequence

from audio import regex
from audio.readers.article.pieces import quote

STRUCK_TAGS = frozenset({"del", "s", "strike"})
"""HTML's elements whose text is struck through: no longer right, or deleted."""
UNREAD_TAGS = frozenset({"script", "style", "template"})
"""HTML's elements that are no text."""
_STRUCK = regex.compile(r"text-decoration(?:-line)?\s*+:[^;]*?line-through", regex.IGNORECASE)
_HIDDEN = regex.compile(r"(?:display\s*+:\s*+none|visibility\s*+:\s*+hidden)", regex.IGNORECASE)


def is_struck(tag: str, style: str) -> bool:
    """Whether an element of HTML, by its tag or its own ``style``, strikes its text through."""
    return tag in STRUCK_TAGS or bool(style and _STRUCK.search(style))


def is_hidden_style(style: str) -> bool:
    """Whether a ``style`` of HTML hides what it is on."""
    return bool(style and _HIDDEN.search(style))


def describe_silent(texts: Sequence[str], what: str) -> list[str]:
    """The note on ``texts`` left out that are ``what``, `struck out` or `hidden`; none without."""
    said = list(dict.fromkeys(" ".join(text.split()) for text in texts if text.strip()))
    if not said:
        return []
    if len(said) == 1:
        return [f"left out {quote(said[0])}: it is {what}"]
    return [f"left out {len(said)} passages that are {what}, such as {quote(said[0])}"]
