import pytest
import regex

from audio.records import Cue, Span, SpokenWord, WordCue
from audio.writers.captions import LONGEST, CaptionPart, WordStart, cut_captions, format_time
from audio.writers.webvtt import time_words
from tests.speech import script

RATE = 44_100


def all_captions(produced):
    return [caption for cue in produced.cues for caption in cut_captions(cue, RATE)]


def test_every_written_word_is_in_the_captions_once(edition):
    words = " ".join(caption.text for caption in all_captions(edition)).split()
    assert words == " ".join(cue.script.sentence.text for cue in edition.cues).split()


def test_a_long_sentence_is_cut_at_a_comma_and_its_parts_are_numbered(edition):
    parts = [caption for caption in all_captions(edition) if caption.id.startswith("p4s1")]
    assert [part.id for part in parts] == ["p4s1", *(f"p4s1.{n}" for n in range(2, len(parts) + 1))]
    assert len(parts) > 1
    assert all(part.text.endswith((",", "।")) for part in parts)


def test_no_written_word_is_cut_in_two():
    words = tuple(
        WordCue(SpokenWord(said, span), start * RATE, (start + 5) * RATE)
        for said, span, start in (
            ("एक", Span(0, 2), 0),
            ("एन", Span(3, 4), 5),
            ("दो", Span(4, 5), 10),
            ("है", Span(7, 9), 16),
        )
    )
    cue = Cue(script('एक N2 "है"'), 0, 21 * RATE, words)
    assert [part.text for part in cut_captions(cue, RATE)] == ["एक", "N2", '"है"']


def test_no_caption_is_longer_than_a_reader_can_take(edition, unmarked_edition):
    for made in (edition, unmarked_edition):
        longest = LONGEST * RATE
        assert all(caption.end - caption.start <= longest for caption in all_captions(made))


def test_captions_follow_one_another_and_word_starts_lie_inside(edition):
    moment = 0
    for caption in all_captions(edition):
        starts = caption.word_starts
        moments = [moment, caption.start, *(start.sample for start in starts), caption.end]
        assert moments == sorted(moments)
        offsets = [0, *(start.offset for start in starts), len(caption.text)]
        assert offsets == sorted(set(offsets))
        moment = caption.end


def test_webvtt_keeps_the_written_text_when_tags_are_taken_out(edition, tmp_path):
    path = edition.write(tmp_path / "a.vtt")
    plain = regex.sub(r"<[^>]*>", "", path.read_text(encoding="utf-8"))
    for caption in all_captions(edition):
        assert f"\n{caption.id}\n" in plain
        assert caption.text in plain


def test_webvtt_escapes_what_would_be_markup(hostile_edition, tmp_path):
    path = hostile_edition.write(tmp_path / "a.vtt")
    text = path.read_text(encoding="utf-8")
    assert "&lt;" in text
    assert "<script>" not in text
    assert text.count("-->") == len(list(all_captions(hostile_edition)))


def test_subrip_has_the_same_captions_at_the_same_times(edition, tmp_path):
    path = edition.write(tmp_path / "a.srt")
    blocks = path.read_text(encoding="utf-8").strip().split("\n\n")
    rate = RATE
    expected = [
        f"{n}\n{format_time(c.start, rate, ',')} --> {format_time(c.end, rate, ',')}\n{c.text}"
        for n, c in enumerate(all_captions(edition), 1)
    ]
    assert blocks == expected


def test_the_clock_rounds_once_and_carries():
    assert format_time(44_100 * 3600 - 1, 44_100, ".") == "01:00:00.000"
    assert format_time(22, 44_100, ",") == "00:00:00,000"
    assert format_time(23, 44_100, ",") == "00:00:00,001"


@pytest.mark.parametrize(
    ("text", "starts", "timed"),
    [
        ("ताप 10⁶ है", (4, 6, 8), "ताप <00:00:01.000>10⁶ <00:00:03.000>है"),
        ("5% और 10^6", (1, 3, 6, 8, 9), "5% <00:00:02.000>और <00:00:03.000>10^6"),
        ("माता-पिता", (5,), "माता-<00:00:01.000>पिता"),
    ],
)
def test_webvtt_puts_no_moment_into_what_is_one_word_to_the_eye(text, starts, timed):
    words = tuple(WordStart(at, number * RATE) for number, at in enumerate(starts, 1))
    assert time_words(CaptionPart("p1s1", 0, 9 * RATE, text, words), RATE) == timed
