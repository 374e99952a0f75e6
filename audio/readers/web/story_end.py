"""Where the story ends: by the text that the page's own data give for it, by notes about it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from audio import regex
from audio.readers.article.pieces import fold, is_heading_like
from audio.readers.web.blocks import PageBlock
from audio.readers.web.known_words import LineForm, count_known, find_note
from audio.records import BlockKind

_SURE = 0.7
"""Of the prose, how much the data must hold; what holds less is cut short or another text."""
_HOME = 0.2
"""Of the prose, how much stands in elements of a shape that is the story's own."""
_TAIL = 24
"""Letters of the end of a block by which it is found in the data."""
_LAST = 0.25
"""Of a story's prose, how much at most follows a note that stands after the story."""
_HEADING = 40
"""Code points of a note that is but a heading; what it heads is the note."""
_SHORT_TAIL = 40
_SHORT_PLEA, _PLEA = 150, 600
"""Code points of what asks for one thing, and for several."""
_ADDRESS = regex.compile(r"[\w.+-]++@[\w-]++\.\w|(?<!\p{N})\p{N}{5}\s?\p{N}{5}(?!\p{N})")
_SEND_US = regex.compile(
    r"(?<![\p{L}\p{M}])हम(?:ें|ारे|से)(?![\p{L}\p{M}])[^।]*(?:भेज|लिख|बता|संपर्क)", regex.DOTALL
)
"""`हमें … पर भेजें`: a page asks its readers for what they know."""
_LIKED = regex.compile(
    r"(?<![\p{L}\p{M}])(?:लेख|आलेख|कहानी|कविता|चिट्ठी|पोस्ट|वीडियो|जानकारी|रेसिपी|ख़?बर)"
    r"(?! के)[^।?]{0,25}(?:अच्छ[ाी]|पसंद)[^।?]{0,12}(?:\?|(?<![\p{L}\p{M}])तो(?![\p{L}\p{M}]))"
)
"""`यह चिट्ठी अच्छी लगी? …`, `लेख पसंद आया हो तो …`."""
_ASKS = regex.compile(r"(?:ें|[िइ]ए|[िइ]ये|एँ|एं)[\s।.!…\p{So}\ufe0f]*+$")
_FILE_NUMBER = regex.compile(
    r"(?:(?:क्रमांक|सं(?:ख्या)?\.?|No\.?)?\s?[:.]?\s?[\p{L}\p{M}\p{N}.]{1,12}(?:/[\p{L}\p{M}\p{N}.]{1,12}){1,4}\s?)+"
)
"""What an office writes under a release: `क्रमांक/पीआर/1187`, `आरके/एसएन`."""
_WRITERS_NAME = regex.compile(r"[-–—]\s*+[^।॥?!\n]{2,40}")


def find_goes_on(blocks: Sequence[PageBlock]) -> set[int]:
    """The identities of those ``blocks`` after which much prose of the story's own shape comes."""
    masses: Counter[object] = Counter()
    for block in blocks:
        masses[_read_shape(block)] += block.mass
    total = masses.total()
    homes = {shape for shape, mass in masses.items() if mass > _HOME * total}
    left = sum(masses[shape] for shape in homes)
    found: set[int] = set()
    for block in blocks:
        left -= block.mass if _read_shape(block) in homes else 0
        if left > _LAST * total:
            found.add(id(block))
    return found


def _read_shape(block: PageBlock) -> object:
    parent = block.element.getparent()
    around = (None, None) if parent is None else (parent.tag, parent.get("class"))
    return (block.element.tag, block.element.get("class"), *around)


def cut_after_end(blocks: Sequence[PageBlock], body: str, left_out: list[str]) -> list[PageBlock]:
    """``blocks`` up to the one with which ``body``, the data's text, ends.

    Data that are cut short, as many are, seldom end where a block does; then all stays.
    """
    known = fold(body)
    found = [len(fold(block.text)) >= _TAIL and fold(block.text) in known for block in blocks]
    total = sum(block.mass for block in blocks)
    held = sum(block.mass for block, is_found in zip(blocks, found, strict=True) if is_found)
    if not total or held < _SURE * total:
        return list(blocks)
    last = max(at for at, is_found in enumerate(found) if is_found)
    if not known.endswith(fold(blocks[last].text)[-_TAIL:]):
        return list(blocks)
    rest = [block for block in blocks[last + 1 :] if _is_listed(block)]
    left_out += [block.text for block in blocks[last + 1 :] if not _is_listed(block)]
    return [*blocks[: last + 1], *rest]


def _is_listed(block: PageBlock) -> bool:
    """Whether ``block`` is of a table, which data leave out."""
    return block.kind is BlockKind.ITEM and block.element.tag == "table"


def drop_notes(blocks: Sequence[PageBlock], left_out: list[str]) -> list[PageBlock]:
    """``blocks`` without what stands after the story about it: disclaimers, who its writer is."""
    total = left = sum(block.mass for block in blocks)
    kept: list[PageBlock] = []
    is_headed = False
    for block in blocks:
        left -= block.mass
        is_note = bool(kept) and left < _LAST * total and find_note(block.text) is not None
        if is_note or is_headed:
            left_out.append(block.text)
        else:
            kept.append(block)
        is_headed = is_note and len(block.text) < _HEADING
    return kept


def trim_tail(blocks: list[PageBlock], left_out: list[str]) -> None:
    """Drop what trails after the last sentence: links, names of writers, lone labels."""
    while len(blocks) > 1 and (_is_tail(blocks[-1]) or _is_signature(*blocks[-2:])):
        left_out.append(blocks.pop().text)


def _is_parting(block: PageBlock) -> bool:
    """Whether ``block`` is what a page says last: that it be liked, written to, is not to blame."""
    if len(block.text) > _PLEA or block.kind is not BlockKind.PARAGRAPH:
        return False
    is_short = len(block.text) <= _SHORT_PLEA
    if is_short and _LIKED.search(block.text) and _ASKS.search(block.text):
        return True
    if _ADDRESS.search(block.text) and _SEND_US.search(block.text):
        return True
    asked, said = count_known(block.text, LineForm.HOLDS), count_known(block.text, LineForm.SAYS)
    is_aside = block.is_bold or block.text.startswith("(") or (asked > 0 and not block.ends)
    return asked + said > 1 or (is_short and is_aside and asked + said > 0)


def _is_tail(block: PageBlock) -> bool:
    if block.kind is BlockKind.HEADING:
        return True  # with nothing under it
    if _is_parting(block):
        return True
    if block.ends or block.mass:
        return False
    if len(block.text) <= _SHORT_TAIL and _FILE_NUMBER.fullmatch(block.text.replace("\n", " ")):
        return True
    if block.kind is BlockKind.PARAGRAPH:
        is_short = len(block.text) <= _SHORT_TAIL and is_heading_like(block.text)
        return block.link_share > 0.3 or (is_short and len(block.text.split()) <= 4)
    return block.link_share > 0.6


def _is_signature(before: PageBlock, block: PageBlock) -> bool:
    """Whether ``block`` is a name after a dash; after another dash it is what somebody says."""
    is_name = not block.ends and _WRITERS_NAME.fullmatch(block.text) is not None
    return is_name and before.text[:1] not in set("-–—")
