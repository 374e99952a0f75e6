from pathlib import Path

import pytest

import audio
from audio import Settings, narrate, open_studio, read


def test_the_public_names_are_sorted_and_true():
    assert list(audio.__all__) == sorted(audio.__all__)
    assert all(getattr(audio, name) is not None for name in audio.__all__)


def test_what_is_not_public_is_an_attribute_error():
    with pytest.raises(AttributeError, match="nosuch"):
        _ = audio.nosuch


def test_a_script_can_narrate_an_article(tmp_path):
    source = tmp_path / "article.txt"
    source.write_text("बारिश की ख़बर\n\nआज बारिश हुई।\n", encoding="utf-8")
    with open_studio(tmp_path / "clips") as studio:
        edition = narrate(read(source), Settings(), [tmp_path / "a.mp3"], studio)
    assert [cue.script.spoken for cue in edition.cues] == ["बारिश की ख़बर", "आज बारिश हुई।"]
    assert Path(tmp_path / "a.mp3").stat().st_size > 1000
