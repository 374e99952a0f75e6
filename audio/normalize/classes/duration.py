"""How long something took, written like a time: ``2:30 घंटे``, ``3:45 मिनट``, ``2:01:09 में``."""

from __future__ import annotations

from audio import regex
from audio.normalize.classes.clock import is_graded
from audio.normalize.context import Context
from audio.normalize.handler import Before, Finding, Handler, Pieces, Start, Wording, speak_pieces
from audio.normalize.numbers.words import say_cardinal, say_digits
from audio.normalize.tables_reader import read_cues
from audio.records import Span

_DURATION = regex.compile(
    r"(?P<first>\d{1,3}):(?P<second>[0-5]\d)(?::(?P<third>[0-5]\d))?"
    r"(?: (?P<unit>घंटे|घंटा|घण्टे|मिनट)(?![\p{L}\p{M}])|(?= में| का| के समय| लंब[ाीे]| लम्ब[ाीे]))"
)
_DOTTED = regex.compile(
    r"(?P<first>\d{1,2})\.(?P<second>[0-5][05])(?<!\.(?:25|50|00)) (?:घंटे|घंटा|घण्टे)(?![\p{L}\p{M}])"
)
"""``3.30 घंटे``: minutes by fives after a dot; 2.25 and 2.50 are parts of an hour."""
_DOTTED_LATE = regex.compile(
    r"(?P<first>\d{1,2})\.(?P<second>[0-5]\d) (?:घंटे|घंटा|घण्टे)(?![\p{L}\p{M}])"
    r"(?=[^।]{0,200}(?<![\p{L}\p{M}])(?:देरी|विलंब|विलम्ब|लेट)(?![\p{L}\p{M}]))"
)
"""``22.17 घंटे, … 11.16 घंटे देरी से``: any minutes where trains are late."""
_INSIDE = regex.compile(r"(?r)[\d.,:/\-]")

_HOURS = r"(?P<first>\d{1,3}) ?(?:hours?|hrs?|h)\.?"
_MINUTES = r"(?P<second>\d{1,2}) ?(?:minutes?|mins?|m)\.?"
_SECONDS = r"(?P<third>\d{1,2}) ?(?:seconds?|secs?|s)\.?"
_LETTERS = regex.compile(
    rf"(?:{_HOURS} ?{_MINUTES}(?: ?{_SECONDS})?|{_MINUTES} ?{_SECONDS})(?![\p{{L}}\p{{M}}\d])",
    regex.IGNORECASE,
)
"""``2h 30m``, ``5m 20s``, ``1 hr 5 min``."""


def classify(context: Context, at: int) -> Finding[Pieces] | None:
    """Digits and colons before घंटे or मिनट; or with seconds, before में, and no time of day."""
    if match := _LETTERS.match(context.view, at):
        return _make_duration(match, ("घंटे", "मिनट", "सेकंड"))
    match = _DOTTED.match(context.view, at) or _DOTTED_LATE.match(context.view, at)
    if match and not _INSIDE.match(context.view, 0, at):
        return _make_duration(match, ("घंटे", "मिनट"))
    match = _DURATION.match(context.view, at)
    if match is None or context.view[at - 1 : at] == ":":
        return None
    if not match["unit"] and (
        not match["third"]
        or read_cues("time-before") & set(context.find_words_before(at, 3))
        or is_graded(context, at, match.end())
    ):
        return None
    short = match["unit"] == "मिनट"
    if short and context.find_word_before(at) in read_cues("day-part"):
        return None  # रात 8:39 मिनट पर
    return _make_duration(match, ("मिनट", "सेकंड") if short else ("घंटे", "मिनट", "सेकंड"))


def _make_duration(match: regex.Match[str], units: tuple[str, ...]) -> Finding[Pieces]:
    counted = zip(("first", "second", "third"), units, strict=False)
    pieces = tuple(_say(match, name, unit) for name, unit in counted if match[name])
    return Finding(pieces, Span(*match.span()), "duration")


def _say(match: regex.Match[str], name: str, unit: str) -> Wording:
    """So many of a unit; what is nought is left out."""
    whole, _, hundredths = match[name].partition(".")
    number = say_cardinal(str(int(whole)))
    if hundredths:
        number += f" दशमलव {say_digits(hundredths)}"
    if unit == "घंटे" and match[name] == "1":
        unit = "घंटा"
    said = int(whole) or hundredths
    return Wording(f"{number} {unit}" if said else "", Span(*match.span(name)))


_ELAPSED = regex.compile(
    r"(?P<first>\d{1,3}):(?P<second>[0-5]\d)(?![:\d]| ?(?:बजे|मिनट|घंट)|\.\d| से \d)"
)
_EXACT = regex.compile(
    r"(?P<first>\d{1,2})(?::(?P<second>[0-5]\d\.\d{1,3})(?![\d:]|\.\d)"
    r"(?: से(?:कं|कें|क)ड(?![\p{L}\p{M}]))?"
    r"|\.(?P<second>[0-5]\d\.\d{2}) मिनट(?![\p{L}\p{M}]))"
)
"""The time of a race, ``3:02.21``, ``2.02.70 मिनट``."""
_DONE = regex.compile(r" (?:का|के) समय| में (?:[\p{L}\p{M}]+ )?(?:पूरी|पूरा|तय|खत्म|ख़त्म|जीती|जीता|दौड़)")
_REACH = 5


def classify_elapsed(context: Context, at: int) -> Finding[Pieces] | None:
    """``मैच में 3:27 शेष``: minutes and seconds, by a clip or a race beside, or what is left."""
    match = _EXACT.match(context.view, at) or _ELAPSED.match(context.view, at)
    if match is None or context.view[at - 1 : at] in (":", "-", ".", "/"):
        return None
    if match.re.pattern == _EXACT.pattern:
        return _make_elapsed(match)
    before = context.find_words_before(at, _REACH)
    if read_cues("time-before").intersection(before[:2]) or before[:1] == ["GMT"]:
        return None
    left = read_cues("elapsed-after").intersection(context.find_words_after(match.end(), 2))
    ran = read_cues("elapsed-before").intersection(before)
    if not left and not (ran and (_DONE.match(context.view, match.end()) or before[0] in ran)):
        return None
    return _make_elapsed(match)


def _make_elapsed(match: regex.Match[str]) -> Finding[Pieces]:
    pieces = (_say(match, "first", "मिनट"), _say(match, "second", "सेकंड"))
    return Finding(pieces, Span(*match.span()), "minutes and seconds")


ELAPSED = Handler(
    "elapsed",
    "duration",
    Start.DIGIT,
    classify_elapsed,
    speak_pieces,
    before=(
        Before("clock", "मैच में 4:12 बाकी", "मैच में चार मिनट बारह सेकंड बाकी"),
        Before("version", "4.14.56 मिनट में", "चार मिनट चौदह दशमलव पाँच छह सेकंड में"),
    ),
)
DURATION = Handler(
    "duration",
    "duration",
    Start.DIGIT,
    classify,
    speak_pieces,
    before=(
        Before("clock", "2:30 घंटे की फ़िल्म", "दो घंटे तीस मिनट की फ़िल्म"),
        Before("measure", "2h 30m की फ़िल्म", "दो घंटे तीस मिनट की फ़िल्म"),
    ),
)
