"""Disclosure words: those by which people say that no person speaks."""

from __future__ import annotations

from audio import regex

_MACHINE = regex.compile(
    r"(?i)कृत्रिम|सिंथेटिक|सिन्थेटिक|बनावटी|संश्लेषित|जनित|मशीन|यंत्र|यांत्रिक|कंप्यूटर|कंप्युटर|कम्प्यूटर"
    r"|कम्प्युटर|रोबो|सॉफ़्ट|सॉफ्ट|डिजिटल|स्वचालित|ऑटोमे|एआई|ए\.? ?आई\b|आर्टिफ|टीटीएस|टेक्स्ट|बना[ईय]ी? गई"
    r"|\b(?:AI|TTS)\b|synthe|artific|comput|machine|generat|robot|software|automat"
)


def names_machine(text: str) -> bool:
    """Whether ``text`` says of a voice that it is made by a machine."""
    return bool(_MACHINE.search(text))
