"""The date that a page shows near its headline, where its data give none."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from lxml.html import HtmlElement

from audio import regex
from audio.readers.article.dates import find_date, is_date_line
from audio.readers.article.pieces import fold
from audio.readers.web.block_roles import is_dated
from audio.readers.web.blocks import PageBlock
from audio.readers.web.story_parts import Story

_BYLINE = 150
"""Code points of a line near the headline that may hold a date."""
_BEFORE, _AFTER = 3, 12
"""Blocks before and after the headline among which its date may stand."""
_FIRST_YEAR = 1995
"""Of the first Hindi pages."""
_VERB = regex.compile(r"(?:था|थी|थे|हैं?|हुआ|हुई|हुए|गया|गई|गए|होगा|होगी|रहा|रही|किया)\W*+$")
_OF_LIFE = regex.compile(
    r"(?<!\p{L})(?:जन्म|निधन|मृत्यु|स्थापना|जयंती|पुण्यतिथि|born|died)", regex.IGNORECASE
)
_OF_ISSUE = regex.compile(
    r"(?<!\p{L})(?:अंक|पिछल[ाेी](?!\s(?:अपडेट|अद्यतन))|पुरान[ाेी]|आर्काइव|अभिलेखागार|archives?|issues?)(?![\p{L}\p{M}])",
    regex.IGNORECASE,
)
"""Of other issues, to which a page leads."""
_PUBLISHED = regex.compile(r"प्रकाशित|अपडेट|पब्लिश|publish|updated|posted", regex.IGNORECASE)


def select_head(shown: Sequence[PageBlock], title: HtmlElement | None) -> list[PageBlock]:
    """The blocks near the headline in ``shown``, a page before anything is taken out of it."""
    wanted = "" if title is None else fold("".join(title.itertext()))
    at = next((i for i, block in enumerate(shown) if wanted and wanted in fold(block.text)), 0)
    return list(shown[max(0, at - _BEFORE) : at + 1 + _AFTER])


def find_shown_date(
    head: Sequence[PageBlock], story: Story, every: Sequence[PageBlock]
) -> datetime | None:
    """The date near the headline; that of a change only if there is no other.

    ``head`` is what ``select_head`` gives: a date may stand between buttons, where it is taken for
    furniture and is not among ``every``.
    """
    dated = (block for block in every if is_dated(block))
    own = [*story.lead, *story.body[:4], *story.body[-2:]]
    for near in (own, head, dated):
        if when := _choose_date(near):
            return when
    return None


def _choose_date(blocks: Iterable[PageBlock]) -> datetime | None:
    found = [find_date(block.text) for block in blocks if is_stamp(block.text)]
    stamps = sorted((stamp for stamp in found if stamp), key=lambda stamp: stamp.is_update)
    return stamps[0].when if stamps else None


def is_stamp(text: str) -> bool:
    """Whether ``text`` says when a page was published: a date, a byline with one, no sentence."""
    found = find_date(text) if len(text) < _BYLINE else None
    if found is None or found.when.year < _FIRST_YEAR:
        return False
    if _OF_ISSUE.search(text):
        return False
    if is_date_line(text) or _PUBLISHED.search(text):
        return True
    is_sentence = text.rstrip("\"'”’) ")[-1:] in set("।॥?!") or _VERB.search(text) is not None
    return not is_sentence and _OF_LIFE.search(text) is None
