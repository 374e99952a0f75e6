"""``audio-edition import`` as it is typed."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from audio.importing.chapters import split_chapters
from audio.readers import read, read_bytes
from tests.conftest import Done
from tests.importing.conftest import Site
from tests.readers.packages import package


@pytest.fixture
def bring(run: Callable[..., Done]) -> Callable[..., Done]:
    """Runs ``audio-edition import``."""
    return partial(run, "import")


def test_a_dry_run_prints_the_article_and_writes_nothing(
    bring: Callable[..., Done], tmp_path: Path
) -> None:
    done = bring("-", "--dry-run", "--to", str(tmp_path / "c"), stdin=package("epub"))
    article = read_bytes(done.out.encode(), "printed", ".md")
    assert article.text == read_bytes(package("epub"), "a", ".epub").text
    assert done.code == 0
    assert not (tmp_path / "c").exists()


def test_standard_input_may_be_any_kind_of_document(
    bring: Callable[..., Done], tmp_path: Path
) -> None:
    for kind in ("epub", "docx", "odt"):
        done = bring("-", "--to", str(tmp_path / kind), stdin=package(kind))
        assert done.out.endswith("1 new\n"), done.err


def test_two_texts_of_one_title_on_standard_input_are_two_articles(
    bring: Callable[..., Done], tmp_path: Path
) -> None:
    first, second = (f"मुख्य समाचार\n\n{day} दिन: वर्षा हुई।\n".encode() for day in ("पहला", "दूसरा"))
    for text in (first, second):
        assert bring("-", "--to", str(tmp_path), stdin=text).out.endswith("1 new\n")
    assert "1 unchanged" in bring("-", "--to", str(tmp_path), stdin=first).out
    texts = [read(path).text for path in sorted(tmp_path.glob("*.md"))]
    assert ["पहला" in text for text in texts] == [False, True]


def test_what_lies_beside_an_editors_version_is_told_of_on_every_run(
    bring: Callable[..., Done], tmp_path: Path
) -> None:
    (tmp_path / "a.md.new").write_text("# क\n", "utf-8")
    done = bring("-", "--to", str(tmp_path), stdin="# नदी\n\nपानी बहता है।\n".encode())
    assert "a.md.new still waits: merge it into a.md, then delete it" in done.err


def test_of_several_sources_one_that_cannot_be_read_keeps_no_other_away(
    bring: Callable[..., Done], tmp_path: Path
) -> None:
    (tmp_path / "a.docx").write_bytes(package("docx"))
    done = bring(str(tmp_path / "no.pdf"), str(tmp_path / "a.docx"), "--to", str(tmp_path / "c"))
    assert done.code == 2
    error, *warnings = done.err.splitlines()
    assert "no.pdf: no such file; check the path" in error
    assert all("a.docx: left out" in warning for warning in warnings)
    assert len(list((tmp_path / "c").glob("*.md"))) == 1


def test_a_book_may_be_a_show_of_its_chapters(bring: Callable[..., Done], tmp_path: Path) -> None:
    (tmp_path / "a.epub").write_bytes(package("epub"))
    bring(str(tmp_path / "a.epub"), "--split", "chapters", "--to", str(tmp_path / "c"))
    first, second = sorted((tmp_path / "c").glob("*.md"))
    assert (first.name, second.name) == ("1-pahla-adhyay.md", "2-dusra-adhyay.md")
    assert read(second).title == "दूसरा अध्याय"
    assert read(second).guid == "urn:uuid:1#dusra-adhyay"
    assert (read(first).episode, read(second).episode) == (1, 2)
    assert read(second).source == "गाँव की कहानियाँ"


def test_no_text_is_lost_between_chapters() -> None:
    book = read_bytes(package("epub"), "a", ".epub")
    parts = split_chapters(book)
    texts = [block.span.of(part.text) for part in parts for block in part.blocks]
    assert texts == [block.span.of(book.text) for block in book.blocks[1:]]


@pytest.mark.parametrize(
    ("text", "titles", "notes"),
    [
        # The book's only heading of the first rank is its title; chapters are of the second.
        ("# किताब\n\n## एक\n\nपाठ है।\n\n## दो\n\nपाठ है।\n", ["एक", "दो"], ()),
        # The title is in the front matter, and a heading over all chapters says another.
        (
            "---\ntitle: किताब\n---\n\n# मेरी पूरी किताब\n\n## एक\n\nपाठ है।\n\n## दो\n\nपाठ है।\n",
            ["एक", "दो"],
            ("left out “मेरी पूरी किताब”, a heading",),
        ),
        # That heading has a text of its own.
        (
            "---\ntitle: किताब\n---\n\n# भूमिका\n\nशुरू है।\n\n## एक\n\nपाठ है।\n\n## दो\n\nपाठ है।\n",
            ["भूमिका", "एक", "दो"],
            (),
        ),
        # Parts of chapters: the parts are the articles.
        (
            "# किताब\n\n## भाग एक\n\n### क\n\nपाठ है।\n\n### ख\n\nपाठ है।\n\n## भाग दो\n\nपाठ है।\n",
            ["भाग एक", "भाग दो"],
            (),
        ),
        ("# किताब\n\nशुरू है।\n\n## एक\n\nपाठ है।\n", ["किताब", "एक"], ()),
    ],
)
def test_chapters_are_the_highest_headings_of_which_there_are_several(
    text: str, titles: list[str], notes: tuple[str, ...]
) -> None:
    found = split_chapters(read_bytes(text.encode(), "a", ".md"))
    assert [chapter.title for chapter in found] == titles
    assert found[0].notes == notes


def test_a_text_without_chapters_cannot_be_split(
    bring: Callable[..., Done], tmp_path: Path
) -> None:
    text = "# नदी\n\nपानी बहता है।\n".encode()
    done = bring("-", "--split", "chapters", "--to", str(tmp_path / "c"), stdin=text)
    assert done.code == 2
    assert "has no chapters to split it by" in done.err


def test_a_private_address_is_fetched_only_where_that_is_permitted(
    bring: Callable[..., Done], site: Site, tmp_path: Path
) -> None:
    url = site.put("/a.docx", package("docx"), "application/octet-stream")
    refused = bring(url, "--to", str(tmp_path / "c"))
    assert refused.code == 2
    assert "--allow-private permits it" in refused.err
    assert not site.asked
    assert "1 new" in bring(url, "--allow-private", "--to", str(tmp_path / "c")).out


def test_a_document_that_is_declared_as_another_is_refused(
    bring: Callable[..., Done], site: Site, tmp_path: Path
) -> None:
    url = site.put("/a", package("docx"), "text/html")
    done = bring(url, "--allow-private", "--to", str(tmp_path / "c"))
    assert done.code == 2
    assert "is declared as text/html, but is a Word document" in done.err


def test_what_is_declared_as_no_text_is_refused(
    bring: Callable[..., Done], site: Site, tmp_path: Path
) -> None:
    url = site.put("/a", b"<html>", "image/gif")
    done = bring(url, "--allow-private", "--to", str(tmp_path / "c"))
    assert done.code == 2
    assert "is image/gif, not an article" in done.err


def test_a_file_whose_name_is_no_text_is_imported(run, tmp_path):
    source = tmp_path / "\udcff.md"
    source.write_text("# नदी\n\nनदी में पानी है।\n", "utf-8")
    assert run("import", str(source), "--to", str(tmp_path / "content")).out.endswith("1 new\n")
