"""`make package`, `make package-windows`, `make package-test`: from this checkout to things that can be installed.

    package.py linux            the folder, a .deb, and a .tar.xz that runs from a stick
    package.py windows          the setup program and the same for a stick (packaging/windows says what it needs)
    package.py macos            on a Mac: the .app and its .dmg
    package.py stick FOLDER     a stick with all that lies in dist/
    package.py test [--folder]  build for Linux and try it in every way this machine allows (trying.py has the options)

What is made lies in dist/, with SHA256SUMS; what it was made of in build/package/.
"""

import hashlib
import os
import platform
import shutil
import sys
from pathlib import Path

from building import (
    DIST,
    NAME,
    ROOT,
    WORK,
    CannotBuild,
    megabytes,
    need_clean_environment,
    need_tools,
    run,
    size_of,
    source,
    tar_xz,
    tidy,
    version,
)

FOLDER_MB, PACKED_MB = 150, 50  # the most we allow
TOOLS = ("objdump", "strip", "ldd")  # that a build for Linux wants
SYSTEM = f"{platform.system().lower()}-{platform.machine().lower()}".replace("amd64", "x86_64")


def linux() -> list[Path]:
    """Everything for Linux; returns what lies in dist/."""
    from linux.deb import make_deb  # late: each system has tools of its own

    folder, resources = linux_folder()
    made = [stick_archive(folder)]
    if shutil.which("dpkg-deb"):
        made.append(make_deb(folder, resources, DIST))
    else:
        say("No .deb: dpkg-deb is not here (it comes with Debian and Ubuntu).")
    return told(made)


def linux_folder() -> tuple[Path, Path]:
    """The one-folder program, listed and checked; and the resources it was made of."""
    from linux.system import unknown, wants_of  # late: as above

    need_clean_environment()
    need_tools(*TOOLS, why="A build for Linux (Debian: apt-get install binutils libc-bin)")
    origin = source()
    folder = frozen(origin)
    lost = unknown(wants_of(folder))
    if lost:
        raise CannotBuild("Nobody promised these libraries (packaging/linux/system.py): " + "; ".join(lost))
    size, files = size_of(folder)
    say(f"The folder: {megabytes(size)} in {files} files.")
    if size > FOLDER_MB * 1e6:
        raise CannotBuild(f"The folder is larger than {FOLDER_MB} MB.")
    return folder, origin / "carecompanion" / "resources"


def frozen(origin: Path) -> Path:
    """PyInstaller's folder, with its own list of files."""
    os.environ |= {"CARE_SOURCE": str(origin), "CARE_VERSION": version(), "PYINSTALLER_CONFIG_DIR": str(WORK / "cache")}
    shutil.rmtree(WORK / SYSTEM, ignore_errors=True)
    run(
        sys.executable,
        *("-m", "PyInstaller", "--noconfirm", "--clean", "--distpath", WORK / SYSTEM, "--workpath", WORK / "work"),
        ROOT / "packaging" / "care.spec",
    )
    folder = WORK / SYSTEM / "carecompanion"
    file_list().make_list(folder, version(), SYSTEM)
    tidy(folder)
    return folder


def stick_archive(folder: Path) -> Path:
    """The same folder as a stick has it, in one .tar.xz: unpack it anywhere, open the start file."""
    stick = WORK / "stick"
    shutil.rmtree(stick, ignore_errors=True)
    put_on_stick(stick, [folder])
    tidy(stick)
    file = DIST / f"{NAME}-{version()}-{SYSTEM}.tar.xz"
    tar_xz(stick, file, "Care Companion")
    return file


def put_on_stick(stick: Path, programs: list[Path], installers: Path | None = None, guide: Path | None = None) -> None:
    """By the program's own code, so that what we make is what it makes. The guide is inside each program, too."""
    lists, sticks = file_list(), stick_code()
    resources = WORK / "source" / "carecompanion" / "resources"
    load = sticks.Load(version())
    for folder in programs:
        listed = lists.read_list(folder)
        if listed is None:
            raise CannotBuild(f"{folder.name} has no list of its files.")
        load.add(listed.kind, folder, listed)
    for place, folder in (("start", resources / "stick"), ("guide", guide), ("installers", installers)):
        if folder is not None and folder.is_dir():
            load.add(place, folder)
    sticks.Stick(stick).take(load)


def whole_stick(to: Path) -> None:
    """All that lies in dist/, and the programs that were built, on one stick."""
    programs = [one.parent for one in sorted(WORK.glob("*/*/SHA256SUMS")) if one.parent.parent.name.count("-")]
    if not programs:
        raise CannotBuild("Nothing is built yet: run `make package` first.")
    files = WORK / "installers"
    shutil.rmtree(files, ignore_errors=True)
    files.mkdir()
    for one in sorted(DIST.glob(f"*{version()}*")):
        if one.suffix in (".deb", ".exe", ".dmg"):
            shutil.copy2(one, files)
    put_on_stick(to, programs, files, written_guide())
    say(f"A stick with version {version()} for {', '.join(one.parent.name for one in programs)}.")


def written_guide() -> Path:
    """The guide as pages and PDF, by the very source that is built: it is read before anything is installed."""
    folder = WORK / "guide"
    shutil.rmtree(folder, ignore_errors=True)
    own = {"QT_QPA_PLATFORM": "offscreen", "CARE_COMPANION_HOME": str(WORK / "home")}
    command = (sys.executable, "-m", "carecompanion", "guide", folder)
    run(*command, cwd=WORK / "source", more=own)
    return folder


def file_list():
    """The program's own code for lists of files, from the very source that is built."""
    use_source()
    from carecompanion.services import file_list as found

    return found


def stick_code():
    use_source()
    from carecompanion import i18n
    from carecompanion.services import stick as found

    i18n.speak("en", WORK / "source" / "carecompanion" / "resources" / "i18n")
    return found


def use_source() -> None:
    place = str(WORK / "source")
    if place not in sys.path:
        sys.path.insert(0, place)


def told(made: list[Path]) -> list[Path]:
    """Say what was made and keep the sums of everything in dist/."""
    for file in made:
        say(f"dist/{file.name}: {megabytes(file.stat().st_size)}")
        if file.stat().st_size > PACKED_MB * 1e6 and file.suffix in (".xz", ".deb"):
            raise CannotBuild(f"{file.name} is larger than {PACKED_MB} MB.")
    lines = [f"{hashlib.sha256(one.read_bytes()).hexdigest()}  {one.name}" for one in sorted(DIST.glob(f"{NAME}*"))]
    (DIST / "SHA256SUMS").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return made


def say(words: str) -> None:
    print(words, flush=True)


def main(arguments: list[str]) -> int:
    what, *rest = arguments or ["linux"]
    WORK.mkdir(parents=True, exist_ok=True)
    try:
        match what:
            case "linux":
                linux()
            case "windows":
                from windows.setup import windows  # late: each system has tools of its own

                told(windows(*rest))
            case "macos":
                run("sh", ROOT / "packaging" / "macos" / "build.sh", cwd=ROOT)
            case "stick":
                if len(rest) > 1:
                    raise CannotBuild("One folder, please. With spaces in its name: make stick ARGS=\"'my stick'\"")
                whole_stick(Path(rest[0] if rest else DIST / "stick"))
            case "test":
                from trying import try_all  # late: it starts what was built

                return try_all(rest)
            case _:
                raise CannotBuild(f"I know: linux, windows, macos, stick, test. Not: {what}")
    except CannotBuild as error:
        print(f"\n{error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
