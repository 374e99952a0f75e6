"""Clips in other codings keep their places, however close they follow one another."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audio.errors import OutputError
from audio.records import Clip, Frames
from audio.sound import encoding, mpeg
from audio.sound.coding import AAC, make_opus, put_coded
from audio.sound.joining import Joiner
from audio.sound.splicing import place_clips, read_frames, splice
from audio.work.folder_store import FolderStore
from audio.work.keys import make_key
from audio.work.store import CLIP

RATE = 44_100
LATEST = 0.012
"""Seconds by which a clip may be off."""
LENGTHS = st.lists(st.integers(4_000, 60_000), min_size=2, max_size=12)
"""Samples of clips."""


def join(lengths, coding, store):
    """A recording of clips without pauses, whose frames are as many as encoders make."""
    joiner = Joiner(RATE, 64)
    clock = coding.find_clock(RATE)
    for length in lengths:
        key = make_key("clip", length)
        long = coding.lead * coding.frame + coding.priming - (-length * clock // RATE)
        put_coded(key, [b"x"] * -(-long // coding.frame), coding, store)
        count = -(-length // mpeg.SAMPLES) + 1
        joiner.append(
            Clip(Frames(CLIP, key, 0, count * 209), RATE, count * mpeg.SAMPLES, (), (), 0.0)
        )
        joiner.append_silence(0)
    return joiner.make_recording()


@pytest.mark.parametrize("coding", [AAC, make_opus(32)], ids=["aac", "opus"])
@given(lengths=LENGTHS)
def test_a_clip_without_a_pause_before_it_is_not_late(coding, lengths, tmp_path_factory):
    store = FolderStore(tmp_path_factory.getbasetemp() / "spliced")
    recording = join(lengths, coding, store)
    spliced = splice(recording, coding, store)
    places, frame = [], 0
    for piece in spliced.pieces:
        if isinstance(piece, Frames):
            places.append((frame + coding.lead) * coding.frame / spliced.clock)
        frame += piece if isinstance(piece, int) else piece.size
    expected = [(clip.at + encoding.DELAY) / RATE for clip in place_clips(recording)]
    assert places == pytest.approx(expected, abs=LATEST)


def test_a_clip_that_was_cut_meanwhile_is_named(tmp_path):
    store, coding = FolderStore(tmp_path), make_opus(32)
    spliced = splice(join([20_000], coding, store), coding, store)
    place = next(piece for piece in spliced.pieces if isinstance(piece, Frames))
    path = store.get_shelf(place.kind).locate(place.key)
    path.write_bytes(path.read_bytes()[:-1])
    with pytest.raises(OutputError, match="this clip was changed"):
        list(read_frames(spliced, store))
