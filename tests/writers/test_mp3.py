import io
import shutil
import subprocess
from dataclasses import replace
from datetime import datetime

import av
import numpy as np
import pytest
from mutagen.mp3 import MP3

from audio.sound import mpeg


@pytest.fixture(scope="module")
def mp3(edition, tmp_path_factory):
    return edition.write(tmp_path_factory.mktemp("mp3") / "a.mp3")


def test_it_decodes_to_exactly_its_frames(mp3, edition):
    with av.open(str(mp3)) as container:
        samples = sum(frame.samples for frame in container.decode(audio=0))
    assert samples == edition.edition.recording.samples


def test_the_header_says_how_long_it_is(mp3, edition):
    seconds = edition.edition.recording.samples / edition.edition.recording.rate
    assert MP3(mp3).info.length == pytest.approx(seconds, abs=0.001)


def test_the_tags_name_title_author_show_date_and_language(mp3):
    tags = MP3(mp3).tags
    assert [str(tags[key]) for key in ("TIT2", "TPE1", "TALB", "TLAN")] == [
        "बैठक की ख़बर",
        "नीरज",
        "समाचार",
        "hin",
    ]
    assert str(tags["TDRC"]).startswith("2024-06-19")


@pytest.mark.parametrize(
    ("published", "told"),
    [
        (datetime(2024, 6, 19, 18, 30), "2024-06-19 18:30:00"),
        (datetime(2024, 6, 19, 10, 0), "2024-06-19 10:00:00"),
        (datetime(2024, 6, 19), "2024-06-19"),
    ],
)
def test_the_tags_tell_the_hour_if_there_is_one(edition, tmp_path, published, told):
    outline = edition.edition.outline
    outline = replace(outline, article=replace(outline.article, published=published))
    dated = edition._replace(edition=replace(edition.edition, outline=outline))
    assert str(MP3(dated.write(tmp_path / "a.mp3")).tags["TDRC"]) == told


def test_the_tags_file_it_under_its_show_as_a_podcast(mp3):
    tags = MP3(mp3).tags
    assert [str(tags[key]) for key in ("TPE2", "TCON")] == ["समाचार", "Podcast"]
    assert not tags.getall("TRCK") + tags.getall("TPOS")


def test_the_article_s_text_is_carried_as_lyrics(mp3, edition):
    assert MP3(mp3).tags.getall("USLT")[0].text == edition.edition.outline.article.text


def test_the_cover_is_a_square_picture(mp3):
    from PIL import Image

    (picture,) = MP3(mp3).tags.getall("APIC")
    with Image.open(io.BytesIO(picture.data)) as image:
        assert image.size == (1400, 1400)


def test_chapters_are_in_order_touch_and_reach_the_end(mp3, edition):
    with av.open(str(mp3)) as container:
        chapters = container.chapters()
    assert [chapter["metadata"]["title"] for chapter in chapters] == ["बैठक की ख़बर", "आगे क्या होगा"]
    assert chapters[0]["start"] == 0
    assert chapters[0]["end"] == chapters[1]["start"]
    seconds = edition.edition.recording.samples / edition.edition.recording.rate
    assert float(chapters[1]["end"] * chapters[1]["time_base"]) == pytest.approx(seconds, abs=0.002)


def test_a_chapter_title_of_any_length_is_read_whole(edition, tmp_path):
    title = "बैठक की ख़बर जो किसी ने नहीं सुनी " * 9
    first, *others = edition.edition.chapters
    long = replace(edition.edition, chapters=(first._replace(title=title.strip()), *others))
    path = edition._replace(edition=long).write(tmp_path / "a.mp3")
    with av.open(str(path)) as container:
        titles = [chapter["metadata"]["title"] for chapter in container.chapters()]
    assert titles == [chapter.title for chapter in long.chapters]


def test_the_table_of_contents_lists_every_chapter(mp3):
    tags = MP3(mp3).tags
    (table,) = tags.getall("CTOC")
    assert table.child_element_ids == [chapter.element_id for chapter in tags.getall("CHAP")]


def test_the_seek_table_leads_to_the_right_frame(mp3):
    data = mp3.read_bytes()
    tag = data.index(b"Info")
    table = data[tag + 16 : tag + 116]
    total = int.from_bytes(data[tag + 12 : tag + 16])
    starts = [span.start for span in mpeg.split_frames(data[tag - 21 :])]
    for percent in range(0, 100, 7):
        offset = table[percent] * total / 256
        frame = int(np.searchsorted(starts, offset))
        # A step of the table is a 256th of the file.
        assert abs(frame / len(starts) - percent / 100) < 1 / 256 + 2 / len(starts)


@pytest.mark.parametrize(
    "command",
    [
        ["mp3val", "-si"],
        ["mpg123", "-q", "-t"],
        ["ffmpeg", "-v", "error", "-f", "null", "-", "-i"],
    ],
    ids=lambda command: command[0],
)
def test_other_programs_decode_it_without_a_complaint(command, mp3):
    if not shutil.which(command[0]):
        pytest.skip(f"{command[0]} is not installed")
    if command[0] == "ffmpeg":
        command = ["ffmpeg", "-v", "error", "-i", str(mp3), "-f", "null", "-"]
    else:
        command = [*command, str(mp3)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0
    assert not [
        line
        for line in done.stdout.splitlines() + done.stderr.splitlines()
        if "WARNING" in line or "rror" in line
    ]
