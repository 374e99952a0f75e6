"""Front matter: what opens an article in YAML (``---``), TOML (``+++``) or JSON (``{``)."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any, NamedTuple

import yaml

from audio import regex
from audio.errors import Place, SourceError
from audio.readers.article.dates import DATE_HINT, describe_unread, parse_date
from audio.readers.article.front_matter import FrontMatter
from audio.readers.article.language import describe_language
from audio.readers.text.decoding import UNTYPED
from audio.readers.text.front_matter_keys import (
    KEYS,
    describe_same,
    describe_unknown,
    find_field,
    find_name,
)
from audio.readers.text.typed_yaml import NOT_CLOSED, compose_typed, find_remark, get_typed_line

FENCED = regex.compile(
    r"\s*+---[ \t]*+\n(?P<yaml>(?:(?!(?:---|\.\.\.)[ \t]*+(?:\n|$)).*+\n)*+)"
    r"(?P<close>(?:---|\.\.\.)[ \t]*+(?:\n|$))?"
)
"""YAML between its fences; ``close`` is missing where nothing closes it."""
TOML_FENCED = regex.compile(
    r"\s*+\+{3}[ \t]*+\n(?P<toml>(?:(?!\+{3}).*+\n)*+)(?P<close>\+{3}[ \t]*+(?:\n|$))?"
)
_JSON = regex.compile(r"\s*+(?=\{\s*+\")")
_SLUG = regex.compile(r"[a-z0-9]++(?:-[a-z0-9]++)*+")
_KEY_LINE = regex.compile(r"\s*+[A-Za-z_]++\s*+:(?:\s|$)")
_NUMBER = regex.compile(r"0*+[1-9१-९]\d{0,5}")
_HINDI = regex.compile(r"hi(?:-.*)?", regex.IGNORECASE)
_WEB = regex.compile(r"(?:https?:)?//", regex.IGNORECASE)
_QUOTE = 'put text that holds : or # in "quotes"'
_TOML = 'put text in "quotes"'
_AT = regex.compile(r"(.*) \(at line (\d+), column (\d+)\)")
_TAG = "tag:yaml.org,2002:"
_DATE_TAGS = {f"{_TAG}{kind}" for kind in ("str", "timestamp", "int", "float")}
"""What YAML takes dates for: `20250815` for a number."""


class _Context(NamedTuple):
    origin: str
    first_line: int
    """The line of the source on which the YAML begins."""

    def find_line(self, mark: yaml.Mark | None) -> int:
        return self.first_line + mark.line if mark else self.first_line

    def make_error(self, what: str, mark: yaml.Mark | None, hint: str = "") -> SourceError:
        where = Place(self.origin, self.find_line(mark), mark.column + 1 if mark else 0)
        return SourceError(what, where=where, hint=hint)


def split_front_matter(text: str, origin: str) -> tuple[FrontMatter, str]:
    """The front matter of ``text``, empty when it has none, and the text after it.

    A key that is not known is named in its notes.

    Raises:
        SourceError: bad YAML, TOML or JSON, a value of the wrong type; with line and column.
    """
    ended = text if text.endswith("\n") else text + "\n"
    if match := FENCED.match(ended):
        context = _Context(origin, text.count("\n", 0, match.start("yaml")) + 1)
        if match["close"] is None and not _KEY_LINE.match(match["yaml"]):
            return FrontMatter(), text  # a rule of dashes, not a fence
        _require_end(match, context, "---")
        return _parse(_compose(match["yaml"], context), context), text[match.end() :]
    if match := TOML_FENCED.match(ended):
        context = _Context(origin, text.count("\n", 0, match.start("toml")) + 1)
        _require_end(match, context, "+++")
        return _parse(_compose_toml(match["toml"], context), context), text[match.end() :]
    if match := _JSON.match(text):
        context = _Context(origin, text.count("\n", 0, match.end()) + 1)
        node, end = _compose_json(text, match.end(), context)
        return _parse(node, context), text[end:].lstrip("\n")
    return FrontMatter(), text


def _require_end(match: regex.Match[str], context: _Context, fence: str) -> None:
    if match["close"] is None:
        raise context.make_error(
            "front matter has no end", None, f"close it with a line of {fence}"
        )


def _parse(root: yaml.Node | None, context: _Context) -> FrontMatter:
    if root is None:
        return FrontMatter()
    if not isinstance(root, yaml.MappingNode):
        raise context.make_error(
            "front matter is not `key: value` lines", root.start_mark, f"keys: {', '.join(KEYS)}"
        )
    front = FrontMatter()
    seen: set[str] = set()
    told: dict[str, str] = {}  # by field, the key of its value
    for key_node, value_node in root.value:
        key = str(key_node.value)
        if key.casefold() in seen:
            raise context.make_error(f"{key} is given twice", key_node.start_mark, "keep one")
        seen.add(key.casefold())
        left_out = describe_unknown(key, str(value_node.value)) or describe_same(key, told)
        if left_out:
            note = f"line {context.find_line(key_node.start_mark)}: {left_out}"
            front = replace(front, notes=(*front.notes, note))
        elif value_node.tag != _TAG + "null":
            told[find_field(key)] = key
            front = _set_value(front, key, value_node, context)
            if remark := find_remark(key, value_node):
                line = context.find_line(value_node.start_mark)
                note = f'line {line}: “{remark}” is left out as a remark; put all in "quotes"'
                front = replace(front, notes=(*front.notes, note))
    return front


def _compose(source: str, context: _Context) -> yaml.Node | None:
    try:
        return compose_typed(source)
    except yaml.MarkedYAMLError as error:
        # A quotation mark that is never closed is found missing at the end: show where it opens.
        at_end = "end of stream" in (error.problem or "")
        mark = (error.context_mark if at_end else None) or error.problem_mark
        problem = str(error.problem or error.context)
        hint = "close it, or leave it out" if NOT_CLOSED in problem else _QUOTE
        raise context.make_error(f"front matter is not YAML: {problem}", mark, hint) from error
    except (yaml.YAMLError, RecursionError) as error:
        raise context.make_error(
            f"front matter is not YAML: {type(error).__name__}", None
        ) from error


def _compose_toml(source: str, context: _Context) -> yaml.Node:
    try:
        return _represent(tomllib.loads(source))
    except tomllib.TOMLDecodeError as error:
        found = _AT.fullmatch(str(error))
        what, line, column = found.groups() if found else (str(error), 1, 0)
        mark = yaml.Mark("", 0, int(line) - 1, int(column) - 1, None, 0)
        raise context.make_error(f"front matter is not TOML: {what}", mark, _TOML) from error


def _compose_json(text: str, start: int, context: _Context) -> tuple[yaml.Node, int]:
    """The object that begins at ``start``, and where it ends."""
    try:
        value, end = json.JSONDecoder().raw_decode(text, start)
    except json.JSONDecodeError as error:
        mark = yaml.Mark("", 0, error.lineno - context.first_line, error.colno - 1, None, 0)
        raise context.make_error(f"front matter is not JSON: {error.msg}", mark) from error
    except RecursionError as error:
        raise context.make_error("front matter is not JSON: nested too deep", None) from error
    return _represent(value), end


def _represent(value: object) -> yaml.Node:
    """The node that YAML would have for ``value``, without its place."""
    return yaml.representer.SafeRepresenter().represent_data(value)


def _set_value(front: FrontMatter, key: str, node: yaml.Node, context: _Context) -> FrontMatter:
    name, field = find_name(key), find_field(key)
    value = _READERS.get(name, _read_string)(key, node, context)
    if name == "image" and _WEB.match(str(value)):
        line = context.find_line(node.start_mark)
        note = f"line {line}: the image is on the web and is left out; save it beside the article"
        return replace(front, notes=(*front.notes, note))
    change: dict[str, Any] = {field: value}
    return replace(front, **change)


def _read_language(key: str, node: yaml.Node, context: _Context) -> str:
    value = _read_string(key, node, context)
    if not (_HINDI.fullmatch(value) or describe_language(value)):
        raise context.make_error(
            f"language {value!r} is not narrated", node.start_mark, "only hi is"
        )
    return value


def _read_slug(key: str, node: yaml.Node, context: _Context) -> str:
    value = _read_string(key, node, context)
    if not _SLUG.fullmatch(value):
        raise context.make_error(
            f"slug {value!r} is no address", node.start_mark, "use a-z, 0-9 and hyphens between"
        )
    return value


def _read_type(key: str, node: yaml.Node, context: _Context) -> str:
    return _read_string(key, node, context).lower()


def _read_flag(key: str, node: yaml.Node, context: _Context) -> bool:
    if isinstance(node, yaml.ScalarNode) and node.tag == _TAG + "bool":
        return str(node.value).lower() in {"true", "yes", "on"}
    raise context.make_error(f"{key} must be true or false", node.start_mark)


def _read_strings(key: str, node: yaml.Node, context: _Context) -> tuple[str, ...]:
    nodes = node.value if isinstance(node, yaml.SequenceNode) else [node]
    return tuple(_read_string(key, item, context) for item in nodes)


def _read_words(key: str, node: yaml.Node, context: _Context) -> tuple[str, ...]:
    """Strings, of which one text may hold several between commas."""
    strings = _read_strings(key, node, context) or ("",)
    parts = strings if isinstance(node, yaml.SequenceNode) else strings[0].split(",")
    return tuple(part.strip() for part in parts if part.strip())


def _read_author(key: str, node: yaml.Node, context: _Context) -> str:
    """One name, or several as they are said."""
    if not isinstance(node, yaml.SequenceNode):
        return _read_string(key, node, context)
    *names, last = _read_strings(key, node, context) or ("",)
    return f"{', '.join(names)} और {last}" if names else last


def _read_string(key: str, node: yaml.Node, context: _Context) -> str:
    """The text as it was typed: a number, `true` or `[brackets]` too."""
    if isinstance(node, yaml.ScalarNode):
        text = " ".join(node.value.split())
        if untyped := UNTYPED.search(text):
            what = f"{key} holds U+{ord(untyped[0]):04X}, which is no letter"
            raise context.make_error(what, node.start_mark, "leave it out")
        return text
    typed = get_typed_line(node)
    if typed:
        return typed
    kind = str(node.tag).removeprefix(_TAG)
    raise context.make_error(
        f"{key} must be text, not {kind}", node.start_mark, "write one line of text"
    )


def _read_date(key: str, node: yaml.Node, context: _Context) -> datetime:
    text = str(node.value) if isinstance(node, yaml.ScalarNode) else ""
    when = parse_date(text) if node.tag in _DATE_TAGS else None
    if when is None:
        raise context.make_error(f"{key} {describe_unread(text)}", node.start_mark, DATE_HINT)
    return when


def _read_number(key: str, node: yaml.Node, context: _Context) -> int:
    text = str(node.value).strip() if isinstance(node, yaml.ScalarNode) else ""
    number = int(text) if _NUMBER.fullmatch(text) else 0
    if not number:
        raise context.make_error(f"{key} is no number", node.start_mark, f"write {key}: 1")
    return number


_READERS: dict[str, Callable[[str, yaml.Node, _Context], object]] = {
    "author": _read_author,
    "block": _read_flag,
    "date": _read_date,
    "draft": _read_flag,
    "episode": _read_number,
    "explicit": _read_flag,
    "language": _read_language,
    "lastmod": _read_date,
    "lexicon": _read_strings,
    "modified": _read_date,
    "season": _read_number,
    "slug": _read_slug,
    "tags": _read_words,
    "type": _read_type,
    "updated": _read_date,
}
"""What is not one line of text."""
