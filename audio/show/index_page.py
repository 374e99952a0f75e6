"""The show's pages: ``index.html`` lists the newest editions, ``page-3.html`` … the others.

Pages are numbered from the oldest, and each but the newest is full: a new edition changes the
newest page alone, and what ``page-3.html`` lists stays there. A serial is listed from its
beginning: ``index.html`` has the first editions, ``page-2.html`` those that follow.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from functools import partial
from typing import NamedTuple

from markupsafe import Markup

from audio.hindi.dates import read_month_names
from audio.records import Show
from audio.show import search_index
from audio.show.cards import Card
from audio.show.catalogue import CatalogueEntry
from audio.show.site_part import SitePart
from audio.writers import site
from audio.writers.site.structured_data import describe_show
from audio.writers.site.text import mark_up, strip_turns
from audio.writers.templates import load_template

FULL = 50
"""Editions on an older page; the newest has up to twice as many, less one."""
FRONT = "index.html"
FEED = "feed.xml"
THUMBNAIL = "cover-small.jpg"
"""The show's picture as its pages show it, beside the one that directories take."""
_TURNS = {
    False: {"first": "newest", "before": "newer", "after": "older", "last": "oldest"},
    True: {"first": "beginning", "before": "earlier", "after": "later", "last": "end"},
}
"""Labels of the links between pages, by whether the show is a serial."""
_SCRIPT_LABELS = (
    "play", "pause", "playing", "link_copied", "not_copied", "failed", "resumed", "searching",
    "found_one", "found_many", "found_none", "search_failed", "duration", "no_more", "speed_is",
    "paused_at", "sleep_set", "sleep_unset", "sleep_left", "slept", "queue_add", "queue_remove",
    "queued", "unqueued", "heard_at", "dropped", "remove", "offline", "offline_none",
)  # fmt: skip


class Listing(NamedTuple):
    """One of the show's pages and the editions that it lists."""

    name: str
    """File name."""
    number: int
    """From 1, the oldest."""
    entries: Sequence[CatalogueEntry]
    """Newest first; of a serial in the order of hearing."""

    @property
    def is_front(self) -> bool:
        """Whether the page is ``index.html``."""
        return self.name == FRONT


def list_parts(show: Show, entries: Sequence[CatalogueEntry]) -> Iterator[SitePart]:
    """Yield every page, to be made.

    ``entries`` are newest first.
    """
    style = site.inline("site.css", "player.css", "show.css")
    script = site.inline("shared.js", "player.js", "show.js")
    template = load_template(site.__name__, "show.html")
    pages = divide(show, entries)
    known = _make_variables(show, pages) | {
        "style": style,
        "script": script,
        "policy": site.make_policy(style, script),
        "thumbnail": THUMBNAIL,
    }
    known["structured"] = Markup(describe_show(show, THUMBNAIL, str(known["feed"])))

    def make(index: int) -> bytes:
        page = pages[index]
        text = template.render(
            page=page,
            address=make_address(show.base, page.name),
            cards=[Card.from_entry(entry, show) for entry in page.entries],
            before=pages[index - 1] if index else None,
            after=pages[index + 1] if index + 1 < len(pages) else None,
            **known,
        )
        return text.encode("utf-8", "replace")

    names = tuple(page.name for page in pages)
    # The front page alone lists the others, with their months.
    months = tuple(_format_months(page, show.labels) for page in pages)
    for index, page in enumerate(pages):
        beside = (names[max(0, index - 1) : index + 2], names[-1], len(names) > 1)
        guids = tuple(entry.guid for entry in page.entries)
        facts = (page.number, *beside, *(() if index else months))
        yield SitePart(page.name, guids, facts, partial(make, index))


def make_address(base: str, name: str) -> str:
    """Public address of the page called ``name`` in the site at ``base``; empty without one."""
    return f"{base.rstrip('/')}/{'' if name == FRONT else name}" if base else ""


def divide(show: Show, entries: Sequence[CatalogueEntry]) -> list[Listing]:
    """The pages of ``show``, the front page first; ``entries`` are newest first."""
    return divide_serial(entries) if show.is_serial else divide_entries(entries)


def divide_entries(entries: Sequence[CatalogueEntry]) -> list[Listing]:
    """The pages, newest first; ``entries`` are newest first. Without any there is one page."""
    older = max(0, len(entries) // FULL - 1)
    first = len(entries) - older * FULL
    return [
        Listing(FRONT, older + 1, entries[:first]),
        *(
            Listing(f"page-{number}.html", number, entries[end - FULL : end])
            for number in range(older, 0, -1)
            for end in [len(entries) - (number - 1) * FULL]
        ),
    ]


def divide_serial(entries: Sequence[CatalogueEntry]) -> list[Listing]:
    """The pages of a serial, the first one first; ``entries`` are newest first."""
    ordered = entries[::-1]
    starts = range(0, max(1, len(ordered)), FULL)
    return [
        Listing(f"page-{number}.html" if at else FRONT, number, ordered[at : at + FULL])
        for number, at in enumerate(starts, 1)
    ]


def _make_variables(show: Show, pages: Sequence[Listing]) -> dict[str, object]:
    """The template's variables that are the same for every page."""
    labels = site.read_labels(show.labels)
    feed = f"{show.link.rstrip('/')}/{FEED}" if show.link else ""
    _, _, address = feed.partition("://")
    return {
        "t": labels,
        "turn": {name: labels[key] for name, key in _TURNS[show.is_serial].items()},
        "show": show,
        "title": strip_turns(show.title),
        "ui": _make_lang_attribute(show),
        "marked_up": mark_up,
        "plain": strip_turns,
        "pages": pages,
        "when": lambda page: _format_months(page, show.labels),
        "feed": feed,
        "feed_file": FEED,
        "app": f"podcast://{address}" if address else "",
        "index": search_index.NAME,
        "favicon": site.FAVICON,
        "directories": [(labels[name], address) for name, address in show.subscribe],
        "said": Markup(_encode_labels(show.labels)),
    }


def _make_lang_attribute(show: Show) -> Markup:
    """The ``lang`` attribute of text in the labels' language; empty when that is the show's."""
    same = show.labels == show.language.partition("-")[0]
    return Markup("" if same else ' lang="{}"').format(show.labels)


def _format_months(page: Listing, language: str) -> str:
    """The months from which a page's editions are: ``May 2024 – June 2024``."""
    dates = [entry.published for entry in page.entries if entry.published]
    if not dates:
        return site.read_labels(language)["undated"]
    names = read_month_names(language)
    months = (f"{names[date.month - 1]} {date.year}" for date in (min(dates), max(dates)))
    return " – ".join(dict.fromkeys(months))


def _encode_labels(language: str) -> str:
    """The script's labels as JSON that may stand in a script element: without ``<``."""
    labels = site.read_labels(language)
    said = {key: labels[key] for key in _SCRIPT_LABELS} | {"months": read_month_names(language)}
    return json.dumps(said, ensure_ascii=False).replace("<", "\\u003c")
