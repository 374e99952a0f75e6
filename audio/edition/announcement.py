"""Announcements: what is said before and after an article, from the show's templates.

A template holds ``{title}``, ``{author}`` and ``{date}``. A sentence of it whose fields are all
unknown is not said, so that one template serves articles with and without a byline. A date that the
title holds already is not said again.
"""

from __future__ import annotations

from typing import NamedTuple

import regex

from audio.hindi.dates import format_date
from audio.records import Article

_SENTENCE = regex.compile(r"[^।॥?!]+[।॥?!]*")
_STOPS = regex.compile(r"^[।॥?!.,:;\s]+")
_FIELD = regex.compile(r"\{(\w+)\}")


class Announcement(NamedTuple):
    """A template filled in: what it says before the title's place and after it."""

    before: str
    """Everything, when the template does not name the title."""
    after: str


def announce(template: str, article: Article) -> Announcement:
    """``template`` filled in for ``article``.

    The title is not put in: its own paragraph is spoken in its place, so that it is said once.
    """
    before, marker, after = template.partition("{title}")
    if not marker:
        return Announcement(_fill(template, article), "")
    return Announcement(_fill(before, article), _fill(_STOPS.sub("", after), article))


def _fill(template: str, article: Article) -> str:
    date = format_date(article.published.date()) if article.published else ""
    fields = {
        "title": article.title,
        "author": article.author,
        "date": "" if date in article.title else date,
    }
    said = []
    for sentence in _SENTENCE.findall(template):
        names = _FIELD.findall(sentence)
        if not names or any(fields[name] for name in names):
            said.append(_FIELD.sub(lambda found: fields[found[1]], sentence).strip())
    return " ".join(said).strip()
