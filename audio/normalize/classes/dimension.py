"""Numbers with a times sign: ``6×4``, ``4x100``, ``10x``."""

from __future__ import annotations

from dataclasses import dataclass

from audio import regex
from audio.normalize.context import Context
from audio.normalize.handler import Before, Finding, Handler, Start, Wording, speak_wording
from audio.normalize.numbers.numeral import Numeral, read_numeral
from audio.normalize.numbers.numeral import verbalize as verbalize_numeral
from audio.normalize.tables_reader import index_spellings, read_cues
from audio.records import Span, SpokenWord

_UNIT_WORD = regex.compile(r"(?:m|ft|mi|in|l|g)(?![\p{L}\p{M}])|[^\p{Latin}]")
_TIMES = regex.compile(r" ?[xX×*] ?(?=\d)(?!\dG\b)")
_SCIENTIFIC = regex.compile(
    r"(?<![\d.,])(?P<whole>[1-9])(?:\.(?P<decimals>\d{1,6}))?(?P<times> ?[xX×] ?)(?P<ten>10)"
    r"(?:(?P<minus>-)(?P<power>\d{1,2})| ?(?P<power>[1-9]\d?))(?![\d.,/:×xX%^\-]|[⁰¹²³⁴-⁹])"
)
_EQUALS_BEFORE = regex.compile(r"(?r)(?:\A|[\p{L}\p{M}]) ?= ?")
_FACTOR_AFTER = regex.compile(r"(?<=×) ?(?:\p{Greek}|[a-z](?![\p{L}\p{M}]))")
"""``परिमिति = 3 × भुजा``."""
_OF_SCIENCE = regex.compile(
    r" ?(?:(?:मी|किमी|मीटर|किलोमीटर|सेमी)\.? ?(?:/|प्रति )|[mk]m?/s|kg|किग्रा|किलोग्राम|जूल|कूलॉम|कूलाम"
    r"|वोल्ट|न्यूटन|हर्ट्ज|पास्कल|केल्विन|वाट|टेस्ला|इलेक्ट्रॉन|[JNCVK](?![\p{L}\p{M}]))"
)
_LATIN_AFTER = regex.compile(r" \p{Latin}")
_LATIN_BEFORE = regex.compile(r"(?r)\p{Latin} ")
_SIDE_BEFORE = regex.compile(
    r"(?r)(?:\p{Latin}|[²³]|\d) ?[=+] ?(?:[\dx²³+]{1,6} ?[=+] ?){0,3}(?<=[=+] ?)"
)
"""The ``y =`` of ``y = 3x``, which multiplies nothing."""
_FOLD = regex.compile(
    r"(?P<number>\d+(?:\.\d+)?) ?[xX×](?![\p{L}\p{M}\d²³]| \dG\b| ?[+=\-−] ?[\d\p{Latin}]| ?\("
    r"|(?<=×) \p{Latin}(?![\p{L}\p{M}]))"
)


@dataclass(frozen=True, slots=True)
class Dimensions:
    """``6×4``, ``1920x1080``, ``4x100``: numbers and the words between them."""

    numbers: tuple[Numeral, ...]
    links: tuple[Wording, ...]
    unit: Wording | None = None


def classify_dimensions(context: Context, at: int) -> Finding[Dimensions] | None:
    """Numbers with a times sign between: by, or times in a relay or a sum."""
    if scientific := _classify_scientific(context, at):
        return scientific
    first = read_numeral(context, at, ratios=False)
    if first is None:
        return None
    numbers, links = [first], []
    while link := _TIMES.match(context.view, numbers[-1].span.end):
        following = read_numeral(context, link.end(), ratios=False)
        if following is None or len(numbers) > 4:
            break
        links.append(Span(*link.span()))
        numbers.append(following)
    if not links:
        return _classify_fold(context, at)
    end = numbers[-1].span.end
    unit = _find_unit(context, end)
    end = unit.span.end if unit else end
    sign = links[0].of(context.view).strip()
    word = "गुणा" if _is_product(context, sign, end) else "बाई"
    pieces = tuple(Wording(word, link) for link in links)
    value = Dimensions(tuple(numbers), pieces, unit)
    return Finding(value, Span(at, end), f"times sign as {word}")


def _classify_scientific(context: Context, at: int) -> Finding[Dimensions] | None:
    """``1.5×108 किमी``, ``1.6 × 10-19 कूलॉम``: a power of ten that is no longer raised.

    Where the first number has no decimals the unit must be one of science: ``4×100 मी.``
    is a relay.
    """
    match = _SCIENTIFIC.match(context.view, at)
    if match is None or not (match["decimals"] or _OF_SCIENCE.match(context.view, match.end())):
        return None
    numbers = tuple(
        Numeral(match[name], Span(*match.span(name)), fraction=fraction)
        for name, fraction in (("whole", match["decimals"] or ""), ("ten", ""), ("power", ""))
    )
    minus = " माइनस" if match["minus"] else ""
    links = (
        Wording("गुणा", Span(*match.span("times"))),
        Wording(f"की घात{minus}", Span(match.end("ten"), match.start("power") + 1)),
    )
    unit = read_unit_of_power(context, match.end())
    end = unit.span.end if unit else match.end()
    return Finding(Dimensions(numbers, links, unit), Span(at, end), "power of ten")


def read_unit_of_power(context: Context, end: int) -> Wording | None:
    """The unit after a power of ten, where a C is no temperature: ``1.6×10⁻¹⁹ C``."""
    start = end + (context.view[end : end + 1] == " ")
    found = index_spellings("units").find(context.view, start)
    if found is None or context.view[found[1] : found[1] + 1].isalnum():
        return None
    if "weak" in found[0].cells[3] and _LATIN_AFTER.match(context.view, found[1]):
        return None
    words = "कूलॉम" if context.view[start : found[1]] == "C" else found[0].cells[2]
    return Wording(words, Span(start, found[1]))


def _find_unit(context: Context, end: int) -> Wording | None:
    """The unit of the last number, which is that of all: ``15x20 सेमी``."""
    start = end + (context.view[end : end + 1] == " ")
    found = index_spellings("units").find(context.view, start)
    if found is None or context.view[found[1] : found[1] + 1].isalnum():
        return None
    if {"weak", "spaced"} & set(found[0].cells[3].split()) and start > end:
        word = _UNIT_WORD.match(context.view, start)
        if word is None:
            return None
    return Wording(found[0].cells[2], Span(start, found[1]))


def _classify_fold(context: Context, at: int) -> Finding[Dimensions] | None:
    """``10x``: ten times."""
    match = _FOLD.match(context.view, at)
    if match and match[0].endswith("X") and _is_model(context, match):
        return None
    if match and match[0].endswith("x") and _SIDE_BEFORE.match(context.view, 0, at):
        return None
    if match and _is_potency(context, at, match.end()):
        return None
    number = match and read_numeral(context, at, ratios=False)
    if not (match and number and number.span.end == match.end("number")):
        return None
    multiplied = _EQUALS_BEFORE.match(context.view, 0, at) or _FACTOR_AFTER.match(
        context.view, match.end()
    )
    word = "गुणा" if multiplied else "गुना"
    times = Wording(word, Span(number.span.end, match.end()))
    return Finding(Dimensions((number,), (times,)), Span(at, match.end()), f"times sign as {word}")


def _is_potency(context: Context, at: int, end: int) -> bool:
    """``30x शक्ति की दवा``: how far a medicine is thinned."""
    near = context.find_words_before(at, 6) + context.find_words_after(end, 6)
    return not read_cues("potency").isdisjoint(near)


def _is_model(context: Context, match: regex.Match[str]) -> bool:
    """``450X`` or ``Redmi 10X``, a name's end, no number of times."""
    if context.find_word_after(match.end()) in read_cues("magnified"):
        return False
    return len(match["number"]) > 2 or bool(_LATIN_BEFORE.match(context.view, 0, match.start()))


_POWERS = frozenset("⁰¹²³⁴⁵⁶⁷⁸⁹⁻^")
_EQUALS = regex.compile(
    r"(?:/\d{1,4})? ?[=+] ?(?=[\d=(?]|$)|(?:/\d{1,4})? ?=| [\p{L}\p{M}]{1,12} ?= ?\d"
)
_RELAY = regex.compile(r"(?r)(?<!\d)4 ?[xX×] ?(?:50|100|200|400) ?(?:m|मी\.|मीटर)")


def _is_product(context: Context, sign: str, end: int) -> bool:
    following = context.find_words_after(end, 3)
    if (
        "रिले" in following
        or _RELAY.match(context.view, 0, end)
        or _EQUALS.match(context.view, end)
        or context.view[end : end + 1] in _POWERS
    ):
        return True
    return sign in "×*" and not following


def verbalize_dimensions(value: Dimensions) -> list[SpokenWord]:
    """छह बाई चार."""
    words: list[SpokenWord] = []
    for index, number in enumerate(value.numbers):
        if 0 < index <= len(value.links):
            words += speak_wording(value.links[index - 1])
        words += verbalize_numeral(number)
    words += speak_wording(value.links[0]) if len(value.numbers) == 1 else []
    return words + speak_wording(value.unit)


DIMENSIONS = Handler(
    "dimensions",
    "measure",
    Start.DIGIT,
    classify_dimensions,
    verbalize_dimensions,
    before=(
        Before("code", "10x ज़ूम", "दस गुना ज़ूम"),
        Before("decimal", "3.5x4.5 सेमी", "तीन दशमलव पाँच बाई चार दशमलव पाँच सेंटीमीटर"),
    ),
)
