"""A desktop that is played: on a bus of its own, never on this machine's."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest


def play(desktop: str, program: str) -> subprocess.CompletedProcess[str]:
    """Runs `desktop`, which starts `program` in a process of its own; what both said."""
    if sys.platform != "linux" or shutil.which("dbus-run-session") is None:
        pytest.skip("a desktop can only be played where there is dbus-run-session")
    return subprocess.run(
        ["dbus-run-session", sys.executable, "-c", desktop, program],
        cwd=Path(__file__).parent.parent.parent, capture_output=True, encoding="utf-8", timeout=60, check=False,
    )  # fmt: skip
