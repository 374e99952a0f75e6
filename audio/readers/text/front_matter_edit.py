"""Editing of front matter in the text of an article, all else left as an editor wrote it."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path

import yaml

from audio.errors import Place, SourceError
from audio.readers.text.decoding import decode, encode_like
from audio.readers.text.front_matter_keys import find_field
from audio.readers.text.frontmatter import FENCED, TOML_FENCED, split_front_matter
from audio.readers.text.typed_yaml import compose_typed
from audio.settings.toml_edit import set_toml
from audio.work.publication import publish_file

Value = str | int | bool | list[str] | None
"""``None`` takes a key out."""


def edit_front_matter(article: Path, values: Mapping[str, Value]) -> None:
    """Set these keys of an article's front matter, in its file.

    Raises ``SourceError`` for a file that is no text, and what reading and writing it raise; then
    nothing has changed.
    """
    require_text(article)
    before = article.read_bytes()
    text = set_front_matter(decode(before, str(article)), values, str(article))
    publish_file(article, encode_like(text, before))


def require_text(article: Path) -> None:
    """Raise ``SourceError`` for a file that is no text, such as a Word document."""
    if article.suffix.lower() not in (".md", ".markdown", ".txt", ".text"):
        raise SourceError(
            "is no text that can be edited here",
            where=Place(article.name),
            hint="import it: it becomes Markdown",
        )


def set_front_matter(text: str, values: Mapping[str, Value], origin: str) -> str:
    """``text`` with these keys of its front matter set, which it gets if it has none.

    >>> set_front_matter("# बारिश\\n", {"author": "आशा", "draft": True}, "a.md")
    '---\\nauthor: "आशा"\\ndraft: true\\n---\\n\\n# बारिश\\n'

    Raises ``SourceError`` when the front matter that is there cannot be read.
    """
    split_front_matter(text, origin)  # so that what is edited is known to be right
    ended = text if text.endswith("\n") else text + "\n"
    if match := TOML_FENCED.match(ended):
        written = _find_written(tomllib.loads(match["toml"]), values)
        return _splice(ended, match.span("toml"), set_toml(match["toml"], written))
    if (match := FENCED.match(ended)) and match["close"]:
        edited = _set_yaml(match["yaml"], values)
        if match["yaml"].strip() and not edited.strip():  # no empty one stays
            return ended[match.end() :].removeprefix("\n")
        return _splice(ended, match.span("yaml"), edited)
    if text.lstrip().startswith("{") and (edited := _set_json(text, values)):
        return edited
    body = _set_yaml("", values)
    return f"---\n{body}---\n\n{text}" if body else text


def _splice(text: str, span: tuple[int, int], part: str) -> str:
    return text[: span[0]] + part + text[span[1] :]


def _find_written(keys: Iterable[str], values: Mapping[str, Value]) -> dict[str, Value]:
    """``values`` by the ``keys`` that stand there for them: ``Draft`` or ``शीर्षक``.

    Of several that tell the same the first is set, the others go.
    """
    standing = list(keys)
    written: dict[str, Value] = {}
    for key, value in values.items():
        first, *others = [one for one in standing if find_field(one) == find_field(key)] or [key]
        written |= {first: value} | dict.fromkeys(others)
    return written


def _set_yaml(source: str, values: Mapping[str, Value]) -> str:
    """Replace the lines of each key, or add one at the end."""
    root = compose_typed(source)
    pairs = root.value if isinstance(root, yaml.MappingNode) else []
    starts = [key.start_mark.index for key, _ in pairs] + [len(source)]
    spans = {
        str(key.value): (key.start_mark.index, value.end_mark.index, end)
        for (key, value), end in zip(pairs, starts[1:], strict=True)
    }
    values = _find_written(spans, values)
    # From the end, so that what comes before keeps its place.
    known = sorted(spans.keys() & values.keys(), key=lambda key: spans[key], reverse=True)
    for key in known:
        start, end, following = spans[key]
        end -= source[:end].endswith("\n")  # that of a block ends on the next line
        while end < following and source[end] != "\n":  # a comment behind it goes with it
            end += 1
        source = source[:start] + _format_line(key, values[key]) + source[end + 1 :]
    added = "".join(_format_line(key, values[key]) for key in values if key not in spans)
    return source + added


def _format_line(key: str, value: Value) -> str:
    """A line of YAML: a JSON value is one."""
    return "" if value is None else f"{key}: {json.dumps(value, ensure_ascii=False)}\n"


def _set_json(text: str, values: Mapping[str, Value]) -> str:
    """JSON anew, indented; empty when what opens the text is no object."""
    start = len(text) - len(text.lstrip())
    try:
        found, end = json.JSONDecoder().raw_decode(text, start)
    except (ValueError, RecursionError):
        return ""
    edited = found | _find_written(found, values)
    given = {key: value for key, value in edited.items() if value is not None}
    return text[:start] + json.dumps(given, ensure_ascii=False, indent=2) + text[end:]
