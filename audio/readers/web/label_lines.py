"""Lines of a block that are labels, addresses or marks, and not its text."""

from __future__ import annotations

from audio import regex
from audio.readers.web.blocks import PageBlock
from audio.readers.web.known_words import LineForm, find_label, is_button
from audio.records import BlockKind

_ADDRESS = regex.compile(r"(?:https?://|www\.)\S++")
_EMBED = regex.compile(r"(?:https?://)?+(?:pic\.(?:twitter|x)\.com/|t\.co/)\w++")
"""Stands in a post for its picture or for the post that it answers."""
_ASKS_TO_READ = frozenset({LineForm.MORE, LineForm.OVER})
_LEADS = frozenset({LineForm.OPENS, LineForm.OVER})
_NOTE_MARK = regex.compile(r"\[(?:\p{Nd}{1,3}|संपादित करें|edit|note \d{1,2})\]", regex.IGNORECASE)
"""`[1]`, `[संपादित करें]`: encyclopedias put them into their text."""
_LETTER = regex.compile(r"\p{L}")
_BULLET = regex.compile(r"^[•▪●‣■◆➤►✔☛👉]\s*+")
_AFTER_SENTENCE = regex.compile(
    r"(?r)(?<=[।॥?!.][\"'”’]?)\s++[(\[]?+(?P<label>[^।॥?!.()\[\]\n]{4,40})[)\]]?+$"
)
"""What stands in a paragraph after its last sentence: `… है। देखें वीडियो`."""
_LEAD_AFTER = regex.compile(
    r"(?r)(?<=[।॥?!.][\"'”’]?)\s++[(\[]?+(?P<label>[^।॥!()\[\]\n]{12,250})[)\]]?+$"
)
"""What leads to another story there: `… है। (पढ़ें: लू से कौन मरता है)`."""


def drop_label_lines(block: PageBlock, left_out: list[str]) -> PageBlock:
    """Lines of a block that are labels or mere addresses go, but no address within a sentence."""
    text = block.text
    lines = text.split("\n")
    kept = [line for line in lines if not _is_label_line(line, block, alone=len(lines) == 1)]
    left_out += [line for line in lines if line not in kept]
    text = _drop_last_button("\n".join(kept), left_out, has_link=block.linked > 0)
    text = drop_marks(text)
    if block.kind is BlockKind.PARAGRAPH and _BULLET.match(text):
        text = _BULLET.sub("", text)
        block.kind, block.level = BlockKind.ITEM, 1
    block.text = text.strip()
    return block


def drop_marks(text: str) -> str:
    """``text`` without marks of notes, and the addresses that stand in a post for its pictures."""
    if "[" in text:
        text = _NOTE_MARK.sub("", text)
    if "pic." in text or "t.co/" in text:
        text = " ".join(_EMBED.sub("", text).split(" "))
    return text


def _is_label_line(line: str, block: PageBlock, *, alone: bool) -> bool:
    """Whether ``line`` of ``block`` holds addresses only, or is a label among other lines."""
    bare = drop_addresses(line)
    if bare != line and not _LETTER.search(bare):
        return True
    return not alone and find_label(bare, has_link=block.linked > 0) is not None


def drop_addresses(line: str) -> str:
    """``line`` without the addresses of pages in it."""
    if "://" not in line and "www." not in line:
        return line
    return " ".join(_ADDRESS.sub("", line).split())


def _drop_last_button(text: str, left_out: list[str], *, has_link: bool) -> str:
    """``text`` without what a button says after its last sentence.

    A link there that asks to read on tells that all of it is of another story; one that has a label
    before it, `यह भी पढ़ें: …`, leads to one.
    """
    lead = _LEAD_AFTER.search(text) if has_link else None
    if lead is not None:
        label = find_label(lead["label"], has_link=True)
        if label and label.form in _LEADS:
            left_out.append(lead["label"])
            return text[: lead.start()]
    found = _AFTER_SENTENCE.search(text)
    if found is None:
        return text
    label = find_label(found["label"], has_link=False) if not has_link else None
    if not is_button(found["label"]) and not (label and label.form in _ASKS_TO_READ):
        return text
    left_out.append(found["label"])
    return text[: found.start()]
