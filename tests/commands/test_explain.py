"""``explain``: what will be said of an article otherwise than it is written."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from lxml import html

ARTICLE = "---\nlexicon: words.tsv\n---\n# EEZ की ख़बर\n\nकुल 5 लोग <b>आए</b>। Danapur में Xyzq बना।\n"


@pytest.fixture
def article(tmp_path):
    path = tmp_path / "a.md"
    path.write_text(ARTICLE, encoding="utf-8")
    (tmp_path / "words.tsv").write_text("आए\tपहुँचे\n", encoding="utf-8")
    return str(path)


def test_a_line_tells_what_is_said_for_what_is_written(run, article):
    done = run("explain", article)
    assert done.code == 0
    assert "p1s1  EEZ की ख़बर\n    EEZ → ई ई ज़ेड  [latin]\n" in done.out
    assert "    आए → पहुँचे  [lexicon]\n" in done.out


def test_what_was_guessed_is_marked_and_counted(run, article):
    out = run("explain", article).out
    assert "\n  ? Danapur → " in out
    assert out.splitlines()[-1].endswith("guessed readings (?): 2")


def test_machines_get_an_object_a_sentence(run, article):
    sentences = [json.loads(line) for line in run("explain", article, "--json").out.splitlines()]
    assert [each["id"] for each in sentences] == ["o1s1", "p1s1", "p2s1", "p2s2"]
    (five, came) = sentences[2]["differences"]
    assert (five["written"], five["spoken"], five["class"]) == ("5", "पाँच", "cardinal")
    start, end = came["span"]
    assert sentences[2]["written"][start:end] == "आए"


def test_a_browser_gets_a_page_in_which_the_text_is_only_text(run, article):
    page = html.document_fromstring(run("explain", article, "--html").out)
    assert page.findtext(".//h1") == "EEZ की ख़बर"
    guesses = page.xpath("//tr[@class='guess']/td[1]/text()")
    assert guesses[0] == "Danapur"


def test_an_article_of_a_show_is_read_with_its_lexicon_and_opening(run, article, tmp_path):
    (tmp_path / "show.toml").write_text('lexicon = ["more.tsv"]\n', encoding="utf-8")
    (tmp_path / "more.tsv").write_text("ख़बर\tसमाचार\n", encoding="utf-8")
    out = run("explain", article).out
    assert "ख़बर → समाचार  [lexicon]" in out
    assert len(run("explain", article, "--json").out.splitlines()) > 3


def test_an_article_in_a_folder_of_a_show_is_read_with_its_lexicon(run, article, tmp_path):
    (tmp_path / "show.toml").write_text('lexicon = ["more.tsv"]\n', encoding="utf-8")
    (tmp_path / "more.tsv").write_text("ख़बर\tसमाचार\n", encoding="utf-8")
    (tmp_path / "2025").mkdir()
    inner = Path(article).rename(tmp_path / "2025" / "a.md")
    (tmp_path / "words.tsv").rename(tmp_path / "2025" / "words.tsv")
    assert "ख़बर → समाचार  [lexicon]" in run("explain", str(inner)).out


def test_nothing_is_printed_of_what_cannot_be_read(run):
    done = run("explain", "nosuch.md")
    assert (done.code, done.out) == (2, "")


def test_a_picture_that_cannot_be_had_is_told(run, article, caplog):
    path = Path(article)
    text = path.read_text("utf-8").replace("---\n", "---\nimage: gone.jpg\n", 1)
    path.with_name("text.png").write_text("no picture")
    shown = "![नक़्शा](map.png)\n\nकल धूप होगी।\n\n![नक़्शा](text.png)"
    path.write_text(f"{text}\n## आगे\n\n{shown}\n\nफिर बारिश होगी।\n", "utf-8")
    run("explain", article)
    assert "gone.jpg: cannot be read" in caplog.text
    assert "there is no picture" in caplog.text
    assert "text.png: is not a picture" in caplog.text
