"""Where spoken tokens meet: words are kept apart, and the dot of an initial goes."""

from __future__ import annotations

from collections.abc import Sequence

from audio import regex
from audio.normalize.classes.symbol import INVISIBLE
from audio.normalize.letter_names import ends_in_a_letter
from audio.normalize.tables_reader import read_cues
from audio.records import Token

_WORDLIKE = regex.compile(r"[\p{L}\p{M}\u200c\u200d]")


def space_words(tokens: Sequence[Token]) -> list[Token]:
    """The tokens with a space wherever two words would run into each other: ``5किलो``."""
    spaced = list(tokens)
    tail = ""
    for at, token in enumerate(spaced):
        text = token.spoken
        if token.rule:
            following = spaced[at + 1] if at + 1 < len(spaced) else None
            head = following.spoken[:1] if following and not following.rule else ""
            text = _add_spaces(token, tail, head)
            if text is not token.spoken:
                spaced[at] = token._replace(spoken=text)
        tail = text[-1:] or tail
    return spaced


def _add_spaces(token: Token, tail: str, head: str) -> str:
    """What ``token`` says between a character said before it and one copied after it."""
    text = token.spoken
    if not text:
        visible = token.kind == "symbol" and token.rule != INVISIBLE
        return " " if visible and _WORDLIKE.match(tail) and _WORDLIKE.match(head) else text
    if _WORDLIKE.match(tail) and _WORDLIKE.match(text):
        text = f" {text}"
    return f"{text} " if _WORDLIKE.match(text[-1:]) and _WORDLIKE.match(head) else text


def drop_letter_dots(tokens: Sequence[Token]) -> list[Token]:
    """The tokens without the dot after an initial that came from Latin: ``Mr. E. रामन``.

    A dot that ends the text is a full stop and stays, as does one after a Hindi word that was
    copied: चाय पी. फिर.
    """
    last = max((at for at, token in enumerate(tokens) if token.spoken.strip()), default=0)
    found: list[Token] = []
    line = ""
    for at, token in enumerate(tokens):
        text, rule = token.spoken, token.rule
        if text.startswith("."):
            more = at < last or text[1:].strip()
            copied = at > 0 and not found[-1].rule
            opened = at + 1 < len(tokens) and tokens[at + 1].spoken in read_cues("opener")
            if more and not copied and not opened and ends_in_a_letter(line):
                text, rule = text[1:], "dotted letters"
        found.append(token if text is token.spoken else token._replace(spoken=text, rule=rule))
        space = " " if rule and not line.endswith(" ") else ""
        line = f"{line}{space}{text}"[-40:]
    return found
