"""Timed lyrics and the spoken text, read back."""

import regex

from audio.records import BlockKind
from audio.writers.captions import cut_captions
from audio.writers.lyrics import format_moment
from tests.writers import staged

RATE = 44_100
STAMP = regex.compile(r"<\d+:\d\d\.\d\d>")


def lyrics(path):
    lines = path.read_text(encoding="utf-8").split("\n")
    return [line.partition("]") for line in lines if regex.match(r"\[\d", line)]


def test_every_caption_is_a_line_at_its_moment(edition, tmp_path):
    lines = lyrics(edition.write(tmp_path / "a.lrc"))
    captions = [part for cue in edition.cues for part in cut_captions(cue, RATE)]
    assert [(start[1:], STAMP.sub("", text)) for start, _, text in lines[:-1]] == [
        (format_moment(part.start, RATE), part.text) for part in captions
    ]
    assert lines[-1][2] == ""


def test_every_word_that_has_a_moment_follows_it(edition, tmp_path):
    lines = lyrics(edition.write(tmp_path / "a.lrc"))
    captions = [part for cue in edition.cues for part in cut_captions(cue, RATE)]
    for (_, _, text), part in zip(lines, captions, strict=False):
        for offset, sample in part.word_starts:
            word = part.text[offset:].split()[0]
            assert f"<{format_moment(sample, RATE)}>{word}" in text


def test_text_that_looks_like_a_moment_is_none(tmp_path):
    outline = staged.outlined([(BlockKind.TITLE, 0, ["<00:10.50> और [00:10.50]"])])
    (_, _, text), _ = lyrics(staged.written(tmp_path / "a.lrc", outline))
    plain = STAMP.sub("", text)
    assert plain.replace("\u2060", "") == "<00:10.50> और [00:10.50]"


def test_minutes_go_on_after_an_hour():
    assert format_moment(RATE * 36_000 - 1, RATE) == "600:00.00"


def test_the_spoken_text_has_a_line_a_sentence_and_a_gap_a_paragraph(edition, tmp_path):
    text = edition.write(tmp_path / "a.txt").read_text(encoding="utf-8")
    assert text.replace("\n\n", "\n").split("\n")[:-1] == [c.script.spoken for c in edition.cues]
    assert text.count("\n\n") == len({paragraph.id for paragraph, _ in edition.added}) - 1
