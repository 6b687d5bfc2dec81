"""The rules of the house (ARCHITECTURE.md), as one table and a few questions to the code.

Every rule is a function from one file's tree to complaints. Each is first shown a snippet that breaks it: a rule that
cannot fail is no rule.
"""

import ast
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
CODE = ROOT / "carecompanion"

GROUND = {"errors", "events", "i18n", "paths", "settings"}

# Room -> the rooms (or modules) it may import. A room that is not here may not exist.
MAY_IMPORT: dict[str, set[str]] = {
    "__init__": set(),
    "__main__": {"main"},
    "errors": set(),
    "events": set(),
    "i18n": set(),
    "paths": {"errors"},
    "settings": {"paths", "errors"},
    "content": GROUND,
    "learning": GROUND | {"content.model", "content.scene", "content.scene_ways", "content.workshop"},
    "storage": GROUND | {"content.model", "learning.records"},
    "services": GROUND | {"content", "learning", "storage"},
    "app": GROUND | {"content", "learning", "storage", "services"},
    "ui": GROUND | {"app", "services", "learning", "content"},
    "main": GROUND | {"app", "services", "content", "ui"},
}

# A package from outside -> the only rooms that may import it.
ONLY_IN: dict[str, set[str]] = {
    "PySide6": {"ui"},
    "shiboken6": {"ui"},
    "sqlalchemy": {"storage"},
    "sqlcipher3": {"storage"},
    "alembic": {"storage"},
    "sqlite3": set(),
    "platformdirs": {"paths"},
    "yaml": {"content"},
    "fsrs": {"learning"},
    "xlsxwriter": {"services"},
    "socket": set(),
    "urllib": set(),
    "http": set(),
    "requests": set(),
}

BROAD_IS_RIGHT = {"ui/background.py"}  # gives whatever went wrong in a thread to the one who asked
ENDINGS = ("Manager", "Handler", "Helper", "Utils", "Base")


@dataclass(frozen=True)
class File:
    """One file of the code: its place below carecompanion/, and its tree."""

    place: str
    tree: ast.Module

    @property
    def room(self) -> str:
        return Path(self.place).parts[0].removesuffix(".py")

    @property
    def module(self) -> str:
        return ".".join(Path(self.place).with_suffix("").parts).removesuffix(".__init__")

    @property
    def is_package(self) -> bool:
        return Path(self.place).name == "__init__.py"


def read(place: str, source: str) -> File:
    return File(place, ast.parse(source, place))


def place_of(file: Path) -> str:
    return file.relative_to(CODE).as_posix()


FILES = [read(place_of(file), file.read_text(encoding="utf-8")) for file in sorted(CODE.rglob("*.py"))]


def imports(tree: ast.AST) -> Iterator[tuple[str, int]]:
    """Every module named in an import below `tree`, wherever it stands, with its line."""
    for node in ast.walk(tree):
        yield from imported_by(node)


def imported_by(node: ast.AST) -> Iterator[tuple[str, int]]:
    if isinstance(node, ast.Import):
        yield from ((name.name, node.lineno) for name in node.names)
    elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
        # `from carecompanion import i18n` and `from carecompanion.content import model` name modules, too
        ours = node.module.split(".")[0] == "carecompanion"
        for name in node.names:
            inner = f"{node.module}.{name.name}"
            yield (inner if ours and is_module(inner) else node.module), node.lineno


def is_module(name: str) -> bool:
    place = ROOT.joinpath(*name.split("."))
    return place.with_suffix(".py").is_file() or place.is_dir()


def loaded_at_once(tree: ast.Module) -> Iterator[str]:
    """What is imported when the module is: not inside functions, not for the type checker alone."""
    waiting: list[ast.AST] = list(tree.body)
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            continue
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test):
            waiting += node.orelse
            continue
        yield from (name for name, _line in imported_by(node))
        waiting += ast.iter_child_nodes(node)


def inside(name: str, allowed: set[str]) -> bool:
    return any(name == one or name.startswith(one + ".") for one in allowed)


# ---------------------------------------------------------------- the rules


def only_looks_down(file: File) -> Iterator[str]:
    """Who may import whom."""
    if file.room not in MAY_IMPORT:
        yield f"{file.room} has no line in MAY_IMPORT"
        return
    allowed = MAY_IMPORT[file.room] | ({file.room} if "/" in file.place else set())
    for name, line in imports(file.tree):
        package, _, ours = name.partition(".")
        if package == "carecompanion" and ours and not inside(ours, allowed):
            yield f"{line}: {file.room} may not import {ours}"


def keeps_strangers_in_their_rooms(file: File) -> Iterator[str]:
    """PySide6 only in ui, SQLAlchemy only in storage, platformdirs only in paths; no network anywhere."""
    for name, line in imports(file.tree):
        rooms = ONLY_IN.get(name.split(".")[0])
        if rooms is not None and file.room not in rooms:
            yield f"{line}: {name} belongs in {', '.join(rooms) or 'no room'}"


def imports_by_whole_names(file: File) -> Iterator[str]:
    """No relative imports, and no `*`: PySide builds classes lazily, and a star builds them all."""
    for node in ast.walk(file.tree):
        if isinstance(node, ast.ImportFrom) and node.level:
            yield f"{node.lineno}: a relative import"
        if isinstance(node, ast.ImportFrom) and any(name.name == "*" for name in node.names):
            yield f"{node.lineno}: import *"


def opens_windows_late(file: File) -> Iterator[str]:
    """`main` imports ui inside a function only."""
    for name in loaded_at_once(file.tree):
        if file.room in ("main", "__main__") and name.startswith("carecompanion.ui"):
            yield f"imports {name} at once"


def catches_what_it_knows(file: File) -> Iterator[str]:
    """No bare except; no broad one either, but to put something back and let it pass on."""
    for node in ast.walk(file.tree):
        if isinstance(node, ast.ExceptHandler) and file.place not in BROAD_IS_RIGHT:
            names = {one.id for one in ast.walk(node.type) if isinstance(one, ast.Name)} if node.type else {""}
            if "" in names or (names & {"Exception", "BaseException"} and not passes_on(node)):
                yield f"{node.lineno}: a broad except"


def passes_on(node: ast.ExceptHandler) -> bool:
    last = node.body[-1]
    return isinstance(last, ast.Raise) and last.exc is None


def has_no_global(file: File) -> Iterator[str]:
    """State lives in objects."""
    yield from (f"{node.lineno}: global" for node in ast.walk(file.tree) if isinstance(node, ast.Global))


def names_the_thing(file: File) -> Iterator[str]:
    """No Manager, Handler, Helper, Utils, Base; no utils.py."""
    if Path(file.place).stem.rstrip("s") in ("util", "helper", "common", "misc"):
        yield "a file for everything"
    for node in ast.walk(file.tree):
        if isinstance(node, ast.ClassDef) and node.name.endswith(ENDINGS):
            yield f"{node.lineno}: class {node.name}"


def proofreads_for_authors_only(file: File) -> Iterator[str]:
    """Only the checker reads with dictionaries, and only when it is asked to: no running program waits for them."""
    if file.place.startswith("content/proof/"):
        return
    at_once = set(loaded_at_once(file.tree))
    for name, line in imports(file.tree):
        if inside(name, {"carecompanion.content.proof"}) and (file.place != "content/checker.py" or name in at_once):
            yield f"{line}: {name} is for the checker, and late"


def re_exports_nothing(file: File) -> Iterator[str]:
    """An `__init__` says in words what its room is, and no more."""
    if file.is_package:
        yield from (f"{line}: __init__ imports {name}" for name, line in imports(file.tree))


def styles_in_one_place(file: File) -> Iterator[str]:
    """The one setStyleSheet of the program is in ui/theme.py."""
    calls = [n for n in ast.walk(file.tree) if isinstance(n, ast.Attribute) and n.attr == "setStyleSheet"]
    if file.place == "ui/theme.py":
        calls = calls[1:]
    yield from (f"{call.lineno}: setStyleSheet" for call in calls)


def lets_qt_breathe(file: File) -> Iterator[str]:
    """No processEvents: it runs slots inside slots."""
    for node in ast.walk(file.tree):
        if isinstance(node, ast.Attribute) and node.attr == "processEvents" and file.place != "ui/tour.py":
            yield f"{node.lineno}: processEvents"


def asks_for_files_in_one_place(file: File) -> Iterator[str]:
    """Qt's dialogs note the folders one was in; ui/file_dialog.py makes them forget."""
    for node in ast.walk(file.tree) if file.place != "ui/file_dialog.py" else ():
        named = node.name if isinstance(node, ast.alias) else node.attr if isinstance(node, ast.Attribute) else ""
        if named == "QFileDialog":
            yield f"{node.lineno}: QFileDialog"


def says_what_it_is(file: File) -> Iterator[str]:
    """Every module but an empty one begins with its docstring."""
    if file.tree.body and not ast.get_docstring(file.tree) and file.room != "__main__":
        yield "no docstring"


Rule = Callable[[File], Iterator[str]]

# Each rule, and a file that breaks it.
RULES: list[tuple[Rule, str, str]] = [
    (only_looks_down, "content/x.py", "from carecompanion.storage.journal import Journal"),
    (keeps_strangers_in_their_rooms, "services/x.py", "import PySide6.QtCore"),
    (imports_by_whole_names, "ui/x.py", "from PySide6.QtWidgets import *"),
    (opens_windows_late, "main.py", "from carecompanion.ui.application import run_app"),
    (catches_what_it_knows, "ui/x.py", "try: pass\nexcept (ValueError, Exception): pass"),
    (has_no_global, "learning/x.py", "def f():\n    global a\n    a = 1"),
    (names_the_thing, "services/x.py", "class StudyManager: pass"),
    (proofreads_for_authors_only, "content/library.py", "def f():\n    from carecompanion.content.proof import voice"),
    (re_exports_nothing, "content/__init__.py", "from carecompanion.content.model import Pack"),
    (styles_in_one_place, "ui/pages/x.py", "w.setStyleSheet('')"),
    (lets_qt_breathe, "ui/x.py", "app.processEvents()"),
    (asks_for_files_in_one_place, "ui/pages/x.py", "from PySide6.QtWidgets import QFileDialog"),
    (says_what_it_is, "ui/x.py", "import os"),
]

MORE_BREAKS: list[tuple[Rule, str, str]] = [
    (only_looks_down, "ui/x.py", "def f():\n    from carecompanion.storage import vault"),
    (only_looks_down, "learning/x.py", "import carecompanion.content.reader"),
    (only_looks_down, "learning/x.py", "from carecompanion.content import library"),
    (only_looks_down, "attic/x.py", ""),
    (only_looks_down, "services/x.py", "import carecompanion.ui.theme"),
    (keeps_strangers_in_their_rooms, "ui/x.py", "from sqlalchemy import select"),
    (keeps_strangers_in_their_rooms, "settings.py", "import platformdirs"),
    (keeps_strangers_in_their_rooms, "services/x.py", "import urllib.request"),
    (imports_by_whole_names, "ui/x.py", "from . import theme"),
    (catches_what_it_knows, "ui/x.py", "try: pass\nexcept: raise"),
    (catches_what_it_knows, "ui/x.py", "try: pass\nexcept BaseException: print()"),
    (
        proofreads_for_authors_only,
        "content/checker.py",
        "from carecompanion.content.proof.proofreader import proofread",
    ),
    (proofreads_for_authors_only, "ui/x.py", "import carecompanion.content.proof.spelling"),
    (names_the_thing, "ui/utils.py", ""),
    (styles_in_one_place, "ui/theme.py", "a.setStyleSheet('')\nb.setStyleSheet('')"),
]


@pytest.mark.parametrize(("rule", "place", "source"), RULES + MORE_BREAKS)
def test_a_rule_sees_what_breaks_it(rule: Rule, place: str, source: str) -> None:
    assert list(rule(read(place, source)))


@pytest.mark.parametrize("rule", [rule for rule, _place, _source in RULES], ids=lambda rule: rule.__name__)
def test_the_code_keeps_the_rule(rule: Rule) -> None:
    assert [f"carecompanion/{file.place}:{complaint}" for file in FILES for complaint in rule(file)] == []


def test_there_is_code_to_look_at() -> None:
    assert {file.room for file in FILES} == set(MAY_IMPORT), "the table and the house differ"


# ---------------------------------------------------------------- cycles


def circles(graph: dict[str, set[str]]) -> list[tuple[str, ...]]:
    """Groups of modules that reach each other."""

    def reached(start: str) -> set[str]:
        seen: set[str] = set()
        waiting = [start]
        while waiting:
            for name in graph.get(waiting.pop(), set()) - seen:
                seen.add(name)
                waiting.append(name)
        return seen

    reach = {name: reached(name) for name in graph}
    return sorted({tuple(sorted(o for o in reach[n] if n in reach.get(o, ()))) for n in graph if n in reach[n]})


def graph_of(files: list[File]) -> dict[str, set[str]]:
    return {
        f"carecompanion.{file.module}": {name for name in loaded_at_once(file.tree) if name.startswith("carecompanion")}
        for file in files
    }


def test_a_circle_is_seen() -> None:
    assert circles({"a": {"b"}, "b": {"c"}, "c": {"a"}, "d": {"a"}}) == [("a", "b", "c")]


def test_no_module_waits_for_itself() -> None:
    assert circles(graph_of(FILES)) == []


# ---------------------------------------------------------------- fresh interpreters

WITHOUT_QT = """
import importlib, pkgutil, sys

class NoQt:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in ("PySide6", "shiboken6"):
            raise ImportError("Qt has no business here: " + name)

sys.meta_path.insert(0, NoQt())
rooms = sys.argv[1:]
for room in rooms:
    module = importlib.import_module(room)
    for one in pkgutil.walk_packages(getattr(module, "__path__", []), room + "."):
        if ".migrations." not in one.name:
            importlib.import_module(one.name)
print(len(sys.modules))
"""


def test_everything_but_the_faces_works_without_qt(run_python: Callable[..., str]) -> None:
    rooms = ["services", "app", "main", "content", "learning", "storage"]
    run_python(WITHOUT_QT, *(f"carecompanion.{room}" for room in rooms))


def test_the_block_blocks(run_python: Callable[..., str]) -> None:
    run_python(WITHOUT_QT, "carecompanion.ui.theme", expect=1)


def test_the_parts_come_together_without_the_database_code(run_python: Callable[..., str]) -> None:
    """The first paint needs no database and no lesson parser."""
    heavy = run_python(
        "import sys, carecompanion.app\n"
        "print(*sorted({'sqlalchemy', 'alembic', 'sqlcipher3', 'yaml', 'PySide6'} & set(sys.modules)))"
    )
    assert heavy.split() == []


def test_the_checker_is_cheap_until_it_reads(run_python: Callable[..., str]) -> None:
    """Whoever only imports it loads no dictionary, no rule about words, no YAML."""
    heavy = run_python(
        "import sys, carecompanion.content.checker\n"
        "print(*sorted(name for name in sys.modules if '.proof' in name or name in ('yaml', 'PySide6', 'sqlalchemy')))"
    )
    assert heavy.split() == []
