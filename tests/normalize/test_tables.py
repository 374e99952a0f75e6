"""The tables: whole rows, one spelling, an example each, no spelling twice."""

from __future__ import annotations

import pytest
import regex

from audio.hindi.orthography import unify
from audio.normalize.tables_reader import FOLDER, read_table
from audio.normalize.version import NORMALIZER_VERSION

ENGLISH = ("acronyms", "english", "latin_letters")
NAMES = sorted(
    path.stem
    for path in FOLDER.glob("*.tsv")
    if path.stem == "english_numbers" or not path.stem.startswith(ENGLISH)
)


@pytest.mark.parametrize("name", NAMES)
def test_every_row_is_whole_and_ends_in_an_example(name):
    width = len(read_table(name)[0].cells)
    for row in read_table(name):
        assert len(row.cells) == width, row.place
        assert row.cells[0], row.place
        assert row.cells[-1], row.place


@pytest.mark.parametrize("name", NAMES)
def test_tables_are_in_the_one_spelling_that_text_is_matched_in(name):
    text = (FOLDER / f"{name}.tsv").read_text(encoding="utf-8")
    cells = regex.split(r"[|\t\n]", text)
    assert [unify(cell) for cell in cells] == cells


@pytest.mark.parametrize("name", NAMES)
def test_no_spelling_stands_twice(name):
    parted = name not in ("symbols", "cues", "address_signs")
    spellings = [
        spelling
        for row in read_table(name)
        for spelling in (row.cells[0].split("|") if parted else [row.cells[0]])
    ]
    assert sorted(set(spellings)) == sorted(spellings)


def test_the_version_follows_the_tables(monkeypatch, tmp_path):
    from audio.normalize import version

    (tmp_path / "tables").mkdir()
    (tmp_path / "tables" / "a.tsv").write_text("x", encoding="utf-8")
    monkeypatch.setattr(version, "__file__", str(tmp_path / "version.py"))
    first = version._compute_fingerprint()
    (tmp_path / "tables" / "a.tsv").write_text("y", encoding="utf-8")
    assert first != version._compute_fingerprint() != NORMALIZER_VERSION
