"""Joined clips are the same bytes in whatever they are written to."""

import gzip
import io
import os
import zipfile

import numpy as np
import pytest

from audio.errors import OutputError
from audio.records import Clip, Frames
from audio.sound import encoding, mpeg
from audio.sound.joining import Joiner, split_recording, write_recording
from audio.work.folder_store import FolderStore
from audio.work.keys import make_key
from audio.work.store import CLIP

RATE = 44_100
HEAD = b"timings\n"
KEY = make_key("a tone")
PAUSE = 0.5


@pytest.fixture(scope="module")
def frames():
    tone = (8000 * np.sin(np.arange(20 * mpeg.SAMPLES) / 10)).astype(np.int16)
    return encoding.encode(tone, RATE, 64)


@pytest.fixture
def store(tmp_path, frames):
    store = FolderStore(tmp_path / "store")
    store.get_shelf(CLIP).put(KEY, HEAD + frames)
    return store


@pytest.fixture
def recording(frames):
    place = Frames(CLIP, KEY, len(HEAD), len(frames))
    joiner = Joiner(RATE, 64)
    for _ in range(3):
        joiner.append(Clip(place, RATE, 21 * mpeg.SAMPLES, (), (), -1.0))
        joiner.append_silence(PAUSE)
    return joiner.make_recording()


@pytest.fixture
def whole(frames):
    pause = encoding.make_silent_frame(RATE, 64) * round(PAUSE * RATE / mpeg.SAMPLES - 1.5)
    return (frames + pause) * 3


def test_a_file_is_copied_to_by_the_kernel(recording, store, whole, tmp_path, monkeypatch):
    copied = []
    copy = os.copy_file_range
    monkeypatch.setattr(os, "copy_file_range", lambda *a: copied.append(copy(*a)) or copied[-1])
    with (tmp_path / "a").open("w+b") as file:
        file.write(b"tags")
        write_recording(recording, file, store)
    assert (tmp_path / "a").read_bytes() == b"tags" + whole
    assert len(whole) > sum(copied) > 0


def test_an_entry_of_a_zip_file_can_be_written_to(recording, store, whole, tmp_path):
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive, archive.open("a.mp3", "w") as file:
        write_recording(recording, file, store)
    assert zipfile.ZipFile(tmp_path / "a.zip").read("a.mp3") == whole


def test_what_compresses_gets_the_bytes_and_not_its_file(recording, store, whole, tmp_path):
    with gzip.open(tmp_path / "a.gz", "wb") as file:
        write_recording(recording, file, store)
    assert gzip.decompress((tmp_path / "a.gz").read_bytes()) == whole


def test_a_store_without_files_can_be_joined_from(recording, frames, whole):
    class Shelf:
        def open(self, key, start):
            assert key == KEY
            return io.BytesIO((HEAD + frames)[start:])

    class Store:
        def get_shelf(self, kind):
            return {CLIP: Shelf()}[kind]

    file = io.BytesIO()
    write_recording(recording, file, Store())
    assert file.getvalue() == whole


def test_a_clip_that_was_cut_meanwhile_is_named(recording, store):
    path = store.get_shelf(CLIP).locate(KEY)
    path.write_bytes(path.read_bytes()[:-1])
    with pytest.raises(OutputError, match=rf"clip {KEY}: this clip was changed"):
        write_recording(recording, io.BytesIO(), store)


def test_parts_of_a_recording_are_together_the_same_bytes(recording, store, whole):
    third = recording.samples // 3
    parts = list(split_recording(recording, [0, third, 2 * third]))
    written = io.BytesIO()
    for part in parts:
        write_recording(part, written, store)
    assert written.getvalue() == whole
    assert [part.samples for part in parts] == [third] * 3
    assert [len(part.seek_table) for part in parts] == [mpeg.TOC_ENTRIES] * 3


def test_a_recording_is_not_cut_inside_a_clip(recording):
    with pytest.raises(ValueError, match="no piece begins at sample 1152"):
        list(split_recording(recording, [0, mpeg.SAMPLES]))
