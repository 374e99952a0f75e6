"""The desk's pages: templates, and what they say in each language."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import cache
from pathlib import Path
from urllib.parse import quote

from audio.tables import read_rows
from audio.writers.site import format_clock
from audio.writers.templates import load_template

LANGUAGES = {"hi": "हिन्दी", "en": "English"}
"""What the desk speaks, by code, each as it calls itself."""


@cache
def read_labels(language: str) -> Mapping[str, str]:
    """What the pages say, by key; ``language`` is ``hi`` or ``en``."""
    (_, *languages), *table = read_rows(Path(__file__).parent.joinpath("pages", "labels.tsv"))
    column = languages.index(language)
    return {key: said[column] for key, *said in table}


def describe_values(values: Mapping[str, object], language: str) -> list[str]:
    """Settings and their values as a page tells of them, by their keys in ``show.toml``."""
    labels = read_labels(language)
    lines = []
    for key, value in values.items():
        told = ", ".join(map(str, value)) if isinstance(value, list) else value
        name = key.rpartition(".")[2]
        names = (f"show_{key}", f"pause_{name}" if key.startswith("pauses.") else name)
        known = next((labels[each] for each in names if each in labels), key)
        lines.append(f"{known}: {'—' if told is None else told}")
    return lines


def render_page(template: str, language: str, **values: object) -> str:
    """One of the templates in ``pages``, filled in."""
    labels = read_labels(language)
    page = load_template(__package__ or "", f"pages/{template}")
    given = {
        "clock": format_clock,
        "address": quote,
        "moment": format_moment,
        "languages": LANGUAGES,
    }
    return page.render(t=labels, language=language, **given, **values)


def format_moment(moment: datetime) -> str:
    """``2025-08-15, 07:30`` as clocks here show it."""
    return moment.astimezone().strftime("%Y-%m-%d, %H:%M")
