"""Short lines that stand where the story's text does not: labels of widgets, names of buttons.

Nothing but their place tells them: most of a story's prose stands in elements of one shape, and
what is no sentence, no heading and no item, and stands in an element of a shape of its own, was
not written by the story's writer.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Sequence
from itertools import islice, pairwise

from lxml.html import HtmlElement

from audio import regex
from audio.readers.article.dates import find_date, is_date_line
from audio.readers.article.pieces import fold
from audio.readers.web.blocks import PageBlock
from audio.readers.web.players import is_with_player
from audio.records import BlockKind

_LONGEST = 100
"""Code points of a stray line."""
_HOME = 0.05
"""Of the prose, how much makes a shape one that the story's text has."""
_BOXES = frozenset({"div", "section", "article", "center", "td", "figure", "main", "body"})
_NAMES_HEADING = regex.compile(r"head|titl|ttl|hdg|ques|sub", regex.IGNORECASE)
_DEVANAGARI = regex.compile(r"\p{Devanagari}")
_FOREIGN, _LEAST_OWN = 0.5, 200
"""Of a short story's prose, how long a last paragraph in another script may be that is not its own;
and code points from which on a story is none of these."""
_SPEAKS = regex.compile(
    r"(?:सवाल|जवाब|प्रश्न|उत्तर|प्र|उ)\.?\s?\p{N}{0,3}[.:]?|[-–—]\s?[^।॥?!\n]{2,50}"
)
"""Who asks, and that an answer comes: `सवाल 2`, `— सरिता, इंदौर`."""
_FACTS = regex.compile(r"(?:[^:।]{2,30}:\s?\p{N}{1,3}\s?(?:मिनट|घंट[ेा]|लोग|व्यक्ति)[^:।]{0,30}){2,}")
"""Values with their names: `तैयारी: 20 मिनट पकाना: 30 मिनट`."""
_HEADING_WORDS, _LINE_WORDS = 3, 4
_ASKED = regex.compile(
    r"(?<![\p{L}\p{M}])(?:क्या|क्यों|कैसे|कैसी|कब|कहाँ|कहां|कौन|कितन[ाेी])(?![\p{L}\p{M}])"
)
_ASKS = regex.compile(
    r"(?:देखें|देखिए|देखिये|पढ़ें|पढ़िए|पढ़िये|सुनें|सुनिए|दबाएँ|दबाएं|रुकें|जुड़ें|पाएँ|पाएं"
    r"|(?:जुड़े|जुड़ी|बने) रहें|(?:क्लिक|टैप|स्वाइप|फ़ॉलो|फॉलो|शेयर|लाइक|कमेंट|सब्सक्राइब"
    r"|डाउनलोड|इंस्टॉल) करें)[\s.!…»>]*+$|यह(?:ाँ|ां) (?:देख|पढ़|सुन)"
    r"|^(?:कहानी|ख़?बर|स्टोरी|लेख)\s[^।]{0,30}जारी है$"
)
"""What a button or a label asks the reader of a page to do; an article's writer may ask else."""
_BOX = 500
"""Code points of a box that says who the writer is."""
_NAME, _NAME_WORDS = 40, 4
_UNDER_PICTURE = 200
_PICTURE_PARTS = 4
_DATELINE = 150
"""Code points of a list of place, date and time of a change."""


def drop_stray_lines(
    blocks: Sequence[PageBlock], by_shape: list[str], left_out: list[str]
) -> list[PageBlock]:
    """``blocks`` without stray lines, which are added to ``by_shape``.

    A box that says who the writer is goes to ``left_out`` where its text names her again.
    """
    homes = _find_homes(blocks)
    prose = [block.element for block in blocks if block.mass]
    parents = {element.getparent() for element in prose}
    parents |= {element for element in prose if element.tag in _BOXES}  # its text stands bare
    homes |= _find_heading_shapes(blocks, parents)
    kept: list[PageBlock] = []
    for before, block, after in zip([None, *blocks], blocks, [*blocks[1:], None], strict=False):
        is_stray = _is_stray(block, homes, parents) and not (
            _is_under_quote(before, block) or _is_between(before, block, after)
        )
        if is_stray or _is_of_dateline(block):
            by_shape.append(block.text)
        else:
            kept.append(block)
    while kept and _is_foreign(kept[-1], kept):
        left_out.append(kept.pop().text)
    return _drop_last_box(kept, by_shape, left_out)


def _drop_last_box(
    blocks: list[PageBlock], by_shape: list[str], left_out: list[str]
) -> list[PageBlock]:
    """``blocks`` without a last box of its own shape that a name opens: who the writer is."""
    masses: Counter[HtmlElement] = Counter()
    for block in blocks:
        masses[_find_container(block)] += block.mass
    if not blocks or not masses.total():
        return blocks
    main, mass = masses.most_common(1)[0]
    last = _find_container(blocks[-1])
    start = len(blocks)
    while start and _find_container(blocks[start - 1]) is last:
        start -= 1
    box = blocks[start:]
    is_own = last is not main and main in set(last.iterancestors()) and _is_only(last, main)
    is_small = sum(len(block.text) for block in box) <= min(_BOX, 0.3 * mass)
    if not (start and is_own and is_small and _is_name(box[0])):
        return blocks
    name = box[0].text.split()[0]
    is_known = any(name in block.text for block in box[1:])
    (left_out if is_known else by_shape).extend(block.text for block in box)
    return blocks[:start]


def _find_container(block: PageBlock) -> HtmlElement:
    """What ``block`` stands in: its own element, if that is no paragraph."""
    element = block.element
    parent = element.getparent()
    return element if element.tag in _BOXES or parent is None else parent


def _is_only(box: HtmlElement, main: HtmlElement) -> bool:
    return (
        sum(_read_shape(other) == _read_shape(box) for other in main if other.tag == box.tag) <= 1
    )


def _is_name(block: PageBlock) -> bool:
    is_line = block.kind is BlockKind.PARAGRAPH and not block.ends
    return is_line and len(block.text) <= _NAME and len(block.text.split()) <= _NAME_WORDS


def is_under_picture(block: PageBlock) -> bool:
    """Whether ``block`` is a line that stands with a picture, and with nothing else."""
    if len(block.text) > _UNDER_PICTURE or block.kind is not BlockKind.PARAGRAPH:
        return False
    element = block.element
    parent = element.getparent()
    if is_with_player(element):
        return not block.ends
    if element.find(".//img") is not None or element.find(".//amp-img") is not None:
        return (not block.ends or element.tag in _BOXES) and _is_all(element, block)
    if parent is None or parent.tag not in _BOXES or element.tag == "td":
        return False
    parts = list(islice(parent, _PICTURE_PARTS + 1))
    others = [child for child in parts if child is not element]
    return 0 < len(others) < len(parts) <= _PICTURE_PARTS and all(map(_is_picture, others))


def _is_all(element: HtmlElement, block: PageBlock) -> bool:
    """Whether ``element`` says no more than ``block``."""
    length = 0
    for text in element.itertext():
        length += len(text.strip())
        if length > len(block.text):
            return False
    return True


def _is_picture(element: HtmlElement) -> bool:
    if not isinstance(element.tag, str) or "".join(element.itertext()).strip():
        return False
    pictures = {"img", "picture", "amp-img"}
    return element.tag in pictures or any(element.find(f".//{tag}") is not None for tag in pictures)


def _read_shape(element: HtmlElement) -> tuple[str, str]:
    return str(element.tag), element.get("class", "")


def _find_homes(blocks: Sequence[PageBlock]) -> set[tuple[str, str]]:
    """The shapes of elements that hold the story's prose."""
    masses: Counter[tuple[str, str]] = Counter()
    for block in blocks:
        masses[_read_shape(block.element)] += block.mass
    total = masses.total()
    return {shape for shape, mass in masses.items() if mass > _HOME * total}


def _find_heading_shapes(
    blocks: Sequence[PageBlock], parents: set[HtmlElement | None]
) -> set[tuple[str, str]]:
    """The shapes of lines that stand twice over the story's own text, beside its paragraphs."""
    counts: Counter[tuple[str, str]] = Counter()
    for block, following in pairwise(blocks):
        is_over_text = following.mass > 0 or following.kind is BlockKind.ITEM
        is_line = len(block.text.split()) >= _HEADING_WORDS and block.element.getparent() in parents
        counts[_read_shape(block.element)] += is_line and is_over_text
    return {shape for shape, count in counts.items() if count > 1}


def _is_stray(
    block: PageBlock, homes: set[tuple[str, str]], parents: set[HtmlElement | None]
) -> bool:
    element = block.element
    if block.kind is not BlockKind.PARAGRAPH or block.ends or len(block.text) > _LONGEST:
        return False
    if element.tag not in _BOXES or _read_shape(element) in homes or block.is_bold:
        return False
    if _FACTS.fullmatch(block.text) and find_date(block.text) is None:
        return False
    if _SPEAKS.fullmatch(block.text) and not parents.isdisjoint({element, element.getparent()}):
        return False
    is_heading = _NAMES_HEADING.search(element.get("class", "")) is not None
    return not (is_heading and element.getparent() in parents)


def _is_under_quote(before: PageBlock | None, block: PageBlock) -> bool:
    """Whether ``block`` is the other line of a box with a quotation: who said it."""
    box = block.element.getparent()
    if before is None or box is None or before.kind is not BlockKind.QUOTE or block.linked:
        return False
    return before.element.getparent() is box and len(list(islice(box, 3))) == 2


def _is_between(before: PageBlock | None, block: PageBlock, after: PageBlock | None) -> bool:
    """Whether ``block`` is a line between two paragraphs beside which it stands: a heading."""
    if before is None or after is None or block.linked or not _is_heading(block.text):
        return False
    places = {block.element, block.element.getparent()}
    return all(
        beside.mass > 0 and not places.isdisjoint({beside.element, beside.element.getparent()})
        for beside in (before, after)
    )


def _is_heading(line: str) -> bool:
    """Whether ``line`` may be a heading: some words, no date, and not what a button asks for.

    `क्या है मामला`, `गाँव वालों ने क्या कहा`; not `पूरा वीडियो यहाँ देखिए`.
    """
    line = unicodedata.normalize("NFC", line)
    is_question = _ASKED.search(line) is not None
    least = _HEADING_WORDS if is_question else _LINE_WORDS
    if len(line.split()) < least or not _DEVANAGARI.search(line) or find_date(line) is not None:
        return False
    return is_question or _ASKS.search(line) is None


def _is_of_dateline(block: PageBlock) -> bool:
    """Whether ``block`` is a short line in a short block that gives a date: `बरेली,`."""
    is_list = block.kind is BlockKind.ITEM and len(block.text.split()) > _LINE_WORDS
    if block.ends or len(block.text) > _DATELINE or block.kind is BlockKind.HEADING or is_list:
        return False
    around = block.element.getparent()
    if around is None or around.tag not in {"ul", "ol", "div", "span", "p"}:
        return False
    length = 0
    pieces: list[str] = []
    for text in around.itertext():
        length += len(text.strip())
        pieces.append(text)
        if length > _DATELINE:
            return False
    return any(is_date_line(text.strip(" ()")) for text in pieces)


def _is_foreign(block: PageBlock, blocks: Sequence[PageBlock]) -> bool:
    """Whether ``block`` is in another script than the story before it: `English summary`."""
    if len(blocks) < 2 or _DEVANAGARI.search(block.text):
        return False
    own = sum(other.mass for other in blocks if _DEVANAGARI.search(other.text))
    if own < _LEAST_OWN and len(block.text) > _FOREIGN * sum(other.mass for other in blocks):
        return False
    return block.kind is not BlockKind.QUOTE and len(fold(block.text)) > 1
