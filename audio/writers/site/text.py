"""Text for a page: everything is shown, nothing of it acts.

Code points that HTML cannot hold (WHATWG HTML 13.2.2, control-character-in-input-stream and
noncharacter-in-input-stream) are replaced by a visible one, one for one, so that offsets hold.
Characters that turn the direction of text (Unicode Annex 9, 2.1 to 2.4) stay, but each in an
isolate of its own, which ends before anything could be turned, and with their names in sight.
"""

from __future__ import annotations

from bisect import bisect_left

import regex
from markupsafe import Markup, escape

_UNWRITABLE = regex.compile(r"(?V1)[[\p{Cc}\p{Cs}\p{Noncharacter_Code_Point}]--[\n\t]]")
_TURNING = "\u202a-\u202e\u2066-\u2069"
_LATIN_RUN = (
    r"\p{Latin}[\p{Latin}0-9\u0300-\u036f]*+"
    r"(?:(?:[-.&'’/+]\ ?[\p{Latin}0-9]|\ +\p{Latin})[\p{Latin}0-9\u0300-\u036f]*+)*+"
)
_SPECIAL = regex.compile(rf"(?P<turning>[{_TURNING}])|(?P<latin>{_LATIN_RUN})")
_TURN = regex.compile(rf"[{_TURNING}]")
_ASTRAL = regex.compile(r"[\U00010000-\U0010FFFF]")

_DEVANAGARI_LANGUAGES = frozenset({"hi", "mr", "ne", "sa", "kok", "mai", "bho", "doi"})


def replace_unwritable(text: str) -> str:
    """``text`` as HTML can hold it; as long as before."""
    return str(_UNWRITABLE.sub(lambda found: _find_picture(found[0]), text))


def strip_turns(text: str) -> str:
    """``text`` for a title or an attribute, where no markup could hold a turn in check."""
    return str(_TURN.sub("", replace_unwritable(text)))


def mark_up(text: str, language: str, *, in_xml: bool = False) -> Markup:
    """``text`` as HTML, or XHTML ``in_xml``, runs of another language marked as such."""
    text = replace_unwritable(text)
    if not _SPECIAL.search(text):
        return escape(text)
    foreign = language.partition("-")[0] in _DEVANAGARI_LANGUAGES
    parts: list[Markup] = []
    at = 0
    for found in _SPECIAL.finditer(text):
        if found["latin"] and not foreign:
            continue
        parts += escape(text[at : found.start()]), _hold(found, in_xml=in_xml)
        at = found.end()
    parts.append(escape(text[at:]))
    return Markup().join(parts)


class Offsets:
    """From code points of a text to the UTF-16 units that scripts count in."""

    def __init__(self, text: str) -> None:
        # Not to look for what is not there, in many thousand sentences.
        text = replace_unwritable(text) if max(text, default="") > "\uffff" else ""
        self._astral = [found.start() for found in _ASTRAL.finditer(text)]

    def __call__(self, offset: int) -> int:
        """UTF-16 units before ``offset``."""
        return offset + bisect_left(self._astral, offset) if self._astral else offset


def _hold(found: regex.Match[str], *, in_xml: bool) -> Markup:
    if found["turning"]:
        return Markup('<bdi class="turn" data-code="U+{:04X}">{}</bdi>').format(
            ord(found[0]), found[0]
        )
    form = '<span lang="en" xml:lang="en">{}</span>' if in_xml else '<span lang="en">{}</span>'
    return Markup(form).format(found[0])


def _find_picture(character: str) -> str:
    code = ord(character)
    if code < 0x20:
        return chr(0x2400 + code)  # Control Pictures
    return "␡" if code == 0x7F else "\ufffd"
