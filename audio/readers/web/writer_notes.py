"""What stands after a story about its writer: who she is, how she is reached.

सुमन कुमारी का जन्म 1978 में छपरा में हुआ। दो संग्रह प्रकाशित। संपर्क: suman@example.in
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from audio import regex
from audio.hindi.connecting_words import CONNECTING_WORDS
from audio.readers.article.pieces import fold
from audio.readers.web.blocks import PageBlock
from audio.records import BlockKind

WRITERS = "who the writer is"
_LONGEST = 600
"""Code points of such a note."""
_LAST = 3
"""Blocks at the end among which it stands."""
_MAIL = r"[\w.+-]{2,40}@[\w-]{2,40}(?:\.\w{2,20}){1,3}"
_CONTACT = regex.compile(
    rf"(?:(?:(?:संपर्क|सम्पर्क|ईमेल|ई-मेल|email|e-mail)\s*+[:–-]\s*+)[^।॥]{{2,80}}|{_MAIL})[\s।.)\]]*+$",
    regex.IGNORECASE,
)
"""How a note ends that says how to reach somebody. In a sentence an address is a part of that."""
_LABEL = 25
"""Code points before an address that is a line by itself: `लेखिका का पता`."""
_REACHED = regex.compile(rf"लेखक(?:ों)?\s[^।॥]{{0,60}}{_MAIL}|लेखिका\s[^।॥]{{0,60}}{_MAIL}")
_LIFE = regex.compile(
    r"जन्म|लेखक|लेखिका|कवि|कवयित्री|पत्रकार|कहानीकार|उपन्यास|संग्रह|किताब|पुस्तक|शोध|पढ़ा (?:रह|चुक)"
    r"|प्रोफ़?ेसर|अध्याप|शिक्षक|शिक्षाविद|निवास|में रहत[ेी] हैं|स्वतंत्र"
)
_NAME_CLASS = regex.compile(r"(?<![a-z])(?:bio|author|writer|endnote|about)(?![a-z])")
_PLACE = 25
"""Code points of a place and a trade after a writer's name."""
_NAME_WORDS = (3, 2)
"""Words with which a note may name the writer: `डॉ. अनुपमा झा`, `सुमन कुमारी`."""


def drop_writer_notes(
    blocks: Sequence[PageBlock], names: Iterable[str], left_out: list[str]
) -> list[PageBlock]:
    """``blocks`` without the notes at their end about one of ``names``, or how to reach somebody.

    ``names`` are lines that hold the writer's name: a byline, a headline.
    """
    known = [key for key in map(fold, names) if key]
    total = sum(block.mass for block in blocks)
    end = len(blocks)
    while end > max(1, len(blocks) - _LAST):
        block = blocks[end - 1]
        is_small = block.mass <= 0.3 * total or len(block.text) <= _LONGEST / 2
        if not (is_small and is_writer_note(block, known)):
            break
        end -= 1
    left_out += [block.text for block in blocks[end:]]
    return list(blocks[:end])


def drop_writers_line(
    blocks: Sequence[PageBlock], author: str, left_out: list[str]
) -> list[PageBlock]:
    """``blocks`` without a first line that is but the ``author``'s name, perhaps with a place."""
    at = 1 if blocks and blocks[0].kind is BlockKind.HEADING and len(blocks) > 1 else 0
    for index in sorted({0, at} if blocks else ()):
        block = blocks[index]
        is_line = len(block.text) <= len(author) + _PLACE and not block.ends
        if author and is_line and _is_name_and_place(block.text, author):
            left_out.append(block.text)
            return [*blocks[:index], *blocks[index + 1 :]]
    return list(blocks)


def _is_name_and_place(line: str, author: str) -> bool:
    """Whether ``line`` is the ``author``'s name, and what follows is no phrase that goes on."""
    name, words = ([fold(word) for word in text.split()] for text in (author, line))
    name, words = list(filter(None, name)), list(filter(None, words))
    return words[: len(name)] == name and CONNECTING_WORDS.isdisjoint(words[len(name) :])


def is_writer_note(block: PageBlock, known: Sequence[str]) -> bool:
    """Whether ``block`` tells of the writer; ``known`` are the lines that name her, folded."""
    if len(block.text) > _LONGEST or block.kind is not BlockKind.PARAGRAPH or "\n" in block.text:
        return False
    is_of_life = _LIFE.search(block.text) is not None
    contact = _CONTACT.search(block.text)
    if contact and (is_of_life or contact.start() <= _LABEL):
        return True
    if _REACHED.search(block.text):
        return True
    return is_of_life and opens_with_name(block.text, known)


def opens_with_name(text: str, known: Sequence[str]) -> bool:
    """Whether the first words of ``text`` stand in one of ``known``."""
    words = text.split()
    keys = [fold(" ".join(words[:count])) for count in _NAME_WORDS if len(words) > count]
    return any(len(key) > 3 and key in name for key in keys for name in known)


def is_called_so(block: PageBlock) -> bool:
    """Whether the element of ``block``, or the one around it, is called the writer's."""
    around = [block.element, block.element.getparent()]
    names = (element.get("class", "").lower() for element in around if element is not None)
    return any(_NAME_CLASS.search(name) is not None for name in names)
