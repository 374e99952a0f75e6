"""Encodings, and what single parts of a page read as."""

from __future__ import annotations

import codecs

import pytest

from audio.errors import SourceError
from audio.readers.web.article import read
from audio.records import BlockKind

TITLE = "<title>कोसी का जलस्तर बढ़ा</title><h1>कोसी का जलस्तर बढ़ा</h1>"
TEXT = "<p>बिहार में मानसून ने रफ़्तार पकड़ ली है और कोसी नदी का जलस्तर लगातार बढ़ रहा है।</p>"


def blocks(page: str) -> list[tuple[BlockKind, str]]:
    article = read(page.encode(), "p.html")
    return [(block.kind, block.span.of(article.text)) for block in article.blocks]


@pytest.mark.parametrize(
    ("head", "encoding", "mark"),
    [
        ('<meta charset="utf-8">', "utf-8", b""),
        ('<meta charset="iso-8859-1">', "utf-8", b""),
        ('<meta charset="windows-1252">', "utf-8", codecs.BOM_UTF8),
        ('<meta charset="utf-16">', "utf-8", b""),
        ('<meta charset="no-such">', "utf-8", b""),
        ("", "utf-8", b""),
        ("", "utf-16-le", codecs.BOM_UTF16_LE),
        ("", "utf-16-be", codecs.BOM_UTF16_BE),
        ("", "utf-16-le", b""),
        ("", "utf-16-be", b""),
        ('<?xml version="1.0" encoding="UTF-8"?>', "utf-8", b""),
    ],
)
def test_a_page_is_read_in_what_it_is_encoded_in(head: str, encoding: str, mark: bytes) -> None:
    page = mark + f"{head}<html>{TITLE}{TEXT}</html>".encode(encoding)
    assert "मानसून ने रफ़्तार" in read(page, "p.html").text


def test_a_stray_byte_outside_the_article_is_nobodys_loss() -> None:
    page = f"{TITLE}{TEXT}".encode() + b"<footer>\xff\xfe</footer>"
    assert "मानसून" in read(page, "p.html").text


def test_joiners_are_kept_and_soft_hyphens_are_not() -> None:
    text = read(
        f"{TITLE}{TEXT}<p>यह श्री\u200dमान रा\xadजा\u200c जी का बड़ा सा महल है।</p>".encode(), "p"
    ).text
    assert "श्री\u200dमान राजा" in text


def test_a_table_is_read_row_by_row_with_its_headers() -> None:
    table = (
        "<table><tr><th>राज्य</th><th>वर्षा</th></tr><tr><td>बिहार</td><td>20 मिमी</td></tr></table>"
    )
    assert (BlockKind.ITEM, "राज्य: बिहार; वर्षा: 20 मिमी।") in blocks(TITLE + TEXT + table + TEXT)


def test_a_table_of_names_and_values_is_read_as_pairs() -> None:
    table = (
        "<table><tr><th>ऊँचाई</th><td>20 मीटर</td></tr><tr><th>लंबाई</th><td>2 किमी</td></tr></table>"
    )
    assert (BlockKind.ITEM, "ऊँचाई: 20 मीटर।") in blocks(TITLE + TEXT + table + TEXT)


def test_numbered_items_keep_their_numbers() -> None:
    items = "<ol start=3><li>पहला काम यह है।<li>दूसरा काम वह है।</ol>"
    assert blocks(TITLE + TEXT + items)[2:] == [
        (BlockKind.ITEM, "3. पहला काम यह है।"),
        (BlockKind.ITEM, "4. दूसरा काम वह है।"),
    ]


def test_two_line_breaks_are_a_paragraphs_end() -> None:
    text = "पहला अनुच्छेद यहाँ पूरा होता है।<br><br>दूसरा अनुच्छेद यहाँ पूरा होता है।"
    assert [kind for kind, _ in blocks(f"{TITLE}<div>{text}</div>")][1:] == [
        BlockKind.PARAGRAPH
    ] * 2


def test_a_line_made_bold_by_hand_is_a_heading() -> None:
    page = f"{TITLE}{TEXT}<p><b>राहत की तैयारी</b></p>{TEXT.replace('बिहार', 'असम')}"
    assert (BlockKind.HEADING, "राहत की तैयारी") in blocks(page)


def test_what_is_hidden_is_not_read() -> None:
    hidden = '<p style="display: none">छिपा</p><p hidden>छिपा</p><p aria-hidden="true">छिपा</p>'
    assert "छिपा" not in read(f"{TITLE}{TEXT}{hidden}".encode(), "p").text


def test_captions_are_left_out_and_counted() -> None:
    figure = "<figure><img src=a><figcaption>नदी के किनारे खड़े लोग और पुलिस।</figcaption></figure>"
    article = read(
        f"{TITLE}<article>{TEXT}{figure}{TEXT.replace('बिहार', 'असम')}</article>".encode(), "p"
    )
    assert "किनारे खड़े" not in article.text
    assert "left out 1 caption of pictures" in article.notes


STORY = "<p>{}</p>".format("</p><p>".join(
    f"{place} में मानसून ने रफ़्तार पकड़ ली है और नदी का जलस्तर लगातार बढ़ रहा है।"
    for place in ("बिहार", "असम", "ओडिशा", "बंगाल")
))  # fmt: skip


def text_of(page: str) -> str:
    return read(f"<html><body>{TITLE}{page}</body></html>".encode(), "p.html").text


@pytest.mark.parametrize(
    "stray",
    [
        "<div class=x><p>और वीडियो</p><a href=/v>झील में उतरे कमल के फूल</a></div>",
        "<div><h4>शहर की बात</h4><ul><li><a href=/1>मेले में लगी भीड़ रात तक</a></ul></div>",
        "<div class=k><p>आज की डील</p><p><a href=/b>तेल</a></p><p>₹249</p><p>अभी ख़रीदें</p></div>",
        "<div class=k>फटाफट बातें</div>",
        "<p>झील में कमल खिले, देखने वालों की भीड़ उमड़ी। <a href=/k>पूरी खबर पढ़ें</a></p>",
        "<p>मेले से जुड़ी ये खबर भी पढ़ें...</p>",
        "<p>और पढ़ेंः</p><p><a href=/k>झील में कमल के फूल खिले</a></p>",
        "<p><b>इसे जरूर पढ़ें- <a href=/k>झील में कमल के फूल खिले</a></b></p>",
        "<figure><img src=a><p>SARITA KUMARI</p></figure>",
        "<div class=c><a href=/1>झील में कमल के फूल</a><p>लोग आए।</p></div>" * 2,
    ],
)
def test_what_a_page_puts_between_paragraphs_is_not_read(stray: str) -> None:
    assert text_of(STORY + stray + STORY.replace("मानसून", "बादल")) == text_of(
        STORY + STORY.replace("मानसून", "बादल")
    )


@pytest.mark.parametrize(
    "tail",
    [
        "<p>डिस्क्लेमर: यह जानकारी मान्यताओं पर आधारित है, इसकी पुष्टि नहीं की गई है।</p>",
        "<h3>डिस्क्लेमर</h3><p>यह जानकारी मान्यताओं पर आधारित है।</p>",
        "<p>(लेखक स्वतंत्र पत्रकार हैं.)</p>",
        "<p>स्टोरी अच्छी लगी हो तो शेयर ज़रूर करें और ऐसी बातों के लिए जुड़ी रहें।</p>",
        "<div class=e><h4>English summary</h4><div>Rain in four states.</div></div>",
        "<p>भाषा सं दीप्ति पारुल</p><p>पारुल</p>",
    ],
)
def test_what_a_page_says_after_the_story_is_not_read(tail: str) -> None:
    assert text_of(f"<article>{STORY}{tail}</article>") == text_of(f"<article>{STORY}</article>")


@pytest.mark.parametrize(
    "own",
    [
        "डिस्क्लेमर छोटे अक्षरों में लिखने की छूट ख़त्म कर दी गई है।",
        "मंत्री ने लोगों से अपील की कि वे अपने पड़ोसियों से जुड़े रहें।",
        "मंगली ने कहा कि उसे चित्र बनाना सबसे अच्छा लगा।",
        "यात्री <a href=/r>टिकट</a> अपने मोबाइल पर ऐप डाउनलोड करके ले सकते हैं।",
        "अब लिंक पर ‘यह भी पढ़ें’ लिखना होगा।",
        "हिंदी न्यूज़ चैनल के एंकर <a href=/r>रोहित</a> भी वहाँ मौजूद थे।",
        "इस व्हाट्सएप ग्रुप से जुड़े <a href=/r>तीन लोग</a> पकड़े गए हैं।",
        "पुलिस ने कहा कि लोग <a href=/r>यातायात</a> के नियम फॉलो करें।",
    ],
)
def test_sentences_with_the_words_of_pleas_are_read(own: str) -> None:
    bare = own.replace("<a href=/r>", "").replace("</a>", "")
    assert bare in text_of(f"<article>{STORY}<p>{own}</p></article>")


def test_the_story_ends_where_the_pages_data_end_it() -> None:
    body = STORY.replace("<p>", "").replace("</p>", " ")
    data = f'{{"@type": "NewsArticle", "articleBody": "{body}"}}'
    page = f"<script type='application/ld+json'>{data}</script>{STORY}<p>मेले में झूले भी लगे हैं।</p>"
    assert text_of(page) == text_of(STORY)


def test_data_that_are_cut_short_end_no_story() -> None:
    body = STORY.replace("<p>", "").replace("</p>", " ")[:-40]
    data = f'{{"@type": "NewsArticle", "articleBody": "{body}"}}'
    page = f"<script type='application/ld+json'>{data}</script>{STORY}<p>मेले में झूले भी लगे हैं।</p>"
    assert "झूले" in text_of(page)


def test_a_heading_made_of_a_div_is_read() -> None:
    assert "विजेताओं की सूची" in text_of(f"{STORY}<div class=subh>विजेताओं की सूची</div>{TEXT}")


def test_the_blocks_of_a_page_builder_are_read_though_it_calls_them_widgets() -> None:
    blocks = "".join(f"<div class=x-widget>{STORY.replace('नदी', f'नदी {n}')}</div>" for n in "१२३")
    page = f"<body><div class=x-widget>{TITLE}</div>{blocks}</body>"
    assert read(page.encode(), "p.html").text.count("बिहार") == 3


def test_what_names_the_whole_post_makes_no_byline_of_its_headings() -> None:
    post = f"<div class='post status-publish category-desh'>{STORY}<h3>आगे क्या</h3>{TEXT}</div>"
    assert "आगे क्या" in text_of(post)


def test_a_standfirst_tagged_as_a_heading_is_a_paragraph() -> None:
    lead = "कोसी के किनारे बसे गाँवों में पानी घुस आया है. " + "प्रशासन ने नावें लगाई हैं. " * 3
    lead = lead.strip()
    assert (BlockKind.PARAGRAPH, lead) in blocks(
        f"{TITLE}<h2>{lead}</h2><article>{STORY}</article>"
    )


def test_text_that_is_marked_as_paid_for_but_shown_is_no_teaser() -> None:
    page = f"{TITLE}<div class='body paywall'>{STORY}</div>"
    assert not any("subscribers" in note for note in read(page.encode(), "p.html").notes)


@pytest.mark.parametrize(
    "own",
    [
        "छात्र https://chhatra.example.in पर आवेदन कर सकते हैं।",
        "अधिक जानकारी के लिए www.example.in देखें।",
        "दस्तावेज़ http://example.in/a पर हैं।",
        "[कड़ी](http://example.in) और उसके आगे का वाक्य यहाँ है।",
    ],
)
def test_an_address_within_a_sentence_is_read(own: str) -> None:
    assert own in text_of(f"<article>{STORY}<p>{own}</p>{TEXT}</article>")


@pytest.mark.parametrize(
    "stray",
    [
        "<p>https://example.in/khabar/12</p>",
        "<p>और पढ़ें: https://example.in/khabar/12</p>",
        "<p><a href=/k>www.example.in</a> | <a href=/l>www.example.org</a></p>",
    ],
)
def test_a_line_that_is_but_an_address_is_left_out_and_told(stray: str) -> None:
    page = (
        f"<html><body>{TITLE}<article>{STORY}{stray}<p>मेले में झूले भी लगे हैं।</p></article></body></html>"
    )
    article = read(page.encode(), "p.html")
    assert "example" not in article.text
    assert any("example" in note for note in article.notes)


def test_an_embedded_posts_picture_is_not_read_as_an_address() -> None:
    post = (
        "<blockquote><p>बादल घिर आए हैं और बारिश होने वाली है। pic.twitter.com/aBc12</p></blockquote>"
    )
    assert "twitter" not in text_of(f"<article>{STORY}{post}{TEXT}</article>")


def test_a_standfirst_by_its_class_is_a_paragraph_though_it_is_short() -> None:
    lead = "कोसी के किनारे बसे गाँवों में पानी घुस आया है।"
    page = f"<article>{TITLE}<h2 class=summary>{lead}</h2>{STORY}<h2>आगे क्या</h2>{TEXT}</article>"
    assert (BlockKind.PARAGRAPH, lead) in blocks(page)
    assert (BlockKind.HEADING, "आगे क्या") in blocks(page)


def test_the_credit_under_a_picture_of_a_mobile_page_is_a_caption() -> None:
    picture = "<amp-img src=a></amp-img><p class=cap>नदी का दृश्य (PTI Photo)</p>"
    page = f"<article>{TITLE}{picture}{STORY}</article>"
    assert "PTI" not in read(page.encode(), "p.html").text


def test_a_paragraph_with_a_large_first_letter_is_no_caption() -> None:
    assert "झूले" in text_of(f"<article>{STORY}<p class=drop-cap>मेले में झूले लगे हैं।</p>{TEXT}</article>")


VERSE = "<p>नदी किनारे बैठा राही गीत पुराने गाता है<br>लहरों के संग मन का पंछी दूर गगन में जाता है</p>"


def test_a_refrain_is_read_each_time() -> None:
    other = "<p>साँझ ढले जब दीप जले तो आँगन जगमग होता है<br>दादी की उस कथा को सुनकर मुन्ना चुपके सोता है</p>"
    page = f"<article><h1>लहरों का गीत</h1>{VERSE}{other}{VERSE}{other}</article>"
    assert read(page.encode(), "p.html").text.count("नदी किनारे") == 2


def test_a_pulled_quotation_is_read_once_and_told() -> None:
    said = "नदी का जलस्तर पिछले बीस सालों में इतना ऊपर कभी नहीं पहुँचा था।"
    pulled = f"<blockquote class=pull>{said}</blockquote>"
    page = (
        f"<html>{TITLE}<article>{STORY}<p>{said}</p>{TEXT}{pulled}<p>मेले में झूले भी लगे हैं।</p></article>"
    )
    article = read(page.encode(), "p.html")
    assert article.text.count(said) == 1
    assert any("नदी का जलस्तर पिछले" in note for note in article.notes)


@pytest.mark.parametrize(
    ("link", "address"),
    [
        ('<link rel="next" href="lekh2.html">', "lekh2.html"),
        ('<a rel="next" href="https://a.example.in/lekh/2">आगे</a>', "https://a.example.in/lekh/2"),
    ],
)
def test_a_saved_page_says_where_its_article_goes_on(link: str, address: str) -> None:
    article = read(f"<html>{link}{TITLE}{STORY}</html>".encode(), "saved/lekh1.html")
    assert f"the article goes on at {address}, which is not read" in article.notes


def test_a_saved_blog_post_does_not_go_on_in_the_next_post() -> None:
    link = '<link rel="next" href="https://a.example.in/agli-rachna/">'
    assert not read(f"<html>{link}{TITLE}{STORY}</html>".encode(), "lekh.html").notes


TYPED = (
    "Hkkjr ljdkj us vkt ubZ fnYyh esa ,d egRoiw.kZ fu.kZ; fy;kA blls fdlkuksa dks ykHk gksxkA"
    " iz/kkuea=h us dgk fd ns'k dh vkfFkZd fLFkfr igys ls vPNh gSA"
)


@pytest.mark.parametrize("body", [f'<font face="Kruti Dev 010">{TYPED}</font>', TYPED])
@pytest.mark.parametrize(
    "head",
    [
        "<title>x</title><h1>ubZ fnYyh esa fdlkuksa dks jkgr</h1>",
        "<title>x</title><h1>ubZ fnYyh% fdlku [kq'k</h1>",
        "<meta property=og:title content='ubZ fnYyh esa fdlkuksa dks jkgr'>",
        """<script type=application/ld+json>{"@type": "NewsArticle",
        "headline": "ubZ fnYyh esa fdlkuksa dks jkgr"}</script>""",
    ],
)
def test_a_headline_typed_for_an_old_font_is_read_as_its_text_is(head: str, body: str) -> None:
    article = read(f"<html>{head}<p>{body}</p></html>".encode(), "p.html")
    assert article.title.startswith("नई दिल्ली")
    assert "fdlku" not in article.text


def test_an_english_line_on_a_page_in_an_old_font_stays() -> None:
    page = f'<html><h1>Contact us</h1><p><font face="Kruti Dev 010">{TYPED}</font></p></html>'
    assert read(page.encode(), "p.html").title == "Contact us"


SQUARED = "<msup><mi>x</mi><mn>2</mn></msup>"
PICTURED = '<img class="math-fallback" aria-hidden=true alt="{\\displaystyle x^2}">'


@pytest.mark.parametrize(
    ("markup", "shown"),
    [
        ("10<sup>6</sup>", "10⁶"),
        ("१०<sup>६</sup>", "१०⁶"),
        ("10<sup>-3</sup>", "10⁻³"),
        ("E=mc<sup><i>2</i></sup>", "E=mc²"),
        ("21<sup>वीं</sup> सदी", "21वीं सदी"),
        (f"<math>{SQUARED}</math> का", "एक्स स्क्वायर का"),
        (
            f'<span><span style="display:none"><math>{SQUARED}</math></span>{PICTURED}</span> का',
            "एक्स स्क्वायर का",
        ),
        (
            f"<span><span><math>{SQUARED}</math></span><b aria-hidden=true>x2</b></span> का",
            "एक्स स्क्वायर का",
        ),
        ('<script type="math/tex">x^2</script> का', "सूत्र का"),
        ("30<sup>o</sup>C", "30°C"),
        ("CO<sub>2</sub>", "CO₂"),
        ("तथ्य<sup>2</sup>", "तथ्य"),
        ("1947<sup>3</sup> में <del>पुराना</del>", "1947 में"),
        ('तथ्य<sup><a href="#f2">[2]</a></sup>', "तथ्य"),
        ('तथ्य<a href="#f2"><sup>2</sup></a>', "तथ्य"),
    ],
)
def test_what_is_raised_is_a_power_or_the_silent_mark_of_a_footnote(
    markup: str, shown: str
) -> None:
    line = "बादलों के बीच {} और उसके बाद का हिस्सा भी पढ़ा जाता है।"
    page = f"<article>{STORY}<p>{line.format(markup)}</p>{TEXT}</article>"
    assert line.format(shown) in text_of(page)


MARKED = (
    "<p>पानी उतर रहा है।<a id=m1 href=#n1><sup>1</sup></a>"
    " लोग लौट रहे हैं।<sup><a href=#n2>2</a></sup></p>"
)


def test_footnotes_are_left_out_and_counted() -> None:
    listed = "<h3>संदर्भ</h3><ol><li id=n1>जल आयोग।</li><li><a id=n2></a>ज़िला गज़ट।</li></ol>"
    article = read(f"<html>{TITLE}<article>{STORY}{MARKED}</article>{listed}</html>".encode(), "p")
    assert "पानी उतर रहा है। लोग लौट रहे हैं।" in article.text
    assert "गज़ट" not in article.text
    assert "left out 2 footnotes" in article.notes


def test_a_mark_that_only_a_style_raises_is_silent_and_its_footnote_left_out() -> None:
    marked = "<p>पानी उतर रहा है।<a id=m1 href=#n1>1</a> वे धारा <a href=#n1>1</a> में लौटे।</p>"
    note = "<div><a id=n1 href=#m1>1</a><div><p>जल आयोग का आँकड़ा।</p></div></div>"
    article = read(f"<html>{TITLE}<article>{STORY}{marked}{note}</article></html>".encode(), "p")
    assert "पानी उतर रहा है। वे धारा 1 में लौटे।" in article.text
    assert "आयोग" not in article.text


def test_the_text_that_a_footnote_leads_back_to_is_read() -> None:
    listed = "<p><a id=n1 href=#m1><sup>1</sup></a> जल आयोग।</p>"
    article = read(f"<html>{TITLE}<article>{STORY}{MARKED}{listed}</article></html>".encode(), "p")
    assert "पानी उतर रहा है। लोग लौट रहे हैं।" in article.text
    assert "जल आयोग" not in article.text


CARDS = [
    "<div class=card><a href=/{0}><h3>शीर्षक संख्या {0}: मेले में बड़ी भीड़</h3></a></div>",
    "<div class=card><a href=/{0}>शीर्षक संख्या {0}: मेले में बड़ी भीड़</a><p>दो घंटे पहले</p></div>",
    "<li><a href=/{0}>शीर्षक संख्या {0}: मेले में बड़ी भीड़</a></li>",
    "<article><h2><a href=/{0}>शीर्षक संख्या {0}: मेले में भीड़</a></h2><p>मेले में लोग उमड़े।</p></article>",
]


@pytest.mark.parametrize("card", CARDS)
@pytest.mark.parametrize("head", ["", "<h1>ताल समाचार</h1>"])
@pytest.mark.parametrize(
    "ticker", ["", "<div class=b>ताज़ा ख़बर: पहाड़ों पर भारी बर्फ़बारी, कई रास्ते बंद, यात्री फँसे</div>"]
)
def test_a_front_page_holds_no_article(card: str, head: str, ticker: str) -> None:
    cards = "".join(map(card.format, range(20)))
    page = f"<html><title>ताल समाचार: हिंदी में</title>{head}{ticker}{cards}</html>"
    with pytest.raises(SourceError, match="holds no article; name the page of one article"):
        read(page.encode(), "home.html")


def test_verse_among_many_headlines_is_an_article() -> None:
    cards = "".join(map(CARDS[0].format, range(20)))
    page = f"<html><h1>लहरों का गीत</h1><article>{VERSE}</article>{cards}</html>"
    assert "नदी किनारे" in read(page.encode(), "p.html").text


def test_a_heading_that_quotes_the_title_is_not_the_headline():
    comments = "<h2>“कोसी का जलस्तर बढ़ा” पर 2 विचार</h2><p>बहुत अच्छा लेख।</p>"
    page = f"{TITLE}<article>{TEXT * 4}</article><div id='comments'>{comments}</div>"
    assert blocks(page)[0] == (BlockKind.TITLE, "कोसी का जलस्तर बढ़ा")


def test_a_bold_headline_between_a_label_and_a_teaser_goes_with_them():
    label = "<p><strong>ये खबर भी पढ़िए...</strong></p>"
    headline = "<p><strong>इंदौर में मेट्रो का पहला महीना, किराए की छूट ख़त्म</strong></p>"
    teaser = "<p>मेट्रो को शुरू हुए एक महीना हुआ है। <a href='/m'>पढ़ें पूरी खबर...</a></p>"
    page = f"{TITLE}<article>{TEXT * 4}{label}{headline}{teaser}</article>"
    assert not any("मेट्रो" in text or "खबर भी" in text for _, text in blocks(page))


def test_the_editor_in_the_names_of_the_data_is_not_the_writer():
    data = '{"@type":"NewsArticle","author":{"name":"Reported by: अनुभव शर्मा, Edited by: नेहा"}}'
    script = f'<script type="application/ld+json">{data}</script>'
    assert read(f"{script}{TITLE}{TEXT * 4}".encode(), "p.html").author == "अनुभव शर्मा"
