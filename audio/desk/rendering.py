"""The desk's pages: templates, and what they say in each language."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from urllib.parse import quote

from jinja2 import Environment, PackageLoader, StrictUndefined

from audio.tables import read_rows
from audio.writers.site import format_clock


@cache
def read_labels(language: str) -> Mapping[str, str]:
    """What the pages say, by key; ``language`` is ``hi`` or ``en``."""
    (_, *languages), *table = read_rows(Path(__file__).parent.joinpath("pages", "labels.tsv"))
    column = languages.index(language)
    return {key: said[column] for key, *said in table}


def render_page(template: str, language: str, **values: object) -> str:
    """One of the templates in ``pages``, filled in."""
    labels = read_labels(language)
    page = _make_environment().get_template(template)
    return page.render(t=labels, language=language, clock=format_clock, address=quote, **values)


@cache
def _make_environment() -> Environment:
    return Environment(
        loader=PackageLoader(__package__, "pages"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
