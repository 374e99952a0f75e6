"""Find an article's title among its pieces, and see that it stands there once."""

from __future__ import annotations

from audio import regex
from audio.readers.article.pieces import (
    TITLE_LENGTH,
    Piece,
    fold,
    is_heading_like,
    is_label_like,
    quote,
)
from audio.records import BlockKind
from audio.segment import find_sentences

BORROWED = "no title: the first sentence stands for it, "
"""Opens the note on an article whose text has no title."""
_OPENING = 6
"""Pieces within which a title must come that is not marked as one."""
_ADDRESSES = regex.compile(r"(?:सेवा में|प्रति|प्रेषक)\s*+(?:[,:ः–-]|$)", regex.MULTILINE)
"""Opens a letter."""
_NAMED = "साथियों?|साथियो|दोस्तों?|दोस्तो|मित्रों?|मित्रो|पाठकों?|पाठको|भाइयों?|भाइयो|बहनों?|महोदया?|जी"
_GREETS = regex.compile(
    r"(?:(?:सादर |सप्रेम |सभी को )?(?:नमस्ते|नमस्कार|प्रणाम|अभिवादन|सादर|धन्यवाद|शुक्रिया|भवदीय)"
    r"|राम[ -]राम|जय हिंद|जय हिन्द|शुभ (?:प्रभात|संध्या)"
    r"|(?:प्रिय|आदरणीय|माननीय|सम्मानित) (?:[^।?!,]{2,40},|(?:[^।?!,]{2,40} )?(?:" + _NAMED + r"))"
    r"|(?:[\p{L}\p{M}]+ )?(?:" + _NAMED + r")(?: (?:और|एवं|व) (?:" + _NAMED + r"))?(?<! जी),?"
    r")[\s,!.।–—-]*+"
)
"""What opens a letter or a talk, and is no title: `नमस्ते`, `प्रिय साथियों,`."""
_SUBJECT = regex.compile(r"विषय\s*+[:ः–-]++\s*+([^\n]*[^\s\n।])।?+\s*+")


def put_title_first(
    pieces: list[Piece], named: str, notes: list[str], *, is_marked_up: bool
) -> list[Piece]:
    """``pieces`` with the title first, as the only ``TITLE``, and not repeated after it.

    The title is ``named`` (by the front matter), else the first heading of level 1, else the
    line that is repeated, else the heading-like line that opens the text, else, for want of
    any, the first sentence. What stands before the title and is a short label is left out.
    In plain text a line that repeats the title is the title again; where blocks are marked up
    only a heading of level 1 is, or the paragraph that follows the title.
    """
    if not named and (letter := _take_subject(pieces)):
        return letter
    at = _find_title(pieces, named)
    if at is None and not named:
        return _take_first_sentence(pieces, notes)
    start = at or 0
    title = Piece(BlockKind.TITLE, named or " ".join(pieces[start].text.split()))
    # When it stands among the pieces, that one is the title itself, whatever its kind.
    rest = pieces[start:] if at is None else pieces[start + 1 :]
    before = _keep_text_before_title(pieces[:start], title.key, notes)
    return [title, *before, *_drop_repeated_title(title.key, rest, notes, is_marked_up)]


def _take_subject(pieces: list[Piece]) -> list[Piece]:
    """``pieces`` of a letter under its subject, which is its title; empty for what is no letter."""
    opening = pieces[: 2 * _OPENING]
    if not opening or not _ADDRESSES.match(opening[0].text):
        return []
    for at, piece in enumerate(opening):
        if (subject := _SUBJECT.fullmatch(piece.text)) and len(subject[1]) <= TITLE_LENGTH:
            return [Piece(BlockKind.TITLE, subject[1]), *pieces[:at], *pieces[at + 1 :]]
    return []


def _drop_repeated_title(
    key: str, rest: list[Piece], notes: list[str], is_marked_up: bool
) -> list[Piece]:
    """``rest`` without what repeats the title; a note tells of each but one right after it."""
    kept: list[Piece] = []
    is_next = True
    for piece in rest:
        if not _is_again(piece, key, or_paragraph=is_next or not is_marked_up):
            kept.append(piece)
            is_next = is_next and piece.kind is BlockKind.IMAGE
        elif not is_next:
            notes.append(f"left out {quote(piece.text)}: it repeats the title")
    return kept


def _is_again(piece: Piece, key: str, *, or_paragraph: bool) -> bool:
    """Whether ``piece`` is but the title once more: as a heading, though no section's."""
    if piece.kind is BlockKind.HEADING:
        return piece.level <= 1 and piece.key == key
    return or_paragraph and piece.kind is BlockKind.PARAGRAPH and piece.key == key


def _find_title(pieces: list[Piece], named: str) -> int | None:
    """Where the title first stands; None when no line is one."""
    if named:
        return _find_named(pieces[:_OPENING], named)
    for index, piece in enumerate(pieces):
        if piece.kind is BlockKind.HEADING and piece.level == 1:
            return index
    repeated = _find_repeated(pieces)
    if repeated is not None:
        return repeated
    opening = _find_first_prose(pieces)
    if _greets(pieces[opening]):
        following = opening + 1
        is_headed = following < len(pieces) and pieces[following].kind is BlockKind.HEADING
        return following if is_headed and _may_be_title(pieces[following]) else None
    return opening if _may_be_title(pieces[opening]) else None


def _greets(piece: Piece) -> bool:
    return _GREETS.fullmatch(" ".join(piece.text.split())) is not None


def _find_first_prose(pieces: list[Piece]) -> int:
    """The first piece that is a line of writing; 0 when none is."""
    kinds = {BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.QUOTE}
    return next((index for index, piece in enumerate(pieces) if piece.kind in kinds), 0)


def _find_named(pieces: list[Piece], title: str) -> int | None:
    key = fold(title)
    again = (i for i, piece in enumerate(pieces) if _is_again(piece, key, or_paragraph=True))
    return next(again, None)


def _may_be_title(piece: Piece) -> bool:
    if piece.kind not in {BlockKind.HEADING, BlockKind.PARAGRAPH}:
        return False
    # A headline may ask: क्या बदलेगा नया क़ानून?
    return is_heading_like(piece.text.rstrip("?!"), TITLE_LENGTH)


def _find_repeated(pieces: list[Piece]) -> int | None:
    """The longest of the opening lines that stands in the article again."""
    found: int | None = None
    seen_later = _find_keys_seen_twice(pieces)
    for index, piece in enumerate(pieces[:_OPENING]):
        if piece.kind is BlockKind.IMAGE:
            continue
        if piece.level > 1 or not _may_be_title(piece):
            break
        if piece.key in seen_later and (found is None or len(piece.key) > len(pieces[found].key)):
            found = index
    return found


def _find_keys_seen_twice(pieces: list[Piece]) -> set[str]:
    once: set[str] = set()
    twice: set[str] = set()
    for piece in pieces:
        (twice if piece.key in once else once).add(piece.key)
    return twice


def _keep_text_before_title(pieces: list[Piece], key: str, notes: list[str]) -> list[Piece]:
    kept: list[Piece] = []
    for piece in pieces:
        is_line = piece.kind in {BlockKind.HEADING, BlockKind.PARAGRAPH}
        if is_line and is_label_like(piece.text) and not _greets(piece):
            notes.append(f"left out {quote(piece.text)}: a short line before the title")
        elif _is_again(piece, key, or_paragraph=True):
            notes.append(f"left out {quote(piece.text)}: it repeats the title")
        else:
            notes.append(f"moved {quote(piece.text)} after the title")
            kept.append(piece)
    return kept


def _join_greeting(pieces: list[Piece], at: int) -> list[Piece]:
    """``pieces`` with a greeting at ``at`` in the first sentence of the paragraph after it."""
    following = pieces[at + 1 : at + 2]
    if not following or not _greets(pieces[at]) or following[0].kind is not BlockKind.PARAGRAPH:
        return pieces
    greeting = pieces[at].text.rstrip(" ,!.।–—-")
    return [
        *pieces[:at],
        following[0]._replace(text=f"{greeting}, {following[0].text}"),
        *pieces[at + 2 :],
    ]


def _take_first_sentence(pieces: list[Piece], notes: list[str]) -> list[Piece]:
    at = _find_first_prose(pieces)
    pieces = _join_greeting(pieces, at)
    first = pieces[at]
    span = find_sentences(first.text)[0]
    title = " ".join(span.of(first.text).split())
    notes.append(f"{BORROWED}{quote(title)}")
    remainder = first.text[span.end :].strip()
    middle = [first._replace(text=remainder)] if remainder else []
    return [
        Piece(BlockKind.TITLE, title, is_borrowed=True),
        *pieces[:at],
        *middle,
        *pieces[at + 1 :],
    ]
