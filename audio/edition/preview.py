"""Preview: a sentence or a passage heard at once, as an edition would speak it."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Sequence
from dataclasses import replace

from audio.clips.clip_maker import ClipMaker, open_maker
from audio.clips.orders import EditionVoices
from audio.edition.timeline import find_pause
from audio.engines import is_waited_for
from audio.errors import SourceError
from audio.normalize import EMPTY_LEXICON, Lexicon
from audio.readers.lexicon import read_lexicon
from audio.records import Article, BlockKind, Paragraph, Sentence, Span
from audio.segment import segment
from audio.settings import Settings
from audio.sound import encoding, joining
from audio.work.flow import run_in_order

_SHORT = "हाँ।"


def load_voice(settings: Settings) -> None:
    """Have the voice of the settings loaded, so that the first sentence is heard as soon as others.

    It says a word, of which nothing is kept; from then on a sentence may take memory to be heard
    sooner. Raises what ``preview`` raises.
    """
    is_waited_for.set()
    with tempfile.TemporaryDirectory() as folder, open_maker(folder, jobs=1) as maker:
        preview(_SHORT, settings, maker)


def preview(
    written: str,
    settings: Settings,
    maker: ClipMaker,
    *,
    kind: BlockKind = BlockKind.PARAGRAPH,
    trial: Lexicon = EMPTY_LEXICON,
) -> bytes:
    """A sentence as MP3: only it is made, and kept in the maker's store.

    ``kind`` chooses among the voices of the settings; ``trial`` are rows of a lexicon that are to
    be heard before they are kept. Raises ``SourceError`` for what holds nothing to say, and what
    ``narrate`` raises.
    """
    text = " ".join(written.split())
    if not text:
        raise SourceError("there is nothing to say")
    sentence = Sentence("p1s1", Span(0, len(text)), text)
    paragraph = Paragraph("p1", kind, 0, (sentence,))
    return _speak([paragraph], settings, maker, trial)


def preview_passage(paragraphs: Sequence[Paragraph], settings: Settings, maker: ClipMaker) -> bytes:
    """Paragraphs, as those that ``choose_passage`` gives, as MP3 with the pauses between them.

    Raises what ``narrate`` raises.
    """
    return _speak(paragraphs, settings, maker, EMPTY_LEXICON)


def choose_passage(article: Article) -> tuple[Paragraph, ...]:
    """Some sentences of an article in which its pauses are heard.

    The end of a chapter, the next heading and what follows it; without a heading the title and
    two paragraphs. Of a paragraph come two sentences.
    """
    paragraphs = segment(article)
    short = [replace(each, sentences=each.sentences[:2]) for each in paragraphs]
    kinds = [each.kind for each in short]
    at = kinds.index(BlockKind.HEADING) if BlockKind.HEADING in kinds else 1
    return tuple(short[max(0, at - 1) : at + 2])


def _speak(
    paragraphs: Sequence[Paragraph], settings: Settings, maker: ClipMaker, trial: Lexicon
) -> bytes:
    """Paragraphs as MP3, with the pauses between them."""
    lexicon = read_lexicon(settings.lexicon).merge(trial)
    voices = EditionVoices(settings, lexicon, maker.find_speakers(settings), maker.store)
    silence = encoding.make_silent_frame(settings.sound.rate, settings.sound.bitrate)
    joiner, sound = joining.Joiner(settings.sound.rate, settings.sound.bitrate), io.BytesIO()
    made = run_in_order(maker.begin, map(voices.order, paragraphs), maker.jobs)
    for paragraph, before, one in zip(paragraphs, (None, *paragraphs), made, strict=False):
        if before:
            joiner.append_silence(find_pause(paragraph, before, settings.sound.pauses))
        joiner.append(one.result)
    joining.write_pieces(joiner.make_recording().pieces, silence, sound, maker.store)
    return sound.getvalue()
