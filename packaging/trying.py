"""`make package-test`: build for Linux, and try it as people will: nothing set, no screen, a stick, a clean root.

    --folder      only the folder, and what can be tried with nothing else: a part of `make test`
    --no-build    try what was built before
    --twice       build a second time: the same files of the same sizes
    --no-root     leave out the clean root (it takes minutes, and an administrator)
    --no-windows  leave out the setup program for Windows (it fetches its packages, and takes minutes)

Each trial is one line; what this machine cannot do is said in words and is no failure. Figures go to build/package.json
in the form of build/bench.json.
"""

import compileall
import json
import os
import random
import shutil
import statistics
import subprocess
import sys
import tarfile
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import licences
from building import DIST, NAME, ROOT, WORK, CannotBuild, megabytes, size_of, version
from linux.system import NEEDED, NICE_TO_HAVE
from package import SYSTEM, TOOLS, file_list, linux, linux_folder, say, use_source

PATIENCE = 180
ROUNDS = 15
START_MOST = 1.1  # packaged start against the same start from the source


class NotHere(Exception):
    """This machine cannot try that; the words say why."""


class Trials:
    """The built things, a folder to try them in, and what came of it."""

    def __init__(self, options: list[str], place: Path) -> None:
        self.options, self.place = options, place
        self.folder = WORK / SYSTEM / "carecompanion"
        self.rows: list[dict[str, object]] = []
        self.failed: list[str] = []

    def all(self) -> Iterator[tuple[str, Callable[[], str]]]:
        if "--twice" in self.options:
            yield "the same a second time", self.build_again
        yield "a licence for every file", self.licences_of_all
        yield "nothing set, no screen", lambda: self.self_test({"QT_QPA_PLATFORM": "offscreen"})
        yield "nothing set at all", lambda: self.self_test({})
        yield "on a screen (Xvfb)", self.on_a_screen
        yield "its own files unchanged after that", self.is_unchanged
        yield "a profile of the first schema", self.old_profile
        if "--folder" in self.options:
            return
        yield "from a stick, in a path with spaces and accents", self.from_stick
        yield "what the software centre reads", self.metainfo
        if "--no-windows" not in self.options:
            yield "the setup program for Windows, all but its Python", self.for_windows
            yield "the same, smaller, under Wine", self.under_wine
        yield "start, size, number of files", self.figures
        if "--no-root" not in self.options:
            yield "the .deb in a clean root", self.in_a_clean_root

    # trials

    def build_again(self) -> str:
        before = {name: (self.folder / name).stat().st_size for name in file_list().files_in(self.folder)}
        sums = file_list().read_list(self.folder).sums
        sizes = {one.name: one.stat().st_size for one in DIST.glob(f"{NAME}*") if one.suffix in (".deb", ".xz")}
        linux()
        after = {name: (self.folder / name).stat().st_size for name in file_list().files_in(self.folder)}
        again = file_list().read_list(self.folder).sums
        differ = sorted(name for name in before.keys() | after.keys() if before.get(name) != after.get(name))
        need(not differ, f"not the same files or sizes: {', '.join(differ[:5])}")
        same = sum(sums[name] == again[name] for name in sums)
        packed = {one.name: one.stat().st_size for one in DIST.glob(f"{NAME}*") if one.name in sizes}
        return f"{len(after)} files of the same sizes, {same} of {len(sums)} to the byte; archives {sizes} {packed}"

    def licences_of_all(self) -> str:
        strange = licences.strangers(list(file_list().files_in(self.folder)), licences.shipped())
        need(not strange, f"nobody's: {', '.join(strange[:5])}")
        return f"{len(licences.shipped())} things listed"

    def self_test(self, environment: dict[str, str], program: Path | None = None) -> str:
        home = Path(tempfile.mkdtemp(dir=self.place))
        told = started([program or self.folder / "carecompanion", "self-test"], {"HOME": str(home)} | environment)
        need("Everything works here." in told and "FAILED" not in told, told)
        return told.splitlines()[0] if told.startswith("Care") else told.splitlines()[-9]

    def on_a_screen(self) -> str:
        need_here("Xvfb")
        with open(self.place / "display", "w+b") as given:
            server = subprocess.Popen(
                ["Xvfb", "-displayfd", "1", "-screen", "0", "1366x768x24", "-nolisten", "tcp"],
                stdout=given,
                stderr=subprocess.DEVNULL,
            )
            try:
                number = wait_for(lambda: (self.place / "display").read_text().strip())
                return self.self_test({"DISPLAY": f":{number}"})
            finally:
                server.terminate()
                server.wait()

    def is_unchanged(self) -> str:
        listed = file_list().read_list(self.folder)
        names = set(file_list().files_in(self.folder)) - {file_list().NAME}
        need(
            names == set(listed.sums) and not file_list().faults_in(self.folder, listed), "something was written there"
        )
        return f"{len(names)} files"

    def old_profile(self) -> str:
        """The program opens it by itself: one profile, no passphrase. Its steps are files in the build."""
        home = self.place / "hogar"
        make_old_home(home)
        process = subprocess.Popen(
            [self.folder / "carecompanion"],
            env={"HOME": str(self.place), "CARE_COMPANION_HOME": str(home), "QT_QPA_PLATFORM": "offscreen"},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        log = home / "log" / "care-companion.log"
        try:
            wait_for(lambda: log.is_file() and "up to date from step 0001" in log.read_text("utf-8"))
            wait_for(lambda: any(home.glob("data/profiles/*/copies/*")))
            time.sleep(5)
            need(process.poll() is None, "the program ended by itself")
        finally:
            process.terminate()
            process.wait()
        words = log.read_text("utf-8")
        need(" ERROR " not in words and "Traceback" not in words, words[-800:])
        return "brought up to date, opened, kept aside as it was"

    def from_stick(self) -> str:
        """Unpacked as a person does; from there a second stick, checked; a sentence where there is nothing before."""
        place = self.place / "memoria de María, 2º año"
        with tarfile.open(DIST / f"{NAME}-{version()}-{SYSTEM}.tar.xz") as archive:
            archive.extractall(place, filter="data")
        stick = place / "Care Companion"
        self.self_test({}, stick / "Care Companion - Linux.sh")
        program, other = stick / "versions" / version() / SYSTEM / "carecompanion", self.place / "otra memoria"
        home = {"HOME": str(self.place), "LANG": "en_US.UTF-8"}
        started([program, "stick", "make", other], home)
        need(
            version() in started([other / "Care Companion - Linux.sh", "stick", "check"], home), "the copy is not whole"
        )
        need("no earlier version" in started([program, "stick", "back"], home, expect=2), "went back to nothing")
        twin = started([program, "stick", "update", other], home)
        need("nothing to do" in twin, twin)
        newest = size_of(other)
        return f"{megabytes(newest[0])} in {newest[1]} files; made, opened and checked"

    def metainfo(self) -> str:
        need_here("appstreamcli")
        root = WORK / "deb" / "usr" / "share"
        file = root / "metainfo" / "org.carecompanion.CareCompanion.metainfo.xml"
        told = subprocess.run(
            ["appstreamcli", "validate", "--no-net", file], capture_output=True, encoding="utf-8", check=False
        )
        need(told.returncode == 0, told.stdout)
        if shutil.which("desktop-file-validate"):
            entry = root / "applications" / "care-companion.desktop"
            found = subprocess.run(["desktop-file-validate", entry], capture_output=True, encoding="utf-8", check=False)
            need(not found.stdout and not found.returncode, found.stdout)
        return told.stdout.strip().splitlines()[-1]

    def for_windows(self) -> str:
        """Its list of files: what must be there is there, every library finds its others, and the .exe holds all."""
        need_here("makensis", "objdump", "7z")
        from windows.setup import KIND, windows  # late: only this needs it

        windows("--stub")
        folder = WORK / "windows" / KIND
        names = list(file_list().files_in(folder))
        strange = licences.strangers([one for one in names if one != "installer.nsi"], licences.shipped())
        need(not strange, f"nobody's: {', '.join(strange[:5])}")
        return f"{len(names)} files"

    def under_wine(self) -> str:
        """Everything but the program itself: that would need Python for Windows."""
        need_here("makensis")
        from windows import wine  # late: only this needs it

        if wine.find_wine() is None:
            raise NotHere("no 64-bit Wine here")
        wrong = wine.try_setup(self.place / "windows")
        need(not wrong, "; ".join(wrong))
        return "older, newer, open, no room, no rights, cut short, other things, taken away"

    def figures(self) -> str:
        size, files = size_of(self.folder)
        packed = (DIST / f"{NAME}-{version()}-{SYSTEM}.tar.xz").stat().st_size
        built, source = self.starts()
        ratio = built / source
        self.row("package_start", 1000 * built, "ms", 1000 * source)
        self.row("package_folder", size / 1e6, "MB")
        self.row("package_packed", packed / 1e6, "MB")
        self.row("package_files", files, "files")
        need(ratio <= START_MOST, f"a packaged start takes {ratio:.2f} times one from the source")
        sizes = f"{megabytes(size)}, packed {megabytes(packed)}, {files} files"
        return f"start {1000 * built:.0f} ms, {ratio:.2f} of the source's; {sizes}"

    def starts(self) -> tuple[float, float]:
        """From process start to the first painted page, turn about: medians. For a machine that does nothing else."""
        use_source()
        source = WORK / "source"
        compileall.compile_dir(source / "carecompanion", quiet=2)
        commands = {
            "built": [self.folder / "carecompanion", "self-test", "--start"],
            "source": [sys.executable, "-m", "carecompanion", "self-test", "--start"],
        }
        home = {"HOME": str(self.place), "CARE_COMPANION_HOME": str(self.place / "start"), "PYTHONPATH": str(source)}
        home |= {"LC_ALL": "C.UTF-8", "QT_QPA_PLATFORM": "offscreen"}
        found: dict[str, list[float]] = {name: [] for name in commands}
        for turn in range(ROUNDS + 1):
            for name in random.sample(sorted(commands), 2):
                begin = time.monotonic()
                told = started(commands[name], home)
                moment = float(told.partition("painted at ")[2].split()[0])
                if turn:  # the first of each only warms up
                    found[name].append(moment - begin)
        return statistics.median(found["built"]), statistics.median(found["source"])

    def row(self, name: str, value: float, unit: str, baseline: float | None = None) -> None:
        ratio = None if baseline is None else round(value / baseline, 2)
        kept = None if baseline is None else float(f"{baseline:.3g}")
        row = {"name": name, "value": float(f"{value:.4g}"), "unit": unit, "baseline": kept, "ratio": ratio}
        self.rows.append(row)

    def in_a_clean_root(self) -> str:
        """A Debian that has next to nothing: only what the package declares is installed beside it."""
        if os.geteuid() != 0:
            raise NotHere("only an administrator can make one")
        need_here("debootstrap", "chroot")
        from linux.clean_root import try_deb  # late: it uses what stands here

        return try_deb(next(DIST.glob(f"{NAME}_{version()}_*.deb")), self.place)


def try_all(options: list[str]) -> int:
    if "--folder" in options:
        missing = [tool for tool in TOOLS if shutil.which(tool) is None]
        if sys.platform != "linux" or missing:
            say(f"Nothing is built here: that wants Linux, and {', '.join(TOOLS)}.")
            return 0
        linux_folder()
    elif "--no-build" not in options:
        linux()
    use_source()
    with tempfile.TemporaryDirectory(prefix="care-companion-package-", ignore_cleanup_errors=True) as place:
        trials = Trials(options, Path(place))
        for what, act in trials.all():
            try:
                say(f"ok      {what}: {act()}")
            except NotHere as why:
                say(f"--      {what}: not tried, {why}")
            except CannotBuild as error:
                say(f"FAILED  {what}: {error}")
                trials.failed.append(what)
    if trials.rows:
        (ROOT / "build" / "package.json").write_text(json.dumps(trials.rows, indent=1) + "\n", encoding="utf-8")
    return 1 if trials.failed else 0


def started(command: list[object], environment: dict[str, str], expect: int = 0) -> str:
    """What it said, with only this environment."""
    done = subprocess.run(
        [str(one) for one in command],
        env={"PATH": "/usr/bin:/bin"} | environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        timeout=PATIENCE,
        check=False,
    )
    need(done.returncode == expect, f"exit {done.returncode}: {done.stdout[-1500:]}")
    return done.stdout


def quiet(command: list[object], patience: float) -> str:
    done = subprocess.run(
        [str(one) for one in command],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        timeout=patience,
        check=False,
    )
    need(done.returncode == 0, f"{command[:3]}: {done.stdout[-1200:]}")
    return done.stdout


def make_old_home(home: Path) -> None:
    """One profile without a passphrase, whose file has the first schema (tests/databases/schema-0001.db)."""
    use_source()
    import sqlcipher3.dbapi2 as driver  # late: from the source that is built

    from carecompanion.app import open_app
    from carecompanion.paths import Paths, find_resources
    from carecompanion.services.profiles import NewProfile

    app = open_app(Paths(home / "data", home / "cache", home / "log", find_resources()), cost=2**10)
    profile = app.profiles.create(NewProfile("Colibrí"))
    file, key = home / "data" / "profiles" / profile.id / "profile.db", app.profiles.key_of(profile.id)
    profile.close()
    for left in file.parent.glob("profile.db*"):
        left.unlink()
    shutil.copyfile(ROOT / "tests" / "databases" / "schema-0001.db", file)
    connection = driver.connect(str(file))
    connection.execute(f"PRAGMA key = \"x'{'c0ffee00' * 8}'\"")
    connection.execute(f"PRAGMA rekey = \"x'{key.hex()}'\"")
    connection.close()


def need(is_true: object, else_words: str) -> None:
    if not is_true:
        raise CannotBuild(else_words)


def need_here(*tools: str) -> None:
    missing = [tool for tool in tools if shutil.which(tool) is None]
    if missing:
        raise NotHere(f"{', '.join(missing)} not here")


def wait_for(found: Callable[[], object]) -> object:
    end = time.monotonic() + 60
    while time.monotonic() < end:
        value = found()
        if value:
            return value
        time.sleep(0.1)
    raise CannotBuild("it did not come in a minute")


def release_name() -> str:
    words = Path("/etc/os-release").read_text(encoding="utf-8")
    names = [line.partition("=")[2].strip('"') for line in words.splitlines() if line.startswith("VERSION_CODENAME=")]
    if not names or not Path("/etc/debian_version").exists():
        raise NotHere("this is no Debian")
    return names[0]


def mirror() -> list[str]:
    """Where this machine takes its packages from."""
    told = subprocess.run(
        ["apt-get", "indextargets", "--format", "$(SITE)"], capture_output=True, encoding="utf-8", check=False
    )
    found = [line for line in told.stdout.splitlines() if line.startswith("http")]
    return found[:1]


def copy_into(path: Path, root: Path) -> None:
    target = root / path.relative_to("/")
    if path.is_dir():
        shutil.copytree(path, target, dirs_exist_ok=True, symlinks=False, ignore_dangling_symlinks=True)
    elif path.is_file():
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)


assert not NEEDED.keys() & NICE_TO_HAVE.keys(), "needed, or nice to have"
