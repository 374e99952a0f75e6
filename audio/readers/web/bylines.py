"""Who wrote a story, as a line near its headline says: `Written By: सुमन | Edited By: नीरज`."""

from __future__ import annotations

from collections.abc import Iterable

from audio import regex
from audio.readers.web.blocks import PageBlock

_LONGEST = 160
"""Code points of a byline with place and date."""
_NAME = r"(?P<name>[\p{Lu}\p{Devanagari}][\p{L}\p{M}.]++(?:\s[\p{L}\p{M}.]++){0,3}?)"
_END = (
    r"(?=\s*+(?:$|[|,•·(\n\d:]|"
    r"(?i:and|in|on|edited|updated|publish(?:ed|er)?|posted|last|curated|agency)(?![\p{L}\p{M}])))"
)
_BYLINE = regex.compile(
    r"(?:(?<!\p{L})(?i:(?:(?P<role>[a-z]{4,10})\s)?+by)\s*+[:–-]?+\s*+"
    r"|(?<!\p{Devanagari})(?:लेखक|लेखिका|आलेख|रिपोर्ट|रिपोर्टर|संवाददाता|प्रस्तुति)\s*+[:–-]\s*+|^द्वारा\s++)"
    + _NAME
    + _END
)
_PLACE = r"\s*+(?:,[^।॥?!\n]{0,40})?[)\]]?+$"
_SIGNATURE = regex.compile(r"[(\[]?+[-–—]\s*+" + _NAME + _PLACE)
_ROLE = regex.compile(
    r"^[(\[]?+\s*+(?:लेखक|लेखिका|रिपोर्ट|रिपोर्टर|संवाददाता|प्रस्तुति)\s*+[:–-]\s*+"
    + _NAME
    + r"\s*+(?:,[^।॥?!\n]{0,40})?[)\]]?+$"
)
_WHOLE_NAME = regex.compile(_NAME)
_WRITERS_PAGE = regex.compile(r"/(?:authors?|profile|reporter|writer|lekhak)/[^/]")
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


def find_linked_author(lead: Iterable[PageBlock]) -> str:
    """The name that leads to a page about its writer: `<a href="/author/suman">सुमन</a>`."""
    for block in lead:
        links = block.element.iter("a") if block.linked and len(block.text) <= _LONGEST else ()
        for link in links:
            name = " ".join("".join(link.itertext()).split())
            if _WRITERS_PAGE.search(link.get("href", "")) and _WHOLE_NAME.fullmatch(name):
                return name
    return ""


def find_signature(lines: Iterable[str]) -> str:
    """The name in a line under a story: `- सुमन कुमारी, पटना`, `(रिपोर्ट: सुमन)`; empty for none.

    A line after a dash is a name only if it is the only one: others are what people say.
    """
    texts = [line.strip() for line in lines]
    for text in texts:
        if len(text) <= _LONGEST and (match := _ROLE.match(text)):
            return str(match["name"]).strip()
    dashed = [text for text in texts if text[:1] in set("-–—")]
    match = _SIGNATURE.fullmatch(texts[-1]) if len(dashed) == 1 and texts[-1] in dashed else None
    return str(match["name"]).strip() if match else ""
