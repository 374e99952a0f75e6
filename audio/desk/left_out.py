"""What of an article's source was left out, and taking it back into the text.

A typed text tells it each time it is read. What an import left out of a page or a document is in
no file of the content folder, so the desk keeps it in its state.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from audio import regex
from audio.desk.comparison import split_paragraphs
from audio.errors import Place, SourceError
from audio.readers import read_bytes
from audio.readers.article.pieces import fold
from audio.records import Article, Omission
from audio.work.publication import publish_file

_MARKED = regex.compile(r"\s*(?:[#>|!<~`$-]|[*+]\s|\d+[.)]\s|---|\+\+\+)")
"""How paragraphs begin that are no prose, in Markdown."""
_ENDED = regex.compile(r"[।॥.?!…:]\W*$")


class LeftOut(NamedTuple):
    """A text that was left out."""

    kind: str
    """``text`` of one that stands in the article's file, ``import`` of one that stands in none."""
    number: int
    """Among those of its kind."""
    text: str
    reason: str
    """What it was taken for."""


class LeftOutStore:
    """What imports left out, by article; ``folder`` is a part of the desk's state."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def keep(self, article: str, omissions: Sequence[Omission]) -> None:
        """Keep what was left out of an article, in place of what was kept. Raises ``OSError``."""
        self._folder.mkdir(parents=True, exist_ok=True)
        told = [omission for omission in omissions if fold(omission.text)]
        data = json.dumps(told, ensure_ascii=False).encode("utf-8", "replace")
        publish_file(self._find(article), data)

    def list(self, article: str) -> list[Omission]:
        """The texts left out of an article; none where nothing is known."""
        with suppress(OSError, ValueError, TypeError):
            return [Omission(*each) for each in json.loads(self._find(article).read_bytes())]
        return []

    def _find(self, article: str) -> Path:
        return self._folder / f"{hashlib.sha256(article.encode()).hexdigest()[:24]}.json"


def list_left_out(article: Article, imported: Sequence[Omission]) -> Iterator[LeftOut]:
    """Yield what an article's file says that is not read, then what its import left out.

    What of the latter is a paragraph of the text by now has been taken back.
    """
    typed = article.account.left_out if article.account else ()
    taken = {fold(article.text[block.span.start : block.span.end]) for block in article.blocks}
    for kind, omissions in (("text", typed), ("import", imported)):
        for number, omission in enumerate(omissions):
            key = fold(omission.text)
            if key and not (kind == "import" and key in taken):
                yield LeftOut(kind, number, " ".join(omission.text.split()), omission.reason)


def take_back(text: str, left_out: LeftOut, title: str, origin: str) -> str:
    """``text`` of an article, called ``origin``, in which what was left out is read.

    A line that was taken for a label goes into the paragraph after it, a comment loses its marks;
    what stands nowhere in the text comes last. Raises ``SourceError`` when it would be left out
    there too.
    """
    wanted = left_out.text
    edited = _unwrap(text, wanted) or _join(text, wanted, title) or f"{text.rstrip()}\n\n{wanted}\n"
    article = read_bytes(edited.encode("utf-8", "replace"), origin, Path(origin).suffix.lower())
    if fold(wanted) not in fold(article.text):
        raise SourceError(
            f"“{wanted[:60]}” would not be read where it stands",
            where=Place(origin),
            hint="write it into a sentence of the text",
        )
    return edited


def _unwrap(text: str, wanted: str) -> str:
    """``text``, ``wanted`` in it without the marks of a comment or a strike; empty without any."""
    words = r"\s+".join(map(regex.escape, wanted.split()))
    for before, after in (("<!--", "-->"), ("%%", "%%"), ("~~", "~~"), ("~", "~")):
        pattern = rf"{regex.escape(before)}\s*({words})\s*{regex.escape(after)}"
        edited, number = regex.subn(pattern, r"\1", text, count=1)
        if number:
            return str(edited)
    return ""


def _join(text: str, wanted: str, title: str) -> str:
    """``text``, the line ``wanted`` joined to the paragraph after or before; empty without one."""
    key, parts = fold(wanted), split_paragraphs(text)
    at = next((n for n, part in enumerate(parts) if key in map(fold, part.split("\n"))), None)
    if at is None:
        return ""
    lines = [line for line in parts[at].split("\n") if fold(line) != key]
    rest = "\n".join(lines)
    parts[at : at + 1] = [rest] if rest.strip() else []
    heads = [n for n, part in enumerate(parts) if fold(part) == fold(title)]
    start = max([at, *(n + 1 for n in heads[:1])])
    prose = [n for n, part in enumerate(parts) if _is_prose(part) and n not in heads]
    sentence = wanted if _ENDED.search(wanted) else f"{wanted}।"
    if following := [n for n in prose if n >= start]:
        parts[following[0]] = f"{sentence} {parts[following[0]].lstrip()}"
    elif prose:
        last = parts[prose[-1]]
        parts[prose[-1]] = f"{last.rstrip()} {sentence}{last[len(last.rstrip()) :]}"
    else:
        return ""
    return "".join(parts)


def _is_prose(part: str) -> bool:
    return bool(part.strip()) and not _MARKED.match(part)
