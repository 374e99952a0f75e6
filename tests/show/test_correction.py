"""Corrections: rows of lexicons, for a show or for one article."""

from __future__ import annotations

import pytest

from audio import explain, read
from audio.errors import LexiconError
from audio.settings import Options, Settings, choose
from audio.settings.show_file import load_show
from audio.show.correction import correct


@pytest.fixture
def content(tmp_path):
    (tmp_path / "a.md").write_text("# ख़बर\n\nEEZ और NATO की बात।\n", "utf-8")
    (tmp_path / "show.toml").write_text('title = "शो" # नाम\n\n[pauses]\nheading = 1.0\n', "utf-8")
    return tmp_path


def speak(content) -> str:
    config = content / "show.toml"
    article = read(content / "a.md")
    settings = load_show(config) if config.exists() else Settings()
    return " ".join(each.spoken for each in explain(article, choose(settings, article, Options())))


def test_a_reading_for_the_show_is_a_row_of_its_lexicon(content):
    assert correct("EEZ", "ईईज़ेड", content).name == "lexicon.tsv"
    assert "ईईज़ेड और" in speak(content)
    assert (content / "show.toml").read_text("utf-8").startswith('title = "शो" # नाम\n')


def test_a_reading_for_an_article_is_named_in_its_front_matter(content):
    article = content / "a.md"
    assert correct("NATO", "उत्तर अटलांटिक संगठन", content, article).name == "a.tsv"
    assert "उत्तर अटलांटिक संगठन" in speak(content)
    assert article.read_text("utf-8").endswith("# ख़बर\n\nEEZ और NATO की बात।\n")


def test_a_second_reading_replaces_the_first_and_keeps_its_note(content):
    correct("EEZ", "ईईज़ेड", content)
    lexicon = content / "lexicon.tsv"
    lexicon.write_text("# नाम\nEEZ\tईईज़ेड\tपुराना\nNATO\tनाटो\n", "utf-8")
    correct("EEZ", "ई ई ज़ी", content)
    assert lexicon.read_text("utf-8") == "# नाम\nEEZ\tई ई ज़ी\tपुराना\nNATO\tनाटो\n"


def test_a_show_without_settings_gets_them(content):
    (content / "show.toml").unlink()
    correct("EEZ", "ईईज़ेड", content)
    assert load_show(content / "show.toml").lexicon == (content / "lexicon.tsv",)


def test_what_cannot_be_spoken_changes_nothing(content):
    before = {path.name: path.read_bytes() for path in content.iterdir()}
    with pytest.raises(LexiconError, match="write it in Devanagari"):
        correct("EEZ", "x y", content)
    assert {path.name: path.read_bytes() for path in content.iterdir()} == before


def test_an_articles_first_row_goes_into_no_file_of_others(content):
    (content / "a.tsv").write_text("NATO\tनाटो\n", "utf-8")
    assert correct("EEZ", "ईईज़ेड", content, content / "a.md").name == "a-2.tsv"
    assert (content / "a.tsv").read_text("utf-8") == "NATO\tनाटो\n"
