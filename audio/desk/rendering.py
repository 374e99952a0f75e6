"""The desk's pages: templates, and what they say in each language."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from urllib.parse import quote

from audio.tables import read_rows
from audio.writers.site import format_clock
from audio.writers.templates import load_template


@cache
def read_labels(language: str) -> Mapping[str, str]:
    """What the pages say, by key; ``language`` is ``hi`` or ``en``."""
    (_, *languages), *table = read_rows(Path(__file__).parent.joinpath("pages", "labels.tsv"))
    column = languages.index(language)
    return {key: said[column] for key, *said in table}


def render_page(template: str, language: str, **values: object) -> str:
    """One of the templates in ``pages``, filled in."""
    labels = read_labels(language)
    page = load_template(__package__ or "", f"pages/{template}")
    return page.render(t=labels, language=language, clock=format_clock, address=quote, **values)
