"""A show's build: what tells of all editions, and what becomes of it when articles change."""

from __future__ import annotations

import json
import shutil
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from pathlib import Path

import pytest
from lxml import etree
from PIL import Image

from audio.check.fault import Fault
from audio.check.markup import read_page
from audio.check.report import summarize
from audio.check.run import check
from audio.clips.clip_maker import open_maker
from audio.settings import Options
from audio.settings.show_file import load_show
from audio.show import index_page, listening, site_files
from audio.show.build import ShowBuilder
from audio.show.feed import pages
from audio.show.local_feed import LocalFeed
from audio.show.outcome import Outcome
from audio.show.site_files import RECORD, WITHDRAWN
from audio.work.report import QuietReport

NOW = datetime(2024, 6, 20, 12, tzinfo=UTC)
LINK = "https://example.org/show/"
ARTICLE = """---
title: {title}
date: 2024-06-{day:02}
---

{title} यहाँ है। लोगों ने इसे सुना।
"""


class Told(QuietReport):
    """A report that remembers."""

    def __init__(self) -> None:
        super().__init__()
        self.notices: list[str] = []
        self.warnings: list[str] = []

    def notify(self, text: str) -> None:
        self.notices.append(text)

    def warn(self, text: str) -> None:
        self.warnings.append(text)

    def fail(self, error, source: str = "") -> None:
        self.warnings.append(f"{source}: {error}")

    def add_waiting(self, source: str, reason: str, until, text: str) -> None:
        self.notices.append(f"{Path(source).name}: {text}")


class Place:
    """A folder with content, and builds of it."""

    def __init__(self, root: Path, store: Path) -> None:
        self.store = store
        self.content, self.out, self.site = root / "content", root / "build", root / "build/site"
        self.content.mkdir()
        self.told = Told()
        self.settings(f'link = "{LINK}"')

    def settings(self, *lines: str) -> None:
        known = ('title = "शो"', 'voice = "silence"', 'email = "desk@example.org"')
        toml = "\n".join((*known, *lines))
        (self.content / "show.toml").write_text(toml + "\n", encoding="utf-8")

    def article(self, name: str, title: str, day: int = 1, more: str = "") -> Path:
        path = self.content / f"{name}.md"
        text = ARTICLE.format(title=title, day=day)
        path.write_text(text.replace("---\n\n", f"{more}---\n\n"), encoding="utf-8")
        return path

    def build(self, **choices) -> list[Outcome]:
        self.told = Told()
        settings = load_show(self.content / "show.toml")
        with self.told:
            with open_maker(self.store, jobs=2, report=self.told) as maker:
                builder = ShowBuilder(
                    self.content, self.out, settings, Options(), maker, **{"now": NOW} | choices
                )
                outcomes = list(builder.build())
            for outcome in outcomes:
                outcome.tell(self.told, self.out)
        return outcomes

    def items(self, path: str) -> list[str]:
        """What the feed says at that place of every item."""
        feed = etree.fromstring((self.site / "feed.xml").read_bytes())
        return [found.text or "" for found in feed.findall(f"channel/item/{path}")]


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    """One for all tests: they are about what is done with clips and covers."""
    return tmp_path_factory.mktemp("store")


@pytest.fixture
def place(tmp_path, store):
    made = Place(tmp_path, store)
    made.article("a", "बारिश की ख़बर", 1)
    made.article("b", "धूप की ख़बर", 2)
    return made


def times(folder: Path) -> dict[Path, int]:
    return {path: path.stat().st_mtime_ns for path in folder.rglob("*") if path.is_file()}


def test_a_build_writes_feed_page_search_and_picture(place):
    place.build()
    names = {path.name for path in place.site.iterdir()}
    assert names == {
        "barish-ki-khabar",
        "dhup-ki-khabar",
        "beside.parts",
        "cover.jpg",
        "cover-small.jpg",
        "embed.js",
        "feed.xml",
        "icon-192.png",
        "icon-512.png",
        "index.html",
        "search.json",
        "search.parts",
        "site.webmanifest",
        "sitemap.xml",
        "sw.js",
    }
    assert place.items("guid") == ["b.md", "a.md"]
    assert place.told.warnings == place.told.notices == []


def test_lengths_durations_and_files_in_the_feed_are_those_on_disk(place):
    place.build()
    feed = etree.fromstring((place.site / "feed.xml").read_bytes())
    for address in feed.xpath("//@url | //@href | //@uri | //item/link/text()"):
        path = place.site / address.removeprefix(LINK).partition("?")[0]
        assert path.exists(), address
    for enclosure in feed.iter("enclosure"):
        path = place.site / enclosure.get("url").removeprefix(LINK)
        assert int(enclosure.get("length")) == path.stat().st_size
        data = json.loads(path.with_name("edition.json").read_text())
        itunes = "{http://www.itunes.com/dtds/podcast-1.0.dtd}duration"
        assert abs(int(enclosure.getparent().findtext(itunes)) - data["duration"]) <= 1


def test_chapters_json_holds_the_chapters_of_the_edition(place):
    place.build()
    folder = place.site / "barish-ki-khabar"
    chapters = json.loads((folder / "chapters.json").read_text())
    edition = json.loads((folder / "edition.json").read_text())
    assert chapters["version"] == "1.2.0"
    assert [(c["startTime"], c["endTime"], c["title"]) for c in chapters["chapters"]] == [
        (c["start"], c["end"], c["title"]) for c in edition["chapters"]
    ]


def test_the_shows_picture_is_as_large_as_directories_take(place):
    place.build()
    with Image.open(place.site / "cover.jpg") as picture:
        assert (picture.size, picture.mode) == ((3000, 3000), "RGB")


def test_a_build_without_changes_reads_no_article_and_writes_nothing(place, monkeypatch):
    place.build()
    before = times(place.out)
    monkeypatch.setattr(
        "audio.show.article_planner.read", lambda _: pytest.fail("an article was read")
    )
    assert all(outcome.edition is None for outcome in place.build())
    assert times(place.out) == before


def test_a_part_of_the_site_is_made_again_only_if_its_editions_or_the_show_changed(
    place, monkeypatch
):
    monkeypatch.setattr(pages, "PAGE", 1)
    monkeypatch.setattr(index_page, "FULL", 1)
    place.article("c", "हवा की ख़बर", 3)
    place.build()
    made: list[str] = []
    make = site_files._put
    monkeypatch.setattr(
        site_files, "_put", lambda path, *rest: (made.append(path.name), make(path, *rest))[1]
    )
    place.article("c", "हवा की नई ख़बर", 3)
    place.build()
    assert {"feed.xml", "index.html", "search.json"} <= set(made)
    assert not {"feed_1.xml", "page-1.html", *listening.ICONS} & set(made)
    (place.site / "feed_1.xml").write_text("")
    place.build()
    assert (place.site / "feed_1.xml").read_bytes().startswith(b"<?xml")
    made.clear()
    place.settings(f'link = "{LINK}"', 'author = "और कोई"')
    place.build()
    assert {"feed_1.xml", "page-1.html", *listening.ICONS} <= set(made)


def test_a_new_article_changes_no_file_of_another(place):
    place.build()
    before = times(place.site / "barish-ki-khabar")
    place.article("c", "ठंड की ख़बर", 3)
    place.build()
    assert times(place.site / "barish-ki-khabar") == before
    assert place.items("guid") == ["c.md", "b.md", "a.md"]


def test_guid_and_addresses_outlive_a_new_title_and_text(place):
    place.build()
    before = place.items("guid"), place.items("link")
    place.article("a", "भारी बारिश की ख़बर", 1)
    place.build()
    assert (place.items("guid"), place.items("link")) == before
    assert place.items("title")[1] == "भारी बारिश की ख़बर"


def test_a_guid_outlives_a_new_file_name(place):
    place.article("a", "बारिश की ख़बर", 1, "guid: rain\n").rename(place.content / "a.md")
    place.build()
    (place.content / "a.md").rename(place.content / "z.md")
    place.build()
    assert place.items("guid") == ["b.md", "rain"]
    assert place.items("link")[1] == f"{LINK}barish-ki-khabar/"
    assert place.told.warnings == []


def test_a_removed_article_leaves_the_feed_and_keeps_its_files_and_this_is_said_once(place):
    place.build()
    (place.content / "a.md").unlink()
    place.build()
    assert place.items("guid") == ["b.md"]
    assert "barish-ki-khabar" not in (place.site / "index.html").read_text()
    assert (place.site / "barish-ki-khabar" / "index.html").exists()
    (warning,) = place.told.warnings
    assert "a.md" in warning
    assert "barish-ki-khabar" in warning
    place.build()
    assert place.told.warnings == []


def test_a_new_article_does_not_take_the_place_of_a_removed_one(place):
    place.build()
    (place.content / "a.md").unlink()
    place.article("c", "बारिश की ख़बर", 3)
    place.build()
    assert place.items("link")[0] == f"{LINK}barish-ki-khabar-2024-06-03/"


def test_an_article_that_comes_back_is_in_the_feed_again(place):
    place.build()
    article = place.content / "a.md"
    article.rename(place.out / "a.md")
    place.build()
    (place.out / "a.md").rename(article)
    assert [outcome.edition for outcome in place.build()] == [None, None]
    assert place.items("guid") == ["b.md", "a.md"]


def test_an_article_that_fails_stays_in_the_feed_as_it_was(place):
    place.build()
    (place.content / "a.md").write_text("Only English words here.\n")
    place.build()
    assert place.items("title") == ["धूप की ख़बर", "बारिश की ख़बर"]


def test_without_an_address_no_feed_is_written_and_this_is_said(place):
    place.settings()
    place.build()
    assert not (place.site / "feed.xml").exists()
    (notice,) = place.told.notices
    assert "link" in notice
    assert "serve" in notice
    assert place.told.warnings == []


def test_a_feed_for_an_address_that_is_given_up_goes(place):
    place.build()
    place.settings()
    place.build()
    assert not (place.site / "feed.xml").exists()


def test_a_feed_that_was_lost_or_damaged_is_written_anew(place):
    place.build()
    feed = place.site / "feed.xml"
    whole = feed.read_bytes()
    feed.unlink()
    place.build()
    assert feed.read_bytes() == whole
    feed.write_bytes(b"x")
    place.build()
    assert feed.read_bytes() == whole


def test_a_damaged_record_of_the_site_costs_nothing_but_time_and_is_told(place):
    place.build()
    (place.out / RECORD).write_text('{"made_from": 1')
    before = times(place.site)
    place.build()
    assert times(place.site) == before
    (warning,) = place.told.warnings
    assert warning.startswith(f"{place.out / RECORD}: cannot be read, and is made anew")


@pytest.mark.parametrize("line", [b"{", b'{"guid": "a.md"}', b"\xff\xfe"])
def test_an_edition_with_a_damaged_build_record_is_made_anew(place, line):
    place.build()
    records = place.out / "records.jsonl"
    lines = records.read_bytes().splitlines()
    records.write_bytes(b"\n".join(line if b'"a.md"' in one else one for one in lines) + b"\n")
    made = {outcome.source.name: bool(outcome.edition) for outcome in place.build()}
    assert made == {"a.md": True, "b.md": False}
    assert place.items("link")[1] == f"{LINK}barish-ki-khabar/"


def test_records_that_cannot_be_read_are_told_and_kept(place):
    place.build()
    records = place.out / "records.jsonl"
    damaged = b"{damaged\n" + records.read_bytes().split(b"\n", 1)[1]
    records.write_bytes(damaged)
    place.build()
    (warning,) = place.told.warnings
    assert warning.startswith(f"{records}: records that cannot be read: 1")
    assert (place.out / "records.jsonl.damaged").read_bytes() == damaged
    place.build()
    assert place.told.warnings == []


def test_an_article_without_a_date_is_named_and_keeps_the_day_of_its_first_build(place):
    undated = place.content / "c.md"
    undated.write_text("# ठंड की ख़बर\n\nठंड यहाँ है।\n", encoding="utf-8")
    place.build()
    assert place.items("guid") == ["c.md", "b.md", "a.md"]
    (warning,) = place.told.warnings
    assert "content/c.md: no date" in warning
    assert "date: 2024-06-20" in warning
    undated.write_text("# ठंड की ख़बर\n\nठंड आज भी है।\n", encoding="utf-8")
    place.build(now=NOW + timedelta(days=9))
    assert place.items("pubDate")[0] == "Thu, 20 Jun 2024 00:00:00 +0530"
    assert faults_of(place.site) == []


def test_a_draft_waits_until_it_is_none_or_is_asked_for(place):
    place.article("c", "ठंड की ख़बर", 3, "draft: true\n")
    place.build()
    assert place.told.notices == ["c.md: waits: a draft; build --drafts narrates it"]
    assert place.items("guid") == ["b.md", "a.md"]
    place.build(drafts=True)
    assert place.items("guid") == ["c.md", "b.md", "a.md"]
    place.build()
    assert place.items("guid") == ["b.md", "a.md"]
    assert place.told.warnings == []
    place.article("c", "ठंड की ख़बर", 3)
    place.build()
    assert place.items("guid") == ["c.md", "b.md", "a.md"]


def test_an_article_of_a_later_date_waits_until_then_or_is_asked_for(place):
    place.article("c", "ठंड की ख़बर", 21)
    place.build()
    assert place.told.notices == ["c.md: waits until 21 जून 2024, 00:00; build --future narrates it"]
    assert place.items("guid") == ["b.md", "a.md"]
    place.build(future=True)
    assert place.items("guid")[0] == "c.md"
    place.build(now=NOW + timedelta(hours=6, minutes=29))
    assert place.items("guid")[0] == "b.md"
    place.build(now=NOW + timedelta(hours=6, minutes=31))
    assert place.items("guid")[0] == "c.md"


@pytest.mark.parametrize(
    ("day", "more", "line"),
    [
        (1, "draft: true\n", "waits: a draft; {}; build --drafts narrates it"),
        (21, "", "waits until 21 जून 2024, 00:00; {}; build --future narrates it"),
    ],
)
def test_a_published_article_that_waits_again_is_told_as_withdrawn_once(place, day, more, line):
    place.build()
    place.article("a", "बारिश की ख़बर", day, more)
    place.build()
    withdrawn = "its published edition is withdrawn from feed, pages and search"
    assert place.told.notices == [f"a.md: {line.format(withdrawn)}"]
    assert place.items("guid") == ["b.md"]
    place.build()
    assert place.told.notices == [f"a.md: {line.replace(' {};', '')}"]


def test_articles_stand_in_folders_too_and_what_is_none_is_told(place):
    folder = place.content / "2025" / "kheti"
    folder.mkdir(parents=True)
    place.article("a", "खेत की ख़बर", 5).rename(folder / "a.markdown")
    place.article("a", "बाज़ार की ख़बर", 4).rename(folder / "b.text")
    (folder / "c.pages").write_bytes(b"x")
    (folder / ".d.md").write_bytes(b"x")
    Image.new("RGB", (9, 9)).save(folder / "e.png")
    place.build()
    assert place.items("guid") == ["2025/kheti/a.markdown", "2025/kheti/b.text", "b.md"]
    (notice,) = place.told.notices
    assert notice.startswith(f"{folder / 'c.pages'}: no article, as what is read ends in .docx")


def test_the_output_is_no_part_of_the_content_that_it_stands_in(place):
    place.out, place.site = place.content / "build", place.content / "build/site"
    place.build()
    place.build()
    assert place.items("guid") == ["b.md", "a.md"]


def test_a_renamed_article_is_offered_its_guid(place):
    place.build()
    place.article("a", "बारिश की नई ख़बर", 1).rename(place.content / "z.md")
    place.build()
    (warning,) = place.told.warnings
    assert "content/a.md: is no article any more" in warning
    assert "content/z.md has nearly its text" in warning
    assert "guid: a.md" in warning
    place.article("z", "बारिश की नई ख़बर", 1, "guid: a.md\n")
    place.build()
    assert place.items("guid") == ["b.md", "a.md"]
    assert place.items("link")[1] == f"{LINK}barish-ki-khabar/"
    (warning,) = place.told.warnings
    assert warning.startswith(f"{place.content / 'z.md'}: has another guid now; its edition is out")


def test_a_slug_is_the_address_of_what_is_not_published_yet(place):
    place.article("c", "ठंड की ख़बर", 3, "slug: cold-2024\n")
    place.build()
    assert place.items("link")[0] == f"{LINK}cold-2024/"
    place.article("a", "बारिश की ख़बर", 1, "slug: rain\n")
    place.article("d", "लू की ख़बर", 4, "slug: cold-2024\n")
    place.build()
    assert place.items("link")[2] == f"{LINK}barish-ki-khabar/"
    kept, taken = place.told.warnings
    assert "a.md: slug rain is left out: the edition stays at barish-ki-khabar/" in kept
    assert "d.md: slug 'cold-2024' is taken; give another, or, if this is what was c.md" in taken
    assert taken.endswith("write guid: c.md")


def test_the_show_keeps_its_guid_when_its_address_changes(place):
    def read_guid() -> str:
        feed = etree.fromstring((place.site / "feed.xml").read_bytes())
        return feed.findtext("channel/{https://podcastindex.org/namespace/1.0}guid")

    place.build()
    before = read_guid()
    place.settings('link = "https://example.com/new/"')
    place.build()
    assert read_guid() == before


def test_a_picture_that_is_gone_is_an_error_each_time(place):
    picture = place.content / "rain.png"
    Image.new("RGB", (900, 600), "navy").save(picture)
    place.article("a", "बारिश की ख़बर", 1, "image: rain.png\n")
    place.build()
    picture.unlink()
    for _ in range(2):
        (outcome, _) = place.build()
        assert "rain.png: cannot be read" in str(outcome.error)
    assert place.items("guid") == ["b.md", "a.md"]


def test_an_article_without_a_date_has_that_of_the_former_item_whose_place_it_takes(place):
    (place.content / "old.xml").write_text(
        "<rss><channel><item><title>क</title><guid>old-1</guid>"
        "<pubDate>Thu, 01 Jun 2023 20:00:00 GMT</pubDate>"
        '<enclosure url="https://cdn.example/1.mp3" length="10" type="audio/mpeg"/>'
        "</item></channel></rss>",
        encoding="utf-8",
    )
    place.settings(f'link = "{LINK}"', 'former_feed = "old.xml"')
    text = "---\nguid: old-1\n---\n\n# ठंड की ख़बर\n\nठंड यहाँ है।\n"
    (place.content / "c.md").write_text(text, encoding="utf-8")
    place.build()
    assert place.items("guid") == ["b.md", "a.md", "old-1"]
    assert place.items("pubDate")[-1] == "Fri, 02 Jun 2023 01:30:00 +0530"
    assert not any("no date" in line for line in place.told.warnings)


def test_a_correction_moves_the_last_change_and_not_the_item(place):
    def tell() -> list[str]:
        feed = etree.fromstring((place.site / "feed.xml").read_bytes())
        return [feed.findtext("channel/lastBuildDate"), *place.items("pubDate")]

    place.build()
    before = tell()
    assert before[0] == before[1]
    place.article("a", "बारिश की ख़बर", 1, more="description: सुधारा गया\n")
    place.build()
    after = tell()
    assert after[1:] == before[1:]
    assert parsedate_to_datetime(after[0]) > parsedate_to_datetime(before[0])
    place.build()
    assert tell() == after


def test_a_book_is_a_serial_in_the_order_of_its_chapters(place):
    place.settings(f'link = "{LINK}"', 'type = "serial"')
    for path in place.content.glob("*.md"):
        path.unlink()
    for number, title in enumerate(["चार", "आठ", "बारह"], 9):
        place.article(f"{number}-x", title, more=f"guid: book#{title}\n")
    place.build()
    assert place.items("title") == ["बारह", "आठ", "चार"]
    (warning,) = (one for one in place.told.warnings if "episode" in one)
    assert "10-x.md, " in warning
    assert warning.endswith("give it with: episode: 1")
    assert [text.rpartition(":")[2] for text in place.items("pubDate")] == [
        "20 +0530",
        "10 +0530",
        "00 +0530",
    ]
    assert place.items("{http://www.itunes.com/dtds/podcast-1.0.dtd}episode") == ["3", "2", "1"]
    assert faults_of(place.site) == []


def test_a_part_that_comes_later_or_again_moves_no_date(place):
    place.settings(f'link = "{LINK}"', 'type = "serial"')
    place.article("b", "धूप की ख़बर", 2, "episode: 2\n")
    place.article("a", "बारिश की ख़बर", 1, "episode: 1\n")
    place.build()
    before = place.items("pubDate")
    place.article("c", "भूमिका", 19, "episode: 1\ntype: trailer\n")
    place.build()
    assert place.items("pubDate")[:2] == before
    place.article("a", "बारिश की ख़बर", 1, "episode: 1\ndraft: true\n")
    place.build()
    place.article("a", "बारिश की ख़बर", 1, "episode: 1\n")
    place.build()
    assert place.items("pubDate")[:2] == before
    assert faults_of(place.site) == []


def test_two_articles_with_one_number_are_named(place):
    place.article("b", "धूप की ख़बर", 2, "season: 3\nepisode: 2\n")
    place.article("a", "बारिश की ख़बर", 1, "season: 3\nepisode: 2\n")
    place.build()
    (warning,) = place.told.warnings
    both = f"{place.content / 'a.md'}: has the same number as {place.content / 'b.md'}"
    assert warning == f"{both}: season 3, episode 2; give each its own"


def test_addresses_that_apps_will_not_like_are_named(place):
    plain = LINK.replace("https", "http")
    good = {"spotify": "https://open.spotify.com/show/1", "amazon": "https://music.amazon.in/x"}
    lines = [f'{name} = "{address}"' for name, address in good.items()]
    place.settings(f'link = "{plain}"', "[subscribe]", 'apple = "https://evil.example/"', *lines)
    place.build()
    config = place.content / "show.toml"
    assert [text.partition(",")[0] for text in place.told.warnings] == [
        f"{config}: link {plain} is not encrypted",
        (
            f"{config}: subscribe.apple https://evil.example/ is at none of the addresses of "
            "Apple; the show's page says that it leads there"
        ),
    ]


def test_an_item_holds_the_whole_text_with_its_headings(place):
    path = place.article("a", "बारिश की ख़बर", 3)
    path.write_text(path.read_text("utf-8") + "\n## आगे <क्या>\n\nकल धूप होगी।\n", "utf-8")
    place.build()
    (text, _) = place.items("{http://purl.org/rss/1.0/modules/content/}encoded")
    expected = "<p>बारिश की ख़बर यहाँ है। लोगों ने इसे सुना।</p><h2>आगे &lt;क्या&gt;</h2><p>कल धूप होगी।</p>"
    assert expected in text


def test_a_feed_without_an_owner_is_named(place):
    toml = place.content / "show.toml"
    toml.write_text(toml.read_text("utf-8").replace("email", "author"), "utf-8")
    place.build()
    assert "names no owner (itunes:owner)" in place.told.warnings[0]
    verdict = check(place.site, 1, [].append)
    assert summarize(verdict).endswith("names no owner (itunes:owner): set email in show.toml")


def test_editions_without_mp3_are_named_and_out_of_the_feed(place):
    place.settings(f'link = "{LINK}"', 'formats = ["vtt"]')
    place.build()
    assert place.items("guid") == []
    assert "mp3" in place.told.warnings[0]


def test_another_zone_moves_the_dates_in_the_feed(place):
    place.settings(f'link = "{LINK}"', 'timezone = "Asia/Kathmandu"')
    place.build()
    assert place.items("pubDate")[0] == "Sun, 02 Jun 2024 00:00:00 +0545"


def test_another_picture_of_an_article_makes_its_edition_anew(place):
    picture = place.content / "rain.png"
    Image.new("RGB", (1400, 1400), "navy").save(picture)
    place.article("a", "बारिश की ख़बर", 1, "image: rain.png\n")
    place.build()
    Image.new("RGB", (1400, 1400), "olive").save(picture)
    made = {outcome.source.name: bool(outcome.edition) for outcome in place.build()}
    assert made == {"a.md": True, "b.md": False}
    assert (place.site / "barish-ki-khabar" / "cover.png").read_bytes() == picture.read_bytes()


def test_another_picture_of_the_show_makes_all_anew(place):
    picture = place.content / "show.png"
    Image.new("RGB", (1400, 1400), "navy").save(picture)
    place.settings(f'link = "{LINK}"', 'image = "show.png"')
    place.build()
    before = (place.site / "feed.xml").read_bytes()
    Image.new("RGB", (1400, 1400), "olive").save(picture)
    assert all(outcome.edition for outcome in place.build())
    assert (place.site / "cover.png").read_bytes() == picture.read_bytes()
    assert (place.site / "feed.xml").read_bytes() != before


def test_another_pronunciation_makes_all_anew(place):
    table = place.content / "said.tsv"
    table.write_text("espeak\tख़बर\tखबर\n", encoding="utf-8")
    place.settings(f'link = "{LINK}"', 'pronunciation = ["said.tsv"]')
    place.build()
    table.write_text("espeak\tख़बर\tखब्र\n", encoding="utf-8")
    assert all(outcome.edition for outcome in place.build())


def test_the_feed_of_a_show_without_address_is_made_for_the_one_it_is_asked_under(place):
    place.settings()
    place.build()
    made = LocalFeed(place.out)
    assert list(made) == ["feed.xml"]
    feed = etree.fromstring(made["feed.xml"]("http://127.0.0.1:8000/"))
    urls = feed.xpath("//enclosure/@url")
    assert urls[0] == "http://127.0.0.1:8000/dhup-ki-khabar/dhup-ki-khabar.mp3"


def test_the_local_feed_follows_builds(place):
    place.settings()
    made = LocalFeed(place.out)
    assert made.get("feed.xml") is None
    place.build()
    (place.content / "a.md").unlink()
    place.build()
    feed = etree.fromstring(made["feed.xml"]("http://127.0.0.1:8000/"))
    assert feed.xpath("//guid/text()") == ["b.md"]


@pytest.mark.parametrize("name", ["feed_1.xml", "index.html", "feed.xml/"])
def test_nothing_else_is_made(place, name):
    place.settings()
    place.build()
    assert LocalFeed(place.out).get(name) is None


def test_a_copy_of_the_output_is_judged_by_its_own_files(place):
    place.build()
    copy = place.out.with_name("copy")
    shutil.copytree(place.out, copy)
    shutil.rmtree(copy / "site" / "dhup-ki-khabar")
    (copy / "site" / "feed.xml").write_bytes(b"")
    original, place.out, place.site = place.site, copy, copy / "site"
    place.build()
    for name in ("feed.xml", "index.html", "dhup-ki-khabar/edition.json"):
        assert (place.site / name).read_bytes() == (original / name).read_bytes()


def test_a_withdrawn_edition_is_marked_and_the_check_knows(place):
    place.build()
    (place.content / "b.md").unlink()
    place.build()
    assert (place.site / "dhup-ki-khabar" / WITHDRAWN).is_file()
    assert faults_of(place.site) == []


def test_a_sitemap_that_the_publisher_put_in_place_of_the_builds_stays(place):
    place.build()
    (place.site / "sitemap.xml").write_text("<urlset/>")
    place.build()
    assert (place.site / "sitemap.xml").read_text() == "<urlset/>"


def test_a_show_without_an_address_any_more_keeps_no_sitemap(place):
    place.build()
    place.settings()
    place.build()
    assert not (place.site / "sitemap.xml").exists()


def test_a_withdrawn_edition_is_no_fault_after_the_show_has_moved(place):
    place.build()
    (place.content / "b.md").unlink()
    place.settings('link = "https://elsewhere.example/"')
    place.build()
    found: list[Fault] = []
    check(place.site, 1, found.append)
    assert not [fault for fault in found if LINK in fault.what]


def test_an_edition_is_marked_as_withdrawn_even_if_the_records_are_lost(place):
    place.build()
    (place.content / "b.md").unlink()
    (place.out / RECORD).unlink()
    (place.out / "records.jsonl").unlink()
    place.build()
    assert (place.site / "dhup-ki-khabar" / WITHDRAWN).is_file()
    assert faults_of(place.site) == []


def test_an_article_that_comes_back_is_withdrawn_no_more(place):
    place.build()
    text = (place.content / "b.md").read_bytes()
    (place.content / "b.md").unlink()
    place.build()
    (place.content / "b.md").write_bytes(text)
    place.build()
    assert not (place.site / "dhup-ki-khabar" / WITHDRAWN).exists()
    assert faults_of(place.site) == []


def test_what_fails_when_the_build_records_are_lost_does_not_leave_the_feed(place):
    place.build()
    before = (place.site / "feed.xml").read_bytes()
    (place.out / "records.jsonl").unlink()
    (place.content / "b.md").write_text('---\nauthor: "a\n---\n\nपाठ।\n', encoding="utf-8")
    place.build()
    assert (place.site / "feed.xml").read_bytes() == before
    assert any("stay as they were" in line for line in place.told.warnings)
    assert not any("delete" in line for line in place.told.warnings)


def test_a_site_that_has_moved_leads_feed_and_pages_to_where_it_is(place):
    new = "https://new.example/podcast/"
    place.settings(f'link = "{LINK}"', f'moved_to = "{new}"')
    place.build()
    feed = etree.fromstring((place.site / "feed.xml").read_bytes())
    moved = "channel/{http://www.itunes.com/dtds/podcast-1.0.dtd}new-feed-url"
    assert feed.findtext(moved) == f"{new}feed.xml"
    for name in ("index.html", "barish-ki-khabar/index.html"):
        page = read_page(place.site / name)
        address = new + name.removesuffix("index.html")
        told = [page.addresses[key] for key in ("refresh", "canonical", "og:url")]
        assert told == [address] * 3
        assert address in page.links
    assert faults_of(place.site) == []


def test_every_page_tells_its_address_and_its_picture(place):
    place.build()
    for name, address in (("index.html", ""), ("barish-ki-khabar/index.html", "barish-ki-khabar/")):
        page = read_page(place.site / name)
        picture = page.addresses.pop("og:image")
        assert page.addresses == {"canonical": LINK + address, "og:url": LINK + address}
        assert picture.startswith(f"{LINK}{address}cover")


def faults_of(site: Path) -> list[str]:
    """What is wrong with the show; silence, which speaks here, has faults of its own."""
    found: list[Fault] = []
    check(site, 1, found.append)
    return [str(fault) for fault in found if "/" not in fault.where or WITHDRAWN in fault.where]
