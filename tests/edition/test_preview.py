"""Preview: a sentence heard at once, as its edition would speak it."""

from __future__ import annotations

import io

import pytest
from mutagen.mp3 import MP3

from audio import Lexicon, Settings, open_maker
from audio.edition.preview import preview
from audio.errors import SourceError


@pytest.fixture
def maker(tmp_path):
    with open_maker(tmp_path / "clips", jobs=1) as maker:
        yield maker


def test_a_sentence_is_sound_that_is_kept(maker):
    settings = Settings(voice="espeak")
    first = preview("आज बारिश हुई।", settings, maker)
    assert 0.8 < MP3(io.BytesIO(first)).info.length < 4
    assert preview("आज बारिश हुई।", settings, maker) == first


def test_a_reading_on_trial_is_heard_and_not_kept(maker):
    settings, trial = Settings(voice="espeak"), Lexicon.parse("EEZ\tविशेष आर्थिक क्षेत्र", "t")
    tried = preview("EEZ में", settings, maker, trial=trial)
    assert len(tried) > len(preview("EEZ में", settings, maker)) + 2000


def test_nothing_is_no_sentence(maker):
    with pytest.raises(SourceError, match="nothing to say"):
        preview(" \n", Settings(voice="espeak"), maker)
