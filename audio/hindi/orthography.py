"""One spelling for what looks the same: unseen characters dropped, signs put in their order.

``मुख्‍यमंत्री`` with a joiner after the virama, ``फै़सला`` with the nukta after the vowel sign and
``अाम`` typed in two strokes are what is matched and spoken as मुख्यमंत्री, फ़ैसला and आम, and
``सडक़``, whose nukta fell on the next letter, as सड़क. What is
shown keeps the writer's characters; ``Unified.origins`` leads back to them. A bar typed for a
danda becomes one, as does a letter that looks like a bar (``की गई l बैठक में``), the ``ª`` that
old fonts leave for the र below a letter (``राष्टªीय``) that sign, and the zero of ``प्र 0`` in
``म0 प्र 0 शासन`` and of ``1900 ई ०`` is joined to its word.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

from audio import regex

_CONTROLS = (
    r"\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff"
    r"\u20e3\ufe0e\ufe0f\u0951-\u0954\u1cd0-\u1cff\ua8e0-\ua8f1"
)
"""Soft hyphen, zero-width space and joiner, marks of direction, byte order mark, what makes a key
or a picture of a sign (``2️⃣``); and the accents of the Vedas, which no voice for Hindi sings."""
_JOINERS = r"(?<![\p{L}\p{M}--\p{Devanagari}--\p{Latin}])[\u200c\u200d]"
"""Those of scripts that need them (Persian, Malayalam) stay."""
_UNSEEN = regex.compile(rf"[{_CONTROLS}]|{_JOINERS}", regex.V1)
_SIGNS = r"\u0900-\u0903\u093e-\u094d\u0955-\u0957\u0962\u0963"
_TYPED = {
    "अाे": "ओ",
    "अाै": "औ",
    "अाॅ": "ऑ",
    "अा": "आ",
    "अॉ": "ऑ",
    "अो": "ओ",
    "अौ": "औ",
    "आॅ": "ऑ",
    "एे": "ऐ",
    "ाे": "ो",
    "ाै": "ौ",
    "ाॅ": "ॉ",
}
"""Letters made of two or three that look like them."""
_DOTTED = {chr(0x958 + place): f"{base}\u093c" for place, base in enumerate("कखगजडढफय")}
"""Letters with their nukta in one character."""
_TYPED_PATTERN = regex.compile("|".join(_TYPED))
_DOTTED_ALREADY = regex.compile(r"[\u093c\u0958-\u095f]")
_AFTER_FLAP = (
    rf"[{_SIGNS}]{{0,2}}+(?:[नयरलवतदमसहबपचट]\u093c|[\u0929\u0931\u095f])"
    r"|[कखग]\u093c|[\u0958-\u095a]"
)
"""The letter that got the nukta of a ड or ढ before it: ``गाडिय़ां``, ``पढऩे``, ``सडक़``."""
_FINITE = (
    r"(?<![\p{L}\p{M}])(?:हैं?|था|थे|थीं?|ग(?:या|ए|ये|ईं?|यीं?)|(?:दि|कि|लि)(?:या|ए|ये)|हु(?:आ|ए|ये|ईं?)"
    r"|नई दिल्ली|रह(?:ा|े|ें|ी|ीं)|जा(?:ए|ये|एं|एँ|यें)|(?:कर|द|ल)ें|सक(?:ा|े|ें|ी)"
    r"|[\p{L}\p{M}]{0,12}[ेएयोआा][ंँ]?ग[ाेी])"
)
"""A verb that may end a sentence, or the place that most datelines name."""
_LIKE_BAR = rf"[lI](?<={_FINITE} ?[lI])(?=\p{{Devanagari}}|\s*[\"'“‘(]?[\p{{Devanagari}}\d]|\s*$)"
"""A letter typed for a danda: ``की गई l बैठक``, ``वर्षा होगीI तापमान``."""
_SHORT = r"[\p{Devanagari}--\p{Nd}]{1,6}"
_ODD = regex.compile(
    rf"(?P<late>(?<=[\u0915-\u0939\u0958-\u095f]\u093c*)[{_SIGNS}]++\u093c[{_SIGNS}\u093c]*+)|(?P<again>\u093c{{2,}})"
    rf"|(?P<stray> (?=[0०](?![\p{{Nd}}.,%:/\-])|[oO](?![\p{{L}}\p{{Nd}}]))"
    rf"(?<={_SHORT} ?[0०] ?{_SHORT} |(?<!\p{{Devanagari}}){_SHORT} (?=[0०] {_SHORT} ?[0०])"
    rf"|\p{{Nd}} ?ई |(?<!\p{{Devanagari}})(?:डॉ|डा|पं|प्रो|स्व) ))"
    rf"|(?P<shifted>(?<=[\u0904-\u0939\u093c\u093e-\u094c])[डढ](?:{_AFTER_FLAP}))"
    r"|(?P<bar>(?<![|])\|(?![|]))(?<=[\p{Devanagari}][\"'”’)]? ?\|)(?=[\"'“‘(]?\p{Devanagari}|\s|$)"
    rf"|(?P<like_bar>{_LIKE_BAR})"
    r"|(?P<rakar>(?<=[\u0915-\u0939\u0958-\u095f]\u093c?)[\u093e-\u094c\u0900-\u0902]?ª)"
    rf"|(?P<typed>{_TYPED_PATTERN.pattern})|(?P<dotted>[\u0958-\u095f])\u093c*+",
    regex.V1,
)
_ALWAYS = {"stray": "", "bar": "।", "like_bar": "।", "again": "\u093c"}
"""What stands for what some of these match, whatever that is."""
_MAY_BE_ODD = regex.compile(
    rf"[{_CONTROLS}\u200c\u200d\u0929\u0931\u0958-\u095f|ª]"
    rf"|[\u093cाॅेैॉोौ](?<=[{_SIGNS}\u093c]\u093c|[अआएा][ाॅेैॉोौ]|[डढ](?:{_AFTER_FLAP}))"
    r"|[0०oO](?<= .)(?=[ ,;)।]|$)"
    r"|[lI](?<=\p{Devanagari} ?[lI])(?![\p{Latin}=])"
)
"""Most texts hold none of these; each alternative begins with its rarest character, for speed."""


class Unified(NamedTuple):
    """A text in one spelling, and where each of its characters comes from."""

    text: str
    origins: Sequence[int]
    """For each character the place of the one it stands for, and last the length of all."""


def unify(text: str) -> str:
    """``text`` in one spelling; the very same string where nothing had to be changed."""
    return unify_with_origins(text).text if _MAY_BE_ODD.search(text) else text


def unify_with_origins(text: str) -> Unified:
    """``text`` in one spelling, with the way back to what was written.

    Unseen characters belong to the character before them, at the start to the first.
    """
    if not _MAY_BE_ODD.search(text):
        return Unified(text, range(len(text) + 1))
    unseen = {place for match in _UNSEEN.finditer(text) for place in range(*match.span())}
    seen = [place for place in range(len(text)) if place not in unseen]
    plain = "".join(text[place] for place in seen)
    pieces: list[str] = []
    origins: list[int] = []
    at = 0
    for match in _ODD.finditer(plain):
        start, end = match.span()
        new = _respell(plain, match)
        pieces += (plain[at:start], new)
        origins += seen[at:start]
        origins += [seen[min(start + place, end - 1)] for place in range(len(new))]
        at = end
    pieces.append(plain[at:])
    origins += [*seen[at:], len(text)]
    origins[0] = 0
    return Unified("".join(pieces), origins)


def _respell(text: str, match: regex.Match[str]) -> str:
    if match.lastgroup in _ALWAYS:
        return _ALWAYS[match.lastgroup]
    if match["typed"]:
        return _TYPED[match[0]]
    if match["dotted"]:
        return _DOTTED[match["dotted"]]
    if match["shifted"]:
        rest = unicodedata.normalize("NFD", match[0][1:]).replace("\u093c", "")
        return f"{match[0][0]}\u093c{rest}"
    if match["rakar"]:
        return f"्र{match[0][:-1]}"
    signs = _TYPED_PATTERN.sub(lambda typed: _TYPED[typed[0]], match[0].replace("\u093c", ""))
    return signs if _DOTTED_ALREADY.match(text[match.start() - 1]) else f"\u093c{signs}"
