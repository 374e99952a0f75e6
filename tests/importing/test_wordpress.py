"""WordPress sites by their REST API: answers of a server on loopback, in WordPress's form."""

from __future__ import annotations

import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from audio.errors import SourceError
from audio.importing.polite_fetch import PoliteFetcher
from audio.readers import read
from tests.importing.conftest import item_body
from tests.importing.test_feeds import Run, states
from tests.serving import serve


class Blog:
    """A site of numbered posts that answers as WordPress does, and notes what it is asked for."""

    def __init__(self, posts: int) -> None:
        self.url = ""
        self.asked: list[dict[str, str]] = []
        self.dates: dict[int, str] = {}
        """Of posts that had to wait for it, by number."""
        self.protected: set[int] = set()
        self.counts_pages = True
        self.knows_pages = True
        self.busy = 0
        """How many requests to come are refused as too many."""
        self.posts = {n: (f"2025-01-{n % 28 + 1:02}T00:{n // 60:02}:{n % 60:02}", item_body(n))
                      for n in range(1, posts + 1)}  # fmt: skip

    def list_posts(self, asked: dict[str, str]) -> list[dict[str, object]]:
        """Those changed or published after a moment, in that order."""
        by = {"modified": "modified_gmt", "date": "date_gmt"}[asked["orderby"]]
        after = {"modified": "modified_after", "date": "after"}[asked["orderby"]]
        since = asked.get(after, "").rstrip("Z")
        listed = sorted(self._describe_posts(), key=lambda post: str(post[by]))
        return [post for post in listed if str(post[by]) > since]

    def _describe_posts(self) -> list[dict[str, object]]:
        return [
            {
                "id": number,
                "guid": {"rendered": f"https://blog.example/?p={number}"},
                "link": f"https://blog.example/khabar-{number}/",
                "date_gmt": self.dates.get(number, "2025-01-01T02:00:00"),
                "modified_gmt": modified,
                "title": {"rendered": f"ख़बर {number} &#8211; वर्षा"},
                "excerpt": {"rendered": "<p>सार […]</p>"},
                "content": {
                    "rendered": "" if number in self.protected else body,
                    "protected": number in self.protected,
                },
                "_embedded": {"author": [{"name": "आशा"}]},
            }
            for number, (modified, body) in self.posts.items()
        ]


@pytest.fixture
def blog(monkeypatch: pytest.MonkeyPatch) -> Iterator[Blog]:
    monkeypatch.setattr("audio.importing.wordpress.PAGE", 5)
    made = Blog(12)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            if parts.path != "/wp-json/wp/v2/posts":
                self.send_error(404)
                return
            asked = {name: values[0] for name, values in parse_qs(parts.query).items()}
            made.asked.append(asked)
            posts = made.list_posts(asked)
            size, page = int(asked["per_page"]), int(asked["page"]) if made.knows_pages else 1
            here = posts[size * (page - 1) : size * page]
            is_there = size <= 100 and (here or page == 1)
            body = json.dumps(here if is_there else {"code": "rest_post_invalid_page_number"})
            self.answer(body.encode(), 200 if is_there else 400, -(-len(posts) // size))

        def answer(self, body: bytes, status: int, pages: int) -> None:
            made.busy -= 1
            self.send_response(429 if made.busy >= 0 else status)
            if made.busy >= 0:
                self.send_header("Retry-After", "0")
            self.send_header("Content-Type", "application/json; charset=UTF-8")
            if made.counts_pages:
                self.send_header("X-WP-TotalPages", str(pages))
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    with serve(Handler) as url:
        made.url = f"{url}/wp-json/"
        yield made


def test_all_pages_are_read_and_later_only_what_has_changed(blog: Blog, tmp_path: Path) -> None:
    assert Run(tmp_path, blog.url).said[-1] == "12 new"
    assert [asked["page"] for asked in blog.asked] == ["1", "2", "3"]
    before = states(tmp_path)
    blog.asked.clear()
    blog.posts[7] = ("2025-02-01T00:00:00", item_body(7, "<p>बाद में जोड़ी गई बात।</p>"))
    assert Run(tmp_path, blog.url).said[-1] == "1 updated"
    assert [asked["orderby"] for asked in blog.asked] == ["date", "modified"]
    changed = [name for name, at in states(tmp_path).items() if at != before[name]]
    assert "बाद में जोड़ी गई बात।" in read(tmp_path / changed[0]).text
    assert Run(tmp_path, blog.url).said == ["nothing is new"]


def test_a_post_becomes_an_article_with_what_is_known_of_it(blog: Blog, tmp_path: Path) -> None:
    blog.posts = {3: blog.posts[3]}
    Run(tmp_path, blog.url)
    (path,) = tmp_path.glob("*.md")
    article = read(path)
    assert (article.title, article.author) == ("ख़बर 3 – वर्षा", "आशा")
    assert article.guid == "https://blog.example/?p=3"
    assert article.source == "https://blog.example/khabar-3/"
    assert article.published is not None
    assert article.published.isoformat() == "2025-01-01T02:00:00+00:00"


def test_a_short_post_is_not_looked_for_on_its_page(blog: Blog, tmp_path: Path) -> None:
    blog.posts = {3: ("2025-01-01T00:00:00", "<p>नदी में पानी बढ़ गया है।</p>")}
    assert Run(tmp_path, blog.url).said[-1] == "1 new"


def test_a_part_of_a_site_is_asked_for_by_its_query(blog: Blog, tmp_path: Path) -> None:
    Run(tmp_path, f"{blog.url}wp/v2/posts?categories=5")
    assert {asked["categories"] for asked in blog.asked} == {"5"}


def test_a_post_that_waited_for_its_date_comes_though_nobody_changed_it(
    blog: Blog, tmp_path: Path
) -> None:
    waiting = blog.posts.pop(3)
    Run(tmp_path, blog.url)
    blog.posts[3], blog.dates[3] = waiting, "2025-03-01T07:00:00"
    assert Run(tmp_path, blog.url).said[-1] == "1 new"
    assert Run(tmp_path, blog.url).said == ["nothing is new"]


def test_all_pages_are_read_of_a_site_that_does_not_count_them(blog: Blog, tmp_path: Path) -> None:
    blog.counts_pages = False
    del blog.posts[1], blog.posts[2]
    blog.posts = dict(list(blog.posts.items())[:10])
    run = Run(tmp_path, blog.url)
    assert (run.said[-1], run.warned, run.code) == ("10 new", [], 0)


def test_a_copy_of_a_site_that_has_but_one_page_is_read_once(blog: Blog, tmp_path: Path) -> None:
    blog.counts_pages = blog.knows_pages = False
    blog.posts = {number: blog.posts[number] for number in (3, 4)}
    assert Run(tmp_path, blog.url).said[-1] == "2 new"
    assert len(blog.asked) == 2


def test_a_post_behind_a_password_is_named_and_left_out(blog: Blog, tmp_path: Path) -> None:
    blog.posts = {number: blog.posts[number] for number in (3, 4)}
    blog.protected = {3}
    run = Run(tmp_path, blog.url)
    assert (run.said[-1], run.code) == ("1 new", 0)
    assert [line.partition(" is ")[::2] for line in run.warned] == [
        ("https://blog.example/khabar-3/:", "protected by a password: left out")
    ]


def test_a_site_that_is_asked_too_often_is_waited_for(blog: Blog, tmp_path: Path) -> None:
    blog.busy = 2
    assert Run(tmp_path, blog.url).said[-1] == "12 new"
    blog.busy = 9
    assert "answers 429" in Run(tmp_path, blog.url).warned[-1]


def test_a_site_that_stays_too_busy_is_not_asked_for_its_other_pages(blog: Blog) -> None:
    blog.busy = 99
    fetcher = PoliteFetcher(allow_private=True, delay=0.0, sleep=lambda _: None)
    for page in (1, 2):
        with pytest.raises(SourceError, match="answers 429"):
            fetcher.fetch(f"{blog.url}wp/v2/posts?per_page=100&page={page}&orderby=date")
    assert {asked["page"] for asked in blog.asked} == {"1"}


@pytest.mark.parametrize("body", [b"{}", b"[1]", b"<html>"])
def test_what_is_no_list_of_posts_is_one_clear_line(site, tmp_path: Path, body: bytes) -> None:
    query = "order=asc&_embed=author%2Cwp%3Afeaturedmedia&orderby=modified"
    site.put(f"/wp-json/wp/v2/posts?per_page=100&page=1&{query}", body, "application/json")
    run = Run(tmp_path, f"{site.url}/wp-json")
    assert run.code == 2
    assert len(run.warned) == 1
