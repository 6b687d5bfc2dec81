"""Qt's own screens: two of them offscreen, scaled differently; under Xvfb, where there is one, a real cable pulled."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent.parent
NEEDED = ("Xvfb", "xrandr", "openbox")
SCREEN = {"logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}
LAPTOP = SCREEN | {"name": "LAPTOP", "x": 0, "y": 0, "width": 1366, "height": 768}
BEAMER = SCREEN | {"name": "BEAMER", "x": 1366, "y": 0, "width": 1920, "height": 1080}

# A console, its projector, and what stands where: told after every step.
HALL = """
import json, subprocess, sys
from PySide6.QtCore import QElapsedTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from carecompanion.learning.room_view import RoomView, Words
from carecompanion.paths import find_resources
from carecompanion.ui.dress import design_tokens
from carecompanion.ui.projector import Projector
from carecompanion.ui.room_theme import RoomTheme
from carecompanion.ui.screens import QtScreens
from carecompanion.ui.theme import look

app = QApplication(sys.argv[:1])
tokens = design_tokens(find_resources())
look.take(app, tokens)
console = QWidget()
console.setGeometry(100, 80, 1000, 600)
console.show()
screens = QtScreens()
room = Projector(RoomView(Words("Uno", ("a", "b"))), RoomTheme(tokens), console, screens)
news, steps = [], []
room.told.connect(lambda one: news.append(one.kind))

def until(is_so):
    clock = QElapsedTimer()
    clock.start()
    while not is_so() and clock.elapsed() < 8000:
        QTest.qWait(20)
    QTest.qWait(120)

def tell(name):
    window = room.window
    steps.append({
        "step": name, "screens": [one.name for one in screens.screens()], "shown": window.isVisible(),
        "screen": room.screen, "qt": window.screen().name(), "box": list(window.geometry().getRect()),
        "full": window.isFullScreen(), "console": console.screen().name(), "ratio": window.devicePixelRatioF(),
        "console_seen": console.isVisible() and any(
            one.box.contains(console.geometry().center()) for one in screens.screens()
        ),
        "active": console.isActiveWindow(), "news": list(news), "title": room.window.picture.view.slide.title,
    })

def end():
    room.stop()
    console.close()
    print(json.dumps(steps))
"""

OFFSCREEN = """
room.open(); tell("open")
picture = room.window.picture.grab(); print(picture.width(), picture.height())
room.swap(); tell("swap")
room.swap(); tell("swap back")
beamer = next(one for one in app.screens() if one.name() == "BEAMER")
app.screenRemoved.emit(beamer); tell("pulled")
QTest.qWait(50)
room.show_view(RoomView(Words("Dos")))
app.screenAdded.emit(beamer); tell("plugged")
room.open_here(); tell("here")
room.toggle_full(); tell("full here")
room.open(); tell("open again")
end()
"""

HOT_PLUG = """
PROJ = "1920/508x1080/286+1366+0"
def xrandr(*words):
    subprocess.run(["xrandr", *words], check=True, stdout=subprocess.DEVNULL)

until(console.isActiveWindow)
room.open(); tell("one screen")
xrandr("--setmonitor", "PROJ", PROJ, "none"); until(lambda: room.screen); tell("late")
xrandr("--delmonitor", "PROJ"); until(lambda: not room.screen); tell("pulled")
room.show_view(RoomView(Words("Dos")))
xrandr("--setmonitor", "PROJ", PROJ, "none"); until(lambda: room.screen); tell("again")
room.swap(); until(lambda: console.screen().name() == "PROJ"); tell("swapped")
xrandr("--delmonitor", "PROJ"); until(lambda: not room.screen); tell("console's pulled")
end()
"""


def run_hall(code: str, platform: str, home: Path, **environment: str) -> tuple[str, dict[str, dict[str, Any]]]:
    """In a process of its own: what it printed first, and its steps by name."""
    done = subprocess.run(
        [sys.executable, "-c", HALL + code],
        cwd=ROOT,
        env=os.environ | {"QT_QPA_PLATFORM": platform, "CARE_COMPANION_HOME": str(home)} | environment,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    assert done.returncode == 0 and "Traceback" not in done.stderr, done.stdout + done.stderr
    *before, steps = done.stdout.strip().splitlines()
    return "\n".join(before), {one["step"]: one for one in json.loads(steps)}


def test_two_screens_of_different_scaling(tmp_path: Path) -> None:
    config = tmp_path / "two.json"
    config.write_text(json.dumps({"windowFrameMargins": True, "screens": [LAPTOP, BEAMER]}), "utf-8")
    scaled = {"QT_SCREEN_SCALE_FACTORS": "LAPTOP=1;BEAMER=2"}
    size, steps = run_hall(OFFSCREEN, f"offscreen:configfile={config}", tmp_path, **scaled)
    whole = [1366, 0, 960, 540]  # logical px
    for name in ("open", "swap back", "plugged", "open again"):
        one = steps[name]
        assert (one["screen"], one["qt"], one["full"], one["box"]) == ("BEAMER", "BEAMER", True, whole), name
        assert one["console"] == "LAPTOP" and one["console_seen"]
    assert steps["open"]["ratio"] == 2 and steps["swap"]["ratio"] == 1
    assert size == "1920 1080", "as sharp as the screen is"
    assert (steps["swap"]["qt"], steps["swap"]["console"]) == ("LAPTOP", "BEAMER")
    assert not steps["pulled"]["shown"] and steps["pulled"]["news"][-1] == "lost"
    assert steps["plugged"]["title"] == "Dos" and "back" in steps["plugged"]["news"]
    assert (steps["here"]["qt"], steps["here"]["full"], steps["here"]["screen"]) == ("LAPTOP", False, "")
    assert (steps["full here"]["qt"], steps["full here"]["full"]) == ("LAPTOP", True)


@pytest.fixture
def display() -> Iterator[str]:
    """An X server with a window manager and one screen LAPTOP; it ends with the test."""
    missing = [name for name in NEEDED if shutil.which(name) is None]
    if missing:
        pytest.skip(
            f"a real cable can only be pulled where there are {', '.join(NEEDED)}; missing: {', '.join(missing)}"
        )
    with ExitStack() as ending:
        reading, writing = os.pipe()
        size = ("-screen", "0", "3286x1080x24", "+extension", "RANDR")
        server = ["Xvfb", "-displayfd", str(writing), *size, "-noreset", "-nolisten", "tcp"]
        ending.callback(end, subprocess.Popen(server, pass_fds=[writing], stderr=subprocess.DEVNULL))
        os.close(writing)
        with os.fdopen(reading, encoding="ascii") as told:
            name = f":{told.readline().strip()}"
        there = os.environ | {"DISPLAY": name}
        ending.callback(end, subprocess.Popen(["openbox"], env=there, stderr=subprocess.DEVNULL))
        laptop = ["xrandr", "--setmonitor", "LAPTOP", "1366/361x768/203+0+0", "screen"]
        subprocess.run(laptop, check=True, env=there, stderr=subprocess.DEVNULL)
        yield name


def end(process: "subprocess.Popen[bytes]") -> None:
    process.terminate()
    process.wait(10)


def test_a_real_cable_is_plugged_and_pulled(display: str, tmp_path: Path) -> None:
    """Found with a window manager: it puts the full-screen window over the console, and does not put it back."""
    try:
        _nothing, steps = run_hall(HOT_PLUG, "xcb", tmp_path, DISPLAY=display)
    except AssertionError as error:
        if "no Qt platform plugin could be initialized" in str(error):
            pytest.skip("Qt finds no X11 libraries here, so it cannot speak with a real screen")
        raise
    assert steps["one screen"]["news"] == ["none"] and not steps["one screen"]["shown"]
    for name in ("late", "again"):
        one = steps[name]
        assert one["screens"] == ["LAPTOP", "PROJ"]
        assert (one["screen"], one["qt"], one["full"]) == ("PROJ", "PROJ", True), name
        assert one["box"] == [1366, 0, 1920, 1080] and one["console"] == "LAPTOP"
        assert one["active"], "the keyboard stays with the console"
    assert not steps["pulled"]["shown"] and steps["pulled"]["news"] == ["none", "shown", "lost"]
    assert steps["pulled"]["active"] and steps["pulled"]["console_seen"]
    assert steps["again"]["title"] == "Dos" and steps["again"]["news"][-1] == "back"
    assert (steps["swapped"]["qt"], steps["swapped"]["console"]) == ("LAPTOP", "PROJ")
    last = steps["console's pulled"]
    assert not last["shown"] and last["console_seen"] and last["news"][-2:] == ["swapped", "lost"]
