"""A page's blocks by what they are to its story."""

from __future__ import annotations

from dataclasses import dataclass, field

from audio.readers.web.blocks import PageBlock


@dataclass(slots=True)
class Story:
    """Which of the page's blocks are the story's."""

    lead: list[PageBlock] = field(default_factory=list)
    """Between headline and text: byline, date, picture, standfirst."""
    body: list[PageBlock] = field(default_factory=list)
    others: list[PageBlock] = field(default_factory=list)
    """Of other stories, to which the page goes on."""
    outside: list[PageBlock] = field(default_factory=list)
    """After the first of the body's, but not in the element that holds the body."""
