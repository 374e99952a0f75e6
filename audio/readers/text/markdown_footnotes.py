"""Footnotes in Markdown: `तथ्य[^1]` and, anywhere, `[^1]: स्रोत`, as Pandoc and GitHub read them.

The mark is not spoken; the footnotes are, after the article.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from audio import regex

_DEFINITION = regex.compile(r"\[\^(?P<label>[^\]\[\s]++)\]:[ \t]*+")
_MARK = regex.compile(r"\[\^(?P<label>[^\]\[\s]++)\]")
_GOES_ON = regex.compile(r"[\p{L}\p{M}\p{N}\s]")
_INDENT = 4
"""Columns by which a footnote's later paragraphs are indented."""
_OPEN, _CLOSE, _REFERENCE = "footnote_open", "footnote_close", "footnote_reference"


@dataclass(frozen=True, slots=True)
class Footnote:
    """One footnote as parsed."""

    label: str
    """As written, without `^`."""
    tokens: list[Token] = field(default_factory=list)
    """Its blocks."""

    @property
    def heading(self) -> str:
        """What is said before it: `टिप्पणी 1: `, without the number when its label is none."""
        return f"टिप्पणी {self.label}: " if self.label.isdecimal() else "टिप्पणी: "


def add_footnotes(parser: MarkdownIt) -> None:
    """Teach ``parser`` footnotes; ``footnotes_apart`` then finds them among its tokens."""
    ends = ["paragraph", "reference", "blockquote"]
    parser.block.ruler.before("reference", "footnote", _define, {"alt": ends})
    parser.inline.ruler.before("link", "footnote", _refer)


def set_footnotes_apart(tokens: Sequence[Token]) -> tuple[list[Token], list[Footnote]]:
    """``tokens`` without the footnotes, and the footnotes in the order they stand in."""
    body: list[Token] = []
    footnotes: list[Footnote] = []
    within: list[Footnote] = []
    for token in tokens:
        if token.type == _OPEN:
            footnotes.append(Footnote(token.meta["label"]))
            within.append(footnotes[-1])
        elif token.type == _CLOSE:
            within.pop()
        else:
            (within[-1].tokens if within else body).append(token)
    return body, footnotes


def wrap_footnote(tokens: Sequence[Token]) -> list[Token]:
    """``tokens`` as a footnote that no mark refers to, as `^[…]` is within a text."""
    opening = Token(_OPEN, "", 1, meta={"label": ""})
    return [opening, *tokens, Token(_CLOSE, "", -1)]


def find_lost_marks(tokens: Sequence[Token], footnotes: Sequence[Footnote]) -> Iterator[str]:
    """A note for each mark that refers to none of ``footnotes``."""
    known = {footnote.label.casefold() for footnote in footnotes}
    for token in tokens:
        for child in token.children or []:
            if child.type == _REFERENCE and child.meta["label"].casefold() not in known:
                yield f"left out the footnote mark [^{child.meta['label']}]: it has no footnote"


def _define(state: StateBlock, line: int, end: int, silent: bool) -> bool:
    """Block rule: a definition holds the rest of its line and what is indented below it."""
    start = state.bMarks[line] + state.tShift[line]
    found = _DEFINITION.match(state.src, start, state.eMarks[line])
    if state.is_code_block(line) or not found:
        return False
    if silent:
        return True
    label = found["label"]
    state.env.setdefault(_OPEN, set()).add(label.casefold())
    state.push(_OPEN, "", 1).meta = {"label": label}
    kept = state.bMarks[line], state.tShift[line], state.sCount[line]
    state.blkIndent += _INDENT
    state.bMarks[line], state.tShift[line] = found.end(), 0
    state.sCount[line] = state.blkIndent
    state.md.block.tokenize(state, line, end)
    state.blkIndent -= _INDENT
    state.bMarks[line], state.tShift[line], state.sCount[line] = kept
    state.push(_CLOSE, "", -1)
    return True


def _refer(state: StateInline, silent: bool) -> bool:
    """Inline rule: a mark is silent, when it is a number or a footnote has its label."""
    found = _MARK.match(state.src, state.pos, state.posMax)
    if not found:
        return False
    label = found["label"]
    if not label.isdecimal() and label.casefold() not in state.env.get(_OPEN, ()):
        return False
    if not silent:
        if not _GOES_ON.match(state.src, found.end(), state.posMax):
            state.pending = state.pending.rstrip(" ")  # `तथ्य [^1]।`
        state.push(_REFERENCE, "", 0).meta = {"label": label}
    state.pos = found.end()
    return True
