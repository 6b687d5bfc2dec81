"""The first schema: what a person does and writes in lessons, and the profile's own settings."""

from typing import Any

from alembic import op
from sqlalchemy import CheckConstraint, Column, Integer, PrimaryKeyConstraint, Text, UniqueConstraint
from sqlalchemy.types import REAL

revision = "0001"
down_revision = None

ADDED = {
    "lesson_started": ("lesson", "pack_version"),
    "answer": ("lesson", "question", "option", "is_caring", "pack_version"),
    "notice_answer": ("lesson", "step", "choice"),
    "lesson_finished": ("lesson", "pack_version"),
}
NEWEST = {
    "step_seen": (("lesson", "step"), ("lesson", "step", "pack_version", "was_skipped")),
    "place": (("lesson",), ("lesson", "step", "scroll")),
    "note": (("lesson", "step", "prompt"), ("lesson", "step", "prompt", "text")),
    "preference": (("name",), ("name", "value")),
}
CHECKS = {
    "option": "option >= 0",
    "is_caring": "is_caring IN (0, 1)",
    "was_skipped": "was_skipped IN (0, 1)",
    "scroll": "scroll BETWEEN 0 AND 1",
}
TYPES: dict[str, Any] = {"option": Integer, "is_caring": Integer, "was_skipped": Integer, "scroll": REAL}


def upgrade() -> None:
    for name, columns in ADDED.items():
        _add_table(name, ("id",), columns)
        op.create_index(f"ix_{name}_lesson_counter", name, ["lesson", "counter"])
    for name, (keys, columns) in NEWEST.items():
        _add_table(name, keys, columns, UniqueConstraint("id", name=f"uq_{name}_id"))
    op.create_table(
        "tally",
        Column("one", Integer, nullable=False),
        Column("last", Integer, nullable=False),
        Column("at", Integer, nullable=False),
        PrimaryKeyConstraint("one", name="pk_tally"),
        CheckConstraint("one = 1", name="ck_tally_one"),
        CheckConstraint("last >= 0", name="ck_tally_last"),
        sqlite_strict=True,
    )
    op.execute("INSERT INTO tally (one, last, at) VALUES (1, 0, 0)")


def _add_table(name: str, keys: tuple[str, ...], columns: tuple[str, ...], *constraints: Any) -> None:
    op.create_table(
        name,
        Column("id", Text, nullable=False),
        Column("counter", Integer, nullable=False),
        *(Column(column, TYPES.get(column, Text), nullable=False) for column in columns),
        Column("at", Integer, nullable=False),
        PrimaryKeyConstraint(*keys, name=f"pk_{name}"),
        *constraints,
        CheckConstraint("length(id) = 32", name=f"ck_{name}_id"),
        CheckConstraint("counter > 0", name=f"ck_{name}_counter"),
        *(CheckConstraint(CHECKS[column], name=f"ck_{name}_{column}") for column in columns if column in CHECKS),
        sqlite_strict=True,
    )
