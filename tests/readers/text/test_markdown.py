import pytest

from audio.errors import SourceError
from audio.readers import read_bytes
from audio.records import Article, Block


def markdown(text: str) -> Article:
    return read_bytes(text.encode(), "a.md", ".md")


def shown(article: Article, block: Block) -> str:
    kind = f"{block.kind} {block.level}" if block.level else str(block.kind)
    return f"{kind}: {block.span.of(article.text)}".replace("\n", "↵")


@pytest.mark.tsv("markdown.tsv")
def test_markdown_makes_the_blocks_a_person_would_read(markdown: str, blocks: str) -> None:
    article = read_bytes(f"# शीर्षक\n\n{markdown}\n".encode(), "a.md", ".md")
    assert " ¦ ".join(shown(article, block) for block in article.blocks[1:]) == blocks
    assert article.account is not None
    assert not article.account.unexplained


def test_what_is_left_out_of_a_text_is_in_its_account() -> None:
    article = markdown("# शीर्षक\n\nपाठ है।\n\n<!--\nयह टिप्पणी छिपी रहे\n-->\n\n%%\nऔर यह भी\n%%\n")
    assert article.account is not None
    assert [text.strip() for text, _ in article.account.left_out] == [
        "%% और यह भी %%",
        "यह टिप्पणी छिपी रहे",
    ]
    assert not article.account.unexplained


def test_what_a_script_in_a_paragraph_says_is_no_loss() -> None:
    code = 'कहो("यह किसी ने नहीं लिखा और न कोई इसे पढ़े")'
    article = markdown(f"# शीर्षक\n\nक <script>{code}</script> ख।\n\n<style>\n{code}\n</style>\n")
    assert article.text == "शीर्षक\n\nक ख।"
    assert article.account is not None
    assert not article.account.unexplained


def test_a_footnote_written_where_its_mark_stands_is_no_loss() -> None:
    article = markdown("# शीर्षक\n\nपाठ[^1] और ^[यह टिप्पणी है] आगे।\n\n[^1]: पहली टिप्पणी।\n")
    assert article.account is not None
    assert not article.account.unexplained


def test_blocks_stand_a_blank_line_apart() -> None:
    article = markdown("# शीर्षक\n\nएक\nदो।\n\n\n\n- तीन\n")
    assert article.text == "शीर्षक\n\nएक दो।\n\nतीन"


def test_the_first_heading_of_level_1_is_the_title() -> None:
    assert markdown("# असली शीर्षक\n\nपाठ।").title == "असली शीर्षक"


@pytest.mark.parametrize(
    ("heading", "link"),
    [
        ("[आगे](../kisan-andolan-2/)", "../kisan-andolan-2/"),
        ("[**आगे** क्या](<https://x.in/a(1)>)", "https://x.in/a(1)"),
        ("[आगे](../kisan-andolan/) क्या", ""),
        ("[आगे](../a/) [क्या](../b/)", ""),
        ("[आगे](other.md)", ""),
        ("[आगे](#p3)", ""),
        ("[आगे](../../a/)", ""),
        ("आगे", ""),
    ],
)
def test_a_heading_that_is_a_link_to_a_page_keeps_it(heading: str, link: str) -> None:
    article = markdown(f"# शीर्षक\n\n## {heading}\n\nपाठ यहाँ है।\n")
    assert [block.link for block in article.blocks] == ["", link, ""]


def test_a_title_in_the_front_matter_is_spoken_once() -> None:
    article = markdown("---\ntitle: असली शीर्षक\n---\n# असली शीर्षक\n\nपाठ।")
    assert article.text == "असली शीर्षक\n\nपाठ।"


def test_a_first_heading_unlike_the_named_title_is_kept() -> None:
    article = markdown("---\ntitle: असली शीर्षक\n---\n# कुछ और\n\nपाठ।")
    assert article.text == "असली शीर्षक\n\nकुछ और\n\nपाठ।"


def test_a_later_heading_of_level_1_that_repeats_the_title_is_left_out_with_a_note() -> None:
    article = markdown("# शीर्षक\n\nपाठ।\n\n# शीर्षक\n\nऔर।")
    assert article.text == "शीर्षक\n\nपाठ।\n\nऔर।"
    assert article.notes == ("left out “शीर्षक”: it repeats the title",)


def test_a_title_repeated_at_once_needs_no_note() -> None:
    assert markdown("---\ntitle: शीर्षक\n---\n# शीर्षक\n\n**शीर्षक**\n\nपाठ।").notes == ()


@pytest.mark.parametrize("block", ["## शीर्षक", "> शीर्षक", "- शीर्षक"])
def test_a_block_marked_up_as_something_else_is_not_the_title_again(block: str) -> None:
    article = markdown(f"---\ntitle: शीर्षक\n---\n{block}\n\nपाठ।")
    assert article.text == "शीर्षक\n\nशीर्षक\n\nपाठ।"


def test_a_repeated_section_heading_is_not_the_title() -> None:
    article = markdown("लेख का नाम\n\n## भाग एक\n\nपाठ।\n\n## भाग एक\n\nऔर।")
    assert article.title == "लेख का नाम"


def test_an_image_before_the_title_comes_after_it() -> None:
    article = markdown("![खेत](a.jpg)\n\n# शीर्षक\n\nपाठ।")
    assert article.text == "शीर्षक\n\nचित्र: खेत\n\nपाठ।"


def test_text_without_any_heading_is_titled_by_its_first_sentence() -> None:
    article = markdown("पटना में बारिश हुई। सड़कें डूब गईं।")
    assert article.text == "पटना में बारिश हुई।\n\nसड़कें डूब गईं।"
    assert "no title" in article.notes[0]


def test_what_cannot_be_spoken_is_noted() -> None:
    assert markdown("# शीर्षक\n\n😀\n\nपाठ।").notes == (
        "left out “😀”: nothing in it can be spoken",
    )


def test_a_footnote_mark_without_a_footnote_is_left_out_with_a_note() -> None:
    article = markdown("# शीर्षक\n\nतथ्य[^1] है[^2]।\n\n[^1]: स्रोत")
    assert article.text == "शीर्षक\n\nतथ्य है।\n\nटिप्पणी 1: स्रोत"
    assert article.notes == ("left out the footnote mark [^2]: it has no footnote",)


def test_nesting_too_deep_to_parse_is_refused() -> None:
    with pytest.raises(SourceError, match="nested more than"):
        markdown("# शीर्षक\n\n" + "> " * 200 + "पाठ।")


def test_nesting_just_parsed_loses_nothing() -> None:
    article = markdown("# शीर्षक\n\n" + "> " * 25 + "पाठ।")
    assert article.text == "शीर्षक\n\nपाठ।"


def test_a_message_in_code_stays_code() -> None:
    line = "1/8/25, 9:45 pm - राम: पाठ का अंत है।"
    article = read_bytes(f"# पाठ\n\n```\n{line}\n```\n\n```\n{line}\n```\n".encode(), "a.md", ".md")
    assert [block.span.of(article.text) for block in article.blocks[1:]] == [line, line]
