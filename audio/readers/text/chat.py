"""Messages as messengers export them: `[12/08/25, 9:45 PM] राम: नमस्ते`.

Who speaks is read, when is not; nor is what the messenger itself says between.
"""

from __future__ import annotations

from typing import NamedTuple

import regex

from audio.readers.article.pieces import quote

_DAY = r"\p{Nd}{1,4}[/.-]\p{Nd}{1,2}(?:[/.-]\p{Nd}{2,4})?+"
_TIME = r"\p{Nd}{1,2}[:.]\p{Nd}{2}(?::\p{Nd}{2})?+(?:\s?(?:[ap]\.?\s?m\.?|पूर्वाह्न|अपराह्न))?+"
_STAMP = regex.compile(
    rf"\[{_DAY},? {_TIME}\] ?|\[{_TIME}, {_DAY}\] ?|{_DAY},? {_TIME} [-–] ", regex.IGNORECASE
)
_HEADER = regex.compile(rf"(?P<name>[^,\[\]]{{1,40}}+), \[{_DAY},? {_TIME}\]:?", regex.IGNORECASE)
"""Telegram's, over the message: `राम, [12.08.25 21:45]`."""
_SAID = regex.compile(r"~?\s?(?P<name>[^:]{1,40}+): ?(?P<text>.*+)")
_EDITED = regex.compile(r"\s*+<(?:This message was edited|यह (?:मैसेज|संदेश) (?:बदला|एडिट किया) गया)>")
_NOTHING = regex.compile(
    r"<(?:media omitted|मीडिया [^>]*|attached: [^>]*)>|(?:image|video|audio|sticker|gif|document|"
    r"contact card|voice message|photo) omitted|"
    r"this message was deleted\.?|you deleted this message\.?|"
    r"यह (?:मैसेज|संदेश) (?:मिटा दिया गया|डिलीट कर दिया गया)(?: (?:है|था))?।?|"
    r"आपने यह (?:मैसेज|संदेश) मिटा दिया(?: है)?।?|"
    r"\S+\.(?:jpe?g|png|webp|mp4|opus|pdf|vcf) \((?:file attached|फ़ाइल संलग्न)\)|null",
    regex.IGNORECASE,
)
"""What stands for a message without words."""


class Message(NamedTuple):
    """What one line of an export says."""

    text: str
    """`राम: नमस्ते`; empty when it has no words."""
    left_out: str
    """What is not read; empty when that is but its moment."""


def parse_message(line: str) -> Message | None:
    """The message that ``line`` begins; None when it begins none."""
    header = _HEADER.fullmatch(line)
    if header:
        return Message(f"{header['name']}:", "")
    stamp = _STAMP.match(line)
    if not stamp:
        return None
    rest = line[stamp.end() :]
    said = _SAID.fullmatch(rest)
    if not said:
        return Message("", rest)
    text = _EDITED.sub("", said["text"]).strip()
    if not text or _NOTHING.fullmatch(text):
        return Message("", rest)
    return Message(f"{said['name']}: {text}", "")


def describe_messages(count: int, left_out: list[str]) -> list[str]:
    """Notes on what is not read of ``count`` messages."""
    if not count:
        return []
    notes = [f"left out when the {count} messages were sent"]
    return notes + [f"left out {quote(text)}: no words of a person" for text in left_out]
