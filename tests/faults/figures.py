"""What came of one kind of fault, and where it is written: build/faults.json, one entry a name."""

import json
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent.parent
FILE = ROOT / "build" / "faults.json"
TOLD = 5  # of what went wrong


@dataclass
class Figures:
    """`tried` faults; of these `recovered`: all that was confirmed is there, and it goes on; `lost`: some is not."""

    name: str
    tried: int = 0
    inside: int = 0  # of those tried: inside a transaction
    recovered: int = 0
    lost: int = 0
    seconds: float = 0.0  # of a processor, with its children
    faults: list[str] = field(default_factory=list)
    more: dict[str, int] = field(default_factory=dict)

    def wrong(self, words: str) -> None:
        """Something that is no loss, and must not be either."""
        self.faults.append(words)

    def lose(self, words: str) -> None:
        self.lost += 1
        self.faults.append(f"lost: {words}")

    @property
    def is_fine(self) -> bool:
        return not self.faults and self.lost == 0 and self.recovered == self.tried > 0

    @property
    def told(self) -> str:
        return "\n".join([f"{self.name}: {self.recovered} of {self.tried}, {self.lost} lost", *self.faults[:TOLD]])


def tell(figures: Figures, file: Path = FILE) -> None:
    """Takes the place of what the last run said under this name."""
    _keep(figures, {}, file)


def add(figures: Figures, file: Path = FILE) -> None:
    """To what earlier rounds of a soak said under this name; `rounds` is how many there were."""
    file.parent.mkdir(exist_ok=True)
    told = {entry["name"]: entry for entry in _told(file)}
    figures = replace(figures, name=f"soak, {figures.name}")
    before = told.get(figures.name, {})
    now = _entry(figures)
    numbers = {name: value + before.get(name, 0) for name, value in now.items() if name != "name"}
    _keep(figures, {**numbers, "rounds": before.get("rounds", 0) + 1}, file)


def _keep(figures: Figures, more: dict[str, Any], file: Path) -> None:
    file.parent.mkdir(exist_ok=True)
    others = [entry for entry in _told(file) if entry["name"] != figures.name]
    every = sorted([*others, _entry(figures) | more], key=lambda entry: entry["name"])
    file.write_text(json.dumps(every, indent=1) + "\n", encoding="utf-8")


def _told(file: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(file.read_text(encoding="utf-8")) if file.is_file() else []
    return found


def _entry(figures: Figures) -> dict[str, Any]:
    names = ("name", "tried", "inside", "recovered", "lost", "seconds")
    every = {name: value for name, value in asdict(figures).items() if name in names}
    return {name: value for name, value in every.items() if name != "inside" or value} | figures.more
