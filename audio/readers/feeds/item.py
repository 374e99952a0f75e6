"""One item of a feed, and whether the feed gives the whole of it."""

from __future__ import annotations

import hashlib
import unicodedata
from dataclasses import dataclass
from datetime import datetime
from html import unescape

from audio import regex

_WHOLE = 600
"""Characters from which what a feed gives of an item is taken for the whole of it."""
_SURELY_WHOLE = 1500
"""Characters that no site gives away as a teaser."""
_SHORTEST = 200
"""Characters from which a summary is a text that can stand for its page."""
_SENTENCE = 35
"""Characters from which it can when its page is gone for good, and there is nothing else."""
_SPOKEN = 6
"""Characters that the slowest speaker says in a second; newsreaders say 12 to 15."""
_PARAGRAPHS = 3
_PARAGRAPH = regex.compile(r"<p[\s>]|<br\s*+/?>\s*+<br|<h[2-6][\s>]|<li[\s>]", regex.IGNORECASE)
_GOES_ON = regex.compile(
    r"(?:…|\.{3}|\[\.{2,3}\]|\[…\]|&hellip;|»|→|>>|(?:read|continue|full) (?:more|reading|story)"
    r"|(?<=…|\.{3}|\[…\]) (?:read more|continue reading)\b.{1,300}"
    r"|(?:और|आगे|पूरा|पूरी ख़?बर|विस्तार से|अधिक|यहाँ|यहां) (?:पढ़ें|पढ़े|पढ़िए|पढ़ने के लिए [^।]{1,40}))"
    r"[\s\].>»→।…]*+$",
    regex.IGNORECASE,
)
"""How what a site gives away of a text ends."""
_END = 400
"""Characters at its end in which that is looked for."""
APPEARED = regex.compile(r"The post .{1,300} (?:first )?appeared (?:first )?on .{1,200}")
"""What WordPress adds to every item."""


@dataclass(frozen=True, slots=True)
class FeedItem:
    """One item, as its feed gives it."""

    guid: str
    """What the feed says identifies it, else its address; never empty."""
    link: str = ""
    """Its page, absolute; may be empty."""
    title: str = ""
    author: str = ""
    published: datetime | None = None
    summary: str = ""
    """HTML."""
    content: str = ""
    """HTML: the whole item, where the feed has it."""
    image: str = ""
    """Absolute; may be empty."""
    changed: str = ""
    """When it last changed, as its list says; empty when that says nothing."""
    is_complete: bool = False
    """Whether ``content`` is known to be the whole of it."""
    season: int = 0
    episode: int = 0
    episode_type: str = ""
    """``full``, ``trailer`` or ``bonus``; may be empty."""
    is_explicit: bool = False
    has_sound: bool = False
    """Whether it is an episode of a podcast, with sound or a video of its own."""
    seconds: int = 0
    """How long that lasts; 0 when the feed does not say."""

    @property
    def digest(self) -> str:
        """Tells whether anything in it has changed."""
        fields = [self.guid, self.link, self.title, self.author, str(self.published), self.summary,
                  self.content, self.image]  # fmt: skip
        if self.changed and not self.is_complete:  # of a complete one the text says it
            fields.append(self.changed)
        numbers = [self.season, self.episode, self.episode_type, self.is_explicit]
        fields += map(str, numbers) if any(numbers) else []
        return hashlib.sha256("\0".join(fields).encode("utf-8", "surrogatepass")).hexdigest()

    @property
    def given(self) -> str:
        """HTML: what the feed gives of the text."""
        return self.content or self.summary

    @property
    def is_whole(self) -> bool:
        """Whether the feed gives the item itself, and not but the beginning of its page.

        A beginning is short, or ends in `…` or a link to the rest. Some feeds have no place for
        the text but that of the summary; a summary is not that long.
        """
        if self.is_complete:
            return True
        is_long = len(self._line) >= (_WHOLE if self.content else _SURELY_WHOLE)
        return is_long and not self.breaks_off

    @property
    def breaks_off(self) -> bool:
        """Whether what the feed gives of the text says itself that this goes on elsewhere."""
        return not self.is_complete and _GOES_ON.search(self._line[-_END:]) is not None

    @property
    def _line(self) -> str:
        """What the feed gives of the text, without markup, in NFC and on one line."""
        return APPEARED.sub("", unicodedata.normalize("NFC", drop_tags(self.given))).rstrip()

    def has_text(self, *, is_gone: bool) -> bool:
        """Whether the feed gives enough of it to stand for a page that cannot be had."""
        least = _SENTENCE if is_gone else _SHORTEST
        return bool(self.content) or len(drop_tags(self.summary)) >= least

    def is_told_by(self, length: int) -> bool:
        """Whether a text of ``length`` characters can be what is said in its sound, if it has one.

        A show note is shorter: 300 characters say half a minute, and not an hour.
        """
        least = _SPOKEN * self.seconds if self.seconds else _SURELY_WHOLE
        return not self.has_sound or length >= least

    @property
    def is_doubtful(self) -> bool:
        """Whether the item may be a beginning all the same: one paragraph of middling length."""
        length = len(drop_tags(self.given))
        if self.is_complete:
            return False
        return length < _SURELY_WHOLE and len(_PARAGRAPH.findall(self.given)) < _PARAGRAPHS


def find_pointer(text: str) -> str:
    """The words at the end of ``text`` that lead on, `… और पढ़ें`; empty where there are none."""
    found = _GOES_ON.search(text, max(0, len(text) - _END))
    return found[0] if found and found.start() and regex.search(r"\p{L}", found[0]) else ""


def drop_tags(markup: str) -> str:
    """The text of a short piece of HTML, on one line."""
    return " ".join(unescape(regex.sub(r"<[^<>]{0,2000}>", " ", markup)).split())
