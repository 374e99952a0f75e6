"""What ``explain`` prints of an article: for a terminal, for machines, for a browser."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

from audio.edition.explanation import SentenceReading
from audio.records import Article
from audio.tables import read_rows
from audio.work.messages import get_language, translate
from audio.writers import site
from audio.writers.templates import load_template


def format_text(_: Article, found: Sequence[SentenceReading]) -> Iterator[str]:
    """Every sentence with a difference, and under it a line for each; guesses are marked ``?``."""
    different = [sentence for sentence in found if sentence.differences]
    guesses = 0
    for sentence in different:
        yield f"{sentence.id}  {_flatten(sentence.written)}\n"
        for each in sentence.differences:
            guesses += bool(each.guess)
            mark, why = ("?", each.guess) if each.guess else (" ", each.kind)
            said = _flatten(each.spoken) or translate("(silent)")
            named = name_reading(why) if get_language() == "hi" else why
            yield f"  {mark} {_flatten(each.written)} → {said}  [{named}]\n"
    told = f"{len(different)} of {len(found)} sentences differ; guessed readings (?): {guesses}"
    yield f"{translate(told)}\n"


def format_json(_: Article, found: Sequence[SentenceReading]) -> Iterator[str]:
    """An object a sentence: id, kind, written, spoken, and every difference."""
    for sentence in found:
        differences = [
            {
                "written": each.written,
                "spoken": each.spoken,
                "class": each.kind,
                "rule": each.rule,
                "span": list(each.span),
                "guess": each.guess,
            }
            for each in sentence.differences
        ]
        data = {
            "id": sentence.id,
            "kind": sentence.kind.value,
            "written": sentence.written,
            "spoken": sentence.spoken,
            "differences": differences,
        }
        yield json.dumps(data, ensure_ascii=False) + "\n"


def format_html(article: Article, found: Sequence[SentenceReading]) -> Iterator[str]:
    """A page: every sentence, what is said under it where that differs, guesses marked."""
    style = site.inline("site.css", "explanation.css")
    yield (
        load_template(site.__name__, "explanation.html").render(
            article=article,
            sentences=found,
            different=sum(bool(one.differences) for one in found),
            guesses=sum(bool(each.guess) for one in found for each in one.differences),
            style=style,
            policy=site.make_policy(style, ""),
            favicon=site.FAVICON,
            t=site.read_labels("hi"),
            name_reading=name_reading,
        )
    )


FORMS: Mapping[str, Callable[[Article, Sequence[SentenceReading]], Iterator[str]]] = {
    "html": format_html,
    "json": format_json,
    "text": format_text,
}
"""What ``explain`` can print."""


def name_reading(name: str) -> str:
    """A class of readings or a kind of guess in Hindi: `शब्दकोश` for ``lexicon``."""
    return _read_names().get(name, name)


@cache
def _read_names() -> Mapping[str, str]:
    rows = read_rows(Path(__file__).with_name("reading_names.tsv"))
    return dict(rows)


def _flatten(text: str) -> str:
    return " ".join(text.split())
