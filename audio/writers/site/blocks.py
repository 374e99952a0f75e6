"""The elements around sentences: paragraphs, headings, nested lists, tables, time stamps."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from markupsafe import Markup, escape

from audio.records import BlockKind, Paragraph, Table
from audio.writers import site
from audio.writers.site.tables import write_head

HEAD_KINDS = frozenset({BlockKind.TITLE, BlockKind.OPENING})
"""What stands in the page's head, above the player, and has no time stamp: play starts there."""

_STAMPED = '<div class="block">{stamp}'
_NOTE = '<span class="note">{note}</span> '
_PARAGRAPH = (_STAMPED + '<p id="{id}">', "</p></div>\n")
PAGE_ELEMENTS = {
    BlockKind.TITLE: ('<h1 id="{id}">', "</h1>\n"),
    BlockKind.HEADING: (_STAMPED + '<h{level} id="{id}">', "</h{level}></div>\n"),
    BlockKind.PARAGRAPH: _PARAGRAPH,
    BlockKind.QUOTE: (_STAMPED + '<blockquote><p id="{id}">', "</p></blockquote></div>\n"),
    BlockKind.ITEM: _PARAGRAPH,
    BlockKind.IMAGE: (
        _STAMPED + '<figure>{picture}<figcaption id="{id}">',
        "</figcaption></figure></div>\n",
    ),
    BlockKind.CODE: (_STAMPED + '<p class="code" id="{id}">', "</p></div>\n"),
    BlockKind.OPENING: ('<p class="announced" id="{id}">' + _NOTE, "</p>\n"),
    BlockKind.CLOSING: (_STAMPED + '<p class="announced" id="{id}">' + _NOTE, "</p></div>\n"),
}
PAGE_TABLE = (
    _STAMPED + '<div class="rows" role="group" aria-label="{label}" tabindex="0">'
    '<table aria-label="{names}">\n{head}',
    "</table></div></div>\n",
)
_NOTHING = Markup()
_NOTED = {
    BlockKind.OPENING: "announcement",
    BlockKind.CLOSING: "announcement",
}


class Blocks:
    """The elements around sentences: paragraphs, headings, nested lists, tables, figures."""

    def __init__(
        self,
        labels: Mapping[str, str],
        elements: Mapping[BlockKind, tuple[str, str]] = PAGE_ELEMENTS,
        table: tuple[str, str] = PAGE_TABLE,
        mark_up: Callable[[str], Markup] = escape,
        part: int = 0,
    ) -> None:
        """``elements``: what stands before and after a paragraph of each kind; ``table``: a table.

        ``mark_up`` writes the names of columns. With ``part``, the text below the head stands in
        parts of so many blocks, lists and tables whole.
        """
        self._labels = labels
        self._elements = elements
        self._form = tuple(map(Markup, table))
        self._mark_up = mark_up
        self._part = part
        self._in_part = 0
        """Blocks of the part that is open."""
        self._lists: list[int] = []
        """Levels of the lists that are open."""
        self._table: Table | None = None
        """The table that is open."""
        self._closing = Markup()

    def open(
        self,
        paragraph: Paragraph,
        moment: float,
        table: Table | None = None,
        picture: Markup = _NOTHING,
    ) -> Markup:
        """All that comes before the first sentence of ``paragraph``, a row of the ``table``, or
        what tells of a ``picture``.
        """
        closed = self._close_table() if table is not self._table else Markup()
        if table:
            return closed + self._open_row(paragraph, moment, table)
        lead = closed + self._open_item(paragraph) + self._turn_part(paragraph)
        before, after = map(Markup, self._elements[paragraph.kind])
        level = min(max(paragraph.level, 2), 6)
        self._closing = after.format(level=level)
        stamp = self._make_stamp(paragraph, moment) if "{stamp}" in before else ""
        note = self._labels[_NOTED[paragraph.kind]] if "{note}" in before else ""
        return lead + before.format(
            id=paragraph.id, level=level, stamp=stamp, note=note, picture=picture
        )

    def close(self) -> Markup:
        """All that comes after the last sentence of the paragraph that is open."""
        return self._closing

    def end(self) -> Markup:
        """What the end of the text closes."""
        closed = self._close_lists(0) + self._close_table()
        return closed + Markup("</div>\n" if self._in_part else "")

    def _turn_part(self, paragraph: Paragraph) -> Markup:
        if not self._part or paragraph.kind in HEAD_KINDS or self._lists:
            return Markup()
        closed = Markup("</div>\n" if self._in_part == self._part else "")
        opened = Markup('<div class="part">\n' if closed or not self._in_part else "")
        self._in_part = 1 if opened else self._in_part + 1
        return closed + opened

    def _open_row(self, paragraph: Paragraph, moment: float, table: Table) -> Markup:
        self._closing = Markup("</tbody>\n")
        body = Markup('<tbody id="{}">').format(paragraph.id)
        if table is self._table:
            return body
        lead = self._close_lists(0) + self._turn_part(paragraph)
        self._table = table
        before = self._form[0]
        stamp = self._make_stamp(paragraph, moment) if "{stamp}" in before else ""
        label = self._labels.get("table", "")
        names = ", ".join(filter(None, table.names)) or label
        head = write_head(table, self._mark_up)
        return lead + before.format(stamp=stamp, label=label, names=names, head=head) + body

    def _close_table(self) -> Markup:
        closed = self._form[1] if self._table else Markup()
        self._table = None
        return closed

    def _open_item(self, paragraph: Paragraph) -> Markup:
        if paragraph.kind is not BlockKind.ITEM:
            return self._close_lists(0)
        level = max(paragraph.level, 1)
        closed = self._close_lists(level)
        if self._lists and self._lists[-1] == level:
            return closed + Markup("</li>\n<li>")
        self._lists.append(level)
        return closed + Markup("<ul>\n<li>")

    def _close_lists(self, level: int) -> Markup:
        """Close the lists deeper than ``level``."""
        closed = Markup()
        while self._lists and self._lists[-1] > level:
            self._lists.pop()
            closed += Markup("</li></ul>\n")
        return closed

    def _make_stamp(self, paragraph: Paragraph, moment: float) -> Markup:
        time = site.format_clock(moment)
        return Markup('<a class="stamp" href="#{}" aria-label="{}">{}</a>').format(
            paragraph.sentences[0].id, self._labels["listen_from"].format(time=time), time
        )
