"""The scan: one pass over the text from left to right, giving tokens that tile it.

At every place where something other than a plain word may start, the classes of ``order.py`` are
asked in order and the first that accepts wins. All else is copied to the character.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

from audio import regex
from audio.errors import InputError
from audio.hindi.orthography import Unified, unify_with_origins
from audio.normalize.classes.symbol import INVISIBLE
from audio.normalize.context import EVERYDAY, HINDI, Context, Style
from audio.normalize.gloss import silence_glosses
from audio.normalize.handler import Handler, Start, speak_words
from audio.normalize.lexicon import EMPTY_LEXICON, Lexicon
from audio.normalize.order import HANDLERS
from audio.normalize.spacing import drop_letter_dots, space_words
from audio.records import Script, Sentence, Span, SpokenWord, Token

_BY_START = {start: tuple(h for h in HANDLERS if start in h.starts) for start in Start}
_FILE_ENDING = (
    r"(?<=(?:^|[\s(,]|\p{Devanagari})\.)"
    r"(?:[A-Za-z][a-z0-9]{1,4}(?:\.[a-z]{2,4})?|[A-Z][A-Z0-9]{1,4}"
    r"|htaccess|gitignore|nomedia|bashrc|env|DS_Store)(?![\p{L}\p{M}\d])"
)
_AFTER_HYPHEN = "|".join((
    r"[\d₹$€£√∛]",  # -2, -₹500
    r"(?<=[(=] ?-)(?:\p{Greek}|log|sin|cos|tan)",  # (-θ), = -log x
    r" [\d√∛]",  # x – 2
    r"(?<=[θφαβ²] -) (?:sin|cos|tan|cot|sec|cosec)[²³ θ]",  # sec²θ – tan²θ
    r"(?<=[ (]-) ?\p{Latin}(?:(?![\p{L}\p{M}])|[a-z][²³])",  # x – y, (-b)
    r"(?<=\([a-z][²³]?-)[a-z]\)",  # (a²-b)
    r"(?<=\((?:\d{1,3}°?|[A-Cx]|\p{Greek}) ?-) ?(?:\p{Greek}|[A-Cx]|\d{1,3}°?)\)",  # (90°-θ)
    r"(?<=(?:1[1-9]|20)\d\d ?-) ?[\p{L}\p{M}]{2,8},? (?:1[1-9]|20)\d\d(?!\d)",  # 2023-जून 2024
    r"(?<=बजे ?-) ?[\p{L}\p{M}]{2,7} \d",  # 9 बजे - शाम 5
    r"(?<= = [^=।?!]{2,40} -) \p{Devanagari}",  # लाभ = आय - व्यय
    r" [^=।?!,\d]{1,30} = ",  # आय - व्यय = लाभ
))  # fmt: skip
"""Where a hyphen may be more than a dash."""
_GAP = "|".join((
    r"[\s।॥,;:?…){}\]\"«»‹›„—―]",
    r"!(?<![\dNnr)]!)",  # but 5!, (n-1)!
    rf"\.(?!\d|{_FILE_ENDING})",  # but .5, .apk
    r"'(?!\d)",  # but '90
    rf"-(?!{_AFTER_HYPHEN})",
    r"\((?!0\d)",  # but (0532) 2601234
    r"\[(?!\d)",  # but [1]
))  # fmt: skip
"""White space and plain punctuation, which are copied, save where a class may start with them."""
_NEXT = regex.compile(
    rf"(?P<HINDI>{HINDI}+)|(?P<GAP>(?:{_GAP})+)|(?P<DIGIT>\d)|(?P<LATIN>\p{{Latin}})", regex.V1
)
_WORD = regex.compile(rf"(?P<HINDI>{HINDI}+)", regex.V1)
_GLUED_STOP = regex.compile(r"""[^\s.]\.[^\s.,;:!?…।)\]}"'’”»\-]""")
_FIRST, _LAST = "अ", "ह"
"""Letters that a word in Devanagari starts with."""
_KIND_OF_START = {start.name: start for start in Start}
_ROUND = regex.compile("[०0oO○◦]")
"""What the view has as the dot of an abbreviation."""
_KEPT = regex.compile(r"[\p{L}\p{M}\p{N}\u200c\u200d]+")


def normalize(
    sentence: Sentence | str, lexicon: Lexicon = EMPTY_LEXICON, style: Style = EVERYDAY
) -> Script:
    """The sentence with what is said for every stretch of it; see ``tokenize``.

    A text that is not of an article may be given as it is: ``normalize("2019 में").spoken``.
    Raises ``InputError`` for what is neither.
    """
    if isinstance(sentence, str):
        sentence = Sentence("", Span(0, len(sentence)), sentence)
    elif not isinstance(sentence, Sentence):
        raise InputError(f"{sentence!r} is no text", hint="give a str or a Sentence")
    return Script.from_tokens(sentence, tokenize(sentence.text, lexicon, style))


def tokenize(
    text: str, lexicon: Lexicon = EMPTY_LEXICON, style: Style = EVERYDAY
) -> tuple[Token, ...]:
    """Tokens whose spans tile ``text``, one after another from its start to its end.

    ``text`` may be anything at all; it is understood best in NFC. What is matched and spoken is in
    one spelling (``unify``), spans are of ``text`` as it was written.
    """
    unified = unify_with_origins(text)
    if text and not unified.text:
        return (Token(Span(0, len(text)), "symbol", "", (), INVISIBLE),)
    context = Context(unified.text, lexicon, style)
    tokens: list[Token] = []
    at = 0
    while at < len(unified.text):
        token = _read_token(context, at)
        tokens.append(token)
        at = token.span.end
    if "(" in context.view and not style.glosses:
        tokens = list(silence_glosses(tokens, unified.text))
    if "." in context.view:
        tokens = drop_letter_dots(tokens)
    spaced = space_words(tokens)
    return tuple(spaced) if unified.text is text else tuple(_place_as_written(spaced, unified))


def _place_as_written(tokens: Iterable[Token], unified: Unified) -> Iterator[Token]:
    """The tokens of a unified text, with the spans that they have in the text as written."""

    def place(span: Span) -> Span:
        return Span(unified.origins[span.start], unified.origins[span.end])

    for token in tokens:
        words = tuple(word._replace(span=place(word.span)) for word in token.words)
        yield token._replace(span=place(token.span), words=words)


def _read_token(context: Context, at: int) -> Token:
    if context.lexicon is not EMPTY_LEXICON and (token := _read_lexicon_entry(context, at)):
        return token
    if context.text[at] == " " and _FIRST <= context.view[at + 1 : at + 2] <= _LAST:
        return Token(Span(at, at + 1), "gap", " ", ())  # every other token: no pattern is tried
    is_word = _FIRST <= context.view[at] <= _LAST
    match = (_WORD if is_word else _NEXT).match(context.view, at)
    name = match.lastgroup if match else "SIGN"
    if match and name == "GAP":
        return _copy_gap(context, at, _find_gap_end(context, at, match.end()))
    if match and name == "HINDI":
        handlers = _find_handlers(match[0], context.view[match.end() : match.end() + 1])
    else:
        handlers = _BY_START[_KIND_OF_START[name]]
    for handler in handlers:
        if (token := handler.read(context, at)) and not _holds_entry(context, token):
            return token
    if match and name == "HINDI":
        return _copy_word(context, at, match.end())
    return _copy_gap(context, at, at + 1)


@lru_cache(maxsize=4096)
def _find_handlers(word: str, following: str) -> tuple[Handler[Any], ...]:
    """The classes that a word in Devanagari may be of, by their gates: most words are of none."""
    return tuple(
        handler
        for handler in _BY_START[Start.HINDI]
        if handler.gate and handler.gate.opens(word, following)
    )


def _read_lexicon_entry(context: Context, at: int) -> Token | None:
    found = context.lexicon.find(context.text, at)
    if found is None:
        return None
    entry, end = found
    span = Span(at, end)
    if entry.spoken:
        words = tuple(speak_words(entry.spoken, span))
        return Token(span, "lexicon", entry.spoken, words, f"lexicon {entry.place}")
    kept = tuple(
        SpokenWord(match[0], Span(*match.span())) for match in _KEPT.finditer(context.text, at, end)
    )
    return Token(span, "lexicon", span.of(context.text), kept, f"lexicon {entry.place}: kept")


def _holds_entry(context: Context, token: Token) -> bool:
    """Whether a word inside a token has a row of the lexicon, which wins: ``मिमी`` in ``5 मिमी``.

    An address or a tag is one word.
    """
    if context.lexicon is EMPTY_LEXICON or token.kind in ("electronic", "tag"):
        return False
    return any(
        context.text[inside].isalpha() and context.lexicon.find(context.text, inside)
        for inside in range(token.span.start + 1, token.span.end)
    )


def _find_gap_end(context: Context, at: int, end: int) -> int:
    """Where the gap ends; sooner, if the lexicon has something that starts inside it."""
    if context.lexicon is EMPTY_LEXICON:
        return end
    for inside in range(at + 1, end):
        if context.lexicon.find(context.text, inside):
            return inside
    return end


def _copy_word(context: Context, start: int, end: int) -> Token:
    span = Span(start, end)
    text = context.text[start:end]
    return Token(span, "word", text, (SpokenWord(text, span),))


def _copy_gap(context: Context, start: int, end: int) -> Token:
    text = context.text[start:end]
    dotted = _ROUND.sub(".", text)
    if dotted != text:  # the dot of an abbreviation that no table knows
        return Token(Span(start, end), "symbol", dotted, (), "zero as a dot")
    glued = context.view[start] == " " or _GLUED_STOP.match(context.view, start - 1)
    if text == "." and glued:
        return Token(Span(start, end), "symbol", ". ", (), "a full stop without a space")
    return Token(Span(start, end), "gap", text, ())
