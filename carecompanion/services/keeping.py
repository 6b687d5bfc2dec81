"""Keeping what a person does: at once when the disk allows it, in memory and again later when it does not.

Apart from the journal because the journal only says yes or no; here nobody loses a word because a disk is full.
"""

import logging
import uuid

from carecompanion.errors import StorageError
from carecompanion.events import Events, KeepingFailed, KeepingWorksAgain
from carecompanion.learning.records import Record
from carecompanion.storage.journal import Journal

log = logging.getLogger(__name__)


class Keeper:
    """The one way into a profile's journal. Records that cannot be written wait here, in order."""

    def __init__(self, journal: Journal, events: Events) -> None:
        self.journal = journal
        self._events = events
        self._waiting: list[tuple[str, Record]] = []
        self._has_failed = False

    @property
    def waiting(self) -> tuple[Record, ...]:
        """What is not on the disk yet."""
        return tuple(record for _id, record in self._waiting)

    def keep(self, *records: Record) -> bool:
        """True when they are on the disk. Every record has its id before the first try, so none is written twice."""
        self._waiting += [(uuid.uuid4().hex, record) for record in records]
        return self.retry()

    def retry(self) -> bool:
        """Try what waits, in one transaction."""
        if not self._waiting:
            return True
        try:
            self.journal.keep(*self.waiting, ids=[one for one, _record in self._waiting])
        except StorageError as error:
            log.info("%d records wait: %s", len(self._waiting), type(error).__name__)
            self._has_failed = True
            self._events.tell(KeepingFailed(error.words))
            return False
        self._waiting.clear()
        if self._has_failed:
            self._has_failed = False
            self._events.tell(KeepingWorksAgain())
        return True
