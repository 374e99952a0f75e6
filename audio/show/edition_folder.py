"""The folder of one edition in a show's site: which files it has, and their making."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from audio.artwork.cover_store import find_cover
from audio.clips.clip_maker import ClipMaker
from audio.records import Article
from audio.settings import Settings
from audio.settings.formats import name_file
from audio.work.publication import replace_folder
from audio.writers import find_format, find_site_part
from audio.writers.pictures import name_pictures

if TYPE_CHECKING:
    from audio.edition.pipeline import Narration

ALWAYS = ("chapters.json", "edition.json", "index.html", "sentences.txt")
"""What every edition has besides its formats and its picture."""
WITH_ADDRESS = ("embed.json", "embed.txt", "oembed.json")
"""What editions of a show with a public address have, too, for other sites."""


def narrate_into(place: Path, article: Article, settings: Settings, maker: ClipMaker) -> Narration:
    """Narrate into ``place``: all files are replaced in one step, or none when it fails."""
    from audio.edition.pipeline import narrate_with

    names = (name_file(place.name, form) for form in settings.formats if form != "json")
    formats = {name: find_format(Path(name)) for name in names}
    cover = find_cover(article, settings.show, maker.store, place)
    parts = [cover.file_name, *ALWAYS]
    parts += WITH_ADDRESS if settings.show.link else ()
    parts += ("picture-1.jpg",) if name_pictures(article) else ()
    formats |= {part: find_site_part(part) for part in parts}
    # Pages tell their address, and so the folder in which they will be.
    article = replace(article, slug=place.name)
    with replace_folder(place) as new:
        targets = {new / name: writer for name, writer in formats.items()}
        return narrate_with(targets, article, settings, maker, cover)
