"""What every build shares: the version, one clean source, sums and archives that come out the same each time.

Whoever builds needs Python and the pinned packages (setup.sh puts both into an environment of its own), no more.
"""

import gzip
import importlib.metadata
import os
import re
import shutil
import stat
import subprocess
import sys
import sysconfig
import tarfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
WORK = ROOT / "build" / "package"
DIST = ROOT / "dist"
PINS = (ROOT / "packaging" / "release.txt", ROOT / "packaging" / "build.txt")
TOOLS_OF_PIP = {"pip", "setuptools"}
NAME = "care-companion"


class CannotBuild(Exception):
    """Its words say what is missing, and what to do."""


def version() -> str:
    """The one place: carecompanion/__init__.py."""
    words = (ROOT / "carecompanion" / "__init__.py").read_text(encoding="utf-8")
    return re.search(r'__version__ = "(\d+(?:\.\d+){1,3})"', words)[1]


def epoch() -> int:
    """The moment every file of a build bears: that of the last change."""
    told = subprocess.run(["git", "log", "-1", "--format=%ct"], cwd=ROOT, capture_output=True, check=False)
    return int(told.stdout or (ROOT / "CHANGELOG.md").stat().st_mtime)


def environment() -> dict[str, str]:
    """For what we start: nothing of whoever builds but where programs and the network's settings are."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "QT_", "LC_", "LANG"))}
    return kept | {"SOURCE_DATE_EPOCH": str(epoch()), "PYTHONHASHSEED": "0", "LC_ALL": "C.UTF-8"}


def run(*command: str | Path, cwd: Path = WORK, more: dict[str, str] | None = None) -> None:
    """`more` goes into its environment. Raises CannotBuild with the last words of what failed."""
    done = subprocess.run(
        [str(one) for one in command],
        cwd=cwd,
        env=environment() | (more or {}),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    if done.returncode:
        raise CannotBuild("\n".join([*done.stdout.splitlines()[-15:], f"failed: {Path(str(command[0])).name}"]))


def pins(*files: Path) -> dict[str, str]:
    """Name and version of every pinned package."""
    lines = [line for file in files for line in file.read_text(encoding="utf-8").splitlines()]
    found = [re.match(r"([\w.-]+)==([\w.]+)", line) for line in lines]
    return {plain(one[1]): one[2] for one in found if one}


def plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def need_clean_environment() -> None:
    """Only pinned packages, in their pinned versions: else what we build is not what others build."""
    wanted = pins(*PINS)
    installed = importlib.metadata.distributions(path=[sysconfig.get_path("purelib"), sysconfig.get_path("platlib")])
    here = {plain(one.name): one.version for one in installed}
    strange = sorted(set(here) - set(wanted) - TOOLS_OF_PIP)
    other = sorted(name for name in set(here) & set(wanted) - TOOLS_OF_PIP if here[name] != wanted[name])
    if strange or other:
        raise CannotBuild(
            f"This environment is not the pinned one ({', '.join([*strange, *other])}). "
            "Delete .venv-package and run `make package` again."
        )


def need_tools(*names: str, why: str) -> None:
    missing = [name for name in names if shutil.which(name) is None]
    if missing:
        raise CannotBuild(f"{why} needs {', '.join(missing)}, and it is not here.")


def wheel() -> Path:
    """The program as pip would install it: only what is the project's own gets in."""
    place = WORK / "wheel"
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir(parents=True)
    run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", place, cwd=ROOT)
    return next(place.glob("*.whl"))


def source() -> Path:
    """That wheel unpacked: what is built from."""
    place = WORK / "source"
    shutil.rmtree(place, ignore_errors=True)
    shutil.unpack_archive(wheel(), place, "zip")
    return place


def tidy(folder: Path) -> None:
    """One time and one kind of rights for all files, whatever the builder's umask says."""
    moment = epoch()
    for path in sorted(folder.rglob("*"), reverse=True):
        if not path.is_symlink():
            may_run = path.is_dir() or path.stat().st_mode & stat.S_IXUSR
            path.chmod(0o755 if may_run else 0o644)
            os.utime(path, (moment, moment))
    folder.chmod(0o755)
    os.utime(folder, (moment, moment))


def tar_xz(folder: Path, file: Path, name: str) -> None:
    """`folder` as `name` in a .tar.xz that comes out the same each time."""
    moment = epoch()

    def as_ours(info: tarfile.TarInfo) -> tarfile.TarInfo:
        info.uid = info.gid = 0
        info.uname = info.gname = ""
        info.mtime = moment
        info.mode = 0o755 if info.isdir() or info.mode & stat.S_IXUSR else 0o644
        return info

    file.parent.mkdir(parents=True, exist_ok=True)
    with tarfile.open(file, "w:xz", format=tarfile.PAX_FORMAT, preset=6) as archive:
        for path in [folder, *sorted(folder.rglob("*"))]:
            inside = name if path == folder else f"{name}/{path.relative_to(folder).as_posix()}"
            archive.add(path, inside, recursive=False, filter=as_ours)


def gzipped(text: bytes) -> bytes:
    return gzip.compress(text, 9, mtime=0)


def size_of(folder: Path) -> tuple[int, int]:
    """Bytes and number of files."""
    files = [one for one in folder.rglob("*") if one.is_file() and not one.is_symlink()]
    return sum(one.stat().st_size for one in files), len(files)


def megabytes(size: int) -> str:
    return f"{size / 1e6:.1f} MB"
