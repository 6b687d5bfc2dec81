"""A trainer's sessions, their runs and rounds; what a room answered, without order or time."""

from typing import Any

from alembic import op
from sqlalchemy import CheckConstraint, Column, Integer, LargeBinary, PrimaryKeyConstraint, Text, UniqueConstraint

revision = "0004"
down_revision = "0003"

# The first column is the key; what is not text is in TYPES.
RECORDS = {
    "training_session": ("session", "title", "workshop", "place", "day", "facts", "groups", "agenda"),
    "session_picture": ("picture", "session", "kind", "content"),
    "session_run": (
        "run", "session", "title", "workshop", "place", "day", "begun_at", "groups", "slides", "plan",
    ),
    "run_state": ("run", "state", "is_open"),
    "session_round": ("round", "run", "block", "instrument", "way", "asked", "counts", "totals", "is_open"),
}  # fmt: skip
KEYLESS = {
    "room_answer": ("key", "round", "team", "answers"),
    "room_mark": ("key", "mark"),
    "session_secret": ("run", "secret"),
}
TYPES: dict[str, Any] = {
    "content": LargeBinary,
    "begun_at": Integer,
    "is_open": Integer,
    "key": LargeBinary,
    "mark": LargeBinary,
    "secret": LargeBinary,
}
MAY_BE_EMPTY = (("training_session", "day"),)
CHECKS = {
    ("training_session", "session"): "length(session) = 32",
    ("session_run", "run"): "length(run) = 32",
    ("run_state", "is_open"): "is_open IN (0, 1)",
    ("session_round", "is_open"): "is_open IN (0, 1)",
}
INDEXES = (("session_picture", "session"), ("session_run", "session"), ("session_round", "run"))


def upgrade() -> None:
    for name, columns in RECORDS.items():
        _add_records(name, columns)
    for name, columns in KEYLESS.items():
        op.create_table(
            name,
            *_columns(name, columns),
            PrimaryKeyConstraint(columns[0], name=f"pk_{name}"),
            sqlite_with_rowid=False,
            sqlite_strict=True,
        )
    for name, column in INDEXES:
        op.create_index(f"ix_{name}_{column}", name, [column])


def _add_records(name: str, columns: tuple[str, ...]) -> None:
    op.create_table(
        name,
        Column("id", Text, nullable=False),
        Column("counter", Integer, nullable=False),
        *_columns(name, columns),
        Column("at", Integer, nullable=False),
        PrimaryKeyConstraint(columns[0], name=f"pk_{name}"),
        UniqueConstraint("id", name=f"uq_{name}_id"),
        CheckConstraint("length(id) = 32", name=f"ck_{name}_id"),
        CheckConstraint("counter > 0", name=f"ck_{name}_counter"),
        *(CheckConstraint(rule, name=f"ck_{name}_{of}") for (table, of), rule in CHECKS.items() if table == name),
        sqlite_strict=True,
    )


def _columns(name: str, columns: tuple[str, ...]) -> list[Column[Any]]:
    return [Column(one, TYPES.get(one, Text), nullable=(name, one) in MAY_BE_EMPTY) for one in columns]
