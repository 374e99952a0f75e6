"""The voices of Microsoft Edge's "Read aloud", over the network and without a key.

Every line is one request (a line too long for one is parted after a clause), so a sentence's
moment is exact however the service times its words. Each answer, sound and word boundaries
together, is checked and kept as it came before the next is asked for.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib.metadata import version
from importlib.util import find_spec
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from audio import regex
from audio.engines import VoiceInfo, speak_each
from audio.errors import SpeechError, VoiceError
from audio.records import Line, Mark, Span, Speech, TimingSource, Utterance
from audio.settings import Voice
from audio.work.keys import make_key
from audio.work.store import Shelf

if TYPE_CHECKING:
    from audio.engines.edge.answer import TimedSound
    from audio.engines.edge.service import EdgeRequest

DEFAULT = "hi-IN-SwaraNeural"
HINDI = (DEFAULT, "hi-IN-MadhurNeural")
LONGEST = 4096
"""Bytes of a request's text, as XML in UTF-8 (edge-tts cuts what is longer, at any space)."""
FORMAT = 1
"""Raised when what is kept of an answer has another form."""
_RATE = 24_000
_PAUSE = _RATE * 15 // 100
"""Samples between the parts of a line that was too long for one request: a comma's."""

_NAME = regex.compile(r"[a-z]{2,3}(?:-[A-Za-z]+)+-\w+Neural")
_CLAUSE_END = regex.compile(r"[,;:।॥.!?—–)\]}»”’]")


class EdgeEngine:
    """One voice of the service, with its rate and pitch.

    Speed 1.2 is asked for as a rate of ``+20%``; one step of pitch is one hertz, so 60 is
    ``+10Hz``. Marks are the service's own; they are said to be estimated in
    a line of which it told when fewer than half of the words are heard.
    """

    band = (0.055, 0.35)

    def __init__(self, voice: Voice, received: Shelf) -> None:
        """Raises ``ImportError`` without edge-tts, ``VoiceError`` for what is no voice's name."""
        _need_edge_tts()
        self._voice = _check_name(voice.name)
        self._speed = voice.speed
        self._rate = f"{round(100 * (voice.speed - 1)):+d}%"
        self._pitch = f"{voice.pitch - 50:+d}Hz"
        self._received = received
        self.version = f"edge-tts {version('edge-tts')}"

    @staticmethod
    def list_voices() -> list[VoiceInfo]:
        """The Hindi ones; the service is not asked for its list, which would take a network.

        Raises ``ImportError`` without edge-tts.
        """
        _need_edge_tts()
        note = "Microsoft's; any other voice of the service can be named"
        return [VoiceInfo(f"edge:{name}", "hi", offline=False, note=note) for name in HINDI]

    def speak(self, lines: Sequence[Line]) -> Speech:
        """One paragraph. Raises ``SpeechError`` when the service cannot be made to speak it."""
        return Speech(_RATE, speak_each(self._speak_line, lines))

    def _speak_line(self, line: Line) -> Utterance:
        """One line of one or more parts, with a comma's pause between them."""
        if not line.words:
            return Utterance(bytes(2 * _PAUSE))
        pcm = bytearray()
        marks: list[Mark] = []
        heard = 0
        for part in split_line(line):
            sound = self._receive(part)
            if pcm:
                pcm += bytes(2 * _PAUSE)
            at = len(pcm) // 2
            marks += (Mark(at + mark.start, at + mark.end) for mark in sound.words.marks)
            heard += sound.words.heard
            pcm += sound.samples.tobytes()
        source = TimingSource.EXACT if 2 * heard >= len(marks) else TimingSource.ESTIMATED
        return Utterance(bytes(pcm), tuple(marks), source)

    def _receive(self, line: Line) -> TimedSound:
        """The checked answer to one request, received before or now."""
        # Imported here: what lists voices must be fast.
        from audio.engines.edge.answer import EdgeAnswer, examine
        from audio.engines.edge.service import EdgeRequest, find_service
        from audio.engines.online.service import Query

        request = EdgeRequest(self._voice, self._rate, self._pitch, line.text)
        service = find_service()
        query = Query(
            _make_key(request),
            line.text,
            lambda: service.send(request),
            lambda packed: examine(EdgeAnswer.unpack(packed), line, self.band, self._speed),
        )
        return service.submit(query, self._received).result()


def split_line(line: Line) -> Iterator[Line]:
    """``line`` in as few requests as can carry it, cut after a clause, else after a word.

    Linear in its length. Raises ``SpeechError`` for a word that no request can carry.
    """
    first = begin = 0
    while first < len(line.words):
        end = _fit_words(line, begin, first)
        stop = len(line.text) if end == len(line.words) else line.words[end].start
        words = tuple(Span(w.start - begin, w.end - begin) for w in line.words[first:end])
        yield Line(line.text[begin:stop].rstrip(), words)
        first, begin = end, stop


def _fit_words(line: Line, begin: int, first: int) -> int:
    """Index after the last word that a request from ``begin`` on should hold."""
    size = 0
    at = begin
    clause = end = first
    while end < len(line.words):
        stop = len(line.text) if end + 1 == len(line.words) else line.words[end + 1].start
        size += len(escape(line.text[at:stop]).encode())
        if size > LONGEST:
            break
        end, at = end + 1, stop
        if _CLAUSE_END.search(line.text, line.words[end - 1].end, stop):
            clause = end
    if end == first:
        word = line.text[begin : begin + 40]
        raise SpeechError(
            f"edge takes no word of more than {LONGEST} bytes: {word}…", hint="part it by a space"
        )
    return end if end == len(line.words) else clause if clause > first else end


def _make_key(request: EdgeRequest) -> str:
    """The key of an answer: all that shapes it."""
    return make_key("edge", FORMAT, *request)


def _check_name(name: str) -> str:
    """The service's name for a voice; whether it has one of that name, only it can tell."""
    name = name or DEFAULT
    if _NAME.fullmatch(name):
        return name
    raise VoiceError(
        f"edge has no voice {name!r}",
        hint=f"there are {', '.join(HINDI)}, and others named so",
    )


def _need_edge_tts() -> None:
    """Looked for, not imported: that takes longer than listing every voice."""
    if find_spec("edge_tts") is None:
        raise ModuleNotFoundError("no edge_tts", name="edge_tts")
