from importlib import import_module
from pathlib import Path

import pytest

from audio.errors import SourceError
from audio.readers import READERS, read, read_bytes

TEXT = "# शीर्षक\n\nयह *पाठ* है।\n"


def test_readers_are_in_order_and_exist() -> None:
    assert list(READERS) == sorted(READERS)
    for row in READERS.values():
        module, _, function = row.reader.partition(":")
        assert callable(getattr(import_module(module), function))


@pytest.mark.parametrize("name", ["a.md", "a.MD", "a.markdown"])
def test_markdown_is_known_by_its_suffix(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text(TEXT, "utf-8")
    assert read(path).text == "शीर्षक\n\nयह पाठ है।"


@pytest.mark.parametrize("name", ["a.txt", "a", "a.text"])
def test_other_text_is_plain(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text(f"{TEXT}\nखेल &amp; जल\n", "utf-8")
    assert "&amp;" in read(str(path)).text


def test_standard_input_with_front_matter_is_markdown() -> None:
    article = read_bytes(f"---\nauthor: राम\n---\n{TEXT}".encode(), "-", "")
    assert article.text == "शीर्षक\n\nयह पाठ है।"


def test_standard_input_is_named_in_messages() -> None:
    with pytest.raises(SourceError, match=r"^standard input: is empty"):
        read_bytes(b"", "-", "")


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("ftp://x.in/a.html", "ftp://x.in/a.html: is no http or https address; name a web page"),
        ("a.rss", "a.rss: is a feed, which is not read"),
        ("missing.md", "missing.md: no such file; check the path"),
        ("missing/a.md", "missing/a.md: no such file; check the path"),
        ("README.md/a.md", "README.md/a.md: no such file: a part of its path is a file"),
        ("", "article '': is no path; name a file, or - for standard input"),
        (" ", "article ' ': is no path; name a file"),
        ("tests", "tests: is a folder, not an article"),
        ("a\0b", "cannot be read"),
        ("क" * 300, "cannot be read (File name too long)"),
    ],
)
def test_a_source_that_cannot_be_read_is_refused_in_one_line(
    source: str, message: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(Path(__file__).parents[2])
    with pytest.raises(SourceError) as caught:
        read(source)
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)
