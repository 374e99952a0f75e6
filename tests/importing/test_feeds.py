"""Feeds: what is new on each run, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from audio.errors import SourceError
from audio.importing.merge import Merge
from audio.importing.options import ImportOptions
from audio.importing.run import ImportRun
from audio.readers import read
from audio.readers.feeds.articles import read_feed
from audio.readers.feeds.dates import parse_feed_date
from tests.importing.collected import CollectedWarnings
from tests.importing.conftest import Site, item_body, rss

LONG = "यह एक लंबा समाचार है जिसमें गाँव की नदी और खेतों की बात विस्तार से कही गई है। " * 12


class Run:
    """One run of the command, and what it said."""

    def __init__(
        self,
        content: Path,
        *sources: str,
        delay: float = 0.0,
        dry: bool = False,
        strict: bool = False,
    ) -> None:
        self.said: list[str] = []
        self.warned: list[str] = []
        options = ImportOptions(allow_private=True, delay=delay, is_strict=strict)
        made = ImportRun(content, options, self.said.append, self.warned.append, is_dry=dry)
        with CollectedWarnings(self.warned):
            self.code = made.run(sources, b"")


def states(content: Path) -> dict[str, int]:
    return {path.name: path.stat().st_mtime_ns for path in content.glob("*.md")}


def test_200_items_imported_twice_are_written_once(site: Site, tmp_path: Path) -> None:
    feed = site.put("/feed", rss([(n, item_body(n)) for n in range(200, 0, -1)]), "text/xml")
    assert Run(tmp_path, feed).said[-1] == "200 new"
    before = states(tmp_path)
    assert len(before) == 200
    assert Run(tmp_path, feed).said == ["nothing is new"]
    assert states(tmp_path) == before


def test_one_changed_item_changes_one_article(site: Site, tmp_path: Path) -> None:
    items = [(n, item_body(n)) for n in range(200, 0, -1)]
    feed = site.put("/feed", rss(items), "text/xml")
    Run(tmp_path, feed)
    before = states(tmp_path)
    items[50] = (150, item_body(150, "<p>बाद में जोड़ी गई बात।</p>"))
    site.put("/feed", rss(items), "text/xml")
    assert Run(tmp_path, feed).said[-1] == "1 updated"
    changed = {name for name, at in states(tmp_path).items() if at != before[name]}
    assert len(changed) == 1
    assert "बाद में जोड़ी गई बात।" in read(tmp_path / changed.pop()).text


def test_an_unchanged_feed_is_not_sent_again(site: Site, tmp_path: Path) -> None:
    feed = site.put("/feed", rss([(1, item_body(1))]), "text/xml")
    Run(tmp_path, feed)
    validators = Merge(tmp_path).ledger.feeds[feed]
    assert validators.etag
    assert Run(tmp_path, feed).said == ["nothing is new"]


def test_an_item_keeps_its_number_its_kind_and_for_whom_it_is(site: Site, tmp_path: Path) -> None:
    told = (
        "<itunes:season>2</itunes:season><itunes:episode>4</itunes:episode>"
        "<itunes:episodeType>bonus</itunes:episodeType><itunes:explicit>true</itunes:explicit>"
    )
    itunes = 'xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"'
    feed = rss([(1, item_body(1))]).replace("</item>", f"{told}</item>")
    feed = feed.replace("<rss ", f"<rss {itunes} ")
    Run(tmp_path, site.put("/feed", feed, "text/xml"))
    (path,) = tmp_path.glob("*.md")
    found = read(path)
    assert (found.season, found.episode, found.episode_type) == (2, 4, "bonus")
    assert found.explicit


def test_an_item_becomes_an_article_with_complete_front_matter(site: Site, tmp_path: Path) -> None:
    Run(tmp_path, site.put("/feed", rss([(7, item_body(7))]), "text/xml"))
    (path,) = tmp_path.glob("*.md")
    article = read(path)
    assert path.name == "samachar-7-varsha.md"
    assert (article.title, article.author, article.guid) == (
        "समाचार 7: वर्षा",
        "राम शर्मा",
        "tag:site,7",
    )
    assert article.source == "https://site.example/7"
    assert article.published is not None
    assert article.published.isoformat() == "2024-01-01T07:00:00+00:00"
    assert article.description == "सार"
    assert len(article.blocks) == 9


PAGE = (
    "<html lang=hi><head><title>नदी पर नया पुल</title></head><body><article>"
    f"<h1>नदी पर नया पुल</h1><p>{LONG}</p><p>{LONG}</p></article></body></html>"
)


def summary_feed(link: str) -> str:
    return (
        "<rss version='2.0'><channel><title>समाचार</title><item><title>नदी पर नया पुल</title>"
        f"<guid>g1</guid><link>{link}</link><description>पुल बनेगा।</description></item>"
        "</channel></rss>"
    )


def test_an_item_without_its_text_is_read_from_its_page(site: Site, tmp_path: Path) -> None:
    link = site.put("/pul", PAGE)
    Run(tmp_path, site.put("/feed", summary_feed(link), "text/xml"))
    (path,) = tmp_path.glob("*.md")
    assert "गाँव की नदी और खेतों की बात" in read(path).text
    assert read(path).guid == "g1"


def test_a_page_is_not_fetched_again_while_its_item_is_the_same(site: Site, tmp_path: Path) -> None:
    link = site.put("/pul", PAGE)
    feed = site.put("/feed", summary_feed(link), "text/xml")
    Run(tmp_path, feed)
    site.put("/feed", summary_feed(link) + "\n", "text/xml")
    site.asked.clear()
    assert Run(tmp_path, feed).said == ["nothing is new"]
    assert site.asked == ["/feed"]


def test_what_robots_txt_forbids_is_not_fetched(site: Site, tmp_path: Path) -> None:
    site.put("/robots.txt", "User-agent: audio-edition\nDisallow: /pul\n", "text/plain")
    link = site.put("/pul", PAGE)
    done = Run(tmp_path, site.put("/feed", summary_feed(link), "text/xml"))
    assert done.code == 1
    assert "robots.txt forbids it" in done.warned[0]
    assert "/pul" not in site.asked


def test_pages_of_one_server_are_fetched_with_a_pause(site: Site) -> None:
    from audio.importing.polite_fetch import PoliteFetcher

    pauses: list[float] = []
    fetcher = PoliteFetcher(allow_private=True, delay=3.0, sleep=pauses.append)
    for path in ("/a", "/b"):
        fetcher.fetch(site.put(path, "x"))
    assert len(pauses) == 2
    assert all(2.5 < pause <= 3.0 for pause in pauses)


def test_a_server_asks_for_a_longer_pause_in_robots_txt(site: Site) -> None:
    from audio.importing.polite_fetch import PoliteFetcher

    site.put("/robots.txt", "User-agent: *\nCrawl-delay: 7\n", "text/plain")
    pauses: list[float] = []
    fetcher = PoliteFetcher(allow_private=True, delay=0.0, sleep=pauses.append)
    fetcher.fetch(site.put("/a", "x"))
    assert [round(pause) for pause in pauses] == [7]


def test_an_item_that_cannot_be_had_keeps_no_other_away(site: Site, tmp_path: Path) -> None:
    feed = site.put(
        "/feed",
        rss([(2, item_body(2)), (1, "<p>This is a report that is in English. " * 100)]),
        "text/xml",
    )
    done = Run(tmp_path, feed)
    assert done.code == 1
    assert done.said[-1] == "1 new"
    assert "is English" in done.warned[0]


def test_an_article_that_an_editor_took_away_stays_away(site: Site, tmp_path: Path) -> None:
    feed = site.put("/feed", rss([(1, item_body(1))]), "text/xml")
    Run(tmp_path, feed)
    next(tmp_path.glob("*.md")).unlink()
    site.put("/feed", rss([(1, item_body(1, "<p>नया।</p>"))]), "text/xml")
    assert Run(tmp_path, feed).said[-1] == "1 removed"
    assert not list(tmp_path.glob("*.md"))


@pytest.mark.parametrize(
    "feed",
    [
        f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>स</title><entry><id>i1</id>
        <title type="html">नदी &amp;amp; खेत</title><link rel="alternate" href="/1"/>
        <author><name>राम</name></author><updated>2024-05-01T10:00:00Z</updated>
        <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>{LONG}</p></div></content>
        </entry></feed>""",
        f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>स</title><entry><id>i1</id>
        <title>नदी &amp; खेत</title><link href="/1"/><author><name>राम</name></author>
        <published>2024-05-01T10:00:00Z</published>
        <content type="html">&lt;p&gt;{LONG}&lt;/p&gt;</content></entry></feed>""",
        f"""{{"version": "https://jsonfeed.org/version/1.1", "title": "स", "items": [{{"id": "i1",
        "title": "नदी & खेत", "url": "/1", "authors": [{{"name": "राम"}}],
        "date_published": "2024-05-01T10:00:00Z", "content_html": "<p>{LONG}</p>"}}]}}""",
        f"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
        xmlns="http://purl.org/rss/1.0/"
        xmlns:content="http://purl.org/rss/1.0/modules/content/"
        xmlns:dc="http://purl.org/dc/elements/1.1/">
        <channel><title>स</title></channel><item><guid>i1</guid><title>नदी & खेत</title>
        <link>/1</link>
        <dc:creator>राम</dc:creator><dc:date>2024-05-01T10:00:00Z</dc:date>
        <content:encoded><![CDATA[<p>{LONG}</p>]]></content:encoded></item></rdf:RDF>""",
    ],
    ids=["atom-xhtml", "atom-html", "json", "rss1"],
)
def test_every_kind_of_feed_gives_the_same_item(feed: str) -> None:
    (item,) = read_feed(feed.strip().encode(), "https://x.in/feed").items
    assert (item.guid, item.title, item.link) == ("i1", "नदी & खेत", "https://x.in/1")
    assert item.author == "राम"
    assert item.published is not None
    assert item.published.isoformat() == "2024-05-01T10:00:00+00:00"
    assert item.is_whole


def test_a_feed_of_too_many_items_is_refused() -> None:
    items = "".join(f"<item><guid>{n}</guid></item>" for n in range(5001))
    data = f"<rss><channel><title>x</title>{items}</channel></rss>".encode()
    with pytest.raises(SourceError, match="lists more than 5000 items"):
        read_feed(data, "f.xml")


FURNITURE = (
    "<p>यह भी पढ़ें: <a href='/x'>कल की सबसे बड़ी खबर यहाँ है</a></p>"
    "<div class='sharedaddy'><p>इसे शेयर करें फेसबुक पर और ट्विटर पर।</p></div>"
    "<ul><li><a href='/1'>दूसरी खबर का शीर्षक</a></li>"
    "<li><a href='/2'>तीसरी खबर का शीर्षक</a></li></ul>"
    "<figure><img src='a.jpg'><figcaption>पुल से जाते हुए किसान</figcaption></figure>"
    "<p>The post <a href='/p'>नदी पर नया पुल</a> appeared first on <a href='/'>समाचार</a>.</p>"
)


def one(content: str, link: str) -> str:
    return rss([(1, content)]).replace("https://site.example/1", link)


def test_what_a_site_puts_around_an_items_text_is_left_out(site: Site, tmp_path: Path) -> None:
    body = item_body(1).replace("</p>", f"</p>{FURNITURE}", 1)
    feed = site.put("/feed", rss([(1, f"{body}{FURNITURE}")]), "text/xml")
    plain = site.put("/plain", rss([(1, item_body(1))]), "text/xml")
    done = Run(tmp_path / "a", feed)
    Run(tmp_path / "b", plain)
    (got,) = (tmp_path / "a").glob("*.md")
    (expected,) = (tmp_path / "b").glob("*.md")
    assert read(got).text == read(expected).text
    assert "left out 2 captions of pictures" in done.warned[1]


@pytest.mark.parametrize(
    "ending",
    ["…", "...", "[…]", "[&#8230;]", "&hellip;", " <a href='/p'>और पढ़ें</a>", " <a>Read more »</a>",
     "… <p>The post नदी appeared first on समाचार.</p>"],
)  # fmt: skip
def test_a_text_that_breaks_off_is_read_from_its_page(
    site: Site, tmp_path: Path, ending: str
) -> None:
    link = site.put("/pul", PAGE)
    Run(tmp_path, site.put("/feed", one(f"{item_body(1)}{ending}", link), "text/xml"))
    (path,) = tmp_path.glob("*.md")
    assert "गाँव की नदी और खेतों की बात" in read(path).text
    assert read(path).author == "राम शर्मा"


SHORT = f"<p>{LONG[:700]}</p>"
REST = f"{PAGE[:-26]}<p>{'पुल की बाकी बात यहाँ लिखी है, और वह लंबी है। ' * 30}</p></article>"


def test_a_middling_paragraph_gives_way_to_a_page_that_says_more(
    site: Site, tmp_path: Path
) -> None:
    link = site.put("/pul", REST)
    Run(tmp_path, site.put("/feed", one(SHORT, link), "text/xml"))
    (path,) = tmp_path.glob("*.md")
    assert "पुल की बाकी बात" in read(path).text


def test_a_middling_paragraph_stays_where_its_page_says_no_more(site: Site, tmp_path: Path) -> None:
    link = site.put("/pul", f"<html><article><h1>नदी</h1><p>{LONG[:500]} दूसरी बात।</p></article>")
    Run(tmp_path, site.put("/feed", one(SHORT, link), "text/xml"))
    (path,) = tmp_path.glob("*.md")
    assert "दूसरी बात" not in read(path).text


def test_a_middling_paragraph_stays_where_its_page_cannot_be_had(
    site: Site, tmp_path: Path
) -> None:
    done = Run(tmp_path, site.put("/feed", one(SHORT, f"{site.url}/none"), "text/xml"))
    assert (done.code, done.said[-1]) == (0, "1 new")


OWN = "<p>नदी पर पुल बनेगा।</p><p>गाँव के लोग खुश हैं।</p>"


def test_an_items_own_text_stands_for_a_page_that_is_gone(site: Site, tmp_path: Path) -> None:
    done = Run(tmp_path, site.put("/feed", one(OWN, f"{site.url}/none"), "text/xml"))
    assert (done.code, done.said[-1]) == (0, "1 new")
    assert "its page cannot be had (no such page): taken as its feed gives it" in done.warned[0]
    (path,) = tmp_path.glob("*.md")
    assert "गाँव के लोग खुश हैं।" in read(path).text
    again = one(OWN, f"{site.url}/none") + "<!--again-->"
    assert Run(tmp_path, site.put("/feed", again, "text/xml")).said == ["nothing is new"]
    assert site.asked.count("/none") == 1


CUT_OFF = "".join(f"<p>{number} दिन पहले {LONG[:300]}</p>" for number in ("एक", "दो", "तीन"))


@pytest.mark.parametrize(
    "end",
    [
        "<p>… और पढ़ें</p>",
        "<p>वह बोला … <a href='/x'>पूरी ख़बर पढ़ें »</a></p>",
        "<p>वह बोला &hellip; <a href='/x'>Continue reading <span>“नदी पर नया पुल”</span></a></p>",
        "<p>वह बोला [...]</p>",
    ],
)
@pytest.mark.parametrize("link", ["/gone", ""])
def test_a_text_that_breaks_off_is_never_taken_for_whole(
    site: Site, tmp_path: Path, end: str, link: str
) -> None:
    item = item_with(CUT_OFF + end, f"{site.url}{link}" if link else "")
    feed = site.put("/feed", item, "text/xml")
    done = Run(tmp_path / "a", feed)
    assert "breaks off in its feed, and its page cannot be had" in done.warned[0]
    text = read(next((tmp_path / "a").glob("*.md"))).text
    assert not any(words in text for words in ("पढ़ें", "Continue"))
    strict = Run(tmp_path / "b", feed, strict=True)
    assert (strict.code, [*(tmp_path / "b").glob("*.md")]) == (1, [])
    assert Run(tmp_path / "b", feed).said[-1] == "1 new"


def item_with(body: str, link: str) -> str:
    place = f"<link>{link}</link>" if link else ""
    return (
        '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
        f"<title>समाचार</title><item><title>नदी पर नया पुल</title><guid>g1</guid>{place}"
        f"<content:encoded><![CDATA[{body}]]></content:encoded></item></channel></rss>"
    )


def test_a_page_that_is_gone_is_asked_for_once(site: Site, tmp_path: Path) -> None:
    link = f"{site.url}/none"
    first = Run(tmp_path, site.put("/feed", summary_feed(link) + "<!--1-->", "text/xml"))
    assert (first.code, first.said) == (1, [])
    assert "no such page" in first.warned[0]
    again = Run(tmp_path, site.put("/feed", summary_feed(link) + "<!--2-->", "text/xml"))
    assert (again.code, again.said, again.warned) == (0, ["nothing is new"], [])
    assert site.asked.count("/none") == 1
    changed = summary_feed(link).replace("पुल बनेगा।", OWN.replace("<", "&lt;") * 6)
    Run(tmp_path, site.put("/feed", changed, "text/xml"))
    assert site.asked.count("/none") == 2
    assert len(list(tmp_path.glob("*.md"))) == 1
    assert not Merge(tmp_path).ledger.gone


def test_a_page_that_cannot_be_read_now_is_asked_for_again(site: Site, tmp_path: Path) -> None:
    link = site.put("/pul", "<html><p>x</p></html>")
    feed = site.put("/feed", one(OWN, link), "text/xml")
    assert Run(tmp_path, feed).said[-1] == "1 new"
    site.put("/pul", PAGE)
    assert Run(tmp_path, feed).said[-1] == "1 updated"
    (path,) = tmp_path.glob("*.md")
    assert "गाँव की नदी और खेतों की बात" in read(path).text


def test_a_dry_run_of_a_feed_is_not_remembered(site: Site, tmp_path: Path) -> None:
    feed = site.put("/feed", rss([(1, item_body(1))]), "text/xml")
    Run(tmp_path, feed, dry=True)
    assert not list(tmp_path.iterdir())
    assert Run(tmp_path, feed).said[-1] == "1 new"


ENTITIES = (
    '<?xml version="1.0"?>\n<!DOCTYPE r [<!ENTITY a "{}">\n<!ENTITY b SYSTEM "file:///etc/passwd">]>'
    "<rss><channel><title>&b;</title><item><title>&a;</title></item></channel></rss>"
)


@pytest.mark.parametrize("length", [3, 6000])
@pytest.mark.parametrize("media_type", ["application/rss+xml", "text/xml"])
def test_a_feed_that_declares_entities_is_refused_for_them(
    site: Site, tmp_path: Path, media_type: str, length: int
) -> None:
    done = Run(tmp_path, site.put("/feed", ENTITIES.format("x" * length), media_type))
    assert done.code == 2
    assert "declares entities of its own, which are not read" in done.warned[0]
    assert done.said == []


def test_a_feed_of_rss_091_is_read_without_its_document_type(site: Site, tmp_path: Path) -> None:
    doctype = (
        '<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN"\n'
        '  "http://my.netscape.com/publish/formats/rss-0.91.dtd">'
    )
    text = rss([(1, item_body(1))]).replace("?><rss", f"?>\n{doctype}\n<!-- RSS --><rss")
    done = Run(tmp_path, site.put("/feed", text, "text/xml"))
    assert (done.warned, done.said[-1:]) == ([], ["1 new"])


def test_nothing_is_said_of_what_is_new_where_nothing_was_read(tmp_path: Path) -> None:
    done = Run(tmp_path, str(tmp_path / "none.rss"))
    assert (done.code, done.said) == (2, [])


def test_a_whole_text_in_the_place_of_a_summary_is_taken(site: Site, tmp_path: Path) -> None:
    text = rss([(1, "")]).replace("सार", "&lt;p&gt;".join(["", *([LONG] * 4)]))
    Run(tmp_path, site.put("/feed", text, "text/xml"))
    (path,) = tmp_path.glob("*.md")
    assert "गाँव की नदी और खेतों की बात" in read(path).text
    assert site.asked == ["/feed"]


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("Wed, 01 May 2024 10:00:00 +0530", "2024-05-01T10:00:00+05:30"),
        ("2024-05-01T10:00:00Z", "2024-05-01T10:00:00+00:00"),
        ("01 May 2024", "2024-05-01T00:00:00"),
        ("बुध, 1 मई 2024", "2024-05-01T00:00:00"),
        ("१ मई २०२४, 10:30 IST", "2024-05-01T10:30:00+05:30"),
        ("May 1, 2024 5:30 PM", "2024-05-01T17:30:00"),
        ("01/05/2024 10:30", "2024-05-01T10:30:00"),
        ("2024-04-30T24:00:00+05:30", "2024-05-01T00:00:00+05:30"),
        ("Tue, 30 Apr 2024 24:00:00 +0530", "2024-05-01T00:00:00+05:30"),
        ("1714545000", "2024-05-01T06:30:00+00:00"),
        (" 1714545000000 ", "2024-05-01T06:30:00+00:00"),
        ("2024050110", None),
        ("कल", None),
        ("", None),
    ],
)
def test_a_date_is_read_in_the_forms_that_feeds_have(written: str, day: str | None) -> None:
    found = parse_feed_date(written)
    assert (found.isoformat() if found else None) == day


def test_a_host_that_does_not_answer_is_told_of_once(site: Site, tmp_path: Path) -> None:
    link = "http://127.0.0.1:9/p{}.html"
    items = "".join(
        f"<item><guid>{n}</guid><title>समाचार {n}</title><link>{link.format(n)}</link></item>"
        for n in range(5)
    )
    feed = site.put("/feed", f"<rss><channel><title>स</title>{items}</channel></rss>", "text/xml")
    done = Run(tmp_path, feed)
    (line,) = done.warned
    assert line.startswith("127.0.0.1:9: refuses the connection: 5 of its pages are left")
    assert done.code == 1


NOTE = "<p>इस कड़ी में नदी और गाँव के लोगों की बात है। सुनिए और बताइए कि कैसी लगी।</p>"


def episode(
    text: str,
    *,
    link: str = "",
    sound: str = "<enclosure url='https://old.example/1.mp3' type='audio/mpeg' length='9'/>",
) -> str:
    return (
        "<rss version='2.0' xmlns:itunes='http://www.itunes.com/dtds/podcast-1.0.dtd'><channel>"
        "<title>नदी की बातें</title><item><title>पहली कड़ी</title><guid>e1</guid>"
        f"<link>{link}</link>{sound}<description><![CDATA[{text}]]></description></item>"
        "</channel></rss>"
    )  # fmt: skip


@pytest.mark.parametrize("text", ["", "Short note"])
def test_an_episode_without_a_text_is_left_out_as_one_with_a_note(site: Site, tmp_path, text):
    feed = site.put("/feed", episode(text), "text/xml")
    done = Run(tmp_path, feed)
    assert (done.code, list(tmp_path.glob("*.md"))) == (0, [])
    assert "1 episode with sound of its own is left out" in done.warned[0]


def test_a_show_note_takes_no_episodes_place(site: Site, tmp_path: Path) -> None:
    feed = site.put("/feed", episode(NOTE), "text/xml")
    done = Run(tmp_path, feed)
    assert (done.code, list(tmp_path.glob("*.md"))) == (0, [])
    assert "1 episode with sound of its own is left out: the feed has a show note" in done.warned[0]
    site.put("/feed", episode(NOTE) + "<!--2-->", "text/xml")
    assert (Run(tmp_path, feed).said, Run(tmp_path, feed).warned) == (["nothing is new"], [])


def test_nor_does_the_note_on_an_episodes_page(site: Site, tmp_path: Path) -> None:
    page = f"<html lang=hi><body><h1>पहली कड़ी</h1><article>{NOTE * 3}</article></body></html>"
    for link in (site.put("/kadi", page), f"{site.url}/none"):
        done = Run(tmp_path, site.put("/feed", episode(NOTE, link=link), "text/xml"))
        assert (done.code, list(tmp_path.glob("*.md"))) == (0, [])


@pytest.mark.parametrize(("seconds", "count"), [("00:30", 1), ("3600", 0), ("1:00:00", 0)])
def test_a_text_as_long_as_its_sound_is_the_episodes(
    seconds: str, count: int, site: Site, tmp_path: Path
) -> None:
    told = "<enclosure url='https://old.example/1.mp3' type='audio/mpeg'/>"
    told += f"<itunes:duration>{seconds}</itunes:duration>"
    feed = episode(item_body(1), sound=told)
    assert Run(tmp_path, site.put("/feed", feed, "text/xml")).code == 0
    assert len(list(tmp_path.glob("*.md"))) == count


def test_a_sentence_of_the_feed_stands_for_a_page_that_is_gone(site: Site, tmp_path: Path) -> None:
    feed = summary_feed(f"{site.url}/none").replace(
        "पुल बनेगा।", "गाँव की नदी पर अगले साल तक नया पुल बनेगा।"
    )
    done = Run(tmp_path, site.put("/feed", feed, "text/xml"))
    assert (done.code, done.said[-1]) == (0, "1 new")
    assert "its page cannot be had (no such page): taken as its feed gives it" in done.warned[0]
