"""Main pictures: brought beside their article, checked, and never over an editor's."""

from __future__ import annotations

import io
import struct
import zlib
from pathlib import Path

import pytest
from PIL import Image

from audio.artwork import covers
from audio.importing.options import ImportOptions
from audio.importing.run import ImportRun
from audio.readers import read
from audio.records import Show
from tests.importing.collected import CollectedWarnings
from tests.importing.conftest import Site, item_body, rss
from tests.readers.packages import EPUB, package

LONG = "गाँव की नदी पर नया पुल बना और सब लोग उस पार जाने लगे, जहाँ बाज़ार और स्कूल हैं। " * 4


def picture(form: str = "JPEG", size: tuple[int, int] = (1200, 630), colour: str = "red") -> bytes:
    held = io.BytesIO()
    Image.new("RGB", size, colour).save(held, form)
    return held.getvalue()


def bomb() -> bytes:
    """A PNG that says it is 60,000 pixels square."""

    def chunk(name: bytes, data: bytes) -> bytes:
        check = struct.pack(">I", zlib.crc32(name + data))
        return struct.pack(">I", len(data)) + name + data + check

    header = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    chunks = [(b"IHDR", header), (b"IDAT", zlib.compress(bytes(10**6), 9)), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunk(name, data) for name, data in chunks)


def page(image: str, text: str = LONG) -> str:
    return (
        f'<html lang=hi><head><meta property="og:image" content="{image}"></head><body><article>'
        f"<h1>नदी पर नया पुल</h1><p>{text}</p></article></body></html>"
    )


class Run:
    """One run of the command, and what it said."""

    def __init__(self, content: Path, *sources: str, private: bool = True, images: bool = True):
        self.said: list[str] = []
        self.warned: list[str] = []
        options = ImportOptions(allow_private=private, images=images, delay=0)
        run = ImportRun(content, options, self.said.append, self.warned.append)
        with CollectedWarnings(self.warned):
            self.code = run.run(sources, b"")


def test_a_pages_picture_comes_with_it_and_becomes_its_cover(site: Site, tmp_path: Path) -> None:
    site.put("/i", picture(), "image/jpeg")
    done = Run(tmp_path, site.put("/a", page("/i")))
    assert (done.code, done.warned) == (0, [])
    article = read(tmp_path / "nadi-par-naya-pul.md")
    assert article.image == "nadi-par-naya-pul.jpg"
    assert (tmp_path / article.image).read_bytes() == picture()
    assert covers.make_edition_cover(article, Show(title="समाचार")).media_type == "image/jpeg"


def test_a_pictures_name_says_what_its_bytes_are(site: Site, tmp_path: Path) -> None:
    site.put("/i.jpg", picture("PNG"), "image/jpeg")
    Run(tmp_path, site.put("/a", page("/i.jpg")))
    assert read(tmp_path / "nadi-par-naya-pul.md").image == "nadi-par-naya-pul.png"


def test_a_picture_for_browsers_becomes_one_for_players(site: Site, tmp_path: Path) -> None:
    site.put("/i.webp", picture("WEBP"), "image/webp")
    Run(tmp_path, site.put("/a", page("/i.webp")))
    with Image.open(tmp_path / "nadi-par-naya-pul.jpg") as opened:
        assert (opened.format, opened.size) == ("JPEG", (1200, 630))


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"<html>404</html>", "it is not a picture"),
        (bomb(), "it is too large"),
        (picture(size=(1, 1)), "it is 1 × 1 pixels"),
        (picture("GIF"), "it is no JPEG or PNG"),
        (picture()[:4000], "it is damaged"),
        (bytes(13 * 10**6), "is larger than 12 MB"),
    ],
    ids=["page", "bomb", "pixel", "gif", "cut off", "large"],
)
def test_what_no_cover_can_be_is_left_out_with_a_warning(
    site: Site, tmp_path: Path, body: bytes, reason: str
) -> None:
    url = site.put("/i.jpg", body, "image/jpeg")
    done = Run(tmp_path, site.put("/a", page("/i.jpg")))
    assert done.code == 0
    (warning,) = done.warned
    assert warning.startswith(f"{url}: ")
    assert reason in warning
    assert read(tmp_path / "nadi-par-naya-pul.md").image == ""
    assert [path.name for path in tmp_path.glob("n*")] == ["nadi-par-naya-pul.md"]


def test_a_picture_at_a_private_address_is_left_where_it_is(site: Site, tmp_path: Path) -> None:
    url = site.put("/i.jpg", picture(), "image/jpeg")
    (tmp_path / "a.html").write_text(page(url), "utf-8")
    done = Run(tmp_path / "c", str(tmp_path / "a.html"), private=False)
    assert done.code == 0
    assert "is no public address" in done.warned[0]
    assert not site.asked


@pytest.mark.parametrize("image", ["file:///etc/passwd", "data:image/png;base64,AA", "//[", ""])
def test_a_picture_that_is_at_no_web_address_is_none(
    site: Site, tmp_path: Path, image: str
) -> None:
    done = Run(tmp_path, site.put("/a", page(image)))
    assert (done.code, done.warned) == (0, [])


def test_importing_again_fetches_no_picture_again(site: Site, tmp_path: Path) -> None:
    site.put("/i", picture(), "image/jpeg")
    url = site.put("/a", page("/i"))
    Run(tmp_path, url)
    site.put("/a", page("/i", f"{LONG} बाद की बात।"))
    assert Run(tmp_path, url).said[-1] == "1 updated"
    assert site.asked.count("/i") == 1


def test_an_editors_picture_is_not_written_over(site: Site, tmp_path: Path) -> None:
    site.put("/i", picture(), "image/jpeg")
    url = site.put("/a", page("/i"))
    Run(tmp_path, url)
    (tmp_path / "nadi-par-naya-pul.jpg").write_bytes(picture(colour="blue"))
    site.put("/a", page("/i", f"{LONG} बाद की बात।"))
    Run(tmp_path, url)
    assert (tmp_path / "nadi-par-naya-pul.jpg").read_bytes() == picture(colour="blue")


def test_another_picture_at_the_source_gets_another_name(site: Site, tmp_path: Path) -> None:
    site.put("/i", picture(), "image/jpeg")
    site.put("/j", picture(colour="green"), "image/jpeg")
    url = site.put("/a", page("/i"))
    Run(tmp_path, url)
    site.put("/a", page("/j"))
    assert Run(tmp_path, url).said[-1] == "1 updated"
    assert read(tmp_path / "nadi-par-naya-pul.md").image == "nadi-par-naya-pul-2.jpg"
    assert (tmp_path / "nadi-par-naya-pul.jpg").read_bytes() == picture()


def test_the_same_picture_at_another_address_changes_nothing(site: Site, tmp_path: Path) -> None:
    url = site.put("/a", page("/i?v=1"))
    site.put("/i?v=1", picture(), "image/jpeg")
    site.put("/i?v=2", picture(), "image/jpeg")
    Run(tmp_path, url)
    site.put("/a", page("/i?v=2"))
    assert Run(tmp_path, url).said == ["1 unchanged"]


def test_a_file_that_has_the_pictures_name_already_stays(site: Site, tmp_path: Path) -> None:
    (tmp_path / "nadi-par-naya-pul.jpg").write_bytes(b"mine")
    site.put("/i", picture(), "image/jpeg")
    Run(tmp_path, site.put("/a", page("/i")))
    assert (tmp_path / "nadi-par-naya-pul.jpg").read_bytes() == b"mine"
    assert read(tmp_path / "nadi-par-naya-pul.md").image == "nadi-par-naya-pul-2.jpg"


def test_pictures_may_be_left_where_they_are(site: Site, tmp_path: Path) -> None:
    site.put("/i", picture(), "image/jpeg")
    Run(tmp_path, site.put("/a", page("/i")), images=False)
    assert "/i" not in site.asked
    assert read(tmp_path / "nadi-par-naya-pul.md").image == ""


def feed(site: Site) -> str:
    media = f'<enclosure type="image/jpeg" url="{site.url}/i"/></item>'
    return rss([(1, item_body(1)), (2, item_body(2))]).replace("</item>", media)


def test_two_items_with_one_picture_share_its_file(site: Site, tmp_path: Path) -> None:
    site.put("/i", picture(), "image/jpeg")
    Run(tmp_path, site.put("/feed", feed(site), "text/xml"))
    (only,) = tmp_path.glob("*.jpg")
    assert {read(path).image for path in tmp_path.glob("*.md")} == {only.name}
    assert site.asked.count("/i") == 1


def test_robots_txt_covers_the_pictures_of_a_feed(site: Site, tmp_path: Path) -> None:
    site.put("/robots.txt", "User-agent: *\nDisallow: /i\n", "text/plain")
    site.put("/i", picture(), "image/jpeg")
    done = Run(tmp_path, site.put("/feed", feed(site), "text/xml"))
    assert done.code == 0
    assert done.said[-1] == "2 new"
    assert "robots.txt forbids it" in done.warned[0]
    assert "/i" not in site.asked


@pytest.mark.parametrize("version", [2, 3])
def test_a_books_cover_is_its_picture_and_that_of_its_chapters(
    version: int, tmp_path: Path
) -> None:
    properties = ' properties="cover-image"' if version == 3 else ""
    item = f'<item id="k" href="k.jpg" media-type="image/jpeg"{properties}/></manifest>'
    opf = EPUB["OEBPS/p.opf"].replace("</manifest>", item)
    if version == 2:
        opf = opf.replace("</metadata>", '<meta name="cover" content="k"/></metadata>')
    files = {"OEBPS/p.opf": opf, "OEBPS/k.jpg": picture(size=(800, 1200))}
    (tmp_path / "a.epub").write_bytes(package("epub", **files))
    Run(tmp_path / "c", str(tmp_path / "a.epub"))
    (book,) = (tmp_path / "c").glob("*.md")
    assert read(book).image == f"{book.stem}.jpg"
    options = ImportOptions(split=True)
    ImportRun(tmp_path / "d", options, print, print).run([str(tmp_path / "a.epub")], b"")
    assert {read(p).image for p in (tmp_path / "d").glob("*.md")} == {"1-pahla-adhyay.jpg"}


def test_a_damaged_cover_keeps_no_book_away(tmp_path: Path) -> None:
    item = '<item id="k" href="k.jpg" media-type="image/jpeg" properties="cover-image"/></manifest>'
    opf = EPUB["OEBPS/p.opf"].replace("</manifest>", item)
    files = {"OEBPS/p.opf": opf, "OEBPS/k.jpg": b"no picture"}
    (tmp_path / "a.epub").write_bytes(package("epub", **files))
    done = Run(tmp_path / "c", str(tmp_path / "a.epub"))
    assert done.code == 0
    assert "the book's cover: no picture for the cover: it is not a picture" in done.warned[-1]
