"""The lines of a PDF's pages to paragraphs: furniture out, broken lines and words joined."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from audio import regex
from audio.readers.article.pieces import LIST_MARK, Piece, ends_like_sentence, quote
from audio.readers.documents.pdf_line import PageLine
from audio.records import BlockKind, Omission

_PAGE_NUMBER = regex.compile(
    r"[\s\p{P}|]*+(?:(?:पृष्ठ|पेज|page|p\.)\s*+(?:सं\.?|संख्या|no\.?)?\s*+)?\p{Nd}{1,4}"
    r"(?:\s*+(?:/|का|में से|of)\s*+\p{Nd}{1,4})?[\s\p{P}|]*+",
    regex.IGNORECASE,
)
_DIGITS = regex.compile(r"\p{Nd}++")
_WORD = regex.compile(r"[\p{L}\p{M}]++(?:-[\p{L}\p{M}]++)*+")
_BROKEN = regex.compile(r"([\p{L}\p{M}]++)[-\u2010\u00ad]$")
_GOES_ON = regex.compile(r"[\p{L}\p{M}]++")
_NUMBERED = regex.compile(r"(?<=[\p{L}\p{M}])[-\u2010]$")
"""What a number may follow, as in `चंद्रयान-3`."""
_BULLET = regex.compile(r"^[\ufffd•▪●‣◦·]\s*+")
_EDGE = 2
"""Lines at the head and at the foot of a page that may be furniture."""
_LARGER = 1.12
"""Times the size of the text, from which a line is a heading."""
_HEADING_LINES = 4
_LEAST_REPEATS = 3
_LEAST_LINES = 3
_LEAST_SHARE = 0.08
"""Of all lines: as many begin at the left of a column."""
_COLUMN = 7
"""Times the size of its letters: a column is at least so wide."""
_RAGGED = 3
"""Points by which the beginnings of lines differ in a column."""


class _Measure(NamedTuple):
    """What is usual in a document."""

    size: float
    leading: float
    columns: tuple[tuple[float, float], ...]
    """Left and right of each, from the left; one on a page without columns."""
    right: float
    """Of the widest line."""
    is_bold: bool
    """Then bold letters mean nothing."""

    def find_column(self, line: PageLine) -> tuple[float, float]:
        """Left and right of the column that ``line`` stands in, or of all that it spans."""
        begun = [column for column in self.columns if column[0] <= line.left + self.size]
        left, right = begun[-1] if begun else self.columns[0]
        return (left, right) if line.right <= right + self.size else (left, self.right)


def join_lines(
    lines: Sequence[PageLine],
    pages: int,
    notes: list[str],
    left_out: list[Omission] | None = None,
) -> Iterator[Piece]:
    """The pieces that ``lines`` make; what is left out goes into ``notes`` and ``left_out``."""
    kept = _leave_out_furniture(lines, pages, notes)
    if left_out is not None:
        own = set(kept)
        left_out += [Omission(one.text, "edges of pages") for one in lines if one not in own]
    if not kept:
        return
    usual = _measure(kept)
    words = Counter(word for line in kept for word in _WORD.findall(line.text))
    sizes = sorted({line.size for line in kept if line.size >= _LARGER * usual.size}, reverse=True)
    for group in _group_lines(kept, usual):
        text = group[0].text
        for line in group[1:]:
            text = _append_line(text, line.text, words)
        piece = _make_piece(text, group, sizes, is_all_bold=usual.is_bold)
        if piece.text:  # a bullet may stand alone
            yield piece


def _make_piece(
    text: str, group: list[PageLine], sizes: list[float], *, is_all_bold: bool
) -> Piece:
    head = group[0]
    if head.size in sizes and len(group) <= _HEADING_LINES and len(text) <= 250:
        return Piece(BlockKind.HEADING, text, min(sizes.index(head.size) + 1, 3))
    bullet = _BULLET.match(text)
    if bullet:
        return Piece(BlockKind.ITEM, text[bullet.end() :], 1)
    if LIST_MARK.match(text):
        return Piece(BlockKind.ITEM, text, 1)
    is_heading = not is_all_bold and len(group) <= 2 and all(line.is_bold for line in group)
    if is_heading and len(text) <= 100 and not ends_like_sentence(text):
        return Piece(BlockKind.HEADING, text, min(len(sizes) + 1, 4))
    return Piece(BlockKind.PARAGRAPH, text)


def _group_lines(lines: Sequence[PageLine], usual: _Measure) -> Iterator[list[PageLine]]:
    group: list[PageLine] = []
    for line in lines:
        if group and _begins_paragraph(line, group, usual):
            yield group
            group = []
        group.append(line)
    yield group


def _begins_paragraph(line: PageLine, group: list[PageLine], usual: _Measure) -> bool:
    """Whether ``line`` begins a paragraph."""
    before = group[-1]
    left, right = usual.find_column(before)
    width = right - left
    looks_other = abs(line.size - before.size) > 0.08 * usual.size or line.is_bold != before.is_bold
    is_item = _BULLET.match(line.text) or LIST_MARK.match(line.text)
    is_cut_short = before.right < left + 0.6 * width  # a line that goes on is full
    if looks_other or is_item or is_cut_short:
        return True
    ended = ends_like_sentence(before.text)
    is_short = before.right < right - 0.12 * width
    drop = before.base - line.base
    if line.page != before.page or drop < 0:  # the next page or column
        return ended and (is_short or line.left > usual.find_column(line)[0] + 0.8 * usual.size)
    if drop > 1.35 * max(usual.leading, 1.1 * line.size):
        return True
    if line.size > _LARGER * usual.size:
        return False
    return ended and (is_short or line.left > before.left + 0.8 * usual.size)


def _append_line(text: str, line: str, words: Counter[str]) -> str:
    """The next line after ``text``; a word that was broken at its end is whole again.

    Whether its hyphen is the word's own is told by the words that stand unbroken elsewhere.
    """
    if line[:1].isdecimal() and _NUMBERED.search(text):
        return text + line
    broken, goes_on = _BROKEN.search(text), _GOES_ON.match(line)
    if not broken or not goes_on:
        return f"{text} {line}"
    head, tail = broken[1], goes_on[0]
    is_compound = words[f"{head}-{tail}"] > 0 or (words[head] > 0 and words[tail] > 1)
    if text[-1] != "\u00ad" and is_compound and not words[head + tail]:
        return text[:-1] + "-" + line
    return text[: broken.end(1)] + line


def _leave_out_furniture(lines: Sequence[PageLine], pages: int, notes: list[str]) -> list[PageLine]:
    """``lines`` without page numbers, and without what stands at the edge of page after page."""
    by_page: dict[int, list[PageLine]] = defaultdict(list)
    for line in lines:
        by_page[line.page].append(line)
    edges: set[PageLine] = set()
    for on_page in by_page.values():
        by_height = sorted(on_page, key=lambda line: line.base)
        edges.update(by_height[:_EDGE] + by_height[-_EDGE:])
    times = Counter(key for key in {(line.page, _make_key(line)) for line in edges})
    repeats = Counter(key for _, key in times)
    least = min(_LEAST_REPEATS, pages) if pages > 1 else 2
    furniture = {
        line
        for line in edges
        if _PAGE_NUMBER.fullmatch(line.text) or repeats[_make_key(line)] >= max(least, 2)
    }
    texts = dict.fromkeys(_DIGITS.sub("…", line.text) for line in lines if line in furniture)
    notes.extend(
        f"left out {quote(text)}: it stands at the edge of every page"
        for text in texts
        if not _PAGE_NUMBER.fullmatch(text.replace("…", "1"))
    )
    return [line for line in lines if line not in furniture]


def _make_key(line: PageLine) -> tuple[str, int]:
    """What makes two lines on two pages the same: their words, and their height."""
    return _DIGITS.sub("#", line.text), round(line.base / 4)


def _measure(lines: Sequence[PageLine]) -> _Measure:
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[line.size] += len(line.text)
    size = sizes.most_common(1)[0][0]
    text = [line for line in lines if line.size == size]
    drops: Counter[float] = Counter(
        round(before.base - line.base, 1)
        for before, line in pairwise(text)
        if line.page == before.page and 0 < before.base - line.base < 4 * size
    )
    leading = drops.most_common(1)[0][0] if drops else 1.5 * size
    is_bold = 2 * sum(line.is_bold for line in text) > len(text)
    right = max(line.right for line in text)
    return _Measure(size, leading, _find_columns(text, size, right), right, is_bold)


def _find_columns(
    lines: Sequence[PageLine], size: float, widest: float
) -> tuple[tuple[float, float], ...]:
    """Left and right of the columns: where many lines begin, far from where others do."""
    begins = Counter(round(line.left) for line in lines)
    least = max(_LEAST_LINES, _LEAST_SHARE * len(lines))
    starts: list[float] = []
    for left in sorted(begins):
        count = sum(begins[left + step] for step in range(_RAGGED))
        if count >= least and (not starts or left - starts[-1] > _COLUMN * size):
            starts.append(left)
    starts = starts or [begins.most_common(1)[0][0]]
    columns: list[tuple[float, float]] = []
    for start, end in pairwise([*starts, widest + size]):
        rights = (line.right for line in lines if start - _RAGGED <= line.left < end)
        columns.append((start, max((right for right in rights if right < end), default=widest)))
    return tuple(columns)
