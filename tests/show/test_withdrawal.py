"""Articles that are withdrawn or deleted, and come back."""

from __future__ import annotations

import pytest

from audio import delete_article, list_deleted, read, release_article, restore_article
from audio import withdraw_article as withdraw
from audio.clips.clip_maker import open_maker
from audio.errors import SourceError
from audio.settings import Options, Settings
from audio.show.build import ShowBuilder
from audio.show.site_files import read_site_record

TEXT = "# ख़बर\n\nआज बारिश हुई।\n"


@pytest.fixture
def content(tmp_path):
    folder = tmp_path / "content"
    (folder / "2025").mkdir(parents=True)
    (folder / "2025" / "a.md").write_text(TEXT, "utf-8")
    return folder


@pytest.fixture
def article(content):
    return content / "2025" / "a.md"


def build(content) -> list[str]:
    """The guids of a show's editions after a build."""
    out = content.parent / "build"
    with open_maker(out / "clips", jobs=1) as maker:
        settings = Settings(voice="silence", formats=("mp3",))
        list(ShowBuilder(content, out, settings, Options(), maker).build())
    before = read_site_record(out)
    return list(before.guids) if before else []


def test_a_withdrawn_article_is_a_draft_until_it_is_released(article):
    article.write_bytes(TEXT.replace("\n", "\r\n").encode())
    before = article.read_bytes()
    withdraw(article)
    assert read(article).is_draft
    assert b"\n" not in article.read_bytes().replace(b"\r\n", b"")
    release_article(article)
    assert not read(article).is_draft
    assert article.read_bytes().endswith(before)


def test_a_word_document_cannot_be_withdrawn(content):
    (content / "b.docx").write_bytes(b"PK")
    with pytest.raises(SourceError, match="import it"):
        withdraw(content / "b.docx")


def test_what_is_deleted_comes_back_as_it_was_with_what_waited_beside_it(content, article):
    beside = article.with_name("a.md.2.new")
    beside.write_text("# दूसरा\n", "utf-8")
    deleted = delete_article(article, content)
    assert deleted.name == "2025/a.md"
    assert not article.exists()
    assert not beside.exists()
    assert list_deleted(content) == [deleted]
    assert restore_article(deleted.key, content) == article
    assert article.read_text("utf-8") == TEXT
    assert beside.read_text("utf-8") == "# दूसरा\n"
    assert list_deleted(content) == []
    assert [path.name for path in content.iterdir()] == ["2025"]


def test_what_comes_back_takes_the_place_of_no_other(content, article):
    first = delete_article(article, content)
    article.write_text("# नया\n", "utf-8")
    second = delete_article(article, content)
    article.write_text("# और नया\n", "utf-8")
    assert [each.key for each in list_deleted(content)] == [second.key, first.key]
    assert restore_article(first.key, content).name == "a-2.md"
    assert article.read_text("utf-8") == "# और नया\n"


@pytest.mark.parametrize("key", ["", "..", "../2025", "20250815T063000000000Z"])
def test_only_what_was_deleted_is_brought_back(content, article, key):
    delete_article(article, content)
    with pytest.raises(SourceError, match="is nothing that was deleted"):
        restore_article(key, content)


def test_what_is_no_article_of_the_folder_is_not_deleted(content):
    (content.parent / "b.md").write_text(TEXT, "utf-8")
    with pytest.raises(SourceError, match="is no article"):
        delete_article(content.parent / "b.md", content)


def test_the_edition_of_an_article_leaves_and_returns_with_it(content, article):
    assert build(content) == ["2025/a.md"]
    withdraw(article)
    assert build(content) == []
    release_article(article)
    assert build(content) == ["2025/a.md"]
    deleted = delete_article(article, content)
    assert build(content) == []  # though no article is left
    restore_article(deleted.key, content)
    assert build(content) == ["2025/a.md"]
