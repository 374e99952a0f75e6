"""The shape of the code, held by reading its imports."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "audio"
MODULES = sorted(PACKAGE.rglob("*.py"))
EFFECTS = {"os", "sys", "subprocess", "socket", "tempfile", "shutil", "time", "random", "requests"}


def imports(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
    return found


def name(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_pydub_is_known_to_mastering_alone(path):
    knows = any(module.partition(".")[0] == "pydub" for module in imports(path))
    assert knows == (name(path) == "sound/mastering.py")


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_only_the_command_line_exits(path):
    calls = [
        node
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute) and ast.unparse(node) in ("sys.exit", "os._exit")
    ]
    assert not calls or name(path) in ("cli.py", "__main__.py")


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_records_are_taken_from_their_package(path):
    inside = {f"audio.records.{part}" for part in ("text", "sound", "edition")}
    assert not imports(path) & inside or name(path).startswith("records/")


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_commands_are_known_to_the_command_line_alone(path):
    knows = any(module.startswith("audio.commands") for module in imports(path))
    assert not knows or name(path).startswith(("cli.py", "commands/"))


@pytest.mark.parametrize(
    "path",
    [path for path in MODULES if name(path).startswith(("segment/", "normalize/", "timeline"))],
    ids=name,
)
def test_the_middle_is_pure(path):
    assert not imports(path) & EFFECTS


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_re_which_breaks_hindi_words_is_not_used(path):
    assert "re" not in imports(path)


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_no_file_is_named_after_nothing(path):
    assert path.stem not in {"utils", "helpers", "common", "misc", "manager"}
