"""The article that a command takes, and how it is to be read."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from audio.commands.options import allow_private, bundle, captions, strict
from audio.commands.streams import read_standard_input
from audio.errors import OutputError, Place

if TYPE_CHECKING:
    from audio.records import Article


class Source(NamedTuple):
    """Where an article comes from."""

    article: str
    """A file, a web address, or ``-``."""
    captions: bool
    allow_private: bool
    is_strict: bool

    def read(self) -> Article:
        """The article. Raises ``SourceError`` and ``OSError``."""
        from audio import readers

        reading = readers.Reading(self.captions, self.allow_private, self.is_strict)
        if self.article == "-":
            return readers.read_bytes(read_standard_input(), "-", "", reading)
        return readers.read(self.article, reading)

    def choose_stem(self, title: str) -> str:
        """The name of the edition's file, without suffix, if no output is named."""
        from audio.show.slugs import make_title_slug

        is_file = self.article != "-" and "://" not in self.article
        return Path(self.article).stem if is_file else make_title_slug(title)

    def keep_from(self, targets: list[Path]) -> None:
        """Raises ``OutputError`` before an article is replaced by its own edition."""
        source = Path(self.article)
        for target in targets:
            if source.exists() and target.exists() and target.samefile(source):
                hint = "name another file"
                raise OutputError("is the article itself", where=Place(str(target)), hint=hint)


with_source = bundle(
    "source", f"{__name__}:Source", click.argument("article"), captions, allow_private, strict
)
"""Gives a command ``source``: the article that it takes."""
