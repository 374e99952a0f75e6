"""Binding: published editions as one book, from the clips that they were built from."""

from __future__ import annotations

import json
import shutil

import pytest
from mutagen.mp3 import MP3

SHOW = """title = "शो"
voice = "espeak"
link = "https://example.org/show"
email = "a@example.org"
[voices]
title = "espeak:hi+m3"
"""
FIRST = """---
title: पहली ख़बर
author: नीरज
date: 2025-08-21
lexicon: names.tsv
---
नदी यहाँ है। सन् 1947 में Zzz. नदी आई।

## नदी का हाल

[pause 3s] पानी [voice espeak:hi+f2]बहुत तेज़[/voice] है।

### और नीचे

> नदी रुकी।
"""
SECOND = """---
title: दूसरी ख़बर
date: 2025-08-22
voice: espeak:hi+f3
---
नदी यहाँ भी है। सन् 1947 में Zzz. नदी आई।

## उसका हाल

सब ठीक है।
"""
BUILT = ("--cache", "clips", "--quiet")


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """A show of two articles, each with a voice or a lexicon of its own, built by options."""
    from audio.clips.clip_maker import open_maker
    from audio.settings import Options
    from audio.settings.show_file import load_show
    from audio.show.build import ShowBuilder

    place = tmp_path_factory.mktemp("show")
    content = place / "content"
    content.mkdir()
    for name, text in {
        "show.toml": SHOW,
        "names.tsv": "नदी\tगंगा\nZzz.\tज़ेड\n",
        "a.md": FIRST,
        "b.md": SECOND,
    }.items():
        (content / name).write_text(text, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch, open_maker(place / "clips", jobs=2) as maker:
        patch.chdir(place)
        content, out = content.relative_to(place), (place / "build").relative_to(place)
        settings = load_show(content / "show.toml")
        builder = ShowBuilder(content, out, settings, Options(speed=1.5), maker)
        assert not [outcome.error for outcome in builder.build() if outcome.error]
    return place


@pytest.fixture
def show(built, tmp_path):
    """The same in the folder in which ``run`` runs the command."""
    shutil.copytree(built, tmp_path, dirs_exist_ok=True)
    return tmp_path


def read_chapters(path) -> list[str]:
    tags = MP3(path).tags
    return [str(one.sub_frames["TIT2"]) for one in tags.getall("CHAP")]


def list_spoken(run) -> set[str]:
    """Bind, and the paragraphs that were spoken for it."""
    done = run("bind", *BUILT[:-1], "--json", "-o", "week.mp3", "-o", "week.json")
    assert done.code == 0
    events = [json.loads(line) for line in done.out.splitlines()]
    return {e["paragraph"] for e in events if e["event"] == "clip" and not e["kept"]}


@pytest.mark.usefixtures("show")
def test_nothing_is_spoken_again_but_the_books_title_and_bylines(run):
    assert list_spoken(run) == {"p1", "p10"}


def test_the_voice_of_the_build_speaks_though_nothing_names_it_any_more(show, run, monkeypatch):
    config = SHOW.replace('voice = "espeak"\n', "")
    (show / "content" / "show.toml").write_text(config, encoding="utf-8")
    monkeypatch.setenv("AUDIO_EDITION_VOICE", "silence")
    assert list_spoken(run) == {"p1", "p10"}
    assert json.loads((show / "week.json").read_text(encoding="utf-8"))["voice"] == "espeak"


def test_every_article_is_a_chapter_the_oldest_first(show, run):
    run("bind", *BUILT, "-o", "week.mp3", "-o", "week.html", "--title", "सप्ताह")
    assert read_chapters(show / "week.mp3") == ["सप्ताह", "पहली ख़बर", "दूसरी ख़बर"]
    page = (show / "week.html").read_text(encoding="utf-8")
    assert 'href="https://example.org/show/pahli-khabar/"' in page
    assert page.count("<h3") == 2


def test_every_article_is_said_as_in_its_edition(show, run):
    run("bind", *BUILT, "-o", "week.json")
    book = json.loads((show / "week.json").read_text(encoding="utf-8"))["sentences"]
    at = 0
    for path in sorted((show / "build/site").glob("*-khabar/edition.json"), reverse=True):
        edition = json.loads(path.read_text(encoding="utf-8"))
        said = [one for one in edition["sentences"] if one["id"].startswith("p")]
        for one in said:
            at = next(n for n in range(at, len(book)) if book[n]["written"] == one["written"])
            assert book[at]["spoken"] == one["spoken"]
            lengths = {round(each["end"] - each["start"], 4) for each in (one, book[at])}
            assert max(lengths) - min(lengths) < 0.001
    voices = {one.get("voice") for one in book}
    assert voices == {None, "espeak:hi+m3", "espeak:hi+f2", "espeak:hi+f3"}
    before, after = (next(n for n, one in enumerate(book) if t in one["written"]) for t in
                     ("नदी का हाल", "पानी"))  # fmt: skip
    assert book[after]["start"] - book[before]["end"] > 2.8


def test_a_book_bound_again_is_the_same_to_the_byte(show, run):
    books = []
    for name in ("one.mp3", "two.mp3"):
        run("bind", *BUILT, "-o", name)
        books.append((show / name).read_bytes())
    assert books[0] == books[1]


def test_days_choose_the_editions_and_bulletins_are_left_out(show, run):
    run("bulletin", "--speed", "1.5", *BUILT)
    assert run("bind", *BUILT, "--from", "22 अगस्त 2025").code == 0
    name = "sho-22-agast-2025.mp3"
    assert read_chapters(show / name) == ["शो, 22 अगस्त 2025", "दूसरी ख़बर"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--to", "2020-01-01"), "build/site: no edition is published to 2020-01-01"),
        (
            ("--from", "2025-08-22", "--to", "2025-08-21"),
            "--from: is a later day than --to: 2025-08-22 and 2025-08-21; exchange the two days",
        ),
        (("content",), "content: is no built show with its records; name the site where build"),
        (("nosite",), "audio-edition: nosite: there is no such folder; make it with: audio-edi"),
        (("-o", "week.doc"), "no format is called '.doc'"),
    ],
)
def test_what_cannot_be_bound_is_one_clear_line(show, run, arguments, said):
    done = run("bind", "--cache", "clips", *arguments)
    assert (done.code, done.err.count("\n")) == (2, 1)
    assert said in done.err
    assert not list(show.glob("*.mp3"))


def test_an_article_that_changed_since_it_was_built_is_named(show, run):
    path = show / "content/b.md"
    path.write_text(path.read_text("utf-8") + "\nयह नया है।\n", encoding="utf-8")
    assert "content/b.md: has changed since its edition" in run("bind", *BUILT).err
    path.unlink()
    done = run("bind", *BUILT)
    assert (done.code, "content/b.md: this article is not there" in done.err) == (2, True)
