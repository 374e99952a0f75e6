"""Embed files of the show: the script, and which edition belongs to which address elsewhere.

``embed.parts/XX.json`` maps addresses of articles, folded, to slugs; ``XX`` is the bucket of the
address, so that a page asks for one small file in a show of any size.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence

from audio.show.catalogue import CatalogueEntry
from audio.writers import embed
from audio.writers.embed.matching import find_bucket, fold_address

FOLDER = "embed.parts"
"""A name that no edition's folder can have: slugs hold no dot."""


def make_files(entries: Sequence[CatalogueEntry]) -> Iterator[tuple[str, bytes]]:
    """Yield every embed file by its path in the site; of two editions of one address the newer.

    ``entries`` are newest first.
    """
    yield embed.SCRIPT, embed.read_script()
    buckets: dict[str, dict[str, str]] = defaultdict(dict)
    for entry in reversed(entries):
        if address := fold_address(entry.source):
            buckets[find_bucket(address)][address] = entry.slug
    for name, slugs in sorted(buckets.items()):
        data = json.dumps(slugs, ensure_ascii=False, sort_keys=True, indent=0)
        yield f"{FOLDER}/{name}.json", data.encode("utf-8", "replace") + b"\n"
