import numpy as np
import pytest

from audio.sound import encoding, mpeg

RATE = 44_100


@pytest.fixture(scope="module")
def noise():
    return np.random.default_rng(7).normal(0, 3000, 2 * RATE).astype(np.int16)


@pytest.mark.parametrize("bitrate", [32, 64, 96, 128, 320])
def test_frames_tile_what_the_encoder_makes(noise, bitrate):
    data = encoding.encode(noise, RATE, bitrate)
    spans = list(mpeg.split_frames(data))
    assert spans[0].start == 0
    assert spans[-1].end == len(data)
    assert all(mpeg.read_header(data, span.start).bitrate == bitrate for span in spans)


def test_a_cut_off_frame_is_refused(noise):
    data = encoding.encode(noise, RATE, 64)
    with pytest.raises(ValueError, match="cut off"):
        list(mpeg.split_frames(data[:-1]))


def test_what_is_no_frame_is_refused():
    with pytest.raises(ValueError, match="byte 0"):
        mpeg.read_header(b"RIFF" + bytes(100))


def test_the_first_frame_of_a_clip_refers_to_nothing_before_it(noise):
    data = encoding.encode(noise, RATE, 64)
    main_data_begin = data[4] << 1 | data[5] >> 7  # ISO/IEC 11172-3, 2.4.1.7
    assert main_data_begin == 0


def test_an_info_frame_counts_itself_in_bytes_but_not_in_frames():
    silent = encoding.make_silent_frame(RATE, 64)
    frame = mpeg.make_info_frame(silent, 1000, 208_000, range(0, 208_000, 2080))
    tag = frame.index(b"Info")
    assert mpeg.read_header(frame).size == len(frame)
    assert int.from_bytes(frame[tag + 8 : tag + 12]) == 1000
    assert int.from_bytes(frame[tag + 12 : tag + 16]) == 208_000 + len(frame)
