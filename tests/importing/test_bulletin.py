"""Bulletins: one edition of the headlines and first sentences of a show's newest articles."""

from __future__ import annotations

import json
import shutil

import pytest
from lxml import etree
from mutagen.mp3 import MP3

from audio.check.run import check

LINK = "https://example.org/show"
SLUG = "samachar-buletin-{}-agast-2025"
BUILT = ("--out", "build", "--cache", "../clips", "--quiet")
ARTICLES = {
    "a.md": ("बारिश की ख़बर", "2025-08-21", "खेती, मौसम"),
    "b.md": ("धूप [की] ख़बर", "2025-08-22", "मौसम"),
    "c.md": ("नदी की ख़बर", "2025-08-23", "खेती"),
}


def write(folder, name, title, day, tags) -> None:
    text = f"""---\ntitle: {title}\ndate: {day}\ntags: {tags}\n---

{title} यहाँ है। लोगों ने [इसे](https://example.org/ise) सुना। फिर वे घर गए।

दूसरा अनुच्छेद।
"""
    (folder / name).write_text(text, encoding="utf-8")


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """A show whose three articles are built; covers and clips are made once."""
    from audio.clips.clip_maker import open_maker
    from audio.settings import Options
    from audio.settings.show_file import load_show
    from audio.show.build import ShowBuilder

    place = tmp_path_factory.mktemp("show")
    store = tmp_path_factory.getbasetemp() / "clips"  # which every test's folder lies beside
    content = place / "content"
    content.mkdir()
    toml = f'title = "शो"\nvoice = "silence"\nlink = "{LINK}"\nemail = "a@example.org"\n'
    (content / "show.toml").write_text(toml, encoding="utf-8")
    for name, told in ARTICLES.items():
        write(content, name, *told)
    with pytest.MonkeyPatch.context() as patch, open_maker(store, jobs=2) as maker:
        patch.chdir(place)
        content, out = content.relative_to(place), (place / "build").relative_to(place)
        builder = ShowBuilder(content, out, load_show(content / "show.toml"), Options(), maker)
        assert not [outcome.error for outcome in builder.build() if outcome.error]
    return place


@pytest.fixture
def show(built, tmp_path):
    """The same in the folder in which ``run`` runs the command."""
    shutil.copytree(built, tmp_path, dirs_exist_ok=True)
    return tmp_path


def read_feed(show) -> list[str]:
    feed = etree.fromstring((show / "build/site/feed.xml").read_bytes())
    return [item.findtext("title") for item in feed.iter("item")]


def read_bulletins(show) -> set[str]:
    return {path.name for path in (show / "content").glob("bulletin*")}


def find_faults(show) -> list[str]:
    found: list[str] = []
    check(show / "build/site", 1, lambda fault: found.append(str(fault)))
    return found


def test_it_tells_headline_and_first_sentences_newest_first_and_leads_to_the_pages(show, run):
    assert run("bulletin", *BUILT, "-n", "2") == (0, "", "")
    folder = show / "build/site/samachar-buletin-23-agast-2025"
    edition = json.loads((folder / "edition.json").read_text())
    written = [sentence["written"] for sentence in edition["sentences"]]
    assert written[-6:] == [
        "नदी की ख़बर",
        "नदी की ख़बर यहाँ है।",
        "लोगों ने इसे सुना।",
        "धूप [की] ख़बर",
        "धूप [की] ख़बर यहाँ है।",
        "लोगों ने इसे सुना।",
    ]
    pages = [f"{LINK}/nadi-ki-khabar/", f"{LINK}/dhup-ki-khabar/"]
    chapters = json.loads((folder / "chapters.json").read_text())["chapters"]
    assert [chapter.get("url") for chapter in chapters] == [None, *pages]
    tags = MP3(folder / "samachar-buletin-23-agast-2025.mp3").tags
    assert [str(tags[f"CHAP:ch{n}"].sub_frames["WXXX:"].url) for n in (2, 3)] == pages
    page = (folder / "index.html").read_text(encoding="utf-8")
    assert 'href="../nadi-ki-khabar/"' in page
    assert page.count('<a href="https://example.org/ise" rel="noopener">इसे</a>') == 2
    feed = (show / "build/site/feed.xml").read_text(encoding="utf-8")
    assert f'href="{pages[0]}">नदी की ख़बर</a>' in feed.replace("&lt;", "<").replace("&gt;", ">")
    assert "समाचार बुलेटिन, 23 अगस्त 2025" in read_feed(show)
    assert find_faults(show) == []


@pytest.mark.usefixtures("show")
def test_headlines_are_not_spoken_again(run):
    out = run("bulletin", *BUILT[:-1], "--json", "--sentences", "9").out
    events = [json.loads(line) for line in out.splitlines()]
    made = {e["paragraph"] for e in events if e["event"] == "clip" and not e["kept"]}
    assert made <= {"o1", "o2", "p1"}


def test_made_again_and_built_again_it_stays_as_it_is(show, run):
    def look():
        paths = [*(show / "build/site").rglob("*"), *(show / "content").iterdir()]
        return {path: path.read_bytes() for path in paths if path.is_file()}

    run("bulletin", *BUILT)
    before = look()
    assert run("bulletin", *BUILT) == (0, "", "")
    assert run("build", *BUILT) == (0, "", "")
    assert look() == before


def test_an_editors_words_in_it_are_kept_until_it_is_to_be_replaced(show, run):
    run("bulletin", *BUILT)
    path = show / "content/bulletin-2025-08-23.md"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("लोगों ने", "सब ने"), encoding="utf-8")
    run("bulletin", *BUILT)
    assert "सब ने" in path.read_text(encoding="utf-8")
    run("bulletin", *BUILT, "--replace")
    assert path.read_text(encoding="utf-8") == text


def test_one_of_other_articles_is_another_bulletin_of_that_day(show, run):
    run("bulletin", *BUILT)
    write(show / "content", "d.md", "खेत की ख़बर", "2025-08-23", "खेती")
    run("build", *BUILT)
    assert run("bulletin", *BUILT).code == 0
    assert read_bulletins(show) == {"bulletin-2025-08-23.md", "bulletin-2025-08-23-2.md"}
    assert sum("बुलेटिन" in title for title in read_feed(show)) == 2
    assert "समाचार बुलेटिन (2), 23 अगस्त 2025" in read_feed(show)


DATED = """---
title: {title}
date: 2025-08-24
---

{text}
"""


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("पटना, 24 अगस्त (भाषा)। पुल बना। लोग गए।", ["पटना, 24 अगस्त (भाषा)।", "पुल बना।"]),
        ("राज्य ब्यूरो, रांची, 24 अगस्त\n\nपुल बना। लोग गए।", ["पुल बना।"]),
    ],
)
def test_a_dateline_is_no_sentence_of_those_that_are_asked_for(show, run, text, told):
    text = DATED.format(title="पुल की ख़बर", text=text)
    (show / "content/d.md").write_text(text, encoding="utf-8")
    run("build", *BUILT)
    run("bulletin", *BUILT, "-n", "1", "--sentences", "1")
    data = json.loads((show / "build/site" / SLUG.format(24) / "edition.json").read_bytes())
    written = [sentence["written"] for sentence in data["sentences"]]
    assert written[written.index("पुल की ख़बर") + 1 :] == told


def test_it_is_the_newest_of_the_feed(show, run):
    run("bulletin", *BUILT)
    assert read_feed(show)[0] == "समाचार बुलेटिन, 23 अगस्त 2025"


def test_one_that_replaces_another_of_its_day_has_no_number(show, run):
    run("bulletin", *BUILT)
    run("bulletin", *BUILT, "-n", "2", "--replace")
    assert read_feed(show)[0] == "समाचार बुलेटिन, 23 अगस्त 2025"
    assert (show / "build/site" / f"{SLUG.format(23)}-2").is_dir()


def test_a_bulletin_that_replaces_takes_earlier_ones_of_its_kind_out(show, run):
    run("bulletin", *BUILT, "--tag", "मौसम")
    run("bulletin", *BUILT, "-n", "1")
    done = run("bulletin", *BUILT, "-n", "2", "--replace")
    assert done.code == 0
    assert "bulletin-2025-08-23.md: is no article any more" in done.err
    assert read_bulletins(show) == {"bulletin-2025-08-23-2.md", "bulletin-mausam-2025-08-22.md"}
    assert (show / "build/site/samachar-buletin-23-agast-2025/withdrawn.txt").exists()
    assert find_faults(show) == []


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--tag", "मौसम"), ["धूप [की] ख़बर", "बारिश की ख़बर"]),
        (("--day", "22 अगस्त 2025"), ["धूप [की] ख़बर"]),
        (("--tag", "खेती", "-n", "1"), ["नदी की ख़बर"]),
    ],
)
def test_a_tag_a_day_and_a_number_choose_the_articles(show, run, options, told):
    from audio.readers import read

    run("bulletin", *BUILT, *options)
    (name,) = read_bulletins(show)
    article = read(show / "content" / name)
    assert [block.span.of(article.text) for block in article.blocks if block.link] == told


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--tag", "खेल"), "content: no published article is with the tag 'खेल'; tags stand in"),
        (("--day", "1/1/2020"), "content: no published article is of 2020-01-01"),
        (("--day", "कल"), "“कल” is no date"),
        (("--out", "other"), "first: audio-edition build content --out other"),
    ],
)
def test_what_no_article_is_ends_it_with_nothing_written(show, run, options, said):
    done = run("bulletin", *BUILT, *options)
    assert (done.code, done.err.count("\n")) == (2, 1)
    assert said in done.err
    assert read_bulletins(show) == set()


def test_one_that_cannot_be_spoken_leaves_no_article_behind(show, run):
    assert run("bulletin", *BUILT, "--voice", "nobody").code == 2
    assert read_bulletins(show) == set()


def test_lexicons_of_its_articles_are_its_own(show, run):
    (show / "content/names.tsv").write_text("नदी\tगंगा\n", encoding="utf-8")
    path = show / "content/c.md"
    text = path.read_text(encoding="utf-8").replace("---\n", "---\nlexicon: names.tsv\n", 1)
    path.write_text(text, encoding="utf-8")
    run("build", *BUILT)
    run("bulletin", *BUILT)
    folder = show / "build/site/samachar-buletin-23-agast-2025"
    assert '"spoken": "गंगा की ख़बर"' in (folder / "edition.json").read_text(encoding="utf-8")
