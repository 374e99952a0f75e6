"""Which sentences are questions that rise: those answered by yes or no.

Hindi writes them as statements with a question mark, or begins them with क्या; only the voice
tells. Questions with a word of their own (कौन, कहाँ) fall as statements do, and so do those that
name two answers (चाय या कॉफ़ी).
"""

from __future__ import annotations

from audio import regex
from audio.records import Line

_ENDS = regex.compile(r"\?[?!\s’'”\"»)\]]*$")
_ASKS = regex.compile(
    r"कौन(?:स[ाेी])?|कि(?:स|न)(?:े|ने|को|से|क[ाेी]|में|पर|लिए)?|किन्हें|किन्होंने|कब|कहाँ|कहां|किधर|"
    r"क्यों|क्यूँ|कैस[ाेी]|कितन[ाेी]|कितनों|या|अथवा"
)
_WHAT = "क्या"
_IS_ASKED = regex.compile(
    r"है|हैं|था|थे|थी|थीं|हो|हुआ|हुई|हुए|होगा|होगी|होता|बात|हाल|हालत|मतलब|कारण|वजह|चाहिए|करें|करना|करूँ|"
    r"कहना|कहें|कहा|किया|कुछ|नाम|चीज़|चीज|काम"
)
"""After a first क्या: it means *what*, not *whether* (क्या हुआ? क्या बात है?), or may do so."""


def is_rising(line: Line) -> bool:
    """Whether the sentence ends as a question of yes or no; in doubt it does not."""
    if not _ENDS.search(line.text):
        return False
    words = [span.of(line.text) for span in line.words]
    if any(_ASKS.fullmatch(word) for word in words):
        return False
    whats = [index for index, word in enumerate(words) if word == _WHAT]
    if not whats:
        return True
    if whats == [0]:
        return len(words) > 2 and not _IS_ASKED.fullmatch(words[1])
    # आप आएँगे क्या? asks whether; alone, or before a verb, it asks what.
    return whats == [len(words) - 1] and len(words) > 2
