"""Two files of one person become one: pure rules, the same in any order and any number of times.

What was added stays, what has one row for a thing has its newest (by counter, then by time), what was erased on either
side stays erased. Words that were written on two laptops at once are both kept: the newest in its place, the other as a
note or a line of its own; so are the keys that each laptop signed certificates with. A note that is rewritten leaves
the old version's id among the erased; so one is told from the other. Room answers are outside: codes and counts belong
to the laptop where the session runs.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import blake2s
from typing import Any

from carecompanion.storage.tables import TABLE_OF

Row = tuple[Any, ...]
Rows = frozenset[Row]

TABLES = {table.name: tuple(column.name for column in table.columns) for table in TABLE_OF.values()}
KEYS = {table.name: tuple(column.name for column in table.primary_key) for table in TABLE_OF.values()}
DAYS = tuple(name for name, key in KEYS.items() if key == ("day",))
# Tables with a person's words: which part of the key a second version of them changes, and where the words stand.
WRITTEN = {"note": ("prompt", ("text",)), "plan_line": ("line", ("first", "second", "more"))}
SIGNING_KEY = "signing_key"  # the preference that holds it; see services/certificates.py
_SEVERAL = {**WRITTEN, "preference": ("name", ("value",))}  # of preferences only that one
# A row of these without words stands for something the person took away; of a round, for hands that were added up.
EMPTIED = {
    "note": ("text",),
    "plan_line": ("first", "second"),
    "checkin_draft": ("answers",),
    "session_round": ("counts",),
}
OF_SESSION = ("training_session", "session_picture", "session_run")
OF_RUN = ("run_state", "session_round")
APART = "~"  # between the key of a note, or the name of a signing key, and the id of its other version


@dataclass(frozen=True, slots=True)
class Contents:
    """All rows of a file by table, as its columns stand, and the ids that were erased. `last` and `at`: its tally."""

    rows: Mapping[str, Rows] = field(default_factory=dict)
    erased: frozenset[str] = frozenset()
    last: int = 0
    at: int = 0

    def of(self, table: str) -> Rows:
        return self.rows.get(table, frozenset())

    @property
    def count(self) -> int:
        return sum(len(rows) for rows in self.rows.values())


def merge(one: Contents, other: Contents) -> Contents:
    """Both in one. merge(a, b) is merge(b, a), and who is merged with whom first makes no difference."""
    erased = one.erased | other.erased
    found = {name: _of_days(name, one, erased) | _of_days(name, other, erased) for name in TABLES}
    found = _without_sessions(found, erased)
    return Contents(
        {name: _settled(name, _without(name, rows, erased)) for name, rows in found.items()},
        erased,
        *max((one.last, one.at), (other.last, other.at)),
    )


def back_to(copy: Contents, now: Contents) -> Contents:
    """What `copy` holds, in the place of `now`: what was erased since stays erased, and the counter never goes back."""
    erased = copy.erased | now.erased
    found = {name: _of_days(name, copy, erased) for name in TABLES}
    found = _without_sessions(found, erased)
    kept = {}
    for name, rows in found.items():
        gone = frozenset[str]() if name in WRITTEN else erased  # an older version of a note is what one goes back to
        kept[name] = _without(name, rows, gone) - _emptied_since(name, rows, now.of(name))
    # what was signed since the copy was made is still signed by this person
    kept["preference"] = _settled("preference", kept["preference"] | _signing_keys(now.of("preference")))
    own = {value(name, row, "id") for name in WRITTEN for row in kept[name]}
    return Contents(kept, erased - own, max(copy.last, now.last) + 1, max(copy.at, now.at))


def added_by(before: Contents, after: Contents) -> int:
    """How many rows are in `after` and were not in `before`."""
    return sum(len(rows - before.of(name)) for name, rows in after.rows.items())


def value(table: str, row: Row, column: str) -> Any:
    return row[TABLES[table].index(column)]


def mark_of_day(table: str, day: str, level: int) -> str:
    """Stands among the erased for a day of a table that has one row a day: its `level`-th erasing.

    An older row of that day has another id. One noted anew after the erasing knows the mark, and stays.
    """
    again = f" {level}" if level > 1 else ""
    return blake2s(f"{table} {day}{again}".encode(), digest_size=16).hexdigest()


def level_of_day(table: str, day: str, is_erased: Callable[[str], bool]) -> int:
    """How often this day was erased."""
    level = 0
    while is_erased(mark_of_day(table, day, level + 1)):
        level += 1
    return level


# ---- which rows stay


def _of_days(table: str, side: Contents, erased: frozenset[str]) -> Rows:
    """Without the days that were erased on the other side."""
    if table not in DAYS:
        return side.of(table)

    def is_known(row: Row) -> bool:
        day = value(table, row, "day")
        levels = (level_of_day(table, day, marks.__contains__) for marks in (side.erased, erased))
        return next(levels) == next(levels)

    return frozenset(row for row in side.of(table) if is_known(row))


def _without_sessions(found: dict[str, Rows], erased: frozenset[str]) -> dict[str, Rows]:
    """Without the sessions that were removed, and all that belongs to them."""
    runs = {value("session_run", row, "run") for row in found["session_run"] if _is_of_session(row, erased)}
    kept = dict(found)
    for name in OF_SESSION:
        kept[name] = frozenset(row for row in found[name] if value(name, row, "session") not in erased)
    for name in OF_RUN:
        kept[name] = frozenset(row for row in found[name] if value(name, row, "run") not in runs)
    return kept


def _is_of_session(run: Row, erased: frozenset[str]) -> bool:
    return value("session_run", run, "session") in erased


def _without(table: str, rows: Iterable[Row], erased: frozenset[str]) -> Rows:
    names = [name for name in ("id", "path") if name in TABLES[table]]
    return frozenset(row for row in rows if not any(value(table, row, name) in erased for name in names))


def _emptied_since(table: str, rows: Rows, now: Rows) -> Rows:
    """Words that were taken away after the copy was made."""
    if table not in EMPTIED:
        return frozenset()
    counters = {_key(table, row): value(table, row, "counter") for row in now if not _words(table, row, EMPTIED)}
    return frozenset(
        row
        for row in rows
        if _words(table, row, EMPTIED) and value(table, row, "counter") < counters.get(_key(table, row), 0)
    )


# ---- which row of several stands


def _settled(table: str, rows: Rows) -> Rows:
    if KEYS[table] == ("id",):
        return rows
    if table in WRITTEN:
        rows = _both_kept(table, rows)
    elif table == "preference":
        keys = _signing_keys(rows)
        rows = (rows - keys) | _both_kept(table, keys)
    better: Callable[[Row], tuple[Any, ...]] = _seen_rank if table == "step_seen" else lambda row: _rank(table, row)
    best: dict[tuple[Any, ...], Row] = {}
    for row in rows:
        key = _key(table, row)
        if key not in best or better(row) > better(best[key]):
            best[key] = row
    return frozenset(best.values())


def _rank(table: str, row: Row) -> tuple[Any, ...]:
    """What is newer is greater; never two alike."""
    return (*(value(table, row, name) for name in ("counter", "at", "id")), repr(row))


def _seen_rank(row: Row) -> tuple[Any, ...]:
    """A step that was read stays read, and its first time stays."""
    counter, at = (value("step_seen", row, name) for name in ("counter", "at"))
    return not value("step_seen", row, "was_skipped"), -counter, -at, value("step_seen", row, "id"), repr(row)


def _both_kept(table: str, rows: Rows) -> Rows:
    """Of several versions of one's words (or keys) the newest keeps its place; each other one gets one beside it."""
    families: dict[tuple[Any, ...], list[Row]] = {}
    kept: set[Row] = set()
    for row in rows:
        if APART in value(table, row, _SEVERAL[table][0]):
            kept.add(row)
        else:
            families.setdefault(_key(table, row), []).append(row)
    for family in families.values():
        newest = max(family, key=lambda row: _rank(table, row))
        kept.add(newest)
        kept.discard(_beside(table, newest))  # it lies at one place only
        kept |= {_beside(table, row) for row in family if row is not newest and _words(table, row, _SEVERAL)}
    return frozenset(kept)


def _signing_keys(preferences: Rows) -> Rows:
    return frozenset(row for row in preferences if value("preference", row, "name").partition(APART)[0] == SIGNING_KEY)


def _beside(table: str, row: Row) -> Row:
    place = TABLES[table].index(_SEVERAL[table][0])
    return (*row[:place], f"{row[place]}{APART}{value(table, row, 'id')}", *row[place + 1 :])


def _words(table: str, row: Row, of: Mapping[str, Any]) -> tuple[Any, ...]:
    """What is written in the row; () = nothing."""
    names = of[table][1] if of is _SEVERAL else of[table]
    words = tuple(value(table, row, name) for name in names)
    return words if any(words) else ()


def _key(table: str, row: Row) -> tuple[Any, ...]:
    return tuple(value(table, row, name) for name in KEYS[table])
