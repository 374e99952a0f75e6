"""Every text that the package's code tells people, found in its syntax trees.

A text is what stands in an error, a warning, a finding or a line that is printed, with ``{}`` where
something is filled in; of a choice (``"a" if known else "b"``) there are two.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product
from pathlib import Path
from typing import NamedTuple

import regex

FIELD = "{}"
_FIRST = frozenset({"notify", "warn", "remark", "translate", "tell", "print", "contrast", "_refuse"})
_LOGGED = frozenset({"warning", "info", "error"})
_SECOND = frozenset({"Fault", "sum_up", "Omission"})
_LISTS = ("notes", "doubts", "faults", "lines")
_TELLING = regex.compile(r"_?(describe|explain|summarize|tell|refuse)")
_MOST = 64
"""Most texts that one expression is followed to."""


class ToldText(NamedTuple):
    """What is told, and where in the code: ``audio/errors.py:3``."""

    text: str
    place: str


def find_told_texts(package: Path) -> list[ToldText]:
    """Every text that the modules of ``package`` tell, each once."""
    modules = {path: ast.parse(path.read_text("utf-8")) for path in sorted(package.rglob("*.py"))}
    constants = {
        name: value for tree in modules.values() for name, value in _find_assignments(tree.body)
    }
    found: dict[str, ToldText] = {}
    for path, tree in modules.items():
        for told, names in _find_tellers(tree):
            known = {**constants, **names}
            for text in _read(told, known):
                place = f"{path.relative_to(package.parent)}:{told.lineno}"
                found.setdefault(text, ToldText(text, place))
    return [each for each in found.values() if regex.search(r"[a-z]{2}", each.text)]


Names = Mapping[str, Sequence[ast.expr]]


def _find_assignments(body: Iterable[ast.AST]) -> Iterator[tuple[str, list[ast.expr]]]:
    found: dict[str, list[ast.expr]] = {}
    for node in body:
        targets: Sequence[ast.expr] = ()
        if isinstance(node, ast.Assign):
            targets = node.targets
        elif isinstance(node, (ast.AnnAssign, ast.AugAssign)) and node.value:
            targets = (node.target,)
        for target in targets:
            value = node.value  # type: ignore[attr-defined]
            if isinstance(target, ast.Name):
                found.setdefault(target.id, []).append(value)
            elif isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple):
                for one, part in zip(target.elts, value.elts, strict=False):
                    if isinstance(one, ast.Name):
                        found.setdefault(one.id, []).append(part)
    yield from found.items()


def _find_tellers(tree: ast.Module) -> Iterator[tuple[ast.expr, Names]]:
    """Each expression that is told, with what the names in its function stand for."""
    outside: set[ast.AST] = set()
    for function in [n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef)]:
        inside = [*ast.walk(function)]
        outside.update(inside)
        names = dict(_find_assignments(inside))
        for node in inside:
            for told in _find_told(node):
                yield told, names
            if _TELLING.match(function.name):
                if isinstance(node, (ast.Return, ast.Yield)) and node.value:
                    yield node.value, names
    for node in ast.walk(tree):
        if node not in outside:
            for told in _find_told(node):
                yield told, {}


def _find_told(node: ast.AST) -> Iterator[ast.expr]:
    if isinstance(node, ast.Call):
        yield from _find_told_by_call(node)
    if isinstance(node, ast.AugAssign) and _name(node.target) in _LISTS:
        yield node.value
    if isinstance(node, ast.keyword) and node.arg in ("hint", "help", *_LISTS):
        yield node.value


def _find_told_by_call(node: ast.Call) -> Iterator[ast.expr]:
    name = _name(node.func)
    if name.endswith(("Error", "Exception", "BadParameter", "UsageError", "fault", "kind")):
        yield from node.args[:1]
    elif name in _FIRST or name in _LOGGED:
        yield from node.args
    elif name in _SECOND:
        yield from node.args[1:2]
    elif name == "append" and _name(node.func.value).lstrip("_") in _LISTS:  # type: ignore[attr-defined]
        yield from node.args


def _name(node: ast.AST) -> str:
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def _read(node: ast.expr, names: Names, depth: int = 0) -> list[str]:
    """The texts that an expression can be, ``{}`` for what is not known before it runs."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return [regex.sub(r"%[sdr]|%\.\df", FIELD, node.value)]
    if isinstance(node, ast.JoinedStr):
        parts = [
            _read(each.value, names, depth + 1) if isinstance(each, ast.FormattedValue)
            else _read(each, names, depth)
            for each in node.values
        ]
        return ["".join(one) for one in list(product(*parts))[:_MOST]]
    if isinstance(node, ast.IfExp):
        return _read(node.body, names, depth) + _read(node.orelse, names, depth)
    if isinstance(node, ast.BoolOp):
        return [text for value in node.values for text in _read(value, names, depth)]
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        both = product(_read(node.left, names, depth), _read(node.right, names, depth))
        return ["".join(one) for one in both]
    if isinstance(node, (ast.Tuple, ast.List)):
        return [text for value in node.elts for text in _read(value, names, depth)]
    if isinstance(node, ast.Starred):
        return _read(node.value, names, depth)
    if isinstance(node, ast.Dict):
        return [text for value in node.values for text in _read(value, names, depth)]
    if isinstance(node, ast.Subscript):
        return _read(node.value, names, depth) if isinstance(node.value, ast.Name) else [FIELD]
    if isinstance(node, ast.Name) and node.id in names and depth < 6:
        return [text for value in names[node.id] for text in _read(value, names, depth + 1)]
    if isinstance(node, ast.Call) and _name(node.func) in ("contrast",):
        return [f"{text} (expected {{}}, found {{}})" for text in _read(node.args[0], names, depth)]
    return [FIELD]
