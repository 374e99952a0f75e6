"""An article on several pages, read over HTTP."""

from __future__ import annotations

import runpy
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from audio.readers import Reading, read
from audio.records import Article
from tests.serving import serve

BENCH = runpy.run_path(str(Path(__file__).parents[3] / "scripts/benches/readers.py"))
LEAD = "<p>पहाड़ की इस यात्रा में हम चार गाँवों से होकर गुज़रे और रोज़ दस कोस पैदल चले।</p>"


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Callable[[dict[str, str]], Article]]:
    """Serves pages by their names and reads the first."""
    servers = ExitStack()

    def serve_pages(pages: dict[str, str]) -> Article:
        for name, page in pages.items():
            (tmp_path / f"{name}.html").write_text(page, "utf-8")
        url = servers.enter_context(serve(BENCH["site_of"](tmp_path)))
        return read(f"{url}/{next(iter(pages))}", Reading(allow_private=True))

    with servers:
        yield serve_pages


def page(title: str, text: str, following: str = "") -> str:
    link = f'<a rel="next" href="{following}">आगे</a>' if following else ""
    return f"<html><h1>{title}</h1><article>{LEAD}{text}</article>{link}</html>"


def days(*names: str) -> str:
    return "".join(
        f"<p>{name} के दिन हम नदी के किनारे ठहरे और शाम को गाँव के लोगों से बातें कीं।</p>" for name in names
    )


def test_pages_that_differ_in_a_number_only_are_one_article(
    site: Callable[[dict[str, str]], Article],
) -> None:
    article = site(
        {
            "yatra1": page("पहाड़ की यात्रा", days("सोमवार"), "yatra2"),
            "yatra2": page("पहाड़ की यात्रा", days("मंगलवार"), "yatra3"),
            "yatra3": page("पहाड़ की यात्रा", days("बुधवार")),
        }
    )
    assert [article.text.count(day) for day in ("सोमवार", "मंगलवार", "बुधवार")] == [1, 1, 1]


def test_what_each_page_opens_with_is_read_once_and_told(
    site: Callable[[dict[str, str]], Article],
) -> None:
    article = site(
        {
            "yatra1": page("पहाड़ की यात्रा", days("सोमवार"), "yatra2"),
            "yatra2": page("पहाड़ की यात्रा", days("मंगलवार")),
        }
    )
    assert article.text.count("चार गाँवों") == 1
    assert any("page 2 repeats: “पहाड़ की इस यात्रा" in note for note in article.notes)


def test_what_a_later_page_repeats_in_its_midst_stays(
    site: Callable[[dict[str, str]], Article],
) -> None:
    article = site(
        {
            "yatra1": page("पहाड़ की यात्रा", days("सोमवार", "रविवार"), "yatra2"),
            "yatra2": page("पहाड़ की यात्रा", days("मंगलवार", "सोमवार", "बुधवार")),
        }
    )
    assert article.text.count("सोमवार") == 2


def test_the_next_of_a_series_is_named_but_not_read(
    site: Callable[[dict[str, str]], Article],
) -> None:
    article = site(
        {
            "katha-1": page("पहाड़ की यात्रा", days("सोमवार"), "katha-2"),
            "katha-2": page("समुद्र की यात्रा", days("मंगलवार")),
        }
    )
    assert "मंगलवार" not in article.text
    assert any("katha-2 has another headline" in note for note in article.notes)


def test_a_next_page_on_another_site_is_named_but_not_read(
    site: Callable[[dict[str, str]], Article],
) -> None:
    link = "https://other.example.in/yatra/2"
    article = site({"yatra": page("पहाड़ की यात्रा", days("सोमवार"), link)})
    assert f"the article goes on at {link}, which is not read" in article.notes
