"""Numbers of trains: ``12951 मुंबई राजधानी``, ``राजधानी (12302)``, ``मेमू 63274 अप``."""

from __future__ import annotations

from audio import regex
from audio.normalize.context import Context
from audio.normalize.tables_reader import read_cues

_TRAIN_BEFORE = regex.compile(
    r"(?r)(?:एक्सप्रेस|एक्स\.|मेल|राजधानी|शताब्दी|दुरंतो|दूरंतो|वंदे भारत|गरीब ?रथ|ग़रीब ?रथ|हमसफर|हमसफ़र"
    r"|ट्रेन|तेजस|सुपरफास्ट|सुपरफ़ास्ट|इंटरसिटी|पैसेंजर|मेमू|डेमू|स्पेशल|संपर्क क्रांति)(?: ?\(| )"
)
_FIVE = regex.compile(r"(?<![\d.,:\-])\d\d(?!000)\d{3}(?=[ \-][\p{L}\p{M}])")
_REACH = 80
_TRAIN_NEAR = regex.compile("ट्रेन|गाड़ी|एक्सप्रेस|एक्स\\.|पैसेंजर|स्पेशल")
_FIVE_BEFORE = regex.compile(r"(?<![\d.,])\d{5}(?=[ \-])")
_TRAIN_AFTER = regex.compile(
    r"[ \-](?:[\p{L}\p{M}]{2,14}[ \-]){1,4}जं\. (?:एक्सप्रेस|एक्स\.|मेल|पैसेंजर|स्पेशल)"
)
"""A name with a dot inside: ``15033 पाटलिपुत्र-लखनऊ जं. एक्सप्रेस``."""
_NAME_LENGTH = 7
"""Words of a train's name, or fewer: ``82365 पटना-आनंद विहार सुविधा स्पेशल``."""
_TRAIN = regex.compile(
    r"\d{5}(?:[/-]\d{2,5})?(?=\))"
    r"|\d{3}(?!00)\d\d(?=[,।]|\Z|,? (?!रु|यात्री|लोग|लाख|कि\.?मी|सवारि|सीट|टन))"
)
"""``राजधानी (12302)``, ``एक्सप्रेस 12301 लेट``."""


def match_number_after_train(context: Context, at: int) -> regex.Match[str] | None:
    """A number after the name of its train: ``राजधानी (12302)``."""
    return _TRAIN.match(context.view, at) if _TRAIN_BEFORE.match(context.view, 0, at) else None


def match_number_before_train(context: Context, at: int) -> regex.Match[str] | None:
    """A number with the name of a train: ``12951 मुंबई राजधानी``, ``मेमू 63274 अप``.

    Not ``25000 यात्री मेल से``.
    """
    match = _FIVE.match(context.view, at)
    if match and (
        context.find_word_beside(at) in read_cues("train-alone")
        or context.find_word_after(match.end()) in read_cues("train-way")
        or _is_other_way(context, match)
    ):
        return match
    words = context.find_words_after(match.end(), _NAME_LENGTH) if match else []
    if match and _TRAIN_AFTER.match(context.view, match.end()):
        return match
    for place, word in enumerate(words):
        if word in read_cues("train"):
            return match if place or word in read_cues("train-alone") else None
        if word in read_cues("postposition", "counted"):
            return None
    return None


def _is_other_way(context: Context, match: regex.Match[str]) -> bool:
    """``ट्रेन नंबर 82501 लखनऊ-नई दिल्ली और 82502``: the train that returns, one more or less."""
    near = context.view[max(0, match.start() - _REACH) : match.start()]
    if not _TRAIN_NEAR.search(near):
        return False
    return any(abs(int(other) - int(match[0])) == 1 for other in _FIVE_BEFORE.findall(near))
