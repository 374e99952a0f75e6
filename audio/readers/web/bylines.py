"""Who wrote a story, as a line near its headline says: `Written By: सुमन | Edited By: नीरज`."""

from __future__ import annotations

from collections.abc import Iterable

import regex

_LONGEST = 160
"""Code points of a byline with place and date."""
_NAME = r"(?P<name>[\p{Lu}\p{Devanagari}][\p{L}\p{M}.]++(?:\s[\p{L}\p{M}.]++){0,3}?)"
_END = (
    r"(?=\s*+(?:$|[|,•·(\n\d:]|"
    r"(?i:and|in|on|edited|updated|publish(?:ed|er)?|posted|last|curated|agency)(?![\p{L}\p{M}])))"
)
_BYLINE = regex.compile(
    r"(?:(?<!\p{L})(?i:(?:(?P<role>[a-z]{4,10})\s)?+by)\s*+[:–-]?+\s*+"
    r"|(?<!\p{Devanagari})(?:लेखक|लेखिका|रिपोर्ट|प्रस्तुति)\s*+[:–-]\s*+|^द्वारा\s++)" + _NAME + _END
)
_SEAM = regex.compile(r"(?<=\p{Devanagari})(?=\p{Lu})|(?<=\p{Latin})(?=\p{Devanagari})")
"""Where two labels touch, as in `शर्माPublish Date`."""
_WRITERS = frozenset({"", "written", "authored", "reported", "story"})
"""Who did anything else to a story is no author."""


def find_author(lines: Iterable[str]) -> str:
    """The name in the first of ``lines`` that is a byline; empty for none."""
    for line in lines:
        if len(line) > _LONGEST:
            continue
        for match in _BYLINE.finditer(_SEAM.sub(" ", line)):
            if (match["role"] or "").casefold() in _WRITERS:
                return str(match["name"]).strip()
    return ""
