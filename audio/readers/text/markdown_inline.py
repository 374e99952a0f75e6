"""Markdown's inline tokens to the words that a person would read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import unescape

from markdown_it.token import Token

from audio import regex
from audio.readers.article.links import LinkCollector, settle_address
from audio.readers.article.pieces import Piece
from audio.readers.article.raised_text import LINKED, MARKS, read_raised
from audio.readers.article.silent_text import STRUCK_TAGS, UNREAD_TAGS
from audio.readers.text.markdown_lines import MarkdownLine, read_lines
from audio.readers.text.note_markup import LEFT_OUT
from audio.records import IMAGE_LABEL, BlockKind

_BREAK_TAG = regex.compile(r"<br\s*+/?>", regex.IGNORECASE)
_TAG = regex.compile(r"<(?P<end>/?)(?P<name>[A-Za-z][A-Za-z0-9]*+)(?P<rest>[^>]*+)>")
_TO_NOTE = regex.compile(r"href\s*+=\s*+[\"']?#")
_LEFT_OUT = regex.compile(rf" ?{LEFT_OUT}(?=[\s।॥,;:.!?{LEFT_OUT}]|$)|{LEFT_OUT}")
_HREF = regex.compile(
    r"""\bhref\s*+=\s*+(?:"(?P<address>[^"]*+)"|'(?P<address>[^']*+)'|(?P<address>[^\s"'>]++))""",
    regex.IGNORECASE,
)
_ELSEWHERE = regex.compile(r"[A-Za-z][A-Za-z0-9+.-]*+:|/|$")
"""An address on the web, data, a path from some root that is not known here, or nothing."""
_ESCAPES = 4
"""Code points within which an escaped one says that a line opens no item: `1\\. क`, `(\\क)`."""


def read_inline(tokens: Sequence[Token], kind: BlockKind, level: int) -> Iterator[Piece]:
    """The pieces of one paragraph: itself, its typed items, and each line of nothing but images.

    Emphasis, links and inline code are their text, an image in a sentence is its alternative
    text, a hard line break stays a line break; comments and tags are dropped.
    """
    lines: list[MarkdownLine] = []
    for line in _split_lines(tokens):
        images = _find_lone_images(line)
        if images is None:
            lines.append(_make_line(line))
            continue
        yield from _read_paragraph(lines, kind, level)
        lines = []
        for alt, address in images:
            yield Piece(BlockKind.IMAGE, f"{IMAGE_LABEL}{alt}", picture=address)
    yield from _read_paragraph(lines, kind, level)


def join_inline(tokens: Iterable[Token]) -> str:
    """The text of ``tokens``, soft line breaks as spaces and hard ones as ``\\n``."""
    return _LEFT_OUT.sub("", read_raised("".join(map(_read_token, tokens))))


def find_heading_link(tokens: Sequence[Token]) -> str:
    """The address that a heading leads to as a whole; empty for none that leads to a page.

    `https://…`, or `../slug/` for another edition of the same site.
    """
    within = [token for token in tokens if token.type != "text" or token.content.strip()]
    kinds = [token.type for token in within]
    if kinds[:1] != ["link_open"] or kinds.index("link_close") != len(kinds) - 1:
        return ""
    address = settle_address(str(within[0].attrGet("href") or ""))
    return "" if address.startswith("mailto:") else address


def collect_links(tokens: Sequence[Token], links: LinkCollector) -> None:
    """Tell ``links`` of one block's text, and of the links in it."""
    for token in tokens:
        tag = _TAG.fullmatch(token.content) if token.type == "html_inline" else None
        if token.type == "link_open":
            links.open_link(settle_address(str(token.attrGet("href") or "")))
        elif tag and tag["name"].lower() == "a" and not tag["end"]:
            address = _HREF.search(tag["rest"])
            links.open_link(settle_address(unescape(address["address"])) if address else "")
        elif token.type == "link_close" or (tag and tag["name"].lower() == "a"):
            links.close_link()
        elif token.type in {"softbreak", "hardbreak"}:
            links.add(" ")
        elif token.type != "html_inline":
            links.add(token.content)
    links.end_block()


def find_picture(blocks: Iterable[Token]) -> str:
    """The file of the first picture in ``blocks`` that is beside the article; empty for none."""
    images = (one for block in blocks for one in block.children or () if one.type == "image")
    return next(filter(None, map(_find_file, images)), "")


def _find_file(image: Token) -> str:
    """The file of ``image`` if it is beside the article; empty for one that is elsewhere."""
    address = str(image.attrGet("src") or "")
    return "" if _ELSEWHERE.match(address) else address


def take_out_mute(tokens: Sequence[Token], struck: list[str]) -> list[Token]:
    """``tokens`` without what is never read or is struck out; ``struck`` is told of the latter."""
    kept: list[Token] = []
    within: list[Token] = []
    until = ""
    for token in tokens:
        opened, closed = _name_mute(token)
        if until:
            if closed == until:
                if until not in UNREAD_TAGS:
                    struck.append(join_inline(within))
                    kept.append(Token("text", "", 0, content=LEFT_OUT))
                until, within = "", []
            else:
                within.append(token)
        elif opened:
            until = opened
        else:
            kept.append(token)
    if until in STRUCK_TAGS:  # never closed: what follows is the text
        kept += within
    return kept


def _name_mute(token: Token) -> tuple[str, str]:
    """What mute element ``token`` opens, and which it closes; empty for none."""
    if token.type in {"s_open", "s_close"}:
        return ("~~", "") if token.type == "s_open" else ("", "~~")
    found = _TAG.fullmatch(token.content) if token.type == "html_inline" else None
    name = found["name"].lower() if found else ""
    if not found or name not in STRUCK_TAGS | UNREAD_TAGS:
        return "", ""
    return ("", name) if found["end"] else (name, "")


def _read_paragraph(lines: list[MarkdownLine], kind: BlockKind, level: int) -> Iterator[Piece]:
    for piece in read_lines(lines, kind, level):
        is_picture = piece.kind is BlockKind.PARAGRAPH and piece.text.startswith(IMAGE_LABEL)
        if is_picture and "\n" not in piece.text:
            yield Piece(BlockKind.IMAGE, piece.text)  # a picture that is there in words alone
        elif piece.text:
            yield piece


def _split_lines(tokens: Sequence[Token]) -> Iterator[list[Token]]:
    """``tokens`` cut after every line break."""
    line: list[Token] = []
    for token in tokens:
        line.append(token)
        if token.type in {"softbreak", "hardbreak"}:
            yield line
            line = []
    yield line


def _make_line(tokens: Sequence[Token]) -> MarkdownLine:
    is_hard = bool(tokens) and tokens[-1].type == "hardbreak"
    text = join_inline(token for token in tokens if token.type not in {"softbreak", "hardbreak"})
    at = 0
    for token in tokens:
        if token.type == "text_special" and at < _ESCAPES:
            return MarkdownLine(text, is_hard or "\n" in text, is_literal=True)
        at += len(token.content)
        if at >= _ESCAPES:
            break
    return MarkdownLine(text, is_hard or "\n" in text)


def _find_lone_images(line: Sequence[Token]) -> list[tuple[str, str]] | None:
    """The alternative texts and files, when ``line`` is images alone (linked or not); of those with
    such a text."""
    silent = {"link_open", "link_close", "softbreak", "hardbreak", "image"}
    if not any(token.type == "image" for token in line):
        return None
    if any(token.type not in silent and token.content.strip() for token in line):
        return None
    images = (token for token in line if token.type == "image")
    told = ((_read_token(image).strip(), _find_file(image)) for image in images)
    return [(text, address) for text, address in told if text]


def _read_token(token: Token) -> str:
    match token.type:
        case "hardbreak":
            return "\n"
        case "softbreak":
            return " "
        case "image":
            return join_inline(token.children or [])
        case "link_open":
            return LINKED if str(token.attrGet("href") or "").startswith("#") else ""
        case "html_inline":
            return _read_tag(token.content)
        case _:
            return token.content


def _read_tag(tag: str) -> str:
    """A line break, or the mark of what is raised or sunk; nothing for any other tag."""
    if _BREAK_TAG.match(tag):
        return "\n"
    found = _TAG.fullmatch(tag)
    if not found:
        return ""
    marks = MARKS.get(found["name"].lower())
    if marks:
        return marks[1] if found["end"] else marks[0]
    return LINKED if _TO_NOTE.search(found["rest"]) else ""
