"""What holds of every text whatever: tokens tile it, nothing unspeakable is left."""

from __future__ import annotations

import time
import unicodedata

import pytest
import regex
from hypothesis import example, given, settings
from hypothesis import strategies as st

from audio.normalize import NORMALIZER_VERSION, Style, normalize, tokenize
from audio.normalize.scan import HANDLERS
from audio.records import Sentence, Span, Token

UNSPEAKABLE = regex.compile(r"[\p{N}\p{Latin}%₹$€£°+=&×]")
PIECES = """
राम बीजेपी टीके डॉ. ई. पू. के में से तक सन् साल लगभग लोग रुपये लाख करोड़ किमी
बजे धारा मो. पिन 1 15 007 1947 2,345 12,34,567 3.50 1/2 ½ २०२४ 10-15 16:9 9:30
15/08/1947 2016-17 9876543210 ₹ $ % ° + = & × / - – — . , ( ) [1] # @ ' " * _ ~
< > ≥ … । km kg °C Rs bn AM COVID-19 5G H2O NATO iPhone x² www.a.in a@b.com XIV
II IPC α 漢字 Ⅳ ① 🎉
""".split()  # noqa: SIM905
SPACED = st.lists(st.sampled_from(PIECES), max_size=10).map(" ".join)
TEXTS = st.one_of(
    SPACED,
    st.text(max_size=40),
    st.lists(st.sampled_from([*PIECES, " ", " ", "\u200d", "\u00a0"]), max_size=12).map("".join),
)
GLUED_PIECES = """
राम बीजेपी डॉ. के में साल लोग रुपये लाख किमी धारा 1 15 1947 2,345 3.50 1/2 ½ २०२४
₹ % ° — , ( ) km kg AM NATO
""".split()  # noqa: SIM905
GLUED = st.lists(st.sampled_from([*GLUED_PIECES, " "]), max_size=6).map("".join)
HINDI_WORDS = st.lists(
    st.sampled_from(
        ["राम", "ने", "देश", "में", "बारिश", "और", "पंद्रह", "लोग", "चीनी", "एक-दूसरे", "छह", "दुःख"]
    ),
    max_size=20,
).map(" ".join)


def say(tokens: tuple[Token, ...]) -> str:
    return "".join(token.spoken for token in tokens)


@given(TEXTS)
@settings(max_examples=300, deadline=None)
@example("\x00\u0301१½")
@example("(०" + "1" * 30)
@example("'90'90")
@example("5\U000116d0 km")
def test_tokens_tile_any_text_and_words_lie_in_their_tokens(text):
    at = 0
    for token in tokenize(text):
        assert token.span.start == at < token.span.end
        at = token.span.end
        inside = 0
        for word in token.words:
            inside = token.spoken.index(word.text, inside) + len(word.text)
            assert token.span.start <= word.span.start <= word.span.end <= token.span.end
    assert at == len(text)


@given(TEXTS)
@settings(max_examples=300, deadline=None)
def test_no_digit_latin_letter_or_sign_is_left(text):
    spoken = say(tokenize(unicodedata.normalize("NFC", text)))
    assert not UNSPEAKABLE.search(spoken)


@given(SPACED)
@settings(max_examples=300, deadline=None)
@example("पू. पू. XIV")
@example("007 किमी राम")
@example("₹ 漢字")
@example("II किमी राम")
def test_normalizing_what_is_spoken_changes_nothing(text):
    spoken = say(tokenize(unicodedata.normalize("NFC", text)))
    assert say(tokenize(spoken)) == spoken


@given(GLUED)
@settings(max_examples=300, deadline=None)
@example("@डॉ.A")
@example("B.A. LL.B.")
@example("382/किमी²")
@example("किमीkg")
@example("1किमी२०२४")
@example("किमी केkm")
def test_normalizing_what_is_spoken_changes_nothing_though_words_were_glued(text):
    spoken = say(tokenize(unicodedata.normalize("NFC", text)))
    assert say(tokenize(spoken)) == spoken


@pytest.mark.parametrize("text", ["सड़क", "सड़क और गढ़", "मेज़, 5 की सड़क पर"])
def test_words_are_copied_to_the_character_with_one_form_of_the_nukta(text):
    assert say(tokenize(text)) == unicodedata.normalize("NFC", text.replace("5", "पाँच"))


@given(HINDI_WORDS)
def test_plain_words_stay_as_they_are(text):
    tokens = tokenize(text)
    assert say(tokens) == text
    assert not any(token.rule for token in tokens)


def test_spoken_words_know_the_characters_they_speak():
    text = "₹5.2 लाख करोड़"
    (token,) = tokenize(text)
    assert [(word.text, word.span.of(text)) for word in token.words] == [
        ("पाँच", "5.2"),
        ("दशमलव", "5.2"),
        ("दो", "5.2"),
        ("लाख", "लाख करोड़"),
        ("करोड़", "लाख करोड़"),
        ("रुपये", "₹"),
    ]


def test_a_script_gives_the_line_an_engine_speaks():
    text = "कोविड-19 के 5 मामले।"
    script = normalize(Sentence("p1s1", Span(0, len(text)), text))
    assert script.spoken == "कोविड उन्नीस के पाँच मामले।"
    assert [span.of(script.line.text) for span in script.line.words] == [
        word.text for word in script.words
    ]


def test_every_change_names_its_rule():
    tokens = tokenize("डॉ. राम ने 2019 में ₹500 दिए, 45% कम।")
    assert all(token.rule for token in tokens if token.kind not in ("word", "gap"))
    assert all(not token.rule for token in tokens if token.kind in ("word", "gap"))


def test_a_rule_names_its_table_row():
    assert tokenize("डॉ. राम")[0].rule.startswith("abbreviation abbreviations.tsv:")


@pytest.mark.parametrize("text", ["शहर 武汉 में", "武汉", "शहर 武汉"])
def test_a_script_nobody_here_reads_is_silent_and_said_to_be(text):
    token = next(token for token in tokenize(text) if token.kind == "foreign")
    assert (token.spoken, token.rule) == ("", "nothing understood")


def test_a_gloss_is_said_when_asked_for():
    assert say(tokenize("नाटो (NATO) में", style=Style(glosses=True))) == "नाटो (नाटो) में"


def test_the_order_of_the_classes_is_the_documented_one():
    kinds = list(dict.fromkeys(handler.kind for handler in HANDLERS))
    order = ["electronic", "telephone", "date", "time", "money", "percent", "fraction", "ordinal"]
    order += ["decimal", "year", "cardinal", "roman", "abbreviation", "latin", "symbol"]
    assert [kind for kind in kinds if kind in order] == order


def test_the_version_is_a_short_fingerprint():
    assert regex.fullmatch("[0-9a-f]{16}", NORMALIZER_VERSION)


@pytest.mark.parametrize(
    "piece",
    ["1", "1,", "1.", "1-", "1/", "1:", "1 ", "(0", "a.", "a-", "A.", "a@", "@", "#a", "ए.", "ए",
     "एक-", "ई.पू.", "₹", "₹1-", "%", "x1", "X", "'", "[1]", "+1 ", "http://", "½",
     "राम ", "1x", "से 1 "],
)  # fmt: skip
def test_time_is_linear_in_length_whatever_the_text(piece):
    def seconds(length: int) -> float:
        text = (piece * length)[:length]
        start = time.process_time()
        tokenize(text)
        return time.process_time() - start

    seconds(200)
    assert seconds(16000) < 16 * seconds(2000) + 0.4


def test_spans_hold_the_unseen_characters_that_were_not_spoken():
    written = "प्\u200dरो. शर्\u200dमा 12 सित\u00adम्\u200dबर"
    tokens = tokenize(written)
    assert say(tokens) == "प्रोफ़ेसर शर्मा बारह सितम्बर"
    assert [word.span.of(written) for token in tokens for word in token.words] == [
        "प्\u200dरो.", "शर्\u200dमा", "12", "सित\u00adम्\u200dबर",
    ]  # fmt: skip
