"""Preview: one sentence heard at once, as an edition would speak it."""

from __future__ import annotations

import io
import tempfile

from audio.clips.clip_maker import ClipMaker, open_maker
from audio.clips.orders import EditionVoices
from audio.errors import SourceError
from audio.normalize import EMPTY_LEXICON, Lexicon
from audio.readers.lexicon import read_lexicon
from audio.records import BlockKind, Paragraph, Sentence, Span
from audio.settings import Settings
from audio.sound import encoding, joining
from audio.work.flow import run_in_order

_SHORT = "हाँ।"


def load_voice(settings: Settings) -> None:
    """Have the voice of the settings loaded, so that the first sentence is heard as soon as others.

    It says a word, of which nothing is kept. Raises what ``preview`` raises.
    """
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
    lexicon = read_lexicon(settings.lexicon).merge(trial)
    voices = EditionVoices(settings, lexicon, maker.find_speakers(settings), maker.store)
    (made,) = run_in_order(maker.begin, [voices.order(paragraph)], 1)
    sound = io.BytesIO()
    silence = encoding.make_silent_frame(settings.sound.rate, settings.sound.bitrate)
    joining.write_pieces((made.result.frames,), silence, sound, maker.store)
    return sound.getvalue()
