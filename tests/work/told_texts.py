"""Every text that the package's code tells people, found in its syntax trees.

A text is what stands in an error, a warning, a finding or a line that is printed, with ``{}`` where
something is filled in; of a choice (``"a" if known else "b"``) there are two.
"""

from __future__ import annotations

import ast
import builtins
from collections import ChainMap
from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping, Sequence
from functools import cache
from itertools import product
from pathlib import Path
from typing import NamedTuple

import regex

FIELD = "{}"
_REFUSING = ("error", "exception", "badparameter", "fault", "kind", "refuse", "fail")
"""How the names end of what takes the text of an error first."""
_FIRST = frozenset({"notify", "warn", "remark", "translate", "tell", "print", "contrast"})
_LOGGED = frozenset({"warning", "info", "error"})
_SECOND = frozenset({"Fault", "sum_up", "Omission"})
_LISTS = ("notes", "doubts", "faults", "lines")
_TELLING = regex.compile(r"_?(?:describe|explain|summarize|refuse|name_)")
"""How the names begin of functions that return what is told."""
_MOST = 64
"""Most texts that one expression is followed to."""
_DEEPEST = 6
"""Most names that are followed one to another."""

Names = MutableMapping[str, Sequence[ast.expr]]
"""By name, what it is set to."""


class ToldText(NamedTuple):
    """What is told, and where in the code: ``audio/errors.py:3``."""

    text: str
    place: str


@cache
def find_told_texts(package: Path) -> list[ToldText]:
    """Every text that the modules of ``package`` tell, each once."""
    modules = {path: ast.parse(path.read_text("utf-8")) for path in sorted(package.rglob("*.py"))}
    constants = {
        ".".join(path.relative_to(package.parent).with_suffix("").parts).removesuffix(
            ".__init__"
        ): dict(_find_assignments(tree.body))
        for path, tree in modules.items()
    }
    found: dict[str, ToldText] = {}
    for path, tree in modules.items():
        own = dict(_find_assignments(tree.body))
        imported = _find_imported(tree, constants)
        for told, names in _find_tellers(tree):
            for text in _Reading(ChainMap(names, own, imported)).read(told):
                place = f"{path.relative_to(package.parent)}:{told.lineno}"
                found.setdefault(text, ToldText(text, place))
    return list(found.values())


def _find_assignments(body: Iterable[ast.AST]) -> Iterator[tuple[str, list[ast.expr]]]:
    found: dict[str, list[ast.expr]] = {}
    for node in body:
        if isinstance(node, ast.Assign):
            pairs = [(target, node.value) for target in node.targets]
        elif isinstance(node, (ast.AnnAssign, ast.AugAssign)) and node.value:
            pairs = [(node.target, node.value)]
        else:
            continue
        for target, value in pairs:
            if isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple):
                parts = list(zip(target.elts, value.elts, strict=False))
            else:
                parts = [(target, value)]
            for one, part in parts:
                if isinstance(one, ast.Name):
                    found.setdefault(one.id, []).append(part)
    yield from found.items()


def _find_imported(tree: ast.Module, constants: Mapping[str, Names]) -> Names:
    """What the names stand for that a module takes from others."""
    return {
        alias.asname or alias.name: constants[node.module][alias.name]
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module in constants
        for alias in node.names
        if alias.name in constants[node.module]
    }


def _find_tellers(tree: ast.Module) -> Iterator[tuple[ast.expr, Names]]:
    """Each expression that is told, with what the names in its function stand for."""
    outside = set(ast.walk(tree))
    for function in [node for node in outside if isinstance(node, ast.FunctionDef)]:
        inside = [*ast.walk(function)]
        outside.difference_update(inside)
        names = dict(_find_assignments(inside))
        for node in inside:
            yield from ((told, names) for told in _find_told(node))
            is_said = isinstance(node, (ast.Return, ast.Yield)) and node.value
            if is_said and _TELLING.match(function.name):
                yield node.value, names
    for node in outside:
        yield from ((told, {}) for told in _find_told(node))


def _find_told(node: ast.AST) -> Iterator[ast.expr]:
    if isinstance(node, ast.Call):
        yield from _find_told_by_call(node)
    if isinstance(node, ast.AugAssign) and _name(node.target) in _LISTS:
        yield node.value
    if isinstance(node, ast.keyword) and node.arg in ("hint", "help", *_LISTS):
        yield node.value


def _find_told_by_call(node: ast.Call) -> Iterator[ast.expr]:
    name = _name(node.func)
    if hasattr(builtins, name) and name != "print":
        return
    if name in _SECOND:
        yield from node.args[1:2]
    elif name.lower().endswith(_REFUSING):
        yield from node.args[:1]
    elif name in _LOGGED:
        yield from _fill(node)
    elif name in _FIRST:
        yield from node.args
    elif isinstance(node.func, ast.Attribute) and name == "append":
        is_list = _name(node.func.value).lstrip("_") in _LISTS
        yield from node.args if is_list else ()


def _fill(call: ast.Call) -> Iterator[ast.expr]:
    """A logged text with its arguments where it has ``%s``, as an f-string would have them."""
    text = call.args[0] if call.args else None
    if not (isinstance(text, ast.Constant) and isinstance(text.value, str)):
        yield from call.args
        return
    literals = regex.split(r"%[sdr]", text.value)
    values: list[ast.expr] = [ast.Constant(literals[0])]
    for argument, literal in zip(call.args[1:], literals[1:], strict=False):
        values += [ast.FormattedValue(argument, -1), ast.Constant(literal)]
    yield ast.copy_location(ast.JoinedStr(values), call)


def _name(node: ast.AST) -> str:
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


class _Reading:
    """The texts that an expression can be, ``{}`` for what is not known before it runs."""

    def __init__(self, names: Names, depth: int = 0) -> None:
        self._names = names
        self._depth = depth

    def read(self, node: ast.expr) -> list[str]:
        """At least one, and ``_MOST`` at most."""
        reader = self._READERS.get(type(node))
        found = reader(self, node) if reader else []
        return found[:_MOST] or [FIELD]

    def _read_constant(self, node: ast.Constant) -> list[str]:
        return [node.value] if isinstance(node.value, str) else []

    def _read_joined(self, node: ast.JoinedStr) -> list[str]:
        return ["".join(one) for one in product(*map(self.read, node.values))]

    def _read_choice(self, node: ast.IfExp) -> list[str]:
        return self.read(node.body) + self.read(node.orelse)

    def _read_sum(self, node: ast.BinOp) -> list[str]:
        if not isinstance(node.op, ast.Add):
            return []
        return ["".join(one) for one in product(self.read(node.left), self.read(node.right))]

    def _read_all(self, nodes: Iterable[ast.expr]) -> list[str]:
        return [text for node in nodes for text in self.read(node)]

    def _read_name(self, node: ast.Name) -> list[str]:
        if self._depth == _DEEPEST:
            return []
        inner = _Reading(self._names, self._depth + 1)
        return inner._read_all(self._names.get(node.id, ()))

    def _read_call(self, node: ast.Call) -> list[str]:
        return self.read(node.args[0]) if _name(node.func) == "contrast" else []

    _READERS: Mapping[type[ast.AST], Callable[..., list[str]]] = {
        ast.Constant: _read_constant,
        ast.JoinedStr: _read_joined,
        ast.FormattedValue: lambda self, node: self.read(node.value),
        ast.IfExp: _read_choice,
        ast.BoolOp: lambda self, node: self._read_all(node.values),
        ast.BinOp: _read_sum,
        ast.Tuple: lambda self, node: self._read_all(node.elts),
        ast.List: lambda self, node: self._read_all(node.elts),
        ast.Dict: lambda self, node: self._read_all(node.values),
        ast.Starred: lambda self, node: self.read(node.value),
        ast.Subscript: lambda self, node: (
            self.read(node.value) if isinstance(node.value, ast.Name) else []
        ),
        ast.Name: _read_name,
        ast.Call: _read_call,
    }
