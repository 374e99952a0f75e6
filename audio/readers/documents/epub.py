"""EPUB 2 and 3: the book in reading order, a heading where a chapter opens.

EPUB 3.3, https://www.w3.org/TR/epub-33/; EPUB 2.0.1 for the NCX.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from audio import regex
from audio.errors import Place, SourceError
from audio.readers.article.account import attach_account
from audio.readers.article.captions import describe_captions
from audio.readers.article.compose import compose
from audio.readers.article.formula_speech import describe_formulas
from audio.readers.article.front_matter import FrontMatter
from audio.readers.article.hardened_xml import (
    find_first,
    get_attribute,
    get_name,
    parse_xml,
    read_text,
)
from audio.readers.article.links import LinkedText, place_links
from audio.readers.article.pieces import Piece, fold, quote
from audio.readers.article.silent_text import describe_silent
from audio.readers.documents.archive import Archive
from audio.readers.documents.book_fonts import BookFonts
from audio.readers.documents.book_looks import BookSheets
from audio.readers.documents.epub_contents import (
    ChapterTitles,
    drop_repeated,
    open_chapter,
    read_nav_titles,
    read_ncx_titles,
    resolve_path,
)
from audio.readers.documents.epub_order import BookFile, find_order
from audio.readers.documents.hypertext import make_footnotes, read_hypertext
from audio.readers.documents.legacy_titles import convert_front
from audio.readers.reading import USUAL, Reading
from audio.readers.text.decoding import settle, settle_pieces
from audio.records import Article, BlockKind, MainImage, Omission

_CONTAINER = "META-INF/container.xml"
_ENCRYPTION = "META-INF/encryption.xml"
_FURNITURE = {
    "cover", "toc", "titlepage", "halftitlepage", "copyright-page", "landmarks", "page-list",
    "loi", "lot", "index", "colophon", "imprint",
}  # fmt: skip
"""Structural semantics (EPUB SSV 1.1) of pages that are not read out."""
_BYLINE = regex.compile(r"(?:लेखक|लेखिका)\s*+[:：–-]\s*+")
_HINDI = regex.compile(r"hi(?:-.*)?", regex.IGNORECASE)


def read(data: bytes, origin: str, reading: Reading = USUAL) -> Article:
    """The whole book in ``data`` as one article, its chapters opened by headings.

    Raises:
        SourceError: it is damaged, protected, no EPUB, or no Hindi.
    """
    book = _Book(Archive(data, origin), origin, reading)
    pieces = settle_pieces(drop_repeated(book.read_pieces()), origin)
    cover = book.read_cover()
    article = compose(pieces, book.front, origin, is_marked_up=True, doubts=book.notes)
    article = place_links(article, book.linked)
    article = attach_account(article, book.runs, book.left_out, reading)
    return replace(article, main_image=cover)


@dataclass(slots=True)
class _Book:
    """An EPUB whose package document has been read."""

    archive: Archive
    origin: str
    reading: Reading
    captions: int = 0
    """How many were left out; known after ``pieces``."""
    struck: list[str] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    """Texts that were left out because they are."""
    formulas: list[str] = field(default_factory=list)
    """What is unknown of each formula that is not spoken."""
    runs: list[str] = field(default_factory=list)
    """All the prose of its pages."""
    left_out: list[Omission] = field(default_factory=list)
    linked: list[LinkedText] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    front: FrontMatter = field(init=False)
    _items: dict[str, BookFile] = field(init=False)
    _package: Any = field(init=False)
    _fonts: BookFonts = field(init=False)
    _sheets: BookSheets = field(init=False)

    def __post_init__(self) -> None:
        self._sheets = BookSheets(self.archive)
        root = self._parse(_CONTAINER)
        rootfile = find_first(root, "rootfile")
        path = get_attribute(rootfile, "full-path") if rootfile is not None else ""
        if not path:
            raise self._make_error("names no package document: it is no EPUB")
        self._package = self._parse(path)
        self._items = {
            get_attribute(item, "id"): BookFile(
                resolve_path(path, get_attribute(item, "href")),
                get_attribute(item, "media-type"),
                {*get_attribute(item, "properties").split()},
            )
            for item in self._package.iter()
            if get_name(item) == "item"
        }
        self.front = self._read_front()
        self._fonts = BookFonts(self._read_sheets())

    def read_pieces(self) -> Iterator[Piece]:
        """Every piece of the book, in the order of its spine."""
        titles = self._read_titles()
        protected = self._find_protected()
        order = find_order(self._package, self._items, titles.paths, self.origin)
        is_begun = False
        for item in order.pages:
            if item.path in protected:
                raise self._make_error("is protected against copying", "get it without DRM")
            pieces = list(self._read_document(item, titles))
            if is_begun or not self._is_title_page(pieces):
                yield from pieces if is_begun else self._drop_title(pieces)
                is_begun = is_begun or bool(pieces)
            else:
                self.left_out += [Omission(piece.text, "title pages") for piece in pieces]
        self._tell_unnamed(order.unnamed)
        self.notes += order.notes
        if self.captions:
            self.notes.append(describe_captions(self.captions))
        self.notes += describe_silent(self.struck, "struck out")
        self.notes += describe_silent(self.hidden, "hidden")
        self.notes += describe_formulas(self.formulas)

    def read_cover(self) -> MainImage | None:
        """The cover's picture, as EPUB 3 or 2 names it; None when it has none that is a picture."""
        named = {
            get_attribute(meta, "content")
            for meta in self._package.iter()
            if get_name(meta) == "meta" and get_attribute(meta, "name") == "cover"
        }
        for name, item in self._items.items():
            is_cover = "cover-image" in item.properties or name in named
            if is_cover and item.media_type.startswith("image/") and item.path in self.archive:
                try:
                    return MainImage(data=self.archive.read(item.path))
                except SourceError as error:
                    self.notes.append(f"left out the cover: the book {error.what}")
        return None

    def _read_document(self, item: BookFile, titles: ChapterTitles) -> Iterator[Piece]:
        root = self._parse(item.path)
        body = find_first(root, "body")
        if body is None:
            return
        if _is_furniture(body):
            self.left_out.append(Omission(read_text(body), "pages that are no text"))
            return
        self._fonts.convert(body, self.origin)
        self.front = convert_front(self.front, self._fonts.used, self.origin)
        self._sheets.find_looks(root, item.path).apply(body)
        titles.insert_headings(body, item.path)
        found = read_hypertext(body, captions=self.reading.captions)
        self.captions += found.captions
        self.struck += found.struck
        self.hidden += found.hidden
        self.formulas += found.formulas
        self.left_out += found.left_out
        self.runs += found.runs
        self.linked += found.linked
        title, level = titles.get_opening(item.path)
        yield from open_chapter(found.body, title, level)
        yield from make_footnotes(found.footnotes)

    def _tell_unnamed(self, items: list[BookFile]) -> None:
        """Say what stands in pages of the book to which nothing leads, however they are made."""
        for item in items:
            try:
                body = find_first(self._parse(item.path), "body")
            except SourceError:
                body = None
            if body is not None and not _is_furniture(body) and (text := read_text(body)):
                self.left_out.append(Omission(text, "pages that nothing leads to"))
                self.notes.append(f"left out {quote(item.path)}: nothing leads to it")

    def _drop_title(self, pieces: list[Piece]) -> list[Piece]:
        """``pieces`` without a heading before all else that is the book's title."""
        is_title = bool(pieces) and pieces[0].kind is BlockKind.HEADING
        is_again = is_title and fold(pieces[0].text) == fold(self.front.title)
        return pieces[1:] if is_again and len(pieces) > 1 else pieces

    def _is_title_page(self, pieces: list[Piece]) -> bool:
        """Whether a page says no more than the title and who wrote the book."""
        about = {fold(self.front.title), fold(self.front.author)}
        about |= {fold(name) for name in self.front.author.split(", ")}
        said = {fold(_BYLINE.sub("", " ".join(piece.text.split()))) for piece in pieces}
        return bool(said) and said <= about

    def _read_titles(self) -> ChapterTitles:
        """What the table of contents calls the files and places of the book."""
        for item in self._items.values():
            if "nav" in item.properties and item.path in self.archive:
                return read_nav_titles(self._parse(item.path), item.path)
        for item in self._items.values():
            if item.media_type == "application/x-dtbncx+xml" and item.path in self.archive:
                return read_ncx_titles(self._parse(item.path), item.path)
        return ChapterTitles()

    def _find_protected(self) -> set[str]:
        """The files that are encrypted; fonts may be, and are none of the spine."""
        if _ENCRYPTION not in self.archive:
            return set()
        root = self._parse(_ENCRYPTION)
        uris = (
            get_attribute(one, "URI") for one in root.iter() if get_name(one) == "CipherReference"
        )
        return {resolve_path("", uri) for uri in uris}

    def _read_front(self) -> FrontMatter:
        metadata = find_first(self._package, "metadata")
        values: dict[str, list[str]] = {}
        for element in metadata if metadata is not None else ():
            if text := settle(read_text(element), self.origin, has_lines=False).strip():
                values.setdefault(get_name(element), []).append(text)
        language = values.get("language", ["hi"])[0]
        identifier = values.get("identifier", [""])[0]
        return FrontMatter(
            title=values.get("title", [""])[0],
            author=", ".join(dict.fromkeys(values.get("creator", []))),
            date=_parse_date(values.get("date", [""])[0]),
            description=drop_markup(values.get("description", [""])[0]),
            source=values.get("publisher", [""])[0],
            language=language if _HINDI.fullmatch(language) else "hi",
            guid=identifier,
        )

    def _read_sheets(self) -> Iterator[str]:
        for item in self._items.values():
            if item.media_type == "text/css" and item.path in self.archive:
                yield self._sheets.read(item.path)

    def _parse(self, path: str) -> Any:
        return parse_xml(self.archive.read(path), self.origin, path[:100])

    def _make_error(self, what: str, hint: str = "") -> SourceError:
        return SourceError(what, where=Place(self.origin), hint=hint)


def drop_markup(text: str) -> str:
    """``text``, which may be HTML as descriptions often are, on one line and without tags."""
    return " ".join(regex.sub(r"<[^<>]{0,500}>", " ", text).split())


def _is_furniture(body: Any) -> bool:
    """Whether a page, or the only section on it, says that it is no text to be read."""
    about = [body]
    if len(body) == 1 and not (body.text or "").strip():
        about.append(body[0])
    kinds = {kind for one in about for kind in get_attribute(one, "type").lower().split()}
    return bool(kinds & _FURNITURE)


def _parse_date(written: str) -> datetime | None:
    """`2021`, `2021-05` and ISO 8601 (EPUB takes any); None for anything else."""
    parts = {4: f"{written}-01-01", 7: f"{written}-01"}
    try:
        return datetime.fromisoformat(parts.get(len(written), written))
    except ValueError:
        return None
