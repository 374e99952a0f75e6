from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from audio.readers.documents import legacy_fonts
from audio.readers.documents.legacy_fonts import (
    CHANAKYA,
    KRUTI_DEV,
    convert,
    convert_kruti_dev,
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
    assert convert_kruti_dev(typed) == unicodedata.normalize("NFC", shown)


@pytest.mark.tsv("kruti_dev.tsv")
def test_kruti_dev_reads_as_it_is_shown(typed: str, shown: str) -> None:
    assert convert_kruti_dev(typed) == unicodedata.normalize("NFC", shown)


@pytest.mark.tsv("kruti_dev.tsv")
def test_kruti_dev_is_known_by_its_commonest_words(typed: str, shown: str) -> None:
    assert guess_font(f"{typed} gS fd vkSj {typed} gS") == KRUTI_DEV
    assert guess_font(shown) is None


def test_chanakya_is_known_by_its_commonest_words() -> None:
    assert guess_font("×ð´ ãñ ·ð¤ âð Ùð ÖæÚUÌ ãñ´") == CHANAKYA


@pytest.mark.tsv("legacy_words.tsv")
def test_a_word_reads_as_its_font_shows_it(font: str, typed: str, shown: str) -> None:
    named = find_named_font(font)
    assert convert(typed, named, "a") == unicodedata.normalize("NFC", shown)


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
