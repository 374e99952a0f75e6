"""Bulletins: the headlines and first sentences of a show's newest articles, as one more article.

It is a Markdown file among the others, which an editor can correct and which every build keeps.
Each of its headings is a headline and leads to the page of that article's edition. As nothing but
the words decides under which key a clip is kept, headlines and sentences are not spoken again.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import islice
from pathlib import Path
from typing import NamedTuple
from zoneinfo import ZoneInfo

from audio import regex
from audio.errors import Place, SourceError
from audio.hindi.dates import format_date
from audio.hindi.romanize import make_slug
from audio.importing.dateline import is_dateline
from audio.importing.markdown_form import write_markdown
from audio.readers import read
from audio.readers.article.compose import compose
from audio.readers.article.front_matter import FrontMatter
from audio.readers.article.links import LinkedText, place_links
from audio.readers.article.pieces import Piece
from audio.readers.lexicon import read_lexicon
from audio.records import Article, BlockKind, Paragraph, Show, Span
from audio.segment import segment
from audio.settings import Settings
from audio.show.build_records import RECORDS, BuildRecord, BuildRecords
from audio.show.catalogue import BULLETIN
from audio.show.content_folder import scan_content
from audio.show.order import arrange_entries
from audio.show.site_files import read_site_record
from audio.work.publication import publish_file

USUAL_NUMBER = 10
"""Articles of a bulletin for which no number and no day is asked."""
_PASSED_OVER = frozenset({BlockKind.TITLE, BlockKind.HEADING, BlockKind.IMAGE, BlockKind.CODE})
"""Blocks that do not tell how an article begins."""


class BulletinOptions(NamedTuple):
    """Which articles a bulletin tells of, and how much of each."""

    number: int | None = None
    """So many of the newest; ``None`` for all of a day, or else for ``USUAL_NUMBER``."""
    day: date | None = None
    tag: str = ""
    sentences: int = 2
    """Of the first paragraph of each."""
    title: str = ""
    """In place of one with the date."""
    replace: bool = False
    """Whether earlier bulletins of the same kind are taken out of the show, and the file of this
    one, if there is one, is written anew."""


class _Story(NamedTuple):
    """A published article of which a bulletin tells."""

    article: Article
    folder: str
    """Of its edition in the site."""
    published: datetime | None
    """Aware."""


@dataclass(frozen=True, slots=True)
class Bulletin:
    """A bulletin, which may be in its file already."""

    path: Path
    text: str
    """What belongs in the file: Markdown."""
    is_there: bool
    """Whether the file tells of the same articles already."""
    earlier: tuple[Path, ...]
    """The files of other bulletins of the same kind: of the same tag, or of none."""

    def write(self) -> None:
        """Put the bulletin into its file. Raises ``OSError`` and ``OutputError``."""
        publish_file(self.path, self.text.encode())


def make_bulletin(
    content: Path, out: Path, settings: Settings, options: BulletinOptions
) -> Bulletin:
    """The bulletin of the articles in ``content`` that are published in the output folder ``out``.

    Raises ``SourceError`` when no article is what the options ask for.
    """
    show = settings.show
    stories = list(_choose_stories(content, out, show, options))
    if not stories:
        _refuse(content, out, options)
    kind = f"bulletin-{make_slug(options.tag)}" if options.tag else "bulletin"
    day = _find_day(stories[0], show)
    stem = f"{kind}-{day.isoformat()}" if day else kind
    links = {f"../{story.folder}/" for story in stories}
    others = _find_bulletins(content, kind)
    numbers = {path: number for path in others if (number := _find_number(path, stem))}
    path = next((path for path in numbers if _read_links(path) == links), None)
    number = numbers[path] if path else max(numbers.values(), default=0) + 1
    # What takes the others' place stands alone in the show: its title needs no number.
    title = _make_title(options, day, 1 if options.replace else number)
    article = _compose(stories, settings, options, title)
    lexicons = (os.path.relpath(name, content) for name in _list_lexicons(stories))
    article = replace(
        article,
        guid=f"{BULLETIN}{stem.removeprefix('bulletin-')}:{number}",
        slug=f"{make_slug(title)}-{number}" if number > 1 and options.replace else "",
        lexicon=tuple(Path(name).as_posix() for name in lexicons),
    )
    return Bulletin(
        path=path or content / (f"{stem}.md" if number == 1 else f"{stem}-{number}.md"),
        text=write_markdown(article),
        is_there=path is not None,
        earlier=tuple(other for other in others if other != path),
    )


def _choose_stories(
    content: Path, out: Path, show: Show, options: BulletinOptions
) -> Iterator[_Story]:
    """The newest first."""
    fit = _find_fitting(content, out, show, options)
    number = options.number or (None if options.day else USUAL_NUMBER)
    return islice(fit, number)


def _find_fitting(
    content: Path, out: Path, show: Show, options: BulletinOptions
) -> Iterator[_Story]:
    """Every article that has the day and the tag; only as many are read as are asked for."""
    published = _list_published(content, out)
    by_guid = {record.guid: (path, record) for path, record in published.items()}
    zone, tag = ZoneInfo(show.timezone), options.tag.casefold()
    site, told = read_site_record(out), [record.entry for record in published.values()]
    for entry in arrange_entries(site.recall(told) if site else told, show):
        when = entry.published and entry.published.astimezone(zone)
        if options.day and not (when and when.date() == options.day):
            continue
        path, record = by_guid[entry.guid]
        article = read(path)
        if tag and tag not in (own.casefold() for own in article.tags):
            continue
        yield _Story(article, record.folder, when)


def _list_published(content: Path, out: Path) -> dict[Path, BuildRecord]:
    """What is on record of the articles that are in the show, bulletins aside."""
    records, site = BuildRecords(out / RECORDS), read_site_record(out)
    published = set(site.guids) if site else set()
    found = {path: records.find(path) for path in scan_content(content, out).articles}
    return {
        path: record
        for path, record in found.items()
        if record and record.guid in published and not record.entry.is_bulletin
    }


def _refuse(content: Path, out: Path, options: BulletinOptions) -> None:
    if not content.is_dir():
        hint = "name the articles' folder"
        raise SourceError("there is no such folder", where=Place(str(content)), hint=hint)
    if not _list_published(content, out):
        raise SourceError(
            f"none of its articles has been built into {out}",
            where=Place(str(content)),
            hint=f"first: audio-edition build {content} --out {out}",
        )
    wanted = [f"of {options.day}"] if options.day else []
    wanted += [f"with the tag {options.tag!r}"] if options.tag else []
    hint = "tags stand in the front matter: tags: खेती, मौसम" if options.tag else ""
    raise SourceError(
        f"no published article is {' and '.join(wanted)}", where=Place(str(content)), hint=hint
    )


def _find_day(newest: _Story, show: Show) -> date | None:
    return newest.published.astimezone(ZoneInfo(show.timezone)).date() if newest.published else None


def _find_bulletins(content: Path, kind: str) -> list[Path]:
    """The files of this ``kind``; one that was only named so is none."""
    name = regex.compile(rf"{kind}(-\d{{4}}-\d\d-\d\d)?+(-\d++)?\.md")
    found = sorted(path for path in content.glob(f"{kind}*.md") if name.fullmatch(path.name))
    return [path for path in found if read(path).guid.startswith(BULLETIN)]


def _read_links(path: Path) -> set[str]:
    return {block.link for block in read(path).blocks if block.link}


def _find_number(path: Path, stem: str) -> int:
    """Which bulletin of its day the file holds; 0 for one of another day."""
    found = regex.fullmatch(r"-([0-9]++)", path.stem.removeprefix(stem))
    return int(found[1]) if found else int(path.stem == stem)


def _list_lexicons(stories: Sequence[_Story]) -> list[Path]:
    """The lexicons of their own, each once."""
    return list(dict.fromkeys(path for story in stories for path in _locate_lexicons(story)))


def _locate_lexicons(story: _Story) -> list[Path]:
    return [Path(story.article.origin).parent / name for name in story.article.lexicon]


def _compose(
    stories: Sequence[_Story], settings: Settings, options: BulletinOptions, title: str
) -> Article:
    front = FrontMatter(
        title=title,
        date=stories[0].article.published or stories[0].published,
        description="; ".join(story.article.title for story in stories),
        tags=(options.tag,) if options.tag else (),
    )
    linked: list[LinkedText] = []
    told = (_tell(story, settings, options.sentences, linked) for story in stories)
    pieces = [piece for pieces in told for piece in pieces]
    return place_links(compose(pieces, front, title, is_marked_up=True), linked)


def _make_title(options: BulletinOptions, day: date | None, number: int) -> str:
    if options.title:
        return options.title
    name = f"समाचार बुलेटिन: {options.tag}" if options.tag else "समाचार बुलेटिन"
    name = name if number == 1 else f"{name} ({number})"
    return f"{name}, {format_date(day)}" if day else name


def _tell(
    story: _Story, settings: Settings, sentences: int, linked: list[LinkedText]
) -> Iterator[Piece]:
    """The headline, and how the text begins; ``linked`` is told of the links in that."""
    article = story.article
    yield Piece(BlockKind.HEADING, article.title, 2, f"../{story.folder}/")
    terms = read_lexicon((*settings.lexicon, *_locate_lexicons(story))).entries
    if first := _find_beginning(article, segment(article, terms)):
        # Where and when a story was filed is read with it, as in its edition, but not counted.
        more = int(_begins_with_dateline(article, first))
        kept = first.sentences[: sentences + more]
        begin, end = kept[0].span.start, kept[-1].span.end
        text = article.text[begin:end]
        links = (
            link._replace(span=Span(link.span.start - begin, link.span.end - begin))
            for link in article.links
            if begin <= link.span.start and link.span.end <= end
        )
        linked.append(LinkedText(text, tuple(links)))
        yield Piece(BlockKind.PARAGRAPH, text)


def _find_beginning(article: Article, paragraphs: Sequence[Paragraph]) -> Paragraph | None:
    told = [one for one in paragraphs if one.kind not in _PASSED_OVER]
    prose = [one for one in told if one.kind is BlockKind.PARAGRAPH]
    if len(prose) > 1 and len(prose[0].sentences) == 1 and _begins_with_dateline(article, prose[0]):
        return prose[1]
    return next(iter(prose or told), None)


def _begins_with_dateline(article: Article, paragraph: Paragraph) -> bool:
    return is_dateline(paragraph.sentences[0].span.of(article.text))
