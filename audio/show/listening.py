"""Listening files: what pages need to lead from edition to edition, and to work on a journey.

``beside.parts/NN.json`` maps slugs to the edition before them, that after them, and which of the
two (0 or 1) plays on. Before is older, after newer, or the earlier and later part of a serial;
what plays on is what the show's page lists next. ``NN`` is the bucket of the slug, so that a page
asks for one small file and a new edition changes two. ``site.webmanifest`` lets the show be
installed, ``sw.js`` lets what was kept be heard without the network.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import Any
from urllib.parse import quote

from audio.artwork.cover_store import Artwork
from audio.artwork.picture import make_icon
from audio.records import Show
from audio.show.catalogue import CatalogueEntry
from audio.show.index_page import FRONT
from audio.show.site_part import SitePart
from audio.writers import site
from audio.writers.site.text import strip_turns

FOLDER = "beside.parts"
"""A name that no edition's folder can have: slugs hold no dot."""
MANIFEST = "site.webmanifest"
WORKER = "sw.js"
ICONS = {"icon-192.png": 192, "icon-512.png": 512}
"""By file name: pixels. Browsers install what has PNGs of such sizes."""
_BUCKETS = 64
_PAPER, _ACCENT = "#fffdf9", "#8a2c0d"
"""Colours of the pages, as in ``site.css``."""


def make_files(
    show: Show,
    entries: Sequence[CatalogueEntry],
    withdrawn: Iterable[str] = (),
) -> Iterator[tuple[str, bytes]]:
    """Yield every one but the icons by its path in the site; ``entries`` are newest first.

    The pages of ``withdrawn`` slugs ask too, and are told that there is nothing beside them.
    """
    yield WORKER, site.read_asset(WORKER).encode()
    yield MANIFEST, _encode(_describe(show))
    buckets: dict[int, dict[str, Any]] = defaultdict(dict)
    onward = int(show.is_serial)
    around = (None, *entries, None)
    for after, entry, before in zip(around, entries, around[2:], strict=False):
        told = [_tell(before), _tell(after), onward]
        buckets[find_bucket(entry.slug)][entry.slug] = told
    for slug in withdrawn:
        buckets[find_bucket(slug)].setdefault(slug, [None, None, onward])
    for number, rows in sorted(buckets.items()):
        yield f"{FOLDER}/{number:02}.json", _encode(rows)


def list_icons(artwork: Artwork) -> Iterator[SitePart]:
    """Yield the show's picture in the sizes of ``ICONS``; all are drawn in a third of a second."""
    for name, side in ICONS.items():
        yield SitePart(name, (), (), partial(make_icon, artwork.small, side))


def find_bucket(slug: str) -> int:
    """The number of the file that tells of ``slug``, as ``page.js`` finds it."""
    return sum(map(ord, slug)) % _BUCKETS


def _tell(entry: CatalogueEntry | None) -> dict[str, Any] | None:
    if entry is None:
        return None
    sound = entry.find_file("audio/mpeg")
    return {
        "guid": strip_turns(entry.guid),
        "page": f"{entry.slug}/{FRONT}",
        "title": strip_turns(entry.title),
        "lang": entry.language,
        "seconds": round(entry.seconds, 1),
        "sound": f"{entry.slug}/{quote(sound.name)}" if sound else "",
    }


def _describe(show: Show) -> dict[str, Any]:
    """The web app manifest (W3C, Web Application Manifest)."""
    title = strip_turns(show.title)
    return {
        "name": title,
        "short_name": title,
        "description": strip_turns(show.description),
        "lang": show.language,
        "start_url": FRONT,
        "scope": "./",
        "display": "minimal-ui",
        "background_color": _PAPER,
        "theme_color": _ACCENT,
        "icons": [
            {"src": name, "type": "image/png", "sizes": f"{side}x{side}"}
            for name, side in ICONS.items()
        ],
    }


def _encode(told: object) -> bytes:
    text = json.dumps(told, ensure_ascii=False, sort_keys=True)
    return text.encode("utf-8", "replace") + b"\n"
