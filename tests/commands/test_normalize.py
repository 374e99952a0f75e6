"""``normalize``: a line for a line, and what is told of it."""

from __future__ import annotations

import json

import pytest


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
    assert "standard input:2: is not UTF-8" in done.err


def test_a_gloss_is_said_again_only_when_asked_for(run):
    text = "नाटो (NATO) ने कहा।\n".encode()
    assert run("normalize", stdin=text).out.count("नाटो") == 1
    assert run("normalize", "--glosses", stdin=text).out.count("नाटो") == 2


def test_coverage_lists_guesses_with_counts(run):
    text = "Zyqwort आया। Zyqwort गया। राम 5 बजे आया।\n".encode()
    lines = run("normalize", "--coverage", stdin=text).out.splitlines()
    assert len(lines) == 2
    assert lines[1].split("\t")[:2] == ["2", "Zyqwort"]


@pytest.mark.parametrize(("text", "written"), [
    ("Danapur में", "Danapur"),
    ("@ramuyadav ने कहा", "@ramuyadav"),
    ("उसने 5 A दिया", "5 A"),
    ("BRTSEK का छात्र", "BRTSEK"),
    ("कल टिं. रामलाल आए", "टिं"),
    ("छात्र चौह. रामलाल आए।", "चौह"),
    ("वह कि.ख. गया", "कि.ख."),
])  # fmt: skip
def test_coverage_names_what_was_guessed(run, text, written):
    lines = run("normalize", "--coverage", stdin=f"{text}\n".encode()).out.splitlines()
    assert [line.split("\t")[1] for line in lines[1:]] == [written]


def test_coverage_names_nothing_that_a_table_has(run):
    text = "डॉ. सिंह ने 5 kg आटा और NATO को चुना। वह गया. फिर SC/ST आए।\n"
    assert len(run("normalize", "--coverage", stdin=text.encode()).out.splitlines()) == 1


def test_exact_numbers_are_said_only_when_asked_for(run):
    text = "1.5 करोड़ लोग 100 मी. दौड़े\n".encode()
    assert run("normalize", stdin=text).out == "डेढ़ करोड़ लोग सौ मीटर दौड़े\n"
    exact = run("normalize", "--exact-numbers", stdin=text).out
    assert exact == "एक दशमलव पाँच करोड़ लोग एक सौ मीटर दौड़े\n"


def test_phonemes_are_listed_sentence_by_sentence_as_the_natural_voices_get_them(run):
    text = "राम गया। वह 2 बजे आया।\n\n# *\nपहले\n".encode()
    done = run("normalize", "--phonemes", stdin=text)
    assert done.code == 0
    head, *rows = [line.split("\t") for line in done.out.splitlines()]
    assert head == ["line", "spoken", "phonemes"]
    assert rows == [
        ["1", "राम गया।", "ɾˈaːm ɡˈʌjaː"],
        ["1", "वह दो बजे आया।", "ʋoː dˈoː bˈʌɟeː ˈaːjaː"],
        ["4", "पहले", "pˈɛhleː"],
    ]


def test_a_dash_is_standard_input(run):
    assert run("normalize", "-", stdin="5 लोग\n".encode()).out == "पाँच लोग\n"
