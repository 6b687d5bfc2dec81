"""The setup program as a person meets it, tried under Wine: `make package-test` does this where Wine and NSIS are here.

What is installed is a few small files under the real names; the script is care.nsi, word for word, but for two things:
it becomes a 64-bit program (Wine may have no other), and what it would say in a window it writes to a file.
"""

import re
import shutil
import subprocess
from pathlib import Path

from windows.setup import HERE, make_icon

WINES = ("wine64", "/usr/lib/wine/wine64", "/usr/lib/wine-stable/wine64")
FOLDER = "Care Companion"
SMALL_FILES = ("Care_Companion.launch.pyw", "care-companion.ico")
SAID = """\
FileOpen $9 "$EXEDIR\\said.txt" a
  FileSeek $9 0 END
  FileWriteUTF16LE $9 "${WORDS}$\\n"
  FileClose $9"""
LATE = "  WriteUninstaller"  # where everything lies in its place
PATIENCE = 120


def find_wine() -> str | None:
    return next((found for found in map(shutil.which, WINES) if found), None)


def script(version: str, installer: str) -> str:
    """care.nsi, filled in as pynsist does it."""
    words = (HERE / "care.nsi").read_text(encoding="utf-8")
    loop = r"\[% for destination.*?%\]\n\[% for file in group %\]\n(.*?)\[% endfor %\]\n\[% endfor %\]\n"
    words = re.sub(
        loop, lambda found: "".join(found[1].replace("[[ file ]]", one) for one in SMALL_FILES), words, flags=re.DOTALL
    )
    for name, value in (("ib.version", version), ("ib.installer_name", installer), ("ib.publisher", "Tried")):
        words = words.replace(f"[[{name}]]", value)
    return words.replace("[[icon]]", SMALL_FILES[1])


def for_wine(words: str) -> str:
    words = words.replace("Unicode true", "Target amd64-unicode")
    shown = 'MessageBox MB_OK|MB_ICONINFORMATION "$(${WORDS})" /SD IDOK'
    if shown not in words:
        raise ValueError("care.nsi says things in another way")
    return words.replace(shown, SAID)


def lay_out(place: Path, version: str) -> None:
    """What NSIS packs: a program as small as it can be."""
    (place / "pkgs" / "carecompanion").mkdir(parents=True)
    (place / "Python").mkdir()
    (place / "pkgs" / "carecompanion" / "main.py").write_text(version, encoding="utf-8")
    (place / "pkgs" / f"only in {version}.txt").touch()
    for name in ("python.exe", "pythonw.exe"):
        (place / "Python" / name).write_text(version, encoding="utf-8")
    shutil.copyfile(HERE / SMALL_FILES[0], place / SMALL_FILES[0])
    make_icon(place / SMALL_FILES[1])
    (place / "SHA256SUMS").touch()


def packed(place: Path, words: str, *options: str) -> None:
    """Raises CalledProcessError where NSIS does not understand it."""
    (place / "installer.nsi").write_text(words, encoding="utf-8")
    subprocess.run(
        ["makensis", "-V2", *options, "-INPUTCHARSET", "UTF8", "installer.nsi"],
        cwd=place,
        check=True,
        capture_output=True,
    )


class Laptop:
    """A Windows 10 of its own, below `place`, and what can be done there."""

    def __init__(self, place: Path) -> None:
        self.place = place
        self.wine = find_wine() or "wine64"
        self.prefix = place / "wine"
        self.local = self.prefix / "drive_c" / "users" / "anyone" / "AppData" / "Local"
        self.program = self.local / "Programs" / FOLDER
        self.downloads = place / "descargas de María, 2º año"
        self.downloads.mkdir(parents=True)
        self.start("wineboot", "-i")
        self.start("winecfg", "-v", "win10")
        self.settle()

    def environment(self) -> dict[str, str]:
        own = {
            "WINEPREFIX": str(self.prefix),
            "WINEARCH": "win64",
            "WINEDEBUG": "-all",
            "USER": "anyone",
            "LC_ALL": "C.UTF-8",
        }
        return {"PATH": "/usr/bin:/bin", "HOME": str(self.place), "WINEDLLOVERRIDES": "mscoree,mshtml=d"} | own

    def start(self, *command: str | Path) -> int:
        done = subprocess.run(
            [self.wine, *map(str, command)],
            env=self.environment(),
            capture_output=True,
            timeout=PATIENCE,
            check=False,
        )
        return done.returncode

    def settle(self) -> None:
        """An uninstaller goes on in a copy of itself."""
        server = shutil.which("wineserver", path=f"{Path(self.wine).parent}:/usr/lib/wine:/usr/bin")
        subprocess.run([server or "wineserver", "-w"], env=self.environment(), timeout=PATIENCE, check=False)

    def make(self, version: str, change: tuple[str, str] = ("", "")) -> Path:
        """A setup program of that version; `change` alters its script."""
        place = self.place / f"made {version} {len(list(self.place.iterdir()))}"
        place.mkdir()
        lay_out(place, version)
        packed(place, for_wine(script(version, "setup.exe")).replace(*change, 1))
        return place / "setup.exe"

    def install(self, setup: Path, where: str = "") -> str:
        """The name of what it said; "" where it did its work. No space in `where`: NSIS reads no quotes there."""
        shutil.copyfile(setup, self.downloads / "setup.exe")
        said = self.downloads / "said.txt"
        said.unlink(missing_ok=True)
        code = self.start(self.downloads / "setup.exe", "/S", *([f"/D={where}"] if where else []))
        words = said.read_text(encoding="utf-16-le").split() if said.is_file() else []
        if (code == 0) != (not words):
            return f"exit {code}, {words}"
        return " ".join(words)

    def uninstall(self) -> None:
        self.start(self.program / "uninstall.exe", "/S")
        self.settle()

    @property
    def version(self) -> str:
        """Of the program that lies there whole; "" where there is none."""
        try:
            found = (self.program / "pkgs" / "carecompanion" / "main.py").read_text(encoding="utf-8")
        except FileNotFoundError:
            return ""
        whole = {"pkgs", "Python", "SHA256SUMS", "uninstall.exe", *SMALL_FILES}
        extra = {f"only in {found}.txt", "carecompanion"} ^ {one.name for one in (self.program / "pkgs").iterdir()}
        return f"{found} and {extra}" if extra or {one.name for one in self.program.iterdir()} != whole else found

    def opened(self) -> "subprocess.Popen[bytes]":
        """Something that runs under the name of the program, until its input is closed."""
        system = self.prefix / "drive_c" / "windows" / "system32"
        shutil.copyfile(system / "cmd.exe", self.program / "Python" / "pythonw.exe")
        running = subprocess.Popen(
            [self.wine, str(self.program / "Python" / "pythonw.exe"), "/k", "echo open"],
            env=self.environment(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        assert running.stdout is not None
        running.stdout.read(4)  # it runs now
        return running


def try_setup(place: Path) -> list[str]:
    """Every way it may be met; returns what is not as it should be."""
    here, wrong = Laptop(place), []

    def want(what: str, found: object, wanted: object) -> None:
        if found != wanted:
            wrong.append(f"{what}: {found}, not {wanted}")

    old, now, newer = (here.make(version) for version in ("0.0.9", "0.1.0", "0.2.0"))
    mine = here.local / "care-companion" / "data" / "profiles" / "a" / "profile.db"
    mine.parent.mkdir(parents=True)
    mine.write_text("sealed")

    want("from a path with spaces and accents", (here.install(old), here.version), ("", "0.0.9"))
    want("over an older one", (here.install(now), here.version), ("", "0.1.0"))
    want("the same again", (here.install(now), here.version), ("", "0.1.0"))
    cut = here.make("0.2.0", (LATE, f"  Abort\n{LATE}"))
    want("cut short", (here.install(cut), here.version), ("CUT_SHORT", "0.1.0"))
    running = here.opened()
    want("while it runs", (here.install(newer), here.version), ("OPEN", "0.1.0"))
    here.start(here.program / "uninstall.exe", "/S")
    want("taken away while it runs", here.version, "0.1.0")
    running.communicate()
    here.settle()
    want("over a newer one", (here.install(newer), here.install(now), here.version), ("", "NEWER", "0.2.0"))
    here.uninstall()
    want("taken away, silently", (here.version, here.program.exists(), mine.read_text()), ("", False, "sealed"))

    huge = here.make("0.1.0", ("COMPILED_KB 40000", "COMPILED_KB 2000000000"))
    want("without room", (here.install(huge), here.program.exists()), ("ROOM", False))
    others = here.prefix / "drive_c" / "mine" / FOLDER / "Python" / "mine.txt"
    others.parent.mkdir(parents=True)
    others.write_text("mine")
    want("into a folder of other things", (here.install(now, r"C:\mine"), others.read_text()), ("OTHERS", "mine"))
    refused = here.make("0.1.0", (r"$INSTDIR\.try", r"C:\nowhere\.try"))  # a superuser may write in all there is
    want("where nothing can be written", (here.install(refused), here.version), ("RIGHTS", ""))

    (here.program / ".new" / "pkgs").mkdir(parents=True)
    want("after a power cut", (here.install(now), here.version), ("", "0.1.0"))
    erasing = here.make("0.1.0", ("/SD IDNO IDNO keep", "/SD IDYES IDNO keep"))
    want("asked, and said yes once", (here.install(erasing), here.uninstall(), mine.exists()), ("", None, True))
    twice = here.make("0.1.0")
    words = (twice.parent / "installer.nsi").read_text(encoding="utf-8")
    packed(twice.parent, words.replace("/SD IDNO IDNO keep", "/SD IDYES IDNO keep"))
    want("said yes twice", (here.install(twice), here.uninstall(), mine.exists()), ("", None, False))
    here.settle()
    return wrong
