"""``build``: what a folder of articles becomes, and what a rerun makes anew."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from mutagen.mp3 import MP3
from PIL import Image

from tests.conftest import TEXT, files

SITE = {
    *("beside.parts", "cover-small.jpg", "cover.jpg", "index.html"),
    *("icon-192.png", "icon-512.png"),
    *("search.json", "search.parts", "site.webmanifest", "sw.js"),
}
"""What tells of all editions of a show without an address."""


def test_a_lexicon_row_is_reported_when_no_article_of_the_show_has_it(run, content):
    (content / "names.tsv").write_text("धूप\tधूप\nमुंबई\tबंबई\n", encoding="utf-8")
    (content / "show.toml").write_text('lexicon = ["names.tsv"]\n', encoding="utf-8")
    done = run("build", "--quiet")
    assert done.err.splitlines() == [
        f"audio-edition: warning: {content.name}/names.tsv:2: “मुंबई” is in no article"
    ]


def test_a_text_that_is_published_twice_is_told_by_every_build(run, content):
    lines = TEXT.split("\n")
    twin = "\n".join(["बारिश की और ख़बर", *lines[1:]])
    (content / "twin.txt").write_text(f"{twin}\nवह **रुकी** नहीं।\n", encoding="utf-8")
    (content / "other.md").write_text(f"{TEXT}\nवह रुकी नहीं।\n", encoding="utf-8")
    for _ in range(2):
        (told,) = run("build", "--quiet").err.splitlines()
        assert "twin.txt: has the same text as content/other.md, and subscribers get it" in told


def test_no_row_is_called_idle_while_an_article_cannot_be_read(run, content):
    (content / "names.tsv").write_text("मुंबई\tबंबई\n", encoding="utf-8")
    (content / "show.toml").write_text('lexicon = ["names.tsv"]\n', encoding="utf-8")
    (content / "z.md").write_text("---\ntags: [\n---\n\nमुंबई।\n", encoding="utf-8")
    assert "is in no article" not in run("build", "--quiet").err


def test_a_row_that_only_a_draft_may_hold_is_reported_as_such(run, content):
    (content / "names.tsv").write_text("धूप\tधूप\nमुंबई\tबंबई\n", encoding="utf-8")
    (content / "show.toml").write_text('lexicon = ["names.tsv"]\n', encoding="utf-8")
    (content / "z.md").write_text("---\ndraft: true\n---\n\nमुंबई।\n", encoding="utf-8")
    said = "names.tsv:2: “मुंबई” is in no article that is published"
    assert said in run("build", "--quiet").err


def test_a_row_of_pronunciation_is_reported_when_no_article_of_the_show_has_it(run, content):
    rows = "espeak\tधूप\tधूॅप\nespeak\tमुंबई\tबंबई\nespeak\tलोग*\tलोॅग*\ngtts\tकमल\tकॅमल\n"
    (content / "said.tsv").write_text(rows, encoding="utf-8")
    (content / "show.toml").write_text('pronunciation = ["said.tsv"]\n', encoding="utf-8")
    idle = [f"audio-edition: warning: {content.name}/said.tsv:2: “मुंबई” is in no article"]
    assert run("build", "--quiet").err.splitlines() == idle
    assert run("build", "--quiet").err.splitlines() == idle  # from the build records
    again = run("narrate", "content/a.md", "--pronunciation", "content/said.tsv", "--quiet")
    assert again.err.splitlines() == [
        "audio-edition: warning: content/said.tsv:1: “धूप” is not in the article",
        "audio-edition: warning: content/said.tsv:2: “मुंबई” is not in the article",
    ]


@pytest.mark.usefixtures("content")
def test_build_makes_a_folder_an_article(run):
    done = run("build")
    assert done.code == 0, done.err
    site = Path("build/site")
    assert files(site) == SITE | {"barish-ki-khabar", "dhup-ki-khabar"}
    assert files(site / "barish-ki-khabar") == {
        "barish-ki-khabar.mp3",
        "barish-ki-khabar.vtt",
        "barish-ki-khabar.srt",
        "chapters.json",
        "cover.jpg",
        "edition.json",
        "index.html",
        "sentences.txt",
    }


@pytest.mark.usefixtures("content")
def test_build_says_that_the_voice_is_synthetic(run):
    run("build", "--quiet")
    data = json.loads(Path("build/site/barish-ki-khabar/edition.json").read_text())
    assert any("कृत्रिम" in sentence["written"] for sentence in data["sentences"])


def test_an_article_that_cannot_be_made_is_named_and_the_others_are_made(run, content):
    (content / "a.md").write_text("Only English words here, nothing else at all.\n")
    done = run("build")
    assert done.code == 1
    assert "content/a.md" in done.err
    assert files(Path("build/site")) == SITE | {"dhup-ki-khabar"}


def test_of_a_large_show_what_could_not_be_made_is_listed_at_the_end_with_what_to_do(run, content):
    for number in range(9):
        (content / f"{number}.md").write_text(f"# लेख {number}\n\nपाठ {number} है।\n", "utf-8")
    (content / "bad.md").write_text("---\ndate: कल\n---\n\nपाठ।\n", "utf-8")
    (content / "bare.md").write_text("---\nimage: none.png\n---\n\nपाठ।\n", "utf-8")
    done = run("build", "content", "--voice", "silence")
    articles = len(list(content.glob("*.md"))) + len(list(content.glob("*.txt")))
    told = done.err.splitlines()
    assert done.code == 1
    assert f"audio-edition: 2 of {articles} articles could not be made:" in told
    assert told[-3].startswith("audio-edition:   content/bad.md:2:7: ")
    assert told[-2].startswith("audio-edition:   content/bare.md: content/none.png: cannot be read")
    command = "audio-edition build content --voice silence"
    assert told[-1].endswith(f"this tries only these again, all others are kept: {command}")


def test_events_of_a_large_show_end_with_a_summary(run, content):
    for number in range(9):
        (content / f"{number}.md").write_text(f"# लेख {number}\n\nपाठ {number} है।\n", "utf-8")
    (content / "bad.md").write_text("---\ndate: कल\n---\n\nपाठ।\n", "utf-8")
    done = run("build", "content", "--voice", "silence", "--json")
    summary = json.loads(done.out.splitlines()[-1])
    made = sum('"event": "edition"' in line for line in done.out.splitlines())
    assert (summary["event"], summary["made"], summary["failed"], summary["left"]) == (
        "summary", made, ["content/bad.md"], 0,
    )  # fmt: skip
    assert summary["articles"] == made + 1
    assert summary["seconds"] > 1


def test_an_event_of_progress_counts_what_failed(run, content, monkeypatch):
    monkeypatch.setattr("audio.work.report._EVERY", 0.0)
    (content / "0.md").write_text("---\ndate: कल\n---\n\nपाठ।\n", "utf-8")
    done = run("build", "content", "--voice", "silence", "--json")
    events = map(json.loads, done.out.splitlines())
    told = [one["failed"] for one in events if one["event"] == "progress"]
    assert len(told) > 1
    assert set(told) <= {0, 1}


def test_a_published_folder_keeps_its_name_when_the_title_changes(run, content):
    run("build", "--quiet")
    (content / "a.md").write_text(TEXT.replace("बारिश की", "भारी बारिश की"), encoding="utf-8")
    run("build", "--quiet")
    assert files(Path("build/site")) == SITE | {"barish-ki-khabar", "dhup-ki-khabar"}


@pytest.mark.usefixtures("content")
def test_a_build_without_changes_makes_nothing(run):
    run("build", "--quiet")
    before = {path: path.stat().st_mtime_ns for path in Path("build").rglob("*")}
    done = run("build", "--json")
    assert [json.loads(line)["event"] for line in done.out.splitlines()] == ["kept", "kept"]
    assert {path: path.stat().st_mtime_ns for path in Path("build").rglob("*")} == before


@pytest.mark.parametrize(
    "change",
    [
        lambda content: (content / "a.md").write_text(TEXT + "\nएक और बात हुई।\n"),
        lambda _: next(Path("build/site/barish-ki-khabar").glob("*.vtt")).unlink(),
        lambda _: next(Path("build/site/barish-ki-khabar").glob("*.mp3")).write_bytes(b"x"),
    ],
    ids=["edited", "file removed", "file damaged"],
)
def test_a_build_makes_anew_only_what_is_no_longer_right(run, content, change):
    run("build", "--quiet")
    change(content)
    events = [json.loads(line) for line in run("build", "--json").out.splitlines()]
    sources = {Path(event["source"]).name: event["event"] for event in events}
    assert sources == {"a.md": "edition", "b.md": "kept"}


@pytest.mark.usefixtures("content")
@pytest.mark.parametrize("arguments", [["--speed", "1.3"], ["--voice", "silence"], ["--glosses"]])
def test_other_settings_make_every_edition_anew(run, arguments):
    run("build", "--quiet")
    events = [
        json.loads(line)["event"] for line in run("build", "--json", *arguments).out.splitlines()
    ]
    assert events.count("edition") == 2


@pytest.mark.usefixtures("content")
def test_damage_that_keeps_size_and_time_is_found_by_verify(run):
    run("build", "--quiet")
    mp3 = next(Path("build/site/barish-ki-khabar").glob("*.mp3"))
    whole, state = mp3.read_bytes(), mp3.stat()
    mp3.write_bytes(bytes([whole[0] ^ 1]) + whole[1:])
    os.utime(mp3, ns=(state.st_atime_ns, state.st_mtime_ns))
    assert '"edition"' not in run("build", "--json").out
    assert '"edition"' in run("build", "--json", "--verify").out
    assert mp3.read_bytes() == whole


def test_formats_no_longer_asked_for_are_removed(run, content):
    run("build", "--quiet")
    (content / "show.toml").write_text('title = "शो"\nformats = ["mp3", "vtt"]\n')
    run("build", "--quiet")
    assert not list(Path("build/site").rglob("*.srt"))


def test_any_number_of_jobs_builds_the_same_site(run, content):
    for number in range(5):
        (content / f"c{number}.md").write_text(TEXT.replace("25", str(number)), encoding="utf-8")
    for jobs in ("1", "4"):
        assert run("build", "--quiet", "--jobs", jobs, "--out", jobs).code == 0
    one, four = (
        {
            path.relative_to(out): path.read_bytes()
            for path in Path(out, "site").rglob("*")
            if path.is_file()
        }
        for out in ("1", "4")
    )
    assert {path.parts[1:]: data for path, data in one.items()} == {
        path.parts[1:]: data for path, data in four.items()
    }
    assert len(one) > 28


def test_two_articles_of_one_guid_are_an_error_that_names_both(run, content):
    for name in ("a.md", "b.md"):
        (content / name).write_text("---\nguid: x\n---\n\n" + TEXT, encoding="utf-8")
    done = run("build", "--quiet")
    assert done.code == 1
    assert "a.md" in done.err
    assert "b.md" in done.err


def test_without_a_show_toml_the_voice_is_still_disclosed(run, content):
    (content / "show.toml").unlink()
    run("build", "--quiet")
    assert "कृत्रिम" in Path("build/site/barish-ki-khabar/edition.json").read_text()


@pytest.mark.parametrize(
    ("toml", "says"), [('voice = "nosuch"', "nosuch"), ('lexicon = ["no.tsv"]', "no.tsv")]
)
def test_a_show_that_cannot_be_spoken_is_refused_before_anything_is_written(
    run, content, toml, says
):
    (content / "show.toml").write_text(toml)
    done = run("build")
    assert (done.code, done.err.count("\n")) == (2, 1)
    assert says in done.err
    assert not Path("build").exists()


def test_an_article_s_own_picture_is_its_cover(run, content):
    Image.new("RGB", (1400, 1400), "red").save(content / "red.png")
    (content / "a.md").write_text("---\nimage: red.png\n---\n\n" + TEXT, encoding="utf-8")
    (content / "b.md").write_text("---\nimage: no.png\n---\n\n" + TEXT, encoding="utf-8")
    done = run("build", "--quiet")
    assert done.code == 1
    assert "no.png" in done.err
    (mp3,) = Path("build/site").rglob("*.mp3")
    assert MP3(mp3).tags.getall("APIC")[0].mime == "image/png"


def test_two_articles_of_one_title_get_folders_of_their_own(run, content):
    (content / "b.md").write_text(TEXT, encoding="utf-8")
    assert run("build", "--quiet").code == 0
    assert len(files(Path("build/site")) - SITE) == 2


def test_a_bad_show_toml_is_named_with_its_line_and_nothing_is_made(run, content):
    (content / "show.toml").write_text("title = 'शो'\nspeed = 'fast'\n", encoding="utf-8")
    done = run("build")
    assert done.code == 2
    assert "show.toml:2:" in done.err
    assert not Path("build").exists()


def test_events_of_warnings_name_their_files(run, content):
    (content / "twin.txt").write_text(f"बारिश की और ख़बर\n\n{TEXT}", encoding="utf-8")
    (content / "odd.md").write_text("---\nlayout: post\n---\nधूप खिली है। हवा है।\n", "utf-8")
    events = [json.loads(line) for line in run("build", "--json").out.splitlines()]
    told = [event for event in events if event["event"] == "warning"]
    assert {Path(event["source"]).name for event in told} >= {"odd.md"}
    assert all(event["source"] and event["source"] in event["text"] for event in told)
