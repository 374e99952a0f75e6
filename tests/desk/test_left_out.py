"""What a source's reading left out is told, and can be taken back."""

from __future__ import annotations

import pytest

from audio.desk.imports import import_file
from audio.desk.left_out import LeftOutStore, list_left_out, take_back
from audio.readers import read_bytes
from audio.records import Omission

TYPED = """वेब डेस्क

# बारिश की ख़बर

मंगलवार को दिल्ली में 25 मिमी बारिश हुई।

विज्ञापन

<!-- कल की ख़बर देखें -->

~~यह काटा गया था~~

IMD ने अगले दिन और बारिश बताई है।
"""


def read(text: str):
    return read_bytes(text.encode(), "a.md", ".md")


def test_what_a_typed_text_holds_and_is_not_read_is_listed():
    assert {each.text for each in list_left_out(read(TYPED), [])} == {
        "वेब डेस्क", "विज्ञापन", "कल की ख़बर देखें", "यह काटा गया था",
    }  # fmt: skip


@pytest.mark.parametrize("text", ["वेब डेस्क", "विज्ञापन", "कल की ख़बर देखें", "यह काटा गया था"])
def test_what_is_taken_back_is_read(text):
    article = read(TYPED)
    (wanted,) = (each for each in list_left_out(article, []) if each.text == text)
    again = read(take_back(TYPED, wanted, article.title, "a.md"))
    assert text in again.text
    assert again.title == article.title
    assert len(list(list_left_out(again, []))) == 3


def test_what_an_import_left_out_can_be_taken_back_from_the_desks_store(tmp_path):
    page = (
        "<html><body><article><h1>नदी पर पुल</h1>"
        + "<p>नदी पर नया पुल बना है, जिससे गाँव के लोग अब सीधे शहर जा सकते हैं।</p>" * 6
        + "<aside>यह भी पढ़ें: शहर में मेला लगा है और भीड़ बहुत है</aside></article></body></html>"
    )
    result = import_file(tmp_path / "content", "page.html", page.encode())
    (came,) = result.articles
    store = LeftOutStore(tmp_path / "left_out")
    store.keep("a.md", came.left_out)
    listed = list(list_left_out(read("# क\n\nख।\n"), store.list("a.md")))
    assert any("मेला" in each.text for each in listed)
    text = came.path.read_text("utf-8")
    (wanted,) = (each for each in listed if "मेला" in each.text)
    assert "मेला" in read(take_back(text, wanted, came.title, came.path.name)).text


def test_what_is_not_known_of_an_article_is_nothing(tmp_path):
    store = LeftOutStore(tmp_path)
    assert store.list("a.md") == []
    store.keep("a.md", [Omission("कुछ", "comments"), Omission(" ", "comments")])
    assert store.list("a.md") == [Omission("कुछ", "comments")]
