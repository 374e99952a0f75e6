import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from audio.hindi.romanize import LONGEST, make_slug, make_unique

TITLES = st.text(st.characters(blacklist_categories=["Cs"]) | st.sampled_from("कंज़्ञाि्३ हिंदी"))


@pytest.mark.tsv("romanize.tsv")
def test_a_title_is_romanized(title: str, expected: str) -> None:
    assert make_slug(title) == expected


@given(TITLES)
def test_a_slug_is_ascii_words_with_hyphens_and_never_empty(title: str) -> None:
    assert regex.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", make_slug(title))


@given(TITLES)
def test_a_slug_is_no_longer_than_its_limit(title: str) -> None:
    assert len(make_slug(title)) <= LONGEST


def test_a_long_title_is_cut_after_a_word() -> None:
    whole = make_slug("पुतिन और किम जोंग-उन से मुलाकात: हम कोरिया को सैटेलाइट बनाने में मदद करेंगे")
    assert whole == "putin-aur-kim-jong-un-se-mulakat-ham-koriya-ko-saitelait"


def test_a_title_that_is_cut_ends_on_no_word_that_leads_to_the_next() -> None:
    title = "मुख्यमंत्री ने सभी किसानों के लिए नई योजना घोषित की है जो अगले साल से चलेगी"
    assert make_slug(title) == "mukhyamantri-ne-sabhi-kisanon-ke-liye-nai-yojna-ghoshit"
    assert make_slug("किसानों के लिए") == "kisanon-ke-liye"


def test_a_long_word_is_cut_within() -> None:
    assert make_slug("क" * 200) == make_slug("क" * 300)[:LONGEST]


def test_titles_that_cannot_be_romanized_have_slugs_of_their_own() -> None:
    assert make_slug("😀") != make_slug("😎")


@pytest.mark.parametrize(
    ("taken", "expected"),
    [
        ([], "samachar"),
        (["samachar"], "samachar-2025-08-15"),
        (["samachar", "samachar-2025-08-15"], "samachar-2025-08-15-2"),
    ],
)
def test_a_taken_slug_gets_the_mark_before_a_number(taken: list[str], expected: str) -> None:
    assert make_unique("samachar", taken, "2025-08-15") == expected


@pytest.mark.parametrize(
    ("taken", "expected"),
    [
        ([], "samachar"),
        (["samachar"], "samachar-2"),
        (["samachar", "samachar-2"], "samachar-3"),
    ],
)
def test_a_taken_slug_gets_a_number(taken: list[str], expected: str) -> None:
    assert make_unique("samachar", taken) == expected


def test_a_numbered_slug_is_no_longer_than_its_limit() -> None:
    assert len(make_unique("a" * LONGEST, {"a" * LONGEST})) == LONGEST
