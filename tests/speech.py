"""Lines and scripts for tests that speak: every word is its own spoken form."""

from __future__ import annotations

import regex

from audio.records import Line, Script, Sentence, Span, SpokenWord, Token

_PART = regex.compile(r"[\w\u200c\u200d]+|[^\w\u200c\u200d]+")


def line(text: str) -> Line:
    return script(text).line


def lines(*texts: str) -> tuple[Line, ...]:
    return tuple(line(text) for text in texts)


def script(text: str, identity: str = "p1s1") -> Script:
    tokens = []
    for found in _PART.finditer(text):
        span, part = Span(*found.span()), found[0]
        is_word = any(character.isalnum() for character in part)
        words = (SpokenWord(part, span),) if is_word else ()
        tokens.append(Token(span, "word" if is_word else "gap", part, words))
    return Script.from_tokens(Sentence(identity, Span(0, len(text)), text), tokens)


def scripts(*texts: str) -> tuple[Script, ...]:
    return tuple(script(text, f"p1s{number}") for number, text in enumerate(texts, 1))
