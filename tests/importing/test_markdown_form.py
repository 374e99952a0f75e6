"""What is written as Markdown is read as the same article."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from datetime import UTC, datetime
from itertools import chain

from hypothesis import example, given, settings
from hypothesis import strategies as st

from audio.importing.markdown_form import write_markdown
from audio.readers.article.compose import compose
from audio.readers.article.front_matter import FrontMatter
from audio.readers.article.pieces import Piece
from audio.readers.article.tables import read_table
from audio.readers.text.markdown import read
from audio.records import IMAGE_LABEL, Article, BlockKind, Span, TextLink

MARKUP = list("*_#>[]()<|`~&\\!-+=.:;\"'$%@^{}/0123456789 \n")
SNIPPETS = [
    "1.", "10)", "- ", "+ ", "* ", "---", "===", "***", "___", "# ", "> ", "```", "~~~", "~~क~~",
    "[क](ख)", "![क](ख)", "<b>", "<!-- क -->", "<div>", "&amp;", "&#2325;", "| क | ख |", "|---|---|",
    "[^1]", "[^1]: क", "[क]: http://x", "https://x.in", "**क**", "_क_", "\\", "\\\n", "    ", "[ ]",
    "<https://x.in>", "`क`", "\t", "$क$", ": क", "<script>", "]]>", "<?", "1. 1. क",
    "==क==", "x~2~", "x^2^", "~क~", "{#क}", "{: .क}", "{{< क >}}", "{% क %}", "[[क]]", ":smile:",
    "➤ क", "(क) ", "1️⃣ ", "%%क%%", "^[क]", "{++क++}", "1/8/25, 9:45 pm - राम: ", "!!! note", "$$",
]  # fmt: skip
letters = st.sampled_from(["क", "खेत", "नदी", "जल है", "।", "पानी।", "राम", "सीता और", "x", "é"])
raw = st.lists(
    st.one_of(letters, letters, st.sampled_from(MARKUP), st.sampled_from(SNIPPETS)), max_size=12
).map(lambda parts: unicodedata.normalize("NFC", "".join(parts)) + "पाठ का अंत है।")
texts = st.one_of(raw, raw.map(lambda text: text.removesuffix("पाठ का अंत है।") or "जल"))
kinds = st.sampled_from(
    [BlockKind.PARAGRAPH, BlockKind.QUOTE, BlockKind.ITEM, BlockKind.CODE, BlockKind.HEADING,
     BlockKind.IMAGE]
)  # fmt: skip


@st.composite
def pieces(draw: st.DrawFn) -> Piece:
    kind, text = draw(kinds), draw(texts)
    if kind is BlockKind.HEADING:
        link = draw(st.sampled_from(["", "", "../kisan-andolan/", "https://x.in/a_b?c=(1)&d=*"]))
        return Piece(kind, " ".join(text.split()), draw(st.integers(2, 6)), link)
    if kind is BlockKind.IMAGE:
        return Piece(kind, IMAGE_LABEL + " ".join(f"खेत {text}".split()))
    if kind is BlockKind.ITEM:
        number = draw(st.sampled_from(["", "", "1. ", "2. ", "3. ", "१. ", "07. "]))
        return Piece(kind, number + text.lstrip(), draw(st.integers(1, 4)))
    return Piece(kind, text)


@st.composite
def tables(draw: st.DrawFn) -> list[Piece]:
    width = draw(st.integers(2, 3))
    cell = st.one_of(texts, st.just(""))
    rows = draw(st.lists(st.lists(cell, min_size=width, max_size=width), min_size=2, max_size=3))
    return list(read_table(rows, has_headers=draw(st.sampled_from([None, True]))))


@st.composite
def articles(draw: st.DrawFn) -> Article:
    front = FrontMatter(
        title=" ".join(draw(raw).split()),
        author=" ".join(draw(texts).split()),
        description=" ".join(draw(texts).split()),
        source=draw(st.sampled_from(["", "https://x.in/क?a=1&b=2#c", "पीटीआई: भाषा"])),
        guid=draw(st.sampled_from(["", "urn:uuid:1", "2024", "true"])),
        date=draw(
            st.sampled_from([None, datetime(2023, 8, 15), datetime(2023, 8, 15, 7, 30, tzinfo=UTC)])
        ),
    )
    found = draw(st.lists(st.one_of(pieces().map(lambda one: [one]), tables()), max_size=6))
    return compose(
        [*chain(*found), Piece(BlockKind.PARAGRAPH, "नदी बहती है।")],
        front,
        "a",
        is_marked_up=True,
    )


def same(article: Article) -> None:
    written = write_markdown(article)
    again = read(written.encode(), "a")
    assert (again.text, again.blocks) == (article.text, article.blocks), written
    assert set(again.tables) <= set(article.tables), written
    for name in ("author", "published", "description", "source", "language", "guid"):
        assert getattr(again, name) == getattr(article, name), written
    assert write_markdown(again) == written


def write_broken(kind: BlockKind, *lines: str) -> Article:
    """An article with one block of several lines."""
    level = 1 if kind is BlockKind.ITEM else 0
    said = [Piece(kind, "\n".join(lines), level), Piece(BlockKind.PARAGRAPH, "नदी बहती है।")]
    return compose(said, FrontMatter(title="नदी"), "a", is_marked_up=True)


MESSAGES = "1/8/25, 9:45 pm - राम: खेत", "1/8/25, 9:46 pm - राम: नदी"


@given(articles())
@example(write_broken(BlockKind.CODE, *MESSAGES))
@example(write_broken(BlockKind.PARAGRAPH, *MESSAGES))
@example(write_broken(BlockKind.ITEM, "बात", *MESSAGES))
@example(write_broken(BlockKind.ITEM, "बात %%", "%% जल"))
@settings(max_examples=300, deadline=None)
def test_any_article_survives_being_written_and_read(article: Article) -> None:
    same(article)


@st.composite
def linked_articles(draw: st.DrawFn) -> Article:
    article = draw(articles())
    links, at = [], 0
    for block in article.blocks[1:]:
        start = draw(st.integers(max(at, block.span.start), block.span.end - 1))
        end = draw(st.integers(start + 1, block.span.end))
        links.append(TextLink(Span(start, end), "https://x.in/a_b?c=(1)&copy;=*&d==e=="))
        at = end
    return replace(article, links=tuple(links))


@given(linked_articles())
@settings(max_examples=30, deadline=None)
def test_no_link_changes_what_is_written(article: Article) -> None:
    again = read(write_markdown(article).encode(), "a")
    assert (again.text, again.blocks) == (article.text, article.blocks)
    assert {link.address for link in again.links} <= {link.address for link in article.links}


def test_links_survive_being_written_and_read() -> None:
    written = (
        "नदी [(यहाँ) *नहीं*](https://x.in/a_b?c=(1)&amp;copy;=2&d=%E0%A4%95) आई।\n\n"
        "> उसने [कहा](mailto:a@x.in) था।\n\n"
        "1. [पहला काम](../pahla/) है\n2. [दूसरा](https://x.in/_2_) है\n"
    )
    article = read(f"# नदी का हाल\n\n{written}".encode(), "a")
    assert len(article.links) == 4
    again = read(write_markdown(article).encode(), "a")
    assert again.links == article.links
    same(article)


def test_a_title_in_latin_letters_counts_once_however_often_it_is_written() -> None:
    front = FrontMatter(title="Chandrayaan Mission")
    same(compose([Piece(BlockKind.PARAGRAPH, "यान पहुँचा।")], front, "a", is_marked_up=True))


def test_a_numbered_list_after_a_bulleted_one_keeps_its_numbers() -> None:
    items = ["चूड़ा", "गुड़", "1. पहला", "2. दूसरा", "गुड़"]
    front = FrontMatter(title="सूची")
    listed = compose([Piece(BlockKind.ITEM, item, 1) for item in items], front, "a")
    assert write_markdown(listed).endswith("- चूड़ा\n- गुड़\n1. पहला\n2. दूसरा\n- गुड़\n")
    same(listed)


def test_a_caption_without_a_picture_is_written_in_words() -> None:
    said = [Piece(BlockKind.IMAGE, f"{IMAGE_LABEL}पुल [नया]"), Piece(BlockKind.PARAGRAPH, "जल है।")]
    article = compose(said, FrontMatter(title="नदी"), "a")
    assert "\n\nचित्र: पुल \\[नया\\]\n\n" in write_markdown(article)
    same(article)


def test_an_item_keeps_the_number_in_a_box_that_it_opens_with() -> None:
    items = [Piece(BlockKind.ITEM, text, 1) for text in ("1️⃣ खेत", "1. 2️⃣ नदी", "ü\tजल")]
    same(compose(items, FrontMatter(title="सूची"), "a", is_marked_up=True))


def test_tables_survive_being_written_and_read() -> None:
    written = (
        "| राज्य | वर्षा &#124; मिमी |\n| --- | --- |\n"
        "| [बिहार](<https://x.in/b>) | 20 |\n| केरल |  |\n\n"
        "|  |  |\n| --- | --- |\n| **टॉस** | भारत |\n| **अंक** | \\*250 |\n\n"
        "|  |  |  |\n| --- | --- | --- |\n| सोना | 60,000 | 61,000 |\n| चाँदी |  | 70,000 |\n\n"
        "- सूची\n"
    )
    article = read(f"# बाज़ार\n\n{written}".encode(), "a")
    assert [table.has_labels for table in article.tables] == [False, True, False]
    assert article.links[0].span.of(article.text) == "बिहार"
    assert write_markdown(article).endswith(f"\n\n{written}")
    assert read(write_markdown(article).encode(), "a").tables == article.tables
    same(article)
