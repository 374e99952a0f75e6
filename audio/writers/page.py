"""The edition's page (.html): the whole text with its player, in one file that works alone.

The text is complete without scripts. Every sentence carries its timing in two attributes, from
which ``site/page.js`` lights it up: ``data-t`` is its start and length in milliseconds, and
``data-w`` four numbers a written stretch: its characters, from and to, and its start and end.
"""

from __future__ import annotations

import json
from collections.abc import Container, Iterator, Mapping, Sequence
from shutil import copyfileobj
from typing import NamedTuple
from urllib.parse import quote

from markupsafe import Markup

from audio.records import Cue, Edition, Outline, Paragraph, PublishedFile, Sentence, Span, TextLink
from audio.writers import SITE_PARTS, Output, site
from audio.writers.site.blocks import HEAD_KINDS, Blocks
from audio.writers.site.disclosure import disclose
from audio.writers.site.links import SentenceLinks, mark_up_linked
from audio.writers.site.pictures import ShownPictures
from audio.writers.site.read_along import find_stretches, to_milliseconds
from audio.writers.site.structured_data import describe_edition
from audio.writers.site.tables import CellPart, ShownRow, ShownTables
from audio.writers.site.text import Offsets, mark_up, strip_turns
from audio.writers.templates import load_template

_PLACE = "\0"
"""Where the text belongs in the rendered page, which can hold no such character."""

_PART = 8
"""Blocks that a browser draws together, when they come near."""
_LONG = 240
"""Paragraphs, some two hours: above, a browser draws the parts only when they come near."""


class Heading(NamedTuple):
    """Where a chapter can begin."""

    paragraph: str
    """Id."""
    moment: float
    """Seconds at which it is heard."""


class PageWriter:
    """HTML with everything in it but the audio."""

    rank = 1
    media_type = "text/html"
    home = ""
    """Address of the show's page, from here; empty when there is none."""
    parts: Container[str] = ()
    """Names of the files beside it that are for programs, and so no downloads."""

    @property
    def address(self) -> str:
        """Public address of the page; empty when it has none."""
        return ""

    def __init__(self, outline: Outline, output: Output) -> None:
        self._outline = outline
        self._file = output.open()
        self._text = output.open_spool()
        self._labels = site.read_labels(outline.show.labels)
        self._tables = ShownTables(outline.article)
        self._blocks = Blocks(self._labels, mark_up=self._mark_up_words, part=_PART)
        self._links = SentenceLinks(outline.article, in_site=bool(self.home))
        self._pictures = ShownPictures(outline.article, output.store, in_site=bool(self.home))
        self._paragraphs = 0
        self._head: list[str] = []
        self._headings: list[Heading] = []
        self._first = ""
        self._before: Sentence | None = None
        """The last sentence, while its paragraph goes on."""

    def add(self, paragraph: Paragraph, cue: Cue) -> None:
        """Put the sentence down; the first opens its paragraph, the last closes it."""
        sentence = cue.script.sentence
        moment = cue.start / self._outline.rate
        self._first = self._first or paragraph.id
        if self._before is None:
            self._paragraphs += 1
            if self._outline.opens_chapter(paragraph):
                self._headings.append(Heading(paragraph.id, moment))
        before = self._find_gap(self._before, sentence) if self._before else None
        row = self._tables.find_row(paragraph)
        if before is None:
            picture = self._pictures.find_told(paragraph)
            before = self._blocks.open(paragraph, moment, row and row.table, picture)
        links = self._links.list_within(paragraph, sentence)
        markup = before + self._mark_up(cue, links, row)
        self._before = sentence
        if sentence.id == paragraph.sentences[-1].id:
            markup += self._link_on(paragraph) + self._blocks.close()
            markup += self._pictures.find_mute(paragraph)
            self._before = None
        if not self._headings and paragraph.kind in HEAD_KINDS:
            self._head.append(markup)
        else:
            self._text.write(markup.encode())

    def finish(self, edition: Edition, beside: Sequence[PublishedFile]) -> None:
        """Write the head, which names chapters and files, then the text, then the foot."""
        style = site.inline("site.css", "player.css", "page.css")
        script = site.inline("shared.js", "player.js", "page.js")
        template = load_template(site.__name__, "page.html")
        page = template.render(
            style=style,
            script=script,
            policy=site.make_policy(style, script),
            head=Markup("").join(map(Markup, self._head)),
            text=Markup(_PLACE),
            home=self.home,
            place=self.address,
            favicon=site.FAVICON,
            structured=Markup(describe_edition(edition, beside, self.address)),
            files=beside,
            **self._list_facts(edition),
            **self._sort_files(beside),
        )
        head, _, foot = page.partition(_PLACE)
        self._file.write(head.encode())
        self._text.seek(0)
        copyfileobj(self._text, self._file)
        self._file.write(f"{self._blocks.end()}{foot}".encode())

    def _mark_up_words(self, text: str) -> Markup:
        return mark_up(text, self._outline.article.language)

    def _mark_up(self, cue: Cue, links: Sequence[TextLink], row: ShownRow | None) -> Markup:
        sentence, rate = cue.script.sentence, self._outline.rate
        place = Offsets(sentence.text)
        start = to_milliseconds(cue.start, rate)
        words = " ".join(
            f"{place(span.start)} {place(span.end)} {begin} {end}"
            for span, begin, end in find_stretches(cue, rate)
        )
        # Spelled out: all but the text is made of letters and digits of our own.
        tag = "tr" if row else "span"
        return Markup(
            f'<{tag} id="{sentence.id}" data-t="{start} {to_milliseconds(cue.end, rate) - start}"'
            + (f' data-w="{words}">' if words else ">")
            + f"{self._mark_up_text(sentence, links, row)}</{tag}>"
        )

    def _mark_up_text(
        self, sentence: Sentence, links: Sequence[TextLink], row: ShownRow | None
    ) -> Markup:
        """A sentence's words, those of a row cell by cell: what is only heard there is hidden."""
        text = sentence.text

        def write(span: Span) -> Markup:
            return self._mark_up_words(span.of(text))

        def hide(span: Span) -> Markup:
            hidden = Markup('<span class="heard" aria-hidden="true">{}</span>')
            return hidden.format(write(span)) if span.of(text) else Markup()

        def write_part(part: CellPart) -> Markup:
            return hide(part.name) + mark_up_linked(part.words, links, write) + hide(part.mark)

        if row:
            return row.write(sentence, write_part)
        return mark_up_linked(Span(0, len(text)), links, write)

    def _link_on(self, paragraph: Paragraph) -> Markup:
        """The link of a heading; a page outside a site has no other pages beside it."""
        if not paragraph.link or not (self.home or "://" in paragraph.link):
            return Markup()
        link = Markup(' <a class="on" href="{}">{}</a>')
        return link.format(paragraph.link, self._labels["read_on"])

    def _find_gap(self, before: Sentence, after: Sentence) -> Markup:
        """What stands between two sentences of a paragraph."""
        between = self._outline.article.text[before.span.end : after.span.start]
        return Markup("\n" if "\n" in between and not between.strip() else " ")

    def _list_facts(self, edition: Edition) -> Mapping[str, object]:
        outline, article = self._outline, self._outline.article
        show, labels = outline.show, self._labels
        foreign = show.labels != article.language.partition("-")[0]
        seconds = edition.recording.samples / outline.rate
        return {
            "t": labels,
            "article": article,
            "show": show,
            "title": strip_turns(article.title),
            "summary": strip_turns(article.description),
            "by": strip_turns(article.author or show.author),
            "disclosure": disclose(outline),
            "day": site.format_day(article.published, show.labels) if article.published else "",
            "seconds": seconds,
            "clock": site.format_clock,
            "marked_up": lambda text: mark_up(text, article.language),
            "plain": strip_turns,
            "ui": Markup(' lang="{}"').format(show.labels) if foreign else "",
            "chapters": list(self._list_chapters(edition)),
            "long": self._paragraphs > _LONG,
            "said": Markup(_encode_for_script(labels)),
        }

    def _list_chapters(self, edition: Edition) -> Iterator[tuple[str, str, float]]:
        """Paragraph, title and moment; what comes before the first heading is the first."""
        spare = len(edition.chapters) - len(self._headings)
        headings = [Heading(self._first, 0.0)] * spare + self._headings
        for chapter, heading in zip(edition.chapters, headings, strict=False):
            yield heading.paragraph, chapter.title, heading.moment

    def _sort_files(self, beside: Sequence[PublishedFile]) -> Mapping[str, object]:
        """What plays, MP3 first as its clock is the timing's; the picture; what can be had."""
        order = ("audio/mpeg", "audio/mp4", "audio/ogg")
        sounds = [file for kind in order for file in beside if file.is_whole(kind)]
        pictures = [file for file in beside if file.media_type.startswith("image/")]
        return {
            "sounds": sounds[:1],
            "picture": pictures[0] if pictures else None,
            "downloads": sorted(
                (file for file in beside if self._is_download(file)),
                key=lambda file: list(self._labels).index(file.media_type),
            ),
            "parts": [file for file in beside if file.part_of],
            "kind": lambda file: site.name_file(file, self._outline.show.labels),
            "address": quote,
            "format_size": lambda size: site.format_size(size, self._outline.show.labels),
        }

    def _is_download(self, file: PublishedFile) -> bool:
        is_named = file.media_type in self._labels
        return is_named and not file.part_of and file.name not in self.parts


class SitePageWriter(PageWriter):
    """``index.html`` in an edition's folder of a show."""

    home = "../index.html"
    parts = SITE_PARTS

    @property
    def address(self) -> str:
        """Public address of the page; empty when the show has none."""
        return find_page_address(self._outline)


def find_page_address(outline: Outline) -> str:
    """Public address of the edition's folder, where the show is now; empty without one."""
    base, folder = outline.show.base, outline.article.slug
    return f"{base}{folder}/" if base and folder else ""


_SCRIPT_LABELS = (
    "play", "pause", "playing", "link_copied", "not_copied", "failed", "resumed", "speed_is",
    "paused_at", "sleep_set", "sleep_unset", "sleep_left", "slept", "previous_edition",
    "next_edition", "queue_add", "queue_remove", "queued", "unqueued", "keep", "drop", "kept",
    "dropped", "keep_failed", "keeping", "press_play",
)  # fmt: skip


def _encode_for_script(labels: Mapping[str, str]) -> str:
    """JSON that may stand in a script element: without ``<``, it can end nothing."""
    said = json.dumps({key: labels[key] for key in _SCRIPT_LABELS}, ensure_ascii=False)
    return said.replace("<", "\\u003c")
