"""The .deb in a Debian that has next to nothing: what it declares is enough, and what dpkg will meet has its words.

An administrator, debootstrap and a mirror are wanted. Whatever was mounted there is let go at the end.
"""

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from building import NAME, run, version
from trying import PATIENCE, copy_into, make_old_home, mirror, need, quiet, release_name, wait_for

OLDER = "0.0.9"
PROGRAM = f"usr/lib/{NAME}"
DOWNLOADS = "/srv/memoria de María, 2º año"
OPEN = "Care Companion está abierto."


class CleanRoot:
    """Debian's smallest, below `place`."""

    def __init__(self, place: Path) -> None:
        self.root = place / "root"
        quiet(["debootstrap", "--variant=minbase", release_name(), self.root, *mirror()], 900)
        for name in ("/etc/apt/sources.list", "/etc/apt/sources.list.d", "/etc/apt/apt.conf.d", "/etc/ssl/certs"):
            copy_into(Path(name), self.root)
        self.inside("apt-get", "update", "-qq")

    def command(self, *words: object, user: str = "0:0") -> list[object]:
        own = ["env", "-i", "PATH=/usr/sbin:/usr/bin:/sbin:/bin", "DEBIAN_FRONTEND=noninteractive", "LC_ALL=C.UTF-8"]
        return ["chroot", f"--userspec={user}", self.root, *own, *words]

    def inside(self, *words: object) -> str:
        return quiet(self.command(*words), 600)

    def refused(self, *words: object, user: str = "0:0") -> str:
        """What it said. CannotBuild where it did not refuse."""
        done = subprocess.run(
            [str(one) for one in self.command(*words, user=user)],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            timeout=600,
            check=False,
        )
        need(done.returncode, f"nobody refused: {' '.join(map(str, words))}")
        return done.stdout

    @property
    def version(self) -> str:
        """Of what is installed, wholly; "" without."""
        asked = self.command("dpkg-query", "-W", "-f", "${db:Status-Abbrev} ${Version}", NAME)
        told = subprocess.run([str(one) for one in asked], capture_output=True, encoding="utf-8", check=False).stdout
        return told.removeprefix("ii ").strip() if told.startswith("ii ") else ""

    def add(self, package: Path) -> str:
        """Its path inside."""
        (self.root / DOWNLOADS.lstrip("/")).mkdir(parents=True, exist_ok=True)
        shutil.copyfile(package, self.root / DOWNLOADS.lstrip("/") / package.name)
        return f"{DOWNLOADS}/{package.name}"

    def install(self, file: str) -> None:
        self.inside("apt-get", "install", "-y", "-qq", "--no-install-recommends", file)


@contextmanager
def mounted(what: list[object], at: Path) -> Iterator[None]:
    at.mkdir(parents=True, exist_ok=True)
    quiet(["mount", *what, at], 60)
    try:
        yield
    finally:
        quiet(["umount", at], 60)


def older_than(package: Path, place: Path) -> Path:
    """The same, under an earlier version, packed in a hurry."""
    folder, made = place / "older", place / f"{NAME}_{OLDER}.deb"
    run("dpkg-deb", "-R", package, folder)
    control, script = folder / "DEBIAN" / "control", folder / "DEBIAN" / "preinst"
    for file in (control, script):
        file.write_text(file.read_text("utf-8").replace(version(), OLDER), encoding="utf-8")
    run("dpkg-deb", "-Zgzip", "-z1", "--build", folder, made)
    return made


def try_deb(package: Path, place: Path) -> str:
    here = CleanRoot(place)
    file, older = here.add(package), here.add(older_than(package, place))
    told = here.refused("dpkg", "-i", file, user="65534:65534")
    need("superuser" in told, f"without rights: {told}")
    with mounted(["-t", "tmpfs", "-o", "size=20M", "tmpfs"], here.root / PROGRAM):
        told = here.refused("apt-get", "install", "-y", "-qq", "--no-install-recommends", file)
        need("No hay espacio" in told and "There is not enough room" in told, f"without room: {told}")
        need(not any((here.root / PROGRAM).iterdir()), "without room something was written")
    need(here.version == "", "without room it counts as installed")
    here.install(older)
    home = here.root / "srv" / "hogar de María"
    make_old_home(home)
    here.install(file)
    need(here.version == version(), f"over an older one there is {here.version}")
    told = here.refused("dpkg", "-i", older)
    need(
        f"{version()}, más nueva que esta ({OLDER})" in told and here.version == version(), f"over a newer one: {told}"
    )
    with mounted(["--bind", "/proc"], here.root / "proc"), opened(here, home):
        for words in (("dpkg", "-i", file), ("apt-get", "remove", "-y", "-qq", NAME)):
            told = here.refused(*words)
            need(OPEN in told and here.version == version(), f"while it is open: {told}")
    told = here.inside("carecompanion", "self-test")
    need("Everything works here." in told, told)
    here.inside("apt-get", "remove", "-y", "-qq", NAME)
    need(not (here.root / PROGRAM).exists(), "something stays after it was removed")
    need(any(home.glob("data/profiles/*/profile.db")), "the profile went with the program")
    return f"{release_name()}: without rights, without room, over older and newer, open, an old profile, removed"


@contextmanager
def opened(here: CleanRoot, home: Path) -> Iterator[None]:
    """The program, on a profile of the first schema; it brings that up to date and goes on."""
    inside = f"/{home.relative_to(here.root)}"
    own = [f"CARE_COMPANION_HOME={inside}", "QT_QPA_PLATFORM=offscreen", "HOME=/srv"]
    process = subprocess.Popen(
        [str(one) for one in here.command("env", *own, "carecompanion")],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    log = home / "log" / "care-companion.log"
    try:
        wait_for(lambda: log.is_file() and "up to date from step 0001" in log.read_text("utf-8"))
        yield
        need(process.poll() is None, "the program ended by itself")
    finally:
        process.terminate()
        process.wait(PATIENCE)
    words = log.read_text("utf-8")
    need(" ERROR " not in words and "Traceback" not in words, words[-800:])
