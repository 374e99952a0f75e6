"""A site on the loopback interface that counts what it is asked for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler
from xml.sax.saxutils import escape

import pytest

from tests.serving import serve


@dataclass
class Site:
    """Pages by path: the media type and the body."""

    url: str = ""
    pages: dict[str, tuple[str, bytes]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    def put(
        self, path: str, text: str | bytes, media_type: str = "text/html; charset=utf-8"
    ) -> str:
        self.pages[path] = (media_type, text.encode() if isinstance(text, str) else text)
        return self.url + path


@pytest.fixture
def site() -> Iterator[Site]:
    made = Site()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            made.asked.append(self.path)
            media_type, body = made.pages.get(self.path, ("", b""))
            etag = f'"{hash(body):x}"'
            if self.path not in made.pages:
                self.send_error(404)
            elif self.headers.get("If-None-Match") == etag:
                self.send_response(304)
                self.end_headers()
            else:
                self.send_response(200)
                if media_type:
                    self.send_header("Content-Type", media_type)
                self.send_header("Content-Length", str(len(body)))
                self.send_header("ETag", etag)
                self.end_headers()
                self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    with serve(Handler) as made.url:
        yield made


WORDS = [
    *("राम", "सीता", "खेत", "नदी", "पानी", "गाँव", "किसान", "वर्षा"),
    *("बाज़ार", "स्कूल", "शिक्षक", "किताब", "सड़क", "पुल", "शहर", "रेल"),
]
"""For articles that differ."""


def item_body(number: int, changed: str = "") -> str:
    """HTML of six paragraphs, long enough to be the whole of an item."""
    paragraphs = [
        f"<p>{WORDS[(number + at) % 16]} और {WORDS[(number * 3 + at) % 16]} की यह {number + at} वीं "
        "बात है, "
        f"जो यहाँ विस्तार से लिखी गई है ताकि पाठक पूरी बात समझ सकें और आगे पढ़ सकें।</p>"
        for at in range(8)
    ]
    return "".join(paragraphs) + changed


def rss(items: list[tuple[int, str]]) -> str:
    """A feed of items: their number, and the HTML of their content; newest first."""
    first = datetime(2024, 1, 1, tzinfo=UTC)
    entries = "".join(
        f"<item><title>समाचार {number}: {WORDS[number % 16]}</title><guid>tag:site,{number}</guid>"
        f"<link>https://site.example/{number}</link><dc:creator>राम शर्मा</dc:creator>"
        f"<pubDate>{format_datetime(first + timedelta(hours=number))}</pubDate>"
        f"<description>सार</description><content:encoded>{escape(body)}</content:encoded></item>"
        for number, body in items
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/"'
        ' xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
        f"<title>समाचार</title>{entries}</channel></rss>"
    )
