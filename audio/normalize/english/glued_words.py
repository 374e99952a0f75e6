"""Words written as one in tags and hosts: ``narendramodi``, ``sarkariresult``, ``biharboard``."""

from __future__ import annotations

from functools import cache, lru_cache

from audio import regex
from audio.normalize.english.latin_words import find_known_word, spell
from audio.normalize.english.roman_hindi import find_hindi_word, say_roman_hindi
from audio.normalize.tables_reader import index_rows, read_table

_LONGEST = 40
_LONGEST_PART = 16
_SHORTEST_WORD = 3
_SHORTEST_UNLISTED = 5
"""Words of the CMU dictionary alone are too many to be sought in shorter stretches."""
_SHORTEST_HINDI = 4
_MOST_PARTS = 4
_MOST_LETTERS = 4
_SHORTEST_AMONG = 5
_SHORTEST_NAME = 5
_SHORTEST_HEARD = 3
"""A name's letters before another name, of which fewer are initials: ``asadowaisi``."""
_SYLLABLES = regex.compile(r"(?:[bcdfghjklmnpqrstvwxyz][aeiou]){1,2}")
"""Letters that nobody would spell: the ga of ``tajinderbagga``."""
_ONSET = regex.compile(r"[bcdgjkpst]h[rl]?|[bdfgkpt]r|s[hkmnptvw]|[bfgkp]l|ksh|str|shr|gy|ny|dy|ky")
"""With what a word may begin, so that it is no two initials: the bh of ``bhasker``."""
_ASPIRATE = regex.compile(r"[bcdgjkpst]h")
_CONSONANTS = frozenset("bcdfghjklmnpqrstvwxz")
"""Initials of people, as in ``msdhoni``, are none but these: others may begin a word."""


@lru_cache(maxsize=1024)
def say_glued_words(run: str) -> str:
    """What the fewest known words that make up ``run`` say, in small letters; empty if none do."""
    if not (run.isascii() and run.isalpha() and len(run) <= _LONGEST):
        return ""
    best: list[tuple[int, int, int, int, str] | None] = [(0, 0, 0, 0, "")] + [None] * len(run)
    for end in range(1, len(run) + 1):
        for start in range(max(0, end - _LONGEST_PART), end):
            before = best[start]
            if before is None or before[0] == _MOST_PARTS:
                continue
            here, letters = best[end], run[start:end]
            if here is not None and here[0] <= before[0]:
                continue
            part = _say_part(letters)
            unlisted, guessed = _is_unlisted(letters), _is_guessed(letters)
            rank = (
                before[0] + 1,
                before[1] + unlisted,
                before[2] + guessed,
                before[3] + _is_inflected(letters),
            )
            if part and (here is None or rank <= here[:4]):
                best[end] = (*rank, f"{before[4]} {part}".strip())
    whole = best[-1]
    return (
        whole[4] if whole else _say_after_e(run) or _say_around_e(run) or _say_after_initials(run)
    )


def _is_unlisted(letters: str) -> bool:
    """Whether no table has a word: ``newstrack`` is news and track, and not new and strack."""
    reading = find_known_word(letters)
    return reading is not None and ".tsv:" not in reading.rule


def _is_inflected(letters: str) -> bool:
    """Whether a word is a form of another: ``sendspace`` is send and space, not sends and pace."""
    reading = find_known_word(letters)
    return reading is not None and " + " in reading.rule


def _is_guessed(letters: str) -> bool:
    """Whether a word is Hindi by how it is spelled alone, or letters: ``smritii``, ``ews``."""
    row = index_rows("address_words").get(letters)
    reading = find_known_word(letters)
    said = row.cells[1] if row else reading.spoken if reading else ""
    return not said or said == spell(letters)


def _say_after_e(run: str) -> str:
    """What is done over the network: ``etenders`` is ई टेंडर्स."""
    name = run.removeprefix("e")
    may_be = name != run and len(name) >= _SHORTEST_NAME
    return f"{spell('e')} {part}" if may_be and (part := _say_part(name)) else ""


def _say_around_e(run: str) -> str:
    """A word, and what it has over the network: ``jainelibrary`` is जैन ई लाइब्रेरी."""
    for at in range(_SHORTEST_HINDI, len(run) - _SHORTEST_NAME):
        if (
            run[at] == "e"
            and (before := _say_part(run[:at]))
            and (after := _say_part(run[at + 1 :]))
        ):
            return f"{before} {spell('e')} {after}"
    return ""


def _say_after_initials(run: str) -> str:
    """Two or three letters that begin no word before a word: ``msdhoni`` is एम एस धोनी."""
    for size in (2, 3):
        initials, name = run[:size], run[size:]
        may_be = _CONSONANTS.issuperset(initials) and len(name) >= _SHORTEST_NAME
        may_be = may_be and not _ONSET.fullmatch(initials)
        if may_be and (part := _say_part(name)):
            return f"{spell(initials)} {part}"
    return ""


@lru_cache(maxsize=1024)
def say_letters_among_words(run: str) -> str:
    """Known words with a few letters before, between or after them: ``epfindia``, ``ipleaders``."""
    known = index_rows("address_words")
    if not (run.isascii() and run.isalpha() and len(run) <= _LONGEST):
        return ""
    for size in range(2, _MOST_LETTERS + 1):
        for start in range(len(run) - size + 1):
            before, letters, after = run[:start], run[start : start + size], run[start + size :]
            if _SYLLABLES.fullmatch(letters) or any(
                0 < len(words) < (_SHORTEST_WORD if words in known else _SHORTEST_AMONG)
                for words in (before, after)
            ):
                continue
            if _ASPIRATE.fullmatch(letters[-1] + after[:1]) and _is_guessed(after):
                continue
            said = [say_glued_words(words) for words in (before, after) if words]
            if said and all(said):
                said.insert(1 if before else 0, spell(letters))
                return " ".join(said)
    return ""


def _say_part(letters: str) -> str:
    """A word of a table, a longer one of the dictionary or a Hindi one; else nothing."""
    if row := index_rows("address_words").get(letters):
        return row.cells[1] or spell(letters)
    if len(letters) < _SHORTEST_WORD:
        return ""
    reading = find_known_word(letters)
    listed = reading is not None and ".tsv:" in reading.rule
    if reading is not None and (listed or len(letters) >= _SHORTEST_UNLISTED):
        return reading.spoken
    return find_hindi_word(letters) if len(letters) >= _SHORTEST_HINDI else ""


@cache
def _read_persons() -> dict[str, str]:
    return {
        row.cells[0].lower(): row.cells[1]
        for row in read_table("english")
        if row.cells[2] == "person"
    }


def say_beside_name(run: str) -> str:
    """A name of the table with initials or a name that no table has: ``nsitharaman``."""
    persons = _read_persons()
    for start in range(1, len(run) - _SHORTEST_NAME + 1):
        first, name = run[:start], run[start:]
        if name in persons:
            initials = start < _SHORTEST_HEARD and _CONSONANTS.issuperset(first)
            if initials or start >= _SHORTEST_HEARD:
                said = spell(first) if initials else say_roman_hindi(first).spoken
                return f"{said} {persons[name]}"
    for end in range(len(run) - _SHORTEST_HEARD, _SHORTEST_HINDI - 1, -1):
        if run[:end] in persons and (end >= _SHORTEST_NAME or len(run) - end >= _SHORTEST_NAME):
            return f"{persons[run[:end]]} {say_roman_hindi(run[end:]).spoken}"
    return ""


def say_name_first(run: str) -> str:
    """A name that no table has before a word for an office or a paper: ``auraiyapolice``."""
    for word in index_rows("handle_ends"):
        name = run.removesuffix(word)
        if name != run and len(name) >= _SHORTEST_WORD:
            return f"{say_roman_hindi(name).spoken} {_say_part(word)}"
    return ""
