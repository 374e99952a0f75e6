"""What servers call their answers, and what those are: `narrate URL`'s reading."""

from __future__ import annotations

import gzip
import subprocess
import sys
from pathlib import Path

import pytest

from audio.errors import SourceError
from audio.readers import Reading, read
from tests.importing.conftest import Site, site
from tests.readers.packages import package

__all__ = ["site"]
LONG = "गाँव की नदी पर नया पुल बना और सब लोग उस पार जाने लगे, जहाँ बाज़ार और स्कूल हैं। " * 4
PAGE = f"<!DOCTYPE html><html><body><article><h1>नदी पर पुल</h1><p>{LONG}</p></article></body>"
PDF = Path(__file__).with_name("documents").joinpath("book.pdf").read_bytes()
PNG = b"\x89PNG\r\n\x1a\n" + bytes(200)
GIF = b"GIF89a" + bytes(200)
FEED = b"<rss><channel><title>x</title></channel></rss>"
HERE = Reading(allow_private=True)


@pytest.mark.parametrize(
    ("body", "media_type", "refusal"),
    [
        (PDF, "text/html", "is declared as text/html, but is a PDF document"),
        (package("docx"), "text/html", "is declared as text/html, but is a Word document"),
        (package("docx"), "application/epub+zip", "but is a Word document"),
        (PAGE.encode(), "application/pdf", "is declared as application/pdf, but is a web page"),
        (PNG, "text/html", "is declared as text/html, but is a PNG picture"),
        (PNG, "application/pdf", "is declared as application/pdf, but is a PNG picture"),
        (PNG, "text/plain", "is a picture of a page, not its text; `audio-edition import --draft`"),
        (PNG, "", "is a picture of a page, not its text; `audio-edition import --draft`"),
        (GIF, "text/html", "is a GIF picture, not a web page"),
        (GIF, "", "is a GIF picture, not a web page"),
        (GIF, "application/pdf", "is not a PDF document"),
        (gzip.compress(PAGE.encode()), "text/html", "is a gzip archive, not a web page"),
        (PAGE.encode(), "image/png", "is declared as image/png, but is a web page"),
        (PNG, "image/png", "is a picture of a page, not its text; `audio-edition import --draft`"),
        (PNG, "image/jpeg", "is declared as image/jpeg, but is a PNG picture"),
        (GIF, "image/gif", "is image/gif, not an article"),
        (PAGE.encode(), "audio/mpeg", "is audio/mpeg, not an article"),
        (FEED, "text/html", "is declared as text/html, but is a feed"),
        (FEED, "application/rss+xml", "is a feed, not an article"),
        (b"", "text/html", "is empty"),
    ],
)
def test_what_is_not_what_it_is_called_is_refused_in_one_line(
    site: Site, body: bytes, media_type: str, refusal: str
) -> None:
    url = site.put("/a", body, media_type)
    with pytest.raises(SourceError) as caught:
        read(url, HERE)
    assert refusal in str(caught.value)
    assert "\n" not in str(caught.value)
    assert str(caught.value).startswith(url)


@pytest.mark.parametrize("media_type", ["text/plain", "application/octet-stream", "text/xml", ""])
def test_a_page_is_read_as_one_where_its_type_says_little(site: Site, media_type: str) -> None:
    assert read(site.put("/a", PAGE, media_type), HERE).title == "नदी पर पुल"


def test_plain_text_at_an_address_is_read_as_such(site: Site) -> None:
    text = f"नदी पर पुल\n\n{LONG}\n\n3 < 5 भी लिखा है।\n"
    article = read(site.put("/a.txt", text, "text/plain; charset=utf-8"), HERE)
    assert article.title == "नदी पर पुल"
    assert article.text.endswith("3 < 5 भी लिखा है।")


@pytest.mark.parametrize("kind", ["docx", "epub", "odt"])
def test_a_document_at_an_address_is_read_by_its_own_reader(site: Site, kind: str) -> None:
    url = site.put("/a", package(kind), "application/octet-stream")
    assert len(read(url, HERE).blocks) > 9


def test_narrate_says_it_in_one_line_and_writes_nothing(site: Site, tmp_path: Path) -> None:
    url = site.put("/a.html", PDF, "text/html")
    command = [sys.executable, "-m", "audio", "narrate", url, "--allow-private"]
    done = subprocess.run(command, capture_output=True, check=False, cwd=tmp_path)
    assert done.returncode == 2
    (line,) = done.stderr.decode().splitlines()
    assert f"{url}: is declared as text/html, but is a PDF document" in line
    assert not list(tmp_path.iterdir())
