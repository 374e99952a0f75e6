import time
import unicodedata

import pytest
import regex
from hypothesis import example, given
from hypothesis import strategies as st

from audio.hindi.orthography import unify, unify_with_origins

PIECES = ["क", "ख", "ज", "फ", "अ", "ए", "\u093c", "\u094d", "ा", "े", "ै", "ॅ", "ं", "\u200d", "\u00ad"]
TEXTS = st.one_of(st.lists(st.sampled_from([*PIECES, "\u0958", " ", "a"])).map("".join), st.text())


@pytest.mark.parametrize(
    ("written", "unified"),
    [
        ("मुख्\u200dयमंत्\u200cरी", "मुख्यमंत्री"),
        ("\ufeffराज\u00adधानी\u200e", "राजधानी"),
        ("फै\u093cसला", "फ\u093cैसला"),
        ("रोज\u093c\u093cगार", "रोज\u093cगार"),
        ("कागज\u093cा\u093cत", "कागज\u093cात"),
        ("\u0958लम", "क\u093cलम"),
        ("वर्षा होगी l नदी बढ़ी हैI", "वर्षा होगी । नदी बढ़ी है।"),
        ("अाम अाैर डाॅक्टर", "आम और डॉक्टर"),
    ],
)
def test_what_looks_the_same_becomes_the_same(written, unified):
    assert unify(written) == unified


@pytest.mark.parametrize("text", ["می\u200cخواهم", "क्ष पढ़ना, अ़ और ऑटो", ""])
def test_what_needs_nothing_is_the_very_same_string(text):
    assert unify(text) == text


@given(TEXTS)
def test_every_character_leads_back_to_where_it_was_written(text):
    unified = unify_with_origins(text)
    assert len(unified.origins) == len(unified.text) + 1
    assert list(unified.origins) == sorted(unified.origins)
    assert not unified.text or (unified.origins[0], unified.origins[-1]) == (0, len(text))
    for character, origin in zip(unified.text, unified.origins, strict=False):
        if regex.match(r"[a-z\d ]", character) and origin:
            assert text[origin] == character


@given(TEXTS.map(lambda text: unicodedata.normalize("NFC", text)))
@example("क\u093c\u093c\u093e\u093c")
def test_unifying_twice_changes_nothing_more(text):
    assert unify(unify(text)) == unify(text)


@pytest.mark.parametrize("unit", ["\u200d", "क\u200d", "\u093c", "े", "अा", "फे\u093c"])
def test_time_grows_with_the_text_alone(unit):
    def measure(count: int) -> float:
        began = time.process_time()
        unify(unit * count)
        return time.process_time() - began

    small, large = measure(5_000), measure(40_000)
    assert large < 0.05 + 24 * small, "eight times the text may take eight times as long"
