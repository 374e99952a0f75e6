"""A reader's pieces: blocks of text before they have a place in an article."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from audio import regex
from audio.readers.article.table_rows import PieceRow
from audio.records import BlockKind
from audio.segment import is_speakable

_NOT_WORD = regex.compile(r"[^\p{L}\p{M}\p{N}]++")
_LAST_MARK = regex.compile(
    # Past closing quotation marks, brackets and emoji: आप सब को नमस्ते। 👍🏽
    r"""(?r)[^\s"'”’»)\]}\p{Extended_Pictographic}\p{Emoji_Modifier}\p{Regional_Indicator}"""
    r"""\ufe0f\u200d\U000f0000-\U000ffffd]"""  # directives: see article/directives.py
)
_DIRECTIVE = regex.compile("[\U000f0000-\U000ffffd]")
_SENTENCE_END = "।॥|.?!…"
_END_PUNCTUATION = _SENTENCE_END + ",;:-–—"

LIST_MARK = regex.compile(
    r"(?:[-*–—·]\s|[•▪●‣⁃◦○■□◆◇❖➢➣➤►▸▹❯✦✓])\s*+"
    # `1. पहला`, `२) दूसरा`, `(क) तीसरा`, `ख) चौथा`; not `2019. में`, `ए. पी. जे. कलाम`.
    r"|(?P<number>(?:\p{Nd}{1,3}[.)।]|\(?(?:\p{Nd}{1,3}|[\u0904-\u0939]|[a-zA-Z]|[ivx]{1,4})\))\s++"
    r"|\p{Nd}{1,2}[.)](?=\p{L}))"  # `1.पहला`
)
"""A bullet or a number that opens an item; a ``number`` is read out."""
HEADING_LENGTH = 100
"""Code points; a longer line without end punctuation is a paragraph that lost its danda."""
TITLE_LENGTH = 200
"""Code points; headlines that quote two speakers reach 110."""
LABEL_WORDS = 6
"""A site's name, a section or a button has no more words."""


class Piece(NamedTuple):
    """One block-to-be."""

    kind: BlockKind
    text: str
    """White space collapsed; a line break stands only where the author meant one."""
    level: int = 0
    """As in ``Block``, but a heading's is 1 or more as marked up, and 0 for a line that is a
    heading by its shape alone."""
    link: str = ""
    """As in ``Block``."""
    picture: str = ""
    """As in ``Block``."""
    is_borrowed: bool = False
    """Whether it is a title that is but the first sentence of a text without one."""
    row: PieceRow | None = None
    """The row of a table whose cells it reads; only as long as its text is what that reads."""

    @property
    def key(self) -> str:
        """What tells two lines apart: letters and digits, without case."""
        return fold(self.text)

    @property
    def is_shaped_heading(self) -> bool:
        """Whether only its shape says that it is a heading."""
        return self.kind is BlockKind.HEADING and self.level == 0


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """``text`` without case, punctuation and white space, for comparing titles and labels."""
    return _NOT_WORD.sub("", text).casefold()


def ensure_title(pieces: list[Piece], title: str) -> list[Piece]:
    """``pieces``, or the title that is known of the article if nothing else can be spoken."""
    if any(is_speakable(piece.text) for piece in pieces) or not is_speakable(title):
        return pieces
    return [*pieces, Piece(BlockKind.HEADING, title, 1)]


def ends_like_sentence(text: str) -> bool:
    """Whether a sentence's end stands last in ``text``, but for closing marks and emoji."""
    return _find_last_mark(text) in _SENTENCE_END


def is_heading_like(text: str, longest: int = HEADING_LENGTH) -> bool:
    """Whether ``text`` is one short line without end punctuation (and no list item)."""
    if "\n" in text or len(text) > longest or LIST_MARK.match(text):
        return False
    return _find_last_mark(text) not in _END_PUNCTUATION


def _find_last_mark(text: str) -> str:
    found = _LAST_MARK.search(text)
    return found[0] if found else " "


def is_label_like(text: str) -> bool:
    """Whether ``text`` could be a site's name or a section above a title."""
    return is_heading_like(text) and len(text.split()) <= LABEL_WORDS


def quote(text: str) -> str:
    """``text`` as a note quotes it: on one line, shortened when it is long."""
    line = " ".join(_DIRECTIVE.sub("", text).split())
    return f"“{line}”" if len(line) <= 60 else f"“{line[:57].rstrip()}…”"
