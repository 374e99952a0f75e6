"""A show: every article of a folder, narrated into a site's folders."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from audio import cover
from audio.edition import Studio, narrate
from audio.errors import EditionError, SourceError
from audio.publication import Publication
from audio.readers import SUFFIXES, read
from audio.records import Article, Edition
from audio.settings import Options, Settings, choose
from audio.slug import slug, unique


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one article."""

    source: Path
    folder: Path | None
    """Where its edition is published; ``None`` when it could not be made."""
    error: EditionError | None


def articles(content: Path) -> list[Path]:
    """The article files of a content folder, by name. Raises ``SourceError`` without any."""
    if not content.is_dir():
        raise SourceError("is not a folder", where=str(content), hint="name the articles' folder")
    found = sorted(path for path in content.iterdir() if path.suffix.lower() in SUFFIXES)
    if not found:
        raise SourceError(
            "holds no article", where=str(content), hint=f"add files in {', '.join(SUFFIXES)}"
        )
    return found


def build(
    content: Path,
    out: Path,
    settings: Settings,
    options: Options,
    studio: Studio,
) -> Iterator[Outcome]:
    """Narrate every article of ``content`` into ``out/site``; yields each outcome as it comes.

    An article that cannot be made is reported and does not stop the others. Raises
    ``EditionError`` for what concerns the whole show.
    """
    sources = articles(content)
    site = out / "site"
    site.mkdir(parents=True, exist_ok=True)
    _publish_cover(site, settings)
    taken = _published_slugs(site)
    matched: set[str] = set()
    unmatched: set[str] = set()
    for source in sources:
        studio.report.source(str(source))
        try:
            article = _identified(read(source), source.relative_to(content))
            for note in article.notes:
                studio.report.warning(f"{source}: {note}")
            folder = site / taken.setdefault(
                article.guid, unique(slug(article.title), set(taken.values()))
            )
            files = _narrate_into(folder, article, choose(settings, article, options), studio)
        except EditionError as error:
            studio.report.failure(error)
            yield Outcome(source, None, error)
        else:
            studio.report.edition(*files)
            matched |= files[0].lexicon.matched
            unmatched |= files[0].lexicon.unmatched
            yield Outcome(source, folder, None)
    for row in sorted(unmatched - matched):
        studio.report.warning(f"{row} is in no article")


def _identified(article: Article, name: Path) -> Article:
    """With a guid: its own, or its file's name, which outlives a new title."""
    return article if article.guid else replace(article, guid=name.as_posix())


def _narrate_into(
    folder: Path, article: Article, settings: Settings, studio: Studio
) -> tuple[Edition, list[Path]]:
    folder.mkdir(exist_ok=True)
    names = {form: f"{folder.name}.{form}" for form in settings.formats} | {"json": "edition.json"}
    targets = [folder / name for name in names.values()]
    try:
        return narrate(article, settings, targets, studio), targets
    finally:
        with suppress(OSError):
            folder.rmdir()  # does nothing unless it is empty: nothing could be made


def _publish_cover(site: Path, settings: Settings) -> None:
    picture = cover.of_show(settings.show)
    with Publication() as publication:
        publication.stage(site / cover.file_name(picture)).write_bytes(picture.data)
        publication.release()


def _published_slugs(site: Path) -> dict[str, str]:
    """Slug by guid of what is published, so that a new title does not move an edition."""
    found: dict[str, str] = {}
    for path in sorted(site.glob("*/edition.json")):
        try:
            found[str(json.loads(path.read_text(encoding="utf-8"))["guid"])] = path.parent.name
        except (ValueError, KeyError, TypeError):
            continue  # not one of ours, or damaged: its edition is published anew
    return found
