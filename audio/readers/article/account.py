"""What became of a source's prose: taken into the article, left out for a reason, or lost.

Every reader ends with ``attach_account``. It gives all the prose that the source holds, whatever
element or style that stood in, the article that it made, and what it left out on purpose; what is
in neither is told by its first words, and refused under ``--strict``:

    left_out = [Omission(caption, "captions of pictures"), …]
    return attach_account(article, [p.text for p in paragraphs], left_out, reading)

A run is a stretch of text as the source holds it: a paragraph, a cell, a line. Collect the runs
before anything is dropped, by the shortest code there is, so that the code which picks and drops
is checked by other code. Texts are compared by their words: white space, joiners, punctuation and
markup do not matter, nor does the order of the runs.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from audio import regex
from audio.errors import Place, SourceError
from audio.readers.article.pieces import ends_like_sentence, quote
from audio.readers.article.word_rows import ROW, WordRows, has_words, split_words
from audio.readers.reading import Reading
from audio.records import Article, Omission, SourceAccount
from audio.work.messages import translate

LABELS = "labels, repeated titles and lines without words"
"""The reason for lines that tell nothing of their own."""
SHAPED = "lines and boxes set apart by their shape"
"""The reason for what a reader leaves out on a guess: prose among it is told, and refused under
``--strict``."""
_SENTENCE = regex.compile(r"[^।॥?!\n]++[।॥?!\n]*+")
_DEVANAGARI = regex.compile(r"\p{Devanagari}")
_PROSE, _SENTENCE_LENGTH = 60, 20
"""Code points of a text that is prose, and of one that is if it ends as a sentence does."""
_WITHIN, _ALIKE = 200, 20
"""Code points of what may be left out of a sentence, and how many begin with the same word."""
_SHOWN = 3
"""Lost passages that a warning or an error quotes."""


def attach_account(
    article: Article, runs: Iterable[str], left_out: Iterable[Omission], reading: Reading
) -> Article:
    """``article`` with its account, and a note for each passage of ``runs`` that is lost.

    Prose that was left out for its shape alone is noted and refused like that.

    Takes time in proportion to the length of all texts together.

    Raises:
        SourceError: a passage is lost or left out so, and ``reading`` is strict.
    """
    account = make_account(runs, article.text, left_out)
    lost, guessed = account.unexplained, _find_guessed(account, article.text)
    if reading.is_strict and (lost or guessed):
        what = (
            "holds text that would be lost:" if lost else "holds text set apart by its shape alone:"
        )
        raise SourceError(
            f"{what} {_describe(lost or guessed)}",
            where=Place(article.origin),
            hint="without --strict the rest of it is read",
        )
    notes = [f"lost in reading, for no known reason: {_describe(lost)}"] if lost else []
    notes += [f"left out for its shape alone: {_describe(guessed)}"] if guessed else []
    return replace(article, account=account, notes=(*article.notes, *notes))


def _find_guessed(account: SourceAccount, text: str) -> list[str]:
    """The prose that was left out on a guess, and that ``text`` does not hold as well."""
    prose = [one for one in account.left_out if one.reason == SHAPED and _is_prose(one.text)]
    taken = WordRows([text] if prose else [])
    return [one.text for one in prose if not taken.hold(split_words(one.text))]


def _is_prose(text: str) -> bool:
    """Whether ``text`` is Hindi, and a sentence or as long as one."""
    if not _DEVANAGARI.search(text):
        return False
    return len(text) >= _PROSE or (len(text) > _SENTENCE_LENGTH and ends_like_sentence(text))


def make_account(
    runs: Iterable[str], text: str, left_out: Iterable[Omission] = ()
) -> SourceAccount:
    """What became of ``runs``, of which an article has ``text`` and what was ``left_out`` has none.

    A sentence is found again when at least half of its words stand in a row of four (or in the row
    of all its words, if they are fewer) that the article has, too.
    """
    omissions = tuple(left_out)
    taken = WordRows([text])
    explained = WordRows([text, *(omission.text for omission in omissions)])
    within = _OmittedWords(omissions)
    lines = {_fold_spaces(line) for line in text.split("\n")}
    count = 0
    lost: dict[str, None] = {}
    for run in dict.fromkeys(runs):
        if _fold_spaces(run) in lines:  # most are, and need no comparison of words
            count += sum(len(each) for each in _SENTENCE.findall(run) if has_words(each))
            continue
        passage: list[str] = []
        for sentence in _SENTENCE.findall(run):
            words = split_words(sentence)
            is_taken = taken.hold(words) or (taken.hold(within.drop(words)) if within else False)
            count += len(sentence) if words and is_taken else 0
            if is_taken or explained.hold(words):
                lost |= _join_passage(passage, run)
                passage = []
            else:
                passage.append(sentence)
        lost |= _join_passage(passage, run)
    return SourceAccount(count, omissions, tuple(lost))


class _OmittedWords:
    """What is left out of the middle of sentences: struck words, buttons, footnotes' marks."""

    def __init__(self, omissions: Sequence[Omission]) -> None:
        self._known: dict[str, list[list[str]]] = {}
        """The words of each, by the first."""
        for omission in omissions:
            words = split_words(omission.text) if len(omission.text) <= _WITHIN else []
            known = self._known.setdefault(words[0], []) if words else []
            if words and len(known) < _ALIKE and words not in known:
                known.append(words)

    def __bool__(self) -> bool:
        return bool(self._known)

    def drop(self, words: Sequence[str]) -> list[str]:
        """``words`` without those that are left out; none of them if only such remain."""
        kept: list[str] = []
        at = 0
        while at < len(words):
            known = self._known.get(words[at], ())
            found = next((one for one in known if words[at : at + len(one)] == one), None)
            kept += [] if found else [words[at]]
            at += len(found) if found else 1
        return kept if kept else list(words)


def describe_account(account: SourceAccount) -> str:
    """The account in one line: `took 900 characters; left out 120: footnotes 120; lost none`."""
    counts: Counter[str] = Counter()
    for text, reason in account.left_out:
        counts[reason] += len(text)
    reasons = ", ".join(f"{translate(each)} {count:,}" for each, count in counts.most_common())
    left_out = f"left out {counts.total():,}" if counts else "left out nothing"
    lost = f"{sum(map(len, account.unexplained)):,}" if account.unexplained else "none"
    parts = [f"took {account.taken:,} characters", left_out, f"lost {lost}"]
    taken, left_out, lost = map(translate, parts)
    return f"{taken}; {left_out}{f': {reasons}' if reasons else ''}; {lost}"


def _fold_spaces(text: str) -> str:
    return " ".join(text.split())


def _join_passage(sentences: Sequence[str], run: str) -> dict[str, None]:
    """The passage; none where a run is found but for a mark or a label of a word or two in it."""
    joined = " ".join("".join(sentences).split())
    is_whole = len(joined) > len(run) / 2
    return {joined: None} if joined and (is_whole or len(split_words(joined)) >= ROW) else {}


def _describe(lost: Sequence[str]) -> str:
    shown = ", ".join(quote(passage) for passage in lost[:_SHOWN])
    return shown + (f" and {len(lost) - _SHOWN} more" if len(lost) > _SHOWN else "")
