"""How a person is, what she practises and plans, which questions come back, and the ids of what she erased."""

from typing import Any

from alembic import op
from sqlalchemy import CheckConstraint, Column, Integer, PrimaryKeyConstraint, Text, UniqueConstraint
from sqlalchemy.types import REAL

revision = "0002"
down_revision = "0001"

ADDED = {
    "checkin_done": ("checkin", "pack_version", "rule", "answers", "tags", "scores", "note", "day", "minute"),
    "practice_done": ("practice", "pack_version", "before", "after", "seconds", "was_whole", "day", "minute"),
    "step_felt": ("lesson", "step", "level", "reaction"),
}
NEWEST = {
    "checkin_draft": (("checkin",), ("checkin", "answers")),
    "rest_day": (("day",), ("day", "was_rest")),
    "plan_line": (("line",), ("line", "kind", "first", "second", "more", "mark", "place")),
    "intention": (("week",), ("week", "line")),
    "intention_met": (("day",), ("day", "line", "answer")),
    "review_card": (("lesson", "question"), ("lesson", "question", "state", "due")),
}
INDEXES = (
    ("checkin_done", "checkin", "counter"),
    ("checkin_done", "day"),
    ("practice_done", "day"),
    ("step_felt", "lesson", "counter"),
)
CHECKS = {
    "minute": "minute BETWEEN 0 AND 1439",
    "before": "before BETWEEN 0 AND 10",
    "after": "after BETWEEN 0 AND 10",
    "seconds": "seconds >= 0",
    "was_whole": "was_whole IN (0, 1)",
    "level": "level BETWEEN 0 AND 10",
    "was_rest": "was_rest IN (0, 1)",
}
TYPES: dict[str, Any] = dict.fromkeys(CHECKS, Integer) | {"place": REAL}
MAY_BE_EMPTY = ("before", "after", "level")


def upgrade() -> None:
    for name, columns in ADDED.items():
        _add_table(name, ("id",), columns)
    for name, (keys, columns) in NEWEST.items():
        _add_table(name, keys, columns, UniqueConstraint("id", name=f"uq_{name}_id"))
    for name, *indexed in INDEXES:
        op.create_index(f"ix_{name}_{'_'.join(indexed)}", name, indexed)
    op.create_table(
        "erased",
        Column("id", Text, nullable=False),
        PrimaryKeyConstraint("id", name="pk_erased"),
        CheckConstraint("length(id) = 32", name="ck_erased_id"),
        sqlite_strict=True,
    )


def _add_table(name: str, keys: tuple[str, ...], columns: tuple[str, ...], *constraints: Any) -> None:
    op.create_table(
        name,
        Column("id", Text, nullable=False),
        Column("counter", Integer, nullable=False),
        *(Column(column, TYPES.get(column, Text), nullable=column in MAY_BE_EMPTY) for column in columns),
        Column("at", Integer, nullable=False),
        PrimaryKeyConstraint(*keys, name=f"pk_{name}"),
        *constraints,
        CheckConstraint("length(id) = 32", name=f"ck_{name}_id"),
        CheckConstraint("counter > 0", name=f"ck_{name}_counter"),
        *(CheckConstraint(CHECKS[column], name=f"ck_{name}_{column}") for column in columns if column in CHECKS),
        sqlite_strict=True,
    )
