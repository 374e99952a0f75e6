"""Datelines: where, when and by whom a story was filed, which papers print as its first sentence.

``नई दिल्ली, 15 अगस्त (भाषा)।`` tells nothing of the story. What is one is told by its shape: a few
words without a finite verb, before more of the story. A short exclamation may be taken for one.
"""

from __future__ import annotations

from audio import regex
from audio.hindi.dates import number_months

_MOST = 8
"""Words of a dateline with a date, an agency or a reporter; without these it has ``_FEWEST``."""
_FEWEST = 3
_WORD = regex.compile(r"[\p{L}\p{M}\p{N}.]+")
_AGENCY = regex.compile(r"\([^()]{1,40}\)[\s।.:–—-]*$")
_NAMED = frozenset(
    (
        *("संवाददाता", "ब्यूरो", "एजेंसी", "एजेंसियां", "एजेंसियाँ", "डेस्क", "प्रतिनिधि", "संवाद"),
        *("भाषा", "वार्ता", "पीटीआई", "पीटीआइ", "यूएनआई", "एएनआई", "आईएएनएस", "एपी", "एएफपी"),
        *("रॉयटर्स", "रायटर", "शिन्हुआ", "संवाददाताओं"),
    )
)
"""Words for those who file stories."""
_VERB = regex.compile(
    r"(?:है|हैं|हूँ|हूं|हो|था|थी|थे|थीं|हुआ|हुई|हुए|हुईं|गया|गई|गयी|गए|गये|गईं|दिया|दी|दिए|दीं|लिया|ली|लिए"
    r"|किया|की|किए|कीं|कहा|कही|आया|आई|आए|आयी|मिला|मिली|मिले|रहा|रही|रहे|चला|चली|चले|बना|बनी|बने|करें|करो"
    r"|बोला|बोली|बोले|पड़ा|पड़ी|पड़े|नहीं|\p{L}[\p{L}\p{M}]*(?:ेगा|ेगी|ेंगे|ेंगी|एगा|एगी|एँगे|एंगे|ूँगा|ूंगा))"
)
"""A word that ends a sentence of which it is the verb."""


def is_dateline(sentence: str) -> bool:
    """Whether the first sentence of a story is its dateline."""
    words = _WORD.findall(sentence)
    if not words or sentence.rstrip().endswith(("?", "!")) or _VERB.fullmatch(words[-1]):
        return False
    is_filed = bool(_NAMED.intersection(words)) or bool(_AGENCY.search(sentence))
    has_date = any(word.rstrip(".").casefold() in number_months() for word in words[1:])
    return len(words) <= (_MOST if is_filed or has_date else _FEWEST)
