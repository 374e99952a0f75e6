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
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from itertools import chain, groupby, pairwise
from pathlib import Path
from typing import Any, NamedTuple

from audio.show.cards import standfirst
from audio.show.catalogue import Entry
from audio.writers.sentences import read_folded_words
from audio.writers.site.text import strip_turns

NAME = "search.json"
FOLDER = "search.parts"
"""A name that no edition's folder can have: slugs hold no dot."""
SPLIT_AT = 64_000
"""Bytes of a part's words above which it gives the most frequent beginnings parts of their own."""
CHUNK = 100
"""Editions whose titles stand in one file."""


class Row(NamedTuple):
    """A word and its list, as they stand in a part."""

    word: str
    text: str
    size: int
    """Bytes."""


def files(site: Path, entries: Sequence[Entry]) -> Iterator[tuple[str, bytes]]:
    """Every file of the index, by its path in ``site``, ``search.json`` last.

    ``entries`` are oldest first, each with its ``sentences.txt`` in its folder. Raises
    ``OSError`` when one cannot be read.
    """
    digest = sha256()
    parts = dict(split(_rows(_occurrences(site, entries))))
    for name, data in chain(_words_files(parts), _titles_files(entries)):
        digest.update(data)
        yield name, data
    yield (
        NAME,
        _dumped(
            {
                "version": digest.hexdigest()[:12],
                "editions": len(entries),
                "chunk": CHUNK,
                "parts": sorted(parts),
            }
        ),
    )


def split(rows: Sequence[Row], beginning: str = "") -> Iterator[tuple[str, Sequence[Row]]]:
    """Parts by the beginning of their words; a word is in the part that shares most with it.

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
        yield from split(groups.pop(key), key)
    whole = [row for row in rows if len(row.word) == depth]
    yield beginning, [*whole, *chain.from_iterable(groups.values())]


def part_name(beginning: str) -> str:
    """The file of the words with that beginning: ASCII, whatever they begin with."""
    return "-".join(["words", *(f"{ord(letter):04x}" for letter in beginning)]) + ".json"


def _occurrences(site: Path, entries: Sequence[Entry]) -> Mapping[str, list[int]]:
    """By word, where it stands: rising, coded as the index codes it."""
    found: defaultdict[str, list[int]] = defaultdict(list)
    for number, entry in enumerate(entries):
        title, words = read_folded_words(site / entry.slug)
        code = 2 * number
        for word in words.difference(title):
            found[word].append(code)
        code += 1
        for word in title:
            found[word].append(code)
    return found


def _rows(occurrences: Mapping[str, Sequence[int]]) -> list[Row]:
    rows = []
    for word in sorted(occurrences):
        codes = occurrences[word]
        steps = (str(after - before) for before, after in pairwise(codes))
        text = f"[{','.join(chain((str(codes[0]),), steps))}]"
        rows.append(Row(word, text, len(text) + len(word.encode()) + 4))
    return rows


def _words_files(parts: Mapping[str, Sequence[Row]]) -> Iterator[tuple[str, bytes]]:
    for beginning, rows in sorted(parts.items()):
        # Each list is JSON already; words are letters and digits alone, so quotes are enough.
        lines = ",\n".join(f'"{row.word}":{row.text}' for row in rows)
        yield f"{FOLDER}/{part_name(beginning)}", f"{{{lines}}}\n".encode()


def _titles_files(entries: Sequence[Entry]) -> Iterator[tuple[str, bytes]]:
    for number in range(0, len(entries), CHUNK):
        chunk = [_told(entry) for entry in entries[number : number + CHUNK]]
        yield f"{FOLDER}/editions-{number // CHUNK}.json", _dumped(chunk)


def _told(entry: Entry) -> list[Any]:
    """Slug, title, language, date, seconds, sound, standfirst and guid."""
    sound = entry.file("audio/mpeg")
    date = entry.published.date().isoformat() if entry.published else ""
    return [
        entry.slug,
        strip_turns(entry.title),
        entry.language,
        date,
        int(entry.seconds),
        sound.name if sound else "",
        strip_turns(standfirst(entry)),
        strip_turns(entry.guid),
    ]


def _dumped(data: object) -> bytes:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")
