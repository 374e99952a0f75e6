"""A Latin gloss right after its Hindi twin, ``नाटो (NATO)``, is not said twice."""

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


def silence_glosses(tokens: Sequence[Token]) -> Iterator[Token]:
    """The tokens, with every such gloss and its brackets silent."""
    at = 0
    while at < len(tokens):
        end = _find_gloss_end(tokens, at)
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


def _find_gloss_end(tokens: Sequence[Token], at: int) -> int:
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
            return end + 1 if inside and said.endswith(inside) else 0
        if token.kind not in _LATIN and token.spoken not in (" ", "-"):
            return 0
        inside += _reduce_to_sound(token.spoken)
    return 0


def _drop_bracket(token: Token, rule: str, *, last: bool) -> Token:
    """The gap that starts with the closing bracket, without it: ``कोर्ट (Court)की``."""
    rest = token.spoken.lstrip()[1:] or ("" if last else " ")
    return token._replace(kind="gloss", spoken=rest, rule=rule)


def _reduce_to_sound(spoken: str) -> str:
    return _NASAL.sub("ं", _SOUNDLESS.sub("", spoken)).translate(_ALIKE)
