"""The check of an EPUB against edition.json: every sentence is in it, lit while it is heard."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise
from pathlib import Path
from typing import BinaryIO, NamedTuple, cast
from zipfile import ZipFile

from lxml import etree

from audio.check.damaged_archives import DAMAGED_ARCHIVE
from audio.check.disclosure_words import names_machine
from audio.check.edition_data import EditionData
from audio.check.fault import Fault, contrast, quote
from audio.check.frames import scan_frames
from audio.check.same_sound import check_same_sound

_SMIL = "{http://www.w3.org/ns/SMIL}"
_TOLERANCE = 0.03
"""Seconds between the moments of a sentence here and in ``edition.json``."""
_PACKAGE, _SOUND = "EPUB/package.opf", "EPUB/audio/edition.mp3"
_REQUIRED = (
    "dcterms:conformsTo",
    "dcterms:modified",
    "media:active-class",
    "media:duration",
    "media:narrator",
    "schema:accessMode",
    "schema:accessibilityFeature",
    "schema:accessibilitySummary",
)
"""Metadata (EPUB 3.3, 5.5.3 and 9.3.5; EPUB Accessibility 1.1, 2.2)."""
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)


class _Clip(NamedTuple):
    """A stretch of the sound and the element that is lit while it is heard."""

    element: str
    begin: float
    end: float

    @property
    def sentence(self) -> str:
        """Id of the sentence that the element is, or is in: ``p3s2`` of ``p3s2w4``."""
        return self.element.partition("w")[0]


def check_epub(path: Path, where: str, data: EditionData | None) -> Iterator[Fault]:
    """Yield all that is wrong with an EPUB. Raises ``OSError``."""
    try:
        with ZipFile(path) as archive:
            names = archive.namelist()
            sections = [name for name in names if name.endswith(".smil")]
            texts: dict[str, str] = {}
            clips: list[_Clip] = []
            package = etree.fromstring(archive.read(_PACKAGE), _PARSER)
            with archive.open(_SOUND) as file:
                sound = scan_frames(cast("BinaryIO", file))
            for name in sections:
                texts |= _read_elements(archive.read(name.removesuffix("smil") + "xhtml"))
                clips += _read_clips(archive.read(name))
    except (*DAMAGED_ARCHIVE, etree.XMLSyntaxError) as error:
        yield Fault(where, f"is no EPUB, or a damaged one: {error}")
        return
    if names[0] != "mimetype":
        yield Fault(where, contrast("begins with another file", "mimetype", names[0]))
    yield from _check_metadata(where, package)
    yield from _check_clips(where, clips, texts)
    if data:
        yield from check_same_sound(where, [sound], path.parent, data)
        yield from _check_sentences(where, clips, texts, data)


def _check_metadata(where: str, package: etree._Element) -> Iterator[Fault]:
    """What a listener's program must be told: how long it is, what is lit, who speaks."""
    told = {str(each.get("property")): each.text for each in package.iter("{*}meta") if each.text}
    for name in _REQUIRED:
        if name not in told:
            yield Fault(where, f"its package does not tell {name}")
    if (narrator := told.get("media:narrator")) and not names_machine(narrator):
        yield Fault(where, f"its media:narrator is no synthetic voice: {quote(narrator)}")


def _read_elements(data: bytes) -> Mapping[str, str]:
    return {
        str(each.get("id")): "".join(each.itertext())
        for each in etree.fromstring(data, _PARSER).iter("{*}span", "{*}tr")
        if each.get("id")
    }


def _read_clips(data: bytes) -> Iterator[_Clip]:
    for par in etree.fromstring(data, _PARSER).iter(f"{_SMIL}par"):
        text, sound = par.find(f"{_SMIL}text"), par.find(f"{_SMIL}audio")
        if text is None or sound is None:
            raise ValueError("a par without text or sound")
        times = (float(str(sound.get(key)).removesuffix("s")) for key in ("clipBegin", "clipEnd"))
        yield _Clip(str(text.get("src")).rpartition("#")[2], *times)


def _check_clips(where: str, clips: list[_Clip], texts: Mapping[str, str]) -> Iterator[Fault]:
    for clip in clips:
        if clip.element not in texts:
            yield Fault(where, "an overlay leads to what is not there", clip.element)
        if clip.end <= clip.begin:
            yield Fault(where, "a clip is empty", clip.element)
    for one, other in pairwise(clips):
        if one.end != other.begin:
            what = "a clip does not begin where the one before it ends"
            yield Fault(where, contrast(what, one.end, other.begin), other.element)


def _check_sentences(
    where: str, clips: list[_Clip], texts: Mapping[str, str], data: EditionData
) -> Iterator[Fault]:
    begins: dict[str, float] = {}
    for clip in clips:
        begins.setdefault(clip.sentence, clip.begin)
    for number, sentence in enumerate(data.sentences):
        if sentence.id not in begins:
            yield Fault(where, "is not in the overlays", sentence.id)
        elif number and abs(begins[sentence.id] - sentence.start) > _TOLERANCE:
            what = "is lit at another moment than it is heard"
            yield Fault(where, contrast(what, sentence.start, begins[sentence.id]), sentence.id)
        if _squeeze(texts.get(sentence.id, "")) != _squeeze(sentence.written):
            found = texts.get(sentence.id, "")
            yield Fault(where, contrast("is another text", sentence.written, found), sentence.id)
    if clips and abs(clips[-1].end - data.duration) > _TOLERANCE:
        yield Fault(where, contrast("its overlays end elsewhere", data.duration, clips[-1].end))


def _squeeze(text: str) -> str:
    return " ".join(text.split())
