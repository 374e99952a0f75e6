"""What is typed and not saved: kept on disk, offered again."""

from __future__ import annotations

import pytest

from audio.desk.drafts import Draft, Drafts
from audio.errors import SourceError

TYPED = Draft("page01", "digest", {"title": "बारिश", "text": "अधूरा वाक्य"})


def test_what_was_typed_is_there_for_the_next_desk(tmp_path):
    Drafts(tmp_path / "drafts").keep("a.md", TYPED)
    (found,) = Drafts(tmp_path / "drafts").list("a.md")
    assert (found.fields, found.digest) == (TYPED.fields, "digest")


def test_each_page_and_each_article_has_its_own(tmp_path):
    drafts = Drafts(tmp_path)
    for article, page in (("a.md", "page01"), ("a.md", "page02"), ("b.md", "page01")):
        drafts.keep(article, TYPED._replace(page=page, fields={"text": f"{article} {page}"}))
    assert {each.fields["text"] for each in drafts.list("a.md")} == {"a.md page01", "a.md page02"}


def test_what_is_saved_is_no_draft_any_more(tmp_path):
    drafts = Drafts(tmp_path)
    drafts.keep("a.md", TYPED)
    drafts.drop("a.md", "page01")
    assert drafts.list("a.md") == []


def test_a_damaged_draft_does_not_hide_the_others(tmp_path):
    drafts = Drafts(tmp_path)
    drafts.keep("a.md", TYPED)
    drafts.keep("a.md", TYPED._replace(page="page02"))
    next(tmp_path.glob("*-page02.json")).write_text("{", "utf-8")
    assert [each.page for each in drafts.list("a.md")] == ["page01"]


@pytest.mark.parametrize("page", ["", "../../a", "a/b/c/d", "A" * 50])
def test_the_name_of_a_page_leads_nowhere_else(tmp_path, page):
    with pytest.raises(SourceError):
        Drafts(tmp_path).keep("a.md", TYPED._replace(page=page))
