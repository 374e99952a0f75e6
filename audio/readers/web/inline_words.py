"""Words in the middle of a sentence, which stay whatever the class of their element says.

`यह <a class="print">यूनिकोड मानकों</a> पर है।` is one sentence; in `… है। <span class="share">साझा
करें</span>` the button stands after one.
"""

from __future__ import annotations

from lxml.html import HtmlElement

from audio import regex
from audio.readers.web.beginnings import read_beginning
from audio.readers.web.known_words import LineForm, find_label

INLINE = frozenset({
    "a", "abbr", "b", "big", "cite", "em", "font", "i", "ins", "mark", "small", "span", "strong",
    "u",
})  # fmt: skip
_LETTER = regex.compile(r"\p{L}")
_SENTENCE_END = regex.compile(r"(?r)[।॥.?!…:|•·][\"'”’)\]]{0,4}+\s*+$")
_LONGEST = 600
"""Code points of a sentence; what is longer is a part of the page."""
_NEAR = 40
"""Code points before and after an element that are looked at."""


def is_in_sentence(element: HtmlElement) -> bool:
    """Whether ``element`` is inline, and what it says is a part of the text around it."""
    parent = element.getparent()
    if element.tag not in INLINE or parent is None:
        return False
    text = read_beginning(element, 2 * _LONGEST)
    if not text or len(text) > _LONGEST:
        return False
    previous = element.getprevious()
    before = ((parent.text if previous is None else previous.tail) or "")[-_NEAR:]
    after = (element.tail or "")[:_NEAR]
    goes_on = _LETTER.search(after) is not None
    is_begun = _LETTER.search(before) is not None and not _SENTENCE_END.search(before)
    label = find_label(text, has_link=True)
    if label and not (label.form is LineForm.HOLDS and goes_on and is_begun):
        return False  # but `वे <b class="newsletter">न्यूज़लेटर पढ़ने वालों</b> के लिए` goes on
    is_sentence = bool(before.strip()) and text[-1] in "।॥" and element.tag != "a"
    return goes_on or is_begun or is_sentence
