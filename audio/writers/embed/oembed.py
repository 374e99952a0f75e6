"""oembed.json: how publishing systems show the edition when its address is pasted (oEmbed 1.0).

The edition's page names it in a ``<link rel="alternate" type="application/json+oembed">``.
"""

from __future__ import annotations

import json
from collections.abc import Sequence

from markupsafe import Markup

from audio.records import Edition, Outline, PublishedFile
from audio.writers import Output
from audio.writers.page import find_page_address

NAME = "oembed.json"
WIDTH, HEIGHT = 600, 480
"""CSS pixels of the frame: the player, and some of the text that lights up; it can be narrower."""


class OembedWriter:
    """A ``rich`` answer: a frame with the edition's page, which works without scripts, too."""

    rank = 1
    media_type = "application/json+oembed"

    def __init__(self, outline: Outline, output: Output) -> None:
        self._outline = outline
        self._file = output.open()

    def finish(self, edition: Edition, beside: Sequence[PublishedFile]) -> None:
        """Write it whole; addresses are whole where the show has one."""
        article, show = self._outline.article, self._outline.show
        page = find_page_address(self._outline)
        html = Markup(
            '<iframe src="{}" width="{}" height="{}" title="{}" loading="lazy" '
            'style="border:0;max-width:100%"></iframe>'
        ).format(f"{page}#player", WIDTH, HEIGHT, article.title)
        answer = {
            "version": "1.0",
            "type": "rich",
            "title": article.title,
            "author_name": article.author or show.author,
            "provider_name": show.title,
            "provider_url": show.moved_to or show.link,
            "html": html,
            "width": WIDTH,
            "height": HEIGHT,
        }
        self._file.write(
            json.dumps(answer, ensure_ascii=False, indent=1).encode("utf-8", "replace")
        )
