"""What the command line says in Hindi."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest
import regex

import audio
from audio.tables import read_rows
from audio.work import messages

PACKAGE = Path(audio.__file__).parent
ROWS = [*read_rows(PACKAGE / "work" / "messages.tsv")]


@pytest.fixture
def hindi():
    messages.choose_language("hi")
    yield
    messages.choose_language("en")


@pytest.mark.parametrize(
    ("english", "expected"),
    [
        ("a.md: no such file; check the path", "a.md: ऐसी कोई फ़ाइल नहीं है; पथ जाँचें"),
        ("2 made, 1 unchanged, in 3.0 s", "2 बने, 1 जैसे थे वैसे, 3.0 सेकंड में"),
        (
            "content/a.md: line 3: unknown key 'titel' is left out; did you mean title?",
            "content/a.md: पंक्ति 3: अनजान कुंजी 'titel' छोड़ दी गई; क्या आपका मतलब title था?",
        ),
        (
            "a.md: is not Hindi: 0% of its letters are Devanagari; convert it to Unicode first",
            "a.md: हिंदी नहीं है: 0% अक्षर देवनागरी हैं; पहले यूनिकोड में बदलें",
        ),
        ("a.md: left out “बंद: आज”: it is struck out", "a.md: “बंद: आज” छोड़ दिया गया: काटा हुआ पाठ"),
        ("bad.docx: is not a Word document", "bad.docx: Word दस्तावेज़ नहीं है"),
        ("b.xml: is not well-formed XML (x)", "b.xml: is not well-formed XML (x)"),
        ("names.tsv:2: “मुंबई” is in no article", "names.tsv:2: “मुंबई” किसी लेख में नहीं है"),
        ("a thing that has no row; check the path", "a thing that has no row; पथ जाँचें"),
    ],
)
@pytest.mark.usefixtures("hindi")
def test_a_message_is_said_in_hindi_with_its_names_and_numbers(english, expected):
    assert messages.translate(english) == expected


def test_without_being_asked_for_nothing_is_translated():
    assert messages.translate("no such file") == "no such file"


@pytest.mark.parametrize(
    ("told", "language"),
    [
        ({"LANG": "hi_IN.UTF-8"}, "hi"),
        ({"LANG": "hi_IN.UTF-8", "LC_ALL": "C.UTF-8"}, "en"),
        ({"LANGUAGE": "hi:en", "LANG": "en_IN.UTF-8"}, "hi"),
    ],
)
def test_the_language_is_that_of_the_locale(monkeypatch, told, language):
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.setenv(name, told.get(name, ""))
    messages.choose_language(None)
    assert messages.get_language() == language
    messages.choose_language("en")


def test_a_command_tells_of_itself_in_hindi_and_only_where_it_is_asked_to(run):
    told = run("build", "--lang", "hi", "--help").out
    assert "साइट बनाएँ।" in told
    assert "मसौदे (draft: true) भी पढ़ें।" in told
    assert "Narrate drafts" in run("build", "--lang", "en", "--help").out


def test_every_row_has_its_english_in_the_code_and_fills_in_the_same_fields():
    sources = "\n".join(path.read_text("utf-8") for path in sorted(PACKAGE.rglob("*.py")))
    code = regex.sub(r"[\"']\s*\n\s*f?[\"']", "", sources)  # strings in several lines
    code += os.strerror(errno.ENOENT)
    for row, hindi in ROWS:
        english = row.replace("{=}", "{}")
        wanted = {f"{{{number}}}" for number in range(english.count("{}"))}
        parts = [part.strip().removesuffix("s") for part in english.split("{}")]  # of a plural
        assert set(regex.findall(r"\{\d\}", hindi)) == wanted, english
        assert [part for part in parts if part not in code] == [], english
    assert len({english for english, _ in ROWS}) == len(ROWS)


def test_the_command_line_says_it_in_hindi_wherever_the_option_stands(run):
    for arguments in (("--lang", "hi", "narrate", "a.md"), ("narrate", "a.md", "--lang", "hi")):
        assert run(*arguments).err == "audio-edition: a.md: ऐसी कोई फ़ाइल नहीं है; पथ जाँचें\n"
    assert run("narrate", "a.md").err == "audio-edition: a.md: no such file; check the path\n"


def test_hindi_is_printed_whatever_the_encoding_of_the_stream(tmp_path):
    program = [sys.executable, "-m", "audio", "narrate", "a.md", "--lang", "hi"]
    done = subprocess.run(
        program,
        check=False,
        capture_output=True,
        cwd=tmp_path,
        env=os.environ | {"PYTHONIOENCODING": "cp1252", "PYTHONPATH": str(PACKAGE.parent)},
    )
    assert done.stderr.decode("utf-8") == "audio-edition: a.md: ऐसी कोई फ़ाइल नहीं है; पथ जाँचें\n"
