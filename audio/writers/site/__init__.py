"""What the pages of a site share: templates, styles, scripts, labels and their policy.

A page is one file: styles and scripts stand in it, so that it works from a folder, offline and
on any host, and a policy that names their hashes lets nothing else run.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from markupsafe import Markup

from audio import regex
from audio.hindi.dates import read_month_names
from audio.tables import read_rows

if TYPE_CHECKING:
    from audio.records import PublishedFile

FAVICON = "data:image/svg+xml," + quote(
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">'
    '<rect width="32" height="32" rx="7" fill="#8a2c0d"/>'
    '<path d="M8 20v-8m5 12V8m6 14V10m5 8v-4" stroke="#fff" stroke-width="3"/></svg>'
)
"""A wave, for tabs; without one of its own a page makes browsers ask for ``/favicon.ico``."""

_SPARE = regex.compile(r"/\*(?:(?!\*/).)*+\*/|\s*+([{};])\s*+", regex.DOTALL)
"""What no browser needs of a style: comments, and the room around its signs."""


def read_asset(name: str) -> str:
    """The text of a file of this folder."""
    return resources.files(__name__).joinpath(name).read_text(encoding="utf-8")


@cache
def read_labels(language: str) -> Mapping[str, str]:
    """What the pages say in their own name, by key; ``language`` is one of ``settings.LABELS``."""
    (_, *languages), *table = read_rows(Path(__file__).with_name("labels.tsv"))
    column = languages.index(language)
    return {key: said[column] for key, *said in table}


@cache
def make_policy(style: str, script: str) -> str:
    """A Content-Security-Policy: this style, this script, files of the page's own host."""
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src '{_hash_source(script)}'",
            f"style-src '{_hash_source(style)}'",
            "img-src 'self' data:",
            "media-src 'self'",
            "connect-src 'self'",
            "manifest-src 'self'",
            "worker-src 'self'",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )


@cache
def inline(*names: str) -> Markup:
    """Styles or scripts of this folder, to stand in a page, without what no browser needs."""
    text = "".join(map(read_asset, names))
    if names[0].endswith(".js"):
        import rjsmin  # only who writes pages needs it

        return Markup("\n" + str(rjsmin.jsmin(text)) + "\n")
    return Markup("\n" + _SPARE.sub(lambda found: found[1] or "", text) + "\n")


def format_day(day: date, language: str) -> str:
    """``19 जून 2024``, ``19 June 2024``."""
    return f"{day.day} {read_month_names(language)[day.month - 1]} {day.year}"


def format_clock(seconds: float) -> str:
    """``1:23``, ``1:02:03``: the second that has begun."""
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def format_size(size: int, language: str) -> str:
    """A file's size for people: ``5.6 MB``."""
    key, unit = ("megabytes", 1e6) if size >= 1e6 else ("kilobytes", 1e3)
    return read_labels(language)[key].format(size=f"{max(size / unit, 0.1):.1f}")


def name_file(file: PublishedFile, language: str) -> str:
    """What a file is, for people; its name where nothing is known of its kind."""
    labels = read_labels(language)
    return labels.get(Path(file.name).suffix) or labels.get(file.media_type) or file.name


def _hash_source(text: str) -> str:
    digest = hashlib.sha256(text.encode()).digest()
    return f"sha256-{base64.b64encode(digest).decode()}"
