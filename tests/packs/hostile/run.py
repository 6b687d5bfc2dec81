"""Reads every hostile pack in a process of its own that may not take much memory; prints what became of each, as JSON.

    python -m tests.packs.hostile.run FOLDER

While a pack is read, every file that is opened and everything that would change the disk or start something is noted.
"""

import json
import os
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from carecompanion.content.admission import read_admitted
from carecompanion.errors import PackError
from tests.packs.hostile.cases import every_case, slow

MEMORY = 400 * 1024**2  # above what the program has loaded
CHANGES = (
    "os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.link", "os.symlink", "os.chmod", "os.truncate", "shutil.",
    "subprocess.", "os.system", "os.exec", "os.posix_spawn", "socket.", "os.fork", "ctypes.", "urllib.",
)  # fmt: skip
WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


class Watch:
    """What happens while a pack is read."""

    def __init__(self) -> None:
        self.is_on = False
        self.place = ""
        self.seen: list[str] = []
        self.program = tuple(os.path.realpath(place) for place in (*sys.path, sys.base_prefix) if place)
        sys.addaudithook(self._hear)

    def _hear(self, event: str, arguments: tuple[Any, ...]) -> None:
        if not self.is_on:
            return
        if event == "open":
            path, _mode, flags = arguments
            is_ours = not isinstance(path, str) or os.path.realpath(path).startswith((self.place, *self.program))
            if (isinstance(flags, int) and flags & WRITES) or not is_ours:
                self.seen.append(f"open {path}")
        elif event.startswith(CHANGES):
            self.seen.append(f"{event} {arguments}")


def main(folder: Path) -> None:
    watch, results = Watch(), []
    _try_one(watch, folder, lambda place: place, "warm")  # what is imported late is imported now
    limit = MEMORY + _used()
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    for number, case in enumerate(every_case()):
        place = folder / str(number)
        results.append(
            {"kind": case.kind, "name": case.name, "hopes": case.file} | _try_one(watch, place, case.make, case.name)
        )
    for number, (name, make) in enumerate(slow()):
        results.append(
            {"kind": "slow", "name": name, "hopes": ""} | _try_one(watch, folder / f"slow-{number}", make, name)
        )
    print(json.dumps(results))


def _try_one(watch: Watch, place: Path, make: Callable[[Path], Path], name: str) -> dict[str, Any]:
    place.mkdir(parents=True, exist_ok=True)
    path = make(place)
    watch.seen, watch.place = [], str(path.resolve())
    said, file, began = "", "", time.process_time()
    watch.is_on = True
    try:
        read_admitted(path)
    except PackError as error:
        said, file = error.what, error.file
    except BaseException as error:  # noqa: BLE001 - a finding, whatever it is
        said, file = f"RAISED {type(error).__name__}: {str(error)[:200]}", "RAISED"
    finally:
        watch.is_on = False
    seconds = time.process_time() - began
    return {"file": file, "said": said, "seconds": round(seconds, 4), "seen": watch.seen[:5]}


def _used() -> int:
    with open("/proc/self/statm", encoding="ascii") as statm:
        return int(statm.read().split()[0]) * resource.getpagesize()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
