from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audio.errors import SourceError
from audio.readers.documents import legacy_converters, legacy_fonts
from audio.readers.documents.legacy_fonts import (
    CHANAKYA,
    KRUTI_DEV,
    convert,
    convert_layout,
    find_named_font,
    guess_font,
)

TABLE = Path(legacy_fonts.__file__).with_name("legacy_fonts_kruti_dev.tsv")
EXAMPLES = [
    line.split("\t")[2].rpartition(" ")[::2]
    for line in TABLE.read_text("utf-8").split("\n")
    if line and not line.startswith("# ")
]


@pytest.mark.parametrize(("typed", "shown"), EXAMPLES)
def test_every_row_of_the_table_reads_as_its_example(typed: str, shown: str) -> None:
    assert convert_layout(typed, "kruti-dev") == unicodedata.normalize("NFC", shown)


@pytest.mark.tsv("kruti_dev.tsv")
def test_kruti_dev_reads_as_it_is_shown(typed: str, shown: str) -> None:
    assert convert_layout(typed, "kruti-dev") == unicodedata.normalize("NFC", shown)


@pytest.mark.tsv("kruti_dev.tsv")
def test_kruti_dev_is_known_by_its_commonest_words(typed: str, shown: str) -> None:
    assert guess_font(f"{typed} gS fd vkSj {typed} gS") == KRUTI_DEV
    assert guess_font(shown) is None


def test_chanakya_is_known_by_its_commonest_words() -> None:
    assert guess_font("×ð´ ãñ ·ð¤ âð Ùð ÖæÚUÌ ãñ´") == CHANAKYA


@pytest.mark.tsv("legacy_words.tsv")
def test_a_word_reads_as_its_font_shows_it(font: str, typed: str, shown: str) -> None:
    named = find_named_font(font)
    assert named
    if legacy_converters.is_known(named.layout):
        pytest.importorskip("krutiextract")
    assert convert(typed, named, "a") == unicodedata.normalize("NFC", shown)


@pytest.mark.parametrize("name", ["Chanakya", "Shusha", "APS-DV-Priyanka"])
def test_a_font_whose_converter_is_not_installed_is_refused(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(legacy_converters, "is_installed", lambda: False)
    with pytest.raises(SourceError, match=f"for the font {name}, which needs a conv") as caught:
        convert("ihndI", find_named_font(name), "a.html")
    assert caught.value.hint == "pip install 'audio-edition[fonts]'"


@given(st.sampled_from(["aps", "chanakya", "shusha"]), st.text(st.characters(max_codepoint=255)))
def test_any_text_can_be_converted(layout: str, text: str) -> None:
    pytest.importorskip("krutiextract")
    assert unicodedata.is_normalized("NFC", convert_layout(text, layout))


def test_english_is_no_legacy_font() -> None:
    assert guess_font("The minister said on Tuesday that the bill would be passed.") is None


@pytest.mark.parametrize(
    ("names", "name"),
    [
        ("Kruti Dev 010", "Kruti Dev 010"),
        ("font-family: 'DevLys 010', serif", "DevLys 010"),
        ("Walkman-Chanakya905, Arial", "Walkman-Chanakya905"),
        ("Mangal, Arial", None),
        ("Mangal, Kruti Dev 010", None),
        ("Agrandir", None),
        ("Krishnamurti Sans", None),
        ("Agra", "Agra"),
        ("krishna", "krishna"),
        ("Shusha05", "Shusha05"),
        ("Shivaji05", "Shivaji05"),
        ("APS-C-DV-Prakash", "APS-C-DV-Prakash"),
        ("AkrutiDevPriya", "AkrutiDevPriya"),
        ("DVBW-TTYogeshEN", "DVBW-TTYogeshEN"),
        ("Noto Sans Devanagari", None),
    ],
)
def test_a_font_is_known_by_its_name(names: str, name: str | None) -> None:
    found = find_named_font(names)
    assert (found.name if found else None) == name
