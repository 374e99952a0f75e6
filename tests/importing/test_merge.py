"""The editor's changes are kept, and what differs is told."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from audio.errors import OutputError, SettingsError
from audio.importing.merge import Merge, MergeOutcome
from audio.readers.text.markdown import read
from audio.records import Article

FIRST = "# नदी पर पुल\n\nपहला अनुच्छेद यहाँ है।\n\nदूसरा अनुच्छेद वहाँ है।\n"


def article(text: str = FIRST, guid: str = "g1") -> Article:
    return replace(read(text.encode(), "a"), guid=guid)


def lay(folder: Path, *articles: Article) -> list[MergeOutcome]:
    return [Merge(folder).add_article(one).outcome for one in articles]


def test_an_article_gets_the_slug_of_its_title(tmp_path: Path) -> None:
    assert Merge(tmp_path).add_article(article()).path == tmp_path / "nadi-par-pul.md"


def test_two_articles_of_one_title_get_names_of_their_own(tmp_path: Path) -> None:
    lay(tmp_path, article(guid="g1"), article(guid="g2"))
    assert sorted(p.name for p in tmp_path.glob("*.md")) == ["nadi-par-pul-2.md", "nadi-par-pul.md"]


def test_the_same_article_again_writes_nothing(tmp_path: Path) -> None:
    lay(tmp_path, article())
    before = {p: p.stat().st_mtime_ns for p in tmp_path.iterdir()}
    assert lay(tmp_path, article()) == [MergeOutcome.UNCHANGED]
    assert {p: p.stat().st_mtime_ns for p in tmp_path.iterdir()} == before


def test_what_no_editor_touched_follows_its_source(tmp_path: Path) -> None:
    lay(tmp_path, article())
    placed = Merge(tmp_path).add_article(article(FIRST.replace("वहाँ", "कहीं और")))
    assert placed.outcome is MergeOutcome.UPDATED
    assert placed.detail == "1 line differs: “दूसरा अनुच्छेद कहीं और है।”"
    assert "कहीं और" in placed.path.read_text("utf-8")


def test_what_an_editor_changed_stays_while_the_source_is_the_same(tmp_path: Path) -> None:
    path = Merge(tmp_path).add_article(article()).path
    path.write_text(path.read_text("utf-8").replace("पहला", "प्रथम"), "utf-8")
    assert lay(tmp_path, article()) == [MergeOutcome.UNCHANGED]
    assert "प्रथम" in path.read_text("utf-8")
    assert not list(tmp_path.glob("*.new"))


def test_where_both_changed_the_sources_is_laid_beside_the_editors(
    tmp_path: Path,
) -> None:
    path = Merge(tmp_path).add_article(article()).path
    path.write_text(path.read_text("utf-8").replace("पहला", "प्रथम"), "utf-8")
    placed = Merge(tmp_path).add_article(article(FIRST.replace("वहाँ", "कहीं और")))
    assert placed.outcome is MergeOutcome.KEPT
    assert "the source's is nadi-par-pul.md.new" in placed.detail
    assert "प्रथम" in path.read_text("utf-8")
    assert "कहीं और" in (tmp_path / "nadi-par-pul.md.new").read_text("utf-8")


def test_what_was_laid_beside_is_told_once(tmp_path: Path) -> None:
    path = Merge(tmp_path).add_article(article()).path
    path.write_text(path.read_text("utf-8").replace("पहला", "प्रथम"), "utf-8")
    changed = article(FIRST.replace("वहाँ", "कहीं और"))
    assert lay(tmp_path, changed, changed) == [MergeOutcome.KEPT, MergeOutcome.UNCHANGED]
    waits = Merge(tmp_path).add_article(changed)
    assert waits.detail == "an editor changed it; nadi-par-pul.md.new still waits"
    assert [p.name for p in Merge(tmp_path).find_waiting()] == ["nadi-par-pul.md.new"]


def test_an_article_is_found_under_the_name_that_an_editor_gave_it(tmp_path: Path) -> None:
    Merge(tmp_path).add_article(article()).path.rename(tmp_path / "pul.md")
    assert lay(tmp_path, article(FIRST.replace("वहाँ", "कहीं और"))) == [MergeOutcome.UPDATED]
    assert [p.name for p in tmp_path.glob("*.md")] == ["pul.md"]


def test_without_its_ledger_what_differs_is_taken_for_an_editors(tmp_path: Path) -> None:
    lay(tmp_path, article())
    (tmp_path / ".imported.jsonl").unlink()
    assert lay(tmp_path, article()) == [MergeOutcome.UNCHANGED]
    (tmp_path / ".imported.jsonl").unlink()
    assert lay(tmp_path, article(FIRST.replace("वहाँ", "कहीं और"))) == [MergeOutcome.KEPT]


def test_a_damaged_ledger_is_named_with_its_line(tmp_path: Path) -> None:
    (tmp_path / ".imported.jsonl").write_text("[1]\n", "utf-8")
    with pytest.raises(SettingsError, match=r"\.imported\.jsonl:1: is damaged"):
        Merge(tmp_path)


def test_an_article_that_is_removed_and_asked_for_again_comes_again(tmp_path: Path) -> None:
    Merge(tmp_path).add_article(article()).path.unlink()
    assert lay(tmp_path, article()) == [MergeOutcome.NEW]


def test_a_file_is_no_content_folder(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("x", "utf-8")
    with pytest.raises(OutputError, match="is not a folder"):
        Merge(tmp_path / "a")


def test_an_import_that_fails_half_way_leaves_no_part(tmp_path: Path) -> None:
    path = Merge(tmp_path).add_article(article()).path
    (tmp_path / "nadi-par-pul.md.new").mkdir()
    path.write_text(path.read_text("utf-8").replace("पहला", "प्रथम"), "utf-8")
    ledger = (tmp_path / ".imported.jsonl").read_text("utf-8")
    with pytest.raises(OutputError, match="is a folder"):
        Merge(tmp_path).add_article(article(FIRST.replace("वहाँ", "कहीं और")))
    assert (tmp_path / ".imported.jsonl").read_text("utf-8") == ledger
    assert not list(tmp_path.glob(".*.part"))


def test_a_text_that_waits_beside_an_article_is_not_overwritten(tmp_path: Path) -> None:
    path = Merge(tmp_path).add_article(article()).path
    path.write_text(path.read_text("utf-8").replace("पहला", "प्रथम"), "utf-8")
    (tmp_path / "nadi-par-pul.md.new").write_text("एक संपादक का पाठ।\n", "utf-8")
    placed = Merge(tmp_path).add_article(article(FIRST.replace("वहाँ", "कहीं और")))
    assert "the source's is nadi-par-pul.md.2.new" in placed.detail
    assert (tmp_path / "nadi-par-pul.md.new").read_text("utf-8") == "एक संपादक का पाठ।\n"


def test_the_sources_next_version_takes_the_place_of_the_one_that_waits(tmp_path: Path) -> None:
    path = Merge(tmp_path).add_article(article()).path
    path.write_text(path.read_text("utf-8").replace("पहला", "प्रथम"), "utf-8")
    for word in ("कहीं और", "यहीं"):
        Merge(tmp_path).add_article(article(FIRST.replace("वहाँ", word)))
    (waiting,) = Merge(tmp_path).find_waiting()
    assert "यहीं" in waiting.read_text("utf-8")
