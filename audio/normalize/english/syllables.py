"""Consonants and full vowels put together as Hindi writes them: signs, conjuncts, anusvara."""

from __future__ import annotations

import unicodedata
from functools import cache

from audio import regex
from audio.normalize.tables_reader import read_table

_LETTER = regex.compile(r"[अ-औऑक-ह]़?|\|")
_SIGNS = {
    "अ": "", "आ": "ा", "इ": "ि", "ई": "ी", "उ": "ु", "ऊ": "ू",
    "ऋ": "ृ", "ए": "े", "ऐ": "ै", "ओ": "ो", "औ": "ौ", "ऑ": "ॉ",
}  # fmt: skip
_VIRAMA, _ANUSVARA, _APART = "्", "ं", "|"
_NASALS = {"न": "चछजझटठडढतथदधसशज़", "म": "पफबभ", "ङ": "कखगघचछजझटठडढतथदधवह"}
_LIQUIDS = "रलयव"
_CONSONANT_AT_END = regex.compile("[क-ह]\u093c?$")


@cache
def _read_clusters() -> dict[str, frozenset[str]]:
    table = (row.cells for row in read_table("english_clusters"))
    return {first: frozenset(second.split()) for first, second, *_ in table}


def _is_vowel(letter: str) -> bool:
    return letter in _SIGNS


def _write_nasal(cluster: list[str], vowel: str) -> list[str]:
    """A nasal before its own kind of stop as anusvara; after ऑ, whose sign bears none, as न्."""
    nasal, following = cluster[0], cluster[1]
    if following[0] not in _NASALS.get(nasal, ""):
        return cluster
    if vowel == "ऑ":
        return ["न" + _VIRAMA if nasal == "ङ" else nasal + _VIRAMA, *cluster[1:]]
    return [_ANUSVARA, *cluster[1:]]


def _is_joined(cluster: list[str], at: int) -> bool:
    """Whether the consonant at ``at`` joins the next one inside a word."""
    first, second = cluster[at], cluster[at + 1]
    if second not in _read_clusters().get(first, frozenset()):
        return False
    before = cluster[at - 1] if at else ""
    if before == "र" or (before == "क" and first == "स"):
        return second in _LIQUIDS and first != "स"
    return True


def _write_medial(cluster: list[str], vowel: str) -> str:
    """The consonants between two vowels."""
    parts = []
    rest = _write_nasal(cluster, vowel) if len(cluster) > 1 else cluster
    for at, letter in enumerate(rest):
        parts.append(letter)
        last = at == len(rest) - 1
        if (
            not last
            and letter in _read_clusters()
            and rest[at + 1] != _APART
            and _is_joined(rest, at)
        ):
            parts.append(_VIRAMA)
    return "".join(parts).replace(_APART, "")


def _write_edge(cluster: list[str], vowel: str) -> str:
    """The consonants at either end of a word: all joined, save after an anusvara."""
    rest = _write_nasal(cluster, vowel) if len(cluster) > 1 and vowel else cluster
    joined = _VIRAMA.join(letter for letter in rest if letter != _APART)
    for nasal in (_ANUSVARA, "न" + _VIRAMA, "म" + _VIRAMA):
        joined = joined.replace(nasal + _VIRAMA, nasal)
    return joined


def write_syllables(sounds: str) -> str:
    """Full vowels and consonants (``कअङपयऊटअर``) as written Hindi (``कंप्यूटर``), NFC.

    ङ stands for the nasal of *sing*, ``|`` keeps the consonants beside it apart.
    """
    out: list[str] = []
    cluster: list[str] = []
    vowel = ""
    for letter in _LETTER.findall(unicodedata.normalize("NFC", sounds)):
        if not _is_vowel(letter):
            cluster.append(letter)
            continue
        if cluster:
            out.append(_write_medial(cluster, vowel) if vowel else _write_edge(cluster, ""))
            out.append(_SIGNS[letter])
        else:
            out.append(letter)
        cluster, vowel = [], letter
    if cluster:
        out.append(_write_edge(cluster, vowel))
    return unicodedata.normalize("NFC", "".join(out)).replace("ङ", "न")


def join_ending(stem: str, ending: str) -> str:
    """An ending after a word: रिलेट + एबल is रिलेटेबल, प्ले + एबल प्लेएबल, लोकल + ली लोकली."""
    if stem[-1] == ending[0]:
        return stem + ending[1:]
    if ending[0] in _SIGNS and _CONSONANT_AT_END.search(stem):
        return stem + _SIGNS[ending[0]] + ending[1:]
    return stem + ending
