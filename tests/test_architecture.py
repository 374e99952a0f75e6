"""The shape of the code, held by reading its imports."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path
from typing import NamedTuple

import pytest

from audio.show.build_records import FEED_ALONE
from audio.work.program import ROOMS_ABOVE

PACKAGE = Path(__file__).parents[1] / "audio"
MODULES = sorted(PACKAGE.rglob("*.py"))
LAYERS = (
    "__main__",
    "cli",
    "commands",
    "desk",
    "publishing",
    "check importing server",
    "provenance",
    "show",
    "edition",
    "clips",
    "readers",
    "writers",
    "engines",
    "artwork normalize segment sound",
    "settings work",
    "hindi records",
    "tables",
    "errors",
    "regex",
)
"""From the top down: a room imports only from rooms below its own."""
HEIGHT = {room: -depth for depth, rooms in enumerate(LAYERS) for room in rooms.split()}
POSIX = {"fcntl", "grp", "posix", "pty", "pwd", "resource", "syslog", "termios", "tty"}
POSIX_NAMES = {"O_CLOEXEC", "O_DIRECTORY", "O_NOFOLLOW", "O_NONBLOCK", "fork", "geteuid", "getuid"}
EFFECTS = {"os", "sys", "subprocess", "socket", "tempfile", "shutil", "time", "random", "requests"}

EDITION_MODULES = ("article_planner", "article_publication", "catalogue", "edition_folder")
"""Those of the show by which an edition and its record are made."""


class Facts(NamedTuple):
    """What is asked of a module here: it is parsed once for all tests, and its tree not kept."""

    imports: list[tuple[str, list[str]]]
    """Each module that it imports, with the names that it takes from that."""
    imported_at_top: set[str]
    attributes: set[str]
    dotted: set[str]
    """Attributes of a plain name: ``os.fork``."""
    constants: list[str]
    """The names that it binds at its top, once for each time."""
    classes: list[str]

    @property
    def modules(self) -> set[str]:
        return {module for module, _ in self.imports}


@cache
def look_at(path: Path) -> Facts:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    nodes = [*ast.walk(tree)]
    used = [node for node in nodes if isinstance(node, ast.Attribute)]
    return Facts(
        imports=[*find_imports(nodes)],
        imported_at_top={module for module, _ in find_imports(tree.body)},
        attributes={node.attr for node in used},
        dotted={f"{at.value.id}.{at.attr}" for at in used if isinstance(at.value, ast.Name)},
        constants=[*find_constants(tree)],
        classes=[node.name for node in tree.body if isinstance(node, ast.ClassDef)],
    )


def find_imports(nodes: Iterable[ast.AST]) -> Iterator[tuple[str, list[str]]]:
    for node in nodes:
        if isinstance(node, ast.Import):
            yield from ((alias.name, []) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module, [alias.name for alias in node.names]


def find_constants(tree: ast.Module) -> Iterator[str]:
    for node in tree.body:
        if isinstance(node, ast.Assign):
            targets = node.targets
        elif isinstance(node, ast.AnnAssign) and node.value:
            targets = [node.target]
        else:
            continue
        names = (part for target in targets for part in ast.walk(target))
        yield from (part.id for part in names if isinstance(part, ast.Name))


def name(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


def dotted(path: Path) -> str:
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


PATHS = {dotted(path): path for path in MODULES}


@cache
def imported_modules(path: Path) -> set[str]:
    """Those of this package, whether a name of theirs is imported or they are themselves."""
    found: set[str] = set()
    for module, names in look_at(path).imports:
        inside = {f"{module}.{name}" for name in names} & PATHS.keys()
        found.update(inside or {module})
    return (found & PATHS.keys()) - {"audio"}  # whose only name is the version


def room(module: str) -> str:
    return module.split(".")[1]


def test_a_show_is_made_anew_for_a_change_in_any_room_but_those_above_it():
    above = " ".join(LAYERS[: LAYERS.index("show")]).split()
    assert {Path(name).stem for name in ROOMS_ABOVE} == set(above)


@pytest.mark.parametrize("key", FEED_ALONE)
def test_no_edition_tells_what_the_feed_alone_does(key):
    rooms = " ".join(LAYERS[LAYERS.index("edition") : LAYERS.index("settings work")]).split()
    own = {f"audio.show.{name}" for name in EDITION_MODULES}
    modules = PATHS.keys() - {"audio"}
    makers = [PATHS[one] for one in modules if one in own or room(one) in rooms]
    assert len(makers) > len(own) + len(rooms)
    assert not [name(path) for path in makers if key in look_at(path).attributes]
    templates = [path for each in rooms for path in (PACKAGE / each).rglob("*.html")]
    assert templates
    assert not [name(path) for path in templates if f"show.{key}" in path.read_text("utf-8")]


def test_no_room_imports_from_its_own_height_or_above():
    assert not [
        (module, other)
        for module, path in PATHS.items()
        if module != "audio"
        for other in map(room, imported_modules(path))
        if other != room(module) and HEIGHT[other] >= HEIGHT[room(module)]
    ]


@pytest.mark.parametrize("folder", sorted({path.parent for path in MODULES}), ids=name)
def test_no_folder_holds_a_circle_of_imports(folder):
    """Of its modules, a folder inside it counting as one."""
    depth = len(folder.relative_to(PACKAGE.parent).parts)
    prefix = ".".join(folder.relative_to(PACKAGE.parent).parts)

    def part(module: str) -> str:
        return module.split(".")[depth] if module.count(".") >= depth else ""

    arrows: dict[str, set[str]] = {}
    for module, path in PATHS.items():
        if module.startswith(f"{prefix}.") and part(module):
            into = {other for other in imported_modules(path) if other.startswith(f"{prefix}.")}
            arrows.setdefault(part(module), set()).update(set(map(part, into)) - {part(module)})
    assert list(TopologicalSorter(arrows).static_order())


def those_that(asks: Callable[[Facts], object]) -> set[str]:
    """The modules of whose facts it is true."""
    return {name(path) for path in MODULES if asks(look_at(path))}


def test_pydub_is_known_to_mastering_alone():
    known = those_that(lambda facts: "pydub" in {one.partition(".")[0] for one in facts.modules})
    assert known == {"sound/mastering.py"}


def test_only_the_command_line_exits():
    exits = those_that(lambda facts: facts.dotted & {"sys.exit", "os._exit"})
    assert exits <= {"cli.py", "__main__.py"}


def test_records_are_taken_from_their_package():
    inside = {f"audio.records.{part}" for part in ("article", "edition", "show", "sound", "text")}
    takers = those_that(lambda facts: facts.modules & inside)
    assert not [taker for taker in takers if not taker.startswith("records/")]


def test_commands_are_known_to_the_command_line_alone():
    known = those_that(lambda facts: any(one.startswith("audio.commands") for one in facts.modules))
    assert not [one for one in known if not one.startswith(("cli.py", "commands/"))]


def test_the_middle_is_pure():
    middle = ("segment/", "normalize/", "edition/timeline")
    assert [path for path in MODULES if name(path).startswith(middle)]
    acting = those_that(lambda facts: facts.modules & EFFECTS)
    assert not [one for one in acting if one.startswith(middle)]


def test_re_which_breaks_hindi_words_is_not_used():
    assert not those_that(lambda facts: "re" in facts.modules)


def test_regex_which_compiles_at_once_is_used_by_its_stand_in_alone():
    assert those_that(lambda facts: "regex" in facts.modules) == {"regex.py"}


def test_no_file_is_named_after_nothing():
    assert not {path.stem for path in MODULES} & {"utils", "helpers", "common", "misc", "manager"}


def test_no_module_binds_a_constant_twice():
    assert not those_that(lambda facts: len(facts.constants) > len(set(facts.constants)))


def test_no_two_public_classes_share_a_name():
    homes: dict[str, list[str]] = {}
    for path in MODULES:
        for known in look_at(path).classes:
            if not known.startswith("_"):
                homes.setdefault(known, []).append(name(path))
    assert not {known: where for known, where in homes.items() if len(where) > 1}


def test_what_windows_lacks_is_asked_for_only_where_it_is():
    assert not those_that(lambda facts: facts.imported_at_top & POSIX)
    assert not those_that(lambda facts: facts.dotted & {f"os.{name}" for name in POSIX_NAMES})
