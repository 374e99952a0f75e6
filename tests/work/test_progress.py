import pytest

from audio.work import progress
from audio.work.progress import WorkProgress


@pytest.fixture
def it(monkeypatch):
    """Ten articles, after 60 seconds."""
    monkeypatch.setattr(progress.time, "perf_counter", lambda: 60.0)
    return WorkProgress(expected=10, began=0.0)


def test_nothing_is_known_of_the_time_left_before_anything_was_done(it):
    assert it.estimate_left() is None


def test_the_first_clips_which_waited_for_the_voice_tell_nothing_of_the_time_left(it):
    it.started, it.paragraphs, it.clips = 2, 40, 4
    assert it.estimate_left() is None
    it.clips = 5
    assert it.estimate_left() is not None


def test_the_time_left_of_a_short_article_is_known_at_its_end(it):
    it.expected, it.paragraphs, it.clips = 0, 2, 2
    assert it.estimate_left() == 0


def test_the_time_left_goes_by_paragraphs(it):
    it.started, it.paragraphs, it.clips = 2, 40, 30  # and eight articles of twenty are ahead
    assert it.estimate_left() == 2 * (10 + 8 * 20)


def test_the_time_left_of_an_article_alone_goes_by_its_paragraphs(it):
    it.expected, it.paragraphs, it.clips = 0, 40, 30
    assert it.estimate_left() == 20


def test_what_was_still_right_makes_the_others_shorter(it):
    it.kept, it.started, it.paragraphs, it.clips = 6, 2, 40, 30
    assert it.estimate_left() == 2 * (10 + 2 * 5)


def test_without_paragraphs_the_time_left_goes_by_articles(it):
    it.kept = 6
    assert it.estimate_left() == 40


def test_when_all_is_done_no_time_is_left(it):
    it.made = it.started = 10
    it.paragraphs = it.clips = 50
    assert it.estimate_left() == 0
