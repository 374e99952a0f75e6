"""`[pause 2s]`, `<break time="2s"/>` and `[voice x]…[/voice]` in typed text."""

import pytest

from audio.errors import SourceError
from audio.readers import read_bytes
from audio.records import Article
from audio.segment import segment


def typed(text: str, suffix: str = ".md") -> Article:
    return read_bytes(f"# नाम\n\n{text}\n".encode(), f"a{suffix}", suffix)


def directed(article: Article) -> list[tuple[str, float, str]]:
    """Each sentence after the title, with the pause before it and its voice."""
    return [
        (sentence.text, sentence.pause, sentence.voice)
        for paragraph in segment(article)[1:]
        for sentence in paragraph.sentences
    ]


@pytest.mark.parametrize("suffix", [".md", ".txt"])
@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("एक है। [pause 2s] दो है।", [("एक है।", 0, ""), ("दो है।", 2, "")]),
        ('एक है। <break time="1500ms"/> दो है।', [("एक है।", 0, ""), ("दो है।", 1.5, "")]),
        ("एक है।\n\n[pause 2]\n\nदो है।", [("एक है।", 0, ""), ("दो है।", 2, "")]),
        ("एक है।\n[pause २s]\nदो है।", [("एक है।", 0, ""), ("दो है।", 2, "")]),
        ("एक है। [pause 1s]\n\n[pause 1s] दो है।", [("एक है।", 0, ""), ("दो है।", 2, "")]),
        ("विजेता है [pause 1s] राम।", [("विजेता है", 0, ""), ("राम।", 1, "")]),
        ("एक। [voice x]दो। तीन।[/voice] चार।",
         [("एक।", 0, ""), ("दो।", 0, "x"), ("तीन।", 0, "x"), ("चार।", 0, "")]),
        ("[voice x]\n\nएक है।\n\nदो है।\n\n[/voice]\n\nतीन है।",
         [("एक है।", 0, "x"), ("दो है।", 0, "x"), ("तीन है।", 0, "")]),
        ("[voice x]एक। [pause 1s] दो।[/voice]", [("एक।", 0, "x"), ("दो।", 1, "x")]),
        ("[voice x]एक। [voice y]दो।[/voice] तीन।[/voice]",
         [("एक।", 0, "x"), ("दो।", 0, "y"), ("तीन।", 0, "x")]),
        ("राम बोला, [voice x]“चलो”[/voice]।", [("राम बोला,", 0, ""), ("“चलो”।", 0, "x")]),
        ("- [voice x]एक।[/voice]\n- दो।", [("एक।", 0, "x"), ("दो।", 0, "")]),
    ],
)  # fmt: skip
def test_a_text_says_when_to_pause_and_who_speaks(
    text: str, sentences: list[tuple[str, float, str]], suffix: str
) -> None:
    assert directed(typed(text, suffix)) == sentences


@pytest.mark.parametrize("suffix", [".md", ".txt"])
def test_nothing_of_a_directive_is_in_the_text(suffix: str) -> None:
    article = typed("एक [voice x]है[/voice] । [pause 2s] दो है। [pause 1s]", suffix)
    assert article.text == "नाम\n\nएक है । दो है।"
    assert article.notes == ("left out a pause at the end: nothing follows it",)


def test_a_title_may_be_said_in_another_voice() -> None:
    article = read_bytes("# [voice x]नाम[/voice]\n\nपाठ।".encode(), "a.md", ".md")
    assert article.title == "नाम"
    assert [s.voice for p in segment(article) for s in p.sentences] == ["x", ""]


def test_a_directive_in_code_or_escaped_is_text() -> None:
    article = typed("लिखें `[pause 2s]` या \\[pause 2s]।\n\n```\n[voice x]\n```")
    assert article.text == "नाम\n\nलिखें [pause 2s] या [pause 2s]।\n\n[voice x]"
    assert not article.pauses


@pytest.mark.parametrize("suffix", [".md", ".txt"])
@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("क।\n\n[voice x] ख।", ":5: [voice …] is not closed; end the passage with [/voice]"),
        ("क।\nख [/voice]।", ":4: [/voice] closes nothing; open it with [voice …]"),
        ("[voice]क[/voice]", ":3: [voice] names no voice; write [voice ENGINE:NAME]"),
        ("[pause]", ":3: [pause] says no length of a pause; write a time of at most 60"),
        ("[pause 900s]", ":3: [pause 900s] says no length of a pause"),
        ("<break/>", ":3: <break/> says no length of a pause"),
        ("[pause जल्दी]", ":3: [pause जल्दी] says no length"),
    ],
)
def test_a_wrong_directive_is_refused_by_line(text: str, message: str, suffix: str) -> None:
    with pytest.raises(SourceError) as caught:
        typed(text, suffix)
    assert f"a{suffix}{message}" in str(caught.value)


def test_lines_are_counted_with_the_front_matter() -> None:
    with pytest.raises(SourceError, match=r"a\.md:6: "):
        read_bytes("---\ntitle: नाम\n---\n\nक।\n[/voice]".encode(), "a.md", ".md")
