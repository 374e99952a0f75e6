"""Markdown: blocks as a person would read them.

CommonMark with tables, strikethrough, footnotes and task lists.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import takewhile

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from audio import regex
from audio.errors import Place, SourceError
from audio.readers.article.compose import compose
from audio.readers.article.directives import DirectedPieces
from audio.readers.article.links import LinkCollector, LinkedText, place_links
from audio.readers.article.list_numbers import OpenList
from audio.readers.article.pieces import Piece, ensure_title
from audio.readers.article.told_fields import take_fields
from audio.readers.reading import USUAL, Reading
from audio.readers.text.chat import name_chat, settle_chat
from audio.readers.text.html_elements import settle_elements
from audio.readers.text.html_in_markdown import read_html
from audio.readers.text.markdown_footnotes import (
    Footnote,
    add_footnotes,
    find_lost_marks,
    set_footnotes_apart,
    wrap_footnote,
)
from audio.readers.text.markdown_inline import (
    collect_links,
    find_heading_link,
    find_picture,
    join_inline,
    read_inline,
    take_out_mute,
)
from audio.readers.text.markdown_tables import read_markdown_table
from audio.readers.text.note_blocks import read_note_blocks
from audio.readers.text.note_markup import NoteMarkup
from audio.readers.text.typed_account import attach_typed_account
from audio.readers.text.typed_directives import split_typed
from audio.records import Article, BlockKind, Omission

_DEEPEST = 60
"""Nested lists and quotations; the parser passes over in silence what lies deeper."""
_MOST_BRACKETS = 100_000
"""The parser looks for a link at each, which takes 30 µs."""
_CODE = frozenset({"fence", "code_block"})
_DRAWN = frozenset({"dataview", "dataviewjs", "math", "mermaid", "plantuml", "query"})
"""Fenced blocks that note apps show as something else than their text."""
_OPEN_TASK = regex.compile(r"^\[ \]\s++")
_DONE_TASK = regex.compile(r"^\[[xX]\]\s++")
_DONE = "पूरा: "
"""Said for the ticked box of a task: `- [x] काम`; an empty box is silent."""


def read(data: bytes, origin: str, reading: Reading = USUAL) -> Article:
    """The article in ``data``, Markdown with or without front matter.

    Raises:
        SourceError: it cannot be read as text, its front matter is wrong, it is nested too
            deeply, or it is not Hindi.
    """
    front, body, finder = split_typed(data, origin)
    body, chat_notes, messages = settle_chat(body, least=2, find_code=_find_code)
    markup = NoteMarkup()
    body = settle_elements(body, _find_code, markup)
    if body.count("[") > _MOST_BRACKETS:
        raise SourceError(
            f"has more than {_MOST_BRACKETS:,} opening brackets",
            where=Place(origin),
            hint="it is no article",
        )
    tokens = _parse(read_note_blocks(body, markup.left_out), markup)
    if any(token.level >= _DEEPEST - 1 for token in tokens):
        raise SourceError(
            f"lists or quotations are nested more than {_DEEPEST // 2} deep",
            where=Place(origin),
            hint="flatten them",
        )
    blocks, footnotes = set_footnotes_apart(tokens)
    pieces = list(_read_pieces(blocks, footnotes, markup))
    pieces, front, fields = take_fields(pieces, front, is_stronger=False)
    pieces, front, names = name_chat(body, pieces, front)
    pieces = ensure_title(pieces, front.title)
    notes = [*find_lost_marks(tokens, footnotes), *markup.describe()]
    directed = DirectedPieces(pieces, finder.directives)
    article = compose(directed, front, origin, is_marked_up=True, doubts=[*chat_notes, *notes])
    article = place_links(article, _collect_links(tokens))
    comments = [Omission(text, "comments") for text in _find_comments(body)]
    left_out = [*fields, *messages, *names, *markup.list_omissions(), *comments]
    return attach_typed_account(article, body, pieces, left_out, reading)


def _collect_links(tokens: Sequence[Token]) -> list[LinkedText]:
    """The blocks in which there are links; a heading that is one has it in its block."""
    links = LinkCollector()
    before = ""
    for token in tokens:
        children = token.children or []
        is_heading = before == "heading_open"
        before = token.type
        if token.type == "inline" and not (is_heading and find_heading_link(children)):
            collect_links(children, links)
        elif token.type == "html_block":
            read_html(token.content, [], links)
    return links.blocks


def _find_comments(body: str) -> list[str]:
    """What stands in comments of HTML."""
    opened = (part.partition("-->") for part in body.split("<!--")[1:])
    return [text for text, end, _ in opened if end]


def _find_code(body: str) -> set[int]:
    """The lines of ``body`` that are code, from 0, as ``{2, 3, 4}``."""
    parser = MarkdownIt("commonmark", {"maxNesting": _DEEPEST}).disable("inline")
    code = (token.map for token in parser.parse(body) if token.type in _CODE and token.map)
    return {line for start, end in code for line in range(start, end)}


def _parse(body: str, markup: NoteMarkup) -> list[Token]:
    """The tokens of ``body`` and then of the footnotes that stand within its text."""
    parser = MarkdownIt("commonmark", {"maxNesting": _DEEPEST})
    add_footnotes(parser.enable(["table", "strikethrough"]))
    parser.disable("text_join")  # which forgets what was escaped

    def read_markup(state: StateCore) -> None:
        for token in state.tokens:
            if token.type == "inline":
                token.content = markup.read(token.content)

    def take_out(state: StateCore) -> None:
        for token in state.tokens:
            if token.children:
                token.children = take_out_mute(token.children, markup.struck)

    parser.core.ruler.before("inline", "note_markup", read_markup)
    parser.core.ruler.push("mute", take_out)
    tokens = parser.parse(body)
    while markup.footnotes:
        footnotes, markup.footnotes = markup.footnotes, []
        for text in footnotes:
            tokens += wrap_footnote(parser.parseInline(text))
    return tokens


def _read_pieces(
    blocks: Sequence[Token], footnotes: Sequence[Footnote], markup: NoteMarkup
) -> Iterator[Piece]:
    """The pieces of the article, then those of its footnotes."""
    yield from _Walk(blocks, markup).read_pieces()
    for footnote in footnotes:
        heading = footnote.heading
        for piece in _Walk(footnote.tokens, markup).read_pieces():
            yield piece._replace(text=f"{heading}{piece.text}")
            heading = ""


@dataclass(slots=True)
class _Walk:
    """One pass over the block tokens, with the lists and quotations that are open."""

    tokens: Sequence[Token]
    markup: NoteMarkup
    lists: list[OpenList] = field(default_factory=list)
    quotes: int = 0

    def read_pieces(self) -> Iterator[Piece]:
        """The pieces of the document, in order."""
        at = 0
        while at < len(self.tokens):
            token = self.tokens[at]
            if token.type == "table_open":
                end = _find_closing(self.tokens, at, "table_close")
                yield from read_markdown_table(self.tokens[at:end])
                at = end
            elif token.type == "heading_open":
                children = self.tokens[at + 1].children or []
                text = " ".join(join_inline(children).split())
                link = find_heading_link(children)
                at += 2
                picture = find_picture(_take_section(self.tokens[at + 1 :]))
                yield Piece(BlockKind.HEADING, text, int(token.tag[1:]), link, picture)
            else:
                yield from self._read_block(token)
            at += 1

    def _read_block(self, token: Token) -> Iterator[Piece]:
        if token.type == "fence" and token.info.strip().lower() in _DRAWN:
            self.markup.left_out.append(token.content)
        elif token.type in _CODE:
            lines = (line for line in token.content.split("\n") if line.strip())
            yield Piece(BlockKind.CODE, "\n".join(lines))
        elif token.type == "html_block":
            yield from read_html(token.content, self.markup.struck)
        elif token.type == "inline":
            yield from self._read_paragraph(token.children or [])
        else:
            self._update_nesting(token)

    def _update_nesting(self, token: Token) -> None:
        match token.type:
            case "blockquote_open":
                self.quotes += 1
            case "blockquote_close":
                self.quotes -= 1
            case "bullet_list_open":
                self.lists.append(OpenList())
            case "ordered_list_open":
                self.lists.append(OpenList(int(token.attrGet("start") or 1)))
            case "bullet_list_close" | "ordered_list_close":
                self.lists.pop()
            case "list_item_open":
                self.lists[-1].begin_item()
            case "list_item_close":
                self.lists[-1].end_item()

    def _read_paragraph(self, children: Sequence[Token]) -> Iterator[Piece]:
        if not self.lists:
            kind = BlockKind.QUOTE if self.quotes else BlockKind.PARAGRAPH
            yield from read_inline(children, kind, 0)
            return
        for piece in read_inline(children, BlockKind.ITEM, len(self.lists)):
            yield self._begin_item(piece)

    def _begin_item(self, piece: Piece) -> Piece:
        """The first piece of an item says its number and, of a task, whether it is done."""
        innermost = self.lists[-1]
        if innermost.is_begun:
            return piece
        text = _OPEN_TASK.sub("", _DONE_TASK.sub(_DONE, piece.text))
        return piece._replace(text=innermost.add_number(text))


def _take_section(tokens: Sequence[Token]) -> Iterator[Token]:
    """The tokens up to the next heading."""
    return takewhile(lambda token: token.type != "heading_open", tokens)


def _find_closing(tokens: Sequence[Token], at: int, kind: str) -> int:
    return next(index for index in range(at, len(tokens)) if tokens[index].type == kind)
