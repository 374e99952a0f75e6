"""Numbers that are names: telephones, PIN codes, OTPs, cards, accounts. Said digit by digit."""

from __future__ import annotations

from dataclasses import dataclass

from audio import regex
from audio.normalize.classes.pin_code import match_pin
from audio.normalize.classes.service_number import OTHER_NUMBER, match_service_number
from audio.normalize.classes.train_number import (
    match_number_after_train,
    match_number_before_train,
)
from audio.normalize.context import Context
from audio.normalize.handler import Before, Finding, Handler, Start, speak_words
from audio.normalize.numbers.amount import read_scale
from audio.normalize.numbers.words import say_digits
from audio.normalize.tables_reader import index_spellings, read_cues
from audio.records import Span, SpokenWord

_END = r"(?![\d\p{L}\p{M}%]|[.:\-]\d|,\d(?!\d{8,})|/\d(?!\d{6}|\d{2,4}[\- ]\d{6}))"
"""A whole number may stand after a slash or a comma: ``9415012345/0532-2601234``."""
_OTHER_LINE = r"(?:[/\-]\d{1,3}(?!\d))?"
"""The end of the next line of an office: ``0532-2601234/35``."""
_LINE_ENDS = regex.compile(
    r"(?:, ?\d{1,3}(?!\d)){1,6}(?= (?:पर|है|हैं|में|से|नंबर|नम्बर)(?![\p{L}\p{M}])|[।)]|\Z)"
)
"""The ends of other lines: ``0788-2210773, 774, 775 पर``."""
_INTERNATIONAL = regex.compile(r"\+\d{1,3}(?:[ \-]?\(?\d{2,12}\)?){1,5}" + _END)
_SHAPES = regex.compile(
    r"(?:\(0\d{1,5}\)[ \-]?\d{3,8}(?:[ \-]\d{3,5})?"
    + _OTHER_LINE  # (02229) 411128
    + r"|0 ?\(\d{2,4}\) ?\d{5,8}"  # 0 (80) 26411128
    r"|0\d{2,4}-\d{6,8}/\d{1,3}"  # 0532-2601234/35
    r"|0\d{2,6}(?:[ .]| ?- ?)?\d{4,8}(?:[ \-]\d{2,4})?"  # 022-29411128, 0168911- 4573
    r"|0\d{2,4}[ \-]\d{3}[ \-]\d{3,4}"  # 0124 333 222
    r"|0\d{2,4}-\d{2,4} \d{4,5}"  # 0788-22 10773
    r"|1[89][06]0[ \-]\d{2,4}[ \-]\d{3,4}(?:/\d{3,5}(?!\d))?"  # 1800-180-1551/1967
    r"|1-800-\d{2,4}-\d{3,4}"
    r"|1[89]00[ \-]\d{6,7}"
    r"|[6-9]\d{9}|[6-9]\d{4}[ \-]\d{5}|[6-9]\d{2}[ \-]\d{3}[ \-]\d{4}"  # mobile
    r"|\d{4}[ \-]\d{4}[ \-]\d{4}(?:[ \-]\d{4})?"  # Aadhaar, cards
    r"|\d{3,5}(?<!00)-\d{6,8}"
    r"|(?=\d{10})(?!\A\d+\s*\Z)\d{10,20}"  # longer than a bare count, save alone
    r")" + _END
)
_GROUPS = regex.compile(r"\d{1,20}(?: \d{2,12}|-\d{1,12}){0,5}" + _END)
_PIN = regex.compile(r"[1-9]\d{2} ?\d{3}" + _END)
_MASK = regex.compile(r"(?r)[Xx*•]{3,}[ \-]?")
_PARTLY_MASKED = regex.compile(
    r"(?:\+?\d{1,3}[ \-])?\d{1,6}[ \-]?[Xx*•]{3,8}(?:[ \-][Xx*•]{1,8})?[ \-]?\d{0,6}" + _END
)
"""``98XXXXXX21``, ``+91 98XXX XXX21``: digits that are kept, and others that are not."""
_LEAST_MASKED = 6
"""Signs of a masked number, ``110xxx``; one more with a space, which ``25 xxx`` has not."""
_MASKED = regex.compile(r"\d{2,6}" + _END)
_DIALLED = regex.compile(
    r"(?:\*{1,2}#?|#{1,2})\d{2,4}(?:\*\d{1,12}){0,3}#|\*\d{2,4}\*(?= ?\(?[\p{L}\p{M} ]{2,20}\)?#)"
)
"""``*99#``, ``*#06#``: what is dialled with a star and a hash."""
_LONG = 10  # digits of what is longer than most counts without commas
_PAY = regex.compile(r"(?P<least>[1-9]\d{1,3}00)-(?P<most>[1-9]\d{3}00)")
_OTHER_BEFORE = regex.compile(r"(?r)(?<![\d.])\+?\d[\d \-]{1,16}\d" + OTHER_NUMBER + " ?")
"""A number before this one, of which the same word tells: ``नंबर 98… या 23…``."""
_MOBILE = regex.compile(
    r"(?:\+?(?:91[ \-]?)?[6-9]\d{4}[ \-]?\d{5}|(?<!\d)0\d{2,4}[ \-]\d{6,8}"
    r"|1800(?:[ \-]\d{2,4}[ \-]\d{3,4}|\d{6,7}))\D"
)
_CALL_AFTER = regex.compile(
    r"\d{3,6} (?:टोल[\- ]?फ्री|टोल[\- ]?फ़्री|हेल्पलाइन|हेल्पलाईन|आपातकालीन|इमरजेंसी) (?:नंबर|नम्बर)|"
    r"\d{3,5}(?:"
    + OTHER_NUMBER
    + r" ?\d{3,4}){0,3}(?: नंबर| नम्बर)? (?:डायल|पर (?:तुरंत |सीधे |तत्काल |करें )?"
    r"(?:कॉल|फोन|फ़ोन|डायल|संपर्क|सम्पर्क|सूचना|सूचित|शिकायत|मैसेज|एसएमएस|मिस्ड))(?![\p{L}\p{M}])"
    r"|\d{4}(?<!00)(?: (?:एक|यह) (?:[\p{L}\p{M}]{2,15} ){0,3}(?:हेल्पलाइन|टोल[ \-]?फ्री|टोल[ \-]?फ़्री)"
    r"| (?:नंबर|नम्बर) (?:की|का|के|को|पर|से)(?![\p{L}\p{M}]))"
    r"|\d{3,5} पर (?:[\p{L}\p{M}\d]{1,12} ){1,4}(?:कॉल|फ़?ोन|स(?:ं|म्)पर्क|सूचना|सूचित|शिकायत|जानकारी)"
    r"(?: दर्ज)? (?:करें|दें|कराएं|करायें|(?:कर|दे|की जा|दी जा) सक)"
)
"""``108 या 102 पर कॉल करें``."""
_SENT_AFTER = regex.compile(r"\d{5,6}(?<!000) पर (?:मैसेज |संदेश )?(?:भेज|सेंड|एसएमएस|SMS|मैसेज|लिख)")
_SENT_BEFORE = regex.compile(
    r"(?r)(?:एसएमएस|SMS|मैसेज|लिखकर|टाइप कर)(?: [\p{L}\p{M}]{1,10}){0,3} (?:[\p{L}\p{M}]{1,10}: ?)?"
)
_TO_AFTER = regex.compile(r"\d{5,6}(?<!000) पर(?![\p{L}\p{M}])")
"""What a message is sent to: ``567676 पर भेजें``, ``एसएमएस भेजें 567676 पर``."""
_CODE_AFTER = regex.compile(
    r"(?!\d{1,5}00 )\d{4,8} (?:(?:आपका|मेरा|उसका|यह|नया) )?"
    r"(?:ओटीपी|ओ\.टी\.पी\.|OTP|(?:सत्यापन|वेरिफिकेशन|लॉगिन|एक्सेस) कोड)"
    r"(?= (?:है|था|किसी|आया|नंबर|को)|[ ,.।]|\Z)"
)
"""``458712 आपका ओटीपी है``."""
_LAST_DIGITS = regex.compile(
    r"(?r)(?:अंतिम|आखिरी|आख़िरी|पहले|शुरुआती|प्रथम) (?:दो|तीन|चार|पाँच|पांच|छह|आठ|[2-8])"
    r" (?:अंक|अंकों|डिजिट|नंबर)(?: (?:हैं|है|थे|यानी))?(?: ?:)? "
)
_IS_NUMBER = regex.compile(
    r"(?r)(?<![\p{L}\p{M}])(?:जिसका|इसका|उसका|इनका|उनका) (?:नंबर|नम्बर) (?:है|होगा|रहेगा|था) ?:? ?"
)
"""``एक हेल्पलाइन है जिसका नंबर है 1944``."""
_HELP_LINE = regex.compile(r"(?r)(?:ह[ेै]ल्प|चा[इई]ल्ड) ला[इई]न (?:(?:नं\.?|नंबर|नम्बर) ?)?[:\-]?\ ?")
_CUES = (
    ("identifier", 1, 3),
    ("phone", 4, 7),
    ("helpline", 2, 3),
    ("code", 2, 3),
    ("number", 1, 5),
)
"""Roles in ``cues.tsv``, how many words before may hold one, and the digits it takes."""


@dataclass(frozen=True, slots=True)
class Digits:
    """Groups of digits, each with its place, and a plus sign in front or not."""

    groups: tuple[tuple[str, Span], ...]
    plus: Span | None = None


def classify(context: Context, at: int) -> Finding[Digits] | None:
    """A telephone number by its shape, or any digits by the word before them."""
    if context.view[at - 1 : at].isalnum():
        return None
    for match_special, rule in _SPECIAL:
        if match := match_special(context, at):
            return _make_digits(context, match.span(), rule)
    if match := _INTERNATIONAL.match(context.view, at):
        enough = sum(character.isdigit() for character in match[0]) >= _FEWEST_ABROAD
        enough = enough or "कोड" in context.find_words_before(at, 2)  # दूरभाष कोड +91-542
        rule = "telephone with country code"
        return _make_digits(context, match.span(), rule) if enough else None
    match = _SHAPES.match(context.view, at) or match_pin(context, at)
    match = match or match_number_before_train(context, at)
    if match and not (
        _is_pay(match[0]) or _is_counted(context, match.end()) or _is_tallied(context, match)
    ):
        ends = _LINE_ENDS.match(context.view, match.end())
        end = ends.end() if ends and len(match[0]) > _FEWEST_ABROAD else match.end()
        return _make_digits(context, (match.start(), end), "telephone by shape")
    for match_after, rule in _AFTER:
        if match := match_after(context, at):
            return _make_digits(context, match.span(), rule)
    return _read_by_cue(context, at)


def _match_dialled(context: Context, at: int) -> regex.Match[str] | None:
    return _DIALLED.match(context.view, at)


def _match_masked(context: Context, at: int) -> regex.Match[str] | None:
    match = _PARTLY_MASKED.match(context.view, at)
    least = _LEAST_MASKED + (" " in match[0]) if match else 0
    return match if match and len(match[0].replace(" ", "")) >= least else None


def _match_after_mask(context: Context, at: int) -> regex.Match[str] | None:
    return _MASKED.match(context.view, at) if _MASK.match(context.view, 0, at) else None


_SPECIAL = (
    (_match_dialled, "code that is dialled"),
    (_match_masked, "number that is partly masked"),
    (match_service_number, "number of a service"),
)
"""What is recognized before any telephone number."""
_AFTER = (
    (match_number_after_train, "number of a train"),
    (_match_after_mask, "digits after a mask"),
)
"""What is recognized after telephone numbers, by what stands before it."""


def _is_counted(context: Context, end: int) -> bool:
    """Whether a scale, unit or currency follows, so that the digits are a count after all."""
    if read_scale(context, end) or context.find_word_after(end) in read_cues("currency-word"):
        return True
    return bool(index_spellings("units").find(context.view, end + 1))


def _is_pay(written: str) -> bool:
    """Whether two numbers are the least and the most of a scale of pay: ``56100-177500``."""
    match = _PAY.fullmatch(written)
    return match is not None and int(match["least"]) < int(match["most"])


def _is_tallied(context: Context, match: regex.Match[str]) -> bool:
    """``आबादी 1428600000``: a count of many digits, which starts as no mobile's number does."""
    if not match[0].isdigit() or match[0][0] in "06789":
        return False
    near = context.find_words_before(match.start(), 3) + context.find_words_after(match.end(), 1)
    if not near and len(match[0]) >= _LONG:
        return True  # nothing tells that it is a name
    return not read_cues("tallied").isdisjoint(near)


def _read_by_cue(context: Context, at: int) -> Finding[Digits] | None:
    if serial := _SERIAL_BEFORE.match(context.view, 0, at) and _SERIAL.match(context.view, at):
        return _make_digits(context, serial.span(), "number of a journal or a book")
    match = _GROUPS.match(context.view, at)
    return _read_groups(context, match) if match else None


def _read_groups(context: Context, match: regex.Match[str]) -> Finding[Digits] | None:
    digits = sum(map(str.isdigit, match[0]))
    if digits < _FEWEST:
        return None
    at = match.start()
    first, mobile = _find_first(context, at)
    before = [word for word in context.find_words_before(first, 4) if word not in ("है", "हैं")]
    if _HELP_LINE.match(context.view, 0, first):
        before = ["हेल्पलाइन"]
    if before[:1] == ["पिन"] or {"पिन", "पिनकोड", "PIN"} & set(before[:2]):
        match = _PIN.match(context.view, at) or match
        return _make_digits(context, match.span(), "PIN code") if len(match[0]) >= 4 else None
    holding = digits < _FEWEST_OF_ACCOUNT and "खाता" in before[:2]  # of land: खाता सं. 112
    if holding or _is_counted(context, match.end()):
        return None
    called = mobile or _is_named(context, at, before)
    sent = _SENT_BEFORE.match(context.view, 0, at)
    after = (_CALL_AFTER, _CODE_AFTER, _TO_AFTER if sent else _SENT_AFTER)
    if called or any(kind.match(context.view, at) for kind in after):
        return _make_digits(context, match.span(), "number to call or to know")
    for role, reach, least in _CUES:
        if digits >= least and (found := read_cues(role) & set(before[:reach])):
            return _make_digits(context, match.span(), f"{role} digits after {min(found)}")
    return None


_SERIAL = regex.compile(r"\d{1,5}-(?:\d{1,7}-){0,3}\d{0,6}X(?![\p{L}\d])")
_SERIAL_BEFORE = regex.compile(r"(?r)IS[SB]N(?: ?(?:No|नं)\.?)? ?:? ?")
"""``ISSN No. 2321-290X``: one that ends with an X."""


def _is_named(context: Context, at: int, before: list[str]) -> bool:
    """Whether two words before, ``टोकन नंबर`` or ``अंतिम चार अंक``, say that digits follow."""
    pair = " ".join(reversed(before[:2]))
    if pair in read_cues("number-pair"):
        return True
    return any(kind.match(context.view, 0, at) for kind in (_LAST_DIGITS, _IS_NUMBER))


def _find_first(context: Context, at: int) -> tuple[int, bool]:
    """Where the first of several numbers in a row starts, and whether one is a mobile's."""
    mobile = False
    for _ in range(3):
        match = _OTHER_BEFORE.match(context.view, 0, at)
        if match is None:
            break
        at = match.start()
        mobile = mobile or bool(_MOBILE.match(context.view, at))
    return at, mobile


def _make_digits(context: Context, span: tuple[int, int], rule: str) -> Finding[Digits]:
    start, end = span
    groups = tuple(
        (match[0], Span(*match.span())) for match in _RUN.finditer(context.view, start, end)
    )
    plus = Span(start, start + 1) if context.view[start] == "+" else None
    return Finding(Digits(groups, plus), Span(start, end), rule)


_FEWEST_ABROAD = 8
_FEWEST = 3
"""Fewer digits are a count even where a number is spoken of."""
_FEWEST_OF_ACCOUNT = 5
_RUN = regex.compile(r"[\dXx*•#]+")
_HIDDEN = {"X": "एक्स", "x": "एक्स", "*": "स्टार", "•": "स्टार", "#": "हैश"}


def verbalize(value: Digits) -> list[SpokenWord]:
    """प्लस नौ एक …: every digit by its name, each group speaking its own characters."""
    words = speak_words("प्लस", value.plus) if value.plus else []
    for digits, span in value.groups:
        for offset, digit in enumerate(digits):
            at = span.start + offset
            words += speak_words(_HIDDEN.get(digit) or say_digits(digit), Span(at, at + 1))
    return words


TELEPHONE = Handler(
    "telephone",
    "telephone",
    Start.DIGIT | Start.SIGN,
    classify,
    verbalize,
    before=(Before("date", "फ़ोन 22-10-2044", "फ़ोन दो दो एक शून्य दो शून्य चार चार"),),
)
