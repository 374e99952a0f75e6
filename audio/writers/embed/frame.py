"""embed.html: a plain player without scripts, for an ``<iframe>`` on another page."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import resources
from urllib.parse import quote

from jinja2 import Template
from markupsafe import Markup

from audio.records import Cue, Edition, Outline, Paragraph, PublishedFile
from audio.writers import Output, site
from audio.writers.page import find_page_address
from audio.writers.site.disclosure import disclose
from audio.writers.site.text import mark_up, strip_turns

NAME = "embed.html"
HEIGHT = 210
"""CSS pixels that the player needs, a title of two lines included."""
WIDTH = 600
"""CSS pixels; it is as wide as its frame from 280."""


class FrameWriter:
    """The title, the browser's own player, the disclosure and a link to the edition's page."""

    rank = 1
    media_type = "text/html"

    def __init__(self, outline: Outline, output: Output) -> None:
        self._outline = outline
        self._file = output.open()

    def add(self, paragraph: Paragraph, cue: Cue) -> None:
        """Nothing: the text is on the page that the frame is on."""

    def finish(self, edition: Edition, beside: Sequence[PublishedFile]) -> None:
        """Write it whole."""
        outline, article = self._outline, self._outline.article
        style = Markup(_read("frame.css"))
        page = _make_template().render(
            article=article,
            title=strip_turns(article.title),
            show=strip_turns(outline.show.title),
            place=find_page_address(outline),
            policy=site.make_policy(style, ""),
            style=style,
            favicon=site.FAVICON,
            sound=next((file for file in beside if file.is_whole("audio/mpeg")), None),
            disclosure=disclose(outline),
            t=site.read_labels(outline.show.labels),
            labels_language=outline.show.labels,
            address=quote,
            marked_up=lambda text: mark_up(text, article.language),
        )
        self._file.write(page.encode())


def _make_template() -> Template:
    return site.make_environment().from_string(_read("frame.html"))


def _read(name: str) -> str:
    return resources.files(__package__ or "").joinpath(name).read_text(encoding="utf-8")
