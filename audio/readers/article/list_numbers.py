"""The numbers of a list's items, counted while the list is read."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(slots=True)
class OpenList:
    """A list that is open around the text at hand."""

    number: int | None = None
    """Of the item at hand or to come, in an ordered list."""
    is_begun: bool = False
    """Whether the item at hand has said its number."""

    def begin_item(self) -> None:
        """What comes next is the first of an item."""
        self.is_begun = False

    def end_item(self) -> None:
        """The next item has the next number."""
        if self.number is not None:
            self.number += 1

    def add_number(self, text: str) -> str:
        """``text`` after the number of its item, if it is the first of one that has a number."""
        is_first, self.is_begun = not self.is_begun, True
        return f"{self.number}. {text}" if is_first and self.number is not None else text
