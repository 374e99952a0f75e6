from audio.records import Article, Block, BlockKind, Span
from audio.segment import segment, segment_lines

TEXT = "शीर्षक यहाँ\n\nपहला वाक्य। दूसरा वाक्य।\n\n😀\n\nअंतिम वाक्य।"
ARTICLE = Article(
    text=TEXT,
    blocks=(
        Block(BlockKind.TITLE, Span(0, 11)),
        Block(BlockKind.PARAGRAPH, Span(13, 38)),
        Block(BlockKind.PARAGRAPH, Span(40, 41)),
        Block(BlockKind.QUOTE, Span(43, 55), 2),
    ),
    origin="x.txt",
)


def test_paragraphs_are_numbered_from_the_title_on() -> None:
    assert [paragraph.id for paragraph in segment(ARTICLE)] == ["p1", "p2", "p4"]


def test_sentences_are_numbered_in_their_paragraph() -> None:
    assert [sentence.id for sentence in segment(ARTICLE)[1].sentences] == ["p2s1", "p2s2"]


def test_a_sentence_stands_at_its_span_in_the_article() -> None:
    for paragraph in segment(ARTICLE):
        for sentence in paragraph.sentences:
            assert sentence.text == sentence.span.of(TEXT)


def test_a_paragraph_keeps_its_blocks_kind_and_level() -> None:
    last = segment(ARTICLE)[-1]
    assert (last.kind, last.level) == (BlockKind.QUOTE, 2)


def test_an_opening_is_cut_in_its_own_text() -> None:
    opening = segment_lines(BlockKind.OPENING, " यह समाचार है। स्वर कृत्रिम है।", "o1")
    assert opening is not None
    assert [(s.id, s.span, s.text) for s in opening.sentences] == [
        ("o1s1", Span(1, 14), "यह समाचार है।"),
        ("o1s2", Span(15, 31), "स्वर कृत्रिम है।"),
    ]


def test_an_empty_closing_makes_no_paragraph() -> None:
    assert segment_lines(BlockKind.CLOSING, "", "c1") is None
