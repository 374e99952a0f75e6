"""EPUB, Word and OpenDocument: what they say, in the order in which it is read."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest

from audio.errors import SourceError
from audio.readers import read_bytes
from audio.records import Article
from tests.readers.packages import DOCX, EPUB, ODT, PACKAGES, package


def blocks(article: Article) -> list[str]:
    return [f"{b.kind}{b.level or ''} {b.span.of(article.text)}" for b in article.blocks]


WORD = [
    "title नदी पर पुल",
    "heading2 पहला भाग",
    "paragraph एक गाँव था।",
    "item1 1. कुआँ",
    "item2 छोटा",
    "item1 2. तालाब",
    "quote जल ही जीवन है।",
    "paragraph सादा अनुच्छेद है।",
    "item1 राज्य: बिहार; वर्षा: 20 मिमी।",
    "paragraph टिप्पणी 1: बिहार का एक गाँव।",
]


@pytest.mark.parametrize("kind", ["docx", "odt"])
def test_a_word_processors_document_is_read_with_its_structure(kind: str) -> None:
    article = read_bytes(package(kind), f"a.{kind}", f".{kind}")
    assert blocks(article) == WORD
    assert article.author == "राम शर्मा"
    assert article.published is not None
    assert article.published.replace(tzinfo=None) == datetime(2024, 3, 15, 10)


def test_author_and_date_over_a_documents_text_are_believed_and_not_read() -> None:
    lines = ("नदी पर पुल", "लेखक: सीता देवी", "दिनांक: 15/08/2025", "नदी पर पुल बना है।")
    body = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in lines)
    document = f"<w:document {_W}><w:body>{body}</w:body></w:document>"
    article = read_bytes(package("docx", **{"word/document.xml": document}), "a", ".docx")
    assert (article.author, article.published) == ("सीता देवी", datetime(2025, 8, 15))
    assert article.text == "नदी पर पुल\n\nनदी पर पुल बना है।"
    assert article.account is not None
    assert article.account.unexplained == ()


_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def _word(*runs: str) -> str:
    """The text of a Word document that ends with ``runs``; `^6` is raised, `_2` sunk."""
    written = ""
    for run in runs:
        align = {"^": "superscript", "_": "subscript"}.get(run[0], "baseline")
        written += (
            f'<w:r><w:rPr><w:vertAlign w:val="{align}"/></w:rPr>'
            f'<w:t xml:space="preserve">{run.lstrip("^_")}</w:t></w:r>'
        )
    body = f"<w:p><w:r><w:t>नदी पर पुल</w:t></w:r></w:p><w:p>{written}</w:p>"
    document = f"<w:document {_W}><w:body>{body}</w:body></w:document>"
    return read_bytes(package("docx", **{"word/document.xml": document}), "a", ".docx").text


def test_figures_above_and_below_the_line_stay_there() -> None:
    assert "क्षेत्रफल 10⁶ वर्ग मीटर" in _word("क्षेत्रफल 10", "^6", " वर्ग मीटर है।")
    assert "CO₂ गैस" in _word("गाँव में CO", "_2", " गैस है।")
    assert "21वीं सदी" in _word("गाँव में 21", "^वीं", " सदी है।")


@pytest.mark.parametrize("position", ["super 58%", "33% 58%"])
def test_figures_above_the_line_of_an_opendocument_text_stay_there(position: str) -> None:
    content = ODT["content.xml"].replace(
        "<text:list-style ",
        '<style:style style:name="T9"><style:text-properties '
        f'style:text-position="{position}"/></style:style><text:list-style ',
        1,
    )
    span = 'सादा 10<text:span text:style-name="T9">6</text:span> टन अनुच्छेद'
    content = content.replace("सादा अनुच्छेद", span)
    data = package("odt", **{"content.xml": content})
    assert "सादा 10⁶ टन अनुच्छेद" in read_bytes(data, "a", ".odt").text


@pytest.mark.parametrize(
    "aside",
    [
        "<text:tracked-changes><text:deletion>{}</text:deletion></text:tracked-changes>",
        "<text:p>पाठ<office:annotation>{}</office:annotation> है।</text:p>",
    ],
)
def test_what_was_deleted_from_an_opendocument_text_or_said_of_it_is_no_loss(aside: str) -> None:
    said = aside.format("<text:p>यह वाक्य अब पाठ में नहीं रहा।</text:p>")
    content = ODT["content.xml"].replace("<office:text>", f"<office:text>{said}")
    article = read_bytes(package("odt", **{"content.xml": content}), "a", ".odt")
    assert article.account is not None
    assert "यह वाक्य अब पाठ में नहीं रहा।" in [text for text, _ in article.account.left_out]
    assert not article.account.unexplained


STRUCK = "left out “पुराना नियम”: it is struck out"
HIDDEN = "left out “छिपी बात”: it is hidden"


def _book(line: str) -> Article:
    page = EPUB["OEBPS/a.xhtml"].replace("</body>", f"<p>{line}</p></body>")
    return read_bytes(package("epub", **{"OEBPS/a.xhtml": page}), "a.epub", ".epub")


@pytest.mark.parametrize(
    "line",
    [
        "नया <del>पुराना नियम</del> नियम लागू हुआ।",
        "नया <s>पुराना <b>नियम</b></s> नियम लागू हुआ।",
        'नया <span style="text-decoration: line-through">पुराना नियम</span> नियम लागू हुआ।',
    ],
)
def test_struck_text_of_a_book_is_left_out_and_told(line: str) -> None:
    article = _book(line)
    assert "paragraph नया नियम लागू हुआ।" in blocks(article)
    assert STRUCK in article.notes


def test_links_of_a_book_to_the_web_are_kept_and_those_within_it_are_not() -> None:
    line = 'नियम <a href="https://x.in/a?b=1&amp;c=2">यहाँ <i>लिखा</i></a> और '
    line += '<a href="../text/b.xhtml">वहाँ</a> और <a href="../vahan/">आगे</a> है।'
    assert _show_links(_book(line)) == [("यहाँ लिखा", "https://x.in/a?b=1&c=2")]


def test_links_of_a_word_document_lead_where_its_relations_say() -> None:
    linked = "".join(
        f'<w:hyperlink w:id="{name}"><w:r><w:t>{text}</w:t></w:r></w:hyperlink>'
        for name, text in (("r1", " यहाँ"), ("r2", " वहाँ"), ("r3", " फिर"))
    )
    relations = (
        '<Relationships xmlns="urn:r">'
        '<Relationship Id="r1" Target="https://x.in/a?b=1&amp;c=2" TargetMode="External"/>'
        '<Relationship Id="r2" Target="file:///C:/a.doc" TargetMode="External"/>'
        '<Relationship Id="r3" Target="styles.xml"/></Relationships>'
    )
    document = DOCX["word/document.xml"].replace(
        "था।</w:t></w:r></w:ins>", f"था</w:t></w:r></w:ins>{linked}"
    )
    parts = {"word/document.xml": document, "word/_rels/document.xml.rels": relations}
    article = read_bytes(package("docx", **parts), "a", ".docx")
    assert "था यहाँ वहाँ फिर" in article.text
    assert _show_links(article) == [("यहाँ", "https://x.in/a?b=1&c=2")]


def test_a_word_document_whose_relations_are_damaged_is_read_without_links() -> None:
    parts = {"word/_rels/document.xml.rels": "<Relationships>"}
    article = read_bytes(package("docx", **parts), "a", ".docx")
    assert not article.links


def test_links_of_an_opendocument_text_are_kept() -> None:
    link = (
        '<text:a xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href="https://x.in/">{}</text:a>'
    )
    content = ODT["content.xml"].replace("सादा अनुच्छेद है", f"सादा {link.format('अनुच्छेद')} है")
    article = read_bytes(package("odt", **{"content.xml": content}), "a", ".odt")
    assert _show_links(article) == [("अनुच्छेद", "https://x.in/")]


def _show_links(article: Article) -> list[tuple[str, str]]:
    return [(link.span.of(article.text), link.address) for link in article.links]


def test_hidden_text_of_a_book_is_told() -> None:
    article = _book('नया <span style="display: none">छिपी बात</span>नियम लागू हुआ।')
    assert "paragraph नया नियम लागू हुआ।" in blocks(article)
    assert any("hidden" in note for note in article.notes)


@pytest.mark.parametrize(
    ("look", "note"),
    [
        ("<w:strike/>", STRUCK),
        ("<w:dstrike w:val='1'/>", STRUCK),
        ('<w:rStyle w:val="Old"/>', STRUCK),
        ("<w:vanish/>", HIDDEN),
    ],
)
def test_struck_and_hidden_text_of_a_word_document_is_left_out_and_told(
    look: str, note: str
) -> None:
    text = note.split("“")[1].split("”", maxsplit=1)[0]
    run = f"<w:r><w:rPr>{look}</w:rPr><w:t>{text}</w:t></w:r>"
    body = f"<w:p><w:r><w:t>नदी पर पुल</w:t></w:r></w:p><w:p><w:r><w:t>नया </w:t></w:r>{run}"
    body += '<w:r><w:rPr><w:strike w:val="0"/></w:rPr><w:t> नियम लागू हुआ।</w:t></w:r></w:p>'
    styles = (
        '<w:style w:styleId="Base"><w:rPr><w:strike/></w:rPr></w:style>'
        '<w:style w:styleId="Old"><w:basedOn w:val="Base"/></w:style>'
    )
    parts = {
        "word/document.xml": f"<w:document {_W}><w:body>{body}</w:body></w:document>",
        "word/styles.xml": f"<w:styles {_W}>{styles}</w:styles>",
    }
    article = read_bytes(package("docx", **parts), "a", ".docx")
    assert blocks(article)[1] == "paragraph नया नियम लागू हुआ।"
    assert article.notes == (note,)


@pytest.mark.parametrize(
    ("look", "note"),
    [('style:text-line-through-style="solid"', STRUCK), ('text:display="none"', HIDDEN)],
)
def test_struck_and_hidden_text_of_an_opendocument_text_is_left_out_and_told(
    look: str, note: str
) -> None:
    text = note.split("“")[1].split("”", maxsplit=1)[0]
    styles = (
        f'<style:style style:name="T8"><style:text-properties {look}/></style:style>'
        '<style:style style:name="T9" style:parent-style-name="T8"/><text:list-style '
    )
    content = ODT["content.xml"].replace("<text:list-style ", styles, 1)
    content = content.replace("सादा ", f'सादा <text:span text:style-name="T9">{text}</text:span>')
    article = read_bytes(package("odt", **{"content.xml": content}), "a", ".odt")
    assert "paragraph सादा अनुच्छेद है।" in blocks(article)
    assert note in article.notes


def test_a_hidden_section_of_an_opendocument_text_is_left_out_and_told() -> None:
    hidden = (
        '<text:section text:display="none"><text:p>छिपी बात</text:p></text:section></office:text>'
    )
    content = ODT["content.xml"].replace("</office:text>", hidden)
    article = read_bytes(package("odt", **{"content.xml": content}), "a", ".odt")
    assert "छिपी" not in article.text
    assert HIDDEN in article.notes


def _listed(levels: str, *items: str, nums: str = "") -> list[str]:
    """The blocks of a Word document with a list of those levels; items are `level text`."""
    numbering = (
        f'<w:numbering {_W}><w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum>'
        f'<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>{nums}</w:numbering>'
    )
    body = "<w:p><w:r><w:t>नदी पर पुल</w:t></w:r></w:p>"
    for item in items:
        number, level, text = item.split(" ", 2)
        own = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
        body += f"<w:p><w:pPr>{own}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"
    document = f"<w:document {_W}><w:body>{body}<w:p/></w:body></w:document>"
    parts = {"word/document.xml": document, "word/numbering.xml": numbering}
    article = read_bytes(package("docx", **parts), "a", ".docx")
    return [block.span.of(article.text) for block in article.blocks[1:]]


def _level(number: int, form: str, text: str, extra: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{number}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{extra}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def test_a_list_of_word_is_numbered_as_it_is_printed() -> None:
    levels = _level(0, "decimal", "धारा %1:") + _level(1, "decimal", "%1.%2")
    levels += _level(2, "hindiConsonants", "(%3)") + _level(3, "lowerRoman", "%4)")
    items = ("1 0 नाम", "1 1 पता", "1 1 काम", "1 2 खेती", "1 3 धान", "1 0 दाम", "1 1 भाव")
    assert _listed(levels, *items) == [
        "धारा 1: नाम", "1.1 पता", "1.2 काम", "(क) खेती", "i) धान", "धारा 2: दाम", "2.1 भाव",
    ]  # fmt: skip


def test_lists_of_word_that_share_their_form_count_on_until_one_starts_anew() -> None:
    nums = '<w:num w:numId="2"><w:abstractNumId w:val="0"/></w:num>'
    nums += (
        '<w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0">'
        '<w:startOverride w:val="5"/></w:lvlOverride></w:num>'
    )
    items = ("1 0 नाम", "2 0 पता", "3 0 काम", "3 0 दाम")
    assert _listed(_level(0, "decimal", "%1."), *items, nums=nums) == [
        "1. नाम", "2. पता", "5. काम", "6. दाम",
    ]  # fmt: skip


def test_a_legal_number_of_word_is_all_digits() -> None:
    levels = _level(0, "upperRoman", "%1.") + _level(1, "decimal", "%1.%2", "<w:isLgl/>")
    assert _listed(levels, "1 0 नाम", "1 1 पता") == ["I. नाम", "1.1 पता"]


def test_a_numbered_heading_of_word_keeps_its_number() -> None:
    styles = (
        f'<w:styles {_W}><w:style w:styleId="T"><w:name w:val="Title"/></w:style>'
        '<w:style w:styleId="H"><w:name w:val="heading 1"/><w:pPr><w:numPr>'
        '<w:numId w:val="1"/></w:numPr></w:pPr></w:style></w:styles>'
    )
    levels = _level(0, "decimal", "अध्याय %1")
    numbering = (
        f'<w:numbering {_W}><w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    )
    heading = '<w:p><w:pPr><w:pStyle w:val="H"/></w:pPr><w:r><w:t>खेत</w:t></w:r></w:p>'
    text = "<w:p><w:r><w:t>धान लगा।</w:t></w:r></w:p>"
    title = '<w:p><w:pPr><w:pStyle w:val="T"/></w:pPr><w:r><w:t>नदी</w:t></w:r></w:p>'
    body = f"<w:document {_W}><w:body>{title}{text}{heading}{text}</w:body></w:document>"
    parts = {"document": body, "styles": styles, "numbering": numbering}
    data = package("docx", **{f"word/{name}.xml": part for name, part in parts.items()})
    assert "heading2 अध्याय 1 खेत" in blocks(read_bytes(data, "a", ".docx"))


def test_a_list_of_an_opendocument_text_is_numbered_as_it_is_printed() -> None:
    number = "<text:list-level-style-number text:level="
    levels = (
        f'{number}"1" style:num-format="1" style:num-suffix=")" text:start-value="3"/>'
        f'{number}"2" style:num-format="a" text:display-levels="2"/>'
    )
    content = ODT["content.xml"].replace('<text:list-level-style-number text:level="1"/>', levels)
    content = content.replace('<text:list-level-style-bullet text:level="2"/>', "")
    data = package("odt", **{"content.xml": content})
    items = [line for line in blocks(read_bytes(data, "a", ".odt")) if line.startswith("item")][:3]
    assert items == ["item1 3) कुआँ", "item2 3.a छोटा", "item1 4) तालाब"]


@pytest.mark.parametrize(
    ("opening", "read"),
    [
        ('<ol start="4">', ["4. कुआँ", "5. तालाब"]),
        ('<ol type="a">', ["a) कुआँ", "b) तालाब"]),
        ('<ol type="I" start="3">', ["III) कुआँ", "IV) तालाब"]),
        ("<ol reversed='reversed'>", ["2. कुआँ", "1. तालाब"]),
        ('<ol style="list-style-type: devanagari">', ["१. कुआँ", "२. तालाब"]),
        ('<ol style="list-style: none">', ["कुआँ", "तालाब"]),
    ],
)
@pytest.mark.parametrize("kind", ["book", "page"])
def test_a_list_of_hypertext_is_numbered_as_it_is_printed(
    opening: str, read: list[str], kind: str
) -> None:
    text = f"{opening}<li>कुआँ</li><li>तालाब</li></ol>"
    line = "<p>गाँव में पानी का हाल यह है कि सब लोग दूर से पानी लाते हैं और थक जाते हैं।</p>"
    if kind == "book":
        article = _book(text)
    else:
        page = f"<html><article><h1>नदी</h1>{line * 3}{text}{line}</article></html>"
        article = read_bytes(page.encode(), "a", ".html")
    items = [block.span.of(article.text) for block in article.blocks if block.kind == "item"]
    assert items[-2:] == read


_SQUARED = "<msup><mi>x</mi><mn>2</mn></msup>"
_MATRIX = "<mtable><mtr><mtd><mn>1</mn></mtd><mtd><mn>2</mn></mtd></mtr></mtable>"
_MATH = '<math xmlns="http://www.w3.org/1998/Math/MathML">{}</math>'
UNSPOKEN = "left out a formula, said “सूत्र” instead; not spoken: a matrix"


def test_a_formula_of_a_book_is_spoken_or_told() -> None:
    article = _book(f"यहाँ {_MATH.format(_SQUARED)} का और {_MATH.format(_MATRIX)} का मान है।")
    assert "paragraph यहाँ एक्स स्क्वायर का और सूत्र का मान है।" in blocks(article)
    assert UNSPOKEN in article.notes


def test_a_formula_of_a_word_document_is_spoken() -> None:
    formula = (
        '<m:oMath xmlns:m="urn:m"><m:sSup><m:e><m:r><m:t>x</m:t></m:r></m:e><m:sup>'
        "<m:r><m:t>2</m:t></m:r></m:sup></m:sSup></m:oMath>"
    )
    body = "<w:p><w:r><w:t>नदी पर पुल</w:t></w:r></w:p><w:p><w:r><w:t>यहाँ</w:t></w:r>"
    body += f"{formula}<w:r><w:t>का मान है।</w:t></w:r></w:p>"
    document = f"<w:document {_W}><w:body>{body}</w:body></w:document>"
    article = read_bytes(package("docx", **{"word/document.xml": document}), "a", ".docx")
    assert blocks(article)[1] == "paragraph यहाँ एक्स स्क्वायर का मान है।"
    assert article.account
    assert article.account.unexplained == ()


def test_a_formula_of_an_opendocument_text_is_spoken_from_its_own_part() -> None:
    frame = '<draw:frame xmlns:draw="urn:d"><draw:object href="./Object 1"/></draw:frame>'
    content = ODT["content.xml"].replace("सादा ", f"सादा {frame} ")
    parts = {"content.xml": content, "Object 1/content.xml": _MATH.format(_SQUARED)}
    article = read_bytes(package("odt", **parts), "a", ".odt")
    assert "paragraph सादा एक्स स्क्वायर अनुच्छेद है।" in blocks(article)
    assert article.account
    assert article.account.unexplained == ()


def test_what_a_template_says_of_itself_is_not_said_of_the_article() -> None:
    core = (
        '<c:coreProperties xmlns:c="urn:c" xmlns:dc="urn:dc" xmlns:t="urn:t">'
        "<dc:creator>python-docx</dc:creator><dc:description>generated by python-docx"
        "</dc:description><t:created>2013-12-23T23:15:00Z</t:created></c:coreProperties>"
    )
    article = read_bytes(package("docx", **{"docProps/core.xml": core}), "a", ".docx")
    assert (article.author, article.description, article.published) == ("", "", None)


@pytest.mark.parametrize(
    ("name", "author"),
    [
        ("Windows User", ""), ("HP", ""), ("admin", ""), ("Microsoft Office User", ""),
        ("user1", ""),
        ("DELL PC", ""), ("Administrator", ""), ("lenovo", ""), ("राम शर्मा", "राम शर्मा"),
        ("Ram Sharma", "Ram Sharma"), ("Mahesh PC Joshi", "Mahesh PC Joshi"),
        ("Office of the Registrar", "Office of the Registrar"),
    ],
)  # fmt: skip
def test_an_account_of_the_computer_is_no_author(name: str, author: str) -> None:
    core = (
        '<c:coreProperties xmlns:c="urn:c" xmlns:dc="urn:dc">'
        f"<dc:creator>{name}</dc:creator></c:coreProperties>"
    )
    article = read_bytes(package("docx", **{"docProps/core.xml": core}), "a", ".docx")
    assert article.author == author


def test_a_book_is_read_in_the_order_of_its_spine_with_footnotes_aside() -> None:
    article = read_bytes(package("epub"), "a.epub", ".epub")
    assert blocks(article) == [
        "title गाँव की कहानियाँ",
        "heading2 पहला अध्याय",
        "paragraph एक गाँव था जहाँ पानी नहीं था।",
        "item1 1. कुआँ",
        "item1 2. तालाब",
        "item2 छोटा",
        "heading3 भीतर",
        "item1 राज्य: बिहार; वर्षा: 20 मिमी।",
        "paragraph टिप्पणी 1: बिहार का एक गाँव।",
        "heading2 दूसरा अध्याय",
        "paragraph दूसरे दिन वर्षा हुई।",
        "quote जल ही जीवन है।",
        "image चित्र: भीगा हुआ खेत",
    ]
    assert (article.author, article.guid) == ("राम शर्मा", "urn:uuid:1")


def _spine(nav: str, page: str, *, spine: str = "", **more: str) -> list[str]:
    """The blocks of a book of one page, which a table of contents leads into."""
    parts = {
        "OEBPS/nav.xhtml": EPUB["OEBPS/nav.xhtml"].replace(
            EPUB["OEBPS/nav.xhtml"].split("<ol>")[1].split("</ol>")[0], nav
        ),
        "OEBPS/a.xhtml": EPUB["OEBPS/cover.xhtml"].replace("<p>आवरण</p>", page),
        "OEBPS/p.opf": EPUB["OEBPS/p.opf"].replace(
            '<itemref idref="a"/><itemref idref="b"/>', spine or '<itemref idref="a"/>'
        ),
    } | more
    parts["OEBPS/a.xhtml"] = parts["OEBPS/a.xhtml"].replace(' epub:type="cover"', "")
    return blocks(read_bytes(package("epub", **parts), "a.epub", ".epub"))


def test_chapters_that_only_the_table_of_contents_knows_are_opened_by_their_titles() -> None:
    nav = '<li><a href="a.xhtml">पहली रात</a></li><li><a href="a.xhtml#two">दूसरी रात</a></li>'
    nav += '<li><a href="a.xhtml#three">तीसरी रात</a></li><li><a href="a.xhtml#four">चौथी</a></li>'
    page = '<p>वर्षा हुई।</p><p id="two">धूप निकली।</p><p id="three">तीसरी रात</p><p>बादल छाए।</p>'
    page += '<p><a id="four"></a>ओले गिरे।</p>'
    assert _spine(nav, page)[1:] == [
        "heading2 पहली रात", "paragraph वर्षा हुई।", "heading2 दूसरी रात", "paragraph धूप निकली।",
        "heading2 तीसरी रात", "paragraph बादल छाए।", "heading2 चौथी", "paragraph ओले गिरे।",
    ]  # fmt: skip


def test_a_chapters_title_and_the_books_are_read_once() -> None:
    nav = '<li><a href="a.xhtml">अध्याय 1: वर्षा</a></li>'
    page = "<p>अध्याय 1</p><p>वर्षा</p><p>वर्षा हुई।</p>"
    assert _spine(nav, page)[1:] == ["heading2 अध्याय 1: वर्षा", "paragraph वर्षा हुई।"]
    page = "<h1>गाँव की कहानियाँ</h1><h2>वर्षा</h2><p>वर्षा हुई।</p>"
    assert _spine(nav, page)[1:] == ["heading2 वर्षा", "paragraph वर्षा हुई।"]


def test_a_chapters_title_that_has_a_page_of_its_own_is_read_once() -> None:
    page = (
        "<h1>अध्याय 1</h1><h1>अध्याय 1</h1><h2>वर्षा</h2><p>वर्षा हुई।</p><h2>वर्षा</h2><p>धूप निकली।</p>"
    )
    assert _spine('<li><a href="a.xhtml">अध्याय 1</a></li>', page)[1:] == [
        "heading2 अध्याय 1", "heading3 वर्षा", "paragraph वर्षा हुई।",
        "heading3 वर्षा", "paragraph धूप निकली।",
    ]  # fmt: skip


def test_a_reading_in_devanagari_stands_for_the_word_under_it() -> None:
    page = "<p>शहर <ruby>東<rt>टोक्</rt>京<rp>(</rp><rt>यो</rt><rp>)</rp></ruby> है।</p>"
    page += "<p>नगर <ruby>पाटलिपुत्र<rt>पटना</rt></ruby> है।</p>"
    read = _spine('<li><a href="a.xhtml">नगर</a></li>', page)
    assert read[2:4] == ["paragraph शहर टोक्यो है।", "paragraph नगर पाटलिपुत्र है।"]


def _ruby_of_word(word: str, reading: str) -> str:
    held = "<w:{0}><w:r><w:t>{1}</w:t></w:r></w:{0}>"
    parts = held.format("rt", reading) + held.format("rubyBase", word)
    return f"</w:t></w:r><w:r><w:ruby><w:rubyPr/>{parts}</w:ruby></w:r><w:r><w:t>"


def _ruby_of_opendocument(word: str, reading: str) -> str:
    held = "<text:ruby-{0}>{1}</text:ruby-{0}>"
    return f"<text:ruby>{held.format('base', word)}{held.format('text', reading)}</text:ruby>"


@pytest.mark.parametrize(
    ("kind", "part", "make_ruby"),
    [
        ("docx", "word/document.xml", _ruby_of_word),
        ("docx", "word/footnotes.xml", _ruby_of_word),
        ("odt", "content.xml", _ruby_of_opendocument),
    ],
)
def test_a_reading_in_a_word_processors_document_stands_for_the_word_under_it(
    kind: str, part: str, make_ruby: Callable[[str, str], str]
) -> None:
    line = "बिहार का एक गाँव।" if "notes" in part else "सादा अनुच्छेद है।"
    written = f"शहर {make_ruby('東京', 'टोक्यो')} और नगर {make_ruby('पाटलिपुत्र', 'पटना')} यहाँ हैं।"
    content = PACKAGES[kind][part].replace(line, written)
    article = read_bytes(package(kind, **{part: content}), "a", f".{kind}")
    assert "शहर टोक्यो और नगर पाटलिपुत्र यहाँ हैं।" in article.text
    assert article.account is not None
    assert article.account.unexplained == ()


def test_what_a_book_sets_aside_is_read_last() -> None:
    spine = '<itemref idref="b" linear="no"/><itemref idref="a"/>'
    read = _spine('<li><a href="a.xhtml">वर्षा</a></li>', "<p>वर्षा हुई।</p>", spine=spine)
    assert read[1:4] == ["heading2 वर्षा", "paragraph वर्षा हुई।", "paragraph दूसरे दिन वर्षा हुई।"]


def test_a_page_that_only_the_contents_name_is_read_last() -> None:
    nav = '<li><a href="a.xhtml">वर्षा</a></li><li><a href="b%20b.xhtml">दूसरा दिन</a></li>'
    read = _spine(nav, "<p>वर्षा हुई।</p>", spine='<itemref idref="a"/>')
    assert read[2:5] == ["paragraph वर्षा हुई।", "heading2 दूसरा दिन", "paragraph दूसरे दिन वर्षा हुई।"]


def test_a_page_that_nothing_leads_to_is_left_out_and_told() -> None:
    opf = EPUB["OEBPS/p.opf"].replace('<itemref idref="b"/>', "")
    nav = EPUB["OEBPS/nav.xhtml"].replace("b%20b.xhtml", "a.xhtml")
    book = package("epub", **{"OEBPS/p.opf": opf, "OEBPS/nav.xhtml": nav})
    article = read_bytes(book, "a.epub", ".epub")
    assert "left out “OEBPS/b b.xhtml”: nothing leads to it" in article.notes


def _styled(page: str, css: str, own: str = "") -> Article:
    """The book with ``page`` at its end, under a style sheet that this page links to."""
    look = f'<link rel="stylesheet" href="s.css"/><style>{own}</style></head>'
    held = EPUB["OEBPS/b b.xhtml"].replace("</head>", look).replace("</body>", f"{page}</body>")
    return read_bytes(
        package("epub", **{"OEBPS/b b.xhtml": held, "OEBPS/s.css": css}), "a.epub", ".epub"
    )


@pytest.mark.parametrize(
    ("page", "css", "last"),
    [
        ("<p>पानी बहा।</p><p class='h'>छिपा पाठ।</p>", ".h{display:none}", "पानी बहा।"),
        ("<p>पानी <span class='h'>कम</span> बहा।</p>", "/* . */ span.h { visibility : HIDDEN }",
         "पानी बहा।"),
        ("<p>दाम <i class='s'>40</i> 50 हुआ।</p>", ".s{text-decoration: line-through red}",
         "दाम 50 हुआ।"),
        ("<p>क्षेत्र 10<i class='u'>6</i> है।</p>", ".u{font-size:60%;vertical-align:super}",
         "क्षेत्र 10⁶ है।"),
        ("<p>पानी H<i class='u'>2</i>O है।</p>", "i.u{vertical-align:sub!important}",
         "पानी H₂O है।"),
        ("<p>सन 1947<i class='u'>3</i> में।</p>", ".u{vertical-align:super}", "सन 1947 में।"),
        ("<p class='h'>दिखा।</p>", ".h{display:none} .h{display:block}", "दिखा।"),
        ("<p class='h'>दिखा।</p>", "p{display:none} .h{display:inline}", "दिखा।"),
        ("<p class='h' style='display:block'>दिखा।</p>", ".h{display:none}", "दिखा।"),
        ("<p class='h'>दिखा।</p>", "@media print{.h{display:none}}", "दिखा।"),
        ("<p class='h'>दिखा।</p>", ".toc .h, .toc>p, .h:after{display:none}", "दिखा।"),
        ("<p class='u'>दिखा।</p>", ".u{vertical-align:sub}", "दिखा।"),
        ("<aside class='h' role='doc-footnote'>दिखा।</aside>", ".h{display:none}",
         "टिप्पणी 1: दिखा।"),
    ],
)  # fmt: skip
def test_a_books_style_sheet_says_what_is_hidden_struck_or_raised(page, css, last) -> None:
    for article in (_styled(page, css), _styled(page, "", css)):
        assert article.blocks[-1].span.of(article.text) == last
        assert not article.account.unexplained


def test_what_a_books_style_sheet_hides_is_told() -> None:
    article = _styled("<p class='h'>छिपा पाठ।</p>", ".h{display:none}")
    assert any("छिपा पाठ।" in omission.text for omission in article.account.left_out)


def test_the_number_of_a_verse_is_not_run_together_with_it() -> None:
    verse = '<span class="verse-num">12</span>पानी बहा।'
    assert "paragraph 12 पानी बहा।" in blocks(_book(verse))


def test_the_titles_of_an_old_books_chapters_come_from_its_ncx() -> None:
    ncx = (
        '<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/"><navMap><navPoint><navLabel>'
        '<text>पहली रात</text></navLabel><content src="b%20b.xhtml"/></navPoint></navMap></ncx>'
    )
    item = '<item id="x" href="t.ncx" media-type="application/x-dtbncx+xml"/></manifest>'
    opf = EPUB["OEBPS/p.opf"].replace(' properties="nav"', "").replace("</manifest>", item)
    opf = opf.replace('<itemref idref="n"/>', "")
    data = package("epub", **{"OEBPS/p.opf": opf, "OEBPS/t.ncx": ncx})
    assert "heading2 पहली रात" in blocks(read_bytes(data, "a.epub", ".epub"))


def _with_opening_page(body: str) -> Article:
    page = EPUB["OEBPS/cover.xhtml"].replace(' epub:type="cover"', "")
    page = page.replace("<p>आवरण</p>", body)
    return read_bytes(package("epub", **{"OEBPS/cover.xhtml": page}), "a.epub", ".epub")


def test_a_page_of_title_and_author_is_left_out_whatever_it_calls_itself() -> None:
    article = _with_opening_page("<h1>गाँव की कहानियाँ</h1><p>लेखक: राम शर्मा</p>")
    assert blocks(article)[:2] == ["title गाँव की कहानियाँ", "heading2 पहला अध्याय"]


def test_a_page_that_says_more_than_title_and_author_is_read() -> None:
    article = _with_opening_page("<h1>गाँव की कहानियाँ</h1><p>राम शर्मा</p><p>माँ को समर्पित।</p>")
    assert "माँ को समर्पित।" in article.text


@pytest.mark.parametrize("kind", ["epub", "docx", "odt"])
def test_a_document_without_a_name_is_known_by_its_bytes(kind: str) -> None:
    assert len(read_bytes(package(kind), "-", "").blocks) > 9


def test_a_letter_that_was_lost_is_refused_not_read() -> None:
    page = EPUB["OEBPS/b b.xhtml"].replace("वर्षा", "व\ufffdर्षा")
    with pytest.raises(SourceError, match=r"U\+FFFD"):
        read_bytes(package("epub", **{"OEBPS/b b.xhtml": page}), "a.epub", ".epub")


@pytest.mark.parametrize("kind", ["docx", "odt", "epub"])
def test_all_text_of_a_document_is_accounted_for(kind: str) -> None:
    account = read_bytes(package(kind), f"a.{kind}", f".{kind}").account
    assert account is not None
    assert account.unexplained == ()
    assert account.taken > 50


def test_struck_and_raised_text_in_a_sentence_of_a_book_is_not_told_as_lost() -> None:
    line = "1947<sup>3</sup> में <del>गलत बात</del> मिली। CO<sub>2</sub> और "
    line += "<sup>1</sup>/<sub>2</sub> लीटर।"
    account = _book(line).account
    assert account is not None
    assert account.unexplained == ()


def test_text_of_a_word_document_that_no_rule_reaches_is_told_as_lost() -> None:
    lost = (
        "<w:strange><w:p><w:r><w:t>यह बात किसी नियम से नहीं पढ़ी जाती।</w:t></w:r></w:p></w:strange>"
    )
    body = f"<w:p><w:r><w:t>नदी पर पुल बना है।</w:t></w:r></w:p>{lost}"
    document = f"<w:document {_W}><w:body>{body}</w:body></w:document>"
    data = package("docx", **{"word/document.xml": document})
    article = read_bytes(data, "a", ".docx")
    assert article.account is not None
    assert article.account.unexplained[0].startswith("यह बात किसी")
