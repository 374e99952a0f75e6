"""The last digits of a vehicle's number whose letters stand apart: ``एच आर 73 ए 7992``."""

from __future__ import annotations

from audio import regex

LAST_DIGITS = regex.compile(r"\d{4}(?![\d\p{L}%]|[.,:/\-]\d)")
_SERIES = "(?:ए|बी|सी|डी|ई|एफ|जी|एच|जे|के|एल|एम|एन|ओ|पी|क्यू|आर|एस|टी|यू|वी|डब्ल्यू|एक्स|वाई|जेड|ज़ेड|ऐ)"
_STATE = (
    "(?:यू ?पी|एम ?पी|एच ?आर|आर ?जे|डी ?एल|बी ?आर|जे ?एच|सी ?जी|यू ?के|पी ?बी|जी ?जे|एम ?एच"
    "|डब्ल्यू ?बी|ओ ?डी|के ?ए|टी ?एन|ए ?पी|टी ?एस|एच ?पी|जे ?के|सी ?एच|यू ?ए|के ?एल)"
)
PLATE_BEFORE = regex.compile(
    rf"(?r)(?<![\p{{L}}\p{{M}}]){_STATE}[ \-]{{1,3}}\d{{1,2}}[ \-]{{1,3}}"
    rf"(?:{_SERIES} ?){{1,3}}[ \-]{{0,2}}"
)
"""The state, the district and the letters."""
