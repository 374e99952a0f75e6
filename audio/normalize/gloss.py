"""A Latin gloss right after its Hindi twin, ``नाटो (NATO)``, is not said twice.

A name need not be spelled as it would be guessed: ``उनादकट (Unadkat)`` has the same consonants.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from audio import regex
from audio.records import Token

_SOUNDLESS = regex.compile(r"[\s़\u200c\u200d\-]")
_NASAL = regex.compile(r"[ङञणनम]्(?=[क-ह])")
_ALIKE = str.maketrans(
    {"ँ": "ं", "ी": "ि", "ू": "ु", "ॉ": "ा", "ऑ": "आ", "ॅ": "े", "ऍ": "ए", "ऐ": "ए", "ै": "े"}
)
_LONGEST = 8
"""Tokens that a gloss may have inside its brackets."""
_LATIN = frozenset(("latin", "code", "fixed", "roman"))
_NUMBERS = frozenset(("cardinal", "year"))
"""``आईपीएल 2021 (IPL 2021)``: these too, after a name."""
_NAME = regex.compile(r" ?(?:\p{Lu}[a-z]+|\p{Lu}\.)(?:[ \-](?:\p{Lu}[a-z]+|\p{Lu}\.)){0,3} ?")
_WORDS_BEFORE = regex.compile(
    r"(?r)(?:[\p{Devanagari}\p{M}]{1,30}\.?[ \-]){0,3}[\p{Devanagari}\p{M}]{2,30} ?"
)
_PARTED = regex.compile(r"[ \-]+")
_LEAST_ALIKE = 3
"""Consonants of a name at least, so that it is not another word by chance."""
_LEAST_SLIP = 6
"""Consonants from which one may differ."""
_LATIN_SOUNDS = (
    ("sch", "s"), ("sh", "s"), ("ch", "c"), ("ph", "p"), ("th", "t"), ("dh", "d"), ("bh", "b"),
    ("kh", "k"), ("gh", "g"), ("jh", "j"), ("rh", "d"), ("ck", "k"), ("ce", "s"), ("ci", "s"),
    ("cy", "s"), ("wr", "r"),
)  # fmt: skip
_CONSONANTS = str.maketrans("cqxzwvfmg", "kkkjbbpnj", "aeiouyh'.")
_HINDI_SOUNDS = str.maketrans(
    "कखगघचछजझटठतथडढदधनणञङंँमपफबभवरलळशषस",
    "kkjjccjjttttddddnnnnnnnppbbbrllsss",
)
_UNHEARD = regex.compile("[^bcdjklnprst]")
_TWICE = regex.compile(r"(.)\1+")


def silence_glosses(tokens: Sequence[Token], text: str) -> Iterator[Token]:
    """The tokens of ``text``, with every such gloss and its brackets silent."""
    at = 0
    while at < len(tokens):
        end = _find_gloss_end(tokens, at, text)
        if end:
            rule = f"gloss of {tokens[at - 1].spoken}"
            yield from (
                token._replace(kind="gloss", spoken="", words=(), rule=rule)
                for token in tokens[at : end - 1]
            )
            yield _drop_bracket(tokens[end - 1], rule, last=end == len(tokens))
            at = end
        else:
            yield tokens[at]
            at += 1


def _find_gloss_end(tokens: Sequence[Token], at: int, text: str) -> int:
    """Where the gloss that opens at ``at`` ends, after its closing bracket; 0 if none does."""
    if tokens[at].kind != "gap" or tokens[at].spoken.strip() != "(":
        return 0
    said = "".join(
        _reduce_to_sound(token.spoken) for token in tokens[max(at - 2 * _LONGEST, 0) : at]
    )
    inside = ""
    for end in range(at + 1, min(at + _LONGEST, len(tokens))):
        token = tokens[end]
        if token.kind == "gap" and token.spoken.lstrip().startswith(")"):
            twin = inside and (said.endswith(inside) or _is_same_name(tokens, at, end, text))
            return end + 1 if twin else 0
        numbered = inside and token.kind in _NUMBERS
        if not (numbered or token.kind in _LATIN or token.spoken in (" ", "-")):
            return 0
        inside += _reduce_to_sound(token.spoken)
    return 0


def _is_same_name(tokens: Sequence[Token], at: int, end: int, text: str) -> bool:
    """Whether the name in the brackets has the consonants of as many words before them."""
    inside = text[tokens[at].span.end : tokens[end].span.start]
    before = _WORDS_BEFORE.match(text, 0, tokens[at].span.start)
    if before is None or not _NAME.fullmatch(inside):
        return False
    names = _PARTED.split(inside.strip())
    words = _PARTED.split(before[0].strip())[-len(names) :]
    if len(words) != len(names):
        return False
    written = "".join(map(_reduce_latin, names))
    spoken = "".join(map(_reduce_hindi, words))
    if len(written) < _LEAST_ALIKE:
        return False
    return written == spoken or (
        min(len(written), len(spoken)) >= _LEAST_SLIP and _differ_once(written, spoken)
    )


def _reduce_latin(name: str) -> str:
    """``Unadkat`` as ``ndkt``."""
    sounds = name.lower()
    for letters, sound in _LATIN_SOUNDS:
        sounds = sounds.replace(letters, sound.upper())
    sounds = sounds.translate(_CONSONANTS).lower()
    return _TWICE.sub(r"\1", _UNHEARD.sub("", sounds))


def _reduce_hindi(word: str) -> str:
    """``उनादकट`` as ``ndkt``."""
    return _TWICE.sub(r"\1", _UNHEARD.sub("", word.translate(_HINDI_SOUNDS)))


def _differ_once(first: str, second: str) -> bool:
    """Whether one consonant more, fewer or other makes one of the other."""
    at = 0
    while at < min(len(first), len(second)) and first[at] == second[at]:
        at += 1
    rest, other = first[at:], second[at:]
    return other in (rest[1:],) or rest in (other[1:],) or rest[1:] == other[1:]


def _drop_bracket(token: Token, rule: str, *, last: bool) -> Token:
    """The gap that starts with the closing bracket, without it: ``कोर्ट (Court)की``."""
    rest = token.spoken.lstrip()[1:] or ("" if last else " ")
    return token._replace(kind="gloss", spoken=rest, rule=rule)


def _reduce_to_sound(spoken: str) -> str:
    return _NASAL.sub("ं", _SOUNDLESS.sub("", spoken)).translate(_ALIKE)
