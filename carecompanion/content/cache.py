"""The index of a pack kept as JSON: the second start opens no lesson. One that is old or damaged is ignored."""

import contextlib
import hashlib
import json
import logging
import os
import tempfile
import types
from collections.abc import Callable, Mapping
from dataclasses import asdict, fields, is_dataclass
from functools import cache
from pathlib import Path
from typing import Any, NewType, get_args, get_origin, get_type_hints

from carecompanion.content.files import FolderFiles
from carecompanion.content.index import PackIndex
from carecompanion.errors import PackError
from carecompanion.i18n import _

log = logging.getLogger(__name__)

FORMAT = 7


def key_of(pack: Path) -> str:
    """Changes when a file of the pack comes, goes, or changes its size or time. Raises PackError."""
    facts: list[object] = [FORMAT]
    names = sorted(FolderFiles(pack).sizes) if pack.is_dir() else [""]
    for name in names:
        try:
            status = os.stat(pack / name)
        except OSError as error:
            raise PackError(name or pack.name, 0, _("This file cannot be read.")) from error
        facts.append((name, status.st_size, status.st_mtime_ns))
    return hashlib.sha256(json.dumps(facts).encode()).hexdigest()


def kept_index(folder: Path, pack: Path, key: str) -> PackIndex | None:
    """The index kept for this pack under this key, or None."""
    try:
        kept = json.loads(_file_of(folder, pack).read_bytes())
        if kept["key"] != key:
            return None
        index = _reviver(PackIndex)(kept["index"])
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return None
    return index if isinstance(index, PackIndex) and index.card.languages[0] in index.shelves else None


def keep_index(folder: Path, pack: Path, key: str, index: PackIndex) -> None:
    """Whole or not at all. A folder that may not be written, or a full disk, only costs time at the next start."""
    words = json.dumps({"key": key, "index": asdict(index)}, ensure_ascii=False, separators=(",", ":"))
    file = _file_of(folder, pack)
    scratch = ""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handle, scratch = tempfile.mkstemp(dir=folder, prefix=".index-")
        with open(handle, "wb") as out:
            out.write(words.encode())
        os.replace(scratch, file)
    except OSError:
        log.info("the index of a pack could not be kept")
        _forget(scratch)


def _forget(scratch: str) -> None:
    if scratch:
        with contextlib.suppress(OSError):
            os.unlink(scratch)


def _file_of(folder: Path, pack: Path) -> Path:
    place = hashlib.sha256(os.fsencode(os.path.abspath(pack))).hexdigest()[:16]
    return folder / f"pack-{place}.json"


@cache
def _reviver(kind: Any) -> Callable[[Any], Any]:
    """Turns JSON back into a value of this type; TypeError or KeyError when it has another shape."""
    if isinstance(kind, NewType):
        return _reviver(kind.__supertype__)
    if is_dataclass(kind) and isinstance(kind, type):
        return _revive_dataclass(kind)
    inner = get_args(kind)
    if get_origin(kind) is tuple and inner[-1] is ...:
        one = _reviver(inner[0])
        return lambda value: tuple([one(item) for item in _as(list, value)])
    if get_origin(kind) is Mapping:
        each = _reviver(inner[1])
        return lambda value: {name: each(item) for name, item in _as(dict, value).items()}
    if get_origin(kind) is types.UnionType:
        some = _reviver(inner[0])
        return lambda value: None if value is None else some(value)
    return lambda value: _as(kind, value)


def _revive_dataclass(kind: type) -> Callable[[Any], Any]:
    hints = get_type_hints(kind)
    parts = [(field.name, _reviver(hints[field.name])) for field in fields(kind)]
    return lambda value: kind(*[part(value[name]) for name, part in parts])


def _as(kind: type, value: Any) -> Any:
    if type(value) is not kind:
        raise TypeError(kind)
    return value
