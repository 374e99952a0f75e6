"""AAC and Opus, decoded and read back: the sound is the MP3's, each sentence at its moment."""

from __future__ import annotations

import av
import numpy as np
import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st
from mutagen.mp4 import MP4
from mutagen.oggopus import OggOpus

from audio.check.sound_measurement import measure_sound
from audio.writers import mp4_boxes
from audio.writers.opus import WhatsappWriter
from tests.writers import staged

RATE = 44_100
FORMS = {".m4b": "mp4", ".opus": "ogg", ".mp3": "mp3"}
LATEST = 0.03
"""Seconds by which a sentence may be off."""
SUFFIXES = (".m4b", ".opus")


@pytest.fixture(scope="module")
def files(edition, tmp_path_factory):
    folder = tmp_path_factory.mktemp("coded")
    return {suffix: edition.write(folder / f"a{suffix}") for suffix in FORMS}


def decode(path) -> np.ndarray:
    """Mono samples at the edition's rate, as a player hears them."""
    with av.open(str(path)) as container:
        resampler = av.AudioResampler("flt", "mono", RATE)
        frames = [
            part.to_ndarray()[0]
            for frame in (*container.decode(audio=0), None)
            for part in resampler.resample(frame)
        ]
    return np.concatenate(frames)


@pytest.fixture(scope="module")
def heard(files):
    return {suffix: decode(path) for suffix, path in files.items()}


def find_lag(sound: np.ndarray, like: np.ndarray) -> int:
    """How many samples later than in ``like`` the same is in ``sound``; both are as long."""
    size = 1 << 17
    product = np.fft.rfft(sound, size) * np.conj(np.fft.rfft(like, size))
    best = int(np.argmax(np.fft.irfft(product, size)))
    return best if best < size // 2 else best - size


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_every_sentence_is_heard_when_edition_json_says(suffix, heard, edition):
    for cue in edition.cues:
        parts = (heard[one][cue.start : cue.start + RATE] for one in (suffix, ".mp3"))
        assert abs(find_lag(*parts)) < LATEST * RATE
        assert np.abs(heard[suffix][cue.start : cue.start + RATE // 10]).max() > 0.01
        assert np.abs(heard[suffix][cue.end + RATE // 20 : cue.end + RATE // 5]).max() < 0.01


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_it_is_as_long_and_as_loud_as_the_mp3(suffix, files, edition):
    sound = measure_sound(files[suffix], FORMS[suffix])
    assert sound.samples / sound.rate == pytest.approx(
        edition.edition.recording.samples / RATE, abs=0.024
    )
    assert sound.integrated == pytest.approx(edition.edition.loudness.integrated, abs=0.4)
    assert sound.gaps == ()


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_it_has_the_chapters_of_the_edition(suffix, files, edition):
    with av.open(str(files[suffix])) as container:
        found = [
            (one["metadata"]["title"], round(float(one["start"] * one["time_base"]), 3))
            for one in container.chapters()
        ]
    assert found == [(c.title, round(c.start / RATE, 3)) for c in edition.edition.chapters]


def test_an_audiobook_has_tags_cover_and_a_list_of_chapters(files, edition):
    read = MP4(files[".m4b"])
    article = edition.edition.outline.article
    assert read.tags["\xa9nam"] == [article.title]
    assert read.tags["\xa9ART"] == ["नीरज"]
    assert read.tags["stik"] == [2]
    assert "synthetic" in read.tags["\xa9wrt"][0]
    assert bytes(read.tags["covr"][0]) == edition.edition.outline.cover.data
    assert [one.title for one in read.chapters] == [c.title for c in edition.edition.chapters]


def test_an_audiobook_can_be_played_before_it_is_loaded(files):
    data = files[".m4b"].read_bytes()
    names, at = [], 0
    while at < len(data):
        names.append(data[at + 4 : at + 8])
        at += int.from_bytes(data[at : at + 4])
    assert (names, at) == ([b"ftyp", b"moov", b"mdat"], len(data))


def test_ogg_opus_has_tags_and_cover(files, edition):
    tags = OggOpus(files[".opus"]).tags
    assert tags["title"] == [edition.edition.outline.article.title]
    assert "synthetic" in tags["narrator"][0]
    assert len(tags["metadata_block_picture"][0]) > 1000


def test_pages_of_ogg_are_numbered_without_gaps(files):
    data, numbers, at = files[".opus"].read_bytes(), [], 0
    while at < len(data):
        assert data[at : at + 4] == b"OggS"
        numbers.append(int.from_bytes(data[at + 18 : at + 22], "little"))
        segments = data[at + 26]
        at += 27 + segments + sum(data[at + 27 : at + 27 + segments])
    assert numbers == list(range(len(numbers)))


@given(st.text("कष्त्रिय 🎉é", max_size=40), st.integers(3, 60))
def test_a_title_is_cut_between_graphemes(title, most):
    cut = mp4_boxes.cut_text(title, most)
    assert len(cut.encode()) <= most
    graphemes = regex.findall(r"\X", title)
    whole = ["".join(graphemes[:count]).rstrip() for count in range(len(graphemes) + 1)]
    assert cut == title or cut.removesuffix("…") in whole


@pytest.fixture
def write_notes(edition, tmp_path, monkeypatch):
    """Voice notes of at most so many bytes, as files in order."""
    monkeypatch.setattr(WhatsappWriter, "bitrates", (32, 16))

    def write(largest):
        monkeypatch.setattr(WhatsappWriter, "largest", largest)
        folder = tmp_path / str(largest)
        folder.mkdir()
        with staged.open_output(folder / "a.opus", edition.store) as output:
            writer = WhatsappWriter(edition.edition.outline, output)
            writer.finish(edition.edition, ())
        return sorted(folder.iterdir(), key=lambda path: (len(path.name), path.name))

    return write


def test_a_voice_note_is_of_the_best_bitrate_that_fits(write_notes):
    (best,) = write_notes(1_000_000)
    (smaller,) = write_notes(best.stat().st_size - 1)
    assert smaller.stat().st_size < best.stat().st_size


def test_parts_of_a_voice_note_are_told_apart_by_their_titles(write_notes):
    whole = write_notes(1_000_000)[0]
    parts = write_notes(whole.stat().st_size // 2)
    (title,) = OggOpus(whole)["title"]
    titles = [OggOpus(part)["title"][0] for part in parts]
    assert titles == [f"{title} ({n}/{len(parts)})" for n in range(1, len(parts) + 1)]


def test_a_long_voice_note_is_cut_into_parts_that_fit(write_notes, edition):
    largest = write_notes(1_000_000)[0].stat().st_size // 2
    parts = write_notes(largest)
    assert [part.name for part in parts] == [
        "a.opus",
        *(f"a-{n}.opus" for n in range(2, len(parts) + 1)),
    ]
    assert len(parts) > 1
    assert all(part.stat().st_size <= largest for part in parts)
    lengths = [OggOpus(part).info.length for part in parts]
    assert sum(lengths) == pytest.approx(edition.edition.recording.samples / RATE, abs=0.03)
