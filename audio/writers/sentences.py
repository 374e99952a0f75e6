"""Sentences (sentences.txt): what search shows of an edition, and the words it is found by.

A line a sentence: its id, a tab, its text, white space folded. Then two lines, ``title`` and
``words``, with the folded words of the title and of the whole, each once: so the show's index is
made without folding every edition again.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from operator import itemgetter
from pathlib import Path

from audio.errors import Place, StorageError
from audio.records import BlockKind, Cue, Edition, Outline, Paragraph, PublishedFile
from audio.writers import Output
from audio.writers.site.folding import fold_words

NAME = "sentences.txt"
_ANNOUNCED = frozenset({BlockKind.OPENING, BlockKind.CLOSING})


class SentencesWriter:
    """Plain text; announcements, which every edition has, are not in it."""

    rank = 0
    media_type = "text/tab-separated-values"

    def __init__(self, outline: Outline, output: Output) -> None:
        article = outline.article
        self._file = output.open()
        self._title = article.title
        self._words = {f"{article.title} {article.author} {article.description}"}
        """Unfolded, and texts of several: most words come again and again."""

    def add(self, paragraph: Paragraph, cue: Cue) -> None:
        """One line."""
        sentence = cue.script.sentence
        if paragraph.kind not in _ANNOUNCED:
            text = sentence.text.split()
            self._words.update(text)
            self._put(sentence.id, text)

    def finish(self, edition: Edition, beside: Sequence[PublishedFile]) -> None:
        """The words."""
        self._put("title", sorted(set(fold_words(self._title))))
        self._put("words", sorted({word for text in self._words for word in fold_words(text)}))

    def _put(self, name: str, text: Sequence[str]) -> None:
        self._file.write(f"{name}\t{' '.join(text)}\n".encode("utf-8", "replace"))


def read_paragraphs(folder: Path) -> list[str]:
    """The text of the edition in ``folder`` without its title, a string a paragraph.

    Raises ``OSError``.
    """
    lines = (folder / NAME).read_bytes().decode("utf-8", "replace").split("\n")
    rows = (line.partition("\t") for line in lines)
    told = ((name.partition("s")[0], text) for name, _, text in rows if name.startswith("p"))
    groups = groupby(told, key=itemgetter(0))
    return [" ".join(text for _, text in group) for name, group in groups if name != "p1"]


def read_folded_words(folder: Path) -> tuple[frozenset[str], frozenset[str]]:
    """The words of the title, and all words, of the edition in ``folder``, folded.

    Raises ``OSError``, and ``StorageError`` when the file is not whole.
    """
    path = folder / NAME
    lines = path.read_bytes().decode("utf-8", "replace").rsplit("\n", 3)[-3:]
    title, words = (line.partition("\t") for line in [*lines, "", ""][:2])
    if (title[0], words[0]) != ("title", "words"):
        raise StorageError(
            "is damaged", where=Place(str(path)), hint="delete its folder and build again"
        )
    return frozenset(title[2].split()), frozenset(words[2].split())
