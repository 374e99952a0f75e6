"""``narrate`` as a user types it: what comes out, on which stream, with which exit code."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from uuid import UUID

import pytest
from mutagen.mp3 import MP3

from audio.settings.formats import EDITION_FORMATS
from tests.conftest import TEXT, files


def test_narrate_makes_an_mp3_named_after_the_article_here(run, article):
    done = run("narrate", str(article))
    assert done.code == 0, done.err
    assert MP3("barish.mp3").tags["TIT2"].text == ["बारिश की ख़बर"]
    assert "barish.mp3" in done.out


def test_narrate_makes_every_format_that_is_asked_for(run, article):
    wanted = ["a.mp3", "a.vtt", "a.srt", "a.json"]
    done = run("narrate", str(article), *(word for name in wanted for word in ("-o", name)))
    assert done.code == 0, done.err
    listed = {file["path"]: file for file in json.loads(Path("a.json").read_text())["files"]}
    assert listed.keys() == {"a.mp3", "a.vtt", "a.srt"}
    assert all(Path(name).stat().st_size == file["bytes"] for name, file in listed.items())


def test_narrate_reads_standard_input(run):
    done = run("narrate", "-", "-o", "a.json", stdin=TEXT.encode())
    assert done.code == 0, done.err
    assert json.loads(Path("a.json").read_text())["title"] == "बारिश की ख़बर"


@pytest.mark.parametrize("text", ["12345", "---\ntitle: केवल शीर्षक\n---\n", "# केवल शीर्षक"])
def test_numbers_only_and_a_title_only_are_narrated(run, text):
    Path("a.md").write_text(text, encoding="utf-8")
    done = run("narrate", "a.md", "-o", "a.json", "--voice", "silence", "--no-disclosure")
    assert done.code == 0, done.err
    assert len(json.loads(Path("a.json").read_text())["sentences"]) == 1


@pytest.mark.parametrize(
    ("options", "begins"),
    [
        ((), ["यह आवाज़ कृत्रिम है।", "बारिश की ख़बर", "मंगलवार"]),
        (("--opening",), ["यह आवाज़ कृत्रिम है।", "बारिश की ख़बर", "राम।"]),
        (("--no-disclosure",), ["बारिश की ख़बर", "मंगलवार"]),
        (("--no-disclosure", "--opening"), ["बारिश की ख़बर", "राम।"]),
    ],
)
def test_narrate_says_first_that_its_voice_is_synthetic_unless_told_otherwise(
    run, article, options, begins
):
    quick = ("--quiet", "--voice", "silence", "--author", "राम")
    run("narrate", str(article), "-o", "a.json", *quick, *options)
    made = json.loads(Path("a.json").read_text())
    written = [sentence["written"] for sentence in made["sentences"]]
    assert [text[: len(start)] for text, start in zip(written, begins, strict=False)] == begins
    assert bool(made["disclosure"]) == ("--no-disclosure" not in options)


def test_the_files_tags_tell_its_voice_what_it_is_and_what_made_it(run, article):
    told = []
    for name, options in {"a": (), "b": (), "c": ("--speed", "1.1")}.items():
        run("narrate", str(article), "-o", f"{name}.mp3", "--quiet", *options)
        tags = MP3(f"{name}.mp3").tags
        told.append(tags["TXXX:uuid"].text[0])
        assert tags["TXXX:narrator"].text == ["espeak (synthetic voice)"]
        assert tags["TXXX:program"].text[0].startswith("audio-edition ")
    assert str(UUID(told[0])) == told[0] == told[1] != told[2]


def test_help_names_every_format(run):
    told = run("narrate", "--help").out
    assert [suffix for suffix in EDITION_FORMATS if suffix not in told] == []


def test_what_is_typed_of_an_article_counts_more_than_what_it_says(run, article):
    options = ("--title", "धूप", "--author", "राम", "--date", "15 अगस्त 2025", "--bitrate", "32")
    done = run("narrate", str(article), *options, "-o", "a.mp3", "-o", "a.json", "-o", "a.vtt")
    assert done.code == 0, done.err
    made = json.loads(Path("a.json").read_text(encoding="utf-8"))
    assert (made["title"], made["author"], made["published"][:10]) == ("धूप", "राम", "2025-08-15")
    assert made["sentences"][1]["written"] == "धूप"
    assert made["sentences"][2]["written"].startswith("मंगलवार")
    assert round(MP3("a.mp3").info.bitrate, -3) == 32_000


def test_under_a_typed_title_a_first_sentence_that_stood_for_one_is_still_read(run):
    Path("a.txt").write_text("आज बारिश हुई, लोग भीगे। शाम तक रही।\n\nकल धूप होगी।\n", "utf-8")
    done = run("narrate", "a.txt", "--title", "मौसम", "-o", "a.json")
    assert (done.code, "no title" in done.err) == (0, False)
    made = json.loads(Path("a.json").read_text(encoding="utf-8"))
    written = [each["written"] for each in made["sentences"]]
    expected = ["मौसम", "आज बारिश हुई, लोग भीगे।", "शाम तक रही।", "कल धूप होगी।"]
    assert [each for each in written if each in expected] == expected


@pytest.mark.parametrize(
    ("option", "value", "what"),
    [
        ("--date", "कल", "--date: “कल” is no date"),
        ("--title", "…", "--title: '…' has no words"),
        ("--bitrate", "50", "bitrate: cannot be 50; use 32, 40"),
    ],
)
def test_what_cannot_be_said_of_an_article_is_refused(run, article, option, value, what):
    done = run("narrate", str(article), option, value)
    assert (done.code, done.out) == (2, "")
    assert what in done.err
    assert files(Path()) == {"barish.txt"}


def test_a_dash_sends_the_mp3_and_nothing_else_to_standard_output(article, tmp_path):
    command = [sys.executable, "-m", "audio", "narrate", str(article), "-o", "-", "-o", "a.vtt"]
    done = subprocess.run(
        [*command, "--cache", "clips"], cwd=tmp_path, capture_output=True, check=True
    )
    (tmp_path / "a.mp3").write_bytes(done.stdout)
    assert MP3(tmp_path / "a.mp3").tags["TIT2"].text == ["बारिश की ख़बर"]
    assert (tmp_path / "a.vtt").is_file()


def test_before_a_long_edition_its_length_and_size_are_told(run, tmp_path):
    (tmp_path / "long.txt").write_text("शीर्षक\n\n" + "यह एक वाक्य है। " * 2000, encoding="utf-8")
    done = run("narrate", "long.txt", "--voice", "silence", "-o", "a.vtt")
    assert "long.txt: about 0 h 44 min, 21.3 MB as MP3\n" in done.err


def test_the_length_is_told_too_where_standard_output_takes_the_mp3(run, tmp_path):
    (tmp_path / "long.txt").write_text("शीर्षक\n\n" + "यह एक वाक्य है। " * 2000, encoding="utf-8")
    done = run("narrate", "long.txt", "--voice", "silence", "-o", "-")
    assert done.err == "audio-edition: long.txt: about 0 h 44 min, 21.3 MB as MP3\n"


def test_quiet_prints_nothing(run, article):
    assert run("narrate", str(article), "--quiet") == (0, "", "")


def test_progress_is_not_printed_where_there_is_no_terminal(run, article):
    assert run("narrate", str(article)).err == ""


def test_json_prints_events_one_object_a_line(run, article):
    events = [json.loads(line) for line in run("narrate", str(article), "--json").out.splitlines()]
    kinds = [event["event"] for event in events]
    assert kinds == ["source", "start", *["clip"] * 5, "edition"]
    assert {event["source"] for event in events} == {str(article)}
    assert events[-1]["chapters"] == 2


def events(run, *arguments: str) -> list[dict]:
    return [json.loads(line) for line in run(*arguments, "--json").out.splitlines()]


def test_json_tells_of_a_damaged_clip(run, article):
    run("narrate", str(article), "--cache", "clips")
    clip = next(Path("clips").rglob("*.clip"))
    clip.write_bytes(clip.read_bytes()[:-9])
    told = events(run, "narrate", str(article), "--cache", "clips")
    (warning,) = [event["text"] for event in told if event["event"] == "warning"]
    assert warning.startswith(f"{clip}: ")
    assert warning.endswith(" and is made again")


def test_json_tells_where_an_error_is_by_its_parts(run):
    Path("a.md").write_text("---\ntitle: क\ndate: कल\n---\n\nपाठ।\n", encoding="utf-8")
    (error,) = events(run, "narrate", "a.md")
    assert error.pop("hint")
    assert error == {
        "event": "error", "source": "a.md", "where": "a.md:3:7", "file": "a.md", "line": 3,
        "column": 7, "sentence": "", "option": "",
        "what": "date “कल” is no date",
    }  # fmt: skip


def test_a_voice_is_named_by_who_asked_for_it(run, article):
    Path("a.md").write_text("---\nvoice: flite\n---\n\nपाठ।\n", encoding="utf-8")
    *_, error = events(run, "narrate", "a.md")
    assert error["where"] == "a.md: voice"
    *_, error = events(run, "narrate", str(article), "--voice", "flite")
    assert (error["where"], error["option"]) == ("--voice", "--voice")


def test_any_number_of_jobs_gives_the_same_bytes(run, article):
    for jobs in ("1", "2", "5"):
        run("narrate", str(article), "-o", f"{jobs}.mp3", "--jobs", jobs, "--cache", f"c{jobs}")
    assert Path("1.mp3").read_bytes() == Path("2.mp3").read_bytes() == Path("5.mp3").read_bytes()


def test_a_lexicon_is_heard(run, article):
    Path("names.tsv").write_text("दिल्ली\tनई दिल्ली\n", encoding="utf-8")
    run("narrate", str(article), "-o", "a.json", "--lexicon", "names.tsv")
    spoken = " ".join(s["spoken"] for s in json.loads(Path("a.json").read_text())["sentences"])
    assert "नई दिल्ली" in spoken


def test_a_lexicon_row_that_is_never_used_is_reported(run, article):
    Path("names.tsv").write_text("दिल्ली\tनई दिल्ली\nमुंबई\tबंबई\n", encoding="utf-8")
    done = run("narrate", str(article), "-o", "a.json", "--lexicon", "names.tsv")
    assert done.code == 0
    assert "names.tsv:2: “मुंबई” is not in the article" in done.err
    assert "names.tsv:1" not in done.err


def test_speed_shortens_the_edition(run, article):
    run("narrate", str(article), "-o", "a.mp3")
    run("narrate", str(article), "-o", "b.mp3", "--speed", "1.8")
    assert MP3("b.mp3").info.length < 0.8 * MP3("a.mp3").info.length


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("empty.txt", b"", "empty"),
        ("blank.txt", b" \n\n\t\n", "empty"),
        ("binary.txt", b"\x00\x01\x02ELF\x00\xff" * 40, "binary"),
        ("latin.txt", "café ça".encode("latin-1") * 20, "UTF-8"),
        ("english.txt", b"This is an English article.\n\nIt has no Hindi in it.\n", "Hindi"),
        ("yaml.md", "---\ntags: [\n---\n\nपाठ यहाँ है।\n".encode(), "yaml.md:"),
        ("key.md", "---\ndate: कल\n---\n\nपाठ यहाँ है।\n".encode(), "key.md:2:7"),
    ],
)
def test_an_article_that_cannot_be_read_is_one_clear_line(run, tmp_path, name, data, says):
    (tmp_path / name).write_bytes(data)
    done = run("narrate", name, "-o", "a.mp3")
    assert done.code == 2
    assert name in done.err
    assert says in done.err
    assert done.err.count("\n") == 1
    assert not Path("a.mp3").exists()


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["nosuch.txt"], "nosuch.txt"),
        (["."], ".: "),
        (["barish.txt", "--voice", "nosuch"], "no engine is called 'nosuch'"),
        (["barish.txt", "--voice", "espeak:nosuch"], "no Hindi voice 'nosuch'"),
        (["barish.txt", "--speed", "9"], "--speed"),
        (["barish.txt", "-o", "a.wav"], ".wav"),
        (["barish.txt", "-o", "cover.jpg"], "no format is called '.jpg'"),
        (["barish.txt", "-o", "nowhere/a.mp3"], "nowhere/a.mp3"),
        (["barish.txt", "-o", "."], "is a folder"),
        (["barish.txt", "-o", "nowhere/a.mp3"], "no folder"),
        (["barish.txt", "--lexicon", "nosuch.tsv"], "nosuch.tsv"),
        (["barish.txt", "--nosuch"], "--nosuch"),
        ([], "ARTICLE"),
    ],
)
def test_a_wrong_command_is_one_clear_line(run, article, arguments, says):
    before = files(article.parent)
    done = run("narrate", *arguments)
    assert done.code == 2
    assert says in done.err
    assert done.err.count("\n") == 1
    assert files(article.parent) == before


def test_an_article_is_never_replaced_by_its_own_edition(run):
    Path("a.json").write_text(TEXT, encoding="utf-8")
    done = run("narrate", "a.json", "-o", "./a.json")
    assert done.code == 2
    assert Path("a.json").read_text(encoding="utf-8") == TEXT


def test_a_link_stays_and_what_it_leads_to_is_replaced(run, article):
    Path("real.mp3").write_bytes(b"old")
    Path("link.mp3").symlink_to("real.mp3")
    assert run("narrate", str(article), "-o", "link.mp3").code == 0
    assert Path("link.mp3").is_symlink()
    assert Path("real.mp3").stat().st_size > 1000


def test_json_has_an_event_for_what_ends_the_command(run):
    done = run("narrate", "nosuch.txt", "--json")
    assert json.loads(done.out)["event"] == "error"
    assert "nosuch.txt" in done.out


def test_closed_standard_input_is_one_clear_line(run):
    done = run("narrate", "-", stdin=None)
    assert (done.code, done.err.count("\n")) == (2, 1)
