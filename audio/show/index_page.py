"""The show's page (index.html) and its older pages: every edition, newest first.

Pages are numbered from the oldest, and each but the newest is full: a new edition changes the
newest page alone, and what ``page-3.html`` lists stays there.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from markupsafe import Markup

from audio.records import Show
from audio.show import search_index
from audio.show.cards import Card
from audio.show.catalogue import Entry, newest_first
from audio.writers import site
from audio.writers.site.text import mark_up, strip_turns

FULL = 50
"""Editions on an older page; the newest has up to twice as many, less one."""
NEWEST = "index.html"
FEED = "feed.xml"
THUMBNAIL = "cover-small.jpg"
"""The show's picture as its pages show it, beside the one that directories take."""
_SCRIPT_LABELS = (
    "play", "pause", "copied", "not_copied", "failed", "resumed", "player", "close", "searching",
    "found_one", "found_many", "found_none", "search_failed", "duration",
)  # fmt: skip


class Listing(NamedTuple):
    """One page's share of the editions."""

    name: str
    """File name."""
    number: int
    """From 1, the oldest."""
    entries: Sequence[Entry]
    """Newest first."""

    @property
    def is_newest(self) -> bool:
        """Whether it is the page that visitors come to."""
        return self.name == NEWEST


def files(show: Show, entries: Sequence[Entry], cover: str) -> Iterator[tuple[str, bytes]]:
    """Every page by its file name; ``cover`` is the name of the show's picture beside them."""
    style = site.inline("site.css", "show.css")
    script = site.inline("show.js")
    template = site.make_environment().get_template("show.html")
    pages = listings(newest_first(entries))
    known = _known(show, pages) | {
        "style": style,
        "script": script,
        "policy": site.make_policy(style, script),
        "cover": cover,
        "thumbnail": THUMBNAIL,
    }
    for index, page in enumerate(pages):
        text = template.render(
            page=page,
            cards=[Card.of(entry, show) for entry in page.entries],
            newer=pages[index - 1] if index else None,
            older=pages[index + 1] if index + 1 < len(pages) else None,
            **known,
        )
        yield page.name, text.encode("utf-8", "replace")


def listings(entries: Sequence[Entry]) -> list[Listing]:
    """The pages, newest first; ``entries`` are newest first. Without any there is one page."""
    older = max(0, len(entries) // FULL - 1)
    first = len(entries) - older * FULL
    return [
        Listing(NEWEST, older + 1, entries[:first]),
        *(
            Listing(f"page-{number}.html", number, entries[end - FULL : end])
            for number in range(older, 0, -1)
            for end in [len(entries) - (number - 1) * FULL]
        ),
    ]


def _known(show: Show, pages: Sequence[Listing]) -> dict[str, object]:
    """What every page is told."""
    labels = site.read_labels(show.labels)
    feed = f"{show.link.rstrip('/')}/{FEED}" if show.link else ""
    _, _, address = feed.partition("://")
    return {
        "t": labels,
        "show": show,
        "title": strip_turns(show.title),
        "ui": _foreign(show),
        "marked_up": mark_up,
        "plain": strip_turns,
        "pages": pages,
        "when": lambda page: _when(page, labels),
        "feed": feed,
        "feed_file": FEED,
        "app": f"podcast://{address}" if address else "",
        "index": search_index.NAME,
        "favicon": site.FAVICON,
        "said": Markup(_for_script(labels)),
    }


def _foreign(show: Show) -> Markup:
    """The attribute of what is in the labels' language, where the show's is another."""
    same = show.labels == show.language.partition("-")[0]
    return Markup("" if same else ' lang="{}"').format(show.labels)


def _when(page: Listing, labels: Mapping[str, str]) -> str:
    """The months that a page reaches over, older first."""
    dates = [entry.published for entry in page.entries if entry.published]
    if not dates:
        return labels["undated"]
    months = (f"{labels[f'month_{date.month}']} {date.year}" for date in (dates[-1], dates[0]))
    return " – ".join(dict.fromkeys(months))


def _for_script(labels: Mapping[str, str]) -> str:
    """JSON that may stand in a script element: without ``<``, it can end nothing."""
    months = [labels[f"month_{month}"] for month in range(1, 13)]
    said = {key: labels[key] for key in _SCRIPT_LABELS} | {"months": months}
    return json.dumps(said, ensure_ascii=False).replace("<", "\\u003c")
