"""Saving at the desk: versions, undo, and changes that meet."""

from __future__ import annotations

import pytest

from audio.desk.script import list_offers
from audio.desk.texts import Texts, split_text
from audio.errors import SourceError

TEXT = "# बारिश\n\nआज बारिश हुई।\n"


@pytest.fixture
def article(tmp_path):
    path = tmp_path / "a.md"
    path.write_text(TEXT, "utf-8")
    return path


@pytest.fixture
def texts(tmp_path):
    return Texts(tmp_path / "undo")


def test_savings_are_taken_back_one_by_one(texts, article):
    for word in ("धूप", "ओले"):
        version = texts.read(article)
        assert not texts.save(article, f"# {word}\n\nआज।\n", version.digest).is_beside
    assert texts.undo(article)
    assert "धूप" in article.read_text("utf-8")
    assert texts.undo(article)
    assert article.read_text("utf-8") == TEXT
    assert not texts.undo(article)


def test_a_change_meanwhile_stays_and_the_text_lies_beside(texts, article):
    version = texts.read(article)
    article.write_text("# और\n\nकिसी का।\n", "utf-8")
    saved = texts.save(article, "# मेरा\n\nवाक्य।\n", version.digest)
    assert (saved.path.name, saved.is_beside) == ("a.md.new", True)
    assert "किसी का" in article.read_text("utf-8")


def test_what_is_no_article_is_not_written(texts, article):
    version = texts.read(article)
    with pytest.raises(SourceError):
        texts.save(article, "---\ntitle: [\n---\n\nपाठ।\n", version.digest)
    assert article.read_text("utf-8") == TEXT


def test_articles_of_one_title_get_names_of_their_own(texts, tmp_path):
    assert [texts.create(tmp_path, TEXT).name for _ in range(2)] == ["barish.md", "barish-2.md"]


def test_a_word_document_is_no_text_to_edit(texts, tmp_path):
    with pytest.raises(SourceError, match="is no text"):
        texts.read(tmp_path / "a.docx")


def test_front_matter_and_text_are_parted():
    head, body = split_text("---\ntitle: क\n---\n\nपाठ।\n", "a.md")
    assert head + body == "---\ntitle: क\n---\n\nपाठ।\n"
    assert "title" not in body


def test_readings_of_letters_and_of_a_year_are_offered():
    assert next(list_offers("EEZ", "ई ई ज़ेड")) == "ई ई ज़ेड"
    offers = list(list_offers("1984", "उन्नीस सौ चौरासी"))
    assert "एक हज़ार नौ सौ चौरासी" in offers
    assert "एक नौ आठ चार" in offers
    assert len(offers) == len(set(offers))
