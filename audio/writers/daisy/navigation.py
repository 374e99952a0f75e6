"""What is told of the whole book: ``ncc.html`` with its metadata, ``master.smil``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from audio import __version__
from audio.records import Outline
from audio.writers import site
from audio.writers.archive import identify_book
from audio.writers.daisy.section import ContentsEntry, format_total
from audio.writers.templates import load_template

_UNDATED = "2000-01-01"
"""A book must have a date; an article without one says nothing that could tell it."""


class MasterEntry(NamedTuple):
    """What is told of a section that is written already."""

    name: str
    title: str
    duration: int
    """Milliseconds."""


class Metadatum(NamedTuple):
    """A ``meta`` element."""

    name: str
    content: str
    scheme: str = ""


class Fileset(NamedTuple):
    """The files of a book, ``ncc.html`` included."""

    number: int
    size: int
    """Bytes."""


def render_text(template: str, **values: object) -> bytes:
    """One of the templates of this folder, filled in."""
    page = load_template(__package__ or "", template).render(**values)
    return page.encode("utf-8", "replace")


def make_master(outline: Outline, sections: Sequence[MasterEntry]) -> bytes:
    """``master.smil``: the sections in their order."""
    return render_text(
        "master.smil",
        article=outline.article,
        identifier=identify_book(outline),
        sections=sections,
        total=format_total(sum(section.duration for section in sections)),
    )


def make_contents(
    outline: Outline,
    sections: Sequence[MasterEntry],
    headings: Sequence[ContentsEntry],
    others: Fileset,
) -> bytes:
    """``ncc.html``; ``others`` are all files but itself."""
    total = sum(section.duration for section in sections)
    size = 0
    data = b""
    for _ in range(3):  # its own length is known when made once, and grows by a digit of the size
        files = Fileset(others.number + 1, others.size + size)
        data = render_text(
            "ncc.html",
            article=outline.article,
            headings=headings,
            metadata=list(list_metadata(outline, headings, files, total)),
        )
        size = len(data)
    return data


def list_metadata(
    outline: Outline, headings: Sequence[ContentsEntry], files: Fileset, total: int
) -> Iterator[Metadatum]:
    """All that DAISY 2.02 requires (2.1.2), and what it recommends of what is known.

    ``total`` is the length of the sound in milliseconds.
    """
    yield from _describe_work(outline)
    yield from _describe_production(outline)
    yield Metadatum("ncc:tocItems", str(len(headings)))
    yield Metadatum("ncc:depth", str(max(heading.level for heading in headings)))
    for kind in ("pageFront", "pageNormal", "pageSpecial", "maxPageNormal"):
        yield Metadatum(f"ncc:{kind}", "0")
    for kind in ("footnotes", "prodNotes", "sidebars"):
        yield Metadatum(f"ncc:{kind}", "0")
    yield Metadatum("ncc:totalTime", format_total(total), "hh:mm:ss")
    yield Metadatum("ncc:files", str(files.number))
    yield Metadatum("ncc:kByteSize", str(-(-files.size // 1024)))


def _describe_work(outline: Outline) -> Iterator[Metadatum]:
    """What Dublin Core tells of the article."""
    article, show = outline.article, outline.show
    yield Metadatum("dc:title", article.title)
    yield Metadatum("dc:creator", article.author or show.author or show.title)
    yield Metadatum("dc:publisher", show.author or show.title)
    yield Metadatum("dc:date", _find_date(outline), "yyyy-mm-dd")
    yield Metadatum("dc:identifier", str(identify_book(outline)))
    yield Metadatum("dc:language", article.language, "ISO 639")
    yield Metadatum("dc:format", "Daisy 2.02")
    yield Metadatum("dc:type", "Text")
    for name, content in (
        ("dc:description", article.description),
        ("dc:source", article.source),
        ("dc:rights", show.copyright),
    ):
        if content:
            yield Metadatum(name, content)


def _describe_production(outline: Outline) -> Iterator[Metadatum]:
    """Who and what made the book, and of which kind it is."""
    show = outline.show
    narrator = site.read_labels(show.labels)["epub_narrator"].format(voice=outline.voice)
    yield Metadatum("ncc:charset", "utf-8")
    yield Metadatum("ncc:generator", f"audio-edition {__version__}")
    yield Metadatum("ncc:narrator", narrator)
    yield Metadatum("ncc:producer", show.author or show.title)
    yield Metadatum("ncc:producedDate", _find_date(outline), "yyyy-mm-dd")
    yield Metadatum("ncc:multimediaType", "audioFullText")
    yield Metadatum("ncc:setInfo", "1 of 1")


def _find_date(outline: Outline) -> str:
    published = outline.article.published
    return published.date().isoformat() if published else _UNDATED
