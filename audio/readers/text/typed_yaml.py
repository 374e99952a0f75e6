"""YAML as people type it: a `key: value` line that YAML would misread has the value as typed.

Editors write `title: दिल्ली: बारिश` or `title: @राम` without quotes. What is right YAML is read as
such; of what is not each key is read by itself, and where that cannot be, its text stands.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import yaml

from audio import regex
from audio.readers.text.front_matter_keys import KEYS, find_name

_STRING = "tag:yaml.org,2002:str"
_LIST = "tag:yaml.org,2002:seq"
_NULL = "tag:yaml.org,2002:null"
_LINE = regex.compile(
    r"(?P<indent>[ \t]*+)(?P<key>[\p{L}\p{M}_][\p{L}\p{M}\p{N}_ -]*+):(?P<value>.*+)"
)
_ITEM = regex.compile(r"\s*+-[ \t]++(\S.*)")
_HASHTAG = regex.compile(r"[ \t]*+:[ \t]++(#[^\s#].*)")
NOT_CLOSED = "is opened and not closed"
_REMARK = regex.compile(r"[ \t]++(#.*)")
_PROSE = ("author", "description", "title")
"""Keys whose value may begin with a hashtag."""


class _Entry(NamedTuple):
    """The lines of one key."""

    start: int
    """Offset of its first line."""
    text: str
    key: str
    """Offsets of the key and its value are those of the match."""
    match: regex.Match[str]


def compose_typed(source: str) -> yaml.Node | None:
    """The node of ``source``, with its places there; ``None`` when it is empty.

    Raises ``yaml.YAMLError`` for what is neither YAML nor lines of keys and values.
    """
    try:
        root: yaml.Node | None = yaml.compose(source, Loader=yaml.SafeLoader)
    except yaml.YAMLError:
        root = _compose_entries(source)
        if root is None:
            raise
    if root is not None and not isinstance(root, yaml.MappingNode):
        return _compose_entries(source) or root
    if root is not None:
        root.value = [(key, _take_hashtag(key, value, source)) for key, value in root.value]
    return root


def get_typed_line(node: yaml.Node) -> str:
    """What a list or table of one line looks like: `[बारिश]`; empty of another."""
    start, end = node.start_mark, node.end_mark
    if not start or start.buffer is None or start.line != end.line:
        return ""
    return str(start.buffer[start.pointer : end.pointer])


def find_remark(key: str, value: yaml.Node) -> str:
    """What YAML takes for a remark behind the text of a key that holds prose: `# सच`."""
    end = value.end_mark
    is_bare = isinstance(value, yaml.ScalarNode) and not value.style
    if not is_bare or find_name(key) not in _PROSE or not end or end.buffer is None:
        return ""
    found = _REMARK.match(end.buffer, end.pointer)
    return found[1].rstrip("\0 \t\r") if found else ""


def _compose_entries(source: str) -> yaml.MappingNode | None:
    """Each key by itself; ``None`` where what opens the text is no line of a key."""
    entries = list(_split(source))
    if not entries:
        return None
    pairs = [_compose_entry(entry, source) for entry in entries]
    return yaml.MappingNode("tag:yaml.org,2002:map", pairs, _mark(source, 0))


def _split(source: str) -> Iterator[_Entry]:
    """Yield the lines of each key; none where others stand before the first."""
    entry: _Entry | None = None
    offset = 0
    for line in source.splitlines(keepends=True):
        if match := _opens(line, entry):
            if entry:
                yield entry
            entry = _Entry(offset, line, match["key"].strip(), match)
        elif entry:
            entry = entry._replace(text=entry.text + line)
        elif line.strip() and not line.lstrip().startswith("#"):
            return
        offset += len(line)
    if entry:
        yield entry


def _opens(line: str, before: _Entry | None) -> regex.Match[str] | None:
    """The match of a line that begins with a key; not in what stands under another."""
    match = _LINE.match(line)
    if match is None:
        return None
    is_known = find_name(match["key"]) in KEYS
    if match["indent"] and not (is_known and (before is None or before.match["value"].strip())):
        return None
    return match if is_known or match["value"][:1] in ("", " ", "\t", "\r") else None


def _compose_entry(entry: _Entry, source: str) -> tuple[yaml.Node, yaml.Node]:
    # Blanks stand for what is before it, so that all marks are those of the source.
    padding = regex.sub(r"[^\n]", " ", source[: entry.start])
    try:
        root = yaml.compose(padding + entry.text.lstrip(" \t"), Loader=yaml.SafeLoader)
    except yaml.YAMLError:
        root = None
    if isinstance(root, yaml.MappingNode) and len(root.value) == 1 and not entry.match["indent"]:
        pair: tuple[yaml.Node, yaml.Node] = root.value[0]
        return pair
    begin, end = entry.start + entry.match.start("key"), entry.start + entry.match.end("key")
    key = yaml.ScalarNode(_STRING, entry.key, _mark(source, begin), _mark(source, end))
    return key, _type(entry, source)


def _type(entry: _Entry, source: str) -> yaml.Node:
    """The value of an entry as it was typed: a text, or a list of some."""
    first, *further = (
        line.strip() for line in entry.text[entry.match.start("value") :].split("\n")
    )
    further = [line for line in further if line and not line.startswith("#")]
    begin = entry.start + entry.match.start("value")
    begin += len(entry.match["value"]) - len(entry.match["value"].lstrip())
    start, end = _mark(source, begin), _mark(source, entry.start + len(entry.text.rstrip()))
    is_prose = find_name(entry.key) in _PROSE
    mark = first[:1]
    is_open = mark in ('"', "'") and first.count(mark) == 1 and not further
    if is_open or (mark == "[" and "]" not in entry.text and not is_prose):
        raise yaml.MarkedYAMLError(problem=f"{mark} {NOT_CLOSED}", problem_mark=start)
    items: list[str] = []
    if not first and further and all(_ITEM.fullmatch(line) for line in further):
        items = [match[1] for line in further if (match := _ITEM.fullmatch(line))]
    elif mark == "[" and first.endswith("]") and not is_prose:
        items = [part.strip() for part in first[1:-1].split(",") if part.strip()]
    if items:
        nodes = [yaml.ScalarNode(_STRING, _strip_quotes(item), start, end) for item in items]
        return yaml.SequenceNode(_LIST, nodes, start, end)
    return yaml.ScalarNode(_STRING, " ".join([first, *further]).strip(), start, end)


def _strip_quotes(text: str) -> str:
    quoted = regex.fullmatch(r"([\"'])(.*)\1", text)
    return quoted[2] if quoted else text


def _take_hashtag(key: yaml.Node, value: yaml.Node, source: str) -> yaml.Node:
    """``value``, or the hashtag that YAML took for a remark in its place."""
    if value.tag != _NULL or find_name(str(key.value)) not in _PROSE or not key.end_mark:
        return value
    found = _HASHTAG.match(source, key.end_mark.index)
    if not found:
        return value
    start, end = found.span(1)
    return yaml.ScalarNode(_STRING, found[1].strip(), _mark(source, start), _mark(source, end))


def _mark(source: str, offset: int) -> yaml.Mark:
    line = source.count("\n", 0, offset)
    column = offset - source.rfind("\n", 0, offset) - 1
    return yaml.Mark("", offset, line, column, None, offset)
