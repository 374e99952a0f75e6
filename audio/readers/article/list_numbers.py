"""The numbers of a list's items, counted as the list is read and written as they are printed."""

from __future__ import annotations

from dataclasses import dataclass

NUMBER_FORMS = frozenset(("1", "०", "a", "A", "i", "I", "क", "अ", ""))
"""What ``write_number`` counts by: digits, letters, Roman numerals; "" is no number."""
_DEVANAGARI = str.maketrans("0123456789", "०१२३४५६७८९")
_LETTERS = {
    "a": tuple("abcdefghijklmnopqrstuvwxyz"),
    "A": tuple("ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
    "क": tuple("कखगघङचछजझञटठडढणतथदधनपफबभमयरलवशषसह"),
    "अ": ("अ", "आ", "इ", "ई", "उ", "ऊ", "ऋ", "ए", "ऐ", "ओ", "औ", "अं", "अः"),
}
_ROMAN = ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"),
          (1, "i"))  # fmt: skip
_MOST_ROMAN = 399


def write_number(count: int, form: str) -> str:
    """``count`` in one of ``NUMBER_FORMS``, or in digits where that has no such number."""
    if form == "०":
        return str(count).translate(_DEVANAGARI)
    if form in {"i", "I"} and 0 < count <= _MOST_ROMAN:
        roman = _write_roman(count)
        return roman if form == "i" else roman.upper()
    letters = _LETTERS.get(form, ())
    if 0 < count <= len(letters):
        return letters[count - 1]
    return str(count) if form else ""


def write_label(count: int, form: str) -> str:
    """``count`` as it opens an item: `1. `, `a) `, `(क) `; empty for no number."""
    number = write_number(count, form)
    if not number:
        return ""
    if number[-1].isdecimal():
        return f"{number}. "
    return f"({number}) " if form in {"क", "अ"} else f"{number}) "


def _write_roman(count: int) -> str:
    parts: list[str] = []
    for value, letters in _ROMAN:
        parts.append(letters * (count // value))
        count %= value
    return "".join(parts)


@dataclass(slots=True)
class OpenList:
    """A list that is open around the text at hand."""

    number: int | None = None
    """Of the item at hand or to come, in an ordered list."""
    form: str = "1"
    """What its numbers are written in, one of ``NUMBER_FORMS``."""
    step: int = 1
    """To the next number; -1 in a list that counts down."""
    is_begun: bool = True
    """Whether the item at hand has said its number."""

    def begin_item(self, value: str = "") -> None:
        """What comes next is the first of an item; ``value`` is a number that it has itself."""
        self.is_begun = False
        if self.number is not None and value:
            self.number = read_whole_number(value, self.number)

    def end_item(self) -> None:
        """The next item has the next number."""
        if self.number is not None:
            self.number += self.step

    def add_number(self, text: str) -> str:
        """``text`` after the number of its item, if it is the first of one that has a number."""
        is_first, self.is_begun = not self.is_begun, True
        if not is_first or self.number is None:
            return text
        return f"{write_label(self.number, self.form)}{text}"


def read_whole_number(written: str, otherwise: int) -> int:
    """A number of up to eight digits, with a sign or none; ``otherwise`` for anything else."""
    digits = written.strip().removeprefix("-")
    is_number = digits.isascii() and digits.isdigit() and len(digits) < 9
    return int(written) if is_number else otherwise
