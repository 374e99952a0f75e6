"""The rest of a story that a page hides until its reader presses `आगे पढ़ें`, or a question."""

from __future__ import annotations

from itertools import islice

from lxml.html import HtmlElement

from audio import regex
from audio.readers.article.word_rows import WordRows, split_words
from audio.readers.web.beginnings import read_beginning
from audio.readers.web.known_words import LineForm, find_label

_HIDDEN = regex.compile(r"display\s*+:\s*+none|visibility\s*+:\s*+hidden", regex.IGNORECASE)
_NAMED = regex.compile(
    r"(?<![a-z])(?:more|full|rest|remain(?:ing)?|expand(?:ed)?|collaps(?:ed?|ible)|toggle|folded"
    r"|read|hidden[-_]?(?:text|content|part))",
    regex.IGNORECASE,
)
_SENTENCE = regex.compile(r"[।॥](?:\s|$)")
_SAMPLE = 2000
"""Code points at the start of a hidden part that are compared."""
_MARK = "data-was-hidden"
_BUTTON = 40
_NEAR = 3
"""Elements between a hidden part and its button."""
_QUESTION = 250
"""Code points of a question whose answer is hidden under it."""
_OPENERS = ("aria-expanded", "aria-controls", "data-toggle", "data-bs-toggle", "data-target")


def is_hidden(element: HtmlElement) -> bool:
    """Whether ``element`` is not shown."""
    if element.get("hidden") is not None or element.get("aria-hidden") == "true":
        return True
    style = element.get("style")
    return bool(style and _HIDDEN.search(style))


def show(element: HtmlElement) -> None:
    """Make ``element`` one that is shown, and mark it as one that was not."""
    for name in ("hidden", "aria-hidden", "style"):
        element.attrib.pop(name, None)
    element.set(_MARK, "")


def was_hidden(element: HtmlElement) -> bool:
    """Whether ``element``, or one of those right around it, was hidden and is shown."""
    around = islice(element.iterancestors(), _NEAR)
    return any(_MARK in one.attrib for one in (element, *around))


class FoldedText:
    """What is hidden on a page and belongs to its story."""

    def __init__(self, root: HtmlElement, declared: str) -> None:
        self._known = WordRows([declared]) if declared else None
        self._buttons = {button for button in root.iter("button", "a", "span") if _unfolds(button)}

    def hold(self, element: HtmlElement) -> bool:
        """Whether ``element`` is hidden, and is a part of the story.

        The page's data have its text; or it has sentences, and answers the question over it; or
        there is a button that shows it: beside it, or on a page where its class or id calls it the
        rest.
        """
        if not isinstance(element.tag, str) or element.tag in {"html", "body"}:
            return False
        if not is_hidden(element):
            return False
        text = read_beginning(element, _SAMPLE, " ")
        if not _SENTENCE.search(text):
            return False
        if self._known is not None:
            words = split_words(text)
            if words and self._known.hold(words):
                return True
        if _is_answer(element):
            return True
        names = f"{element.get('class', '')} {element.get('id', '')}"
        is_named = bool(self._buttons) and _NAMED.search(names) is not None
        return is_named or self._has_button_near(element)

    def _has_button_near(self, element: HtmlElement) -> bool:
        if not self._buttons:
            return False
        around = islice(element.itersiblings(), _NEAR)
        return any(
            part in self._buttons or any(child in self._buttons for child in islice(part, _NEAR))
            for part in around
        )


def _is_answer(element: HtmlElement) -> bool:
    """Whether a question stands right over ``element``, in a list of questions and answers."""
    before = element.getprevious()
    return before is not None and _asks(before)


def _asks(element: HtmlElement) -> bool:
    text = read_beginning(element, _QUESTION).strip()
    return len(text) <= _QUESTION and text.endswith("?") and " " in text


def is_question(element: HtmlElement) -> bool:
    """Whether ``element`` is a button or a label that asks a question and opens the answer."""
    if element.tag == "button":
        opens = any(element.get(name) is not None for name in _OPENERS)
    else:
        opens = element.tag == "label" and element.get("for") is not None
    return opens and _asks(element)


def _unfolds(element: HtmlElement) -> bool:
    """Whether ``element`` is a button that says `आगे पढ़ें`, and leads to no other page."""
    address = element.get("href", "#")
    is_button = element.tag != "span" or element.get("onclick") is not None
    if not is_button or not address.startswith(("#", "javascript:")):
        return False
    text = " ".join("".join(islice(element.itertext(), _NEAR)).split())
    found = find_label(text, has_link=False) if 0 < len(text) <= _BUTTON else None
    return found is not None and found.form in {
        LineForm.MORE,
        LineForm.GATE,
        LineForm.OVER,
    }
