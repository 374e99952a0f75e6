"""Text for a page: everything is shown, nothing of it acts.

Code points that HTML cannot hold (WHATWG HTML 13.2.2, control-character-in-input-stream and
noncharacter-in-input-stream) are replaced by a visible one, one for one, so that offsets hold.
Characters that turn the direction of text (Unicode Annex 9, 2.1 to 2.4) stay, but each in an
isolate of its own, which ends before anything could be turned, and with their names in sight.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import lru_cache

from markupsafe import Markup, escape

from audio import regex

_UNWRITABLE = regex.compile(r"(?V1)[[\p{Cc}\p{Cs}\p{Noncharacter_Code_Point}]--[\n\t]]")
_TURNING = "\u202a-\u202e\u2066-\u2069"
_LATIN_RUN = (
    r"\p{Latin}[\p{Latin}0-9\u0300-\u036f]*+"
    r"(?:(?:[-.&'’/+]\ ?[\p{Latin}0-9]|\ +\p{Latin})[\p{Latin}0-9\u0300-\u036f]*+)*+"
)
_OTHER = r"[\p{L}--[\p{Latin}\p{Devanagari}\p{Common}]]"
_OTHER_RUN = rf"(?:{_OTHER}[\p{{M}}\u200c\u200d]*+)++(?:\ +(?:{_OTHER}[\p{{M}}\u200c\u200d]*+)++)*+"
_SPECIAL = regex.compile(
    rf"(?V1)(?P<turning>[{_TURNING}])|(?P<latin>{_LATIN_RUN})|(?P<other>{_OTHER_RUN})"
)
_SCRIPTS = {
    "Arabic": "ur",
    "Armenian": "hy",
    "Bengali": "bn",
    "Cyrillic": "ru",
    "Georgian": "ka",
    "Greek": "el",
    "Gujarati": "gu",
    "Gurmukhi": "pa",
    "Han": "zh",
    "Hangul": "ko",
    "Hebrew": "he",
    "Hiragana": "ja",
    "Kannada": "kn",
    "Katakana": "ja",
    "Khmer": "km",
    "Lao": "lo",
    "Malayalam": "ml",
    "Myanmar": "my",
    "Ol_Chiki": "sat",
    "Oriya": "or",
    "Sinhala": "si",
    "Tamil": "ta",
    "Telugu": "te",
    "Thai": "th",
    "Tibetan": "bo",
}
"""The language that a script is taken for in Indian print; the readers' voices go by it."""
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
    own = language.partition("-")[0]
    parts: list[Markup] = []
    at = 0
    for found in _SPECIAL.finditer(text):
        if found["turning"]:
            held = _hold_turn(found[0])
        elif language_of_run := _find_language(found, own):
            held = _hold(found[0], language_of_run, in_xml=in_xml)
        else:
            continue
        parts += escape(text[at : found.start()]), held
        at = found.end()
    parts.append(escape(text[at:]))
    return Markup().join(parts)


class Offsets:
    """From code points of a text to the UTF-16 units that scripts count in."""

    def __init__(self, text: str) -> None:
        # Not to look for what is not there, in many thousand sentences.
        units = len(text.encode("utf-16-le", "surrogatepass")) // 2
        text = replace_unwritable(text) if units > len(text) else ""
        self._astral = [found.start() for found in _ASTRAL.finditer(text)]

    def __call__(self, offset: int) -> int:
        """UTF-16 units before ``offset``."""
        return offset + bisect_left(self._astral, offset) if self._astral else offset


def _find_language(found: regex.Match[str], own: str) -> str:
    """The language of a run in another script than that of ``own``; empty if it has none."""
    if found["latin"]:
        return "en" if own in _DEVANAGARI_LANGUAGES else ""
    if len(found[0]) == 1 and _find_script(found[0]) == "Greek":  # a quantity: π
        return ""
    language = _SCRIPTS.get(_find_script(found[0]), "und")
    return "" if language == own else language


@lru_cache(maxsize=256)
def _find_script(run: str) -> str:
    """The Unicode script of a run's first letter, if it is one of ``_SCRIPTS``."""
    scripts = (script for script in _SCRIPTS if regex.match(rf"\p{{{script}}}", run))
    return next(scripts, "")


def _hold_turn(character: str) -> Markup:
    markup = Markup('<bdi class="turn" data-code="U+{:04X}">{}</bdi>')
    return markup.format(ord(character), character)


def _hold(run: str, language: str, *, in_xml: bool) -> Markup:
    form = '<span lang="{0}" xml:lang="{0}">{1}</span>' if in_xml else '<span lang="{0}">{1}</span>'
    return Markup(form).format(language, run)


def _find_picture(character: str) -> str:
    code = ord(character)
    if code < 0x20:
        return chr(0x2400 + code)  # Control Pictures
    return "␡" if code == 0x7F else "\ufffd"
