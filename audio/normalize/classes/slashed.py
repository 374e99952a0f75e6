"""Two numbers with a slash that are no fraction.

``14/15 अगस्त``, ``10/12 मिनट``, ``8/256GB``, trains there and back (``12951/12952``).
"""

from __future__ import annotations

from collections.abc import Callable

from audio import regex
from audio.normalize.conjunctions import AND
from audio.normalize.context import Context
from audio.normalize.handler import Before, Finding, Handler, Pieces, Start, Wording, speak_pieces
from audio.normalize.numbers.words import say_cardinal, say_digits
from audio.normalize.tables_reader import read_cues
from audio.records import Span

_PAIR = regex.compile(r"(?P<first>\d{1,2})/(?P<second>\d{1,2})(?!\d|[/.,:\-]\d|/)")
_TRAINS = regex.compile(r"(?P<first>\d{5})(?: ?/ ?|-)(?P<second>\d{5}|\d{2})(?!\d|[/.,:\-]\d|/)")
_PRICES = regex.compile(
    r"(?P<first>\d{2,5}|\d{1,2},\d{3})/(?P<second>\d{2,5}|\d{1,2},\d{3})(?!\d|[/.,:\-]\d|/)"
)
_MEMORY = regex.compile(r"(?P<first>\d{1,2})/(?P<second>32|64|128|256|512)(?= ?(?:GB|जीबी))")
_RATED = regex.compile(
    r"(?P<first>\d{1,4})/(?P<second>\d{1,4})"
    r"(?= ?(?:[KMG]?Hz|हर्ट्ज़?|fps|FPS|MP|GB|TB|जीबी|टीबी)(?![\p{L}\p{M}]))"
)
"""``120/144Hz``: what a device has in one kind or another."""
_MODELS = regex.compile(r"(?P<first>\d{4})/(?P<second>(?!19|20[0-4])\d{4})(?!\d|[/.,:\-]\d|/)")
_SERIES_BEFORE = regex.compile(r"(?r)(?<![\p{L}\p{M}])(?:RTX|GTX|RX|GT|LGA|DDR|HD|SD) ")
_LONGEST_SIDE = 4
_NUMBER = r"(?P<number>\d{1,2}(?:\.\d)?)"
_VERSIONS = regex.compile(rf"{_NUMBER}(?:/{_NUMBER}){{1,5}}(?!\d|[/.,:\-]\d|/|%)")
_EDITION = r"(?P<number>(?:199|20[0-3])\d)"
_EDITIONS = regex.compile(rf"{_EDITION}(?:/{_EDITION}){{1,4}}(?:/(?P<number>365))?(?=\))")
_OPENED_BEFORE = regex.compile(r"(?r)\(")
_PAID = regex.compile(r" ?(?:₹|(?:रु|रू|Rs)\.? ?|रुपये|रुपए)")
_INSIDE = regex.compile(r"(?r)\d[/.,:\-]")
_LISTED_BEFORE = regex.compile(
    r"(?r)(?<![\p{L}\p{M}])(?P<label>[\p{L}\p{M}]{2,12})(?: (?:नंबर|नम्बर|संख्या|नं\.?))?[ \-]"
    rf"(?:\d{{1,2}}, ?){{0,3}}(?:\d{{1,2}} {AND} )?"
)
"""``कक्षा 8 व`` before ``9/10``."""
_LAST_DAY = 31
_FARTHEST = 5
"""How much more the second of two rough numbers may be: ``10/15 मिनट``."""
_FRACTION = 5
"""Below this denominator a proper fraction is meant: ``3/4 घंटे``."""


def classify(context: Context, at: int) -> Finding[Pieces] | None:
    """Two days before their month, two rough numbers of something counted, or two trains."""
    if _INSIDE.match(context.view, 0, at):
        return None
    slashed = "/" in context.view[at : at + _LONGEST_SIDE + 1]
    if slashed and (found := _read_devices(context, at) or _read_versions(context, at)):
        return found
    for shape, read in ((_TRAINS, _read_trains), (_PRICES, _read_prices), (_PAIR, _read_pair)):
        match = shape.match(context.view, at)
        if match and (found := read(context, match)):
            return found
    return None


def _read_devices(context: Context, at: int) -> Finding[Pieces] | None:
    """``8/256GB``, ``120/144Hz``, ``RTX 4050/4060``."""
    if match := _MEMORY.match(context.view, at):
        return _make_slashed(match, say_cardinal, "memory and store")
    if match := _RATED.match(context.view, at):
        return _make_slashed(match, say_cardinal, "one or the other", "या ")
    match = _MODELS.match(context.view, at)
    if match and _SERIES_BEFORE.match(context.view, 0, at):
        return _make_slashed(match, say_cardinal, "two models")
    return None


def _read_versions(context: Context, at: int) -> Finding[Pieces] | None:
    """``Windows 7/8/10``, ``(2016/2019/365)``: several of one thing, one after the other."""
    match = _VERSIONS.match(context.view, at) or _EDITIONS.match(context.view, at)
    if match is None:
        return None
    years = match.re is _EDITIONS and _OPENED_BEFORE.match(context.view, 0, at)
    if not years and context.find_word_before(at) not in read_cues("version-before"):
        return None
    said = tuple(
        Wording(_say_version(number), Span(*span))
        for number, span in zip(match.captures("number"), match.spans("number"), strict=True)
    )
    return Finding(said, Span(*match.span()), "versions")


def _say_version(number: str) -> str:
    whole, _, part = number.partition(".")
    return f"{say_cardinal(whole)} दशमलव {say_digits(part)}" if part else say_cardinal(whole)


def _read_pair(context: Context, match: regex.Match[str]) -> Finding[Pieces] | None:
    """Two days, or as many minutes and the like as one number or the other."""
    first_number, second_number = int(match["first"]), int(match["second"])
    listed = _LISTED_BEFORE.match(context.view, 0, match.start())
    if listed and second_number == first_number + 1 and listed["label"] in read_cues("in-a-row"):
        return _make_slashed(match, _say_count, "two of a kind")
    after = context.find_word_after(match.end())
    if second_number == first_number + 1 <= _LAST_DAY and after in read_cues("month"):
        return _make_slashed(match, _say_count, "two days")
    if after == "बजे" and second_number == first_number + 1:
        return _make_slashed(match, _say_count, "two hours")
    rough = first_number < second_number <= first_number + _FARTHEST
    if rough and second_number >= _FRACTION and after in read_cues("rough"):
        return _make_slashed(match, _say_count, "rough numbers")
    return None


def _read_prices(context: Context, match: regex.Match[str]) -> Finding[Pieces] | None:
    """The least and the most that is paid: ``गेहूं 2380/2460``, ``25/30 रु. किलो``."""
    low, high = (int(match[side].replace(",", "")) for side in ("first", "second"))
    grouped = all("," in match[side] for side in ("first", "second"))  # 11,300/11,310
    sold = grouped or context.find_word_before(match.start()) in read_cues("crop")
    paid = _PAID.match(context.view, match.end())
    if not (sold or paid) or not low < high <= (3 if paid else 2) * low:
        return None
    return _make_slashed(match, _say_price, "prices", "से ")


def _read_trains(context: Context, match: regex.Match[str]) -> Finding[Pieces] | None:
    """The numbers by which a train goes and returns, which differ by one or two.

    They may by more where a train is named before: ``ट्रेन नंबर 13131/13232``.
    """
    first, second = match["first"], match["second"]
    apart = abs(int(first[-len(second) :]) - int(second))
    before = context.find_words_before(match.start(), 2)
    if "-" in match[0]:
        return _read_hyphened_trains(context, match, apart)
    if apart not in (1, 2) and read_cues("train-before").isdisjoint(before):
        return None
    return _make_slashed(match, say_digits, "two trains")


def _read_hyphened_trains(
    context: Context, match: regex.Match[str], apart: int
) -> Finding[Pieces] | None:
    """``12301-02 राजधानी``: with a hyphen only beside a train, for a range has one too."""
    near = context.find_words_before(match.start(), 2) + context.find_words_after(match.end(), 5)
    trains = read_cues("train", "train-before")
    if apart not in (1, 2) or trains.isdisjoint(near):
        return None
    return _make_slashed(match, say_digits, "two trains")


def _say_price(digits: str) -> str:
    return say_cardinal(digits.replace(",", ""))


def _say_count(digits: str) -> str:
    return say_cardinal(str(int(digits)))


def _make_slashed(
    match: regex.Match[str], say: Callable[[str], str], rule: str, link: str = ""
) -> Finding[Pieces]:
    numbers = tuple(
        Wording(words + say(match[side]), Span(*match.span(side)))
        for side, words in (("first", ""), ("second", link))
    )
    return Finding(numbers, Span(*match.span()), rule)


SLASHED = Handler(
    "slashed",
    "range",
    Start.DIGIT,
    classify,
    speak_pieces,
    before=(
        Before("fraction", "13/14 मई की रात", "तेरह चौदह मई की रात"),
        Before("measure", "8/256GB वेरिएंट", "आठ दो सौ छप्पन जी बी वेरिएंट"),
        Before("money", "25/30 रु. किलो", "पच्चीस से तीस रुपये किलो"),
    ),
)
