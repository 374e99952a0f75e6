"""The user's lexicon, stronger than any rule."""

from __future__ import annotations

import pytest

from audio.errors import LexiconError
from audio.normalize import EMPTY_LEXICON, Lexicon, normalize, tokenize
from audio.records import Sentence, Span


def say(text: str, lexicon: Lexicon) -> str:
    return "".join(token.spoken for token in tokenize(text, lexicon))


def sentence(text: str) -> Sentence:
    return Sentence("p1s1", Span(0, len(text)), text)


def test_an_entry_is_stronger_than_any_rule():
    assert say("IPL और 5G", Lexicon.parse("5G\tपाँच जी\n", "a.tsv")) == "आई पी एल और पाँच जी"


def test_the_longest_entry_wins():
    lexicon = Lexicon.parse("राम\tराम\nराम नगर\tरामनगर\n", "a.tsv")
    assert say("राम नगर में राम", lexicon) == "रामनगर में राम"


def test_only_whole_words_match():
    lexicon = Lexicon.parse("राम\tश्याम\n", "a.tsv")
    assert say("रामायण और राम", lexicon) == "रामायण और श्याम"


def test_an_empty_spoken_form_keeps_what_is_written():
    lexicon = Lexicon.parse("BBC\t\nएसपी\t\n", "a.tsv")
    assert say("BBC और एसपी", lexicon) == "BBC और एसपी"


def test_a_note_comments_and_blank_lines_are_passed_over():
    lexicon = Lexicon.parse("\ufeff# शीर्षक\n\nGST\tजीएसटी\tकर\n", "a.tsv")
    assert say("GST लगा", lexicon) == "जीएसटी लगा"


def test_an_entry_may_start_with_a_sign():
    assert say("लाभ (₹) में", Lexicon.parse("(₹)\tरुपयों\n", "a.tsv")) == "लाभ रुपयों में"


def test_every_spoken_word_of_an_entry_speaks_all_of_it():
    (token,) = tokenize("GST", Lexicon.parse("GST\tमाल और सेवा कर\n", "a.tsv"))
    assert [word.text for word in token.words] == ["माल", "और", "सेवा", "कर"]
    assert {word.span for word in token.words} == {Span(0, 3)}
    assert token.rule == "lexicon a.tsv:1"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("GST", "a.tsv:1: a row has 1 cells"),
        ("# x\nGST\tजी\tनोट\tऔर", "a.tsv:2: a row has 4 cells"),
        ("\tजी", "a.tsv:1: a row says nothing"),
        ("GST\tG S T", "a.tsv:1: the spoken form “G S T” holds “G”"),
        ("GST\tजी 1", "a.tsv:1: the spoken form “जी 1” holds “1”"),
        ("GST\tजी\nGST\tजीएसटी", "a.tsv:2: “GST” has two readings"),
    ],
)
def test_a_bad_row_is_refused_by_its_line(text, message):
    with pytest.raises(LexiconError) as caught:
        Lexicon.parse(text, "a.tsv")
    assert str(caught.value).startswith(message)


def test_a_row_ignores_latin_case_unless_another_has_just_these_letters():
    lexicon = Lexicon.parse("Isro\tइसरो\nIT\tआईटी\nit\tइट\n", "a.tsv")
    assert say("ISRO, isro और IT it", lexicon) == "इसरो, इसरो और आईटी इट"


@pytest.mark.parametrize(
    "text",
    [
        'written,spoken,note\r\nGST,जीएसटी,"कर, और"\r\n"A, B",ए और बी,\r\n',
        "GST;जीएसटी\nA, B;ए और बी;;;\n",
        'Written\tSpoken\nGST\tजीएसटी\n"A, B"\tए और बी\n',
    ],
)
def test_rows_are_read_as_spreadsheets_save_them(text):
    assert say("GST और A, B", Lexicon.parse(text, "a.csv")) == "जीएसटी और ए और बी"


def test_the_same_row_twice_is_no_clash():
    assert len(Lexicon.parse("क\tख\nक\tख\n", "a.tsv").entries) == 1


def test_of_two_lexicons_the_later_is_stronger():
    weak = Lexicon.parse("GST\tजीएसटी\nVAT\tवैट\n", "show.tsv")
    strong = Lexicon.parse("GST\tमाल कर\n", "article.tsv")
    assert say("GST और VAT", weak.merge(strong)) == "माल कर और वैट"


def test_entries_that_never_matched_are_known():
    lexicon = Lexicon.parse("GST\tजीएसटी\nVAT\t\nCST\t\n", "a.tsv")
    used = set(normalize(sentence("GST और VAT"), lexicon).rows)
    assert [entry.place for entry in lexicon.find_unmatched(used)] == ["a.tsv:3"]


def test_an_empty_lexicon_changes_nothing():
    assert tokenize("राम आए", EMPTY_LEXICON) == tokenize("राम आए")


def test_written_forms_are_compared_in_nfc():
    decomposed = "\u095bमीन\tज़मीन\n"
    assert "ज़मीन" in Lexicon.parse(decomposed, "a.tsv").entries


def test_an_entry_matches_however_joiners_and_nuktas_were_typed():
    lexicon = Lexicon.parse("स्\u200dटार्टअप\tनया उद्यम\nफै\u093cज\tफ़ैज़\n", "a.tsv")
    assert say("स्टार्टअप, स्\u200cटार्टअप और फ\u093cैज", lexicon) == "नया उद्यम, नया उद्यम और फ़ैज़"


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("5 मिमी बारिश", "पाँच एमएम बारिश"),
        ("5मिमी बारिश", "पाँच एमएम बारिश"),
        ("3 मई 2024 को", "तीन मेय दो हज़ार चौबीस को"),
    ],
)
def test_a_row_wins_inside_what_a_class_would_take_whole(written, spoken):
    lexicon = Lexicon.parse("मिमी\tएमएम\nमई\tमेय\n", "l.tsv")
    assert normalize(written, lexicon).spoken == spoken


def test_a_row_parts_no_address():
    assert "डॉट" in normalize("www.mimi.in", Lexicon.parse("mimi\tमिमी जी\n", "l.tsv")).spoken
