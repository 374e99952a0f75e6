"""Learn the acoustic model of forced alignment from voices whose words are timed exactly.

Each word's sound is parted evenly among the states of its phonemes, then again and again where the
model so learnt hears them (Viterbi training): first word by word, then in whole sentences, in
which what is heard far from where the voice says is left out.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from audio.engines import make_engine
from audio.engines.alignment import acoustic_model
from audio.engines.alignment.acoustic_model import AcousticModel, classify_phonemes, read_sounds
from audio.engines.alignment.features import STEP, Matrix, measure_frames
from audio.engines.alignment.pronounced_words import list_phonemes
from audio.engines.alignment.viterbi import NEVER, chain_states, find_best_path
from audio.normalize import EMPTY_LEXICON, normalize
from audio.readers import read
from audio.records import Line
from audio.segment import segment
from audio.settings import Voice
from audio.work.folder_store import FolderStore

VOICES = {
    "kokoro:hf_alpha": 1.0,
    "kokoro:hf_beta": 1.0,
    "kokoro:hm_omega": 1.0,
    "kokoro:hm_psi": 1.0,
    "espeak": 0.2,
    "espeak:hi+f3": 0.2,
    "espeak:hi+m3": 0.2,
    "espeak:hi+klatt2": 0.2,
}
"""Voice → how much a frame of it counts."""
SENTENCES = 30
_EVERY = 5
"""Sentences of which one is taken, then the next: a few are of all articles."""

_IN_WORDS, _IN_SENTENCES = 4, 4
"""Rounds of training."""
_EARLY, _LATE = 0.03, 0.05
"""Seconds by which a phoneme may be heard outside its word."""
_LEAST = 0.05
"""Of the variance of all frames: the least variance of a state."""
_DOUBT = 5.0
"""Frames of no particular sound that every state is given."""


class Example(NamedTuple):
    """One sentence in one voice."""

    frames: Matrix
    words: Sequence[Sequence[str]]
    """Sounds of each word."""
    edges: npt.NDArray[np.float64]
    """Start and end of each word, in frames; a row of NaN where it is not known."""
    weight: float = 1.0


def train(examples: Sequence[Example]) -> AcousticModel:
    """The model that these examples teach."""
    sounds = (acoustic_model.SILENCE, *sorted(set(read_sounds().values())))
    model = _make_blank(sounds)
    for turn in range(_IN_WORDS + _IN_SENTENCES):
        if turn < _IN_WORDS:
            labels = [_label_words(example, model, even=turn == 0) for example in examples]
        else:
            labels = [_label_sentence(example, model) for example in examples]
        model = _estimate(sounds, examples, labels)
    return model


def write(model: AcousticModel, path: Path) -> None:
    """The table of the package."""
    rows = []
    for sound in model.sounds:
        for third, row in enumerate(model.find_states(sound)):
            figures = (model.staying[row], *model.means[row], *model.variances[row])
            rows.append("\t".join((sound, str(third), *(f"{figure:.3g}" for figure in figures))))
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")


def _make_blank(sounds: tuple[str, ...]) -> AcousticModel:
    """A model that tells nothing but which states there are."""
    count = 1 + acoustic_model.THIRDS * (len(sounds) - 1)
    ones = np.ones((count, 1), np.float32)
    return AcousticModel(sounds, ones, ones, np.full(count, 0.8, np.float32))


Labels = npt.NDArray[np.int64]
"""The model's row for each frame; −1 for a frame that teaches nothing."""


def _label_words(example: Example, model: AcousticModel, *, even: bool) -> Labels:
    """Word by word; what is between words is silence where it lasts."""
    labels = np.full(len(example.frames), -1, np.int64)
    scores = None if even else model.score(example.frames)
    quiet = 0.0
    for sounds, (start, end) in zip(example.words, example.edges, strict=True):
        if np.isnan(start) or not sounds:
            quiet = np.nan
            continue
        first, last = max(0, round(start)), min(len(labels), round(end))
        if first - quiet > _LATE / STEP:
            labels[round(quiet) : first] = 0
        quiet = end
        rows = [row for sound in sounds for row in model.find_states(sound)]
        if last - first < len(rows):
            continue
        if scores is None:
            labels[first:last] = np.array(rows)[
                np.arange(last - first) * len(rows) // (last - first)
            ]
        else:
            chain = chain_states([sounds], model)
            path = find_best_path(chain, scores[first:last], model, NEVER)
            labels[first:last] = chain.rows[path.states]
    return labels


def _label_sentence(example: Example, model: AcousticModel) -> Labels:
    """The sentence as a whole, without what is far from where it should be."""
    chain = chain_states(example.words, model)
    path = find_best_path(chain, model.score(example.frames), model, NEVER)
    labels = chain.rows[path.states].astype(np.int64)
    words = chain.words[path.states]
    edges = np.vstack([example.edges, [-np.inf, np.inf]])  # −1 is the last: silence
    at = np.arange(len(labels))
    near = (at >= edges[words, 0] - _EARLY / STEP) & (at <= edges[words, 1] + _LATE / STEP)
    labels[~near] = -1
    return labels


def _estimate(
    sounds: tuple[str, ...], examples: Sequence[Example], labels: Sequence[Labels]
) -> AcousticModel:
    """Means and variances of the frames of each state."""
    figures = examples[0].frames.shape[1]
    count = 1 + acoustic_model.THIRDS * (len(sounds) - 1)
    mass = np.zeros(count)
    sums, squares = np.zeros((count, figures)), np.zeros((count, figures))
    left, stayed = np.zeros(count), np.zeros(count)
    for example, rows in zip(examples, labels, strict=True):
        known = rows >= 0
        frames = example.frames[known].astype(np.float64)
        np.add.at(mass, rows[known], example.weight)
        np.add.at(sums, rows[known], frames * example.weight)
        np.add.at(squares, rows[known], frames**2 * example.weight)
        pairs = known[:-1] & known[1:]
        before, after = rows[:-1][pairs], rows[1:][pairs]
        np.add.at(stayed, before[before == after], example.weight)
        np.add.at(left, before[before != after], example.weight)
    mean = sums.sum(axis=0) / mass.sum()
    variance = squares.sum(axis=0) / mass.sum() - mean**2
    mass = mass[:, np.newaxis] + _DOUBT
    means = (sums + _DOUBT * mean) / mass
    variances = (squares + _DOUBT * (variance + mean**2)) / mass - means**2
    return AcousticModel(
        sounds,
        means.astype(np.float32),
        np.maximum(variances, _LEAST * variance).astype(np.float32),
        ((stayed + 6) / (stayed + left + 8)).astype(np.float32),
    )


def list_lines(paths: Sequence[Path], most: int) -> list[Line]:
    """Sentences of articles."""
    lines = [
        normalize(sentence, EMPTY_LEXICON).line
        for path in paths
        for paragraph in segment(read(str(path)))
        for sentence in paragraph.sentences
    ]
    return [line for first in range(_EVERY) for line in lines[first::_EVERY]][:most]


def speak_examples(voice: Voice, lines: Sequence[Line], weight: float) -> Iterator[Example]:
    """Lines in one voice."""
    engine = make_engine(voice, FolderStore(Path("build/cache")).get_shelf("received"))
    speech = engine.speak(lines)
    for line, utterance in zip(lines, speech.utterances, strict=True):
        samples = np.frombuffer(utterance.pcm, np.int16)
        edges = np.array(utterance.marks, np.float64) / (STEP * speech.rate)
        sounds = classify_phonemes(list_phonemes(line))
        yield Example(measure_frames(samples, speech.rate), sounds, edges, weight)


def describe_errors(examples: Sequence[Example], model: AcousticModel) -> str:
    """What the starts of words are off by."""
    off: list[float] = []
    for example in examples:
        chain = chain_states(example.words, model)
        path = find_best_path(chain, model.score(example.frames), model, NEVER)
        words, starts = np.unique(chain.words[path.states], return_index=True)
        off += (abs(starts - 0.5 - example.edges[words, 0]) * STEP * 1000)[words >= 0].tolist()
    return f"{np.median(off):.0f} ms, 95 % {np.quantile(off, 0.95):.0f} ms"


def main() -> None:
    """Write the table, or tell how well a voice is aligned by a model that has not learnt it."""
    parser = argparse.ArgumentParser()
    parser.add_argument("articles", nargs="*", type=Path, help="content/*.md when there is none")
    parser.add_argument("--sentences", type=int, default=SENTENCES, help="of them, evenly spread")
    parser.add_argument("--without", metavar="VOICE", help="leave it out, test it, write nothing")
    chosen = parser.parse_args()
    lines = list_lines(chosen.articles or sorted(Path("content").glob("*.md")), chosen.sentences)
    examples: list[Example] = []
    for name, weight in VOICES.items():
        if name != chosen.without:
            examples += speak_examples(Voice.parse(name), lines, weight)
            print(name, len(examples), flush=True)
    model = train(examples)
    if chosen.without:
        held_out = list(speak_examples(Voice.parse(chosen.without), lines, 1.0))
        print(f"{chosen.without}: starts are off by {describe_errors(held_out, model)}")
    else:
        write(model, Path(acoustic_model.__file__).with_name("acoustic_model.tsv"))


if __name__ == "__main__":
    main()
