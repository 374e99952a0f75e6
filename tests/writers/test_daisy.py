"""DAISY 2.02: contents, sections with their sound, and phrases that time the text."""

from __future__ import annotations

import io
from dataclasses import replace
from zipfile import ZIP_STORED, ZipFile

import pytest
from lxml import etree

from audio.check.daisy import check_daisy
from audio.check.frames import scan_frames
from audio.records import BlockKind, Recording
from audio.settings.formats import find_suffix, name_file
from audio.sound import mpeg
from audio.writers.daisy.section import LONGEST, format_time, format_total, touch_phrases
from tests.writers import staged

TITLE = (BlockKind.TITLE, 0, ["शीर्षक"])


@pytest.fixture
def book(edition, tmp_path):
    return ZipFile(edition.write(tmp_path / "a.daisy"))


def parse(book, name):
    parser = etree.XMLParser(load_dtd=False, no_network=True)
    return etree.fromstring(book.read(name), parser)


def list_contents(book):
    """Level, title and address of every entry."""
    return [
        (element.tag[-1], "".join(element.itertext()), element[0].get("href"))
        for element in parse(book, "ncc.html").find("{*}body")
    ]


def make_staged(folder, texts):
    staged.written(folder / "a.daisy", staged.outlined(texts), [])
    return ZipFile(folder / "a.daisy")


def test_a_chapter_is_a_section_with_text_timing_and_sound(book):
    names = {"master.smil", "ncc.html"}
    names |= {f"s000{n}.{suffix}" for n in (1, 2) for suffix in ("html", "smil", "mp3")}
    assert set(book.namelist()) == names
    assert {i.compress_type for i in book.infolist() if i.filename[-3:] == "mp3"} == {ZIP_STORED}
    assert list_contents(book)[0][:2] == ("1", "बैठक की ख़बर")
    assert list_contents(book)[1] == ("1", "आगे क्या होगा", "s0002.smil#rp3s1")


def test_its_sounds_are_the_frames_of_the_edition(book, edition):
    sounds = [scan_frames(io.BytesIO(book.read(n))) for n in book.namelist() if n[-3:] == "mp3"]
    frames = sum(sound.frames for sound in sounds)
    assert frames * mpeg.SAMPLES == edition.edition.recording.samples
    assert not any(sound.breaks for sound in sounds)


def test_a_section_of_many_minutes_passes_every_rule(tmp_path):
    outline = staged.outlined([TITLE, (BlockKind.PARAGRAPH, 0, ["दस शब्दों का वाक्य।"] * 100)])
    with staged.open_output(tmp_path / "a.daisy") as output:
        writer = staged.find_writer(tmp_path / "a.daisy")(outline, output)
        for paragraph, cue in staged.cues(outline):
            writer.add(paragraph, cue)
        frames = cue.end // mpeg.SAMPLES + 1
        silence = Recording((frames,), staged.RATE, 64, frames, 0, frames * mpeg.SAMPLES, ())
        writer.finish(replace(staged.finished(outline, 0, []), recording=silence), [])
    assert not list(check_daisy(tmp_path / "a.daisy", "a", None))


def test_it_passes_every_rule(edition, tmp_path):
    assert not list(check_daisy(edition.write(tmp_path / "a.daisy"), "a", None))


def test_headings_inside_a_chapter_leave_out_no_level(tmp_path):
    heading = BlockKind.HEADING
    texts = [TITLE, (heading, 2, ["एक"]), (heading, 5, ["गहरा"]), (heading, 3, ["दो"])]
    book = make_staged(tmp_path, texts)
    assert [level for level, *_ in list_contents(book)] == ["1", "1", "2", "2"]
    assert "s0003.html" not in book.namelist()


def test_a_long_chapter_goes_on_in_sections_that_the_contents_number(tmp_path):
    texts = [TITLE, *[(BlockKind.PARAGRAPH, 0, ["वाक्य।"] * 100)] * (LONGEST // 100 + 1)]
    contents = list_contents(make_staged(tmp_path, texts))
    assert [title for _, title, _ in contents] == ["शीर्षक", "शीर्षक (2)"]


def test_a_text_without_title_has_one_in_the_contents(tmp_path):
    book = make_staged(tmp_path, [(BlockKind.PARAGRAPH, 0, ["वाक्य।"])])
    assert len(list_contents(book)) == 1


def test_phrases_touch_and_fill_the_sound():
    starts = [("p1s1", 286), ("p1s2", 900), ("p2s1", 900)]
    assert touch_phrases(starts, 2000) == [
        ("p1s1", 0, 900),
        ("p1s2", 900, 901),
        ("p2s1", 901, 2000),
    ]


def test_times_are_written_as_the_specification_has_them():
    assert format_time(61_234) == "npt=61.234s"
    assert format_total(3_725_600) == "01:02:06"


def test_a_site_names_it_as_the_zip_that_it_is():
    assert name_file("barish", "daisy") == "barish.daisy.zip"
    assert [find_suffix(name) for name in ("a.daisy.zip", "a.DAISY", "a.zip", "a.mp3.zip")] == [
        ".daisy",
        ".daisy",
        ".zip",
        ".zip",
    ]


def damage(book, folder, name, change):
    """A copy of the book with another content of one file; without it where that is ``None``."""
    with ZipFile(folder / "damaged.zip", "w") as copy:
        for each in book.namelist():
            data = change(book.read(each)) if each == name else book.read(each)
            if data is not None:
                copy.writestr(each, data)
    return folder / "damaged.zip"


def swap(old: str, new: str):
    return lambda data: data.replace(old.encode(), new.encode())


@pytest.mark.parametrize(
    ("name", "change", "said"),
    [
        ("ncc.html", swap('"ncc:setInfo"', '"x"'), "lacks ncc:setInfo"),
        ("ncc.html", swap('"Daisy 2.02"', '"Daisy 3"'), "another format than Daisy 2.02"),
        ("ncc.html", swap('tocItems" content="', 'tocItems" content="9'), "ncc:tocItems is wrong"),
        (
            "ncc.html",
            swap('totalTime" content="00', 'totalTime" content="01'),
            "totalTime is wrong",
        ),
        ("ncc.html", swap(' class="title"', ""), "of class title"),
        ("ncc.html", swap("#rp3s1", "#rp9s1"), "which is not there"),
        ("ncc.html", lambda _: None, "is no DAISY book"),
        ("s0001.smil", swap('"ncc:timeInThisSmil"', '"x"'), "lacks ncc:timeInThisSmil"),
        ("s0001.smil", swap("#p2s1", "#p8s1"), "shows what is not there"),
        ("s0001.smil", swap('clip-end="npt=', 'clip-end="npt=9'), "does not begin where"),
        ("s0001.smil", swap('clip-end="npt=', 'clip-end="'), "is no npt=seconds"),
        ("s0002.html", swap("s0002.smil#", "s0001.smil#"), "does not lead back"),
        ("s0002.mp3", lambda data: data[: len(data) // 2], "is not as long as its sound"),
        (
            "s0002.mp3",
            lambda data: data[:2] + bytes([data[2] ^ 0x10]) + data[3:],
            "not of one kind",
        ),
        ("s0002.mp3", lambda data: data[:9000] + bytes(900) + data[9900:], "no frame starts at"),
        ("master.smil", swap('src="s0002.smil"', 'src="s0001.smil"'), "is wrong"),
        ("s0002.smil", lambda data: data[:-9], "a damaged one"),
    ],
)
def test_damage_is_found(book, tmp_path, name, change, said):
    faults = check_daisy(damage(book, tmp_path, name, change), "a", None)
    assert any(said in str(fault) for fault in faults)
