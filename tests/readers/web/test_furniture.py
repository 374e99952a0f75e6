"""What players, machines and sites put beside a story is not read, and pages of nothing else."""

from __future__ import annotations

import pytest

from audio.errors import SourceError
from audio.readers.web.article import read
from tests.growth import measure_growth
from tests.readers.web.pages import BOATS, KITCHENS, MEDICINE, STORY, make_page

MORE = STORY.replace("नदी", "ताल")
SAID = "नदी के किनारे बसे गाँव में क्या हुआ"


@pytest.mark.parametrize(
    "box",
    [
        f"<div class=video><iframe src=x></iframe><p>{SAID}</p></div>",
        f"<div><iframe src=x></iframe><div>{SAID}</div></div>",
        f"<div><video src=x></video><p>{SAID}</p></div>",
        f"<div class=vb><h3>{SAID}</h3><iframe src=x></iframe></div>",
        f"<section><h4>{SAID}</h4><div><video></video></div></section>",
        f"<div class=video-embed><h3>{SAID}</h3><span>To view this, enable it</span></div>",
    ],
)
def test_the_title_of_a_player_is_not_read(box: str) -> None:
    text = read(make_page(f"{STORY}{box}<p>{BOATS}</p><p>{KITCHENS}</p>"), "p.html").text
    assert SAID not in text
    assert BOATS in text


def test_a_paragraph_beside_an_advertisement_is_read() -> None:
    body = f"<div>{STORY}<div><p>{BOATS}</p><iframe src=ad></iframe></div><p>{KITCHENS}</p></div>"
    assert BOATS in read(make_page(body), "p.html").text


@pytest.mark.parametrize(
    "box",
    [
        f"<div class=k><h4>AI Summary</h4><ul><li>{BOATS}</li><li>{KITCHENS}</li></ul></div>",
        f"<div class=k><strong>एआई से बना सारांश</strong><p>{BOATS}</p></div>",
        f"<div><b>संक्षेप</b><ul><li>{BOATS}</li></ul><small>यह सार AI की मदद से बना है</small></div>",
        f"<h3>AI Highlights</h3><ul><li>{BOATS}</li></ul>",
    ],
)
def test_a_summary_by_a_machine_is_not_read(box: str) -> None:
    text = read(make_page(f"{box}<div>{STORY}<p>{MEDICINE}</p></div>"), "p.html").text
    assert BOATS not in text
    assert MEDICINE in text


def test_a_story_about_summaries_by_machines_is_read() -> None:
    said = "AI से बना सारांश अब हर दफ़्तर में पढ़ा जाता है और लोग पूरी रिपोर्ट नहीं खोलते।"
    assert said in read(make_page(f"<div>{STORY}<p>{said}</p><p>{BOATS}</p></div>"), "p.html").text


@pytest.mark.parametrize(
    "tail",
    [
        "<p>यह लेख <a href=/x>साथी पत्रिका</a> में भी प्रकाशित हुआ है।</p>",
        "<p><em>Also published on Medium.</em></p>",
        "<p>This website belongs to the department. It was designed by the centre.</p>",
        "<p>अस्वीकरण (Disclaimer) : यहाँ दी गई बातें मान्यताओं पर हैं, किसी जानकार से पूछ लें।</p>",
        "<p><em>यह चिट्ठी अच्छी लगी? किसी अपने को भेजिए।</em></p>",
        "<p><b>मूल अंग्रेज़ी रिपोर्ट को पढ़ने के लिए नीचे दिए गए लिंक पर क्लिक करें:</b></p>",
        "<p><em>लेख अच्छा लगा हो तो ताली 👏 बजाइए और मुझे फ़ॉलो कीजिए।</em></p>",
        "<p>(ऐसी सूचना मिले तो हमें 9876500000 पर या jaanch@example.in पर भेजें। हम सच बताएँगे।)</p>",
    ],
)
def test_what_is_said_of_the_page_after_its_story_is_not_read(tail: str) -> None:
    whole = f"{STORY}<p>{BOATS}</p>"
    assert read(make_page(whole + tail), "p").text == read(make_page(whole), "p").text


@pytest.mark.parametrize(
    "said",
    [
        "देखें वीडियो",
        "<a href=/v>वीडियो देखें</a>",
        "(देखें वीडियो)",
        "<b>Watch Video</b>",
        "<span>और पढ़ें</span>",
        "<a href=/v><em>(पढ़ें: नाव से स्कूल जाने वालों की गिनती क्यों नहीं होती)</em></a>",
        "(पढ़ें: <a href=/v>नाव से स्कूल जाने वालों की गिनती क्यों नहीं होती</a>)",
        "यह भी पढ़ें: <a href=/v>नाव से स्कूल जाने वालों की गिनती क्यों नहीं होती</a>",
    ],
)
def test_a_button_at_the_end_of_a_paragraph_is_not_read(said: str) -> None:
    text = read(make_page(f"<p>{BOATS} {said}</p>{STORY}"), "p.html").text
    assert f"{BOATS}\n" in text


@pytest.mark.parametrize(
    "body",
    [
        "<ul><li>पटना 32° 24°</li><li>गया 31° 23°</li><li>दिल्ली 35° 28°</li></ul>",
        "<table><tr><td>पटना</td><td>32°</td></tr><tr><td>गया</td><td>31°</td></tr></table>",
        "<div class=player><iframe src=x></iframe></div><p>अवधि 3:20</p>",
        "<table><tr><td>पटना</td><td>32°</td></tr><tr><td>गया</td><td>34°</td></tr></table>",
        "<video src=x></video><div>© 2025 समाचार। सर्वाधिकार सुरक्षित। संपर्क करें | विज्ञापन दें</div>",
        "",
        "".join(
            f"<li><a href=/{n}>शीर्षक संख्या {n}: मेले में भीड़</a> <i>1 मई 2024</i></li>" for n in range(9)
        ),
        "".join(f"<h3>शीर्षक संख्या {n}: मेले में बड़ी भीड़</h3>" for n in range(9)),
    ],
)
@pytest.mark.parametrize(
    "date", ["<p>15 अगस्त 2023</p>", "<time datetime=2023-08-15>15 अगस्त</time>"]
)
def test_figures_headlines_and_players_with_a_date_are_no_article(body: str, date: str) -> None:
    with pytest.raises(SourceError, match="holds no article"):
        read(make_page(f"{date}{body}"), "p.html")


def test_a_short_poem_is_an_article() -> None:
    lines = "<p>नदी किनारे बैठा राही</p><p>गीत पुराने गाता है</p><p>लहरों के संग मन का पंछी</p>"
    assert "लहरों" in read(make_page(f"<article>{lines}<p>दूर गगन में जाता</p></article>"), "p").text


@pytest.mark.parametrize(
    "body",
    [
        f"<div class='premium-banner'><p>सब्सक्राइब करें</p></div><div>{STORY}</div>",
        f"<div>{STORY}<div class=paywall></div><p>{BOATS}</p></div>",
        f"<div>{STORY}<p>पूरी खबर पढ़ने के लिए हमारा ऐप डाउनलोड करें</p>{MORE}</div>",
        f"<div>{STORY}</div><div class=premium>प्रीमियम</div>",
    ],
)
def test_what_is_called_a_gate_and_shuts_nothing_off_makes_no_teaser(body: str) -> None:
    assert not any("subscribers" in note for note in read(make_page(body), "p.html").notes)


def test_a_gate_after_the_beginning_of_a_story_does() -> None:
    gate = "<div class=paywall><p>यह लेख केवल ग्राहकों के लिए है</p></div>"
    notes = read(make_page(f"<div>{STORY}</div>{gate}"), "p.html").notes
    assert any("subscribers" in note for note in notes)


@pytest.mark.parametrize(
    "label",
    [
        "<span class=v>विज्ञापन</span>",
        "<span>विज्ञापन</span><span>विज्ञापन</span>",
        "<small class=a>Advertisement</small>",
    ],
)
def test_the_word_over_an_advertisement_is_not_read(label: str) -> None:
    page = make_page(f"<div>{BOATS}<br><br>{label} {KITCHENS}<br><br>{MEDICINE}</div>")
    assert read(page, "p.html").text.split("\n\n")[1:] == [BOATS, KITCHENS, MEDICINE]


@pytest.mark.parametrize(
    "sentence",
    ["<b>विज्ञापन</b> में कहा गया कि गाँव में सात नावें चलेंगी।", "उसने <i class=w>विज्ञापन</i> नहीं देखा था।"],
)
def test_the_word_for_advertisement_is_read_in_a_sentence(sentence: str) -> None:
    assert "विज्ञापन" in read(make_page(f"{STORY}<p>{sentence}</p><p>{BOATS}</p>"), "p.html").text


def test_a_page_of_nothing_but_labels_of_advertisements_is_read_in_linear_time() -> None:
    def read_labels(count: int) -> None:
        read(make_page(f"{STORY}{'<span>विज्ञापन</span>' * count}"), "p.html")

    assert measure_growth(read_labels, 500, 4_000, most=16) <= 16


@pytest.mark.parametrize(
    "box",
    [
        "<section><a href=#e>छोड़कर पॉडकास्ट आगे बढ़ें</a>{}<p id=e>समाप्त</p></section>",
        "<div><h2>कार्यक्रम</h2><a href=#e>Skip programme</a><div>{}</div><a name=e></a></div>",
    ],
)
def test_a_part_that_a_link_of_the_page_skips_is_not_read(box: str) -> None:
    page = make_page(f"<main>{STORY}{box.format(f'<p>{BOATS}</p>')}<p>{KITCHENS}</p></main>")
    article = read(page, "p.html")
    assert BOATS not in article.text
    assert KITCHENS in article.text
    assert article.account
    assert not article.account.unexplained


def test_a_post_that_a_link_of_the_page_skips_is_read() -> None:
    post = f"<a href=#e>पोस्ट छोड़ें</a><blockquote>{BOATS}</blockquote><p id=e>समाप्त</p>"
    body = f"<main>{STORY}<div>{post}</div><p>{KITCHENS}</p></main>"
    assert BOATS in read(make_page(body), "p.html").text


def test_the_whole_story_may_be_what_a_link_skips_to() -> None:
    body = f"<a href=#text>Skip to content</a><div id=text>{STORY}<p>{BOATS}</p></div>"
    assert BOATS in read(make_page(body), "p.html").text


def test_a_section_under_a_label_of_other_stories_is_no_loss() -> None:
    others = f"<div><h3>ज़रूर पढ़ें</h3><a href=/o>दूसरी ख़बर का शीर्षक</a><p>{BOATS}</p></div>"
    article = read(make_page(f"<div><div>{STORY}</div></div>{others}"), "p.html")
    assert BOATS not in article.text
    assert article.account
    assert not article.account.unexplained


def test_a_last_sentence_of_what_somebody_liked_is_read() -> None:
    last = "बच्चों को यह कहानी पसंद आई तो दादी ने अगली शाम एक और सुनाई।"
    assert last in read(make_page(f"{STORY}<p>{last}</p>"), "p.html").text
