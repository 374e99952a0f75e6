"""What is said of a word in espeak's phoneme mnemonics, with stress.

The sounds follow M. Ohala, *Aspects of Hindi Phonology* (1983): /ə/ is [ɛ] before /ɦ/ at a
syllable's end or before another /ə/; ं is a consonant after a short vowel and before the voiced,
a nasal vowel elsewhere. Stress falls as in espeak's own reading, on syllables that are said.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from pathlib import Path
from typing import NamedTuple

from audio import regex
from audio.engines.phonology.espeak_reading import find_stress
from audio.engines.phonology.spelling import INHERENT, LONG, Letter, fold
from audio.tables import read_rows

_TABLE = Path(__file__).with_name("tables") / "sounds.tsv"
_ROWS = {fold(row[0]): row[1:] for row in read_rows(_TABLE)}
"""Letter → its mnemonic, and of a vowel the nasal one, of a consonant the nasal before it."""
_SONORANTS = frozenset("यरलवनमणञङळ")
"""A word's last sonorant after another consonant has its vowel: ``मित्र``, ``अन्य``."""
_SANSKRIT_NASAL = regex.compile(r"(?:.ांत[िी]?(?:य|यों|पूर्ण)?$|(?:.ां|आं)तर)")
"""-आंत, -आंति, -आंतर have a consonant; the Hindi words ``दांत``, ``भांति``, ``पांत``, ``तांत`` do not."""
_LOAN_NASAL = regex.compile(
    r".\u093c?[ाेैोौॉ]ंड(?!\u093c)|[आएऐओऔऑ]ंड(?!\u093c)|[कचजझयवशह](?:ांग|ोंग(?!\p{M}))"
)
"""So have long vowels before ड, which is ड़ in Hindi words (``लैंड``), and the -ांग, -ोंग of
compounds and names (``दिव्यांग``, ``हांगकांग``)."""
_VOICED = frozenset("गघजझडढदधबभ")


class _Sound(NamedTuple):
    mnemonic: str
    is_vowel: bool
    is_long: bool = False


def write_mnemonics(letters: Sequence[Letter], silent: Set[int]) -> str:
    """Phonemes of a word such as ``k'Vr@n,a:``; ``silent``: letters whose vowel is not said."""
    sounds = [
        sound for index in range(len(letters)) for sound in _write_sounds(letters, index, silent)
    ]
    vowels = [place for place, sound in enumerate(sounds) if sound.is_vowel]
    if not vowels:
        return "".join(sound.mnemonic for sound in sounds)
    main = find_stress([_weigh(sounds, place) for place in vowels])
    marks = {
        place: "'" if index == main else ","
        for index, place in enumerate(vowels)
        if index == main or (index - main) % 2 == 0
    }
    written = ""
    for place, sound in enumerate(sounds):
        mark = marks.get(place, "")
        said = _write_schwa(written, mark) if sound.mnemonic == "@" else sound.mnemonic
        written += mark + said
    return written


def is_lowered(letters: Sequence[Letter], index: int, silent: Set[int]) -> bool:
    """Whether the inherent vowel of a letter is [ɛ], beside ह: ``शहर``, ``कहना``."""
    letter, last = letters[index], len(letters) - 1
    if letter.vowel != INHERENT or letter.nasal:
        return False
    if index < last and letters[index + 1].consonant == "ह":
        following = letters[index + 1].vowel
        return index + 1 in silent or following in ("", INHERENT)
    if letter.consonant != "ह" or not 0 < index < last:
        return False
    before = letters[index - 1]
    return before.vowel == INHERENT and not before.nasal and index - 1 not in silent


def _write_sounds(letters: Sequence[Letter], index: int, silent: Set[int]) -> Iterator[_Sound]:
    letter = letters[index]
    if letter.consonant:
        yield _Sound(_write_consonant(letters, index), is_vowel=False)
    vowel = letter.vowel
    is_last = index == len(letters) - 1
    if index in silent or (is_last and letter.is_bare and not keeps_final(letters)):
        return
    if vowel == "ऋ":
        if letter.consonant != "र":  # श्रृंखला is शृंखला
            yield _Sound("r", is_vowel=False)
        vowel = "इ"
    if not vowel:
        return
    if letter.nasal in ("ं", "ँ"):
        yield from _write_nasal(letters, index, vowel)
        return
    mnemonic = "E" if is_lowered(letters, index, silent) else _ROWS[vowel][0]
    yield _Sound("i" if is_last and vowel == "ई" else mnemonic, True, vowel in LONG)
    if letter.nasal == "ः":
        yield _Sound("H", is_vowel=False)


def _write_nasal(letters: Sequence[Letter], index: int, vowel: str) -> Iterator[_Sound]:
    following = letters[index + 1].consonant if index + 1 < len(letters) else ""
    plain, nasalized = _ROWS[vowel]
    is_sign = letters[index].nasal == "ं"
    if not following:
        has_m = is_sign and vowel == INHERENT
        yield _Sound(plain if has_m else nasalized, True, not has_m)
        if has_m:
            yield _Sound("m", is_vowel=False)
        return
    is_short = vowel not in LONG
    has_consonant = is_short and (is_sign or following[0] in _VOICED)
    if has_consonant or (is_sign and has_nasal_consonant(letters, index)):
        yield _Sound(plain, True, not is_short)
        yield _Sound(_ROWS[following][1], is_vowel=False)
    else:
        yield _Sound(nasalized, True, True)


def has_nasal_consonant(letters: Sequence[Letter], index: int) -> bool:
    """Whether the ं of a long vowel is a consonant, as in ``शांति`` and ``लैंड``."""
    tail = "".join(letter.written for letter in letters[index:])
    hindi = index == 0 and letters[0].consonant in ("द", "भ", "प", "त")
    return bool(_LOAN_NASAL.match(tail) or (_SANSKRIT_NASAL.match(tail) and not hindi))


def _write_consonant(letters: Sequence[Letter], index: int) -> str:
    consonant = letters[index].consonant
    before = letters[index - 1] if index else None
    after = letters[index + 1].consonant if index + 1 < len(letters) else ""
    if consonant == "ज" and not letters[index].vowel and after == "ञ":
        return "g"  # ज्ञ is said as ग्य
    if consonant == "ञ" and before and before[:2] == ("ज", ""):
        return "j"
    if consonant == "ह" and before == ("स", "इ", "ं"):
        return "g#"  # सिंह
    return _ROWS[consonant][0]


def keeps_final(letters: Sequence[Letter]) -> bool:
    """Whether the inherent vowel of a word's last letter is said: ``मित्र``, not ``फ़िल्म``."""
    if len(letters) == 1:
        return True
    before, last = letters[-2], letters[-1].consonant
    if before.vowel or last not in _SONORANTS or before.consonant == last:
        return False
    if last in ("न", "म") and before.consonant in ("र", "ल", "न", "म"):
        return False
    return not (last == "ल" and before.consonant == "र")


def _weigh(sounds: Sequence[_Sound], place: int) -> int:
    after = sounds[place + 1 : place + 3]
    closed = bool(after) and not after[0].is_vowel and not (len(after) > 1 and after[1].is_vowel)
    return sounds[place].is_long + closed


def _write_schwa(before: str, mark: str) -> str:
    if mark == "'" or not before:
        return "V"
    return "@2" if before[-1] == "r" else "@3" if before.endswith(("c", "c#", "J", "J#")) else "@"
