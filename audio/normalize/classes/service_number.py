"""Short numbers of well-known services: ``112``, ``181 महिला हेल्पलाइन``.

They are as short as counts, so each stands in ``cues.tsv``, and what is beside must tell that it is
dialled.
"""

from __future__ import annotations

from audio import regex
from audio.normalize.conjunctions import AND, AND_OR
from audio.normalize.context import Context
from audio.normalize.tables_reader import read_cues

OTHER_NUMBER = rf"(?:,| ?/| {AND_OR})"
"""What stands between two numbers of which the same words tell."""
_NUMBER = regex.compile(r"\d+")
_SHORT = regex.compile(r"\d{3,6}(?:(?: ?/ ?|-)\d{3,6}){0,4}(?![\p{L}\p{M}%]|[.:,/\-]?\d)")
_OTHER_AFTER = regex.compile(OTHER_NUMBER + r" ?\+?\d[\d\-]{2,13}(?!\d)")
_LONG = 4
_FEWEST_OF_LONG = 10
"""Of a number with its area code: ``155261 / 011-24300606``."""
_SHORT_AFTER = regex.compile(
    r"(?: [\p{L}\p{M}\-]{2,15}){0,3} (?:हेल्प|चा[इई]ल्ड)[ \-]?(?:लाइन|लाईन)(?![\p{L}\p{M}])"
    r"|(?<!100) (?:नंबर|नम्बर) (?:से|की|का|के)"
    r"(?! (?:[\p{L}\p{M}]{1,12} ){0,3}(?:कट|मेरिट|परीक्षा|पास|प्राप्त|कम|अधिक|ज़्यादा|ज्यादा|पेपर|अंक))"
    r"|(?: नंबर| नम्बर)?"
    r"(?: (?:की|के|का) (?:टीम|पुलिस|गाड़ी|जवान)"
    r"| (?:को|पर|में) (?:सूचना|खबर|कॉल|फ़?ोन|शिकायत)"
    r"| पर (?:[\p{L}\p{M}\-]{1,12} ){0,6}(?:कॉल|फ़?ोन|संपर्क|सम्पर्क|डायल|शिकायत(?:ें|ों)?)"
    rf"| ?(?:[/,]|{AND_OR}) ?(?:https?:|www\.|[a-z]{{3,30}}\.gov)[a-z]*"
    rf"| {AND_OR} (?:[\p{{L}}\p{{M}}]{{1,12}} ){{1,8}}\d{{3,6}} (?:(?:नंबर|नम्बर) पर|पर कॉल)"
    r"| (?:करें |कर |करके )?डायल)(?![\p{L}\p{M}])"
)
"""What tells that ``112``, ``181`` and the like are dialled, and count nothing."""
_SHORT_BEFORE = regex.compile(
    r"(?r)(?:(?:हेल्प|चा[इई]ल्ड)[ \-]?(?:लाइन|लाईन)(?: (?:का|के|की|में))?(?: नया)?(?: नंबर| नम्बर)?"
    r"|(?:नया|नये|नए|टोल[ \-]?फ्री|इमरजेंसी|आपातकालीन) (?:नंबर|नम्बर)"
    r"|(?:शिकायत(?:ें|ों)?|सूचना)(?: तुरंत| तत्काल)?)"
    r" (?:[|।:\-–] ?)?"
)
"""``हेल्पलाइन का नंबर | 1100``, ``नया नंबर 1076 जारी``."""
_OFFICE_BEFORE = regex.compile(
    r"(?r)(?<![\p{L}\p{M}])(?:पुलिस|फ़?ायर(?: ब्रिगेड)?|दमकल|अग्निशमन|एंबुलेंस|एम्बुलेंस|कंट्रोल रूम|कन्ट्रोल रूम"
    r"|(?:इमरजेंसी|आपातकालीन|आपात) (?:सेवा|सेवाएं|नंबर)|(?:कंट्रोल|कन्ट्रोल) रूम (?:नंबर|नम्बर)|पूछताछ|मदद|गैस लीक"
    r"|साइबर (?:क्राइम|अपराध|ठगी|सेल)|बिजली शिकायत|टेली ?मानस|नशा ?मुक्ति|वन विभाग"
    r"|Police|Ambulance|Fire(?: Brigade)?|Control Room|Emergency)(?: ?[\-–:(] ?| )"
)
_LISTED_AFTER = regex.compile(rf" ?(?:[,;।)]|\Z|{AND} (?!\d))")
"""``पुलिस: 100, एंबुलेंस: 108``: names of services, each with its number."""
_IS_BEFORE = regex.compile(
    r"(?r)(?:(?:नंबर|नम्बर) (?:है|हैं|होगा|होंगे|रहेगा|हो गया है)"
    r"|(?:आपात|आपातकालीन|इमरजेंसी|संकट)(?: की)? (?:स्थिति|हालत|दशा) में(?: तुरंत| तत्काल)?)(?: ?[:\-–])? "
)
"""``एक ही नंबर होगा 112``, ``आपात स्थिति में 112``."""
_OFFICE_AFTER = regex.compile(
    r" ?(?:\||[\-–:=]) ?(?:[\p{L}\p{M}’']{2,12} ){0,2}"
    r"(?:Police|Ambulance|Fire|[Hh]elp ?line|[Hh]ot ?line|पुलिस"
    r"|एंबुलेंस|एम्बुलेंस|दमकल|फ़?ायर|अग्निशमन|हेल्प ?ला[इई]न|चा[इई]ल्ड ?ला[इई]न)(?![\p{L}\p{M}])"
)
"""``100 | Police``, ``1098 - बाल हेल्पलाइन``: a list that has the numbers first."""
_YEAR_AFTER = regex.compile(r" (?:में|ई|के दशक|से|तक|वाल[ाीे]|लोग|रुप)")


def match_service_number(context: Context, at: int) -> regex.Match[str] | None:
    """``181 महिला हेल्पलाइन``, ``पीआरवी 112``, ``181/112/1098``: numbers of well-known services."""
    match = _SHORT.match(context.view, at)
    if match is None or not read_cues("service").issuperset(_NUMBER.findall(match[0])):
        return None
    end, with_long = match.end(), False
    while other := _OTHER_AFTER.match(context.view, end):
        end = other.end()
        with_long = with_long or sum(map(str.isdigit, other[0])) >= _FEWEST_OF_LONG
    several = "/" in match[0] and context.find_word_after(end) in read_cues("service-after")
    may_be_year = len(match[0]) < _LONG or _YEAR_AFTER.match(context.view, end)
    long = not may_be_year and _SHORT_BEFORE.match(context.view, 0, at)
    listed = _OFFICE_BEFORE.match(context.view, 0, at) and _LISTED_AFTER.match(context.view, end)
    listed = listed or _IS_BEFORE.match(context.view, 0, at)
    listed = listed or _OFFICE_AFTER.match(context.view, end)
    if several or with_long or listed or long or _SHORT_AFTER.match(context.view, end):
        return match
    before = context.find_words_before(at, 3)
    called = not read_cues("helpline").isdisjoint(before) and "/" in match[0]
    return match if called or not read_cues("service-before").isdisjoint(before[:1]) else None
