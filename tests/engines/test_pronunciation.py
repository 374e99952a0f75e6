"""Pronunciation tables: what espeak says for respelled words, and how lines are respelled."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audio.engines import ENGINES
from audio.engines.espeak import EspeakEngine
from audio.engines.letters import LetterRules
from audio.engines.pronunciation import LONGEST, Pronunciation, respell
from audio.engines.pronunciation_tables import parse, read_package_table, read_pronunciation
from audio.errors import SettingsError
from audio.records import Line, Span
from audio.settings import Voice
from audio.work.folder_store import FolderStore
from tests.conftest import rows
from tests.speech import line, lines

ESPEAK = read_package_table("espeak")
PRESIDENT = line("यह राष्ट्रपति का शहर है, छह बजे।")


@pytest.fixture(scope="module")
def espeak(tmp_path_factory):
    return EspeakEngine(
        Voice(), FolderStore(tmp_path_factory.mktemp("store")).get_shelf("received")
    )


@pytest.fixture(scope="module")
def said(espeak, request):
    """Phonemes by what espeak is given, for every row of the table, in one go."""
    (_, _), *cases = rows(request.path.with_name("pronunciation.tsv"))
    given = [cells[1] for _, cells in cases]
    spelled = [word for word in given if not word.startswith("[[")]
    phonetic = {word: word[2:-2] for word in given if word.startswith("[[")}
    return phonetic | dict(zip(spelled, espeak.read_phonemes(spelled), strict=True))


@pytest.mark.tsv("pronunciation.tsv")
def test_espeak_says_a_word_properly(written, respelled, phonemes, said):
    assert ESPEAK.respell_word(written) == respelled
    assert said[respelled] == phonemes


@pytest.mark.parametrize("word", ["प्रगति", "अनुमति", "अवनति", "सभापति"])
def test_phonemes_keep_a_vowel_that_espeak_drops_in_spelling(word, espeak):
    spelled, phonetic = (espeak.speak((text,)).utterances[0] for text in _both(word))
    assert ESPEAK.respell_word(word).startswith("[[")
    assert len(phonetic.pcm) > len(spelled.pcm)


def _both(word):
    return line(word), respell(line(word), ESPEAK)


def test_a_respelled_line_has_the_same_words_one_for_one():
    new = respell(PRESIDENT, ESPEAK)
    assert new.text == "ये [[r'a:s.t.r@2p,@tI]] का [[S'EHEr]] है, छे बजे।"
    words = [span.of(new.text) for span in new.words]
    assert words == ["ये", "[[r'a:s.t.r@2p,@tI]]", "का", "[[S'EHEr]]", "है", "छे", "बजे"]


@pytest.mark.parametrize(
    "text", [PRESIDENT.text, "प्रगति और अनुमति, प्रधानमंत्री की!", "किम जोंग-उन की अवधि।", "अवधि"]
)
def test_marks_come_one_a_word_for_respelled_lines(text, espeak):
    new = respell(line(text), ESPEAK)
    (utterance,) = espeak.speak((new,)).utterances
    assert len(utterance.marks) == len(new.words)
    assert all(mark.end > mark.start for mark in utterance.marks)
    assert utterance.marks[-1].end <= len(utterance.pcm) // 2


def test_a_line_with_nothing_to_mend_stays_as_it_is():
    plain = line("आज का समाचार, देश में।")
    assert respell(plain, ESPEAK) == plain


def test_an_engine_without_a_table_says_lines_as_they_are():
    assert respell(PRESIDENT, read_pronunciation("silence")) == PRESIDENT


def test_a_row_for_another_word_leaves_a_line_as_it_was():
    table = ESPEAK.merge({"पुतिन": "पूतिन"}, {})
    assert respell(PRESIDENT, table) == respell(PRESIDENT, ESPEAK)


def test_phonemes_in_the_text_itself_are_made_harmless():
    text = "देखो [[h@l'oU]] यह"
    new = respell(Line(text, (Span(0, 4), Span(16, 18))), ESPEAK)
    assert new.text == "देखो ((h@l'oU]] ये"


def test_what_is_too_long_for_a_word_is_left_alone():
    giant = "पहला" * 20_000
    assert len(giant) > LONGEST
    assert respell(line(giant), ESPEAK) == line(giant)


@given(st.text(alphabet="कहमरनसफजतअइं्ाीिुे़ँ ,।[-", max_size=120))
def test_spans_of_a_respelled_line_are_in_order_and_hold_its_words(text):
    old = line(text)
    new = respell(old, ESPEAK)
    assert len(new.words) == len(old.words)
    assert [edge for span in new.words for edge in span] == sorted(e for s in new.words for e in s)
    assert all(0 <= span.start < span.end <= len(new.text) for span in new.words)
    assert _gaps(new) == [gap.replace("[[", "((") for gap in _gaps(old)]


def _gaps(one):
    edges = [0, *(edge for span in one.words for edge in span), len(one.text)]
    return [one.text[a:b] for a, b in zip(edges[::2], edges[1::2], strict=True)]


def test_a_star_keeps_the_letters_it_stands_for():
    table = Pronunciation({"हजार*": "हज़ार*", "*बाजी": "*बाज़ी"})
    assert table.respell_word("हजारों") == "हज़ारों"
    assert table.respell_word("बयानबाजी") == "बयानबाज़ी"
    assert table.respell_word("पंचहजारी") == "पंचहजारी"


def test_the_whole_word_wins_over_a_stem_and_the_longer_stem_over_the_shorter():
    table = Pronunciation({"कमल": "एक", "कम*": "दो*", "कमला*": "तीन*"})
    assert [table.respell_word(word) for word in ("कमल", "कमी", "कमलाकर")] == ["एक", "दोी", "तीनकर"]


def test_the_first_letter_rule_that_fits_wins():
    rules = LetterRules.from_rows([["फ", "", "ल", "&", ""], ["फ", "", "", "फ़", ""]])
    assert rules.apply("सफल") == "सफल"
    assert rules.apply("साफ") == "साफ़"


def test_rows_of_a_later_file_win_over_those_of_an_earlier_and_of_the_package(tmp_path):
    files = [tmp_path / "one.tsv", tmp_path / "two.tsv"]
    files[0].write_text("# note\nespeak\tछह\tछॅ\nespeak\tनीट\tनीट्\tan exam\n", "utf-8")
    files[1].write_text("espeak\tछह\t[[c#E]]\ngtts\tनीट\tनिट\n", "utf-8")
    table = read_pronunciation("espeak", files)
    assert [table.respell_word(word) for word in ("छह", "नीट", "यह")] == ["[[c#E]]", "नीट्", "ये"]


def test_the_rows_that_respell_a_line_are_told(tmp_path):
    path = tmp_path / "one.tsv"
    path.write_text("silence\tनीट\tनीट्\nsilence\tकमल*\tकमॅल*\nsilence\tकमी\tकमि\n", "utf-8")
    table = read_pronunciation("silence", [path])
    assert table.find_rows(line("नीट में कमलों की")) == {"नीट", "कमल*"}
    assert table.names["कमल*"] == f"{path}:2: “कमल*”"


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("espeak\tछह", "rows.tsv:2: a row has 2 cells"),
        ("espaek\tछह\tछे", "rows.tsv:2: no engine is called 'espaek'"),
        ("espeak\tदो शब्द\tछे", "rows.tsv:2: “दो शब्द” is not one word"),
        ("espeak\tछह\tchhe", "rows.tsv:2: “chhe” cannot be said; write it in Devanagari"),
        ("espeak\tछह\t", "rows.tsv:2: “” cannot be said"),
        ("espeak\tछह*\t[[c#e:]]", "cannot be said"),
        ("gtts\tछह\t[[c#e:]]", "cannot be said"),
        ("espeak\tछह\t[[c#e:]] [[x", "cannot be said"),
        ("espeak\tछह*\tछे", r"do not have \* at the same ends"),
        ("espeak\tएक\tएक\nespeak\tएक\tऐक", r"rows.tsv:3: .* second time \(first at rows.tsv:2\)"),
    ],
)
def test_a_row_that_cannot_be_used_is_an_error_with_its_place(row, message):
    with pytest.raises(SettingsError, match=message):
        parse(f"# comment\n{row}\n", "rows.tsv", "espeak")


def test_a_file_that_cannot_be_read_is_an_error_that_names_it(tmp_path):
    with pytest.raises(SettingsError, match=r"none\.tsv: the pronunciation table cannot be read"):
        read_pronunciation("espeak", [tmp_path / "none.tsv"])
    (tmp_path / "latin.tsv").write_bytes(b"\xff\xff")
    with pytest.raises(SettingsError, match="is not UTF-8"):
        read_pronunciation("espeak", [tmp_path / "latin.tsv"])


@pytest.mark.parametrize("engine", ENGINES)
def test_every_row_of_a_package_table_is_one_a_user_could_write(engine):
    table = read_package_table(engine)
    for rows_ in (table.words, table.dotted):
        text = "\n".join(f"{engine}\t{written}\t{new}" for written, new in rows_.items())
        assert parse(text, engine, engine).respelled == rows_


def test_every_letter_rule_of_espeak_mends_or_keeps_its_example_s_letters():
    for word in ("फिल्म", "साफ"):
        assert ESPEAK.rules.apply(word) != word
    for word in ("सफल", "विस्फोट", "फेरबदल", "कफ"):
        assert ESPEAK.rules.apply(word) == word


@pytest.mark.parametrize(
    "forms",
    [
        ("मुख्यमंत्री", "मुख्\u200dयमंत्री", "मुख्\u200cयमंत्री", "मुख्य\u00adमंत्री"),
        ("फ़ैसला", "फै\u093cसला", "फ\u093c\u093cैसला", "\u095eैसला", "फैसला"),
        ("बढ़ती", "ब\u095dती", "बढ\u093c\u093cती"),
        ("जहाज़", "जहा\u095b", "जहाज", "जहा\u200dज\u093c"),
    ],
)
def test_a_word_is_said_the_same_however_it_is_typed(forms):
    assert len({ESPEAK.respell_word(form) for form in forms}) == 1


COMMON = (
    "आज कल शाम रात दिन घर पानी खाना काम नाम नदी पेड़ फूल किताब कलम कुर्सी दरवाज़ा सड़क गाड़ी लड़का लड़की लड़के "
    "माता पिता भाई बेटा बेटी दोस्त सरकार मंत्री चुनाव जनता देश राज्य भारत दिल्ली समाचार पुलिस अदालत न्यायालय "
    "विद्यालय शिक्षा परीक्षा छात्र शिक्षक अध्यापक किसान कीमत रुपये करोड़ लाख विकास योजना विभाग अधिकारी "
    "मामला सुनवाई कानून संविधान संसद विधायक सांसद दल नेता"
)


def test_words_that_espeak_says_rightly_are_left_to_it():
    words = COMMON.split()
    assert [ESPEAK.respell_word(word) for word in words] == words


def test_a_row_for_any_letters_leaves_a_word_that_has_its_own_row():
    assert ESPEAK.respell_word("गुजरात") == "गुजरात"
    assert ESPEAK.respell_word("गुजरते") == "गुज़रते"


def test_a_users_row_wins_over_phonemes_and_rows_for_words_without_their_nukta():
    table = ESPEAK.merge({"राजस्थान": "राजस्थान", "हजार*": "हजार*"}, {})
    assert table.respell_word("राजस्थान") == "राजस्थान"
    assert table.respell_word("हजारों") == "हजारों"


def test_an_engine_without_a_table_is_given_joiners_as_they_were_written():
    assert read_pronunciation("silence").respell_word("मुख्\u200dयमंत्री") == "मुख्\u200dयमंत्री"


def test_a_paragraph_is_spoken_the_same_after_respelling_whatever_was_said_before(espeak):
    respelled = [respell(one, ESPEAK) for one in lines(PRESIDENT.text, "अवधि।")]
    assert espeak.speak(respelled) == espeak.speak(respelled)
