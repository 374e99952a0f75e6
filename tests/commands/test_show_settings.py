"""``narrate`` and ``explain`` read an article in a show's folder as the show's build does."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from mutagen.mp3 import MP3

ARTICLE = "# IMD की ख़बर\n\nIMD ने बारिश बताई है।\n\n> छाता ले चलिए।\n"
SHOW = """title = "हमारे समाचार"
voice = "silence"
lexicon = ["names.tsv"]
bitrate = 96
disclosure = "इसे मशीन पढ़ती है।"
closing = "बस इतना ही।"
"""


@pytest.fixture
def article(tmp_path):
    place = tmp_path / "content" / "2025" / "a.md"
    place.parent.mkdir(parents=True)
    place.write_text(ARTICLE, encoding="utf-8")
    (tmp_path / "content" / "names.tsv").write_text("IMD\tमौसम विभाग\n", encoding="utf-8")
    (tmp_path / "content" / "show.toml").write_text(SHOW, encoding="utf-8")
    return "content/2025/a.md"


def sentences(name="a.json"):
    return [each["spoken"] for each in json.loads(Path(name).read_text())["sentences"]]


def test_an_article_of_a_show_is_narrated_with_its_lexicon_voice_and_disclosure(run, article):
    done = run("narrate", article, "-o", "a.json", "-o", "a.mp3")
    assert done.err == "audio-edition: content/show.toml: read as an article of this show\n"
    assert sentences()[:2] == ["इसे मशीन पढ़ती है।", "मौसम विभाग की ख़बर"]
    assert "voice silence" in done.out
    assert round(MP3("a.mp3").info.bitrate, -3) == 96_000
    assert MP3("a.mp3").tags["TALB"].text == ["हमारे समाचार"]


def test_what_is_narrated_is_what_is_explained_and_built(run, article):
    run("narrate", article, "-o", "a.json", "--opening", "--quiet")
    run("build", "--quiet")
    told = [json.loads(line) for line in run("explain", article, "--json").out.splitlines()]
    (built,) = Path("build/site").glob("*/edition.json")
    assert sentences() == sentences(built) == [each["spoken"] for each in told]
    assert sentences()[-1] == "बस इतना ही।"


def test_an_option_is_stronger_than_the_show(run, article):
    run("narrate", article, "-o", "a.mp3", "--voice", "espeak", "--bitrate", "64", "--quiet")
    assert round(MP3("a.mp3").info.bitrate, -3) == 64_000
    assert MP3("a.mp3").tags["TXXX:narrator"].text == ["espeak (synthetic voice)"]


@pytest.mark.usefixtures("article")
def test_a_show_is_no_concern_of_a_text_from_elsewhere(run):
    run("narrate", "-", "-o", "a.json", "--quiet", "--voice", "silence", stdin=ARTICLE.encode())
    assert sentences()[1] == "आई एम डी की ख़बर"


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ('voice = "nosuch"', "content/show.toml:2: voice: no engine is called 'nosuch'"),
        ("voce = 1", "content/show.toml:2: unknown key 'voce'"),
    ],
)
def test_what_is_wrong_with_the_show_is_told_of_its_file(run, article, row, message):
    Path("content/show.toml").write_text(f'title = "शो"\n{row}\n', encoding="utf-8")
    done = run("narrate", article, "-o", "a.mp3", "--quiet")
    assert (done.code, message in done.err) == (2, True), done.err
