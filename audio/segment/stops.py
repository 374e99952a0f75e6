"""Find the marks that may end a sentence, each with the quotation marks that close with it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from audio import regex

_NEXT = regex.compile(
    # An address is passed over: the marks inside it are not a writer's punctuation.
    r"""(?P<address>(?:https?://|www\.)[^\s।॥|<>"“”]*[^\s।॥|<>"“”.,?!…;:'’)\]])"""
    # A verse number between double dandas ends the verse: मंगल भवन अमंगल हारी ॥ 1 ॥
    r"|(?P<mark>(?:॥|।।|\|\|)[ ]?[0-9०-९]{1,4}[ ]?(?:॥|।।|\|\|)|[।॥|.?!…？！‼⁇⁈⁉؟۔]++|\n)"
)
_TAIL = regex.compile(
    r"""(?:[”’»›)\]}]|\[[0-9०-९]{1,3}\]|[¹²³⁰⁴-⁹]|["'“‘](?=[\s।॥|.?!…,;:”’»)\]]|$))++"""
)
"""What closes right after a mark; a footnote's mark belongs to the sentence it notes."""
_LOOSE_TAIL = regex.compile(r"""[ ]{1,2}[”»)\]}’]++(?=[\s।॥|.?!…,;:]|$)""")
"""A closing mark set off by a space, as in `सहायता करें। ” उन्होंने`."""
_TIGHT_QUOTE = regex.compile(r"""["'](?=[^\s])""")
_LOOSE_QUOTE = regex.compile(r"""[ ]{1,2}["'](?=\s|$)""")
_QUOTES = {
    '"': regex.compile(r'"'),
    # Not the apostrophe of `India's`.
    "'": regex.compile(r"(?<![\p{L}\p{M}\p{N}])'|'(?![\p{L}\p{M}\p{N}])"),
}
_MARK = regex.compile(r"[।॥|.?!…？！‼⁇⁈⁉؟۔]++")
_WORD_BEFORE = regex.compile(r"[\p{L}\p{M}\p{N}\u200c\u200d]++$")
_WORD_AFTER = regex.compile(r"""[\s"'“‘(\[]{0,4}([\p{L}\p{M}\p{N}\u200c\u200d]*+)""")
REACH = 40
"""How far around a mark the rules look, in code points: it bounds the work at each."""


@dataclass(frozen=True, slots=True)
class Stop:
    """A mark that may end a sentence, and what stands around it."""

    text: str
    """The whole text."""
    start: int
    """Where the mark begins."""
    end: int
    """Where the mark ends."""
    close: int
    """Where what closes with the mark ends: quotation marks, brackets, footnote marks."""

    @property
    def mark(self) -> str:
        """The mark, or the run of them: ``।``, ``?!``, ``...``, a line break."""
        return self.text[self.start : self.end]

    @property
    def tail(self) -> str:
        """What closes with the mark."""
        return self.text[self.end : self.close]

    @property
    def before(self) -> str:
        """A few words before the mark."""
        return self.text[max(0, self.start - REACH) : self.start]

    @property
    def after(self) -> str:
        """A few words after all that closes with the mark."""
        return self.text[self.close : self.close + 2 * REACH]

    @property
    def word_before(self) -> str:
        """The letters or digits that touch the mark: `पू` in `(ई.पू.)`; empty when none do."""
        match = _WORD_BEFORE.search(self.before)
        return match[0] if match else ""

    @property
    def word_after(self) -> str:
        """The next word, past opening quotation marks and brackets; empty when none follows."""
        match = _WORD_AFTER.match(self.after)
        return match[1] if match else ""

    @property
    def is_tight(self) -> bool:
        """Whether something follows without a space."""
        return self.close < len(self.text) and not self.text[self.close].isspace()


def find_stops(text: str) -> Iterator[Stop]:
    """Every mark in ``text`` that may end a sentence, in order, outside web addresses."""
    quotes = {
        quote: [match.start() for match in pattern.finditer(text)]
        for quote, pattern in _QUOTES.items()
    }
    at = 0
    while match := _NEXT.search(text, at):
        if match["address"]:
            at = match.end()
            continue
        start, end = match.span()
        close = _find_close(text, end, quotes)
        # `क्या?"।`: the last mark decides, and what stands before it is its tail's business.
        while more := _MARK.match(text, close):
            start, end = more.span()
            close = _find_close(text, end, quotes)
        yield Stop(text, start, end, close)
        at = close


def _find_close(text: str, at: int, quotes: Mapping[str, Sequence[int]]) -> int:
    """Where the quotation marks and brackets end that close with the mark that ends at ``at``."""
    if text[at - 1] == "\n":
        return at
    while True:
        match = _TAIL.match(text, at) or _LOOSE_TAIL.match(text, at)
        if not match:
            match = _TIGHT_QUOTE.match(text, at) or _LOOSE_QUOTE.match(text, at)
            if not match or not _is_open(quotes[text[match.end() - 1]], match.end() - 1):
                return at
        at = match.end()


def _is_open(quotes: Sequence[int], at: int) -> bool:
    """Whether an odd number of ``quotes`` stands before ``at``: then the one at it closes.

    Asked only where the spaces around a straight mark do not tell: `हैं।"उन्होंने`.
    """
    return bisect_left(quotes, at) % 2 == 1
