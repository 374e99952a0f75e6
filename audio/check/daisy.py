"""The check of a DAISY 2.02 book: what the specification requires, and edition.json's sentences."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple
from zipfile import BadZipFile, ZipFile

import regex
from lxml import etree

from audio.check.edition_data import EditionData
from audio.check.fault import Fault, Rule, apply_rules, contrast
from audio.check.frames import FrameStream, scan_frames
from audio.sound import mpeg

_TOLERANCE = 0.03
"""Seconds between the moments of a sentence here and in ``edition.json``."""
_ROUNDING = 0.002
"""Seconds: how much a sound may be longer or shorter than its phrases."""
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True, load_dtd=False)
_NPT = regex.compile(r"npt=(\d+\.\d{3})s")
_CLOCK = regex.compile(r"(\d+):([0-5]\d):([0-5]\d)")
_REQUIRED = (
    "dc:title",
    "dc:creator",
    "dc:date",
    "dc:format",
    "dc:identifier",
    "dc:language",
    "dc:publisher",
    "ncc:charset",
    "ncc:pageFront",
    "ncc:pageNormal",
    "ncc:pageSpecial",
    "ncc:maxPageNormal",
    "ncc:setInfo",
    "ncc:tocItems",
    "ncc:totalTime",
    "ncc:narrator",
    "ncc:multimediaType",
    "ncc:depth",
    "ncc:files",
    "ncc:kByteSize",
)
"""Of ``ncc.html`` (DAISY 2.02, 2.1.2), with what it recommends to all."""
_SMIL_REQUIRED = ("dc:format", "dc:identifier", "ncc:timeInThisSmil", "ncc:totalElapsedTime")


class _Phrase(NamedTuple):
    """A ``par``: its id, the text that it shows, and the sound that it plays."""

    id: str
    text: str
    sound: str
    begin: float
    end: float

    @property
    def sentence(self) -> str:
        """Id of the sentence, which is that of its text."""
        return self.text.rpartition("#")[2]


@dataclass(slots=True)
class _Book:
    """All that is read of a book."""

    where: str
    names: list[str]
    sizes: Mapping[str, int]
    contents: Mapping[str, str] = field(default_factory=dict)
    """Metadata of ``ncc.html``."""
    headings: list[tuple[int, str, str]] = field(default_factory=list)
    """Level, class and address of each entry of ``ncc.html``."""
    sections: list[str] = field(default_factory=list)
    """SMIL files in the order of ``master.smil``."""
    facts: dict[str, Mapping[str, str]] = field(default_factory=dict)
    """Metadata by SMIL file."""
    phrases: dict[str, list[_Phrase]] = field(default_factory=dict)
    """By SMIL file."""
    texts: dict[str, str] = field(default_factory=dict)
    """By address, ``s0001.html#p1s1``."""
    links: dict[str, str] = field(default_factory=dict)
    """By the address of a text, where it leads."""
    sounds: dict[str, FrameStream] = field(default_factory=dict)
    """By MP3 file."""
    first: bytes = b""
    """The first bytes of ``ncc.html``."""


def check_daisy(path: Path, where: str, data: EditionData | None) -> Iterator[Fault]:
    """Yield all that is wrong with a DAISY book in a zip. Raises ``OSError``."""
    try:
        book = _read_book(path, where)
    except (BadZipFile, KeyError, ValueError, etree.XMLSyntaxError) as error:
        yield Fault(where, f"is no DAISY book, or a damaged one: {error}")
        return
    yield from apply_rules(book, _RULES)
    if data:
        yield from _check_sentences(book, data)


def _read_book(path: Path, where: str) -> _Book:
    with ZipFile(path) as archive:
        infos = archive.infolist()
        sizes = {info.filename: info.file_size for info in infos}
        book = _Book(where, list(sizes), sizes, first=archive.read("ncc.html")[:200])
        contents = etree.fromstring(archive.read("ncc.html"), _PARSER)
        book.contents = _read_metadata(contents)
        for element in contents.iter(*(f"{{*}}h{level}" for level in range(1, 7))):
            link = element.find("{*}a")
            address = str(link.get("href")) if link is not None else ""
            level = int(etree.QName(element).localname[1])
            book.headings.append((level, str(element.get("class") or ""), address))
        master = etree.fromstring(archive.read("master.smil"), _PARSER)
        book.sections = [str(ref.get("src")) for ref in master.iter("ref")]
        for name in book.sections:
            _read_section(archive, name, book)
    return book


def _read_section(archive: ZipFile, name: str, book: _Book) -> None:
    smil = etree.fromstring(archive.read(name), _PARSER)
    book.facts[name] = _read_metadata(smil)
    book.phrases[name] = list(_read_phrases(smil))
    pages = {phrase.text.partition("#")[0] for phrase in book.phrases[name]}
    for page in sorted(pages):
        for element in etree.fromstring(archive.read(page), _PARSER).iter("{*}span"):
            if not element.get("id"):
                continue
            address = f"{page}#{element.get('id')}"
            link = element.find("{*}a")
            book.texts[address] = "".join(element.itertext())
            book.links[address] = str(link.get("href")) if link is not None else ""
    for sound in sorted({phrase.sound for phrase in book.phrases[name]}):
        book.sounds[sound] = scan_frames(io.BytesIO(archive.read(sound)))


def _read_metadata(root: etree._Element) -> Mapping[str, str]:
    return {
        str(each.get("name")): str(each.get("content"))
        for each in root.iter("{*}meta", "meta")
        if each.get("name")
    }


def _read_phrases(smil: etree._Element) -> Iterator[_Phrase]:
    for par in smil.iter("par"):
        text, sound = par.find("text"), par.find("seq/audio")
        if text is None or sound is None:
            raise ValueError("a par without text or sound")
        found = [_NPT.fullmatch(str(sound.get(key))) for key in ("clip-begin", "clip-end")]
        if None in found:
            raise ValueError(f"{par.get('id')}: a clip's moment is no npt=seconds")
        begin, end = (float(each[1]) for each in found if each)
        yield _Phrase(str(par.get("id")), str(text.get("src")), str(sound.get("src")), begin, end)


def _check_metadata(book: _Book) -> Iterator[Fault]:
    for name in _REQUIRED:
        if not book.contents.get(name):
            yield Fault(book.where, f"ncc.html lacks {name}")
    for name, facts in book.facts.items():
        for key in _SMIL_REQUIRED:
            if not facts.get(key):
                yield Fault(book.where, f"{name} lacks {key}")
    formats = {book.contents.get("dc:format"), *(f.get("dc:format") for f in book.facts.values())}
    if formats != {"Daisy 2.02"}:
        yield Fault(book.where, "a file of it is of another format than Daisy 2.02")
    identifiers = {f.get("dc:identifier") for f in book.facts.values()}
    if identifiers != {book.contents.get("dc:identifier")}:
        yield Fault(book.where, "its files have several identifiers")
    if b'encoding="utf-8"' not in book.first or book.contents.get("ncc:charset") != "utf-8":
        yield Fault(book.where, "ncc.html does not tell its encoding")


def _check_counts(book: _Book) -> Iterator[Fault]:
    size = -(-sum(book.sizes.values()) // 1024)
    expected = {
        "ncc:tocItems": len(book.headings),
        "ncc:depth": max((level for level, *_ in book.headings), default=0),
        "ncc:files": len(book.names),
        "ncc:kByteSize": size,
    }
    for name, number in expected.items():
        if book.contents.get(name) != str(number):
            yield Fault(book.where, contrast(f"{name} is wrong", number, book.contents.get(name)))


def _check_headings(book: _Book) -> Iterator[Fault]:
    if not book.headings or book.headings[0][:2] != (1, "title"):
        yield Fault(book.where, "ncc.html does not begin with a heading 1 of class title")
    levels = [level for level, *_ in book.headings]
    if any(after > before + 1 for before, after in pairwise(levels)):
        yield Fault(book.where, "ncc.html leaves out a level of headings")
    known = {f"{name}#{p.id}" for name, phrases in book.phrases.items() for p in phrases}
    for _, _, address in book.headings:
        if address not in known:
            yield Fault(book.where, f"ncc.html leads to {address}, which is not there")
    led = {address.partition("#")[0] for *_, address in book.headings}
    for name in book.sections:
        if name not in led:
            yield Fault(book.where, f"no heading of ncc.html leads to {name}")


def _check_phrases(book: _Book) -> Iterator[Fault]:
    for name, phrases in book.phrases.items():
        for phrase in phrases:
            if phrase.text not in book.texts:
                yield Fault(book.where, f"{name} shows what is not there", phrase.sentence)
            elif book.links[phrase.text] != f"{name}#{phrase.id}":
                yield Fault(book.where, f"does not lead back to {name}", phrase.sentence)
            if phrase.end <= phrase.begin:
                yield Fault(book.where, "a phrase is empty", phrase.sentence)
        for one, other in pairwise(phrases):
            if one.end != other.begin:
                what = "a phrase does not begin where the one before it ends"
                yield Fault(book.where, contrast(what, one.end, other.begin), other.sentence)


def _check_times(book: _Book) -> Iterator[Fault]:
    elapsed = 0.0
    for name in book.sections:
        phrases = book.phrases[name]
        length = phrases[-1].end - phrases[0].begin if phrases else 0.0
        sound = sum(_measure(book.sounds[each]) for each in {p.sound for p in phrases})
        if abs(sound - length) > _ROUNDING:
            what = f"{name} is not as long as its sound"
            yield Fault(book.where, contrast(what, round(sound, 3), round(length, 3)))
        facts = book.facts[name]
        for key, expected in (("totalElapsedTime", elapsed), ("timeInThisSmil", length)):
            if not _is_near(facts.get(f"ncc:{key}", ""), expected):
                what = contrast(f"{name}: {key} is wrong", expected, facts.get(f"ncc:{key}"))
                yield Fault(book.where, what)
        elapsed += length
    if not _is_near(book.contents.get("ncc:totalTime", ""), elapsed):
        found = book.contents.get("ncc:totalTime")
        yield Fault(book.where, contrast("ncc:totalTime is wrong", elapsed, found))


def _measure(sound: FrameStream) -> float:
    """Seconds, counted in frames: what is reckoned from bytes is off by 0.04 s in four minutes."""
    return sum(n * mpeg.SAMPLES / kind.rate for kind, n in sound.kinds.items())


def _check_sounds(book: _Book) -> Iterator[Fault]:
    """Whole frames of one kind that follow each other: the constant bitrate that players need."""
    for name, sound in book.sounds.items():
        if len(sound.kinds) > 1:
            yield Fault(book.where, f"{name}: its frames are not of one kind")
        for broken in sound.breaks[:1]:
            more = f", the first of {len(sound.breaks)}" if len(sound.breaks) > 1 else ""
            yield Fault(book.where, f"{name}: frame {broken.frame}: {broken.what}{more}")


def _is_near(clock: str, seconds: float) -> bool:
    found = _CLOCK.fullmatch(clock)
    if not found:
        return False
    hours, minutes, rest = map(int, found.groups())
    return abs(hours * 3600 + minutes * 60 + rest - seconds) <= 1


def _check_sentences(book: _Book, data: EditionData) -> Iterator[Fault]:
    begins: dict[str, float] = {}
    elapsed = 0.0
    for name in book.sections:
        for phrase in book.phrases[name]:
            begins[phrase.sentence] = elapsed + phrase.begin
        elapsed += book.phrases[name][-1].end if book.phrases[name] else 0.0
    texts = {address.rpartition("#")[2]: text for address, text in book.texts.items()}
    firsts = {phrases[0].sentence for phrases in book.phrases.values() if phrases}
    for sentence in data.sentences:
        begin = begins.get(sentence.id)
        if begin is None:
            yield Fault(book.where, "is in no phrase", sentence.id)
        elif sentence.id not in firsts and abs(begin - sentence.start) > _TOLERANCE:
            what = "is played at another moment than it is heard"
            yield Fault(book.where, contrast(what, sentence.start, begin), sentence.id)
        found = " ".join(texts.get(sentence.id, "").split())
        if found != " ".join(sentence.written.split()):
            yield Fault(
                book.where, contrast("is another text", sentence.written, found), sentence.id
            )


_RULES: tuple[Rule[_Book], ...] = (
    _check_metadata,
    _check_counts,
    _check_headings,
    _check_phrases,
    _check_times,
    _check_sounds,
)
