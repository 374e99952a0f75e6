from pathlib import Path

import pytest

import audio
from audio import Settings, narrate, open_maker, read


def test_the_public_names_are_sorted_and_true():
    assert list(audio.__all__) == sorted(audio.__all__)
    assert all(getattr(audio, name) is not None for name in audio.__all__)


def test_what_is_not_public_is_an_attribute_error():
    with pytest.raises(AttributeError, match="nosuch"):
        _ = audio.nosuch


def test_a_script_can_narrate_an_article(tmp_path):
    source = tmp_path / "article.txt"
    source.write_text("बारिश की ख़बर\n\nआज बारिश हुई।\n", encoding="utf-8")
    with open_maker(tmp_path / "clips") as maker:
        edition, files = narrate(read(source), Settings(), [tmp_path / "a.mp3"], maker)
    assert edition.sentence_count == 2
    assert [file.name for file in files] == ["a.mp3"]
    assert Path(tmp_path / "a.mp3").stat().st_size > 1000
