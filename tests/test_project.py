"""The checkout itself: what stands at its top, what its settings promise, and that set-up works in odd places."""

import importlib.metadata
import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.version import Version

import carecompanion

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
TOP = {
    "carecompanion",
    "resources",
    "tests",
    "packaging",
    "pyproject.toml",
    "README.md",
    "LICENSE",
    "ARCHITECTURE.md",
    "CONTRIBUTING.md",
    "CHANGELOG.md",
    "SECURITY.md",
    "Makefile",
}


def wanted() -> list[Requirement]:
    """The dependencies, as far as they are for this Python."""
    found = [Requirement(one) for one in PROJECT["project"]["dependencies"]]
    return [one for one in found if one.marker is None or one.marker.evaluate()]


def kept_files() -> list[str]:
    """What git knows; in an unpacked archive there is no git, and nothing to ask."""
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, encoding="utf-8", check=False
    ).stdout
    return [one for one in listed.split("\0") if one]


def test_the_top_is_tidy() -> None:
    top = {Path(file).parts[0] for file in kept_files()} or TOP
    assert {one for one in top if not one.startswith(".")} == TOP


def test_nothing_made_is_kept() -> None:
    made = re.compile(r"(^|/)(build|dist|tour|__pycache__|\.venv)/|\.pyc$|\.egg-info")
    assert [file for file in kept_files() if made.search(file)] == []


def test_every_dependency_has_its_line() -> None:
    lines = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8").splitlines()
    told = {line.split("|")[1].split()[0] for line in lines if line.startswith("| ") and line.count("|") == 5}
    assert {Requirement(one).name for one in PROJECT["project"]["dependencies"]} - told == set()


def test_the_floor_is_what_we_promise() -> None:
    """`make test-floor` runs every test with these: the very versions our bounds begin with."""
    lines = (ROOT / "packaging" / "floor.txt").read_text(encoding="utf-8").splitlines()
    floor = dict(line.split("==") for line in lines if "==" in line)
    for one in wanted():
        least = next(bound.version for bound in one.specifier if bound.operator == ">=")
        assert one.specifier.contains(floor[one.name]), one
        assert Version(floor[one.name]).release[:2] == (*Version(least).release, 0)[:2], one


def test_what_is_installed_is_within_bounds() -> None:
    for one in wanted():
        assert one.specifier.contains(importlib.metadata.version(one.name)), one


NONE_IS_KEPT = """
import sys
from PySide6.QtCore import QObject
one, before = QObject(), sys.getrefcount(None)
for _ in range(1000):
    one.setObjectName("a")
print(sys.getrefcount(None) - before)
"""


def test_this_qt_takes_nothing_from_python(run_python: Callable[..., str]) -> None:
    """PySide6 6.12 on Python 3.11 loses a reference to None at every call, and aborts after some thousands of them."""
    assert int(run_python(NONE_IS_KEPT)) > -100


def test_the_version_is_told() -> None:
    command = [sys.executable, "-m", "carecompanion", "--version"]
    told = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=True)
    assert told.stdout.strip() == carecompanion.__version__


LICENCES = ["LICENSE", "resources/LICENSE-CONTENT.txt", "resources/icons/LICENSE"]
OF_DICTIONARIES = ["resources/spelling/MPL-1.1.txt", "resources/spelling/SCOWL.txt"]


@pytest.mark.parametrize("file", [*LICENCES, *OF_DICTIONARIES])
def test_licences_are_there(file: str) -> None:
    assert len((ROOT / file).read_text(encoding="utf-8")) > 700


def test_every_font_has_its_licence() -> None:
    texts = " ".join(file.name for file in (ROOT / "resources" / "fonts").glob("OFL-*.txt"))
    families = {file.name.split("-")[0].lower()[:8] for file in (ROOT / "resources" / "fonts").glob("*.ttf")}
    assert [family for family in families if family[:6] not in texts.replace("-", "")] == []


def test_every_dictionary_says_where_it_is_from() -> None:
    folder = ROOT / "resources" / "spelling"
    told = (folder / "README.md").read_text(encoding="utf-8")
    dictionaries = {file.name for file in folder.iterdir()} - {"README.md", "MPL-1.1.txt", "SCOWL.txt"}
    assert dictionaries and [name for name in dictionaries if f"`{name}`" not in told] == []
    assert set(OF_DICTIONARIES) <= set(PROJECT["project"]["license-files"])


IN_A_WHEEL = """
import sys
sys.path.insert(0, sys.argv[1])
import carecompanion.paths
resources = carecompanion.paths.find_resources()
assert str(resources).startswith(sys.argv[1]), resources
for name in sys.argv[2:]:
    assert (resources / name).is_file(), name
"""


@pytest.fixture(scope="module")
def unpacked_wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What pip would install, unpacked beside."""
    place = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(place)]
    subprocess.run(build, cwd=ROOT, capture_output=True, check=True)
    shutil.unpack_archive(next(place.glob("*.whl")), place / "site", "zip")
    return place / "site"


def test_a_wheel_is_whole(unpacked_wheel: Path, run_python: Callable[..., str]) -> None:
    """Every resource and every step of the database comes along, and is found there."""
    resources = [file.removeprefix("resources/") for file in kept_files() if file.startswith("resources/")]
    run_python(IN_A_WHEEL, str(unpacked_wheel), *(one for one in resources if (ROOT / "resources" / one).is_file()))
    steps = {file for file in kept_files() if file.startswith("carecompanion/storage/migrations/")}
    assert [step for step in steps if not (unpacked_wheel / step).is_file()] == []


def test_a_wheel_brings_no_tests(unpacked_wheel: Path) -> None:
    assert {one.name for one in unpacked_wheel.iterdir() if "dist-info" not in one.name} == {"carecompanion"}


PRIVATE = re.compile(r"/root/|/home/(?!\w*\$)\w+/|/work/|@[\w.]+\.(local|internal)\b")


def test_no_machine_of_ours_is_named() -> None:
    """Paths of somebody's computer have no place in the sources."""
    named = []
    for file in kept_files():
        path = ROOT / file
        if path.suffix in {".py", ".md", ".toml", ".sh", ".txt", ".yaml", ""} and path.is_file():
            for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), 1):
                if PRIVATE.search(line) and file != "tests/test_project.py":
                    named.append(f"{file}:{number}: {line.strip()[:80]}")
    assert named == []


def test_links_between_our_pages_lead_somewhere() -> None:
    lost = []
    for page in ROOT.glob("*.md"):
        for target in re.findall(r"\]\(([^)#]+)\)", page.read_text(encoding="utf-8")):
            if not target.startswith("http") and not (ROOT / target).exists():
                lost.append(f"{page.name}: {target}")
    assert lost == []


@pytest.mark.skipif(os.name == "nt", reason="set-up there is by hand: README")
class TestSetUp:
    """packaging/setup.sh, as far as it goes without a network."""

    def run(self, *arguments: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
        sh = shutil.which("sh")
        assert sh
        return subprocess.run(
            [sh, "packaging/setup.sh", *arguments],
            cwd=cwd,
            env={"PATH": os.environ["PATH"], "HOME": str(cwd)} | environment,
            capture_output=True,
            encoding="utf-8",
            timeout=60,
            check=False,
        )

    @pytest.fixture
    def checkout(self, tmp_path: Path) -> Path:
        """The scripts alone, in a place with spaces and accents, with an environment that is ready."""
        place = tmp_path / "ruta con ñ y espacios" / "care companion"
        shutil.copytree(ROOT / "packaging", place / "packaging")
        shutil.copy(ROOT / "pyproject.toml", place)
        subprocess.run([sys.executable, "-m", "venv", "--without-pip", place / ".venv"], check=True)
        (place / "carecompanion").mkdir()
        (place / "carecompanion" / "__init__.py").touch()
        (place / "carecompanion" / "__main__.py").write_text("import sys\nprint('started', *sys.argv[1:])\n", "utf-8")
        (place / "pip.py").touch()  # what makes the environment look whole
        stamp = subprocess.run(
            "cat pyproject.toml packaging/floor.txt | cksum", shell=True, cwd=place, capture_output=True, check=True
        )
        (place / ".venv" / "ready-run").write_bytes(stamp.stdout)
        return place

    def test_without_a_screen_it_says_so_and_walks(self, checkout: Path) -> None:
        done = self.run("run", cwd=checkout)
        assert "There is no screen here" in done.stdout
        assert done.stdout.rstrip().endswith("started tour"), done.stdout + done.stderr

    def test_what_follows_is_for_the_program(self, checkout: Path) -> None:
        done = self.run("tour", "--to", "mis fotos", cwd=checkout)
        assert done.stdout.rstrip().endswith("started tour --to mis fotos"), done.stdout + done.stderr

    def test_an_unknown_word_is_told(self, checkout: Path) -> None:
        done = self.run("fly", cwd=checkout)
        assert done.returncode == 1
        assert "fly" in done.stderr
        assert done.stdout == ""
