"""The command as a user types it: what comes out, on which stream, with which exit code."""

from __future__ import annotations

import io
import json
import os
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import NamedTuple

import pytest
from mutagen.mp3 import MP3
from PIL import Image

from audio import __version__, cli

TEXT = """बारिश की ख़बर

मंगलवार को दिल्ली में 25 मिमी बारिश हुई। लोगों ने राहत की साँस ली।

आगे क्या होगा

मौसम विभाग ने अगले 2-3 दिन और बारिश बताई है।
"""


class Done(NamedTuple):
    code: int
    out: str
    err: str


@pytest.fixture
def run(monkeypatch, capfd, tmp_path):
    """Runs the command in an empty folder with a cache of its own."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / ".cache"))

    def command(*arguments: str, stdin: bytes | None = b"") -> Done:
        monkeypatch.setattr(sys, "argv", ["audio-edition", *arguments])
        stream = None if stdin is None else io.TextIOWrapper(io.BytesIO(stdin))
        monkeypatch.setattr(sys, "stdin", stream)
        with pytest.raises(SystemExit) as leave:
            cli.main()
        sys.stdout.flush()
        return Done(leave.value.code or 0, *capfd.readouterr())

    return command


@pytest.fixture
def article(tmp_path):
    path = tmp_path / "barish.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


@pytest.fixture
def content(tmp_path):
    folder = tmp_path / "content"
    folder.mkdir()
    (folder / "a.md").write_text(TEXT, encoding="utf-8")
    (folder / "b.md").write_text(TEXT.replace("बारिश की", "धूप की"), encoding="utf-8")
    (folder / "show.toml").write_text('title = "शो"\nformats = ["mp3", "vtt", "srt"]\n')
    return folder


SITE = {"cover-small.jpg", "cover.jpg", "index.html", "search.json", "search.parts"}
"""What tells of all editions of a show without an address."""


def files(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir() if not path.name.startswith(".cache")}


# --- narrate -----------------------------------------------------------------------------


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


def test_narrate_speaks_the_article_alone_unless_an_opening_is_asked_for(run, article):
    run("narrate", str(article), "-o", "a.json", "-o", "a.mp3", "--quiet")
    run("narrate", str(article), "-o", "b.json", "-o", "b.mp3", "--quiet", "--opening")
    plain, opened = (
        json.loads(Path(name).read_text())["sentences"] for name in ("a.json", "b.json")
    )
    assert plain[0]["id"] == "p1s1"
    assert [sentence["id"] for sentence in opened[:2]] == ["p1s1", "o2s1"]
    assert "कृत्रिम" in opened[1]["written"]
    assert opened[2:] != plain[1:]


def test_quiet_prints_nothing(run, article):
    assert run("narrate", str(article), "--quiet") == (0, "", "")


def test_progress_is_not_printed_where_there_is_no_terminal(run, article):
    assert run("narrate", str(article)).err == ""


def test_json_prints_events_one_object_a_line(run, article):
    events = [json.loads(line) for line in run("narrate", str(article), "--json").out.splitlines()]
    kinds = [event["event"] for event in events]
    assert kinds == ["start", *["clip"] * 4, "edition"]
    assert {event["source"] for event in events} == {str(article)}
    assert events[-1]["chapters"] == 2


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


def test_a_lexicon_row_is_reported_when_no_article_of_the_show_has_it(run, content):
    (content / "names.tsv").write_text("धूप\tधूप\nमुंबई\tबंबई\n", encoding="utf-8")
    (content / "show.toml").write_text('lexicon = ["names.tsv"]\n', encoding="utf-8")
    done = run("build", "--quiet")
    assert done.err.splitlines() == [
        f"audio-edition: warning: {content.name}/names.tsv:2: “मुंबई” is in no article"
    ]


def test_a_gloss_is_said_again_only_when_asked_for(run):
    text = "नाटो (NATO) ने कहा।\n".encode()
    assert run("normalize", stdin=text).out.count("नाटो") == 1
    assert run("normalize", "--glosses", stdin=text).out.count("नाटो") == 2


def test_coverage_lists_guesses_with_counts(run):
    text = "Zyqwort आया। Zyqwort गया। राम 5 बजे आया।\n".encode()
    lines = run("normalize", "--coverage", stdin=text).out.splitlines()
    assert len(lines) == 2
    assert lines[1].split("\t")[:2] == ["2", "Zyqwort"]


def test_speed_shortens_the_edition(run, article):
    run("narrate", str(article), "-o", "a.mp3")
    run("narrate", str(article), "-o", "b.mp3", "--speed", "1.8")
    assert MP3("b.mp3").info.length < 0.8 * MP3("a.mp3").info.length


# --- build -------------------------------------------------------------------------------


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


# --- normalize and voices ----------------------------------------------------------------


def test_normalize_gives_a_line_for_a_line(run):
    done = run("normalize", stdin="5 लोग\n\nराम\u2028श्याम\r\n₹20\n".encode())
    assert done.code == 0
    assert done.out == "पाँच लोग\n\nराम\u2028श्याम\r\nबीस रुपये\n"


def test_explain_names_class_rule_and_span(run):
    lines = run("normalize", "--explain", stdin="कुल 5 लोग\n".encode()).out.splitlines()
    assert lines[0].split("\t") == ["line", "written", "spoken", "class", "rule", "span"]
    row = lines[1].split("\t")
    assert row[:4] == ["1", "5", "पाँच", "cardinal"]
    assert row[5] == "4-5"


def test_normalize_json_has_spans_and_spoken(run):
    (line,) = run("normalize", "--json", stdin="कुल 5 लोग\n".encode()).out.splitlines()
    data = json.loads(line)
    assert data["spoken"] == "कुल पाँच लोग"
    assert data["changes"][0]["span"] == [4, 5]


def test_normalize_names_the_line_that_is_not_utf_8(run):
    done = run("normalize", stdin="ठीक\n".encode() + b"\xff\xfe\n")
    assert done.code == 2
    assert "-:2: is not UTF-8" in done.err


def test_voices_lists_engines_and_variants(run):
    out = run("voices").out
    assert "espeak:hi" in out
    assert "silence" in out
    assert "offline" in out


def test_version_is_the_package_s(run):
    assert __version__ in run("--version").out


# --- what is wrong -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("empty.txt", b"", "empty"),
        ("blank.txt", b" \n\n\t\n", "empty"),
        ("binary.txt", b"\x00\x01\x02ELF\x00\xff" * 40, "binary"),
        ("latin.txt", "café ça".encode("latin-1") * 20, "UTF-8"),
        ("english.txt", b"This is an English article.\n\nIt has no Hindi in it.\n", "Hindi"),
        ("yaml.md", "---\ntitle: [\n---\n\nपाठ यहाँ है।\n".encode(), "yaml.md:"),
        ("key.md", "---\ntitel: x\n---\n\nपाठ यहाँ है।\n".encode(), "key.md:2:1"),
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
        (["barish.txt", "-o", "nowhere/a.mp3"], "nowhere/a.mp3"),
        (["barish.txt", "-o", "."], "no format"),
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


def test_a_bad_show_toml_is_named_with_its_line_and_nothing_is_made(run, content):
    (content / "show.toml").write_text("title = 'शो'\nspeed = 'fast'\n", encoding="utf-8")
    done = run("build")
    assert done.code == 2
    assert "show.toml:2:" in done.err
    assert not Path("build").exists()


@pytest.mark.parametrize("arguments", [["nosuch"], ["build", "nosuch"], ["build", "empty"]])
def test_a_folder_without_articles_is_an_error(run, tmp_path, arguments):
    (tmp_path / "empty").mkdir()
    done = run(*arguments)
    assert (done.code, done.err.count("\n")) == (2, 1)


# --- in a process of its own -------------------------------------------------------------

COMMAND = [sys.executable, "-m", "audio"]


@pytest.fixture
def environment(tmp_path):
    return os.environ | {"XDG_CACHE_HOME": str(tmp_path / ".cache")}


@pytest.fixture
def long_article(tmp_path):
    path = tmp_path / "long.txt"
    path.write_text(
        "लंबा लेख\n\n" + "\n\n".join(f"यह वाक्य संख्या {n} है और काफ़ी लंबा है।" * 9 for n in range(900))
    )
    return path


@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 128 + signal.SIGTERM)]
)
def test_an_interrupted_narration_leaves_no_file_but_keeps_its_clips(
    number, code, long_article, environment, tmp_path
):
    process = subprocess.Popen(
        [*COMMAND, "narrate", str(long_article), "-o", "a.mp3", "--cache", "clips"],
        cwd=tmp_path, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    deadline = time.monotonic() + 30
    while not list(tmp_path.glob("clips/*/*.clip")) and time.monotonic() < deadline:
        time.sleep(0.05)
    process.send_signal(number)
    _, err = process.communicate(timeout=30)
    assert process.returncode == code
    assert "Traceback" not in err
    assert files(tmp_path) == {"long.txt", "clips"}
    assert not list(tmp_path.rglob("*.part"))


def test_a_full_disk_is_one_clear_line_and_leaves_nothing(long_article, environment, tmp_path):
    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, 400_000))

    done = subprocess.run(
        [*COMMAND, "narrate", str(long_article), "-o", "a.mp3", "--quiet"],
        cwd=tmp_path, env=environment, preexec_fn=limit, capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "free some space" in done.stderr
    assert files(tmp_path) == {"long.txt"}


def test_a_reader_that_stops_reading_is_no_traceback(environment):
    lines = "5 लोग\n" * 200_000
    done = subprocess.run(
        f"{' '.join(COMMAND)} normalize | head -1",
        shell=True, input=lines, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.stdout == "पाँच लोग\n"
    assert "Traceback" not in done.stderr
