"""embed.txt: what an editor pastes into the page of the article on another site.

It is a piece of a page and no page: the player's line, and JSON-LD that tells search engines of the
sound. The article there is known by its address, if ``source`` names that.
"""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from audio.records import Edition, Outline, PublishedFile
from audio.writers import Output
from audio.writers.page import find_page_address
from audio.writers.site.structured_data import describe_elsewhere

NAME = "embed.txt"
_PLAYER = Markup('<script async src="{base}embed.js" data-edition="{page}"></script>\n')
_TOLD = Markup('<script type="application/ld+json">{told}</script>\n')


class SnippetWriter:
    """Two script elements: ``<script async src="…/embed.js" …>`` and the structured data."""

    rank = 1
    media_type = "text/plain"

    def __init__(self, outline: Outline, output: Output) -> None:
        self._outline = outline
        self._file = output.open()

    def finish(self, edition: Edition, beside: Sequence[PublishedFile]) -> None:
        """Write it whole; addresses are whole where the show has one."""
        page = find_page_address(self._outline)
        base = page.removesuffix(f"{self._outline.article.slug}/")
        told = Markup(describe_elsewhere(edition, beside, page))
        snippet = _PLAYER.format(base=base, page=page) + _TOLD.format(told=told)
        self._file.write(snippet.encode("utf-8", "replace"))
