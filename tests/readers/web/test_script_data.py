"""Pages that are empty until their scripts have run, and what their data hold."""

from __future__ import annotations

import json

import pytest

from audio.errors import SourceError
from audio.readers.web.article import read
from tests.readers.web.pages import LINES, STORY, TITLE, make_page

OTHER = "दूसरी ख़बर का सार यहाँ लिखा है। " * 40


def make_shell(data: object, start: str = "", *, is_escaped: bool = False) -> bytes:
    kind = "" if start else " type='application/json'"
    text = json.dumps(data, ensure_ascii=is_escaped)
    return make_page(
        f"<div id=__next><p>Loading...</p></div><script{kind}>{start}{text}</script>"
    ).replace(f"<h1>{TITLE}</h1>".encode(), b"")


@pytest.mark.parametrize(
    "page",
    [
        make_shell({"props": {"article": {"title": TITLE, "content": STORY}}}),
        make_shell({"props": {"article": {"title": TITLE, "content": STORY}}}, is_escaped=True),
        make_shell({"headline": TITLE, "body": "\n".join(LINES)}, "window.__STATE__ = "),
        make_shell(
            {"more": [{"title": "और", "text": OTHER}], "now": {"name": TITLE, "text": STORY}}
        ),
    ],
)
def test_an_empty_page_gives_the_article_of_its_data(page: bytes) -> None:
    article = read(page, "p.html")
    assert article.title == TITLE
    assert article.text.split("\n\n")[1:] == LINES
    assert "the text is from the page's data: the page itself shows none" in article.notes


def test_data_are_left_alone_where_the_page_shows_its_text() -> None:
    script = f"<script type='application/json'>{json.dumps({'text': OTHER})}</script>"
    assert "दूसरी" not in read(make_page(STORY + script), "p.html").text


@pytest.mark.parametrize("data", [{"menu": ["राज्य", "खेल"]}, {"text": "क" * 900}, [[[[]]]] * 9])
def test_data_without_a_text_make_no_article(data: object) -> None:
    with pytest.raises(SourceError, match="holds no article"):
        read(make_shell(data), "p.html")
