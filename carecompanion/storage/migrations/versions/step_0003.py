"""Paths through scenes, one row each."""

from alembic import op
from sqlalchemy import CheckConstraint, Column, Integer, PrimaryKeyConstraint, Text, UniqueConstraint

revision = "0003"
down_revision = "0002"

WORDS = ("path", "scene", "pack_version", "taken")
CHECKS = {
    "id": "length(id) = 32",
    "counter": "counter > 0",
    "is_over": "is_over IN (0, 1)",
    "is_open": "is_open IN (0, 1)",
    "path": "length(path) = 32",
}


def upgrade() -> None:
    op.create_table(
        "scene_run",
        Column("id", Text, nullable=False),
        Column("counter", Integer, nullable=False),
        *(Column(name, Text, nullable=False) for name in WORDS),
        *(Column(name, Integer, nullable=False) for name in ("is_over", "is_open", "begun_at")),
        Column("day", Text, nullable=False),
        Column("at", Integer, nullable=False),
        PrimaryKeyConstraint("path", name="pk_scene_run"),
        UniqueConstraint("id", name="uq_scene_run_id"),
        *(CheckConstraint(rule, name=f"ck_scene_run_{name}") for name, rule in CHECKS.items()),
        sqlite_strict=True,
    )
    op.create_index("ix_scene_run_day", "scene_run", ["day"])
    op.create_index("ix_scene_run_scene_counter", "scene_run", ["scene", "counter"])
