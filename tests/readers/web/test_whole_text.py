"""No sentence of a story is lost, whatever element it stands in."""

from __future__ import annotations

import pytest
import regex

from audio.readers.web.article import read
from audio.readers.web.fragment import read_fragment
from audio.records import BlockKind
from tests.readers.web.pages import (
    BOATS,
    KITCHENS,
    LINES,
    LONG_TITLE,
    MEDICINE,
    STORY,
    TITLE,
    make_data,
    make_page,
)

H1 = f"<h1>{TITLE}</h1>"
TWO = f"<p>{LINES[0]}</p><p>{LINES[1]}</p>"


@pytest.mark.parametrize(
    "body",
    [
        f"<div>{H1}{BOATS}<br><br>{KITCHENS}<p>{LINES[0]}</p></div>",
        f"<div>{H1}{BOATS}<br><br>{KITCHENS}{STORY}</div>",
        f"<div>{H1}<p>{LINES[0]}</p>{BOATS}<br>{KITCHENS}</div>",
        f"<div>{H1}<b>{BOATS}</b><p>{KITCHENS}</p>{TWO}</div>",
        f"<div>{H1}<span>{BOATS} {KITCHENS}</span><div>{TWO}</div></div>",
        f"<div>{H1}<font size=3>{BOATS} {KITCHENS}</font><p>{LINES[0]}</p></div>",
        f"<div>{H1}<p>{KITCHENS}</p><a href=/x>{BOATS}</a><p>{LINES[1]}</p></div>",
        f"{H1}{BOATS}<br><br>{KITCHENS}<div>{TWO}</div>",
        f"<article>{H1}<div class=story-content>{STORY}</div>{BOATS}<br><br>{KITCHENS}</article>",
        f"<article>{H1}{BOATS}<p>{KITCHENS}</p><div class=story-content>{STORY}</div></article>",
        f"<article>{H1}<div class=k>{TWO}</div>{BOATS}<p class=k>{KITCHENS}</p></article>",
        f"<td>{H1}<p><a href=/r>{BOATS}</a></p>{STORY}<p>{KITCHENS}</p></td>",
    ],
)
@pytest.mark.parametrize("title", [TITLE, LONG_TITLE])
def test_what_stands_bare_beside_paragraphs_is_read(body: str, title: str) -> None:
    text = read(make_page(body.replace(TITLE, title), title=title), "p.html").text
    assert BOATS in text
    assert KITCHENS in text


@pytest.mark.parametrize(
    ("tag", "name"),
    [("a", "print"), ("span", "share"), ("em", "related"), ("strong", "ad"), ("mark", "trending")],
)
@pytest.mark.parametrize("line", ["यह {} पर आधारित है।", "{} पर यह आधारित है।", "यह है {}।"])
def test_words_within_a_sentence_are_read_whatever_their_class(
    tag: str, name: str, line: str
) -> None:
    marked = line.format(f"<{tag} class={name}>यूनिकोड मानकों</{tag}>")
    page = make_page(f"{STORY}<p>{marked}</p><p>{BOATS}</p>")
    assert line.format("यूनिकोड मानकों") in read(page, "p.html").text


@pytest.mark.parametrize(
    "said",
    [
        "विभाग ने <b class=newsletter>न्यूज़लेटर पढ़ने वालों</b> को यह बात पहले ही बता दी थी।",
        "विभाग ने अपने न्यूज़लेटर में लिखा कि जलस्तर अब धीरे-धीरे घट रहा है।",
    ],
)
def test_a_sentence_that_names_a_newsletter_asks_for_nothing(said: str) -> None:
    text = read(make_page(f"{STORY}<p>{said}</p><p>{BOATS}</p>"), "p.html").text
    assert regex.sub("<[^>]+>", "", said) in text


def test_notes_marks_close_to_each_other_are_no_loss() -> None:
    said = "देश 1947<sup>3</sup> में बना<sup>[4]</sup> और संविधान 1950<sup>5</sup> में आया।<sup>6,7</sup>"
    article = read(make_page(f"{STORY}<p>{said}</p><p>{BOATS}</p>"), "p.html")
    assert "देश 1947 में बना और संविधान 1950 में आया।" in article.text
    assert article.account is not None
    assert not article.account.unexplained


@pytest.mark.parametrize(
    "label",
    [
        "<p>{} <span class=share>शेयर करें</span></p>",
        "<p>{} <a class=read-more href=/r>और पढ़ें</a></p>",
        "<p>{}</p><p><a class=share href=f>फेसबुक</a> | <a class=share href=t>ट्विटर</a></p>",
    ],
)
def test_buttons_after_a_sentence_are_not(label: str) -> None:
    text = read(make_page(label.format(BOATS) + STORY), "p.html").text
    assert BOATS in text
    assert not {"शेयर", "पढ़ें", "फेसबुक"} & set(text.split())


@pytest.mark.parametrize(
    "body",
    [
        "<p>{line}<i>...</i><span id=more style='display: none'>{rest}</span></p>{two}{button}",
        "<div>{two}<div style='display:none' id=more><p>{rest}</p></div>{button}</div>",
        "<div>{two}</div><div class=full-text hidden><p>{rest}</p></div>{button}",
        "<div>{two}<div style='display:none' class=x1><p>{rest}</p></div><p>{button}</p></div>",
    ],
)
@pytest.mark.parametrize(
    "button",
    [
        "<button onclick='x()'>आगे पढ़ें</button>",
        "<a href='#' class=readmore>पूरी खबर पढ़ें</a>",
        "<a href='javascript:f()'>और पढ़ें</a>",
        "<span onclick='x()'>Read more</span>",
    ],
)
def test_the_rest_behind_a_button_is_read(body: str, button: str) -> None:
    page = make_page(body.format(two=STORY, line=MEDICINE, rest=BOATS, button=button))
    assert BOATS in read(page, "p.html").text


@pytest.mark.parametrize(
    "question",
    ["<div class=q>{}</div>", "<h3>{}</h3>", "<div><button aria-expanded=false>{}</button></div>"],
)
def test_the_hidden_answer_to_a_question_is_read(question: str) -> None:
    asked = "क्या पानी और बढ़ेगा?"
    answer = f"<div class=a style='display:none'>{BOATS}</div>"
    faq = f"<div>{question.format(asked)}{answer}</div>"
    text = read(make_page(f"<div>{STORY}{faq}</div>"), "p.html").text
    assert BOATS in text
    assert asked in text


def test_another_hidden_part_is_not() -> None:
    popup = f"<div style='display:none' class=popup><p>{BOATS}</p><button>बंद करें</button></div>"
    article = read(make_page(STORY + popup), "p.html")
    assert BOATS not in article.text
    assert article.account
    assert any(BOATS in text for text, _ in article.account.left_out)


@pytest.mark.parametrize(
    "body",
    [
        f"<div class=a>{STORY}</div><div class=zz><p>{BOATS}</p></div>",
        f"<div class=a>{STORY}<p style='display:none'>{BOATS}</p></div>",
    ],
)
def test_what_the_pages_data_have_is_read_wherever_it_stands(body: str) -> None:
    page = make_page(body, make_data(" ".join([*LINES, BOATS])))
    assert BOATS in read(page, "p.html").text


def test_the_entities_in_the_pages_data_are_resolved() -> None:
    text = "&lt;p&gt;" + "&lt;/p&gt;&lt;p&gt;".join(LINES).replace(" ", "&amp;nbsp;")
    article = read(make_page("<div id=root></div>", make_data(text)), "p.html")
    assert LINES[3] in article.text
    assert "&" not in article.text


@pytest.mark.parametrize(
    "label", ["Recommended For You", "You may also like", "आपको ये भी पसंद आ सकता है", "लेखक के बारे में"]
)
def test_a_label_of_other_stories_ends_the_story_only_where_little_follows(label: str) -> None:
    links = "<ul><li><a href=/1>मेले में भीड़ उमड़ी रात भर</a></li></ul>"
    rest = STORY.replace("मानसून", "बादल")
    text = read(make_page(f"<div>{STORY}<p>{label}</p>{links}{rest}</div>"), "p.html").text
    assert "बंगाल में बादल" in text
    assert "मेले" not in text
    assert BOATS not in read(make_page(f"{STORY}<p>{label}</p><p>{BOATS}</p>"), "p.html").text


def find_kinds(body: str) -> list[BlockKind]:
    return [block.kind for block in read(make_page(body), "p.html").blocks][1:]


def test_paragraphs_in_items_stay_paragraphs() -> None:
    items = "".join(f"<li><p>{line}</p></li>" for line in LINES)
    assert find_kinds(f"<ul class=content>{items}</ul>") == [BlockKind.PARAGRAPH] * 4


def test_a_numbered_item_keeps_its_number_though_it_is_a_paragraph() -> None:
    items = "".join(f"<li><p>{line}</p></li>" for line in LINES)
    assert f"2. {LINES[1]}" in read(make_page(f"<p>{BOATS}</p><ol>{items}</ol>"), "p.html").text


def test_a_standfirst_in_a_heading_is_a_paragraph() -> None:
    lead = "गंडक के किनारे बसे गाँवों में अलर्ट जारी"
    assert find_kinds(f"<h2>{lead}</h2>{STORY}")[0] is BlockKind.PARAGRAPH
    headings = f"<h2>{lead}</h2>{STORY}<h2>आगे क्या होगा</h2><p>{BOATS}</p>"
    assert find_kinds(headings)[0] is BlockKind.HEADING


def test_a_span_may_stand_for_an_empty_line() -> None:
    body = f"<div>{BOATS}<span class=br></span>{KITCHENS}<span class='br x'></span>{MEDICINE}</div>"
    assert find_kinds(body) == [BlockKind.PARAGRAPH] * 3


LONG = f"{STORY}<p>{KITCHENS}</p><p>{MEDICINE}</p>"
FIRST = "<h1{}>अगले दिन क्या हुआ</h1>"


@pytest.mark.parametrize(
    ("body", "head"),
    [
        (f"<div>{H1}{LONG}{FIRST.format('')}<p>{BOATS}</p></div>", ""),
        (f"<div><h1 class=t>{TITLE}</h1>{LONG}{FIRST.format(' class=s')}<p>{BOATS}</p></div>", ""),
        (
            f"<div>{H1}{LONG}<section>{FIRST.format('')}<p>{BOATS}</p></section></div>",
            make_data(f"{' '.join(LINES)} {KITCHENS} अगले दिन क्या हुआ {BOATS}"),
        ),
    ],
)
def test_a_heading_of_the_first_rank_within_the_text_begins_no_other_story(
    body: str, head: str
) -> None:
    article = read(make_page(body, head), "p.html")
    assert "अगले दिन क्या हुआ" in article.text
    assert BOATS in article.text


@pytest.mark.parametrize(
    "body",
    [
        f"<article>{H1}{LONG}</article><article>{FIRST.format('')}<p>{BOATS}</p></article>",
        f"<div><h1 class=t>{TITLE}</h1>{LONG}{FIRST.format(' class=t')}<p>{BOATS}</p></div>",
    ],
)
def test_another_story_on_the_page_is_left_out_and_told(body: str) -> None:
    article = read(make_page(body), "p.html")
    assert BOATS not in article.text
    assert "left out other stories, from “अगले दिन क्या हुआ” on" in article.notes


SAID = "हम हर साल यही वादा सुनते हैं पर नल में पानी नहीं आता"


def put_in(box: str, text: str) -> str:
    return f"<{box}>{text}</{box.partition(' ')[0]}>"


BOXES = (
    "aside class=pullquote",
    "aside class='pull left'",
    "figure class=pullquote",
    "div class=pull-quote",
    "section class=quote",
)


@pytest.mark.parametrize("box", BOXES)
def test_a_quotation_beside_the_text_is_one_whatever_its_element(box: str) -> None:
    page = make_page(f"<article>{STORY}{put_in(box, SAID)}<p>{BOATS}</p></article>")
    article = read(page, "p.html")
    (quote,) = (block for block in article.blocks if block.kind is BlockKind.QUOTE)
    assert article.text[quote.span.start : quote.span.end] == SAID


@pytest.mark.parametrize("box", [*BOXES, "blockquote", "h3", "div"])
def test_a_pull_quote_is_read_once_and_told(box: str) -> None:
    page = make_page(
        f"<article>{STORY}<p>सुमन ने कहा, {SAID}।</p>{put_in(box, SAID)}<p>{BOATS}</p></article>"
    )
    article = read(page, "p.html")
    assert article.text.count(SAID) == 1
    assert any(SAID[:30] in note for note in article.notes)


@pytest.mark.parametrize("apart", ["<h3>{}</h3>", "<ul><li>{}</li><li>नाव पुरानी है</li></ul>"])
def test_a_heading_and_an_item_are_read_though_a_paragraph_after_them_says_the_same(
    apart: str,
) -> None:
    page = make_page(f"<article>{STORY}{apart.format(SAID)}<p>{SAID}, यह तय है।</p></article>")
    assert read(page, "p.html").text.count(SAID) == 2


def test_a_quotation_within_a_sentence_stays_in_it() -> None:
    line = f"सुमन ने कहा कि <span class=quote>{SAID}</span> और चली गईं।"
    page = make_page(f"<article>{STORY}<p>{line}</p><p>{BOATS}</p></article>")
    assert f"सुमन ने कहा कि {SAID} और चली गईं।" in read(page, "p.html").text


def test_prose_in_a_box_beside_the_text_is_told() -> None:
    page = make_page(f"<article>{STORY}<aside>{KITCHENS}</aside><p>{BOATS}</p></article>")
    assert any("boxes beside the text" in note for note in read(page, "p.html").notes)


@pytest.mark.parametrize(
    "body",
    [
        f"<div class=hl>{TITLE}</div><div class=shoulder>{SAID}</div><div>{STORY}</div>",
        f"{H1}<div class=subheading>{SAID}</div><div>{STORY}</div>",
        f"{H1}<div>{TWO}<div class=x>{SAID}</div>{STORY}</div>",
    ],
)
def test_headlines_in_boxes_of_their_own_are_read(body: str) -> None:
    assert SAID in read(make_page(body), "p.html").text


def test_a_line_under_the_headline_that_may_be_a_label_is_told() -> None:
    page = make_page(f"{H1}<div class=z9>{SAID}</div><div>{STORY}</div>")
    assert any(SAID[:30] in note for note in read(page, "p.html").notes)


ONE_SHEET = "<style>.r {display: block} .g {margin-right: 8px} .f {display: flex}</style>"


@pytest.mark.parametrize(
    "markup",
    [
        "<p><span style='display:block'>राम</span><span style='display:block'>श्याम</span></p>",
        "<p><span class=r>राम</span><span class=r>श्याम</span></p>",
        "<p><span class=g>राम</span><span class=g>श्याम</span></p>",
        "<p><span class=g>राम</span>श्याम</p>",
        "<div class=f><span>राम</span><span>श्याम</span></div>",
    ],
)
def test_words_that_the_style_sheet_sets_apart_are_not_glued(markup: str) -> None:
    page = make_page(f"<article>{TWO}{markup}{STORY}</article>", ONE_SHEET)
    assert "रामश्याम" not in "".join(read(page, "p.html").text)


def test_typed_marks_of_notes_are_no_loss() -> None:
    said = "यह बात[1] और वह[2][3] तथा पाठ[4] और टीका[5] सब अलग[6] किताबों में मिलते हैं।"
    article = read(make_page(f"<div>{STORY}<p>{said}</p></div>"), "p.html")
    assert "यह बात और वह तथा पाठ" in article.text
    assert article.account
    assert not article.account.unexplained


def test_values_with_their_names_are_not_glued() -> None:
    values = "<div><span>तैयारी: 20 मिनट</span><span>पकाना: 25 मिनट</span></div>"
    text = read(make_page(f"<div>{STORY}{values}<p>{BOATS}</p></div>"), "p.html").text
    assert "तैयारी: 20 मिनट पकाना: 25 मिनट" in text


def test_parts_of_a_word_in_elements_of_their_own_stay_one_word() -> None:
    page = make_page(f"<article>{TWO}<p><span>भा</span><span>रत</span> {BOATS}</p></article>")
    assert f"भारत {BOATS}" in read(page, "p.html").text


@pytest.mark.parametrize("name", ["r", "g"])
@pytest.mark.parametrize(("first", "rest"), [("न", "दी का"), ("प्र", "देश का"), ("“भा", "रत” का")])
def test_a_large_first_letter_stays_a_part_of_its_word(name: str, first: str, rest: str) -> None:
    page = make_page(f"<p><span class={name}>{first}</span>{rest} {BOATS}</p>{STORY}", ONE_SHEET)
    assert f"{first}{rest} {BOATS}" in read(page, "p.html").text


@pytest.mark.parametrize(
    "around", ["<p>{}</p>", "<table><tr><td>{}</td></tr></table>", "<i>{}</i>"]
)
def test_english_under_a_story_may_be_longer_than_the_story(around: str) -> None:
    english = "The corporation reserves all rights in this website and its contents. " * 30
    text = read(make_page(f"<div>{H1}{STORY}{around.format(english)}</div>"), "p.html").text
    assert "corporation" not in text
    assert LINES[0] in text


def test_what_only_the_data_of_a_page_hold_is_told() -> None:
    account = read(make_page(STORY, make_data(f"{' '.join(LINES)} {BOATS}")), "p.html").account
    assert account
    assert account.unexplained == (BOATS,)


def test_entities_that_were_written_twice_are_no_loss() -> None:
    data = make_data(" ".join(LINES).replace(" ", "&amp;nbsp;"))
    account = read(make_page(STORY, data), "p.html").account
    assert account
    assert account.unexplained == ()


def test_a_menu_without_links_is_no_loss() -> None:
    names = "राजस्थान मध्य प्रदेश उत्तर प्रदेश बिहार झारखंड छत्तीसगढ़ दिल्ली हरियाणा पंजाब"
    account = read(make_page(f"<article>{STORY}</article><div>{names}</div>"), "p.html").account
    assert account
    assert account.unexplained == ()


def test_a_box_of_facts_that_is_written_out_is_read() -> None:
    box = f"<div class=infobox><h4>एक नज़र में</h4><p>{KITCHENS}</p></div>"
    assert KITCHENS in read(make_page(f"<article>{TWO}{box}{STORY}</article>"), "p.html").text


@pytest.mark.parametrize("shown", ["style='white-space: pre-line'", "class=n"])
def test_lines_that_the_style_sheet_keeps_are_lines(shown: str) -> None:
    sheet = "<style>.n {white-space: pre-wrap}</style>"
    text = "सुबह नदी पर गए\nशाम को लौट आए\nरात को सो गए"
    page = make_page(f"<div>{STORY}<div {shown}>{text}</div><p>{BOATS}</p></div>", sheet)
    assert "सुबह नदी पर गए\nशाम को लौट आए" in read(page, "p.html").text


def test_the_name_of_a_page_that_shows_but_verse_is_not_read() -> None:
    lines = ("पेड़ हिले हवा में आज", "पत्ते उड़े दूर तलक", "मैं चुप रहा देर तक", "कोई बोला ही नहीं") * 2
    verse = "".join(f"<p>{line}</p>" for line in lines)
    page = make_page(verse, title="हवा चली").replace(b"<title>", "<title>मंच: ".encode())
    assert "मंच" not in read(page, "p.html").text


@pytest.mark.parametrize(
    "box",
    [
        f"<div class=related><p>{BOATS}</p></div>",
        f"<section class=story-promo>{BOATS}</section>",
        f"<aside><p>{BOATS}</p></aside>",
    ],
)
def test_what_the_data_give_as_the_storys_is_read_whatever_its_box_is_called(box: str) -> None:
    body = f"<div class=a>{STORY}{box}<p>{KITCHENS}</p></div>"
    data = make_data("\\n".join([*LINES, BOATS, KITCHENS]))
    assert read(make_page(body, data), "p.html").text.count(BOATS) == 1
    assert BOATS not in read(make_page(body), "p.html").text


@pytest.mark.parametrize("around", ["<div class=x>{}</div>", "<span class=x>{}</span>"])
@pytest.mark.parametrize(
    ("line", "is_read"),
    [
        ("गाँव वालों ने क्या कहा", True),
        ("क्या है मामला", True),
        ("तीन साल में दोगुना हुआ ख़र्च", True),
        ("हिंसा अब भी जारी है", True),
        ("कब और कैसे पढ़ें", True),
        ("पूरा वीडियो यहाँ देखिए", False),
        ("हमारे साथ जुड़े रहें", False),
        ("कहानी आगे जारी है", False),
        ("आपकी ख़बर", False),
    ],
)
def test_a_line_between_paragraphs_is_a_heading_but_not_what_asks_to_watch_or_read(
    line: str, around: str, *, is_read: bool
) -> None:
    article = read(make_page(f"<div>{STORY}{around.format(line)}<p>{BOATS}</p></div>"), "p.html")
    assert (line in article.text) is is_read
    assert is_read or any(line in note for note in article.notes)


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        ("गाँव में <ruby>राम<rt>ram</rt></ruby> रहते हैं।", "गाँव में राम रहते हैं।"),
        ("राजधानी <ruby>東京<rt>टोक्यो</rt></ruby> में सब रहते हैं।", "राजधानी टोक्यो में सब रहते हैं।"),
        ("गाँव में शब्द<span hidden>अर्थ यहाँ लिखा</span> है।", "गाँव में शब्द है।"),
        ("गाँव में दाम <del>पाँच सौ</del> चार सौ है।", "गाँव में दाम चार सौ है।"),
    ],
)
def test_a_short_sentence_is_not_lost_for_what_is_not_read_in_it(
    written: str, read_as: str
) -> None:
    article = read(make_page(f"<div><p>{written}</p>{STORY}</div>"), "p.html")
    assert article.text.split("\n\n")[1] == read_as
    assert article.account
    assert article.account.unexplained == ()


def test_a_reading_in_a_feeds_text_stands_for_the_word_under_it() -> None:
    markup = "<p>राजधानी <ruby>東京<rp>(</rp><rt>टोक्यो</rt><rp>)</rp></ruby> में सब रहते हैं।</p>"
    fragment = read_fragment(markup, "", "f.xml")
    assert [piece.text for piece in fragment.pieces] == ["राजधानी टोक्यो में सब रहते हैं।"]


def test_a_paragraph_under_a_sections_heading_is_read_where_a_header_holds_both() -> None:
    header = f"<header><h2>राहत</h2><p>{BOATS}</p></header>"
    body = f"<article><h1>{TITLE}</h1>{STORY}<section>{header}<p>{KITCHENS}</p></section></article>"
    text = read(make_page(body), "p.html").text
    assert f"राहत\n\n{BOATS}\n\n{KITCHENS}" in text


@pytest.mark.parametrize("label", ["पूरा पढ़ें", "Show more", "और दिखाएँ"])
def test_the_rest_that_a_button_shows_is_read(label: str) -> None:
    rest = f"<div aria-hidden=true class=more-content><p>{BOATS}</p><p>{KITCHENS}</p></div>"
    text = read(make_page(f"{STORY}{rest}<button>{label}</button>"), "p.html").text
    assert f"{BOATS}\n\n{KITCHENS}" in text


def test_what_only_the_pages_data_have_of_a_story_is_told_as_lost() -> None:
    shown = [LINES[0], "राहत का काम रात भर चलता रहा और सुबह तक सब लोग ऊँची जगह पर पहुँच गए।"]
    data = make_data(" ".join([*shown, BOATS, KITCHENS, MEDICINE]))
    page = make_page(f"<article>{''.join(f'<p>{line}</p>' for line in shown)}</article>", data)
    article = read(page, "p.html")
    assert any("lost in reading" in note and BOATS[:30] in note for note in article.notes)
