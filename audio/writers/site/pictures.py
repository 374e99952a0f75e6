"""Pictures of an article on its page: where they stand, and how large they are."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from markupsafe import Markup
from PIL import Image

from audio.artwork.cover_store import find_chapter_picture
from audio.records import Article, Block, BlockKind, Paragraph
from audio.work.store import Store
from audio.writers.pictures import locate_picture, name_pictures

_IMAGE = Markup(
    '<img src="{name}" alt="" width="{width}" height="{height}" loading="lazy" decoding="async">'
)
"""Its words stand under it: as ``alt``, too, a screen reader would say them twice."""
_ALONE = Markup('<div class="block"><figure>{}</figure></div>\n')


class ShownPictures:
    """The pictures of an article whose files are published, found by the paragraph they belong to.

    Outside a site no picture lies beside the page, and none is shown.
    """

    def __init__(self, article: Article, store: Store, *, in_site: bool) -> None:
        self._article = article
        self._store = store
        self._names = name_pictures(article) if in_site else {}
        pictured = [block for block in article.blocks if block.picture]
        in_words = {block.picture for block in pictured if block.kind is BlockKind.IMAGE}
        self._shown = [
            block
            for block in pictured
            if locate_picture(article, block) in self._names
            and (block.kind is BlockKind.IMAGE or block.picture not in in_words)
        ]

    def find_told(self, paragraph: Paragraph) -> Markup:
        """The picture whose words are ``paragraph``."""
        return self._find(paragraph) if paragraph.kind is BlockKind.IMAGE else Markup()

    def find_mute(self, paragraph: Paragraph) -> Markup:
        """The picture without words of a chapter whose heading is ``paragraph``."""
        image = self._find(paragraph) if paragraph.kind is BlockKind.HEADING else Markup()
        return _ALONE.format(image) if image else image

    def _find(self, paragraph: Paragraph) -> Markup:
        found = (self._show(block) for block in self._shown if _is_of(paragraph, block))
        return next(found, Markup())

    def _show(self, block: Block) -> Markup:
        path = locate_picture(self._article, block)
        width, height = _measure(path, self._store)
        return _IMAGE.format(name=self._names[path], width=width, height=height)


def _is_of(paragraph: Paragraph, block: Block) -> bool:
    start = paragraph.sentences[0].span.start
    return paragraph.kind is block.kind and block.span.start <= start < block.span.end


def _measure(path: Path, store: Store) -> tuple[int, int]:
    with Image.open(BytesIO(find_chapter_picture(path, store).data)) as image:
        return image.size
