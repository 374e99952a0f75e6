from dataclasses import replace

import pytest

from audio.edition.timeline import EDGE, Timeline, find_pause, make_cues
from audio.records import NOWHERE, BlockKind, Clip, Mark, Paragraph, Timing
from audio.settings import Pauses
from tests.speech import script

K = BlockKind
PAUSES = Pauses()


def paragraph(kind, text="बात हुई"):
    sentence = script(text).sentence
    return Paragraph("p1", kind, 0, (sentence,))


def clip(samples=2304):
    return Clip(
        NOWHERE,
        44_100,
        samples,
        (Timing(1105, 2000, (Mark(1105, 1500), Mark(1500, 2000))),),
        (),
        0.0,
    )


def laid_out(*kinds):
    """The cues and the chapters."""
    timeline, cues = Timeline(), []
    for number, kind in enumerate(kinds, 1):
        timeline.add_silence(1152)
        text = "शीर्षक यहाँ" if kind is K.HEADING else "बात हुई"
        at = timeline.place(replace(paragraph(kind, text), id=f"p{number}"), clip())
        cues += make_cues([script("बात हुई")], clip(), at)
    return tuple(cues), timeline.list_chapters("लेख")


@pytest.mark.parametrize(
    ("previous", "kind", "seconds"),
    [
        (None, K.TITLE, EDGE),
        (K.TITLE, K.PARAGRAPH, PAUSES.heading),
        (K.PARAGRAPH, K.PARAGRAPH, PAUSES.paragraph),
        (K.PARAGRAPH, K.HEADING, PAUSES.chapter),
        (K.HEADING, K.PARAGRAPH, PAUSES.heading),
        (K.ITEM, K.ITEM, PAUSES.item),
        (K.ITEM, K.PARAGRAPH, PAUSES.paragraph),
    ],
)
def test_structure_can_be_heard_in_the_pauses(previous, kind, seconds):
    before = replace(paragraph(previous), id="p0") if previous else None
    assert find_pause(paragraph(kind), before, PAUSES) == seconds


def test_parts_of_one_paragraph_are_parted_as_its_sentences_are():
    part = paragraph(K.PARAGRAPH)
    assert find_pause(part, part, PAUSES) == PAUSES.sentence


def test_a_heading_in_parts_opens_one_chapter():
    timeline = Timeline()
    for _ in range(2):
        timeline.place(paragraph(K.HEADING), clip())
    assert len(timeline.list_chapters("लेख")) == 1


def test_cues_stand_where_clips_and_pauses_put_them():
    (first, second), _ = laid_out(K.TITLE, K.PARAGRAPH)
    assert (first.start, first.end) == (1152 + 1105, 1152 + 2000)
    assert second.start == 1152 + 2304 + 1152 + 1105
    assert [word.start for word in second.words] == [second.start, second.start + 395]


def test_headings_open_chapters_that_touch():
    _, chapters = laid_out(K.TITLE, K.PARAGRAPH, K.HEADING, K.PARAGRAPH)
    assert [chapter.title for chapter in chapters] == ["लेख", "शीर्षक यहाँ"]
    assert chapters[0].start == 0
    assert chapters[0].end == chapters[1].start
    assert chapters[1].end == 4 * (1152 + 2304)


def test_without_headings_there_is_one_chapter_with_the_title():
    _, (chapter,) = laid_out(K.TITLE, K.PARAGRAPH)
    assert (chapter.title, chapter.start, chapter.end) == ("लेख", 0, 2 * 3456)


def test_a_sentence_without_word_marks_has_no_words():
    silent = Clip(NOWHERE, 44_100, 2304, (Timing(1105, 2000, ()),), (), 0.0)
    (cue,) = make_cues([script("बात हुई")], silent, 0)
    assert cue.words == ()


def test_a_clip_with_marks_for_other_words_is_refused():
    with pytest.raises(ValueError, match=r"shorter|longer"):
        tuple(make_cues([script("तीन शब्द हैं")], clip(), 0))


def test_a_pause_that_the_text_asks_for_takes_the_place_of_a_shorter_one():
    asked = paragraph(K.PARAGRAPH)
    asked = replace(asked, sentences=(replace(asked.sentences[0], pause=2.0),))
    assert find_pause(asked, replace(paragraph(K.PARAGRAPH), id="p0"), PAUSES) == 2.0
    asked = replace(asked, sentences=(replace(asked.sentences[0], pause=0.1),))
    assert find_pause(asked, replace(paragraph(K.PARAGRAPH), id="p0"), PAUSES) == PAUSES.paragraph
