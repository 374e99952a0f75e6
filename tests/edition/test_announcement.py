from dataclasses import replace
from datetime import datetime

import pytest

from audio.edition.announcement import announce
from audio.records import Article, Block, BlockKind, Span
from audio.settings import DEFAULT_OPENING


def article(**known):
    return Article("लेख का नाम", (Block(BlockKind.TITLE, Span(0, 10)),), "-", **known)


def test_the_default_opening_says_that_the_voice_is_synthetic():
    said = announce(DEFAULT_OPENING, article())
    assert said.before == ""
    assert "कृत्रिम" in said.after


def test_byline_and_date_are_said_when_they_are_known():
    known = article(author="नीरज", published=datetime(2024, 6, 19))
    assert announce("{title}। {author}। {date}।", known).after == "नीरज। 19 जून 2024।"


def test_a_date_that_the_title_holds_is_not_said_again():
    known = article(published=datetime(2024, 6, 19))
    dated = replace(known, text="लेख 19 जून 2024", blocks=(Block(BlockKind.TITLE, Span(0, 15)),))
    assert announce("{title}। {author}। {date}। नमस्ते।", dated).after == "नमस्ते।"


@pytest.mark.parametrize("template", ["{title}। {author}। {date}।", "{title}"])
def test_a_sentence_whose_fields_are_unknown_is_not_said(template):
    assert announce(template, article()).after == ""


def test_what_stands_before_the_title_is_said_before_it():
    said = announce("आज सुनिए {title}। नमस्ते।", article())
    assert said == ("आज सुनिए", "नमस्ते।")


def test_a_template_that_does_not_name_the_title_comes_before_it():
    assert announce("नमस्ते। आप सुन रहे हैं।", article()) == ("नमस्ते। आप सुन रहे हैं।", "")


def test_an_empty_template_says_nothing():
    assert announce("", article()) == ("", "")
