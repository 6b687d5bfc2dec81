"""What every test stands on: a small laptop, a home of its own, Spanish, a clock that obeys, no warning unnoticed."""

import atexit
import gc
import hashlib
import json
import logging
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import hypothesis
import pytest

from carecompanion import i18n
from carecompanion.app import App, open_app
from carecompanion.content import cache, shelves
from carecompanion.content.index import PackIndex
from carecompanion.content.library import Library
from carecompanion.paths import Paths, find_paths

SCREEN = {"name": "LAPTOP", "x": 0, "y": 0, "width": 1366, "height": 768, "logicalDpi": 96, "logicalBaseDpi": 96}
HOME = Path(tempfile.mkdtemp(prefix="care-companion-tests-"))  # for what runs before any fixture
atexit.register(shutil.rmtree, HOME, ignore_errors=True)
(HOME / "screen.json").write_text(json.dumps({"windowFrameMargins": False, "screens": [SCREEN | {"dpr": 1}]}), "utf-8")
os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={HOME / 'screen.json'}"
os.environ["LC_ALL"] = "C.UTF-8"  # else Qt says at start that it wants UTF-8
os.environ["LANGUAGE"] = "es"
os.environ["CARE_COMPANION_HOME"] = str(HOME)

hypothesis.settings.register_profile("here", deadline=None)
hypothesis.settings.register_profile("ci", deadline=None, derandomize=True, database=None, print_blob=True)
hypothesis.settings.load_profile("ci" if os.environ.get("CI") else "here")

LOWEST_COST = 2**4
ALONE = Path(__file__).parent / "faults"  # wants the machine to itself


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Kills, power cuts and full disks are `serial`; marked elsewhere a test would never run in `make test`."""
    for item in items:
        if item.path.is_relative_to(ALONE):
            item.add_marker(pytest.mark.serial)
        elif item.get_closest_marker("serial"):
            raise pytest.UsageError(f"{item.nodeid} is marked serial: it belongs in tests/faults")


def pytest_configure() -> None:
    """As in the program: nothing of Qt's is taken apart by a thread. Here between the tests, where a process is made
    of many windows; what importing made is never looked at. And no test hears whether this machine will sleep."""
    gc.disable()
    os.environ["DBUS_SYSTEM_BUS_ADDRESS"] = "unix:path=/nowhere"


def pytest_collection_finish() -> None:
    gc.freeze()


@pytest.hookimpl(trylast=True)
def pytest_runtest_teardown() -> None:
    from carecompanion.ui.collector import collect_what_is_due  # late: coverage of imports starts after this file

    collect_what_is_due()


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that is this test's home: data, cache and log."""
    place = tmp_path / "hogar de María"
    place.mkdir()
    monkeypatch.setenv("CARE_COMPANION_HOME", str(place))
    return place


@pytest.fixture(scope="session")
def read_before(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shelf's cache as the second start finds it: reading every pack anew for every test would cost minutes."""
    cache = tmp_path_factory.mktemp("read-before")
    Library([find_paths().bundled_packs], cache).load()
    return cache


@pytest.fixture(scope="session", autouse=True)
def taken_apart_once() -> Iterator[None]:
    """The kept index of a pack is the same value for the same bytes: taking it apart in every test costs a minute."""
    known: dict[tuple[bytes, Path, str], PackIndex | None] = {}

    def kept_index(folder: Path, pack: Path, key: str) -> PackIndex | None:
        file = cache._file_of(folder, pack)
        if not file.is_file():
            return None
        same = (file.read_bytes(), pack, key)
        if same not in known:
            known[same] = read(folder, pack, key)
        return known[same]

    read = shelves.kept_index
    shelves.kept_index = kept_index
    yield
    shelves.kept_index = read


@pytest.fixture(scope="session")
def packs_known() -> dict[tuple[str, bool], PackIndex]:
    """What `packs_read_once` has read in this process."""
    return {}


@pytest.fixture(scope="module")
def packs_read_once(packs_known: dict[tuple[str, bool], PackIndex]) -> Iterator[None]:
    """A pack that many tests put in their homes is read for the first of them only: the same bytes, the same index.
    For tests of what is seen; those of reading read."""

    def fresh_index(path: Path, is_own: bool) -> PackIndex:
        if not path.is_dir():
            return read(path, is_own)
        same = (_bytes_of(path), is_own)
        if same not in packs_known:
            packs_known[same] = read(path, is_own)
        return packs_known[same]

    read = shelves._fresh_index
    shelves._fresh_index = fresh_index
    yield
    shelves._fresh_index = read


def _bytes_of(folder: Path) -> str:
    """A sum over every file below: its name and all that is in it."""
    total = hashlib.sha256()
    for file in sorted(one for one in folder.rglob("*") if one.is_file()):
        content = file.read_bytes()
        total.update(f"{file.relative_to(folder)} {len(content)}\n".encode() + content)
    return total.hexdigest()


@pytest.fixture
def paths(home: Path, read_before: Path) -> Paths:
    """The program's folders on the test's home, with the real resources; the program was there before."""
    found = find_paths()
    shutil.copytree(read_before, found.cache, dirs_exist_ok=True)
    return found


@pytest.fixture(autouse=True)
def spanish() -> Iterator[None]:
    """Every test begins in Spanish, and leaves no other language behind."""
    words = find_paths().resources / "i18n"
    i18n.speak("es", words)
    yield
    i18n.speak("es", words)


@pytest.fixture
def lima() -> Iterator[None]:
    """The hour of Peru, and afterwards the one from before: the next test may ask for the hour of this computer."""
    before = os.environ.get("TZ")
    _be_in("America/Lima")
    yield
    _be_in(before)


def _be_in(zone: str | None) -> None:
    os.environ.pop("TZ", None)
    if zone is not None:
        os.environ["TZ"] = zone
    if hasattr(time, "tzset"):
        time.tzset()


class Accepted:
    """The warnings a test expects. Call it with a logger's name, and perhaps a part of the message."""

    def __init__(self) -> None:
        self._kinds: list[tuple[str, str]] = []

    def __call__(self, logger: str, message: str = "") -> None:
        self._kinds.append((logger, message))

    def has(self, record: logging.LogRecord) -> bool:
        return any(
            (record.name == logger or record.name.startswith(logger + ".")) and message in record.getMessage()
            for logger, message in self._kinds
        )


@pytest.fixture(autouse=True)
def allows_warnings() -> Iterator[Accepted]:
    """Fails a test that logged a warning it did not expect: `allows_warnings("carecompanion.content", "is damaged")`.

    Records are caught where they are made, so that no set-up of handlers can hide one. Qt's messages come this way
    where the program's own listener is at work, and by pytest-qt elsewhere.
    """
    accepted, seen = Accepted(), []
    make = logging.getLogRecordFactory()
    handlers = list(logging.getLogger().handlers)
    level = logging.getLogger().level

    def remember(*args: Any, **kwargs: Any) -> logging.LogRecord:
        record = make(*args, **kwargs)
        if record.levelno >= logging.WARNING:
            seen.append(record)
        return record

    logging.setLogRecordFactory(remember)
    yield accepted
    logging.setLogRecordFactory(make)
    _put_handlers_back(handlers, level)
    unexpected = [f"{one.levelname} {one.name}: {one.getMessage()}" for one in seen if not accepted.has(one)]
    if unexpected:
        pytest.fail("logged and not expected:\n  " + "\n  ".join(unexpected), pytrace=False)


def _put_handlers_back(handlers: list[logging.Handler], level: int) -> None:
    """The program sets up the log of its own process; here that process is the tests'."""
    root = logging.getLogger()
    for handler in list(root.handlers):
        if handler not in handlers and type(handler).__module__.startswith("logging"):
            root.removeHandler(handler)
            handler.close()
    for handler in handlers:
        if handler not in root.handlers:
            root.addHandler(handler)
    root.setLevel(level)


class Clock:
    """A clock that stands still until it is moved, back as well as forward. Call it, or ask now()."""

    def __init__(self, at: datetime) -> None:
        self._at = at

    def now(self) -> datetime:
        return self._at

    __call__ = now

    def move(self, **by: float) -> datetime:
        """`clock.move(hours=3)`, `clock.move(days=-1)`."""
        self._at += timedelta(**by)
        return self._at


@pytest.fixture
def clock() -> Clock:
    """A Tuesday morning in Peru: 24 November 2026, 9:00 there."""
    return Clock(datetime(2026, 11, 24, 14, 0, tzinfo=UTC))


@pytest.fixture
def app_parts(paths: Paths, clock: Clock) -> App:
    """The program without a face, on the test's home; a passphrase costs next to nothing here."""
    return open_app(paths, clock=clock, cost=LOWEST_COST)


@pytest.fixture
def blank_window(app_parts: App, qapp: Any) -> Iterator[Any]:
    """The real window, as large as a small laptop's, before its first page: for tests that go straight to theirs."""
    from carecompanion.ui.dress import dress  # late: most tests need no window
    from carecompanion.ui.main_window import MainWindow

    dress(app_parts.settings.now.appearance, app_parts.paths)
    shown = MainWindow(app_parts)
    shown.showNormal()  # the first time it fills the screen
    shown.resize(1366, 696)
    yield shown
    shown.close()
    shown.deleteLater()
    qapp.processEvents()


@pytest.fixture
def window(blank_window: Any) -> Any:
    """The real window at the picker."""
    blank_window.show_page("picker")
    return blank_window


@pytest.fixture
def run_python() -> Callable[..., Any]:
    """Runs code in a fresh interpreter on the same source: `run_python("print(1)")` gives what it printed."""
    import subprocess

    def run(code: str, *arguments: str, expect: int = 0) -> str:
        done = subprocess.run(
            [sys.executable, "-c", code, *arguments],
            cwd=Path(__file__).parent.parent,
            capture_output=True,
            encoding="utf-8",
            timeout=60,
            check=False,
        )
        assert done.returncode == expect, done.stdout + done.stderr
        return done.stdout

    return run
