"""Editing of the title of an article: where it stands in the text, it is changed there."""

from __future__ import annotations

from audio import regex
from audio.readers.article.pieces import TITLE_LENGTH, fold, is_heading_like
from audio.readers.text.front_matter_edit import set_front_matter
from audio.readers.text.frontmatter import split_front_matter

_LINE = regex.compile(
    r"(?m)^(?P<mark>[ ]{0,3}(?:#{1,2}[ \t]+)?)(?P<words>[^\n]*?)(?P<end>[ \t]*#*[ \t]*)$"
)
_OPENING = 6
"""Lines with words within which a title stands."""


def set_title(text: str, old: str, new: str, origin: str) -> str:
    """``text`` of an article whose title was read as ``old``, with the title ``new``.

    Its line in the text is changed, with the underline that Markdown may have under it, so that
    it is not read out besides; the front matter gets the title where it had one, or where no line
    of the text is the title.

    >>> set_title("# बारिश\\n\\nआज।\\n", "बारिश", "तेज़ बारिश", "a.md")
    '# तेज़ बारिश\\n\\nआज।\\n'

    Raises ``SourceError`` when the front matter cannot be read.
    """
    front, body = split_front_matter(text, origin)
    head = text[: len(text) - len(body)] if text.endswith(body) else ""
    rest = text[len(head) :]
    spans = _find_lines(rest, old)
    for start, end in reversed(spans):
        rest = rest[:start] + new + rest[end:]
    edited = head + rest
    return edited if spans and not front.title else set_front_matter(edited, {"title": new}, origin)


def _find_lines(body: str, title: str) -> list[tuple[int, int]]:
    """Where the title's words stand among the lines that open the text.

    A sentence that stands for a title, for want of any, is text.
    """
    key = fold(title)
    lines = [line for line in _LINE.finditer(body) if line["words"].strip()][:_OPENING]
    return [
        line.span("words")
        for line in lines
        if fold(line["words"]) == key
        and ("#" in line["mark"] or is_heading_like(line["words"].rstrip("?!"), TITLE_LENGTH))
    ]
