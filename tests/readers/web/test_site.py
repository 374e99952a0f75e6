"""The pages of ``site``, read over HTTP as ``narrate URL`` reads them."""

from __future__ import annotations

import runpy
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta, timezone
from functools import cache
from pathlib import Path
from statistics import fmean
from typing import Any
from zlib import crc32

import pytest
import regex

from audio.readers import Reading, read
from audio.readers.web import article as web_article
from audio.records import Article, BlockKind
from tests.serving import serve

BENCH = runpy.run_path(str(Path(__file__).parents[3] / "scripts/benches/readers.py"))
SITE = Path(__file__).parent / "site"
PAGES = sorted(SITE.rglob("*.txt"))
IST = timezone(timedelta(hours=5, minutes=30))


@pytest.fixture(scope="module")
def page() -> Iterator[Callable[[str], Article]]:
    """Reads the page of that name."""
    reading = Reading(allow_private=True)
    with serve(BENCH["site_of"](SITE)) as url:
        yield cache(lambda name: read(f"{url}/{name}", reading))


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_a_page_gives_its_article_and_nothing_else(
    path: Path, page: Callable[[str], Article]
) -> None:
    score = BENCH["score"](page(path.stem).text, path.read_text("utf-8"))
    assert min(score) >= 0.9


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_no_text_of_a_page_is_left_out_for_no_reason(
    path: Path, page: Callable[[str], Article]
) -> None:
    account = page(path.stem).account
    assert account
    assert account.unexplained == ()


def test_over_all_pages_three_words_in_a_hundred_are_wrong_at_most(
    page: Callable[[str], Article],
) -> None:
    scores = [BENCH["score"](page(p.stem).text, p.read_text("utf-8")) for p in PAGES]
    assert all(fmean(part) >= 0.97 for part in zip(*scores, strict=True))


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("classic", {"author": "सुमन कुमारी", "published": datetime(2023, 8, 15, 7, 30, tzinfo=IST)}),
        ("old_tables", {"author": "", "published": datetime(2023, 8, 15, 7, 30, tzinfo=IST)}),
        ("blogger", {"author": "डॉ. नेहा शर्मा", "published": datetime(2023, 5, 21)}),
        ("wordpress", {"author": "मीनाक्षी जोशी"}),
        ("table", {"published": datetime(2024, 6, 3, 16, 10, tzinfo=IST)}),
        ("release", {"published": datetime(2026, 1, 22, 16, 18)}),
        ("profile_link", {"author": "सौम्या दीक्षित"}),
        ("college_tables", {"title": "हमारे विद्यालय का इतिहास"}),
    ],
)
def test_title_author_and_date_come_from_the_page(
    name: str, expected: dict[str, Any], page: Callable[[str], Article]
) -> None:
    article = page(name)
    assert {key: getattr(article, key) for key in expected} == expected


def test_the_source_is_the_address(page: Callable[[str], Article]) -> None:
    assert page("classic").source.endswith("/classic")


def test_headings_quotations_and_lists_stay_what_they_are(page: Callable[[str], Article]) -> None:
    kinds = [block.kind for block in page("wordpress").blocks]
    assert kinds.count(BlockKind.QUOTE) == 1
    assert kinds.count(BlockKind.ITEM) == 3
    assert [b.kind for b in page("classic").blocks].count(BlockKind.HEADING) == 2


def test_a_teaser_is_said_to_be_one(page: Callable[[str], Article]) -> None:
    assert any("subscribers" in note for note in page("paywall").notes)


def test_a_page_that_shows_nothing_is_read_from_its_data_and_says_so(
    page: Callable[[str], Article],
) -> None:
    assert any("from the page's data" in note for note in page("shell").notes)


def test_what_was_left_out_of_the_story_is_told(page: Callable[[str], Article]) -> None:
    assert any("नेपाल में भूस्खलन" in note for note in page("classic").notes)


def test_class_names_help_but_are_not_needed() -> None:
    """Many sites' classes are made up anew with every release of theirs."""
    scores = []
    for path in PAGES:
        page = path.with_suffix(".html").read_bytes()
        if path.stem in {"paginated", "utf16"}:
            continue  # on several pages; in two bytes a letter
        bare = regex.sub(rb'(?<= (?:class|id)=")[^"]*+', _meaningless, page)
        article = web_article.read(bare, path.stem)
        scores.append(BENCH["score"](article.text, path.read_text("utf-8")))
    assert all(fmean(part) >= 0.97 for part in zip(*scores, strict=True))


def _meaningless(names: regex.Match[bytes]) -> bytes:
    return b" ".join(b"c%d" % crc32(name) for name in names[0].split())
