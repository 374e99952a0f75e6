"""The contract of tables: one table reads the same from every format that has tables."""

from __future__ import annotations

import pytest

from audio.readers import read_bytes
from tests.readers.packages import DOCX, EPUB, ODT, package

OPENING = "मंगलवार को कई राज्यों में बारिश हुई, और मौसम विभाग ने कहा कि आने वाले दिनों में भी बादल रहेंगे।"
CLOSING = "लोगों ने राहत की साँस ली, क्योंकि पिछले कई दिनों से गर्मी ने सबको परेशान कर रखा था।"

Rows = list[list[str]]


def in_markdown(rows: Rows) -> bytes:
    lines = ["|" + "|".join(row) + "|" for row in rows]
    lines.insert(1, "|" + "-|" * len(rows[0]))
    return f"# बारिश\n\n{OPENING}\n\n{chr(10).join(lines)}\n\n{CLOSING}\n".encode()


def in_hypertext(rows: Rows) -> str:
    return around(in_tags(rows))


def around(table: str) -> str:
    return f"<h1>बारिश</h1><p>{OPENING}</p>{table}<p>{CLOSING}</p>"


def in_tags(rows: Rows) -> str:
    def write_row(row: list[str], tag: str) -> str:
        return "<tr>" + "".join(f"<{tag}>{cell}</{tag}>" for cell in row) + "</tr>"

    below = "".join(write_row(row, "td") for row in rows[1:])
    return f"<table>{write_row(rows[0], 'th')}{below}</table>"


def in_page(hypertext: str) -> bytes:
    return f"<html><body><article>{hypertext}</article></body></html>".encode()


def in_book(hypertext: str) -> bytes:
    page = EPUB["OEBPS/a.xhtml"]
    start = page[: page.index("<body>")]
    last = EPUB["OEBPS/p.opf"].replace('<itemref idref="b"/>', "")
    body = f"{start}<body>{hypertext}</body></html>"
    return package("epub", **{"OEBPS/a.xhtml": body, "OEBPS/p.opf": last})


def in_docx(rows: Rows) -> bytes:
    def write(text: str) -> str:
        return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"

    def write_row(row: list[str], look: str = "") -> str:
        return f"<w:tr>{look}{''.join(f'<w:tc>{write(cell)}</w:tc>' for cell in row)}</w:tr>"

    header = write_row(rows[0], "<w:trPr><w:tblHeader/></w:trPr>")
    table = f"<w:tbl>{header}{''.join(map(write_row, rows[1:]))}</w:tbl>"
    document = DOCX["word/document.xml"]
    start = document[: document.index("<w:body>")]
    body = f"{write('बारिश')}{write(OPENING)}{table}{write(CLOSING)}"
    parts = {"word/document.xml": f"{start}<w:body>{body}</w:body></w:document>"}
    return package("docx", **parts)


def in_odt(rows: Rows) -> bytes:
    def write_row(row: list[str]) -> str:
        cells = (f"<table:table-cell><text:p>{cell}</text:p></table:table-cell>" for cell in row)
        return f"<table:table-row>{''.join(cells)}</table:table-row>"

    header = f"<table:table-header-rows>{write_row(rows[0])}</table:table-header-rows>"
    table = f"<table:table>{header}{''.join(map(write_row, rows[1:]))}</table:table>"
    content = ODT["content.xml"]
    start = content[: content.index("<office:text>")]
    body = f"<text:p>बारिश</text:p><text:p>{OPENING}</text:p>{table}<text:p>{CLOSING}</text:p>"
    end = "</office:text></office:body></office:document-content>"
    return package("odt", **{"content.xml": f"{start}<office:text>{body}{end}"})


FORMATS = {
    ".docx": in_docx,
    ".epub": lambda rows: in_book(in_hypertext(rows)),
    ".html": lambda rows: in_page(in_hypertext(rows)),
    ".md": in_markdown,
    ".odt": in_odt,
}


@pytest.mark.parametrize("suffix", FORMATS)
@pytest.mark.tsv("same_tables.tsv")
def test_a_table_reads_the_same_from_every_format(suffix: str, table: str, read: str) -> None:
    rows = [row.split("|") for row in table.split("\n")]
    assert " ¦ ".join(read_table(FORMATS[suffix](rows), suffix)) == read


def read_table(data: bytes, suffix: str) -> list[str]:
    article = read_bytes(data, f"a{suffix}", suffix)
    texts = [block.span.of(article.text) for block in article.blocks]
    return texts[texts.index(OPENING) + 1 : texts.index(CLOSING)]


HEAD = "<thead><tr><td>राज्य</td><td>जून</td><td>जुलाई</td></tr></thead>"


@pytest.mark.parametrize(
    ("below", "read"),
    [
        (
            (
                "<tr><td rowspan='2'>बिहार</td><td>20</td><td>30</td></tr>"
                "<tr><td>40</td><td>50</td></tr>"
            ),
            ["राज्य: बिहार; जून: 20; जुलाई: 30।", "राज्य: बिहार; जून: 40; जुलाई: 50।"],
        ),
        (
            (
                "<tr><td>बिहार</td><td colspan='2'>20</td></tr>"
                "<tr><td>केरल</td><td>30</td><td>–</td></tr>"
            ),
            ["राज्य: बिहार; जून: 20; जुलाई: 20।", "राज्य: केरल; जून: 30।"],
        ),
        (
            "<tr><td colspan='3'>उत्तर</td></tr><tr><td>बिहार</td><td>20</td><td>30</td></tr>",
            ["राज्य: उत्तर।", "राज्य: बिहार; जून: 20; जुलाई: 30।"],
        ),
    ],
)
def test_a_cell_that_spans_others_is_read_for_each_in_pages_and_books(
    below: str, read: list[str]
) -> None:
    table = around(f"<table>{HEAD}<tbody>{below}</tbody></table>")
    assert read_table(in_page(table), ".html") == read
    assert read_table(in_book(table), ".epub") == read


def test_a_long_cell_that_spans_others_is_read_once() -> None:
    cell = f"<td rowspan='50' colspan='50'>{'लंबा पाठ ' * 5000}</td>"
    table = f"<table><tr><td>क</td>{cell}</tr>{'<tr><td>ख</td></tr>' * 49}</table>"
    assert sum(map(len, read_table(in_book(around(table)), ".epub"))) < 10**5
