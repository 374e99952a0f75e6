"""Hindi number words, as a converter for num2words (which has no Hindi of its own).

Importing this module registers it, so that ``num2words(25, lang="hi")`` is पच्चीस. Spellings are
those of the Kendriya Hindi Nideshalaya (छह, उनासी, निन्यानवे); the scale is Indian, up to शंख.
"""

from __future__ import annotations

import unicodedata
from collections import OrderedDict
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from typing import Any

from num2words import CONVERTER_CLASSES
from num2words.base import Num2Word_Base

from audio.normalize.tables_reader import index_rows, read_table


class AdjectiveForm(StrEnum):
    """The ending of an ordinal: gender, number and case, as Hindi tells them apart."""

    DIRECT = "direct"
    """Masculine singular direct: पाँचवाँ, पहला."""
    OBLIQUE = "oblique"
    """Masculine oblique or plural: पाँचवें, पहले."""
    FEMININE = "feminine"
    """Feminine: पाँचवीं, पहली."""


_ENDINGS = {
    AdjectiveForm.DIRECT: ("ा", "वाँ"),
    AdjectiveForm.OBLIQUE: ("े", "वें"),
    AdjectiveForm.FEMININE: ("ी", "वीं"),
}
"""For the irregular stems of ``ordinals.tsv``, and for all other numbers."""


class Num2Word_HI(Num2Word_Base):  # type: ignore[misc]  # noqa: N801  (num2words is untyped, and names them so)
    """Cardinals below 10^20, ordinals by gender and case, years, decimals."""

    def setup(self) -> None:
        """Declare the words; num2words builds its cards from them."""
        self.negword = "माइनस"
        self.pointword = "दशमलव"
        numbers = {
            int(value): word for value, word, _ in (row.cells for row in read_table("cardinals"))
        }
        self.low_numwords = [numbers[value] for value in range(99, -1, -1)]
        self.mid_numwords = [(1000, numbers[1000]), (100, numbers[100])]
        self.high_numwords = sorted(
            ((value, word) for value, word in numbers.items() if value > 1000), reverse=True
        )

    def set_high_numwords(self, high: list[tuple[int, str]]) -> None:
        """Enter लाख, करोड़, अरब … as the highest cards."""
        self.cards: OrderedDict[int, str]
        self.cards.update(high)

    def merge(self, left: tuple[str, int], right: tuple[str, int]) -> tuple[str, int]:
        """Join two parts: ``("पाँच", 5), ("सौ", 100)`` → ``("पाँच सौ", 500)``."""
        (left_words, left_number), (right_words, right_number) = left, right
        if left_number == 1 and right_number < 100:
            return right
        words = f"{left_words} {right_words}"
        if right_number > left_number:
            return words, left_number * right_number
        return words, left_number + right_number

    def to_cardinal(self, value: int | float | Decimal) -> str:
        """``value`` in words; a ``Decimal`` keeps every digit it was written with.

        Raises:
            OverflowError: 10^20 or more.
        """
        if isinstance(value, Decimal):
            return self._say_decimal(value)
        words: str = super().to_cardinal(value)
        return words

    def _say_decimal(self, value: Decimal) -> str:
        sign, digits, exponent = value.as_tuple()
        assert isinstance(exponent, int)
        text = "".join(map(str, digits)).rjust(1 - exponent, "0")
        whole, fraction = (text[:exponent], text[exponent:]) if exponent < 0 else (text, "")
        words = [self.negword] if sign else []
        words.append(self.to_cardinal(int(whole) * 10 ** max(exponent, 0)))
        if fraction:
            words += [self.pointword, *(self.cards[int(digit)] for digit in fraction)]
        return " ".join(words)

    def to_ordinal(self, value: int, form: AdjectiveForm | str = AdjectiveForm.DIRECT) -> str:
        """पहला, दूसरी, चौथे, इक्कीसवाँ, सौवें: ``value`` with the ending of ``form``.

        Raises:
            TypeError: a negative number or a fraction.
        """
        self.verify_ordinal(value)
        irregular, regular = _ENDINGS[AdjectiveForm(form)]
        if row := index_rows("ordinals").get(str(value)):
            return row.cells[1] + irregular
        words = self.to_cardinal(value)
        if value in (100, 1000):
            words = words.removeprefix("एक ")
        return words + regular

    def to_year(self, value: int, **_: Any) -> str:
        """1100 to 2999 by hundreds (उन्नीस सौ सैंतालीस), save 2000 to 2099; others as counts."""
        hundreds, rest = divmod(value, 100)
        if not 11 <= hundreds <= 29 or hundreds == 20:
            return self.to_cardinal(value)
        words = f"{self.to_cardinal(hundreds)} {self.cards[100]}"
        return f"{words} {self.to_cardinal(rest)}" if rest else words


HINDI = Num2Word_HI()
CONVERTER_CLASSES["hi"] = HINDI


@lru_cache(maxsize=4096)
def say_cardinal(digits: str) -> str:
    """The words of an integer written in ASCII digits.

    A number that starts with a zero (007) or has more digits than Hindi has names for is said
    digit by digit.
    """
    if len(digits) > 19 or (len(digits) > 1 and digits[0] == "0"):
        return say_digits(digits)
    return HINDI.to_cardinal(int(digits))


def say_in_english(digits: str) -> str:
    """A small number in English, ``₄`` too: फ़ोर; a larger one in Hindi."""
    plain = unicodedata.normalize("NFKC", digits)
    row = index_rows("english_numbers").get(plain)
    return row.cells[1] if row else say_cardinal(plain)


def say_digits(digits: str) -> str:
    """Each ASCII digit by its name: ``302`` → तीन शून्य दो."""
    return " ".join(HINDI.cards[int(digit)] for digit in digits)


@lru_cache(maxsize=1024)
def say_year(digits: str) -> str:
    """The words of a year: ``1947`` → उन्नीस सौ सैंतालीस."""
    return say_digits(digits) if digits[0] == "0" else HINDI.to_year(int(digits))


def say_ordinal(digits: str, form: AdjectiveForm) -> str:
    """The ordinal of an integer written in ASCII digits, below 10^19."""
    return HINDI.to_ordinal(int(digits), form)
