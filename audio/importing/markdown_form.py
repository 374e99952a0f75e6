"""An article as Markdown with complete front matter.

What is written here and read again gives the same blocks, text, tables and links: nothing in a
text becomes markup (CommonMark 0.31; tables, strikethrough and footnotes as the reader knows them).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, time

import yaml

from audio import regex
from audio.errors import SourceError
from audio.importing.markdown_table import write_table
from audio.importing.markdown_words import (
    escape_start,
    escape_words,
    list_links,
    mark_links,
    write_links,
)
from audio.readers.text.chat import parse_message
from audio.readers.text.markdown import read as read_markdown
from audio.readers.text.markdown_lines import is_typed_otherwise, opens_item
from audio.readers.text.note_markup import escape
from audio.records import IMAGE_LABEL, Article, Block, BlockKind, Span, Table, TextLink

_CLOSING = regex.compile(r"(#++)$")
"""What may close a heading."""
_NUMBERED = regex.compile(r"(?P<number>0|[1-9][0-9]{0,8})\. (?=\S)")
_TICKS = regex.compile(r"`++")
_DEEPEST_HEADING = 6
_LINKED = frozenset({BlockKind.PARAGRAPH, BlockKind.QUOTE, BlockKind.ITEM})
_EMPTY_TASK = regex.compile(r"\[ \]\s")


def write_markdown(article: Article) -> str:
    """The whole file. Its keys without a value are there for the editor to fill."""
    plain = _write_file(replace(article, links=(), tables=()))
    forms = (replace(article, links=()), replace(article, tables=())) if article.tables else ()
    for form in (article, *forms):
        if not form.links and not form.tables:
            break
        if _reads_alike(written := _write_file(form), plain, form):
            return written
    return plain


def _write_file(article: Article) -> str:
    return f"---\n{_write_front_matter(article)}---\n\n{_write_body(article)}"


def _reads_alike(written: str, plain: str, form: Article) -> bool:
    """Whether links and tables in a file change nothing of its text, and are those of ``form``.

    What stands at a link's edge may be markup there and nowhere else.
    """
    try:
        one, other = (read_markdown(text.encode(), "") for text in (written, plain))
    except SourceError:
        return False
    is_same = (one.text, one.blocks, one.tables) == (other.text, other.blocks, form.tables)
    return is_same and {link.address for link in one.links} <= {link.address for link in form.links}


def _write_front_matter(article: Article) -> str:
    values = {
        "title": article.title,
        "author": article.author,
        "date": _write_date(article.published),
        "description": article.description,
        "source": article.source,
        "language": article.language,
        "image": article.image,
        "guid": article.guid,
        **({"slug": article.slug} if article.slug else {}),
    }
    numbers = {"season": article.season, "episode": article.episode}
    lists = {"tags": article.tags, "lexicon": article.lexicon}
    return "".join(
        (
            *(_write_value(key, " ".join(value.split())) for key, value in values.items()),
            *(_write_list(key, value) for key, value in lists.items() if value),
            *(f"{key}: {number}\n" for key, number in numbers.items() if number),
            *([f"type: {article.episode_type}\n"] if article.episode_type else []),
            *(["draft: true\n"] if article.is_draft else []),
            *(["block: true\n"] if article.is_blocked else []),
            *([] if article.explicit is None else [f"explicit: {str(article.explicit).lower()}\n"]),
        )
    )


def _write_date(published: datetime | None) -> str:
    if published is None:
        return ""
    is_day = published.tzinfo is None and published.time() == time()
    return published.date().isoformat() if is_day else published.isoformat()


def _write_value(key: str, value: str) -> str:
    if not value:
        return f"{key}:\n"
    if key == "date":
        return f"{key}: {value}\n"
    written: str = yaml.safe_dump({key: value}, allow_unicode=True, width=10**9)
    return written


def _write_list(key: str, values: Sequence[str]) -> str:
    written: str = yaml.safe_dump({key: list(values)}, allow_unicode=True, width=10**9)
    return written


def _write_body(article: Article) -> str:
    tables = {table.rows[0].span: table for table in article.tables}
    writer = _Writer(article.text, article.links, tables)
    return "".join(writer.write_blocks(article.blocks))


@dataclass(slots=True)
class _Writer:
    """One pass over the blocks, with the list that is open."""

    text: str
    links: Sequence[TextLink]
    tables: Mapping[Span, Table]
    """By where their first rows stand."""
    indents: list[int] = field(default_factory=list)
    """For each level of the open list, the column of its items' text."""
    numbers: list[int | None] = field(default_factory=list)
    """For each level the number of its last item; None for bullets."""

    def write_blocks(self, blocks: Sequence[Block]) -> Iterator[str]:
        """Each block, and the blank line before it; the rows of a table as one."""
        at, was_item = 0, False
        while at < len(blocks):
            table = self.tables.get(blocks[at].span)
            is_item = not table and blocks[at].kind is BlockKind.ITEM
            if not is_item:
                self.indents.clear()
                self.numbers.clear()
            between = "" if at == 0 or (was_item and is_item) else "\n"
            if table:
                yield f"{between}{write_table(table, self.text, self.links)}\n"
            else:
                yield f"{between}{self._write_linked(blocks[at])}\n"
            at, was_item = at + (len(table.rows) if table else 1), is_item

    def _write_linked(self, block: Block) -> str:
        """The block with its links, if it can have any: headings are links as a whole or not."""
        links = list_links(self.links, block.span) if block.kind in _LINKED else []
        return write_links(
            self._write_block(block, mark_links(block.span, self.text, links)), links
        )

    def _write_block(self, block: Block, text: str) -> str:
        match block.kind:
            case BlockKind.TITLE:
                return f"# {_write_heading(text)}"
            case BlockKind.HEADING:
                heading = _write_heading(text)
                written = f"[{heading}](<{block.link}>)" if block.link else heading
                return f"{'#' * min(block.level, _DEEPEST_HEADING)} {written}"
            case BlockKind.ITEM:
                return self._write_item(block.level, text)
            case _:
                return _write_apart(block.kind, text)

    def _write_item(self, level: int, text: str) -> str:
        level = max(level, 1)
        del self.indents[level:], self.numbers[level:]
        opening = ""
        while len(self.indents) < level - 1:  # a level is left out: an item that holds but a list
            opening += "- "
            self.numbers.append(None)
            self.indents.append((self.indents[-1] if self.indents else 0) + 2)
        margin = self.indents[level - 2] if level > 1 else 0
        mark, rest = self._choose_mark(level, text)
        self.indents[level - 1 :] = [margin + len(mark)]
        start = " " * (margin - len(opening)) + opening + mark
        text = _write_paragraph(rest, is_typed_otherwise(rest))
        return start + text.replace("\n", "\n" + " " * self.indents[-1])

    def _choose_mark(self, level: int, text: str) -> tuple[str, str]:
        """The item's bullet or number, and its text after that.

        Markdown counts on from a list's first number, whatever its others are.
        """
        last = self.numbers[level - 1] if len(self.numbers) >= level else None
        is_open = len(self.numbers) >= level
        found = _NUMBERED.match(text)
        number = int(found["number"]) if found else None
        # A list that opens inside an item, without a blank line, may begin with 1 alone.
        first = number == 1 or level == 1
        # After bullets, a number is another list's mark.
        fits = number == last + 1 if last is not None else (number == 1 if is_open else first)
        if found and number is not None and fits and not _EMPTY_TASK.match(text, found.end()):
            self.numbers[level - 1 :] = [number]
            return found[0], text[found.end() :]
        self.numbers[level - 1 :] = [None]
        return "- ", text


def _write_apart(kind: BlockKind, text: str) -> str:
    """A block that is neither heading nor item."""
    match kind:
        case BlockKind.QUOTE:
            return "\n".join(
                f"> {line}" for line in _write_paragraph(text, opens_item(text)).split("\n")
            )
        case BlockKind.CODE:
            return _write_code(text)
        case BlockKind.IMAGE:
            # In words alone: there is no picture to link to.
            return escape_words(" ".join(f"{IMAGE_LABEL}{text.removeprefix(IMAGE_LABEL)}".split()))
        case _:
            return _write_paragraph(text, opens_item(text))


def _write_lines(text: str) -> list[str]:
    """The lines of a paragraph, escaped; all but the last end in a hard line break."""
    typed = text.split("\n")
    lines = [escape_start(escape_words(line)) for line in typed]
    if len(lines) > 1:  # a message by itself is told from a list's item by who asks
        lines = [
            _escape_opening(written) if parse_message(line.strip()) else written
            for written, line in zip(lines, typed, strict=True)
        ]
    return [*(f"{line}\\" for line in lines[:-1]), lines[-1]]


def _escape_opening(line: str) -> str:
    """``line``, which does not open with markup, without what makes it a message of a chat."""
    return f"&#{ord(line[0])};{line[1:]}" if line[0].isalnum() else line


def _write_paragraph(text: str, is_read: bool) -> str:
    """A paragraph, or an item's; ``is_read`` says whether its beginning would be a mark."""
    # Once more, for what is markup over several lines.
    return escape("\n".join(_keep_opening(_write_lines(text), text, is_read)))


def _keep_opening(lines: list[str], text: str, is_read: bool) -> list[str]:
    """``lines``; the one of ``text``, whose beginning ``is_read`` as a mark, with that escaped."""
    if len(lines) == 1 and is_read and lines[0] == escape_words(text):
        return [f"&#{ord(text[0])};{escape_words(text[1:])}"]
    return lines


def _write_heading(text: str) -> str:
    return _CLOSING.sub(r"\\\1", escape_start(escape_words(" ".join(text.split()))))


def _write_code(text: str) -> str:
    longest = max((len(run) for run in _TICKS.findall(text)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}\n{text}\n{fence}"
