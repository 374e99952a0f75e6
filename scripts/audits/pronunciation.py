"""How espeak says the words of a text, before and after its pronunciation table."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

from audio.engines.espeak import EspeakEngine
from audio.engines.pronunciation_tables import read_pronunciation
from audio.normalize import EMPTY_LEXICON, normalize
from audio.records import Sentence, Span
from audio.settings import Voice
from audio.work.folder_store import FolderStore


def main() -> None:
    """``pronunciation.py FILE [ROWS.tsv …]``."""
    if len(sys.argv) < 2:
        sys.exit("usage: scripts/pronounce FILE [ROWS.tsv …]")
    source, *tables = map(Path, sys.argv[1:])
    counts = _spoken_words(source.read_text(encoding="utf-8").splitlines())
    pronunciation = read_pronunciation("espeak", tables)
    engine = EspeakEngine(Voice(), FolderStore(Path("build")).get_shelf("received"))
    respelled = [pronunciation.respell_word(word) for word in counts]
    said = engine.read_phonemes([*counts, *respelled])
    said[len(counts) :] = (
        word[2:-2] if word.startswith("[[") else phonemes
        for word, phonemes in zip(respelled, said[len(counts) :], strict=True)
    )
    for word, count, new, before, after in zip(
        counts, counts.values(), respelled, said, said[len(counts) :], strict=False
    ):
        print(count, word, before, *((new, after) if new != word else ()), sep="\t")


def _spoken_words(lines: list[str]) -> dict[str, int]:
    counts: Counter[str] = Counter()
    for line in filter(None, map(str.strip, lines)):
        script = normalize(Sentence("p1s1", Span(0, len(line)), line), EMPTY_LEXICON)
        counts.update(word.text for word in script.words)
    return dict(counts.most_common())


if __name__ == "__main__":
    main()
