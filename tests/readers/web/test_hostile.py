"""Pages made to harm: each is refused in one line, or read as if nothing were."""

from __future__ import annotations

import pytest

from audio.errors import SourceError
from audio.readers.web.article import read

TITLE = "<title>कोसी का जलस्तर बढ़ा</title><h1>कोसी का जलस्तर बढ़ा</h1>"
TEXT = "<p>बिहार में मानसून ने रफ़्तार पकड़ ली है और कोसी नदी का जलस्तर लगातार बढ़ रहा है।</p>"
PAGE = TITLE + TEXT


@pytest.mark.parametrize(
    ("page", "message"),
    [
        (b"<p>" + b"x" * 11_000_000, "is larger than 10 MB"),
        ((PAGE + "<div>" * 100_000).encode(), "is nested more than 1000 deep"),
        ((PAGE + "<b>" * 310_000).encode(), "is nested more than 1000 deep"),
        ((PAGE + "<br>" * 310_000).encode(), "has more than 300,000 elements"),
        ((PAGE + f"<i {' a=1' * 5000}>").encode(), "has an element with more than 1000 attributes"),
        (PAGE.replace("नदी", "न\0दी").encode(), "has a letter that cannot be read, near"),
        (PAGE.replace("नदी", "&#0;दी").encode(), "has a letter that cannot be read, near"),
        (PAGE.replace("नदी", "&#xD800;").encode(), "has a letter that cannot be read, near"),
        (PAGE.encode().replace("न".encode(), b"\xed\xa0\x80"), "has a letter that cannot be read"),
        (PAGE.encode().replace("न".encode(), b"\xe0\xa4"), "has a letter that cannot be read"),
        (b"", "is empty"),
        (b"%PDF-1.7\n", "is a PDF document, not a web page"),
        (bytes(range(256)) * 20, "is binary, not a web page"),
        ("शीर्षक\n\nकेवल पाठ।".encode(), "is no web page: it holds no markup"),
        (b"<html><script>x</script></html>", "holds no article"),
        (b"<h1>The title of it</h1><p>This page is English.</p>", "is English or another language"),
        (
            "<h1>x</h1><p><font face=Krishna>ÖæÚUÌ âÚU·¤æÚU Ùð</font>".encode("cp1252"),
            "is Hindi typed for the font Krishna, which is not read",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_page_that_cannot_be_read_is_refused_in_one_line(page: bytes, message: str) -> None:
    with pytest.raises(SourceError) as caught:
        read(page, "p.html")
    assert str(caught.value).startswith(f"p.html: {message}")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "page",
    [
        '<!DOCTYPE html [<!ENTITY a "aaa"><!ENTITY b "&a;&a;&a;">]>' + PAGE + "<i>&b;</i>",
        '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + PAGE + "<i>&x;</i>",
        TITLE + '<script type="application/ld+json">' + "[" * 100_000 + "</script>" + TEXT,
        TITLE + '<script type="application/ld+json">{"@type":"NewsArticle","headline":7}</script>'
        + TEXT,
        TITLE + "<script>document.write('<p>" + "x" * 10_000 + "')</script>" + TEXT,
        TITLE + "<table><tr>" + "<td colspan=9999999 rowspan=9999999>1" * 9 + "</table>" + TEXT,
        PAGE + ("<sup>" * 900 + "1" + "</sup>" * 900) * 20,
        TITLE + "<div " + "class='" + "aB " * 100_000 + "'></div>" + TEXT,
    ],
)  # fmt: skip
def test_tricks_do_not_hurt_the_article(page: str) -> None:
    text = read(page.encode(), "p.html").text
    assert "मानसून ने रफ़्तार" in text
    assert "root:" not in text
    assert "aaaa" not in text
