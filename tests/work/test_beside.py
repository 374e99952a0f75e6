"""Names of files beside an article."""

from __future__ import annotations

from audio.work.beside import find_article_of, find_free_beside, list_beside


def test_names_go_on_where_others_are_taken(tmp_path):
    article = tmp_path / "a.md"
    for number in range(3):
        find_free_beside(article, b"%d" % number).write_bytes(b"%d" % number)
    assert [path.name for path in list_beside(article)] == ["a.md.new", "a.md.2.new", "a.md.3.new"]


def test_the_same_text_does_not_lie_there_twice(tmp_path):
    (tmp_path / "a.md.new").write_bytes(b"1")
    assert find_free_beside(tmp_path / "a.md", b"1").name == "a.md.new"


def test_a_name_tells_its_article(tmp_path):
    names = {"a.md.new": "a.md", "a.md.12.new": "a.md", "a.b.txt.new": "a.b.txt"}
    for name, article in names.items():
        assert find_article_of(tmp_path / name) == tmp_path / article
    assert find_article_of(tmp_path / "a.md") is None
