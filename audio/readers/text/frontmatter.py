"""Front matter: the YAML between two lines of ``---`` that open an article."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from difflib import get_close_matches
from typing import Any, NamedTuple

import regex
import yaml

from audio.errors import Place, SourceError
from audio.readers.article.front_matter import FrontMatter
from audio.readers.article.language import describe_language

KEYS = (
    "author",
    "date",
    "description",
    "guid",
    "image",
    "language",
    "lexicon",
    "source",
    "title",
    "voice",
)
_FENCED = regex.compile(
    r"\s*+---[ \t]*+\n(?P<yaml>(?:(?!(?:---|\.\.\.)[ \t]*+(?:\n|$)).*+\n)*+)"
    r"(?P<close>(?:---|\.\.\.)[ \t]*+(?:\n|$))?"
)
_KEY_LINE = regex.compile(r"\s*+[A-Za-z_]++\s*+:(?:\s|$)")
_HINDI = regex.compile(r"hi(?:-.*)?", regex.IGNORECASE)
_DEVANAGARI_DIGITS = str.maketrans("०१२३४५६७८९", "0123456789")
_SPACE_BEFORE_ZONE = regex.compile(r"(?<=:\S*)\s++(?=[+-]\d|Z)")
_TAG = "tag:yaml.org,2002:"


class _Context(NamedTuple):
    origin: str
    first_line: int
    """The line of the source on which the YAML begins."""

    def make_error(self, what: str, mark: yaml.Mark | None, hint: str = "") -> SourceError:
        line = self.first_line + mark.line if mark else self.first_line
        where = Place(self.origin, line, mark.column + 1 if mark else 0)
        return SourceError(what, where=where, hint=hint)


def split_front_matter(text: str, origin: str) -> tuple[FrontMatter, str]:
    """The front matter of ``text``, empty when it has none, and the text after it.

    Raises:
        SourceError: bad YAML, an unknown key, a value of the wrong type; with line and column.
    """
    match = _FENCED.match(text if text.endswith("\n") else text + "\n")
    if not match:
        return FrontMatter(), text
    context = _Context(origin, text.count("\n", 0, match.start("yaml")) + 1)
    if match["close"] is None:
        if not _KEY_LINE.match(match["yaml"]):
            return FrontMatter(), text  # a rule of dashes, not a fence
        raise context.make_error("front matter has no end", None, "close it with a line of ---")
    return _parse(match["yaml"], context), text[match.end() :]


def _parse(source: str, context: _Context) -> FrontMatter:
    root = _compose(source, context)
    if root is None:
        return FrontMatter()
    if not isinstance(root, yaml.MappingNode):
        raise context.make_error(
            "front matter is not `key: value` lines", root.start_mark, f"keys: {', '.join(KEYS)}"
        )
    front = FrontMatter()
    seen: set[str] = set()
    for key_node, value_node in root.value:
        key = str(key_node.value)
        if key not in KEYS:
            raise context.make_error(f"unknown key {key!r}", key_node.start_mark, _suggest_key(key))
        if key in seen:
            raise context.make_error(f"{key} is given twice", key_node.start_mark, "keep one")
        seen.add(key)
        if value_node.tag != _TAG + "null":
            front = _set_value(front, key, value_node, context)
    return front


def _compose(source: str, context: _Context) -> yaml.Node | None:
    try:
        return yaml.compose(source, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        # A quotation mark that is never closed is found missing at the end: show where it opens.
        at_end = "end of stream" in (error.problem or "")
        mark = (error.context_mark if at_end else None) or error.problem_mark
        what = f"front matter is not YAML: {error.problem or error.context}"
        raise context.make_error(what, mark, 'put text that holds : or # in "quotes"') from error
    except (yaml.YAMLError, RecursionError) as error:
        raise context.make_error(
            f"front matter is not YAML: {type(error).__name__}", None
        ) from error


def _suggest_key(key: str) -> str:
    close = get_close_matches(key.lower(), KEYS, 1)
    return f"did you mean {close[0]}?" if close else f"known keys: {', '.join(KEYS)}"


def _set_value(front: FrontMatter, key: str, node: yaml.Node, context: _Context) -> FrontMatter:
    if key == "lexicon":
        nodes = node.value if isinstance(node, yaml.SequenceNode) else [node]
        return replace(front, lexicon=tuple(_read_string(key, item, context) for item in nodes))
    if key == "date":
        return replace(front, date=_read_date(node, context))
    value = _read_string(key, node, context)
    if key == "language" and not (_HINDI.fullmatch(value) or describe_language(value)):
        raise context.make_error(
            f"language {value!r} is not narrated", node.start_mark, "only hi is"
        )
    change: dict[str, Any] = {key: value}
    return replace(front, **change)


def _read_string(key: str, node: yaml.Node, context: _Context) -> str:
    if isinstance(node, yaml.ScalarNode) and node.tag == _TAG + "str":
        return " ".join(node.value.split())
    kind = str(node.tag).removeprefix(_TAG)
    hint = 'put it in "quotes"' if isinstance(node, yaml.ScalarNode) else "write one line of text"
    raise context.make_error(f"{key} must be text, not {kind}", node.start_mark, hint)


def _read_date(node: yaml.Node, context: _Context) -> datetime:
    if isinstance(node, yaml.ScalarNode) and node.tag in {_TAG + "str", _TAG + "timestamp"}:
        written = _SPACE_BEFORE_ZONE.sub("", str(node.value).translate(_DEVANAGARI_DIGITS))
        try:
            return datetime.fromisoformat(written.strip())
        except ValueError:
            pass
    raise context.make_error(
        "date is none that exists, or not in ISO form",
        node.start_mark,
        "write it like 2024-03-15 or 2024-03-15T18:30:00+05:30",
    )
