"""A DAISY 2.02 book in a zip, read file by file: what the rules of ``daisy`` look at."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple
from zipfile import ZipFile

from lxml import etree

from audio import regex
from audio.check.frames import FrameStream, scan_frames

CONTENTS, MASTER = "ncc.html", "master.smil"
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True, load_dtd=False)
_NPT = regex.compile(r"npt=(\d+\.\d{3})s")
_HEADINGS = tuple(f"{{*}}h{level}" for level in range(1, 7))


class NavHeading(NamedTuple):
    """An entry of ``ncc.html``."""

    level: int
    kind: str
    """Its class."""
    address: str
    """Where it leads: ``s0001.smil#rp1s1``."""
    text: str


class PlayedPhrase(NamedTuple):
    """A ``par``: its id, the text that it shows, and the sound that it plays."""

    id: str
    text: str
    """Address: ``s0001.html#p1s1``."""
    sound: str
    begin: float
    """Seconds."""
    end: float
    waits: bool
    """Whether it ends with the last of what is in it."""
    region: str

    @property
    def sentence(self) -> str:
        """Id of the sentence, which is that of its text."""
        return self.text.rpartition("#")[2]


class TextPlace(NamedTuple):
    """A sentence in the text."""

    text: str
    link: str
    """Where it leads: ``s0001.smil#rp1s1``; elsewhere, if it is a link as a whole."""


class TextHeading(NamedTuple):
    """A heading in the text."""

    level: int
    text: str
    first: str
    """Address of its first sentence."""


@dataclass(slots=True)
class SmilFile:
    """What a SMIL file says."""

    facts: Mapping[str, str]
    """Its metadata."""
    duration: str
    """Of its sequence: ``26.984s``."""
    regions: frozenset[str]
    phrases: list[PlayedPhrase]

    @property
    def length(self) -> float:
        """Seconds from its first phrase to its last."""
        return self.phrases[-1].end - self.phrases[0].begin if self.phrases else 0.0


@dataclass(slots=True)
class DaisyBook:
    """All that is read of a book. ``where`` is what messages call it."""

    where: str
    sizes: Mapping[str, int]
    """Bytes by file."""
    contents: Mapping[str, str]
    """Metadata of ``ncc.html``."""
    declaration: str
    """What ``ncc.html`` says of its encoding: in its first line and for browsers."""
    headings: list[NavHeading]
    pages: Counter[str]
    """Page numbers in ``ncc.html`` by their class: none, as news has no pages."""
    master: Mapping[str, str]
    """Metadata of ``master.smil``."""
    sections: dict[str, SmilFile] = field(default_factory=dict)
    """By SMIL file, in the order of ``master.smil``."""
    texts: dict[str, TextPlace] = field(default_factory=dict)
    """By address: ``s0001.html#p1s1``."""
    text_headings: list[TextHeading] = field(default_factory=list)
    sounds: dict[str, FrameStream] = field(default_factory=dict)
    """By MP3 file."""
    repeated: list[str] = field(default_factory=list)
    """Ids, as addresses, that stand twice in their file."""


def read_book(path: Path, where: str) -> DaisyBook:
    """Read a book.

    Raises ``OSError``; one of ``DAMAGED_ARCHIVE`` or ``XMLSyntaxError`` when it
    is none or is damaged.
    """
    with ZipFile(path) as archive:
        data = archive.read(CONTENTS)
        contents = etree.fromstring(data, _PARSER)
        master = etree.fromstring(archive.read(MASTER), _PARSER)
        book = DaisyBook(
            where,
            {info.filename: info.file_size for info in archive.infolist()},
            _read_metadata(contents),
            _read_declaration(data, contents),
            list(_read_headings(contents)),
            Counter(str(each.get("class")) for each in contents.iter("{*}span")),
            _read_metadata(master),
        )
        book.repeated += [*_find_repeated(CONTENTS, contents), *_find_repeated(MASTER, master)]
        for ref in master.iter("ref"):
            _read_section(archive, str(ref.get("src")).partition("#")[0], book)
    return book


def _read_declaration(data: bytes, contents: etree._Element) -> str:
    first = data.partition(b"\n")[0].decode("ascii", "replace")
    types = (
        str(each.get("content")) for each in contents.iter("{*}meta") if each.get("http-equiv")
    )
    return " ".join((first, *types)).lower()


def _read_headings(contents: etree._Element) -> Iterator[NavHeading]:
    for element in contents.iter(*_HEADINGS):
        link = element.find("{*}a")
        address = str(link.get("href")) if link is not None else ""
        text = "".join(element.itertext())
        yield NavHeading(_find_level(element), str(element.get("class") or ""), address, text)


def _find_level(heading: etree._Element) -> int:
    return int(etree.QName(heading).localname[1])


def _read_section(archive: ZipFile, name: str, book: DaisyBook) -> None:
    smil = etree.fromstring(archive.read(name), _PARSER)
    phrases = list(_read_phrases(smil))
    sequence = smil.find("body/seq")
    book.sections[name] = SmilFile(
        _read_metadata(smil),
        str(sequence.get("dur")) if sequence is not None else "",
        frozenset(str(each.get("id")) for each in smil.iter("region")),
        phrases,
    )
    book.repeated += _find_repeated(name, smil)
    for page in sorted({phrase.text.partition("#")[0] for phrase in phrases}):
        _read_text(page, etree.fromstring(archive.read(page), _PARSER), book)
    for sound in sorted({phrase.sound for phrase in phrases}):
        book.sounds[sound] = scan_frames(io.BytesIO(archive.read(sound)))


def _read_text(page: str, root: etree._Element, book: DaisyBook) -> None:
    book.repeated += _find_repeated(page, root)
    for element in root.iter("{*}span", "{*}tr"):
        if element.get("id"):
            leads = [str(link.get("href")) for link in element.iter("{*}a")]
            address = next((lead for lead in leads if ".smil#" in lead), leads[0] if leads else "")
            text = "".join(element.itertext())
            book.texts[f"{page}#{element.get('id')}"] = TextPlace(text, address)
    for heading in root.iter(*_HEADINGS):
        first = heading.find("{*}span")
        place = f"{page}#{first.get('id')}" if first is not None else ""
        text = "".join(heading.itertext())
        book.text_headings.append(TextHeading(_find_level(heading), text, place))


def _find_repeated(name: str, root: etree._Element) -> list[str]:
    counts = Counter(str(each.get("id")) for each in root.iter() if each.get("id"))
    return [f"{name}#{each}" for each, count in counts.items() if count > 1]


def _read_metadata(root: etree._Element) -> Mapping[str, str]:
    return {
        str(each.get("name")): str(each.get("content"))
        for each in root.iter("{*}meta", "meta")
        if each.get("name")
    }


def _read_phrases(smil: etree._Element) -> Iterator[PlayedPhrase]:
    for par in smil.iter("par"):
        text, sound = par.find("text"), par.find("seq/audio")
        if text is None or sound is None:
            raise ValueError("a par without text or sound")
        found = [_NPT.fullmatch(str(sound.get(key))) for key in ("clip-begin", "clip-end")]
        if None in found:
            raise ValueError(f"{par.get('id')}: a clip's moment is no npt=seconds")
        begin, end = (float(each[1]) for each in found if each)
        yield PlayedPhrase(
            str(par.get("id")),
            str(text.get("src")),
            str(sound.get("src")),
            begin,
            end,
            par.get("endsync") == "last",
            str(text.get("region") or ""),
        )
