"""What the command line says in Hindi."""

from __future__ import annotations

import errno
import inspect
import logging
import os
import subprocess
import sys
from pathlib import Path

import click
import pytest
import regex

import audio
from audio import cli
from audio.check.fault import Fault, contrast
from audio.check.report import format_fault, summarize
from audio.check.run import CheckResult
from audio.commands.streams import WarningFormatter
from audio.tables import read_rows
from audio.work import messages
from tests.work.told_texts import ToldText, find_told_texts

PACKAGE = Path(audio.__file__).parent
ROWS = [
    row for name in ("messages.tsv", "findings.tsv") for row in read_rows(PACKAGE / "work" / name)
]
CLICK = (
    click.core,
    click.decorators,
    click.exceptions,
    click.types,
    click.parser,
    click.formatting,
)
DEVANAGARI = regex.compile(r"\p{Devanagari}")
ENGLISH = regex.compile(
    r"(?<![-\w'])(?:the|is|are|an?|of|to|not|it|no|has|in|as|be|and|for|with|than|its|was|were|that"
    r"|which|this|on|by|from|at|but|left|what|there|cannot|could)(?![-–\w])"
)
"""Words that a clause in English has, and what is typed as it stands has not."""
INSIDE = {
    "audio/engines/kokoro/fast_graph.py",  # another graph is taken then
    "audio/engines/kokoro/model.py",  # a version
    "audio/show/sitemap.py",
}
"""Modules whose texts no user sees."""
UNTRANSLATED = (
    *("pip install", "audio-edition: {}", "{}  signed by"),
    # what is said in parts, each with a row of its own
    *("is not {}{}", ": it is"),
    # classes of readings, which reading_names.tsv has
    *("spelled, in no table", "a letter as a {}", "nothing understood"),
)


@pytest.fixture
def hindi():
    messages.choose_language("hi")
    yield
    messages.choose_language("en")


@pytest.mark.parametrize(
    ("english", "expected"),
    [
        ("a.md: no such file; check the path", "a.md: ऐसी कोई फ़ाइल नहीं है; पथ जाँचें"),
        (
            "a.md: the picture has transparent parts: they are shown white",
            "a.md: चित्र में पारदर्शी भाग हैं: वे सफ़ेद दिखेंगे",
        ),
        (
            "a.md: the picture is 150 × 200 pixels: 600 a side and more look sharp",
            "a.md: चित्र 150 × 200 पिक्सेल का है: हर ओर 600 या अधिक हों तो साफ़ दिखता है",
        ),
        (
            "No such option: --bitrat (Possible options: --bitrate, --strict)",
            "--bitrat नाम का कोई विकल्प नहीं है (मिलते-जुलते विकल्प: --bitrate, --strict)",
        ),
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
        ("b.xml: is not gone (x)", "b.xml: is not gone (x)"),
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


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["build", "--bogus", "--lang", "hi"], "--bogus नाम का कोई विकल्प नहीं है"),
        (["narrate", "--bitrate", "x", "--lang=hi"], "'x' मान्य पूर्णांक नहीं है।"),
    ],
)
def test_what_is_typed_wrongly_is_told_in_the_language_that_is_asked_for(run, arguments, expected):
    assert expected in run(*arguments).err


def test_help_that_the_parser_gives_is_in_hindi(run):
    assert "यह जानकारी दिखाकर रुकें।" in run("build", "--help", "--lang", "hi").out


@pytest.fixture(scope="module")
def told_texts(once):
    found = once("told texts", lambda: find_told_texts(PACKAGE))
    return [ToldText(*each) for each in found]


def test_every_row_has_its_english_in_the_code_and_fills_in_the_same_fields(told_texts):
    sources = "\n".join(path.read_text("utf-8") for path in sorted(PACKAGE.rglob("*.py")))
    sources += "".join(map(inspect.getsource, CLICK))
    code = regex.sub(r"[\"']\s*\n\s*f?[\"']", "", sources)  # strings in several lines
    code += " ".join(sources.split())  # what commands tell of themselves in several lines
    code += "\n".join(told.text for told in told_texts)
    code = regex.sub(r"\{\w+(?:!r)?\}", "{}", code) + "\n".join(map(os.strerror, errno.errorcode))
    for row, hindi in ROWS:
        english = row.replace("{=}", "{}")
        wanted = {f"{{{number}}}" for number in range(english.count("{}"))}
        parts = [part.strip(" :").removesuffix("s") for part in english.split("{}")]  # of a plural
        assert set(regex.findall(r"\{\d\}", hindi)) == wanted, english
        assert [part for part in parts if part not in code] == [], english
    assert len({english for english, _ in ROWS}) == len(ROWS)


@pytest.mark.usefixtures("hindi")
def test_every_text_that_is_told_has_its_hindi(told_texts):
    texts = [each for each in told_texts if is_message(each)]
    assert len(texts) > 900
    said = {each: messages.translate(each.text.replace("{}", "“x”")) for each in texts}
    english = [each for each, hindi in said.items() if not DEVANAGARI.search(hindi)]
    halves = [hindi for hindi in said.values() if ENGLISH.search(hindi)]
    assert (english, halves) == ([], [])


@pytest.mark.usefixtures("hindi")
@pytest.mark.parametrize("name", cli._COMMANDS)
def test_all_that_a_command_tells_of_itself_has_its_hindi(name):
    command = cli.program.get_command(click.Context(cli.program), name)
    told = [
        *command.help.split("\n\n"),
        *(each.help for each in command.params if getattr(each, "help", "")),
    ]
    assert [text for text in told if not DEVANAGARI.search(text)] == []


def is_message(told: ToldText) -> bool:
    """Whether it is a sentence or a clause that a user may see as it stands."""
    is_said = len(regex.findall(r"[a-z]{2,}", told.text.replace("{}", ""))) > 1
    is_inside = told.place.partition(":")[0] in INSIDE
    return is_said and " " in told.text and not is_inside and not told.text.startswith(UNTRANSLATED)


def test_every_finding_is_said_in_hindi_with_what_was_expected(hindi):
    del hindi
    fault = Fault("a/a.mp3", contrast("its title is another", "एक: दो", "तीन"), "p3s2")
    assert format_fault(fault, as_json=False) == (
        "a/a.mp3: p3s2: उसका शीर्षक दूसरा है (होना चाहिए: “एक: दो”, मिला: “तीन”)"
    )
    assert "its title is another" in format_fault(fault, as_json=True)
    assert (
        summarize(CheckResult(0, 2, 31, has_feed=True, has_owner=True))
        == "2 संस्करण, 31 फ़ाइलें, कोई दोष नहीं"
    )


def test_explain_and_import_tell_in_hindi(run):
    Path("a.md").write_text("# EEZ\n\nXyzq ने 5 किमी कहा।\n", encoding="utf-8")
    told = run("explain", "a.md", "--lang", "hi").out
    assert "5 किमी → पाँच किलोमीटर  [माप]" in told
    assert told.splitlines()[-1] == "3 में से 2 वाक्यों में कुछ अलग बोला जाएगा; अनुमान (?): 1"
    brought = run("import", "a.md", "--lang", "hi").out.splitlines()
    assert brought == [
        "नया: content/eez.md",
        "  0 वर्ण लिए; कुछ नहीं छोड़ा; कुछ नहीं छूटा",
        "1 नए",
    ]


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


@pytest.mark.usefixtures("hindi")
def test_what_is_logged_while_no_report_is_open_is_told_in_hindi() -> None:
    line = "%s: left out the footnote mark [^9]: it has no footnote"
    record = logging.LogRecord("audio", logging.WARNING, "", 0, line, ("a.md",), None)
    told = WarningFormatter().format(record)
    assert told.startswith("audio-edition: चेतावनी: a.md: पाद-टिप्पणी का चिह्न [^9] छोड़")
