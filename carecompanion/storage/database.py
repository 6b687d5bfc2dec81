"""One profile's encrypted file, open.

One connection writes, in real transactions (BEGIN IMMEDIATE), synced before the block ends. A guest's database lives in
memory and touches no disk. Every driver error leaves here as a StorageError with words that may be shown.
"""

import logging
import os
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from functools import cache
from pathlib import Path
from typing import Any, Self

import sqlcipher3.dbapi2 as driver
from sqlalchemy import Connection, create_engine, create_mock_engine
from sqlalchemy.pool import StaticPool

from carecompanion.errors import StorageDamaged
from carecompanion.storage import cipher, failures, files
from carecompanion.storage.tables import SCHEMA, metadata

log = logging.getLogger(__name__)


class Database:
    """A profile's file (or a guest's memory), open until `close`."""

    def __init__(self, connection: Any, file: Path | None, key: bytes) -> None:
        self.file = file
        self._log = files.beside(file, "-wal") if file else None
        self._identity = _identity_of(file)
        self._folder = file.parent if file else None
        self._key = key
        self._writing = threading.RLock()
        # hide_parameters: what a person wrote must not stand in an error's text.
        engine = create_engine(
            "sqlite://", module=driver, creator=lambda: connection, poolclass=StaticPool, hide_parameters=True
        )
        self._engine = engine
        self._connection = engine.connect()
        self._driver = connection

    @classmethod
    def open(cls, file: Path, key: bytes) -> Self:
        """Open an existing file, bringing an older schema up to date. Slow only then, or after a crash.

        Raises StorageTooNew (the file is not touched), StorageDamaged (also when missing or empty), StorageReadOnly,
        StorageLocked or StorageFull.
        """
        with cipher.errors_sorted(file.parent):
            _refuse_what_cannot_be_used(file)
            was_cut_off = any(files.beside(file, ending).exists() for ending in files.LOGS)
            is_suspect = files.beside(file, files.TO_CHECK).exists()
            version = version_of(file, key)
            if version > SCHEMA:
                raise failures.too_new()
            if version < SCHEMA:
                # Alembic takes longer to import than a file takes to open, and is needed once a version.
                from carecompanion.storage import upgrading

                upgrading.upgrade_file(file, key)
            opened = cls(cipher.connect(file, key), file, key)
            if was_cut_off or is_suspect:
                log.info("the last session was cut off, or met damage; checking the file")
                opened._require_whole()
                files.beside(file, files.TO_CHECK).unlink(missing_ok=True)
            return opened

    @classmethod
    def create(cls, file: Path, key: bytes) -> Self:
        """Make a new file; it appears under its name only when it is whole. Raises StorageFull, StorageReadOnly."""
        if file.exists():
            raise FileExistsError(file.name)
        with cipher.errors_sorted(file.parent):
            files.make_private_folder(file.parent)
            beside = files.beside(file, ".new")
            for ending in ("", "-wal", "-shm", "-journal"):
                files.beside(beside, ending).unlink(missing_ok=True)
            files.make_private_file(beside)
            new = cls(cipher.connect(beside, key), beside, key)
            try:
                new._furnish()
            finally:
                new.close()
            files.put_in_place(beside, file)
        return cls.open(file, key)

    @classmethod
    def in_memory(cls) -> Self:
        """A guest's database: no file, no temporary file, gone at `close`."""
        new = cls(cipher.connect_to_memory(), None, b"")
        new._furnish()
        return new

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """All or nothing, on the disk when the block ends; rolled back when it raises."""
        with self._writing, self._errors_sorted():
            self._require_in_place()
            self._driver.execute("BEGIN IMMEDIATE")  # said to the driver itself: each answer waits for this
            try:
                yield self._connection
                self._driver.commit()
                self._connection.commit()
                self._keep_without_log()
            except BaseException:
                self._driver.rollback()
                self._connection.rollback()
                raise

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Ask without holding up a writer elsewhere."""
        with self._writing, self._errors_sorted():
            try:
                yield self._connection
            finally:
                if not self._driver.in_transaction:
                    self._connection.rollback()

    def counter(self) -> int:
        """The last counter given to a record; 0 in a new profile."""
        with self.reading() as connection:
            return int(connection.exec_driver_sql("SELECT last FROM tally").scalar_one())

    def forget_the_log(self) -> None:
        """What was deleted leaves SQLite's log too, not only the file. Where it cannot be done now, closing does it."""
        with self._writing, self._errors_sorted():
            self._driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    def copy_to(self, target: Path) -> None:
        """A whole, compact copy under the same key, read through a connection of its own: safe beside the writer."""
        if self.file is None:
            raise ValueError("a guest's database is never copied")
        with self._errors_sorted():
            cipher.copy_file(self.file, self._key, target)

    def copy_as_closed_to(self, target: Path) -> None:
        """The same, for another place to open: there nobody closed it without goodbye."""

        def say_goodbye(copy: Any) -> bool:
            return bool(copy.execute("UPDATE preference SET value = 'no' WHERE name = 'is_open'").rowcount)

        self.copy_to(target)
        self.change_copy(target, say_goodbye)

    def check(self) -> None:
        """Read the file from end to end, beside the writer. Slow: in the background. Raises StorageDamaged."""
        if self.file is None:
            return
        with self._errors_sorted(), closing(cipher.connect(self.file, self._key, "mode=ro")) as connection:
            cipher.require_whole(connection)

    @property
    def key(self) -> bytes:
        """For work on the closed file; b"" of a guest's, which has none."""
        return self._key

    def change_copy(self, copy: Path, change: Callable[[Any], bool]) -> bool:
        """Let `change` work on a copy made by `copy_to`; whole or not at all. Returns whether it changed anything."""
        with self._errors_sorted():
            return cipher.change_file(copy, self._key, change)

    @property
    def is_closed(self) -> bool:
        return bool(self._connection.closed)

    def close(self) -> None:
        with self._writing:
            self._connection.close()
            self._engine.dispose()

    @contextmanager
    def _errors_sorted(self) -> Iterator[None]:
        """Damage that is met now is looked into, all of the file, when it is opened next."""
        try:
            with cipher.errors_sorted(self._folder):
                yield
        except StorageDamaged:
            if self.file is not None:
                with suppress(OSError):
                    files.beside(self.file, files.TO_CHECK).touch(files.PRIVATE_FILE)
            raise

    def _require_in_place(self) -> None:
        """A deleted file takes what is written and keeps none of it; SQLite does not say so."""
        if self._identity != _identity_of(self.file):
            raise failures.gone()

    def _keep_without_log(self) -> None:
        """Where something deletes SQLite's log under our feet, what is in it goes to the file itself."""
        if self._log is not None and not self._log.exists():
            self._driver.execute("PRAGMA wal_checkpoint(FULL)").fetchall()

    def _require_whole(self) -> None:
        try:
            cipher.require_whole(self._driver)
        except BaseException:
            self.close()
            raise

    def _furnish(self) -> None:
        with self.transaction() as connection:
            for statement in _statements_of_a_new_file():
                connection.exec_driver_sql(statement)
            connection.exec_driver_sql("INSERT INTO tally (one, last, at) VALUES (1, 0, 0)")
            connection.exec_driver_sql("INSERT INTO alembic_version (version_num) VALUES (?)", (SCHEMA,))


@cache
def _statements_of_a_new_file() -> tuple[str, ...]:
    """What makes its tables, put into words once."""
    found: list[str] = []

    def note(statement: Any, *_more: Any, **_options: Any) -> None:
        found.append(str(statement.compile(dialect=paper.dialect)))

    paper = create_mock_engine("sqlite://", note)
    metadata.create_all(paper, checkfirst=False)
    return tuple(found)


def _identity_of(file: Path | None) -> tuple[int, int] | None:
    """Tells a file from another one of its name; None when it is not there. Windows lets nobody delete an open file."""
    if file is None or os.name == "nt":
        return None
    try:
        status = os.stat(file)
    except OSError:
        return None
    return status.st_dev, status.st_ino


def _refuse_what_cannot_be_used(file: Path) -> None:
    """SQLite would take an empty file for a new one, and a folder it may not write for a riddle.

    Where a repair was cut off at its end, the file may already be without its log.
    """
    if not file.is_file() or file.stat().st_size == 0 or files.beside(file, files.RECOVERED).exists():
        raise failures.damaged()
    if not os.access(file, os.W_OK) or not os.access(file.parent, os.W_OK):
        raise failures.read_only()


def version_of(file: Path, key: bytes) -> str:
    """The schema step the file is at, asked without changing a byte: a newer version's file must stay as it is.

    Only where it was cut off in the middle of a write the page from before is put back: else it cannot be read.
    """
    wal_left, journal_left = (files.beside(file, ending).exists() for ending in files.LOGS)
    how = "mode=ro" if wal_left else cipher.UNTOUCHED
    connection = cipher.connect(file, key, cipher.TAKEN_BACK if journal_left else how)
    try:
        row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    except driver.OperationalError as error:
        if getattr(error, "sqlite_errorname", "") != "SQLITE_ERROR":  # "no such table": opens, but is not ours
            raise
        raise failures.damaged() from error
    finally:
        connection.close()
    if row is None:
        raise failures.damaged()
    return str(row[0])
