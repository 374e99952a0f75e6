"""Editions whose timing is made up: any text, any length, in no time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import regex

from audio import writers
from audio.edition.output import FileOutput
from audio.readers.text.markdown import read as read_markdown
from audio.records import (
    Article,
    Block,
    BlockKind,
    Chapter,
    Clips,
    ClipTally,
    Cover,
    Cue,
    Edition,
    LexiconUse,
    Line,
    Loudness,
    Outline,
    Paragraph,
    PublishedFile,
    Recording,
    Script,
    Sentence,
    Show,
    Span,
    SpokenWord,
    WordCue,
)
from audio.segment import segment
from audio.work.folder_store import FolderStore
from audio.work.publication import Publication
from audio.work.store import Store
from audio.writers import Follower

RATE = 44_100
PAUSE = RATE // 2
WORD = RATE * 2 // 5
GAPS = (0, 0, 1000, 0, 4000, 0, 0, 9000)
"""Samples between words: most follow at once, some after a breath."""

TABLES = """# बारिश का हाल

| राज्य | वर्षा | हाल |
|---|---|---|
| [बिहार](https://example.org/b) | 20 मिमी | पानी उतर रहा है। नाव [चलती](https://example.org/n) है। |
| उत्तर के राज्य | | |
| केरल | – | IMD ने कहा |

मैच:

| | |
|---|---|
| **टॉस** | भारत |
| **अंक** | 250 |

- सूची
"""
"""An article with tables, one of which names its columns and one its rows."""

Texts = Sequence[tuple[BlockKind, int, Sequence[str]]]
"""Kind, level and sentences of each block."""


def outlined(texts: Texts, show: Show | None = None, **known) -> Outline:
    """What is known before anything is spoken; sentences are joined by spaces."""
    parts, blocks, paragraphs, at = [], [], [], 0
    for number, (kind, level, sentences) in enumerate(texts, 1):
        begin, placed = at, []
        for index, text in enumerate(sentences, 1):
            placed.append(Sentence(f"p{number}s{index}", Span(at, at + len(text)), text))
            at += len(text) + 1
        blocks.append(Block(kind, Span(begin, at - 1), level))
        paragraphs.append(Paragraph(f"p{number}", kind, level, tuple(placed)))
        parts.append(" ".join(sentences))
        at += 1
    article = Article("\n\n".join(parts), tuple(blocks), "-", **{"guid": "g1"} | known)
    return _outline(article, paragraphs, show)


def outlined_markdown(text: str) -> Outline:
    """The same of an article as Markdown, cut as it is for an edition."""
    article = read_markdown(text.encode(), "a.md")
    return _outline(article, segment(article), None)


def _outline(article: Article, paragraphs: Sequence[Paragraph], show: Show | None) -> Outline:
    return Outline(
        article=article,
        show=show or Show(title="समाचार"),
        cover=Cover(b"", "image/jpeg"),
        paragraphs=tuple(paragraphs),
        voice="espeak",
        voices=(),
        passages=(),
        instead_of="",
        disclosure="यह आवाज़ कृत्रिम है।",
        engine_version="1.52",
        rate=RATE,
    )


def find_writer(path: Path) -> type[writers.Writer]:
    """The one of the part of a site that ``path`` names, or else of the format."""
    is_part = path.name in writers.SITE_PARTS
    return writers.find_site_part(path.name) if is_part else writers.find_format(path)


@contextmanager
def open_output(path: Path, store: Store | None = None) -> Iterator[FileOutput]:
    """For the writer of ``path``, which appears when all went well."""
    store = store or FolderStore(Path("unused"))
    with Publication() as publication:
        with FileOutput(path, publication, store) as output:
            yield output
        publication.release()


def cues(outline: Outline) -> Iterator[tuple[Paragraph, Cue]]:
    """Every sentence, one after another, each written word spoken as one; 2019 as three."""
    at = PAUSE
    for paragraph in outline.paragraphs:
        for sentence in paragraph.sentences:
            cue = _cue(sentence, at)
            at = cue.end + PAUSE
            yield paragraph, cue
        at += PAUSE


def _cue(sentence: Sentence, start: int) -> Cue:
    words, at = [], start
    spans = [Span(*found.span()) for found in regex.finditer(r"\S+", sentence.text)]
    for number, span in enumerate(spans):
        for spoken in ("दो", "हज़ार", "उन्नीस") if span.of(sentence.text) == "2019" else ("शब्द",):
            words.append(WordCue(SpokenWord(spoken, span), at, at + WORD))
            at += WORD
        at += GAPS[number % len(GAPS)]
    script = Script(sentence, Line(sentence.text, ()), tuple(word.word for word in words))
    return Cue(script, start, max(at, start + WORD), tuple(words))


def finished(outline: Outline, samples: int, chapters: Sequence[Chapter]) -> Edition:
    """What is known at the end."""
    recording = Recording((), RATE, 64, 0, 0, samples, ())
    count = sum(len(paragraph.sentences) for paragraph in outline.paragraphs)
    use = LexiconUse(frozenset(), frozenset())
    loudness = Loudness(-16.0, -2.0)
    return Edition(
        outline,
        recording,
        count,
        tuple(chapters),
        (),
        loudness,
        use,
        ClipTally(Clips(0, 0), Clips(0, 0)),
        "0d9b1f4e-5b1a-5c8e-9f57-2f0c7b6a1e33",
    )


def written(path: Path, outline: Outline, beside: Sequence[PublishedFile] = ()) -> Path:
    """The file that ``path`` names, from the edition that ``outline`` becomes."""
    with open_output(path) as output:
        writer = find_writer(path)(outline, output)
        end, openings = 0, {}
        for paragraph, cue in cues(outline):
            if isinstance(writer, Follower):
                writer.add(paragraph, cue)
            end = cue.end
            is_first = cue.script.sentence == paragraph.sentences[0]
            if is_first and (paragraph.kind is BlockKind.HEADING or not openings):
                openings[paragraph.sentences[0].text] = cue.start if openings else 0
        bounds = [*openings.values(), end + PAUSE]
        chapters = [Chapter(t, a, b) for t, a, b in zip(openings, bounds, bounds[1:], strict=False)]
        writer.finish(finished(outline, end + PAUSE, chapters), beside)
    return path
