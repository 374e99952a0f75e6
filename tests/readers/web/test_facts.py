"""Date, writer, description, source and language of a page: from what says so, or not at all."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest

from audio.readers import read_bytes
from audio.readers.web.article import read
from audio.readers.web.descriptions import tidy_description
from tests.readers.web.pages import BOATS, LINES, STORY, TITLE, make_data, make_page

DAY = datetime(2023, 8, 15)
BLOGGERS = "<p><abbr class=published title='2023-08-15T10:30:00+05:30'>अगस्त 15</abbr></p>"
LISTED = "राहत, नाव, दवा और भोजन: सात गाँवों में क्या हाल है।"
IST = timezone(timedelta(hours=5, minutes=30))


@pytest.mark.parametrize(
    ("body", "when"),
    [
        (
            f"<div class=share-box>15 अगस्त 2023, 10:30 AM <a href=f>फेसबुक</a></div>{STORY}",
            DAY.replace(hour=10, minute=30),
        ),
        (f"<label>15 अगस्त 2023</label>{STORY}", DAY),
        (
            f"<h3 class='post-title'>{TITLE}</h3><div class=post-body>{STORY}</div>{BLOGGERS}",
            datetime(2023, 8, 15, 10, 30, tzinfo=IST),
        ),
        (
            f"<h2 class=date-header>15 अगस्त 2023</h2><h3 class='post-title'>{TITLE}</h3>{STORY}",
            DAY,
        ),
        (f"<p>महात्मा का जन्म 2 अक्टूबर 1869 को हुआ था</p>{STORY}", None),
        (f"<p>जन्म: 2 अक्टूबर 1969, पोरबंदर</p>{STORY}", None),
        (f"<p>पुल का काम 2 अक्टूबर 2019 को शुरू हुआ</p>{STORY}", None),
        (f"{STORY}<p>उनका जन्म 2 अक्टूबर 1999 को हुआ था।</p>", None),
        (f"<p>यह ख़बर 15 अगस्त 2023 को अपडेट की गई</p>{STORY}", DAY),
        (f"<p>पिछला अपडेट: 15 अगस्त 2023</p>{STORY}", DAY),
    ],
)  # fmt: skip
def test_the_date_is_one_that_the_page_gives_itself(body: str, when: datetime | None) -> None:
    assert read(make_page(body), "p.html").published == when


@pytest.mark.parametrize("label", ["... और पढ़ें", "लेखक के बारे में", "Follow"])
def test_a_label_in_a_box_about_the_writer_is_no_name(label: str) -> None:
    box = f"<div class=author-bio><p>पत्रकारिता में 14 साल का अनुभव। <a>{label}</a></p></div>"
    page = make_page(f"<p>Reported by: <a>सुमन कुमारी</a></p>{STORY}{box}")
    assert read(page, "p.html").author == "सुमन कुमारी"


@pytest.mark.parametrize(
    "line",
    [
        "<p>- सुमन कुमारी, पटना</p>",
        "<p>(रिपोर्ट: सुमन कुमारी)</p>",
        "<p><strong>लेखक: सुमन कुमारी</strong></p>",
    ],
)
def test_a_name_under_the_story_is_its_writers(line: str) -> None:
    article = read(make_page(f"<div>{STORY}{line}</div>"), "p.html")
    assert article.author == "सुमन कुमारी"
    assert "सुमन" not in article.text


def test_what_people_say_after_a_dash_names_nobody() -> None:
    assert (
        read(make_page(f"<div>{STORY}<p>– राम कहाँ है</p><p>– सुमन कुमारी</p></div>"), "p").author == ""
    )


@pytest.mark.parametrize(
    ("description", "kept"),
    [
        ("कोसी, बाढ़, बिहार, जलस्तर, मानसून, hindi news, latest news", ""),
        (f"{LINES[0]} {LINES[1][:30]}", LINES[0]),
        (LINES[0], LINES[0]),
        (LISTED, LISTED),
        (f"{BOATS} और यह अधूरा", f"{BOATS} और यह अधूरा"),
    ],
)  # fmt: skip
def test_a_description_is_no_list_of_keywords_and_ends_before_the_text(
    description: str, kept: str
) -> None:
    head = f"<meta name=description content='{description}'>"
    assert read(make_page(STORY, head), "p.html").description == kept


def test_a_description_without_a_text_stays() -> None:
    assert tidy_description(BOATS, []) == BOATS


def test_the_source_of_an_archived_page_is_the_page() -> None:
    page = "https://samachar.example.in/kosi?p=1"
    for archive in ("https://web.archive.org/web/20230815103000/", "https://kopi.example/"):
        head = f"<link rel=canonical href='{archive}{page}'>"
        assert read(make_page(STORY, head), "p.html").source == page


def test_an_address_in_a_query_is_no_archived_page() -> None:
    own = "https://samachar.example.in/kosi?from=https://example.in/x"
    head = f"<link rel=canonical href='{own}'>"
    assert read(make_page(STORY, head), "p.html").source == own


@pytest.mark.parametrize(
    ("declared", "head", "language"),
    [
        ("mr", "", "mr"),
        ("sa-IN", "", "sa"),
        ("en", "<meta property=og:locale content=mr_IN>", "mr"),
        ("en-US", "", "hi"),
        ("bn", "", "hi"),
        ("hi", make_data("", inLanguage="mr"), "hi"),
    ],
)
def test_another_language_in_devanagari_is_kept_and_told(
    declared: str, head: str, language: str
) -> None:
    article = read(make_page(STORY, head, language=declared), "p.html")
    assert article.language == language
    assert any("by the rules of Hindi" in note for note in article.notes) == (language != "hi")


def test_the_language_stands_in_front_matter_too() -> None:
    article = read_bytes(f"---\nlanguage: mr\n---\n# नदी\n\n{BOATS}\n".encode(), "a.md", ".md")
    assert article.language == "mr"
    assert "is declared as Marathi: it is read by the rules of Hindi" in article.notes


def test_what_is_said_to_be_for_subscribers_and_is_shown_is_whole() -> None:
    data = make_data(" ".join(LINES), isAccessibleForFree="False")
    assert not any("subscr" in note for note in read(make_page(STORY, data), "p.html").notes)
    short = make_data(" ".join(LINES * 2), isAccessibleForFree="False")
    assert any("subscr" in note for note in read(make_page(STORY, short), "p.html").notes)


@pytest.mark.parametrize(
    "link",
    [
        "<a href=/1>12 मार्च 2018 का अंक पढ़ें</a>",
        "<div><a href=/1>पिछला अंक 12 मार्च 2018</a></div>",
        "<div>पुराने अंक: <a href=/1>12 मार्च 2018</a></div>",
    ],
)
def test_the_date_of_another_issue_is_not_the_pages(link: str) -> None:
    assert read(make_page(f"{link}<article>{STORY}</article>"), "p.html").published is None


RECIPE = (
    '<script type="application/ld+json">{"@type": "Recipe", "name": "कढ़ी", "datePublished": '
    '"2023-07-02", "author": {"@type": "Person", "name": "सुमन कुमारी"}}</script>'
)


@pytest.mark.parametrize(
    ("head", "body"),
    [
        (RECIPE, STORY),
        ("", f"<div class=writer><b>सुमन कुमारी</b><br>शिक्षाविद</div>{STORY}"),
        ("", f"<p class=meta><span class=by>सुमन कुमारी</span></p>{STORY}"),
        ("", f"<article>{STORY}</article><div class=z>रिपोर्टर: सुमन कुमारी</div>"),
    ],
)
def test_the_writer_is_found_where_no_byline_is(head: str, body: str) -> None:
    assert read(make_page(body, head), "p.html").author == "सुमन कुमारी"


def test_a_class_in_which_a_writer_is_but_a_syllable_names_none() -> None:
    page = make_page(f"<p class=typewriter><span>नगर निगम का ऐलान</span></p>{STORY}")
    assert read(page, "p.html").author == ""


@pytest.mark.parametrize(
    "line",
    [
        "सुमन कुमारी स्वतंत्र पत्रकार हैं और पटना में रहती हैं।",
        "जन्म 1978 में छपरा में। दो संग्रह प्रकाशित। संपर्क: suman@example.in",
    ],
)
@pytest.mark.parametrize(
    "place", ["<article>{}<p>{}</p></article>", "<article>{}</article><div>{}</div>"]
)
def test_who_the_writer_is_stands_in_the_account_and_is_not_read(line: str, place: str) -> None:
    head = "<meta name=author content='सुमन कुमारी'>"
    article = read(make_page(place.format(STORY, line), head), "p.html")
    assert line not in article.text
    assert article.account
    assert article.account.unexplained == ()


@pytest.mark.parametrize(
    "line",
    [
        "इच्छुक किसान 15 दिसंबर तक आवेदन naav@example.in पर भेज सकते हैं।",
        "नावें हर गाँव को दो दी जाएँगी। ज़्यादा जानकारी के लिए संपर्क: 0612-255123 पर दफ़्तर के समय।",
    ],
)
def test_how_a_reader_takes_part_is_read(line: str) -> None:
    assert line in read(make_page(f"<article>{STORY}<p>{line}</p></article>"), "p.html").text


def test_a_heading_that_opens_with_the_writers_name_is_read() -> None:
    head = "<meta name=author content='सुमन कुमारी'>"
    page = make_page(f"<article><h2>सुमन कुमारी के तीन गीत</h2>{STORY}</article>", head)
    assert "सुमन कुमारी के तीन गीत" in read(page, "p.html").text


def test_a_fact_that_ends_in_half_an_emoji_ends_before_it() -> None:
    data = make_data("", author=r"राम शर्मा \ud83c", description=r"नदी में पानी है। \u0000\ud83c")
    article = read(make_page(data + STORY), "p.html")
    assert article.author == "राम शर्मा"
    assert article.description == "नदी में पानी है।"
