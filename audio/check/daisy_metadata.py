"""The rules for what a DAISY 2.02 book tells of itself: each datum there, well formed, and true."""

from __future__ import annotations

from collections.abc import Iterator

from audio import regex
from audio.check.daisy_book import CONTENTS, MASTER, DaisyBook
from audio.check.fault import Fault, contrast

_REQUIRED = (
    "dc:title",
    "dc:creator",
    "dc:date",
    "dc:format",
    "dc:identifier",
    "dc:language",
    "dc:publisher",
    "ncc:charset",
    "ncc:pageFront",
    "ncc:pageNormal",
    "ncc:pageSpecial",
    "ncc:maxPageNormal",
    "ncc:setInfo",
    "ncc:tocItems",
    "ncc:totalTime",
    "ncc:narrator",
    "ncc:multimediaType",
    "ncc:depth",
    "ncc:files",
    "ncc:kByteSize",
)
"""Of ``ncc.html`` (DAISY 2.02, 2.1.2), with what it recommends to all."""
_SMIL_REQUIRED = ("dc:format", "dc:identifier", "ncc:timeInThisSmil", "ncc:totalElapsedTime")
_MASTER_REQUIRED = ("dc:format", "dc:identifier", "ncc:timeInThisSmil")
_FORMS = {
    "dc:date": ("yyyy-mm-dd", regex.compile(r"\d{4}-\d\d-\d\d")),
    "ncc:charset": ("utf-8", regex.compile("utf-8")),
    "ncc:multimediaType": ("audioFullText", regex.compile("audioFullText")),
    "ncc:setInfo": ("1 of 1", regex.compile("1 of 1")),
}
"""What a value must be: the format's form, or what is so in every book of text and sound in one.
As messages tell it, and as it is matched."""
_CLOCK = regex.compile(r"(\d+):([0-5]\d):([0-5]\d)")


def check_presence(book: DaisyBook) -> Iterator[Fault]:
    """Yield what is missing or of another form."""
    tables = [(CONTENTS, book.contents, _REQUIRED), (MASTER, book.master, _MASTER_REQUIRED)]
    tables += [(name, one.facts, _SMIL_REQUIRED) for name, one in book.sections.items()]
    for name, facts, required in tables:
        for key in required:
            if not facts.get(key):
                yield Fault(book.where, f"{name} lacks {key}")
        if facts.get("dc:format") != "Daisy 2.02":
            yield Fault(book.where, f"{name} is of another format than Daisy 2.02")
        for key in ("dc:identifier", "dc:title"):
            if facts.get(key) != book.contents.get(key):
                yield Fault(book.where, f"{name} and ncc.html have not the same {key}")
    for key, (expected, form) in _FORMS.items():
        found = book.contents.get(key, "")
        if found and not form.fullmatch(found):
            yield Fault(book.where, contrast(f"{key} is wrong", expected, found))
    if 'encoding="utf-8"' not in book.declaration or "charset=utf-8" not in book.declaration:
        yield Fault(book.where, "ncc.html does not tell its encoding")


def check_counts(book: DaisyBook) -> Iterator[Fault]:
    """Yield every number that is not what the book has."""
    expected = {
        "ncc:tocItems": len(book.headings) + sum(book.pages.values()),
        "ncc:depth": max((heading.level for heading in book.headings), default=0),
        "ncc:files": len(book.sizes),
        "ncc:kByteSize": -(-sum(book.sizes.values()) // 1024),
        "ncc:pageFront": book.pages["page-front"],
        "ncc:pageNormal": book.pages["page-normal"],
        "ncc:pageSpecial": book.pages["page-special"],
    }
    for name, number in expected.items():
        if book.contents.get(name) != str(number):
            yield Fault(book.where, contrast(f"{name} is wrong", number, book.contents.get(name)))


def check_times(book: DaisyBook) -> Iterator[Fault]:
    """Yield every length that is not what the phrases come to."""
    elapsed = 0.0
    for name, section in book.sections.items():
        told = {"totalElapsedTime": elapsed, "timeInThisSmil": section.length}
        for key, seconds in told.items():
            yield from _check_clock(book, name, section.facts.get(f"ncc:{key}"), key, seconds)
        if section.duration != f"{section.length:.3f}s":
            what = f"{name}: the length of its sequence is wrong"
            yield Fault(book.where, contrast(what, f"{section.length:.3f}s", section.duration))
        elapsed += section.length
    total = book.master.get("ncc:timeInThisSmil")
    yield from _check_clock(book, MASTER, total, "timeInThisSmil", elapsed)
    total = book.contents.get("ncc:totalTime")
    yield from _check_clock(book, CONTENTS, total, "totalTime", elapsed)


def _check_clock(
    book: DaisyBook, name: str, found: str | None, key: str, seconds: float
) -> Iterator[Fault]:
    """A clock that is not ``seconds``, to the second."""
    clock = _CLOCK.fullmatch(found or "")
    hours, minutes, rest = map(int, clock.groups()) if clock else (0, 0, 0)
    if not clock or abs(hours * 3600 + minutes * 60 + rest - seconds) > 1:
        what = f"{name}: {key} is wrong"
        yield Fault(book.where, contrast(what, round(seconds, 3), found))
