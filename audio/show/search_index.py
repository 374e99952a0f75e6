"""The show's search index: files that a page asks for one by one, as a word is typed.

``search.json`` names the parts; every part but one holds the words with a certain beginning, and
is split further when it grows, so that a query costs about as much in a show of ten thousand
editions as in one of a hundred. Editions are numbered from the oldest: a new one adds to the
end of lists and moves nothing.

A word has one list of numbers, rising, each as its distance from the one before: twice the
edition's number, and one more when the word stands in its title.
"""

from __future__ import annotations

import json
from array import array
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from hashlib import sha256
from itertools import chain, groupby, pairwise
from pathlib import Path
from typing import Any, NamedTuple

from audio.show.cards import get_standfirst
from audio.show.catalogue import CatalogueEntry
from audio.writers.sentences import read_folded_words
from audio.writers.site.text import strip_turns

NAME = "search.json"
FOLDER = "search.parts"
"""A name that no edition's folder can have: slugs hold no dot."""
SPLIT_AT = 64_000
"""Bytes of a part's words above which it gives the most frequent beginnings parts of their own."""
CHUNK = 100
"""Editions whose titles stand in one file."""


class WordRow(NamedTuple):
    """A word and its list of editions, as they stand in a part."""

    word: str
    text: str
    """The list as JSON: ``[7,2,3]``."""
    size: int
    """Bytes of both in the part."""


def make_files(site: Path, entries: Sequence[CatalogueEntry]) -> Iterator[tuple[str, bytes]]:
    """Yield every file of the index, by its path in ``site``, ``search.json`` last.

    ``entries`` are oldest first, each with its ``sentences.txt`` in its folder. Raises
    ``OSError`` when one cannot be read.
    """
    digest = sha256()
    parts = dict(split_rows(_make_rows(_collect_words(site, entries))))
    for name, data in chain(_make_word_files(parts), _make_title_files(entries)):
        digest.update(data)
        yield name, data
    yield (
        NAME,
        _dump(
            {
                "version": digest.hexdigest()[:12],
                "editions": len(entries),
                "chunk": CHUNK,
                "parts": sorted(parts),
            }
        ),
    )


def split_rows(
    rows: Sequence[WordRow], beginning: str = ""
) -> Iterator[tuple[str, Sequence[WordRow]]]:
    """Yield parts, each with the beginning of its words; a word is in the longest that fits.

    ``rows`` are sorted and all begin with ``beginning``.
    """
    depth = len(beginning)
    longer = [row for row in rows if len(row.word) > depth]
    groups = {key: list(group) for key, group in groupby(longer, lambda row: row.word[: depth + 1])}
    sizes = {key: sum(row.size for row in group) for key, group in groups.items()}
    rest = sum(row.size for row in rows)
    for key in sorted(sizes, key=lambda key: (-sizes[key], key)):
        if rest <= SPLIT_AT:
            break
        rest -= sizes[key]
        yield from split_rows(groups.pop(key), key)
    whole = [row for row in rows if len(row.word) == depth]
    yield beginning, [*whole, *chain.from_iterable(groups.values())]


def name_part(beginning: str) -> str:
    """File name of the part for ``beginning``, in ASCII: ``words-0915.json`` for ``क``."""
    return "-".join(["words", *(f"{ord(letter):04x}" for letter in beginning)]) + ".json"


def _collect_words(site: Path, entries: Sequence[CatalogueEntry]) -> Mapping[str, Sequence[int]]:
    """The numbers of each word, rising: twice the edition's, one more where it is in the title."""
    found: defaultdict[str, array[int]] = defaultdict(partial(array, "L"))
    for number, entry in enumerate(entries):
        title, words = read_folded_words(site / entry.slug)
        code = 2 * number
        for word in words.difference(title):
            found[word].append(code)
        code += 1
        for word in title:
            found[word].append(code)
    return found


def _make_rows(occurrences: Mapping[str, Sequence[int]]) -> list[WordRow]:
    rows = []
    for word in sorted(occurrences):
        codes = occurrences[word]
        steps = (str(after - before) for before, after in pairwise(codes))
        text = f"[{','.join(chain((str(codes[0]),), steps))}]"
        rows.append(WordRow(word, text, len(text) + len(word.encode()) + 4))
    return rows


def _make_word_files(parts: Mapping[str, Sequence[WordRow]]) -> Iterator[tuple[str, bytes]]:
    for beginning, rows in sorted(parts.items()):
        # Each list is JSON already; words are letters and digits alone, so quotes are enough.
        lines = ",\n".join(f'"{row.word}":{row.text}' for row in rows)
        yield f"{FOLDER}/{name_part(beginning)}", f"{{{lines}}}\n".encode()


def _make_title_files(entries: Sequence[CatalogueEntry]) -> Iterator[tuple[str, bytes]]:
    for number in range(0, len(entries), CHUNK):
        chunk = [_list_fields(entry) for entry in entries[number : number + CHUNK]]
        yield f"{FOLDER}/editions-{number // CHUNK}.json", _dump(chunk)


def _list_fields(entry: CatalogueEntry) -> list[Any]:
    """What the index tells of an edition, in the order in which the page reads it."""
    sound = entry.find_file("audio/mpeg")
    date = entry.published.date().isoformat() if entry.published else ""
    return [
        entry.slug,
        strip_turns(entry.title),
        entry.language,
        date,
        int(entry.seconds),
        sound.name if sound else "",
        strip_turns(get_standfirst(entry)),
        strip_turns(entry.guid),
    ]


def _dump(data: object) -> bytes:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")
