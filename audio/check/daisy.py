"""The check of a DAISY 2.02 book: what the specification requires, and edition.json's sentences."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from lxml import etree

from audio.check.daisy_book import DaisyBook, PlayedPhrase, SmilFile, read_book
from audio.check.daisy_metadata import check_counts, check_presence, check_times
from audio.check.damaged_archives import DAMAGED_ARCHIVE
from audio.check.edition_data import EditionData, SentenceData
from audio.check.fault import Fault, Rule, apply_rules, contrast
from audio.check.frames import FrameStream
from audio.check.same_sound import check_same_sound
from audio.sound import mpeg

_TOLERANCE = 0.03
"""Seconds between the moments of a sentence here and in ``edition.json``."""
_ROUNDING = 0.002
"""Seconds: how much a sound may be longer or shorter than its phrases."""


def check_daisy(path: Path, where: str, data: EditionData | None) -> Iterator[Fault]:
    """Yield all that is wrong with a DAISY book in a zip. Raises ``OSError``."""
    try:
        book = read_book(path, where)
    except (*DAMAGED_ARCHIVE, etree.XMLSyntaxError) as error:
        yield Fault(where, f"is no DAISY book, or a damaged one: {error}")
        return
    yield from apply_rules(book, _RULES)
    if data:
        yield from _check_title(book, data)
        yield from _check_sentences(book, data)
        yield from check_same_sound(where, book.sounds.values(), path.parent, data)


def _check_ids(book: DaisyBook) -> Iterator[Fault]:
    for address in book.repeated:
        yield Fault(book.where, f"the id {address} stands twice")


def _check_headings(book: DaisyBook) -> Iterator[Fault]:
    if not book.headings or book.headings[0][:2] != (1, "title"):
        yield Fault(book.where, "ncc.html does not begin with a heading 1 of class title")
    levels = [heading.level for heading in book.headings]
    if any(after > before + 1 for before, after in pairwise(levels)):
        yield Fault(book.where, "ncc.html leaves out a level of headings")
    known = {f"{name}#{p.id}" for name, section in book.sections.items() for p in section.phrases}
    for heading in book.headings:
        if heading.address not in known:
            yield Fault(book.where, f"ncc.html leads to {heading.address}, which is not there")
    led = list(dict.fromkeys(heading.address.partition("#")[0] for heading in book.headings))
    for name in book.sections:
        if name not in led:
            yield Fault(book.where, f"no heading of ncc.html leads to {name}")
    if [name for name in led if name in book.sections] != [n for n in book.sections if n in led]:
        yield Fault(book.where, "ncc.html has another order than master.smil")


def _check_text_headings(book: DaisyBook) -> Iterator[Fault]:
    """Every heading of the text is in ``ncc.html``, with its words and its level.

    It leads to the heading; that of the title may lead to what is said before it.
    """
    entries = {heading.address: heading for heading in book.headings}
    for number, heading in enumerate(book.text_headings):
        place = book.texts.get(heading.first)
        entry = entries.get(place.link) if place else None
        if entry is None and not number and book.headings:
            entry = book.headings[0]
        if entry is None:
            yield Fault(book.where, contrast("a heading is not in ncc.html", heading.text, None))
        elif (entry.level, _squeeze(entry.text)) != (heading.level, _squeeze(heading.text)):
            one, other = (f"h{each.level} {_squeeze(each.text)}" for each in (heading, entry))
            yield Fault(book.where, contrast("a heading is another in ncc.html", one, other))


def _check_phrases(book: DaisyBook) -> Iterator[Fault]:
    shown = {phrase.text for section in book.sections.values() for phrase in section.phrases}
    for address in book.texts:
        if address not in shown:
            yield Fault(book.where, f"{address} is never heard")
    for name, section in book.sections.items():
        for phrase in section.phrases:
            yield from _check_phrase(book, name, section, phrase)
        for one, other in pairwise(section.phrases):
            if one.end != other.begin:
                what = "a phrase does not begin where the one before it ends"
                yield Fault(book.where, contrast(what, one.end, other.begin), other.sentence)


def _check_phrase(
    book: DaisyBook, name: str, section: SmilFile, phrase: PlayedPhrase
) -> Iterator[Fault]:
    place = book.texts.get(phrase.text)
    if place is None:
        yield Fault(book.where, f"{name} shows what is not there", phrase.sentence)
    elif place.link != f"{name}#{phrase.id}" and ":" not in place.link:
        yield Fault(book.where, f"does not lead back to {name}", phrase.sentence)
    if phrase.end <= phrase.begin:
        yield Fault(book.where, "a phrase is empty", phrase.sentence)
    if not phrase.waits:
        yield Fault(book.where, "a phrase does not say endsync last", phrase.sentence)
    if phrase.region not in section.regions:
        what = f"{name} shows a phrase in a region that it does not have"
        yield Fault(book.where, contrast(what, ", ".join(section.regions), phrase.region))


def _check_sounds(book: DaisyBook) -> Iterator[Fault]:
    """A sound for each section, of whole frames of one kind: at a constant bitrate."""
    for name, section in book.sections.items():
        sounds = {phrase.sound for phrase in section.phrases}
        if len(sounds) != 1:
            yield Fault(book.where, f"{name} plays {len(sounds)} sounds, not one")
        length = sum(_measure(book.sounds[each]) for each in sounds)
        if abs(length - section.length) > _ROUNDING:
            what = f"{name} is not as long as its sound"
            yield Fault(book.where, contrast(what, round(length, 3), round(section.length, 3)))
    for name, sound in book.sounds.items():
        if len(sound.kinds) > 1:
            yield Fault(book.where, f"{name}: its frames are not of one kind")
        for broken in sound.breaks[:1]:
            more = f", the first of {len(sound.breaks)}" if len(sound.breaks) > 1 else ""
            yield Fault(book.where, f"{name}: frame {broken.frame}: {broken.what}{more}")


def _measure(sound: FrameStream) -> float:
    """Seconds, counted in frames: what is reckoned from bytes is off by 0.04 s in four minutes."""
    return sum(n * mpeg.SAMPLES / kind.rate for kind, n in sound.kinds.items())


def _check_title(book: DaisyBook, data: EditionData) -> Iterator[Fault]:
    for key, expected in (("dc:title", data.title), ("dc:language", data.language)):
        found = book.contents.get(key)
        if found != expected:
            yield Fault(book.where, contrast(f"{key} is not edition.json's", expected, found))


def _check_sentences(book: DaisyBook, data: EditionData) -> Iterator[Fault]:
    spans: dict[str, tuple[float, float]] = {}
    elapsed = 0.0
    for section in book.sections.values():
        for phrase in section.phrases:
            spans[phrase.sentence] = elapsed + phrase.begin, elapsed + phrase.end
        elapsed += section.length
    texts = {address.rpartition("#")[2]: place.text for address, place in book.texts.items()}
    firsts = {s.phrases[0].sentence for s in book.sections.values() if s.phrases}
    for sentence in data.sentences:
        if sentence.id not in spans:
            yield Fault(book.where, "is in no phrase", sentence.id)
        else:
            is_first = sentence.id in firsts
            yield from _check_span(book, sentence, spans[sentence.id], is_first=is_first)
        found = _squeeze(texts.get(sentence.id, ""))
        if found != _squeeze(sentence.written):
            what = contrast("is another text", sentence.written, found)
            yield Fault(book.where, what, sentence.id)


def _check_span(
    book: DaisyBook, sentence: SentenceData, span: tuple[float, float], *, is_first: bool
) -> Iterator[Fault]:
    """A phrase begins with its sentence, the first of a section before it, and holds its end."""
    begin, end = span
    early = sentence.start - begin
    if early < -_TOLERANCE or (early > _TOLERANCE and not is_first):
        what = "is played at another moment than it is heard"
        yield Fault(book.where, contrast(what, sentence.start, round(begin, 3)), sentence.id)
    if end < sentence.end - _TOLERANCE:
        what = "is cut off before it is said"
        yield Fault(book.where, contrast(what, sentence.end, round(end, 3)), sentence.id)


def _squeeze(text: str) -> str:
    return " ".join(text.split())


_RULES: tuple[Rule[DaisyBook], ...] = (
    check_presence,
    check_counts,
    check_times,
    _check_ids,
    _check_headings,
    _check_text_headings,
    _check_phrases,
    _check_sounds,
)
