from datetime import datetime

import pytest

from audio.errors import SourceError
from audio.readers import read_bytes
from audio.records import Article, BlockKind

LONG = "बाज़ार में आज दिन भर हलचल रही और शाम तक भाव गिरते चले गए, जिससे व्यापारी परेशान हैं।"


def plain(text: str) -> Article:
    return read_bytes(text.encode(), "a.txt", ".txt")


def blocks(article: Article) -> list[tuple[str, str]]:
    return [(block.kind.value, block.span.of(article.text)) for block in article.blocks]


def test_the_opening_line_is_the_title_and_short_lines_are_headings() -> None:
    assert blocks(plain(f"शीर्षक यहाँ\n\n{LONG}\n\nउपशीर्षक यहाँ\n\n{LONG}\n")) == [
        ("title", "शीर्षक यहाँ"),
        ("paragraph", LONG),
        ("heading", "उपशीर्षक यहाँ"),
        ("paragraph", LONG),
    ]


def test_a_repeated_line_is_the_title_and_stands_once() -> None:
    title = "नेता से मुलाकात: 'हम साथ हैं' राजधानी: \"जीत होगी\""
    article = plain(f"साइट का नाम\n\n{title}\n\n{LONG}\n\n{title}\n\n{LONG} और।")
    assert article.text == f"{title}\n\n{LONG}\n\n{LONG} और।"


def test_the_subject_of_a_letter_is_its_title() -> None:
    article = plain(f"सेवा में,\nप्रधानाचार्य महोदय\n\nविषय: दो दिन का अवकाश।\n\n{LONG}")
    assert article.text == f"दो दिन का अवकाश\n\nसेवा में,\nप्रधानाचार्य महोदय\n\n{LONG}"


def test_a_short_line_before_the_title_is_left_out_with_a_note() -> None:
    article = plain(f"साइट का नाम\n\nअसली शीर्षक\n\n{LONG}\n\nअसली शीर्षक\n\n{LONG}")
    assert article.notes[0] == "left out “साइट का नाम”: a short line before the title"


def test_a_title_that_comes_again_after_other_text_is_left_out_with_a_note() -> None:
    article = plain(f"असली शीर्षक\n\nअसली शीर्षक\n\n{LONG}\n\nअसली शीर्षक\n\n{LONG}")
    assert article.text == f"असली शीर्षक\n\n{LONG}\n\n{LONG}"
    assert article.notes == ("left out “असली शीर्षक”: it repeats the title",)


def test_an_item_worded_like_the_title_stays() -> None:
    article = plain(f"असली शीर्षक\n\n{LONG}\n\n- असली शीर्षक\n- दूसरा")
    assert ("item", "असली शीर्षक") in blocks(article)


def test_a_line_repeated_among_paragraphs_is_not_the_title() -> None:
    article = plain(f"असली शीर्षक\n\n{LONG}\n\nएक टेक\n\n{LONG} फिर।\n\nएक टेक\n\n{LONG} अंत।")
    assert article.title == "असली शीर्षक"
    assert article.text.count("एक टेक") == 2


def test_a_section_name_is_not_the_title() -> None:
    assert plain(f"समाचार\n\nअसली शीर्षक\n\n{LONG}").title == "असली शीर्षक"


@pytest.mark.parametrize("label", ["समीक्षा", "टिप्पणियाँ", "साझा करें", "पुरालेख"])
def test_a_label_at_the_end_is_left_out_with_a_note(label: str) -> None:
    article = plain(f"शीर्षक यहाँ\n\n{LONG}\n\n{label}")
    assert blocks(article)[-1] == ("paragraph", LONG)
    assert label in article.notes[0]


def test_a_label_that_heads_text_is_a_heading() -> None:
    article = plain(f"शीर्षक यहाँ\n\n{LONG}\n\nसमीक्षा\n\n{LONG}")
    assert ("heading", "समीक्षा") in blocks(article)


def test_a_last_line_without_text_under_it_is_a_paragraph() -> None:
    article = plain(f"शीर्षक यहाँ\n\n{LONG}\n\nजय हिंद, जय भारत")
    assert blocks(article)[-1] == ("paragraph", "जय हिंद, जय भारत")
    assert "not as a heading" in article.notes[0]


@pytest.mark.parametrize(
    "greeting", ["नमस्ते", "प्रिय संपादक महोदय", "साथियों,", "भाइयों और बहनों", "आदरणीय शर्मा जी"]
)
def test_a_greeting_is_no_title_and_opens_the_first_sentence(greeting: str) -> None:
    article = plain(f"{greeting}\n\nनदी में पानी बढ़ गया है। लोग घर छोड़ रहे हैं।\n\n{LONG}")
    assert article.title == f"{greeting.rstrip(',')}, नदी में पानी बढ़ गया है।"
    assert article.is_title_borrowed
    assert article.account is not None
    assert (article.account.left_out, article.account.unexplained) == ((), ())


def test_a_heading_after_a_greeting_is_the_title() -> None:
    article = plain(f"नमस्कार\n\nनदी और हम\n\n{LONG}")
    assert article.title == "नदी और हम"
    assert "नमस्कार" in article.text


def test_a_title_that_begins_as_a_greeting_does_is_one() -> None:
    assert plain(f"आदरणीय प्रधानमंत्री के नाम पत्र\n\n{LONG}").title == "आदरणीय प्रधानमंत्री के नाम पत्र"


def test_a_question_may_be_the_title() -> None:
    assert plain(f"क्या बदलेगा नया क़ानून?\n\n{LONG}").title == "क्या बदलेगा नया क़ानून?"


def test_one_paragraph_a_line_needs_no_blank_lines() -> None:
    assert blocks(plain(f"शीर्षक यहाँ\n{LONG}\nउपशीर्षक यहाँ\n{LONG} {LONG}\n")) == [
        ("title", "शीर्षक यहाँ"),
        ("paragraph", LONG),
        ("heading", "उपशीर्षक यहाँ"),
        ("paragraph", f"{LONG} {LONG}"),
    ]


def test_lines_broken_by_an_editor_are_one_paragraph() -> None:
    wrapped = (
        "बाज़ार में आज दिन भर हलचल रही और शाम तक भाव गिरते चले गए, जिससे\n"
        "व्यापारी परेशान हैं। सरकार ने कहा है कि वह हालात पर नज़र रखे हुए\n"
        "है और ज़रूरत पड़ी तो दख़ल देगी।"
    )
    article = plain(f"शीर्षक यहाँ\n\n{wrapped}\n")
    assert blocks(article)[1:] == [("paragraph", " ".join(wrapped.split("\n")))]


def test_verse_keeps_its_lines_in_one_paragraph() -> None:
    article = plain(f"शीर्षक यहाँ\n\n{LONG}\n\nपहली पंक्ति\nदूसरी पंक्ति\nतीसरी पंक्ति\n\n{LONG}")
    assert ("paragraph", "पहली पंक्ति\nदूसरी पंक्ति\nतीसरी पंक्ति") in blocks(article)


def test_bulleted_lines_are_items() -> None:
    article = plain(f"शीर्षक यहाँ\n\n{LONG}\n\n- पहला\n• दूसरा\n")
    assert blocks(article)[2:] == [("item", "पहला"), ("item", "दूसरा")]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("1. पहला बिंदु", "2. दूसरा बिंदु है।"),
        ("1) पहला बिंदु", "2) दूसरा बिंदु"),
        ("१. पहला बिंदु", "१०. दूसरा बिंदु"),
        ("१। पहला बिंदु", "२। दूसरा बिंदु"),
        ("(१) पहला बिंदु", "(२) दूसरा बिंदु"),
        ("(क) पहला बिंदु", "(ख) दूसरा बिंदु"),
        ("क) पहला बिंदु", "ख) दूसरा बिंदु"),
        ("(i) पहला बिंदु", "(ii) दूसरा बिंदु"),
    ],
)
@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_numbered_lines_are_items_with_their_numbers(first: str, second: str, between: str) -> None:
    article = plain(f"शीर्षक यहाँ\n\n{LONG}\n\n{first}{between}{second}\n")
    assert blocks(article)[2:] == [("item", first), ("item", second)]


TYPED_BULLETS = ["- ", "• ", "* ", "– ", "•"]
WORD_BULLETS = ["o\t", "§\t", "\uf0b7\t", "ü\t"]
"""Bullets as they are pasted from a word processor."""


@pytest.mark.parametrize("mark", TYPED_BULLETS + WORD_BULLETS)
def test_a_bullet_is_not_part_of_its_item(mark: str) -> None:
    article = plain(f"शीर्षक यहाँ\n\n{LONG}\n\n{mark}पहला\n{mark}दूसरा\n")
    assert blocks(article)[2:] == [("item", "पहला"), ("item", "दूसरा")]


@pytest.mark.parametrize(
    "line", ["2019. में क्या बदला", "3.5 प्रतिशत की दर", "ए. पी. जे. अब्दुल कलाम", "-5 डिग्री पर दिल्ली"]
)
def test_a_year_a_decimal_an_initial_or_a_sign_numbers_no_item(line: str) -> None:
    article = plain(f"शीर्षक यहाँ\n\n{LONG}\n\n{line}\n\n{LONG}")
    assert ("heading", line) in blocks(article)


@pytest.mark.parametrize("end", ["। 👍🏽", "। 😀😀", "।” ❤️", "! 🇮🇳", "।👩\u200d🌾", "…) 😀”"])
def test_emoji_after_end_punctuation_makes_no_heading(end: str) -> None:
    article = plain(f"शीर्षक यहाँ\n\n{LONG}\n\nआप सब को नमस्ते{end}\n\n{LONG}")
    assert ("paragraph", f"आप सब को नमस्ते{end}") in blocks(article)


@pytest.mark.parametrize("between", ["\n", "\n\n"])
@pytest.mark.parametrize("count", [2, 3])
def test_lines_of_label_and_value_are_items(between: str, count: int) -> None:
    fields = ["नाम: राम", "पद : सचिव", "जन्म तिथि: 5 मई 1980"][:count]
    article = plain(f"शीर्षक यहाँ\n\n{LONG}\n\n{between.join(fields)}\n\n{LONG}")
    assert blocks(article)[2:-1] == [("item", field) for field in fields]


@pytest.mark.parametrize("line", ["पुतिन: हम साथ हैं", "सुबह 7:30 बजे की बैठक"])
def test_a_line_with_a_colon_by_itself_is_a_heading(line: str) -> None:
    article = plain(f"शीर्षक यहाँ\n\n{LONG}\n\n{line}\n\n{LONG}")
    assert ("heading", line) in blocks(article)


@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_a_title_with_a_colon_over_a_field_is_still_the_title(between: str) -> None:
    article = plain(f"दिल्ली: बारिश से हाल बेहाल{between}जगह: पटना{between}{LONG}")
    assert blocks(article)[:2] == [("title", "दिल्ली: बारिश से हाल बेहाल"), ("item", "जगह: पटना")]


def test_a_title_named_in_the_front_matter_leaves_every_field_an_item() -> None:
    article = plain(f"---\ntitle: परिचय\n---\nनाम: राम\nपद: सचिव\n\n{LONG}")
    assert blocks(article)[1:3] == [("item", "नाम: राम"), ("item", "पद: सचिव")]


def test_front_matter_is_read_in_plain_text_too() -> None:
    article = plain(f"---\ntitle: नाम\nauthor: राम\n---\n{LONG}")
    assert (article.title, article.author) == ("नाम", "राम")


def test_the_first_block_and_only_the_first_is_the_title() -> None:
    article = plain(f"शीर्षक\n\nशीर्षक\n\n{LONG}\n\nशीर्षक")
    kinds = [block.kind for block in article.blocks]
    assert kinds == [BlockKind.TITLE, BlockKind.PARAGRAPH]


def test_text_of_symbols_alone_is_refused() -> None:
    with pytest.raises(SourceError, match="no text to narrate"):
        plain("* * *\n\n😀")


@pytest.mark.tsv("plaintext.tsv")
def test_typed_lines_make_the_blocks_a_person_would_read(text: str, blocks: str) -> None:
    article = read_bytes(f"शीर्षक\n\n{text}\n".encode(), "a.txt", ".txt")
    shown = (
        f"{block.kind.value}: {block.span.of(article.text)}".replace("\n", "↵")
        for block in article.blocks[1:]
    )
    assert " ¦ ".join(shown) == blocks
    assert article.account is not None
    assert not article.account.unexplained


def test_a_title_takes_no_markup() -> None:
    assert plain(f"*_नदी_ पर पुल*\n\n{LONG}").title == "नदी पर पुल"


def test_what_was_struck_out_is_left_out_with_a_note() -> None:
    article = plain(f"शीर्षक\n\n{LONG}\n\nबैठक ~सोमवार~ मंगलवार को होगी।")
    assert article.text.endswith("बैठक मंगलवार को होगी।")
    assert article.notes == ("left out “सोमवार”: it is struck out",)


def test_a_chat_says_who_speaks_but_not_when_and_notes_the_rest() -> None:
    chat = (
        "[12/08/25, 9:45:10 PM] राम: कल *सुबह* मिलते हैं\n"
        "[12/08/25, 9:46:02 PM] श्याम: <Media omitted>\n"
        "[12/08/25, 9:47:00 PM] मोहन जुड़ गए\n"
        "[12/08/25, 9:48:00 PM] श्याम: ठीक है।\nमैं आऊँगा।\n"
    )
    article = plain(f"---\ntitle: बातचीत\n---\n{chat}")
    assert blocks(article)[1:] == [
        ("paragraph", "राम: कल सुबह मिलते हैं"),
        ("paragraph", "श्याम: ठीक है।"),
        ("paragraph", "मैं आऊँगा।"),
    ]
    assert article.notes == (
        "left out when the 4 messages were sent",
        "left out “श्याम: <Media omitted>”: no words of a person",
        "left out “मोहन जुड़ गए”: no words of a person",
    )


SENT = "[12/08/25, 9:4{} PM] {}: {}"


def chat(*messages: tuple[str, str]) -> str:
    return "\n".join(SENT.format(number, *one) for number, one in enumerate(messages)) + "\n"


def test_what_one_person_alone_sent_is_a_text_without_their_name() -> None:
    article = plain(chat(("राम", "गाँव में बैठक"), ("राम", "सब ने अपनी बात रखी।")))
    assert article.text == "गाँव में बैठक\n\nसब ने अपनी बात रखी।"
    assert "left out the name of “राम”, who alone writes" in article.notes


def test_the_title_of_a_chat_does_not_say_who_speaks() -> None:
    article = plain(chat(("राम", "कल बैठक होगी। सब आना।"), ("सीता", "मैं आऊँगी।")))
    assert article.title == "कल बैठक होगी।"
    assert [text for _, text in blocks(article)][1:] == ["राम: सब आना।", "सीता: मैं आऊँगी।"]


@pytest.mark.parametrize("suffix", [".txt", ".md"])
def test_the_first_message_of_a_chat_is_said_once(suffix: str) -> None:
    text = chat(("राम", "कल की बैठक"), ("सीता", "मैं आऊँगी।"))
    article = read_bytes(text.encode(), f"a{suffix}", suffix)
    assert article.text == "कल की बैठक\n\nसीता: मैं आऊँगी।"
    assert any("the name of “राम”" in note for note in article.notes)
    assert article.account
    assert not article.account.unexplained


@pytest.mark.parametrize("silent", ["👍👍", "🙏", "@919876543210", "@\u2068+919876543210\u2069"])
def test_a_message_without_words_is_left_out_with_a_note(silent: str) -> None:
    article = plain(chat(("राम", "कल बैठक होगी।"), ("सीता", silent), ("सीता", "मैं आऊँगी।")))
    assert [text for _, text in blocks(article)][-1] == "सीता: मैं आऊँगी।"
    assert len(blocks(article)) == 2
    assert any(silent.strip("@+\u2068\u2069") in note for note in article.notes)


def test_a_person_called_by_number_is_not_read_as_an_amount() -> None:
    article = plain(
        chat(
            ("राम", "@919876543210 कल आना।\n@919876543211 भी आए।"), ("सीता", "@919876543212 से कहा।")
        )
    )
    assert "राम: +919876543211 भी आए।" in article.text
    assert "सीता: +919876543212 से कहा।" in article.text


@pytest.mark.parametrize("suffix", [".txt", ".md"])
@pytest.mark.parametrize("other", ["राम", "सीता"])
def test_what_a_messenger_says_is_in_the_account(suffix: str, other: str) -> None:
    said = "राम ने इस समूह का नाम बदल कर नया गाँव रख दिया"
    text = chat(("राम", "कल बैठक होगी।"), (other, "मैं आऊँगी।")) + f"[12/08/25, 9:49 PM] {said}\n"
    account = read_bytes(text.encode(), f"a{suffix}", suffix).account
    assert account
    assert (said, "what a messenger says") in account.left_out
    assert account.unexplained == ()


@pytest.mark.parametrize("suffix", [".txt", ".md"])
def test_a_paragraph_whose_first_sentence_stands_for_the_title_is_not_left_out(suffix: str) -> None:
    account = read_bytes(f"{LONG} भाव कल भी गिरे थे।\n".encode(), f"a{suffix}", suffix).account
    assert account
    assert account.left_out == ()


FIELDS = "बारिश की ख़बर\n{}\n\nमंगलवार को बारिश हुई और सब लोग ख़ुश हैं। खेत हरे हो गए।\n"


def test_author_and_date_over_a_text_are_those_of_the_article() -> None:
    article = plain(FIELDS.format("लेखक: राम शर्मा\nदिनांक: 15 अगस्त 2025"))
    assert (article.author, article.published) == ("राम शर्मा", datetime(2025, 8, 15))
    assert "राम शर्मा" not in article.text


@pytest.mark.parametrize("line", ["लेखक: एक परिचय।\nपता: दिल्ली", "दिनांक: कल\nजगह: पटना"])
def test_what_tells_no_author_and_no_date_stays(line: str) -> None:
    article = plain(f"---\nauthor: सीता\n---\n{FIELDS.format(line)}")
    assert all(each.rstrip("।") in article.text for each in line.split("\n"))


@pytest.mark.parametrize(
    "lines", ["दिनांक: 25 दिसंबर 2025\nसमय: शाम 6 बजे\nस्थान: टाउन हॉल", "## लेखक: समाज का दर्पण"]
)
def test_the_day_of_what_is_announced_and_a_heading_are_read(lines: str) -> None:
    article = plain(FIELDS.format(f"\n{lines}"))
    assert (article.author, article.published) == ("", None)
    assert all(line.strip("# ") in article.text for line in lines.split("\n"))
