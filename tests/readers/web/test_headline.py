"""The headline of a page that has none, or has another heading before it."""

from __future__ import annotations

import pytest

from audio.readers.web.article import read
from tests.readers.web.pages import STORY

NAME = "पुराना टाइपराइटर"
HEADER = "<div id=header-inner><h1>चौपाल की चिट्ठी</h1></div>"


def make_page(title: str, body: str) -> bytes:
    return f"<html lang=hi><head><title>{title}</title></head><body>{body}</body></html>".encode()


@pytest.mark.parametrize(
    ("title", "body"),
    [
        (f"चौपाल की चिट्ठी: {NAME}", f"{HEADER}<h3>{NAME}</h3><div>{STORY}</div>"),
        (f"{NAME} - चौपाल की चिट्ठी", f"{HEADER}<h2>{NAME}</h2><div>{STORY}</div>"),
        (
            f"साहित्य कुंज - कहानी - {NAME}",
            f"<b>साहित्य कुंज</b><p><b>{NAME}</b></p><div>{STORY}</div><p><b>कहानी</b></p>",
        ),
        (
            f"{NAME} - कहानी - साहित्य कुंज",
            f"<b>साहित्य कुंज</b><p><font size=5>{NAME}</font></p><div>{STORY}</div>",
        ),
        (
            f"{NAME} - the old typewriter of the court",
            f"<h1>{NAME}</h1><h2>the old typewriter of the court</h2><div>{STORY}</div>",
        ),
    ],
)
def test_the_headline_is_the_storys_and_not_the_sites(title: str, body: str) -> None:
    assert read(make_page(title, body), "p.html").title == NAME


@pytest.mark.parametrize("name", ["id=head", "class=masthead", "class='site-header'"])
def test_a_headline_that_no_title_names_is_found_under_the_sites(name: str) -> None:
    long = "लोक भाषाओं पर तीन दिवसीय संगोष्ठी संपन्न"
    body = f"<div {name}><h1>महात्मा विद्यापीठ</h1></div><div><h3>{long}</h3>{STORY}<h3>और</h3></div>"
    assert read(make_page("समाचार - महात्मा विद्यापीठ", body), "p.html").title == long


def test_the_name_of_an_office_over_a_release_is_not_its_headline() -> None:
    long = "मौसम विभाग ने तटीय ज़िलों के लिए नई चेतावनी सेवा शुरू की"
    body = f"<h2>पत्र सूचना कार्यालय</h2><div><h2>{long}</h2><h3>चौरासी ज़िले शामिल हैं</h3>{STORY}</div>"
    article = read(make_page("Press Release: Information Bureau", body), "p.html")
    assert article.title == long
    assert "कार्यालय" not in article.text


def test_a_bold_line_in_a_cell_over_the_text_is_the_headline_where_the_title_names_the_site() -> (
    None
):
    long = "दोपहर का समाचार: मानसून केरल पहुँचा और बारिश शुरू"
    row = "<tr><td>{}</td></tr>"
    body = f"<table>{row.format(f'<b>{long}</b>')}{row.format(STORY)}</table>"
    assert read(make_page("समाचार सेवा प्रभाग", body), "p.html").title == long
