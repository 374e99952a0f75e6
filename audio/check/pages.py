"""Pages: what every page of the site must be, and what an edition's page says of its edition."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from audio.check.edition_data import EditionData, SentenceData
from audio.check.fault import Fault, Rule, around, differs, judged
from audio.check.markup import Page, Said
from audio.writers.site.text import replace_unwritable, strip_turns

_MOST = 8
"""Faults of one rule that are told one by one."""
_DIRECTIVES = {"script": "script-src", "style": "style-src"}
_CLOSED = ("default-src 'none'", "base-uri 'none'")
"""What a policy must say: nothing but what it names."""


class Shown(NamedTuple):
    """A page, and the edition that it shows."""

    where: str
    page: Page
    data: EditionData


def check_page(where: str, page: Page) -> Iterator[Fault]:
    """All that is wrong with any page."""
    for what in dict.fromkeys(page.broken):
        yield Fault(where, what)
    if not page.closed:
        yield Fault(where, "is cut off: it has no </html>")
    if not page.language:
        yield Fault(where, "does not tell its language")
    if not page.title.strip():
        yield Fault(where, "has no title")
    for name, count in page.ids.items():
        if count > 1:
            sentence = name if name in page.sentences else ""
            yield Fault(where, f"{count} elements have the id {name}", sentence)
    yield from _policy(where, page)


def _policy(where: str, page: Page) -> Iterator[Fault]:
    """Nothing may run or style the page but what it was made with."""
    if not page.policies:
        yield Fault(where, "has no Content-Security-Policy")
        return
    policy = "; ".join(page.policies)
    for directive in _CLOSED:
        if directive not in policy:
            yield Fault(where, f"its Content-Security-Policy lacks {directive}")
    for unsafe in ("'unsafe-inline'", "'unsafe-eval'", " *", " http:", " https:"):
        if unsafe in policy:
            yield Fault(where, f"its Content-Security-Policy allows {unsafe.strip()}")
    for tag, source in page.inline:
        if not any(
            part.strip().startswith(_DIRECTIVES[tag]) and f"'{source}'" in part
            for part in policy.split(";")
        ):
            yield Fault(where, f"a {tag} in it is not the one its Content-Security-Policy allows")
    for handler in page.handlers[:_MOST]:
        yield Fault(where, f"an element would run a script ({handler})")


def check_edition_page(where: str, page: Page, data: EditionData) -> Iterator[Fault]:
    """All that an edition's page says otherwise than edition.json."""
    return judged(Shown(where, page, data), RULES)


def _identity(it: Shown) -> Iterator[Fault]:
    title = strip_turns(it.data.title)
    if not it.page.title.startswith(title):
        yield Fault(it.where, differs("its title is another", title, it.page.title))
    if it.page.heading and _folded(it.page.heading) != _folded(replace_unwritable(it.data.title)):
        yield Fault(it.where, differs("its heading is another", it.data.title, it.page.heading))
    if not it.page.heading:
        yield Fault(it.where, "has no h1")
    if it.page.language != it.data.language:
        yield Fault(
            it.where, differs("its language is another", it.data.language, it.page.language)
        )
    if strip_turns(it.data.guid) not in it.page.guids:
        found = it.page.guids[0] if it.page.guids else ""
        yield Fault(it.where, differs("it is of another guid", it.data.guid, found))


def _complete(it: Shown) -> Iterator[Fault]:
    for sentence in it.data.sentences:
        if sentence.id not in it.page.sentences:
            yield Fault(it.where, "is missing", sentence.id)
    for name in it.page.sentences:
        if name not in it.data.by_id:
            yield Fault(it.where, "is not in edition.json", name)
    for name, sentences in it.data.paragraphs():
        if name not in it.page.ids:
            yield Fault(
                it.where, f"its paragraph has no element with the id {name}", sentences[0].id
            )


def _in_order(it: Shown) -> Iterator[Fault]:
    """As they are heard; what is announced before the title may stand after it."""
    for before, after in pairwise(
        [it.data.by_id[name] for name in it.page.sentences if name in it.data.by_id]
    ):
        if after.start < before.start and after.paragraph[0] == before.paragraph[0]:
            yield Fault(it.where, f"stands after {before.id}", after.id)


def _same_words(it: Shown) -> Iterator[Fault]:
    for sentence, said in _paired(it):
        expected = replace_unwritable(sentence.written)
        if said.text != expected:
            what = differs("has other words than edition.json", *around(expected, said.text))
            yield Fault(it.where, what, sentence.id)


def _same_times(it: Shown) -> Iterator[Fault]:
    for sentence, said in _paired(it):
        start, end = _milliseconds(sentence.start), _milliseconds(sentence.end)
        expected = f"{start} {end - start}"
        found = said.attributes.get("data-t", "")
        numbers = _numbers(found)
        if len(numbers) != 2 or any(
            abs(one - other) > 1 for one, other in zip(numbers, (start, end - start), strict=True)
        ):
            what = differs("is lit at another time than edition.json says", expected, found)
            yield Fault(it.where, what, sentence.id)


def _same_stretches(it: Shown) -> Iterator[Fault]:
    """Words are lit in order, inside their sentence, when edition.json says that they start."""
    for sentence, said in _paired(it):
        numbers = _numbers(said.attributes.get("data-w", ""))
        if what := _wrong_stretch(sentence, numbers):
            yield Fault(it.where, what, sentence.id)


def _wrong_stretch(sentence: SentenceData, numbers: Sequence[int]) -> str:
    if bool(numbers) != bool(sentence.words) or len(numbers) % 4:
        return f"its words' times are not complete ({len(numbers)} numbers)"
    base = sentence.start
    starts = {
        _milliseconds(max(word.start - base, 0.0)) + d
        for word in sentence.words
        for d in (-1, 0, 1)
    }
    length = len(sentence.written.encode("utf-16-le", "surrogatepass")) // 2
    reached = moment = 0
    for at in range(0, len(numbers), 4):
        first, last, start, end = numbers[at : at + 4]
        if not reached <= first < last <= length:
            return f"characters {first}–{last} cannot be lit after {reached}, of {length}"
        if not moment <= start <= end <= _milliseconds(sentence.end - base) + 1:
            return f"characters {first}–{last} cannot be lit from {start} to {end} ms"
        if start not in starts:
            return f"no word starts at {start} ms, where characters {first}–{last} are lit"
        reached, moment = last, start
    return ""


def _sound(it: Shown) -> Iterator[Fault]:
    sounds = [file.path for file in it.data.files if file.type.startswith("audio/")]
    if sounds and not set(it.page.sounds) & set(sounds):
        found = it.page.sounds[0] if it.page.sounds else ""
        yield Fault(it.where, differs("it does not play the edition", sounds[0], found))


def _paired(it: Shown) -> Iterator[tuple[SentenceData, Said]]:
    for sentence in it.data.sentences:
        if sentence.id in it.page.sentences:
            yield sentence, it.page.sentences[sentence.id]


def _numbers(text: str) -> list[int]:
    """Empty when one of them is none."""
    parts = text.split()
    if all(part.isascii() and part.isdigit() and len(part) < 12 for part in parts):
        return [int(part) for part in parts]
    return []


def _milliseconds(seconds: float) -> int:
    return round(seconds * 1000)


def _folded(text: str) -> str:
    return " ".join(text.split())


RULES: Sequence[Rule[Shown]] = (
    _identity,
    _complete,
    _in_order,
    _same_words,
    _same_times,
    _same_stretches,
    _sound,
)
