"""The cells of a table keep their places in the article, from every format that has tables."""

from __future__ import annotations

import pytest

from audio.edition.book import BookPart, bind_articles
from audio.importing.chapters import split_chapters
from audio.readers import read_bytes
from audio.readers.article.overrides import Overrides
from audio.records import Article
from audio.settings import Settings
from tests.readers.article.test_same_tables import FORMATS, around, in_book, in_page

ROWS = [["राज्य", "वर्षा", "कमी"], ["बिहार", "20 मिमी", "–"], ["केरल", "वर्षा", "5 %"]]


def list_cells(article: Article) -> list[list[tuple[int, str]]]:
    return [
        [(column, span.of(article.text)) for column, span in row.cells]
        for table in article.tables
        for row in table.rows
    ]


@pytest.mark.parametrize("suffix", FORMATS)
def test_an_article_knows_the_cells_of_its_table(suffix: str) -> None:
    article = read_bytes(FORMATS[suffix](ROWS), f"a{suffix}", suffix)
    assert [(t.columns, t.names, t.has_labels) for t in article.tables] == [
        (3, ("राज्य", "वर्षा", "कमी"), False)
    ]
    assert list_cells(article) == [
        [(0, "बिहार"), (1, "20 मिमी")],
        [(0, "केरल"), (1, "वर्षा"), (2, "5 %")],
    ]
    spans = {block.span for block in article.blocks}
    assert all(row.span in spans for row in article.tables[0].rows)


@pytest.mark.parametrize("bring", [in_page, in_book])
def test_labels_and_values_are_a_table_of_two_columns(bring) -> None:
    table = around(
        "<table><tr><td>टॉस:</td><td>भारत</td></tr><tr><td>अंक</td><td>250</td></tr></table>"
    )
    suffix = ".html" if bring is in_page else ".epub"
    article = read_bytes(bring(table), f"a{suffix}", suffix)
    assert article.tables[0].has_labels
    assert list_cells(article) == [[(0, "टॉस"), (1, "भारत")], [(0, "अंक"), (1, "250")]]


def test_two_tables_that_follow_each_other_stay_two() -> None:
    table = "| क्रम | नाम |\n|---|---|\n| 1 | राम |\n| 2 | सीता |\n"
    article = read_bytes(f"# सूची\n\n{table}\n{table}\nबस।\n".encode(), "a.md", ".md")
    assert [len(table.rows) for table in article.tables] == [2, 2]


def test_directives_in_cells_move_none() -> None:
    table = "| राज्य | वर्षा |\n|---|---|\n| [pause 1s]बिहार | 20 [pause 1s] मिमी |\n"
    article = read_bytes(f"# बारिश\n\n{table}\nबारिश हुई।\n".encode(), "a.md", ".md")
    assert article.pauses
    assert list_cells(article) == [[(0, "बिहार"), (1, "20 मिमी")]]


def test_a_new_title_moves_the_cells_along() -> None:
    article = read_bytes(FORMATS[".md"](ROWS), "a.md", ".md")
    retitled = Overrides(title="एक लंबा नया शीर्षक").apply(article)
    assert list_cells(retitled) == list_cells(article)


def test_a_chapter_of_a_book_has_its_own_tables_and_links() -> None:
    row = (
        "| राज्य | वर्षा |\n|---|---|\n| [{}](https://x.in/b) | 20 |\n\nआगे [और](https://x.in/c) पढ़ें।\n"
    )
    text = f"# किताब\n\n## एक\n\n{row.format('बिहार')}\n## दो\n\n{row.format('केरल')}"
    first, second = split_chapters(read_bytes(text.encode(), "a.md", ".md"))
    assert list_cells(first) == [[(0, "बिहार"), (1, "20")]]
    assert list_cells(second) == [[(0, "केरल"), (1, "20")]]
    assert [link.span.of(second.text) for link in second.links] == ["केरल", "और"]


def test_articles_that_are_bound_keep_their_tables() -> None:
    article = read_bytes(FORMATS[".md"](ROWS), "a.md", ".md")
    settings = Settings()
    part = BookPart(article, settings, "")
    book = bind_articles(article, [part, part], settings).article
    assert list_cells(book) == 2 * list_cells(article)
