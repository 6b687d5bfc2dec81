"""What a child shares that works on until it is killed: it tells its parent, and can stop just before COMMIT."""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection

from carecompanion.storage.database import Database

KEY = bytes(range(32))


def tell(*words: object) -> None:
    os.write(1, (" ".join(map(str, words)) + "\n").encode())  # one write a line: whole in the pipe, or not there


class Stopping(Database):
    """A real database that can be stopped at the last moment before COMMIT."""

    stops = False

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        with super().transaction() as connection:
            yield connection
            if self.stops:
                tell("inside")
                time.sleep(60)
