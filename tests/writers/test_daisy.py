"""DAISY 2.02: contents, sections with their sound, and phrases that time the text."""

from __future__ import annotations

import io
from dataclasses import replace
from zipfile import ZIP_STORED, ZipFile

import pytest
from lxml import etree

from audio.check.daisy import check_daisy
from audio.check.edition_data import load_edition_data
from audio.check.frames import scan_frames
from audio.records import BlockKind, Recording
from audio.settings.formats import find_suffix, name_file
from audio.sound import mpeg
from audio.writers.daisy.navigation import Fileset, make_contents
from audio.writers.daisy.section import (
    LONGEST,
    ContentsEntry,
    format_time,
    format_total,
    touch_phrases,
)
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


def test_it_begins_with_what_is_said_before_its_title(book):
    assert list_contents(book)[0] == ("1", "बैठक की ख़बर", "s0001.smil#ro1s1")


def test_its_sounds_are_the_frames_of_the_edition(book, edition):
    sounds = [scan_frames(io.BytesIO(book.read(n))) for n in book.namelist() if n[-3:] == "mp3"]
    frames = sum(sound.frames for sound in sounds)
    assert frames * mpeg.SAMPLES == edition.edition.recording.samples
    assert not any(sound.breaks for sound in sounds)


def write_silent(folder, texts):
    """A whole book whose sound is silence."""
    outline, path = staged.outlined(texts), folder / "a.daisy"
    with staged.open_output(path) as output:
        writer = staged.find_writer(path)(outline, output)
        for paragraph, cue in staged.cues(outline):
            writer.add(paragraph, cue)
        frames = cue.end // mpeg.SAMPLES + 1
        silence = Recording((frames,), staged.RATE, 64, frames, 0, frames * mpeg.SAMPLES, ())
        writer.finish(replace(staged.finished(outline, 0, []), recording=silence), [])
    return path


@pytest.mark.parametrize(
    "texts",
    [
        [TITLE, (BlockKind.PARAGRAPH, 0, ["दस शब्दों का वाक्य।"] * 100)],
        [(BlockKind.OPENING, 0, ["यह आवाज़ कृत्रिम है।"]), TITLE, (BlockKind.PARAGRAPH, 0, ["एक।"])],
    ],
    ids=["many minutes", "an opening before the title"],
)
def test_a_section_passes_every_rule(tmp_path, texts):
    assert not list(check_daisy(write_silent(tmp_path, texts), "a", None))


def read_data(edition, folder):
    data, faults = load_edition_data(edition.write(folder / "edition.json"), "edition.json")
    assert not faults
    return data


@pytest.mark.parametrize("name", ["edition", "hostile_edition", "unmarked_edition"])
def test_it_passes_every_rule(request, name, tmp_path):
    made = request.getfixturevalue(name)
    assert not list(check_daisy(made.write(tmp_path / "a.daisy"), "a", read_data(made, tmp_path)))


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


@pytest.mark.parametrize("missing", range(3))
def test_the_contents_count_their_own_bytes(missing):
    outline = staged.outlined([TITLE])
    entries = [ContentsEntry("शीर्षक", 1, "rp1s1", "s0001")]
    own = len(make_contents(outline, [], entries, Fileset(3, 900 * 1024)))
    others = Fileset(3, 1000 * 1024 - own - missing)  # the size gets a digit by what is added
    data = make_contents(outline, [], entries, others)
    kilobytes = -(-(others.size + len(data)) // 1024)
    assert f'"ncc:kByteSize" content="{kilobytes}"'.encode() in data


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
            assert each != name or data != book.read(each), "nothing was damaged"
            if data is not None:
                copy.writestr(each, data)
    return folder / "damaged.zip"


def swap(old: str, new: str, count: int = -1):
    return lambda data: data.replace(old.encode(), new.encode(), count)


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
        ("ncc.html", swap("audioFullText", "audioOnly"), "ncc:multimediaType is wrong"),
        ("ncc.html", swap("1 of 1", "1 of 2"), "ncc:setInfo is wrong"),
        ("ncc.html", swap('dc:date" content="', 'dc:date" content="1.'), "dc:date is wrong"),
        ("ncc.html", swap('pageNormal" content="0', 'pageNormal" content="7'), "ncc:pageNormal"),
        ("ncc.html", swap("charset=utf-8", "charset=latin1"), "does not tell its encoding"),
        ("ncc.html", swap('id="h2"', 'id="h1"'), "ncc.html#h1 stands twice"),
        ("ncc.html", swap(">आगे क्या होगा<", ">पीछे<"), "a heading is another in ncc.html"),
        ("master.smil", swap("Daisy 2.02", "Daisy 3"), "master.smil is of another format"),
        ("master.smil", swap('"00:00', '"00:09'), "master.smil: timeInThisSmil is wrong"),
        ("s0001.smil", swap(' endsync="last"', ""), "does not say endsync last"),
        ("s0001.smil", swap('region id="', 'region id="x'), "in a region that it does not have"),
        ("s0001.smil", swap('seq dur="', 'seq dur="9'), "length of its sequence is wrong"),
        ("s0001.smil", swap('id="rp2s1"', 'id="rp1s1"'), "s0001.smil#rp1s1 stands twice"),
        ("s0002.smil", swap("s0002.mp3", "s0001.mp3", 1), "plays 2 sounds, not one"),
        ("s0002.html", swap("</body>", '<p><span id="p9s1">और</span></p></body>'), "never heard"),
        ("s0002.html", swap("<h1", "<h2"), "a damaged one"),
        ("s0002.html", lambda data: data.replace(b"h1", b"h2"), "a heading is another"),
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


@pytest.mark.parametrize(
    ("name", "change", "said"),
    [
        ("ncc.html", swap('dc:language" content="hi', 'dc:language" content="en'), "dc:language"),
        ("s0001.html", swap("ख़बर</a>", "बात</a>"), "p1s1: is another text"),
        ("s0002.html", swap('"p3s1"', '"p3s7"'), "p3s1: is another text"),
    ],
)
def test_what_edition_json_tells_otherwise_is_found(edition, tmp_path, name, change, said):
    book = ZipFile(edition.write(tmp_path / "a.daisy"))
    path = damage(book, tmp_path, name, change)
    assert any(said in str(fault) for fault in check_daisy(path, "a", read_data(edition, tmp_path)))


def test_a_sentence_that_is_played_late_or_cut_off_is_found(book, edition, tmp_path):
    data = read_data(edition, tmp_path)
    section = parse(book, "s0001.smil")
    second = section.findall(".//{*}audio")[1]
    old = second.get("clip-begin")
    for seconds, said in ((0.1, "at another moment"), (-1.6, "is cut off")):
        new = f"npt={float(old[4:-1]) + seconds:.3f}s"
        path = damage(book, tmp_path, "s0001.smil", swap(old, new))
        assert any(said in str(fault) for fault in check_daisy(path, "a", data))
