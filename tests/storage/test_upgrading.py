"""Schema steps: the same schema by either way, all or nothing, children kept, a copy beside until it went well."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from carecompanion.content.model import LessonId
from carecompanion.errors import StorageDamaged, StorageFull
from carecompanion.learning.records import AnswerGiven
from carecompanion.storage import cipher, database, upgrading
from carecompanion.storage.backups import UPDATE, copies_in
from carecompanion.storage.database import Database
from carecompanion.storage.journal import Journal
from carecompanion.storage.tables import SCHEMA

LESSON = LessonId("cuidar/memoria")
NEXT = '''
"""A step of a later version."""
from alembic import op
import sqlalchemy as sa
revision = "0005"
down_revision = "0004"
def upgrade():
    op.execute("CREATE TABLE parent (id INTEGER PRIMARY KEY)")
    op.execute("CREATE TABLE child (of INTEGER REFERENCES parent (id) ON DELETE CASCADE)")
    op.execute("INSERT INTO parent VALUES (1)")
    op.execute("INSERT INTO child VALUES (1)")
    with op.batch_alter_table("parent", recreate="always") as parent:
        parent.add_column(sa.Column("mood", sa.Text))
    %s
'''


@pytest.fixture
def a_later_version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """`a_later_version("line")`: the program as it will be with one more step, which ends with that line."""

    def install(last: str = "pass") -> None:
        steps = tmp_path / "50% más pasos"
        shutil.copytree(upgrading.STEPS, steps, ignore=shutil.ignore_patterns("__pycache__"))
        (steps / "versions" / "step_0005.py").write_text(NEXT % last)
        monkeypatch.setattr(upgrading, "STEPS", steps)
        monkeypatch.setattr(database, "SCHEMA", "0005")

    return install


@pytest.fixture
def older(database: Database, journal: Journal, file: Path, an_answer: Callable[[int], AnswerGiven]) -> Path:
    """A file of today's version with one answer, closed."""
    journal.keep(an_answer(1))
    database.close()
    return file


def _schema(connection: Any) -> dict[tuple[str, str], list[str]]:
    rows = connection.execute("SELECT type, name, coalesce(sql, '') FROM sqlite_master").fetchall()
    return {
        (kind, name): sorted(re.split(r"[(,]\s+", " ".join(sql.split()).removesuffix(")"))) for kind, name, sql in rows
    }


def test_a_new_file_and_one_that_took_every_step_are_the_same(older: Path, key: bytes) -> None:
    stepped = cipher.connect_to_memory()
    upgrading.upgrade(stepped)
    made = cipher.connect(older, key)
    # the end of a table's text is where its last part stood: compare without the closing words
    tidy = {name: [part.replace(" ) STRICT", "") for part in parts] for name, parts in _schema(made).items()}
    assert tidy == {name: [part.replace(" ) STRICT", "") for part in parts] for name, parts in _schema(stepped).items()}
    strict = "SELECT name, strict FROM pragma_table_list WHERE type = 'table' ORDER BY name"
    assert made.execute(strict).fetchall() == stepped.execute(strict).fetchall()
    version = stepped.execute("SELECT version_num FROM alembic_version").fetchall()
    assert version == made.execute("SELECT version_num FROM alembic_version").fetchall() == [(SCHEMA,)]
    assert stepped.execute("SELECT one, last, at FROM tally").fetchall() == [(1, 0, 0)]
    made.close()
    stepped.close()


def test_an_older_file_is_brought_up_to_date(
    older: Path, key: bytes, a_later_version: Callable[..., None], an_answer: Callable[[int], AnswerGiven]
) -> None:
    a_later_version()
    opened = Database.open(older, key)
    assert Journal(opened).answers_of(LESSON) == (an_answer(1),)
    with opened.reading() as connection:
        assert connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar_one() == "0005"
        assert connection.exec_driver_sql("SELECT of FROM child").scalars().all() == [1], (
            "children outlive the rebuilding"
        )
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar_one() == 1
    opened.close()
    assert sorted(entry.name for entry in older.parent.iterdir()) == ["copies", older.name]
    (copy,) = copies_in(older.parent)
    assert (copy.kind, copy.counter) == (UPDATE, 1)
    Database.open(older, key).close()
    assert copies_in(older.parent) == (copy,)


@pytest.mark.parametrize(
    ("last", "error"),
    [
        ("op.execute('SELECT * FROM nowhere')", Exception),
        ("op.execute('INSERT INTO child VALUES (77)')", StorageDamaged),
        ("raise KeyboardInterrupt", KeyboardInterrupt),
    ],
)
def test_a_step_that_fails_changes_nothing_and_leaves_the_copy(
    older: Path,
    key: bytes,
    a_later_version: Callable[..., None],
    an_answer: Callable[[int], AnswerGiven],
    monkeypatch: pytest.MonkeyPatch,
    last: str,
    error: type[BaseException],
) -> None:
    before = older.read_bytes()
    a_later_version(last)
    with pytest.raises(error):
        Database.open(older, key)
    copy = copies_in(older.parent)[0].file
    assert copy.stat().st_mode & 0o077 == 0
    monkeypatch.setattr(database, "SCHEMA", SCHEMA)
    assert older.read_bytes() == before
    for file in (older, copy):
        opened = Database.open(file, key)
        assert Journal(opened).answers_of(LESSON) == (an_answer(1),)
        opened.close()


def test_without_room_for_a_copy_no_step_is_tried(
    older: Path, key: bytes, a_later_version: Callable[..., None], mount: Callable[..., Path]
) -> None:
    disk = mount("-t", "tmpfs", "-o", "size=1m", "tmpfs")
    file = Path(shutil.copy(older, disk))
    (disk / "ballast").write_bytes(b"x" * (shutil.disk_usage(disk).free - 120_000))
    before = file.read_bytes()
    a_later_version()
    with pytest.raises(StorageFull):
        Database.open(file, key)
    assert file.read_bytes() == before


def test_alembic_is_not_loaded_for_a_file_of_today(run_python: Callable[..., str], older: Path) -> None:
    code = """if True:
        import sys
        from pathlib import Path
        from carecompanion.storage.database import Database
        Database.open(Path(sys.argv[1]), bytes(range(32))).close()
        heavy = ("alembic", "mako", "cryptography", "PySide6", "sqlalchemy.orm")
        print([name for name in heavy if name in sys.modules])
    """
    assert run_python(code, str(older)).strip() == "[]"
