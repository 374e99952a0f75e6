"""Rules for pages: what every page must have, and an edition's page true to its edition.json."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from audio.check.edition_data import EditionData, SentenceData
from audio.check.fault import Fault, Rule, apply_rules, contrast, cut_to_difference
from audio.check.markup import HtmlPage, PageSentence
from audio.check.page_label import check_label
from audio.writers.site.text import replace_unwritable, strip_turns

_MOST = 8
"""Faults of one rule that are reported."""
_DIRECTIVES = {"script": "script-src", "style": "style-src"}
_CLOSED = ("default-src 'none'", "base-uri 'none'")
"""What every policy must say: nothing is allowed but what it names."""


class PageSubject(NamedTuple):
    """A page and the edition that it shows: the subject of the rules below."""

    where: str
    page: HtmlPage
    data: EditionData


def check_page(where: str, page: HtmlPage) -> Iterator[Fault]:
    """Yield all that is wrong with a page, whatever it shows."""
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
    yield from _check_policy(where, page)


def check_addresses(where: str, page: HtmlPage, base: str) -> Iterator[Fault]:
    """Yield what a page of the site at ``base`` tells wrongly of its own address and picture."""
    own = where.removesuffix("index.html")
    # Of a site that has moved, the page's address is the one that it sends readers on to.
    if moved := page.addresses.get("refresh", ""):
        base = moved.removesuffix(own)
    expected = base + own
    for name in ("canonical", "og:url"):
        if (found := page.addresses.get(name, "")) != expected:
            yield Fault(where, contrast(f"its {name} is not its address", expected, found))
    if not page.addresses.get("og:image", "").startswith(base):
        yield Fault(where, "has no og:image of its site")


def _check_policy(where: str, page: HtmlPage) -> Iterator[Fault]:
    """The Content-Security-Policy allows the page's own scripts and styles alone."""
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


def check_edition_page(where: str, page: HtmlPage, data: EditionData) -> Iterator[Fault]:
    """Yield all that an edition's page says otherwise than edition.json."""
    yield from apply_rules(PageSubject(where, page, data), RULES)
    yield from check_label(where, page, data)


def _check_identity(it: PageSubject) -> Iterator[Fault]:
    title = strip_turns(it.data.title)
    if not it.page.title.startswith(title):
        yield Fault(it.where, contrast("its title is another", title, it.page.title))
    if it.page.heading and _fold_space(it.page.heading) != _fold_space(
        replace_unwritable(it.data.title)
    ):
        yield Fault(it.where, contrast("its heading is another", it.data.title, it.page.heading))
    if not it.page.heading:
        yield Fault(it.where, "has no h1")
    if it.page.language != it.data.language:
        yield Fault(
            it.where, contrast("its language is another", it.data.language, it.page.language)
        )
    if strip_turns(it.data.guid) not in it.page.guids:
        found = it.page.guids[0] if it.page.guids else ""
        yield Fault(it.where, contrast("it is of another guid", it.data.guid, found))


def _check_complete(it: PageSubject) -> Iterator[Fault]:
    for sentence in it.data.sentences:
        if sentence.id not in it.page.sentences:
            yield Fault(it.where, "is missing", sentence.id)
    for name in it.page.sentences:
        if name not in it.data.by_id:
            yield Fault(it.where, "is not in edition.json", name)
    for name, sentences in it.data.group_by_paragraph():
        if name not in it.page.ids:
            yield Fault(
                it.where, f"its paragraph has no element with the id {name}", sentences[0].id
            )


def _check_order(it: PageSubject) -> Iterator[Fault]:
    """Sentences stand in the order of their times; an opening may stand after the title."""
    for before, after in pairwise(
        [it.data.by_id[name] for name in it.page.sentences if name in it.data.by_id]
    ):
        if after.start < before.start and after.paragraph[0] == before.paragraph[0]:
            yield Fault(it.where, f"stands after {before.id}", after.id)


def _check_words(it: PageSubject) -> Iterator[Fault]:
    for sentence, said in _pair_sentences(it):
        expected = replace_unwritable(sentence.written)
        if said.text != expected:
            what = contrast(
                "has other words than edition.json", *cut_to_difference(expected, said.text)
            )
            yield Fault(it.where, what, sentence.id)


def _check_times(it: PageSubject) -> Iterator[Fault]:
    for sentence, said in _pair_sentences(it):
        start, end = _to_milliseconds(sentence.start), _to_milliseconds(sentence.end)
        expected = f"{start} {end - start}"
        found = said.attributes.get("data-t", "")
        numbers = _parse_numbers(found)
        if len(numbers) != 2 or any(
            abs(one - other) > 1 for one, other in zip(numbers, (start, end - start), strict=True)
        ):
            what = contrast("is lit at another time than edition.json says", expected, found)
            yield Fault(it.where, what, sentence.id)


def _check_stretches(it: PageSubject) -> Iterator[Fault]:
    """Words are lit in order, inside their sentence, when edition.json says that they start."""
    for sentence, said in _pair_sentences(it):
        numbers = _parse_numbers(said.attributes.get("data-w", ""))
        if what := _describe_wrong_stretch(sentence, numbers):
            yield Fault(it.where, what, sentence.id)


def _describe_wrong_stretch(sentence: SentenceData, numbers: Sequence[int]) -> str:
    if bool(numbers) != bool(sentence.words) or len(numbers) % 4:
        return f"its words' times are not complete ({len(numbers)} numbers)"
    base = sentence.start
    starts = {
        _to_milliseconds(max(word.start - base, 0.0)) + d
        for word in sentence.words
        for d in (-1, 0, 1)
    }
    length = len(sentence.written.encode("utf-16-le", "surrogatepass")) // 2
    reached = moment = 0
    for at in range(0, len(numbers), 4):
        first, last, start, end = numbers[at : at + 4]
        if not reached <= first < last <= length:
            return f"characters {first}–{last} cannot be lit after {reached}, of {length}"
        if not moment <= start <= end <= _to_milliseconds(sentence.end - base) + 1:
            return f"characters {first}–{last} cannot be lit from {start} to {end} ms"
        if start not in starts:
            return f"no word starts at {start} ms, where characters {first}–{last} are lit"
        reached, moment = last, start
    return ""


def _check_sound(it: PageSubject) -> Iterator[Fault]:
    sounds = [file.path for file in it.data.files if file.type.startswith("audio/")]
    if sounds and not set(it.page.sounds) & set(sounds):
        found = it.page.sounds[0] if it.page.sounds else ""
        yield Fault(it.where, contrast("it does not play the edition", sounds[0], found))


def _pair_sentences(it: PageSubject) -> Iterator[tuple[SentenceData, PageSentence]]:
    for sentence in it.data.sentences:
        if sentence.id in it.page.sentences:
            yield sentence, it.page.sentences[sentence.id]


def _parse_numbers(text: str) -> list[int]:
    """The numbers in ``text``, ``0 4 120 480``; none when a part of it is no number."""
    parts = text.split()
    if all(part.isascii() and part.isdigit() and len(part) < 12 for part in parts):
        return [int(part) for part in parts]
    return []


def _to_milliseconds(seconds: float) -> int:
    return round(seconds * 1000)


def _fold_space(text: str) -> str:
    return " ".join(text.split())


RULES: Sequence[Rule[PageSubject]] = (
    _check_identity,
    _check_complete,
    _check_order,
    _check_words,
    _check_times,
    _check_stretches,
    _check_sound,
)
