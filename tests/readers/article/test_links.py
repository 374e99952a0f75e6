"""Links: which words of an article lead where, whatever became of the text around them."""

from __future__ import annotations

import pytest

from audio.edition.book import BookPart, bind_articles
from audio.readers import read_bytes
from audio.readers.article.links import LinkedText, place_links, settle_address
from audio.readers.article.overrides import Overrides
from audio.records import Article, Span, TextLink
from audio.settings import Settings
from tests.readers.web.pages import BOATS, KITCHENS, STORY, make_page


def read_markdown(text: str) -> Article:
    return read_bytes(text.encode(), "a.md", ".md")


def read_page(body: str) -> Article:
    head = '<link rel="canonical" href="https://x.in/khabar/a.html">'
    return read_bytes(make_page(body, head), "a.html", ".html")


def shown(article: Article) -> str:
    return " ¦ ".join(f"{one.span.of(article.text)} → {one.address}" for one in article.links)


@pytest.mark.tsv("links.tsv")
def test_words_that_are_a_link_lead_where_they_did(markdown: str, links: str) -> None:
    assert shown(read_markdown(f"# शीर्षक\n\n{markdown}\n")) == links


@pytest.mark.parametrize(
    ("link", "address"),
    [
        ("/tag/seven?x=1&amp;y=2", "https://x.in/tag/seven?x=1&y=2"),
        ("b.html", "https://x.in/khabar/b.html"),
        ("//y.in/c d", "https://y.in/c%20d"),
        ("mailto:a@x.in", "mailto:a@x.in"),
    ],
)
def test_a_pages_links_have_whole_addresses(link: str, address: str) -> None:
    story = BOATS.replace("सात गाँवों", f'<a href="{link}">सात <b>गाँवों</b></a>')
    assert shown(read_page(f"{STORY}<p>{story}</p>")) == f"सात गाँवों → {address}"


def test_a_link_of_what_is_not_read_links_no_words_of_the_story() -> None:
    around = '<nav><a href="/1">रसोई</a></nav>', '<ul><li><a href="/2">रसोई</a></li></ul>'
    article = read_page(f"{around[0]}<article>{STORY}<p>{KITCHENS}</p></article>{around[1]}")
    assert "रसोई" in article.text
    assert not article.links


@pytest.mark.parametrize(
    "written",
    [
        "javascript:alert(1)",
        " java\nscript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "file:///etc/passwd",
        "blob:https://x.in/1",
        "https://x.in@y.in/",
        "https://x.in/\u202ea",
        "https:\\\\x.in",
        "http://[::1",
        "#top",
        "",
    ],
)
@pytest.mark.parametrize("base", ["", "https://x.in/a/"])
def test_an_address_that_opens_no_page_or_letter_is_none(written: str, base: str) -> None:
    assert settle_address(written, base) == ""


def test_words_that_are_not_found_are_no_link() -> None:
    article = read_markdown("# शीर्षक\n\nनदी यहाँ आई।\n")
    block = LinkedText("पानी वहाँ गया।", (TextLink(Span(5, 9), "https://x.in/"),))
    assert place_links(article, [block]).links == ()


def test_under_another_title_links_stay_at_their_words() -> None:
    article = read_markdown("# शीर्षक\n\nनदी [यहाँ](https://x.in/) आई।\n")
    assert shown(Overrides(title="एक और लंबा शीर्षक").apply(article)) == "यहाँ → https://x.in/"


def test_a_title_that_was_the_first_sentence_keeps_its_link_as_prose() -> None:
    article = read_markdown("कल शाम को नदी [यहाँ](https://x.in/) आई। पानी बढ़ा।\n")
    assert shown(Overrides(title="शीर्षक").apply(article)) == "यहाँ → https://x.in/"


def test_a_book_keeps_the_links_of_its_articles() -> None:
    one = read_markdown("# एक\n\nनदी [यहाँ](https://x.in/) आई।\n")
    two = read_markdown("# दो\n\nदेखें [वह ख़बर](../ek/)।\n")
    parts = [BookPart(each, Settings(), "https://s.in/do/") for each in (one, two)]
    book = bind_articles(one, parts, Settings()).article
    assert shown(book) == "यहाँ → https://x.in/ ¦ वह ख़बर → https://s.in/ek/"
