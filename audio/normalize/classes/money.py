"""Money: the sign before or after the amount, scales, paise, ``/-``."""

from __future__ import annotations

from dataclasses import dataclass, replace

from audio import regex
from audio.normalize.classes.measure import read_per_unit
from audio.normalize.context import Context
from audio.normalize.gate import Gate
from audio.normalize.handler import (
    Before,
    Finding,
    Handler,
    Start,
    Wording,
    speak_wording,
    speak_words,
)
from audio.normalize.numbers.amount import Amount, read_amount, read_scale, verbalize_amount
from audio.normalize.numbers.numeral import read_numeral
from audio.normalize.numbers.words import say_cardinal
from audio.normalize.tables_reader import TableRow, index_spellings, read_cues
from audio.records import Span, SpokenWord

_SIGNED = regex.compile(r"(?P<sign>[-+]?)")
_LINK = regex.compile(r" ?[-~] ?(?:[₹$€£¥] ?|Rs\.? ?|रु\. ?)?| से (?:[₹$€£¥] ?|Rs\.? ?|रु\. ?)?")
_PLAIN_LINK = regex.compile(r" ?[-~] ?")
_LESSER = (("अरब",), ("करोड़", "करोड"), ("लाख",), ("हज़ार", "हजार"))
"""Scales from the greatest on; ``1 करोड़ 25 लाख`` is one sum."""
_PLUS = regex.compile(r" ?(?P<plus>\+)(?=[\s.,;।)\"']|$)")
_ADDEND = regex.compile(r" \+ (?P<word>[\p{L}\p{M}\d]+)")
"""What is added: ``₹75,000 + GST``."""
_ONLY = regex.compile(r" ?/-| ?/=")
_ONLY_ALONE = regex.compile(r" ?/-(?!\d)")
_RATE_BEFORE = regex.compile(r"(?r)\p{Lu}{3}/")
"""The first currency of ``USD/INR``."""
_WORD = regex.compile(r" (?P<word>(?:अमेरिकी |अमरीकी |यूएस )?(?P<unit>[\p{L}\p{M}]+))")
_SHORT_AGAIN = regex.compile(r" ?(?:रु|रू|Rs)(?:\.|(?![\p{L}\p{M}]))")
_WORD_JOINED = regex.compile(r"(?P<word>(?P<unit>[\p{L}\p{M}]{1,10}+))")


@dataclass(frozen=True, slots=True)
class Money:
    """An amount of one currency."""

    amount: Amount
    unit: Wording
    """The currency, in the number and case it needs: रुपये."""
    sign: Wording | None = None
    """माइनस or प्लस."""
    coin: Wording | None = None
    """पैसे, for two decimals without a scale."""
    per: Wording | None = None
    """``/kg``: प्रति किलो."""
    more: Wording | None = None
    """``₹250+``: से ज़्यादा."""
    rest: tuple[Amount, ...] = ()
    """The lesser amounts of one sum: the 25 लाख of ``₹1 करोड़ 25 लाख``."""


def classify(context: Context, at: int) -> Finding[Money] | None:
    """A currency sign of ``money.tsv`` before or after a number."""
    return _read_sign_first(context, at) or _read_number_first(context, at)


def _read_sign_first(context: Context, at: int) -> Finding[Money] | None:
    signed = _SIGNED.match(context.view, at)
    start = signed.end() if signed else at
    found = index_spellings("money").find(context.view, start)
    if (
        found is None
        or context.view[at - 1 : at].isalnum()
        or _RATE_BEFORE.match(context.view, 0, at)
    ):
        return None
    row, end = found
    if row.cells[5] == "after":
        return None
    number = end + (context.view[end : end + 1] == " ")
    amount = read_amount(context, number, _LINK)
    if amount is None:
        return None
    amount, more = _read_plus(context, _add_letter_scale(context, amount))
    sign = None
    if signed and signed["sign"]:
        words = "माइनस" if signed["sign"] == "-" else "प्लस"
        sign = Wording(words, Span(at, start))
    rest = _read_rest(context, amount)
    unit = _name_unit(context, row, amount, start, end)
    money = Money(amount, unit, sign, more=more, rest=rest)
    return _complete(context, at, money, row)


def _read_plus(context: Context, amount: Amount) -> tuple[Amount, Wording | None]:
    """The amount with the scale that follows its plus, and what the plus says: ``₹250+ करोड़``."""
    plus = _PLUS.match(context.view, amount.end)
    if plus is None or amount.second:
        return amount, None
    more = Wording("से ज़्यादा", Span(*plus.span("plus")))
    scale = None if amount.scale else read_scale(context, plus.end("plus"))
    added = None if scale else _ADDEND.match(context.view, amount.end)
    if added and added["word"] not in read_cues("postposition"):
        return amount, None
    if scale is None:
        return replace(amount, end=plus.end("plus")), more
    return replace(amount, scale=scale[0], end=scale[1]), more


def _read_rest(context: Context, amount: Amount) -> tuple[Amount, ...]:
    """The amounts after the first that belong to the same sum, each with a lesser scale."""
    rest: list[Amount] = []
    size = -1 if amount.second else _rank_scale(amount)
    while size >= 0 and context.view[amount.end : amount.end + 1] == " ":
        following = read_amount(context, amount.end + 1)
        if following is None or following.second or _rank_scale(following) <= size:
            break
        rest.append(following)
        amount, size = following, _rank_scale(following)
    return tuple(rest)


def _rank_scale(amount: Amount) -> int:
    """The place of its scale in ``_LESSER``, or -1."""
    words = amount.scale.words if amount.scale else ""
    return next((place for place, names in enumerate(_LESSER) if words in names), -1)


_LETTERS = {"L": "लाख", "K": "हज़ार", "M": "मिलियन", "B": "बिलियन", "T": "ट्रिलियन"}
_LETTER = regex.compile(
    r"(?:(?P<letter>[KkMmBbT])| ?(?P<letter>L)| (?P<letter>m)(?= \p{Devanagari}))"
    r"(?![\p{L}\p{M}\d&])"
)


def _add_letter_scale(context: Context, amount: Amount) -> Amount:
    """The amount with the scale that one letter stands for: ``$5M``, ``$2m-$3m``."""
    match = None if amount.scale else _LETTER.match(context.view, amount.end)
    if match is None:
        return amount
    scale = Wording(_LETTERS[match["letter"].upper()], Span(*match.span()))
    amount = replace(amount, scale=scale, end=match.end())
    link = None if amount.second else _LINK.match(context.view, amount.end)
    second = link and read_numeral(context, link.end())
    other = second and _LETTER.match(context.view, second.span.end)
    if not (link and second and other and other["letter"] == match["letter"]):
        return amount
    last = Wording(scale.words, Span(*other.span()))
    return Amount(amount.first, last, other.end(), second, Span(*link.span()), scale)


def _read_number_first(context: Context, at: int) -> Finding[Money] | None:
    amount = read_amount(context, at, _PLAIN_LINK)
    if amount is None:
        return None
    start = amount.end + (context.view[amount.end : amount.end + 1] == " ")
    found = index_spellings("money").find(context.view, start)
    if found is None or found[0].cells[5] == "before":
        return _read_only_mark(context, at, amount)
    row, end = found
    amount = replace(amount, end=end)
    return _complete(context, at, Money(amount, _name_unit(context, row, amount, start, end)), row)


def _read_only_mark(context: Context, at: int, amount: Amount) -> Finding[Money] | None:
    """``500/-``, ``25 हजार/-``: rupees, though no other sign says so."""
    only = _ONLY_ALONE.match(context.view, amount.end)
    rupee = index_spellings("money").find("₹", 0)
    if only is None or rupee is None:
        return None
    unit = _name_unit(context, rupee[0], amount, *only.span())
    return _complete(context, at, Money(amount, unit), rupee[0])


def _name_unit(context: Context, row: TableRow, amount: Amount, start: int, end: int) -> Wording:
    """The currency's name beside this amount."""
    one, many = row.cells[1], row.cells[2]
    oblique = context.find_word_after(max(end, amount.end)) in read_cues("postposition")
    return Wording(one if amount.single and not oblique else many, Span(start, end))


def _complete(context: Context, at: int, money: Money, row: TableRow) -> Finding[Money]:
    """Add what may stand after the amount: the coin, ``/-``, the name again, ``/kg``."""
    end = money.rest[-1].end if money.rest else money.amount.end
    rule = f"money {row.place}"
    only = _ONLY.match(context.view, end)
    if only:
        end = only.end()
    again = _WORD.match(context.view, end) or (only and _WORD_JOINED.match(context.view, end))
    if only and (short := _SHORT_AGAIN.match(context.view, end)):
        end = short.end()
    elif again and again["unit"] in read_cues("currency-word"):
        money = replace(money, unit=Wording(again["word"], Span(*again.span("word"))))
        end = again.end()
    elif per := read_per_unit(context, end):
        money, end = replace(money, per=per), per.span.end
    first = money.amount.first
    if (
        len(first.fraction) == 2
        and not (money.amount.scale or money.amount.second)
        and row.cells[3]
    ):
        coins = row.cells[3] if first.fraction == "01" else row.cells[4]
        money = replace(money, coin=Wording(coins, money.unit.span))
    return Finding(money, Span(at, end), rule)


def verbalize(money: Money) -> list[SpokenWord]:
    """पाँच दशमलव दो लाख करोड़ रुपये; दो रुपये पचास पैसे."""
    words = speak_wording(money.sign)
    if money.coin:
        words += _say_with_coin(money, money.coin)
    else:
        words += verbalize_amount(money.amount)
        words += [word for amount in money.rest for word in verbalize_amount(amount)]
        words += speak_wording(money.unit)
    return words + speak_wording(money.more) + speak_wording(money.per)


def _say_with_coin(money: Money, coin: Wording) -> list[SpokenWord]:
    first = money.amount.first
    words: list[SpokenWord] = []
    if int(first.whole) or not int(first.fraction):
        words += speak_words(say_cardinal(first.whole), first.span) + speak_wording(money.unit)
    if int(first.fraction):
        words += speak_words(say_cardinal(str(int(first.fraction))), first.span) + speak_wording(
            coin
        )
    return words


MONEY = Handler(
    "money",
    "money",
    Start.DIGIT | Start.SIGN | Start.LATIN | Start.HINDI,
    classify,
    verbalize,
    gate=Gate(tables=("money",), signs="."),
    before=(
        Before("range", "वेतन 18,000-56,900/- है", "वेतन अठारह हज़ार से छप्पन हज़ार नौ सौ रुपये है"),
        Before("abbreviation", "रु. 750 का", "सात सौ पचास रुपये का"),
    ),
)
