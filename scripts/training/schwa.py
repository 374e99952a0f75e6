"""Learns which inherent vowels are silent: the weights of audio/engines/phonology/tables/schwa.tsv.

``schwa.py LEXICON``: from the words of a lexicon and the project's own (``schwa_words.py``). With
``--judge FOLDS`` the table stays as it is, and words that were not learnt from are judged instead.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from regression import learn
from schwa_words import KnownWord, find_relatives, read_lexicon, read_own_words

from audio.engines.phonology import silence
from audio.engines.phonology.espeak_reading import find_espeak_silent
from audio.engines.phonology.spelling import Letter, find_candidates
from audio.engines.phonology.word import find_silent_vowels

_SPARSE, _SMOOTH = 0.1, 0.5
"""Penalties of a weight's size and of its square."""
_HEAD = """\
# Weights of features by which an inherent vowel is found silent, in hundredths; see silence.py.
# Learnt by scripts/train-schwa; not written by hand.
# feature\tweight
"""


class _Example(NamedTuple):
    """A vowel that may be silent."""

    features: list[str]
    is_silent: bool


class _Judgement(NamedTuple):
    word: KnownWord
    silent: frozenset[int]
    """As it was found by weights that had not learnt from the word."""
    is_right: bool
    is_right_by_espeak: bool


def main() -> None:
    """``schwa.py LEXICON [--judge FOLDS [--show COUNT] [--seed SEED]]``."""
    parser = argparse.ArgumentParser(description="Learn which inherent vowels are silent.")
    parser.add_argument("lexicon", type=Path, help="a folder with dev.tsv and phoneset.py")
    parser.add_argument("--judge", type=int, metavar="FOLDS", help="judge words not learnt from")
    parser.add_argument(
        "--show", type=int, default=0, metavar="COUNT", help="the worst misreadings"
    )
    parser.add_argument("--seed", type=int, default=11, help="another parting into folds")
    options = parser.parse_args()
    lexicon, own = read_lexicon(options.lexicon), read_own_words()
    if options.judge:
        _report([*_judge(lexicon, own, options.judge, options.seed)], options.show)
        return
    weights = _learn(example for word in (*lexicon, *own) for example in _list_examples(word))
    rows = "".join(f"{feature}\t{weight}\n" for feature, weight in sorted(weights.items()))
    silence.TABLE.write_text(_HEAD + rows, encoding="utf-8")
    for word in own:
        if find_silent_vowels(word.written) & {*find_candidates(word.letters)} not in word.ways:
            print(f"{_mark(word.letters, word.ways[0])} is still misread: a row of said.tsv")


def _judge(
    lexicon: Sequence[KnownWord], own: Sequence[KnownWord], folds: int, seed: int
) -> Iterator[_Judgement]:
    """Every word of the lexicon by weights that were learnt without it, the other words of its fold
    and our own words of the same stem. The table of exceptions has no say."""
    lexicon = random.Random(seed).sample(lexicon, len(lexicon))
    examples = [[*_list_examples(word)] for word in lexicon]
    own_examples = [[*_list_examples(word)] for word in own]
    for fold in range(folds):
        unseen = lexicon[fold::folds]
        relatives = find_relatives(own, unseen)
        known = [some for place, some in enumerate(examples) if place % folds != fold]
        known += [some for place, some in enumerate(own_examples) if place not in relatives]
        weights = _learn(example for some in known for example in some)
        yield from (_judge_word(word, weights) for word in unseen)


def _judge_word(word: KnownWord, weights: Mapping[str, int]) -> _Judgement:
    silent = silence.find_silent(word.letters, weights)
    by_espeak = find_espeak_silent(word.letters) & {*find_candidates(word.letters)}
    return _Judgement(word, silent, silent in word.ways, by_espeak in word.ways)


def _report(judged: Sequence[_Judgement], shown: int) -> None:
    wrong = [one for one in judged if not one.is_right]
    running = sum(one.word.count for one in judged)
    lost = sum(one.word.count for one in wrong)
    spoilt = sum(one.is_right_by_espeak for one in wrong)
    by_espeak = sum(one.is_right_by_espeak for one in judged)
    for one in sorted(wrong, key=lambda one: -one.word.count)[:shown]:
        ways = " ".join(_mark(one.word.letters, way) for way in one.word.ways)
        print(one.word.count, _mark(one.word.letters, one.silent), ways, sep="\t")
    print(
        f"{1 - len(wrong) / len(judged):.2%} of {len(judged):,} words right when not learnt from, "
        f"{1 - lost / running:.2%} by running text; espeak's vowels are right in {by_espeak:,}, "
        f"of which {spoilt} are wrong now"
    )


def _mark(letters: Sequence[Letter], silent: frozenset[int]) -> str:
    return "".join(one.written + "|" * (place in silent) for place, one in enumerate(letters))


def _learn(examples: Iterable[_Example]) -> dict[str, int]:
    examples = [*examples]
    return learn(
        [features for features, _ in examples],
        [is_silent for _, is_silent in examples],
        _SPARSE,
        _SMOOTH,
    )


def _list_examples(word: KnownWord) -> Iterator[_Example]:
    """Each vowel that may be silent: its features, and whether it is. The way nearest to espeak's
    is learnt; a vowel that may be said or not is not."""
    candidates = find_candidates(word.letters) if word.ways else []
    by_espeak = find_espeak_silent(word.letters) if candidates else frozenset()
    silent = min(word.ways, key=lambda way: len(way ^ (by_espeak & {*candidates})), default=set())
    for index in reversed(candidates):
        if silent ^ {index} not in word.ways:
            after = {place for place in silent if place > index}
            features = silence.describe(word.letters, index, after, by_espeak)
            yield _Example([*map(sys.intern, features)], index in silent)


if __name__ == "__main__":
    main()
