"""EPUB: the text in sections, and overlays that light it up as it is heard."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from zipfile import ZIP_STORED, ZipFile

import pytest
from lxml import etree

from audio.check.epub import check_epub
from audio.records import BlockKind, Show
from audio.writers.epub import section
from tests.writers import staged

NAMES = {
    "h": "http://www.w3.org/1999/xhtml",
    "o": "http://www.idpf.org/2007/opf",
    "s": "http://www.w3.org/ns/SMIL",
}


@pytest.fixture
def book(edition, tmp_path):
    return ZipFile(edition.write(tmp_path / "a.epub"))


def parse(book, name):
    return etree.fromstring(book.read(f"EPUB/{name}"))


def clips(book, name):
    """The element and the two moments of every clip of a section."""
    return [
        (
            par.find("s:text", NAMES).get("src"),
            *(float(par.find("s:audio", NAMES).get(key)[:-1]) for key in ("clipBegin", "clipEnd")),
        )
        for par in parse(book, f"{name}.smil").iter("{*}par")
    ]


def test_the_type_stands_first_and_sound_is_not_compressed(book):
    first, *_ = entries = book.infolist()
    assert (first.filename, first.compress_type) == ("mimetype", ZIP_STORED)
    assert {entry.compress_type for entry in entries if entry.filename.endswith("mp3")} == {
        ZIP_STORED
    }


def test_no_id_stands_twice_in_a_file(book):
    for name in book.namelist():
        if name.endswith((".opf", ".xhtml", ".smil")):
            ids = etree.fromstring(book.read(name)).xpath("//@id")
            assert len(ids) == len(set(ids)), name


def test_a_section_ends_where_a_chapter_begins(book):
    titles = [
        parse(book, f"s000{number}.xhtml").xpath("string(//h:h1 | //h:h2)", namespaces=NAMES)
        for number in (1, 2)
    ]
    assert titles == ["बैठक की ख़बर", "आगे क्या होगा"]
    links = parse(book, "nav.xhtml").xpath("//h:nav[1]//h:a", namespaces=NAMES)
    assert [link.get("href") for link in links][:2] == ["s0001.xhtml#p1", "s0002.xhtml#p3"]


def test_clips_touch_from_the_first_moment_to_the_last(book, edition):
    every = clips(book, "s0001") + clips(book, "s0002")
    assert every[0][1] == 0
    assert all(one[2] == other[1] for one, other in pairwise(every))
    sound = edition.edition.recording
    assert every[-1][2] == pytest.approx(sound.samples / sound.rate, abs=0.001)


def test_every_word_is_lit_when_it_is_heard(book, edition):
    begins = {place.partition("#")[2]: begin for place, begin, _ in clips(book, "s0001")}
    cue = edition.cues[2]
    rate = edition.edition.recording.rate
    assert begins["p2s1w2"] == pytest.approx(cue.words[1].start / rate, abs=0.03)
    words = parse(book, "s0001.xhtml").xpath("//h:span[@id='p2s1']/h:span", namespaces=NAMES)
    assert "".join(words[0].itertext()) == "दोनों "
    assert len(words) == len(cue.script.sentence.text.split())


def test_a_show_may_have_sentences_lit_instead(edition, tmp_path):
    outline = replace(edition.edition.outline, show=Show(overlay="sentence"))
    whole = edition._replace(edition=replace(edition.edition, outline=outline))
    book = ZipFile(whole.write(tmp_path / "a.epub"))
    assert [place for place, *_ in clips(book, "s0001")] == [
        "s0001.xhtml#o1s1",
        "s0001.xhtml#p1s1",
        "s0001.xhtml#p2s1",
    ]


def test_its_sound_is_that_of_the_mp3(book, edition, tmp_path):
    sound = book.read("EPUB/audio/edition.mp3")
    mp3 = edition.write(tmp_path / "a.mp3").read_bytes()
    assert sound[:2] == b"\xff\xfb"
    assert mp3.endswith(sound)


def test_durations_add_up(book):
    package = parse(book, "package.opf")
    values = package.xpath("//o:meta[@property='media:duration']", namespaces=NAMES)
    (total,) = (float(v.text[:-1]) for v in values if not v.get("refines"))
    assert sum(float(v.text[:-1]) for v in values if v.get("refines")) == pytest.approx(
        total, abs=0.002
    )


def test_long_text_without_headings_is_parted(tmp_path, monkeypatch):
    monkeypatch.setattr("audio.writers.epub.writer.LONGEST", 4)
    texts = [(BlockKind.TITLE, 0, ["शीर्षक"]), *[(BlockKind.PARAGRAPH, 0, ["एक।", "दो।"])] * 5]
    path = tmp_path / "a.epub"
    staged.written(path, staged.outlined(texts))
    names = [name for name in ZipFile(path).namelist() if name.endswith(".smil")]
    assert len(names) == 3
    assert section.LONGEST > 4


def test_foreign_words_are_marked_for_xml(tmp_path):
    path = tmp_path / "a.epub"
    staged.written(path, staged.outlined([(BlockKind.TITLE, 0, ["ISRO & <नासा>"])]))
    title = parse(ZipFile(path), "s0001.xhtml").find(".//h:h1", NAMES)
    (english,) = title.iterfind(".//h:span[@lang]", NAMES)
    assert (english.text, "".join(title.itertext())) == ("ISRO", "ISRO & <नासा>")


def test_the_check_finds_nothing_wrong_with_it(edition, tmp_path):
    assert not list(check_epub(edition.write(tmp_path / "a.epub"), "a.epub", None))


@pytest.mark.parametrize(
    ("change", "what"),
    [
        ((b'clipEnd="', b'clipEnd="1'), "does not begin where the one before it ends"),
        ((b"#p2s1w2", b"#p2s1x2"), "leads to what is not there"),
        ((b"</smil>", b""), "is no EPUB, or a damaged one"),
    ],
)
def test_the_check_finds_what_is_damaged(book, tmp_path, change, what):
    with ZipFile(tmp_path / "b.epub", "w") as other:
        for entry in book.infolist():
            data = book.read(entry)
            other.writestr(
                entry, data.replace(*change, 1) if entry.filename.endswith("smil") else data
            )
    assert any(what in fault.what for fault in check_epub(tmp_path / "b.epub", "b.epub", None))
