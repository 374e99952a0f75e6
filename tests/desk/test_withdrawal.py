"""Articles that are withdrawn and deleted at the desk."""

from __future__ import annotations

from audio.readers import read


def test_an_article_that_is_withdrawn_is_offered_for_publishing_again(ask, desk):
    path = desk.content / "a.md"
    before = path.read_bytes()
    assert 'data-do="withdraw"' in ask("/").text
    assert ask("/withdraw?article=a.md", {"draft": True}).status == 200
    assert read(path).is_draft
    assert 'data-do="release"' in ask("/").text
    assert desk.texts.read(path).can_undo
    assert ask("/withdraw?article=a.md", {"draft": False}).status == 200
    assert path.read_bytes() == before


def test_an_article_that_is_deleted_leaves_the_shelf_and_is_brought_back(ask, desk):
    before = (desk.content / "a.md").read_bytes()
    key = ask("/delete?article=a.md", {}).data["key"]
    page = ask("/").text
    assert "script?article=a.md" not in page
    assert f'data-key="{key}"' in page
    assert ask("/restore", {"key": key}).data == {"article": "a.md"}
    assert (desk.content / "a.md").read_bytes() == before
    assert ask("/restore", {"key": key}).status == 422


def test_what_is_typed_into_an_article_that_was_deleted_is_kept_for_when_it_is_back(ask):
    key = ask("/delete?article=a.md", {}).data["key"]
    typed = {"page": "page01", "digest": "1", "fields": {"text": "अधूरा वाक्य"}}
    assert ask("/draft?article=a.md", typed).status == 200
    told = ask("/save?article=a.md", form={"text": "अधूरा वाक्य", "digest": "1"})
    assert told.status == 404
    assert told.data["error"] == "a.md: was deleted; bring it back from among the articles"
    ask("/restore", {"key": key})
    assert "अधूरा वाक्य" in ask("/text?article=a.md").text


def test_a_new_article_does_not_take_the_name_of_one_that_was_deleted(ask):
    text = {"text": "बारिश\nआज बारिश हुई।"}
    name = ask("/create", form=text).data["article"]
    ask(f"/delete?article={name}", {})
    assert ask("/create", form=text).data == {"article": "barish-2.md", "is_new": True}


def test_only_an_article_is_deleted(ask, desk):
    desk.config.write_text('title = "शो"\n', "utf-8")
    assert [ask(f"/delete?article={name}", {}).status for name in ("show.toml", "../x", "")] == [
        404
    ] * 3
    assert desk.config.exists()
