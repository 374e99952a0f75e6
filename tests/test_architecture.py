"""The shape of the code, held by reading its imports."""

from __future__ import annotations

import ast
from graphlib import TopologicalSorter
from pathlib import Path

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


def attributes(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}


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


def dotted(path: Path) -> str:
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


PATHS = {dotted(path): path for path in MODULES}


def imported_modules(path: Path) -> set[str]:
    """Those of this package, whether a name of theirs is imported or they are themselves."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            inside = {f"{node.module}.{alias.name}" for alias in node.names} & PATHS.keys()
            found.update(inside or {node.module})
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
    assert not [name(path) for path in makers if key in attributes(path)]
    templates = [path for each in rooms for path in (PACKAGE / each).rglob("*.html")]
    assert templates
    assert not [name(path) for path in templates if f"show.{key}" in path.read_text("utf-8")]


@pytest.mark.parametrize("module", sorted(PATHS.keys() - {"audio"}))
def test_no_room_imports_from_its_own_height_or_above(module):
    others = {room(other) for other in imported_modules(PATHS[module])} - {room(module)}
    assert not {other for other in others if HEIGHT[other] >= HEIGHT[room(module)]}


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
    inside = {f"audio.records.{part}" for part in ("article", "edition", "show", "sound", "text")}
    assert not imports(path) & inside or name(path).startswith("records/")


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_commands_are_known_to_the_command_line_alone(path):
    knows = any(module.startswith("audio.commands") for module in imports(path))
    assert not knows or name(path).startswith(("cli.py", "commands/"))


@pytest.mark.parametrize(
    "path",
    [
        path
        for path in MODULES
        if name(path).startswith(("segment/", "normalize/", "edition/timeline"))
    ],
    ids=name,
)
def test_the_middle_is_pure(path):
    assert not imports(path) & EFFECTS


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_re_which_breaks_hindi_words_is_not_used(path):
    assert "re" not in imports(path)


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_regex_which_compiles_at_once_is_used_by_its_stand_in_alone(path):
    assert ("regex" in imports(path)) == (name(path) == "regex.py")


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_no_file_is_named_after_nothing(path):
    assert path.stem not in {"utils", "helpers", "common", "misc", "manager"}


def constants(path: Path) -> list[str]:
    """The names that a module binds at its top, once for each time."""
    bound: list[str] = []
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.Assign):
            targets = node.targets
        elif isinstance(node, ast.AnnAssign) and node.value:
            targets = [node.target]
        else:
            continue
        names = (part for target in targets for part in ast.walk(target))
        bound += [part.id for part in names if isinstance(part, ast.Name)]
    return bound


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_no_module_binds_a_constant_twice(path):
    bound = constants(path)
    assert not {constant for constant in bound if bound.count(constant) > 1}


def test_no_two_public_classes_share_a_name():
    homes: dict[str, list[str]] = {}
    for path in MODULES:
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                homes.setdefault(node.name, []).append(name(path))
    assert not {known: where for known, where in homes.items() if len(where) > 1}


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_what_windows_lacks_is_asked_for_only_where_it_is(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    loaded = {
        alias.name for node in tree.body if isinstance(node, ast.Import) for alias in node.names
    }
    loaded |= {node.module or "" for node in tree.body if isinstance(node, ast.ImportFrom)}
    used = {
        node.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and node.value.id == "os"
    }
    assert not loaded & POSIX
    assert not used & POSIX_NAMES
