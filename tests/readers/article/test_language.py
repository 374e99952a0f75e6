import pytest

from audio.errors import SourceError
from audio.readers.article.language import describe_unread, require_hindi
from audio.segment import is_speakable

KRUTI_DEV = "fgUnh lekpkj esa vkt dh cM+h [kcj gS fd ljdkj us ;kstuk dks eatwjh ns nh gS"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("The government said on Monday.", "is English or another language in Latin letters: 0%"),
        ("The government said नमस्ते on Monday to everyone in the hall.", "Latin letters: 12%"),
        ("Main theek hoon. Tum kab aaoge? Sab log aaye hain.", "is Hindi in Latin letters: 0%"),
        (KRUTI_DEV, "is Hindi typed for a legacy font such as Kruti Dev"),
        ("हिंदी समाचार".encode().decode("cp1252", "ignore"), "is garbled Hindi"),
        ("আজকের খবর বাংলায়", "is not Hindi: 0%"),
    ],
)
def test_what_is_not_hindi_is_refused_and_the_share_told(text: str, message: str) -> None:
    with pytest.raises(SourceError) as caught:
        require_hindi(text, "a.txt")
    assert message in str(caught.value)


def test_numbers_are_of_no_other_language() -> None:
    require_hindi("2024 %", "a.txt")


def test_hindi_with_long_english_quotations_passes() -> None:
    require_hindi("मंत्री ने कहा, “We will build the road by March.” फिर वे चले गए।", "a.txt")


def test_words_in_letters_that_hindi_has_no_sounds_for_are_told_once():
    text = "वह 武汉 में था, फिर 武汉 से Москва और தமிழ் நாடு गया। वह 日本 भी गया।"
    assert describe_unread(text).endswith("no sounds for: 武汉, 日本; a lexicon row can say it")
    assert not describe_unread("वह Москва से चेन्नई (சென்னை) और π तक गया।")


@pytest.mark.parametrize(
    ("text", "readable"),
    [("中国政府", False), ("中国 में", True), ("中国 3", True), ("தமிழ்", True), ("*** 😀", False)],
)
def test_a_text_can_be_said_if_one_of_its_letters_or_digits_can(text, readable):
    assert is_speakable(text) is readable
