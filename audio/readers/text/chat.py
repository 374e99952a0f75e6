"""Messages as messengers export them: `[12/08/25, 9:45 PM] राम: नमस्ते`.

Who speaks is read, when is not; nor is what the messenger itself says between. Where one person
alone writes, the text is theirs, and their name is not read either.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Sequence
from dataclasses import replace
from typing import NamedTuple

from audio import regex
from audio.readers.article.front_matter import FrontMatter
from audio.readers.article.pieces import Piece, quote
from audio.readers.article.title import BORROWED
from audio.records import Omission
from audio.segment import find_sentences

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


_WORD = regex.compile(r"[\p{L}\p{N}]")
_MENTION = regex.compile(r"@\u2068?+\+?(\p{Nd}{7,15})\u2069?+")
"""A person who is called by number, as the export has no name of theirs."""
_CALLED = regex.compile(
    rf"(?:{_MENTION.pattern}\s*+)++(?!(?:ने|को|से|का|की|के|में|पर|भी|और|तक)(?![\p{{L}}\p{{M}}]))"
)
"""Who is spoken to; a postposition makes them one who is told of."""


class Message(NamedTuple):
    """What one line of an export says."""

    text: str
    """`राम: नमस्ते`; empty when it has no words."""
    left_out: str
    """What is not read; empty when that is but its moment."""
    sender: str = ""
    """Who writes; empty for what the messenger itself says."""


def parse_message(line: str) -> Message | None:
    """The message that ``line`` begins; None when it begins none."""
    header = _HEADER.fullmatch(line)
    if header:
        return Message(f"{header['name']}:", "", header["name"])
    stamp = _STAMP.match(line)
    if not stamp:
        return None
    rest = line[stamp.end() :]
    said = _SAID.fullmatch(rest)
    if not said:
        return Message("", rest)
    text = _EDITED.sub("", said["text"]).strip()
    if _NOTHING.fullmatch(text) or not _WORD.search(text):
        return Message("", rest, said["name"])
    # Whom a message is addressed to is not read; who is told of in it is part of a sentence.
    called = _CALLED.match(text)
    text = _MENTION.sub(r"+\1", text[called.end() :] if called else text).strip()
    text = f"{said['name']}: {text}" if _WORD.search(text) else ""
    return Message(text, called[0].strip() if called else "", said["name"])


class SettledChat(NamedTuple):
    """A text, perhaps with messages, as its reader takes it."""

    body: str
    notes: Sequence[str] = ()
    """On what is not read of the messages."""
    left_out: Sequence[Omission] = ()


def settle_chat(
    body: str, least: int = 1, find_code: Callable[[str], Container[int]] | None = None
) -> SettledChat:
    """``body`` with the messages of one who alone writes as plain lines.

    People who are called by number are written as telephones are. What is of several, or holds
    fewer than ``least`` messages, is else as it was. ``find_code`` numbers the lines that are
    shown as they are, from 0.
    """
    lines = body.split("\n")
    messages = {
        at: found for at, line in enumerate(lines) if (found := parse_message(line.strip()))
    }
    code = find_code(body) if find_code and messages else ()
    messages = {at: message for at, message in messages.items() if at not in code}
    if not messages:
        return SettledChat(body)
    left_out = [message.left_out for message in messages.values() if message.left_out]
    notes = [f"left out when the {len(messages)} messages were sent"]
    notes += [f"left out {quote(text)}: no words of a person" for text in left_out]
    lines = [
        line if at in messages or at in code else _MENTION.sub(r"+\1", line)
        for at, line in enumerate(lines)
    ]
    senders = {message.sender for message in messages.values() if message.sender}
    if len(senders) == 1 and len(messages) >= least:
        (sender,) = senders
        notes.append(f"left out the name of {quote(sender)}, who alone writes")
        for at, message in messages.items():
            lines[at] = message.text.removeprefix(f"{sender}:").strip()
    omissions = [Omission(text, "what a messenger says") for text in left_out]
    return SettledChat("\n".join(lines), notes, omissions)


class NamedChat(NamedTuple):
    """The pieces of a text, perhaps with messages, and what it says of itself."""

    pieces: list[Piece]
    front: FrontMatter
    left_out: Sequence[Omission] = ()


def name_chat(body: str, pieces: list[Piece], front: FrontMatter) -> NamedChat:
    """The title of a chat without one: its first sentence, which is said once, as the title."""
    found = [parse_message(line.strip()) for line in body.split("\n")]
    messages = [message for message in found if message and message.text]
    if not messages or front.title or not pieces:
        return NamedChat(pieces, front)
    first = messages[0]
    said = first.text.removeprefix(f"{first.sender}:").strip()
    if not (said and pieces[0].text.startswith(first.text[:40])):
        return NamedChat(pieces, front)
    span = find_sentences(said)[0]
    title = span.of(said).strip()
    notes = [f"{BORROWED}{quote(title)}"]
    if pieces[0].text.startswith(first.text):
        rest = f"{said[span.end :]}{pieces[0].text[len(first.text) :]}".strip()
        after = [pieces[0]._replace(text=rest), *pieces[1:]] if rest else pieces[1:]
        if after and not any(after[0].text.startswith(one.text[:40]) for one in messages[1:]):
            pieces = [after[0]._replace(text=f"{first.sender}: {after[0].text}"), *after[1:]]
        else:
            pieces = after
            notes.append(f"left out the name of {quote(first.sender)}, who writes the title")
    front = replace(front, title=title, notes=(*front.notes, *notes))
    return NamedChat(pieces, front, [Omission(f"{first.sender}: {title}", "said as the title")])
