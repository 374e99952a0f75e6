"""What became of a source's prose: taken, left out for a reason, or lost."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest

from audio.errors import SourceError
from audio.readers import Reading, read_bytes
from audio.readers.article.account import SHAPED, attach_account, describe_account, make_account
from audio.records import Omission

FIRST = "नदी का पानी रात भर में दो मीटर चढ़ गया और गाँव की सड़क डूब गई।"
SECOND = "लोगों ने बच्चों को पहले नाव में बिठाया, फिर सामान उठाया।"
TEXT = f"बाढ़\n\n{FIRST}\n\n{SECOND}"


def find_lost(*runs: str, text: str = TEXT) -> tuple[str, ...]:
    return make_account(runs, text).unexplained


def test_what_the_article_has_is_taken_and_counted() -> None:
    account = make_account([FIRST, SECOND], TEXT)
    assert account.unexplained == ()
    assert account.taken == len(FIRST) + len(SECOND)


def test_a_sentence_that_is_nowhere_is_lost_but_not_its_neighbours() -> None:
    lost = "डॉक्टरों की टोली सुबह दस बजे पहुँची।"
    assert find_lost(f"{FIRST} {lost} {SECOND}") == (lost,)


def test_what_was_left_out_on_purpose_is_not_lost() -> None:
    caption = "नाव में बैठे बच्चे और उनके पीछे डूबा हुआ स्कूल"
    account = make_account([FIRST, caption], TEXT, [Omission(caption, "captions of pictures")])
    assert account.unexplained == ()
    assert describe_account(account) == (
        f"took {len(FIRST)} characters; left out {len(caption)}: "
        f"captions of pictures {len(caption)}; lost none"
    )


def test_a_sentence_out_of_which_words_were_struck_is_taken() -> None:
    struck = [Omission("500", "struck text"), Omission("पाँच सौ", "struck text")]
    account = make_account(["दाम 500 पाँच सौ 400 रुपये है।"], "दाम 400 रुपये है।", struck)
    assert account.unexplained == ()
    assert account.taken > 0
    other = make_account(["दाम 500 पाँच सौ 400 रुपये है।"], "दाम सबने घटाए।", struck)
    assert other.unexplained == ("दाम 500 पाँच सौ 400 रुपये है।",)


@pytest.mark.parametrize(
    "written",
    [
        FIRST.replace(" ", "\u00a0\n "),
        FIRST.replace("र", "र\u200d"),
        FIRST.replace("ड़", "ड\u093c"),
        FIRST.replace("चढ़ गया", "*चढ़* «गया»"),
        FIRST.replace("दो", "2"),
        f"1. {FIRST}",
    ],
)
def test_spaces_joiners_marks_and_a_number_do_not_matter(written: str) -> None:
    assert find_lost(written) == ()


@pytest.mark.parametrize("short", ["धन्यवाद।", "पटना से", "1. राम"])
def test_a_run_of_a_word_is_looked_for_too(short: str) -> None:
    assert find_lost(short) == (short,)
    assert find_lost(short, text=f"{TEXT}\n\n{short}") == ()


def test_the_same_words_in_another_order_are_another_sentence() -> None:
    again = "सड़क का गाँव रात भर में नदी और पानी डूब चढ़ दो मीटर गई।"
    assert find_lost(again) == (again,)


def test_what_is_lost_is_told_or_refused() -> None:
    article = read_bytes(f"# {TEXT}".encode(), "a.md", ".md")
    runs = [FIRST, "डॉक्टरों की टोली सुबह दस बजे पहुँची।"]
    told = attach_account(article, runs, [], Reading())
    assert told.notes[-1].startswith("lost in reading, for no known reason: “डॉक्टरों की टोली")
    with pytest.raises(SourceError, match=r"a\.md: holds text that would be lost: “डॉक्टरों की"):
        attach_account(article, runs, [], Reading(is_strict=True))


@pytest.mark.parametrize("guessed", ["डॉक्टरों की टोली सुबह पहुँची।", "डॉक्टर, नर्स, दवा और तंबू " * 3])
def test_prose_that_is_left_out_for_its_shape_alone_is_told_or_refused(guessed: str) -> None:
    article = read_bytes(f"# {TEXT}".encode(), "a.md", ".md")
    left_out = [Omission(guessed, SHAPED)]
    told = attach_account(article, [FIRST], left_out, Reading())
    assert told.notes[-1].startswith("left out for its shape alone: “डॉक्टर")
    with pytest.raises(SourceError, match=r"a\.md: holds text set apart by its shape alone: “डॉ"):
        attach_account(article, [FIRST], left_out, Reading(is_strict=True))


@pytest.mark.parametrize("guessed", ["शेयर करें", "बरेली, उत्तर प्रदेश", FIRST, "It was said in English."])
def test_a_label_that_is_left_out_for_its_shape_is_not_refused(guessed: str) -> None:
    article = read_bytes(f"# {TEXT}".encode(), "a.md", ".md")
    left_out = [Omission(guessed, SHAPED)]
    assert (
        attach_account(article, [FIRST], left_out, Reading(is_strict=True)).notes == article.notes
    )


def test_nothing_is_said_where_nothing_is_lost() -> None:
    article = read_bytes(f"# {TEXT}".encode(), "a.md", ".md")
    assert attach_account(article, [FIRST], [], Reading(is_strict=True)) == replace(article)


def test_a_long_book_is_compared_in_time_that_grows_with_its_length() -> None:
    book = [f"{FIRST} {number} {SECOND}" for number in range(4000)]
    text = "\n\n".join(book)
    began = time.process_time()
    assert make_account(book, text).unexplained == ()
    assert time.process_time() - began < 5
