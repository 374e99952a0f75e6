"""The account of a typed text: what its lines hold, told without the parsers that read them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from audio import regex
from audio.readers.article.account import LABELS, attach_account
from audio.readers.article.pieces import Piece, fold
from audio.readers.article.raised_text import LINKED, MARKS, read_raised
from audio.readers.article.silent_text import UNREAD_TAGS
from audio.readers.reading import Reading
from audio.readers.text.chat import parse_message
from audio.records import Article, Omission

_LOOKS = regex.compile(r"</?(?:b|i|em|strong|u)>", regex.IGNORECASE)
_RAISED = regex.compile(r"<(?P<end>/?)(?P<name>su[bp])(?:\s[^<>\n]{0,200})?>", regex.IGNORECASE)
_TO_NOTE = regex.compile(r"<a\s[^<>\n]{0,200}href=[\"']?#[^<>\n]{0,200}>", regex.IGNORECASE)
_INLINE = regex.compile(r"[~^=*_]")
"""What stands within a word, or right beside one."""
_NO_PROSE = regex.compile(
    r"<(?P<struck>del|s|strike)>[^<>\n]{0,1000}</(?P=struck)>|"
    r"\]\([^()\n]{0,1000}\)"  # where a link leads
    r"|<[A-Za-z/!][^<>\n]{0,1000}>|\{[^{}\n]{0,1000}\}|&#?\w{1,30};"
    r"|\[\^[^\[\]\n]{1,100}\]"  # marks of footnotes
    r"|\[[ xX]\]|\[![A-Za-z]{1,20}\]"  # marks of notes
    r"|\[\[[^\[\]|\n]{1,300}\||!\[\[[^\[\]\n]{1,300}\]\]"  # the page that a name leads to
    r"|(?<![\p{L}\p{M}\p{N}])~~?[^~\n]{1,500}~~?|%%[^%]{1,2000}%%"
    r"|[\U000f0000-\U000ffffd]"  # directives
)
_FORMULA = regex.compile(r"\$\$[^$\n]{1,2000}\$\$|\$[^$\n]{1,500}\$")
"""What is read in other words than it is written in, so that a row of words ends before it."""
_TO = regex.compile(r"\s*+\[[^\]\n]{1,300}\]:\s*+\S++(?:\s++[\"'(].*+)?$")
"""Where a link by reference leads; not a footnote of several words."""
_LEAST = 6
"""Words of a line that is looked for: markup makes another line of a shorter one."""
_NOTE_HERE = regex.compile(r"\^\[([^\[\]\n]{1,1000})\]")
"""A footnote that is written where its mark stands."""
_CELL = regex.compile(r"\|")
_MARKUP = regex.compile(r"[~^=*_<\]\[$|{}&%\U000f0000-\U000ffffd]")
"""A line has one of these where any of the others matches; most have none."""


def attach_typed_account(
    article: Article,
    body: str,
    pieces: Sequence[Piece],
    left_out: Iterable[Omission],
    reading: Reading,
) -> Article:
    """``article`` with the account of ``body``, its source after the front matter.

    What is among ``pieces`` and not in the article was left out with a note of its own.

    Raises:
        SourceError: a passage is lost, and ``reading`` is strict.
    """
    taken = {fold(block.span.of(article.text)) for block in article.blocks}
    title = fold(article.title) if article.is_title_borrowed else ""
    if title:  # its paragraph goes on in another block, and a greeting may open it
        opened = {title, *(f"{title}{key}" for key in taken)}
        greetings = [fold(piece.text) for piece in pieces if title.startswith(fold(piece.text))]
        taken |= {*opened, *greetings}
        taken |= {key.removeprefix(greeting) for key in opened for greeting in greetings}
    dropped = (Omission(piece.text, LABELS) for piece in pieces if fold(piece.text) not in taken)
    return attach_account(article, _list_runs(body), [*left_out, *dropped], reading)


def _list_runs(body: str) -> Iterator[str]:
    """The prose of each line, and of each cell of a table, that has several words."""
    for line in _drop_code(body).split("\n"):
        if _TO.fullmatch(line):
            continue
        message = parse_message(line.strip())
        text = message.text or message.left_out if message else line
        cells = _split_cells(text) if _MARKUP.search(text) else [text]
        yield from (cell for cell in cells if len(cell.split()) >= _LEAST)


def _split_cells(text: str) -> list[str]:
    """The cells of a line without its markup: itself, but in a table and around formulas."""
    notes = _NOTE_HERE.findall(text)
    marked = _LOOKS.sub("", _read_marks(_NOTE_HERE.sub("", text)))
    bare = _NO_PROSE.sub(" ", _FORMULA.sub("|", marked))
    return [*_CELL.split(_INLINE.sub("", bare)), *notes]


def _read_marks(text: str) -> str:
    """``text`` with what is raised or sunk as it is read."""
    if "<" not in text:
        return text
    marked = _RAISED.sub(_find_mark, _TO_NOTE.sub(LINKED, text))
    return read_raised(marked)


def _find_mark(tag: regex.Match[str]) -> str:
    return MARKS[tag["name"].lower()][bool(tag["end"])]


def _drop_code(body: str) -> str:
    """``body`` without elements of HTML that hold no text."""
    if "<" not in body:
        return body
    for name in sorted(UNREAD_TAGS):
        lower = body.lower()
        if len(lower) != len(body):  # a letter whose small form is two
            return body
        kept: list[str] = []
        at = 0
        while (start := lower.find(f"<{name}", at)) >= 0:
            end = lower.find(f"</{name}", start)
            if end < 0:
                break
            kept.append(body[at:start])
            at = end
        body = "".join([*kept, body[at:]])
    return body
