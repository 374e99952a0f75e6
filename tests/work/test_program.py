"""Which changes of the program make editions anew."""

from __future__ import annotations

import os

import pytest

from audio.work.program import digest_program


@pytest.fixture
def package(tmp_path):
    """A small program."""
    for name in ("show/build.py", "show/page.html", "desk/desk.py", "cli.py", "errors.py"):
        file = tmp_path / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(f"# {name}\n", encoding="utf-8")
    return tmp_path


def digest_anew(package) -> str:
    digest_program.cache_clear()
    try:
        return digest_program(package)
    finally:
        digest_program.cache_clear()


@pytest.mark.parametrize("name", ["show/build.py", "show/page.html", "errors.py", "show/new.tsv"])
def test_another_program_makes_editions_anew(package, name):
    before = digest_anew(package)
    (package / name).write_text("# changed\n", encoding="utf-8")
    assert digest_anew(package) != before


@pytest.mark.parametrize("name", ["desk/desk.py", "cli.py", "show/__pycache__"])
def test_what_no_edition_is_made_by_makes_none_anew(package, name):
    before = digest_anew(package)
    path = package / name
    if path.suffix:
        path.write_text("# changed\n", encoding="utf-8")
    else:
        path.mkdir()
        (path / "build.pyc").write_bytes(b"compiled")
    assert digest_anew(package) == before


def test_a_program_that_was_installed_again_is_the_same(package):
    before = digest_anew(package)
    for path in package.rglob("*.py"):
        os.utime(path, (0, 0))
    assert digest_anew(package) == before
