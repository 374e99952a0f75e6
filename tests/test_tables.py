"""Tables: rows of cells, comments, and what is said of a user's file that cannot be read."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

import audio
from audio.errors import LexiconError
from audio.tables import read_numbered_rows, read_rows, read_users_text

PACKAGE = Path(audio.__file__).parent
TABLES = sorted([*PACKAGE.rglob("*.tsv"), PACKAGE / "hindi" / "common_words.txt"])


def test_rows_are_cells_without_comments(tmp_path):
    table = tmp_path / "table.tsv"
    table.write_text("# a comment\n\n#\tno comment\nकलम\t\tx\n", encoding="utf-8")
    assert [*read_rows(table)] == [["#", "no comment"], ["कलम", "", "x"]]


@pytest.mark.parametrize("table", TABLES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_package_s_table_is_in_nfc(table):
    assert unicodedata.is_normalized("NFC", table.read_text(encoding="utf-8"))


def test_a_row_s_number_counts_comments_and_empty_lines(tmp_path):
    table = tmp_path / "table.tsv"
    table.write_text("# a comment\n\nक\tख\n", encoding="utf-8")
    assert [*read_numbered_rows(table)] == [(3, ["क", "ख"])]


def test_a_user_s_byte_order_mark_is_no_text(tmp_path):
    path = tmp_path / "names.tsv"
    path.write_bytes("क\tख\n".encode("utf-8-sig"))
    assert read_users_text(path, "the lexicon", LexiconError) == "क\tख\n"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be"])
def test_a_table_that_excel_saved_as_unicode_text_is_read(tmp_path, encoding):
    path = tmp_path / "names.tsv"
    path.write_bytes(
        "\ufeffक\tख\r\n".removeprefix("\ufeff" * (encoding == "utf-16")).encode(encoding)
    )
    assert read_users_text(path, "the lexicon", LexiconError) == "क\tख\n"


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", ["IMD\tमौसम विभाग\n", "क\tख\n"])
def test_utf_16_without_its_mark_is_read(tmp_path, encoding, text):
    path = tmp_path / "names.tsv"
    path.write_bytes(text.encode(encoding))
    assert read_users_text(path, "the lexicon", LexiconError) == text


@pytest.mark.parametrize(
    ("data", "says"),
    [(None, "the lexicon cannot be read: No such file"), (b"\xff", "is not UTF-8 or UTF-16")],
)
def test_a_user_s_file_that_cannot_be_read_is_named(tmp_path, data, says):
    path = tmp_path / "names.tsv"
    if data:
        path.write_bytes(data)
    with pytest.raises(LexiconError, match=f"names.tsv: {says}"):
        read_users_text(path, "the lexicon", LexiconError)
