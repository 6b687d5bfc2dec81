"""Brings an older file's schema up to date with Alembic. Imported only when a file is older than the program.

Nothing but these steps ever changes a schema. They run inside one transaction; a copy of the file as it was is kept
among its copies for some days.
"""

import logging
import shutil
from datetime import datetime
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as driver
from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, create_engine
from sqlalchemy.pool import StaticPool

from carecompanion.storage import backups, cipher, failures, files

log = logging.getLogger(__name__)

STEPS = Path(__file__).parent / "migrations"  # also beside us in a frozen build: its scripts are data files there


def upgrade_file(file: Path, key: bytes) -> None:
    """Take the file to the newest step, or leave it exactly as it is. Raises StorageError."""
    connection = cipher.connect(file, key)
    try:
        version = connection.execute("SELECT version_num FROM alembic_version").fetchone()[0]
        (counter,) = connection.execute("SELECT last FROM tally").fetchone()
        _require_room(file)
        copy = files.copies_folder(file.parent) / backups.name_of(counter, datetime.now(), backups.UPDATE)
        cipher.copy_file(file, key, copy)
        log.info("bringing a file up to date from step %s", version)
        upgrade(connection)
    finally:
        connection.close()


def upgrade(connection: Any, target: str = "head") -> None:
    """Run the steps on an open driver's connection.

    Foreign keys are off, outside the transaction: rebuilding a parent table would delete its children without a word.
    """
    engine = create_engine(
        "sqlite://", module=driver, creator=lambda: connection, poolclass=StaticPool, hide_parameters=True
    )
    connection.execute("PRAGMA foreign_keys=OFF")
    try:
        with cipher.errors_sorted(), engine.connect() as steps:
            steps.exec_driver_sql("BEGIN IMMEDIATE")
            try:
                _run_steps(steps, target)
                if steps.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
                    raise failures.damaged()
                steps.commit()
            except BaseException:
                steps.rollback()
                raise
    finally:
        connection.execute("PRAGMA foreign_keys=ON")


def _run_steps(connection: Connection, target: str) -> None:
    config = Config()
    config.set_main_option("script_location", str(STEPS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, target)


def _require_room(file: Path) -> None:
    """A copy and a rebuilt table need about twice the file."""
    if shutil.disk_usage(file.parent).free < 2 * file.stat().st_size:
        raise failures.full()
