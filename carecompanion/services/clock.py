"""The time, passed into everything that needs it. Apart so that the first paint need not import the database code."""

from collections.abc import Callable
from datetime import UTC, datetime

Clock = Callable[[], datetime]


def utc_now() -> datetime:
    return datetime.now(UTC)
