"""Announcements: what is said before and after an article, from the show's templates.

A template holds ``{title}``, ``{author}`` and ``{date}``. A sentence of it whose fields are all
unknown is not said, so that one template serves articles with and without a byline. A date that the
title holds already is not said again. The disclosure that the voice is synthetic is a sentence of
its own wherever it stands, and comes first where a template does not place it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from audio import regex
from audio.hindi.dates import format_date
from audio.records import Article

_DISCLOSURE = "{disclosure}"
_SENTENCE = regex.compile(r"\{disclosure\}[।॥?!]*|(?:(?!\{disclosure\})[^।॥?!])+[।॥?!]*")
_STOP = regex.compile(r"[।॥?!.]\s*$")
_STOPS = regex.compile(r"^[।॥?!.,:;\s]+")
_FIELD = regex.compile(r"\{(\w+)\}")


class Announcement(NamedTuple):
    """A template filled in: what it says before the title's place and after it."""

    before: str
    """Everything, when the template does not name the title."""
    after: str


def disclose_first(template: str) -> str:
    """``template`` with the disclosure at its start, unless it has a place in it already."""
    return template if _DISCLOSURE in template else f"{_DISCLOSURE} {template}"


def announce(template: str, article: Article, disclosure: str = "") -> Announcement:
    """``template`` filled in for ``article``; ``disclosure`` where it says ``{disclosure}``.

    The title is not put in: its own paragraph is spoken in its place, so that it is said once.
    """
    fields = _list_fields(article, disclosure)
    before, marker, after = template.partition("{title}")
    if not marker:
        return Announcement(_fill(template, fields), "")
    return Announcement(_fill(before, fields), _fill(_STOPS.sub("", after), fields))


def _list_fields(article: Article, disclosure: str) -> Mapping[str, str]:
    date = format_date(article.published.date()) if article.published else ""
    return {
        "title": article.title,
        "author": article.author,
        "date": "" if date in article.title else date,
        "disclosure": disclosure and end_sentence(disclosure),
    }


def end_sentence(text: str) -> str:
    """``text`` with a danda where it has no stop, so that what follows is another sentence."""
    return text.strip() if _STOP.search(text) else f"{text.strip()}।"


def _fill(template: str, fields: Mapping[str, str]) -> str:
    said = []
    for part in _SENTENCE.findall(template):
        sentence = _DISCLOSURE if part.startswith(_DISCLOSURE) else part
        names = _FIELD.findall(sentence)
        if not names or any(fields[name] for name in names):
            said.append(_FIELD.sub(lambda found: fields[found[1]], sentence).strip())
    return " ".join(said).strip()
