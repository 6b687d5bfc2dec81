"""The packs of some folders read into shelves, once: each pack's index, from the cache while no file changed.

Apart from the library, which answers questions about them.
"""

import logging
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from carecompanion.content.cache import keep_index, kept_index, key_of
from carecompanion.content.index import PackIndex, index_of
from carecompanion.content.model import PackId
from carecompanion.content.search import Entry
from carecompanion.errors import PackError

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Placed:
    """A pack that can be used, and where it is."""

    path: Path
    index: PackIndex
    is_own: bool = False  # somebody added it; else it came with the program
    instead_of: str = ""  # the version that came with the program, where this one takes its place


@dataclass(frozen=True, slots=True)
class Damaged:
    """A pack that cannot be used, and why."""

    name: str
    problem: str
    path: Path
    is_own: bool = False


@dataclass(slots=True)
class Shelves:
    """All packs, in shelf order, read once."""

    packs: dict[PackId, Placed] = field(default_factory=dict)
    damaged: list[Damaged] = field(default_factory=list)
    entries: dict[str, list[Entry]] = field(default_factory=dict)
    own_paths: dict[PackId, list[Path]] = field(default_factory=dict)  # of what was added, whether it is used or not


def read_shelves(folders: Sequence[Path], cache: Path | None, own: Path | None = None) -> Shelves:
    """Packs in the folder `own` were added by somebody: they are looked at more closely."""
    shelves = Shelves()
    for path in _packs_in(folders):
        is_own = path.parent == own
        try:
            index = _index(path, cache, is_own)
        except PackError as error:
            log.warning("the pack %s is damaged: %s", path.name, error)
            shelves.damaged.append(Damaged(path.name.removesuffix(".carepack"), str(error), path, is_own))
            continue
        if is_own:
            shelves.own_paths.setdefault(index.card.id, []).append(path)
        known = shelves.packs.get(index.card.id)
        if known is None or version_key(index.card.version) > version_key(known.index.card.version):
            shelves.packs[index.card.id] = Placed(path, index, is_own, _instead_of(known, is_own))
    ordered = sorted(shelves.packs.items(), key=lambda item: (item[1].index.card.order, item[0]))
    shelves.packs = dict(ordered)
    return shelves


def _instead_of(known: Placed | None, is_own: bool) -> str:
    """The version that came with the program and now gives way to one that was added."""
    if known is None or not is_own:
        return ""
    return known.instead_of if known.is_own else known.index.card.version


def _packs_in(folders: Sequence[Path]) -> Iterator[Path]:
    for folder in folders:
        try:
            with os.scandir(folder) as entries:
                found = sorted(entry.name for entry in entries if _may_be_pack(entry))
        except FileNotFoundError:
            continue
        except OSError:
            log.warning("a folder of packs could not be read")
            continue
        yield from (folder / name for name in found)


def _may_be_pack(entry: os.DirEntry[str]) -> bool:
    return not entry.name.startswith(".") and (entry.is_dir() or entry.name.endswith(".carepack"))


def _index(path: Path, cache: Path | None, is_own: bool) -> PackIndex:
    """The pack's index, from the cache while no file changed. Raises PackError."""
    if cache is None:
        return _fresh_index(path, is_own)
    key = key_of(path)
    index = kept_index(cache, path, key)
    if index is None:
        index = _fresh_index(path, is_own)
        keep_index(cache, path, key, index)
    return index


def _fresh_index(path: Path, is_own: bool) -> PackIndex:
    from carecompanion.content.admission import read_admitted  # late: these bring YAML and TOML, which a warm start
    from carecompanion.content.reader import read_pack  # does not need

    return index_of(read_admitted(path) if is_own else read_pack(path))


def version_key(version: str) -> tuple[int, ...]:
    """2026.11.1 as numbers, to compare."""
    return tuple(int(part) for part in version.split("."))
