"""What holds for every article, whatever it was read from."""

from itertools import pairwise

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from audio.errors import SourceError
from audio.readers import read_bytes
from audio.records import Article, BlockKind
from audio.segment import is_speakable, segment
from tests.growth import measure_growth

LINES = st.sampled_from(
    [
        *("शीर्षक यहाँ", "समीक्षा", "यह पहला वाक्य है। यह दूसरा।", "# अध्याय", "### भाग", "- सूची"),
        *("> उद्धरण", "```", "    कोड", "|क|ख|", "|-|-|", "![चित्र](a)", "<div>क", "<!-- छिपा -->"),
        *(
            "",
            "",
            "",
            "---",
            "विज्ञापन",
            "क\\",
            "**मोटा** पाठ है।",
            "लंबी पंक्ति " * 12,
            "😀",
            "1. पहला",
            "पाठ[^1] है",
            "[^1]: टिप्पणी",
            "- [x] काम",
            "नाम: राम",
        ),
    ]
)
TEXTS = st.lists(LINES, max_size=25).map("\n".join)


def article(text: str, suffix: str) -> Article | None:
    try:
        return read_bytes(text.encode(), "a", suffix)
    except SourceError:
        return None


@pytest.mark.parametrize("suffix", [".md", ".txt"])
@given(text=TEXTS)
def test_blocks_are_in_order_apart_and_speakable(text: str, suffix: str) -> None:
    read = article(text, suffix)
    if read:
        assert all(is_speakable(block.span.of(read.text)) for block in read.blocks)
        for before, after in pairwise(read.blocks):
            assert read.text[before.span.end : after.span.start] == "\n\n"


@pytest.mark.parametrize("suffix", [".md", ".txt"])
@given(text=TEXTS)
def test_the_first_block_and_only_the_first_is_the_title(text: str, suffix: str) -> None:
    read = article(text, suffix)
    if read:
        titles = [block.kind is BlockKind.TITLE for block in read.blocks]
        assert titles == [True] + [False] * (len(titles) - 1)


@pytest.mark.parametrize("suffix", [".md", ".txt"])
@given(text=TEXTS)
def test_every_block_becomes_a_paragraph_of_its_number(text: str, suffix: str) -> None:
    read = article(text, suffix)
    if read:
        ids = [paragraph.id for paragraph in segment(read)]
        assert ids == [f"p{number}" for number in range(1, len(read.blocks) + 1)]


@given(text=TEXTS)
def test_every_word_of_plain_text_is_in_the_article_or_in_its_notes(text: str) -> None:
    read = article(text, ".txt")
    if read:
        kept = "\n".join([read.text, *read.notes])
        assert set(regex.findall(r"[\p{L}\p{M}]+", text)) <= set(
            regex.findall(r"[\p{L}\p{M}]+", kept)
        )


@pytest.mark.parametrize("suffix", [".md", ".txt"])
@pytest.mark.parametrize(
    "unit",
    ["क\n", "क ", "क\n\n", "*क", "[क", "`क", "क।", "<क", "<a ", "&", "क  \n", "- क\n", "|क", "![",
     "\u200d", "---\n", "_क_ ", "]क(", "\\", "[^1]: क\n", "क[^1] ", "[^1]: ", "[^", "*क* ", "~क~ ",
     "- क\n  ", "1- क\n", "> ", "# ", "क: क\n", "1/1/25, 9:00 - क: क\n", "👉",
     "==क", "{{", "{% ", "%%", "%%\n", "$x", "[[क", "^[क", "{++क", "x~2", "<s>", "<sup>",
     "!!! a\n", "[pause 1s] ", "[voice x]क[/voice]", "[voice x]\n[/voice]\n", "<break "],
)  # fmt: skip
def test_hostile_text_is_read_in_linear_time(unit: str, suffix: str) -> None:
    def read_long(size: int) -> None:
        text = "शीर्षक हिंदी में लिखा\n\n" + unit * (size // len(unit)) + "\n\nअंतिम वाक्य हिंदी में है।"
        article(text, suffix)

    growth = measure_growth(read_long, 4_000, 32_000, most=16)
    assert growth <= 16, "eight times the text may take eight times as long"
